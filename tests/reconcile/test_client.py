"""A service that is slow, busy, broken or hostile."""

from __future__ import annotations

import json

import pytest

from kg.errors import ServiceError, UsageError
from kg.reconcile.client import Limits, ServiceClient
from kg.reconcile.protocol import Query

QUERIES = {"q0": Query("Anne Morel"), "q1": Query("Phare Bleu"), "q2": Query("Nobody")}
QUICK = Limits(rate=1000, timeout=0.7, tries=3, first_wait=0.01)


@pytest.fixture
def waits():
    return []


@pytest.fixture
def client(service, waits):
    with ServiceClient(service.url, QUICK, sleep=waits.append) as opened:
        yield opened


def names(answers):
    return {key: [candidate.id for candidate in candidates] for key, candidates in answers.items()}


ANSWERS = {"q0": ["Q101", "Q102"], "q1": ["Q103"], "q2": []}


def test_the_manifest_is_read(client):
    manifest = client.manifest()
    assert (manifest.name, manifest.batch_size) == ("Things of the world", 10)
    assert manifest.knows_wikidata


def test_a_batch_is_one_request(client, service):
    assert names(client.ask(QUERIES)) == ANSWERS
    (batch,) = service.batches
    assert batch["q0"] == {"query": "Anne Morel", "limit": 3}


@pytest.mark.parametrize("trouble", [429, 500, 502, 503, 504, "drop", "drip"])
def test_passing_trouble_is_sat_out(client, service, waits, trouble):
    service.trouble = [trouble, trouble]
    assert names(client.ask(QUERIES)) == ANSWERS
    first, second = (wait for wait in waits if wait > 0.005)
    assert second > first


def test_a_service_that_says_when_to_come_back_is_believed_within_limits(client, service, waits):
    service.trouble = [(429, {"Retry-After": "7"}), (503, {"Retry-After": "99999"})]
    assert names(client.ask(QUERIES)) == ANSWERS
    assert {7.0, 120.0} <= set(waits)


def test_lasting_trouble_is_an_error_that_says_so(client, service):
    service.trouble = [503] * 3
    with pytest.raises(ServiceError, match=r"no answer after 3 tries .HTTP status 503.*run the same command again"):
        client.ask(QUERIES)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (404, "answers with HTTP status 404; check the address"),
        (b"<html>", "the answer is not JSON"),
        (b"[" * 100_000, "the answer is not JSON"),
        (b"[]", "not a JSON object"),
        (b"{}", "holds no results"),
        (b'{"status": "error", "message": "bad\\u001b[31m query"}', r"holds no results \(bad"),
    ],
)
def test_an_answer_that_makes_no_sense_is_an_error(client, service, answer, message):
    service.trouble = [answer]
    with pytest.raises(ServiceError, match=message):
        client.ask(QUERIES)


def test_an_answer_without_end_is_cut_off(service, waits):
    service.trouble = [b" " * 200_000]
    limits = Limits(rate=1000, tries=1, max_bytes=100_000)
    with (
        ServiceClient(service.url, limits, sleep=waits.append) as client,
        pytest.raises(ServiceError, match="larger than"),
    ):
        client.ask(QUERIES)


def test_a_batch_that_is_too_large_is_sent_in_parts(client, service):
    service.largest_batch = 1
    assert names(client.ask(QUERIES)) == ANSWERS
    assert [list(batch) for batch in service.batches] == [["q0"], ["q1"], ["q2"]]
    service.largest_batch = 0
    with pytest.raises(ServiceError, match="refuses even a single query"):
        client.ask(QUERIES)


def test_what_strangers_send_is_neither_trusted_nor_fatal(client, service):
    good = {"id": "Q7", "name": "fine", "score": "12.5"}
    bad = [7, None, {"id": "Q1"}, {"id": "Q 1", "name": "x", "score": 1}, {"id": "Q2", "name": "x", "score": "high"},
           {"id": "Q3", "name": "x", "score": True}, {"id": {}, "name": "x", "score": 1}]  # fmt: skip
    odd = {"id": "Q8", "name": "a\x1b[2J\nb" + "c" * 9000, "score": 5, "match": "yes", "type": [{"id": 3}, "Q5", []],
           "description": ["no"]}  # fmt: skip
    content = json.dumps({"q0": {"result": [*bad, odd, good]}, "q1": {"result": "none"}, "q9": {"result": [good]}})
    service.trouble = [content.replace('"score": 5', '"score": 5e0').encode()]
    answers = client.ask(QUERIES)
    assert list(answers) == ["q0"]
    best, second = answers["q0"]
    assert (best.id, best.score) == ("Q7", 12.5)
    assert second.name.startswith("a [2J b")
    assert len(second.name) == 300
    assert (second.match, second.types, second.description) == (False, ("Q5",), "")


def test_numbers_that_are_none_are_left_out(client, service):
    service.trouble = [
        b'{"q0": {"result": [{"id": "Q1", "name": "x", "score": NaN}, {"id": "Q2", "name": "y", "score": 1e999}]}}'
    ]
    assert client.ask({"q0": Query("x")}) == {"q0": ()}


def test_requests_keep_their_distance(service):
    waits = []
    with ServiceClient(service.url, Limits(rate=4), sleep=waits.append) as client:
        for _ in range(3):
            client.ask({"q0": Query("Anne Morel")})
    assert len(waits) == 2
    assert 0 < waits[0] <= 0.25 < waits[1] <= 0.5  # the sleep does nothing here, so the second has both to wait for


@pytest.mark.parametrize(
    "url", ["ftp://example.org", "example.org/api", "http://", "file:///etc/passwd", "http://[::1"]
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(UsageError, match="not an address"):
        ServiceClient(url)


def test_nobody_there_is_an_error(waits):
    with ServiceClient("http://127.0.0.1:9/api", QUICK, sleep=waits.append) as client, pytest.raises(ServiceError):
        client.manifest()


@pytest.mark.parametrize("manifest", [b"<html>", [], {"name": "x"}, {"name": "x", "identifierSpace": 7}, {"name": 1}])
def test_a_page_that_is_no_service_is_an_error(client, service, manifest):
    service.manifest = manifest
    with pytest.raises(ServiceError, match="address"):
        client.manifest()
