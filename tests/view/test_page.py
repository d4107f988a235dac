"""One file, the same bytes each time, with everything in it and nothing beside it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.analyse.graph import GraphData, GraphEdge
from kg.analyse.scope import Scope
from kg.errors import UsageError
from kg.view.page import render_view, write_view

from .samples import hostile, media_graph
from .synthetic import generated


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def tags_of(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.tags


def data_of(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_the_page_refers_to_nothing_outside(media):
    page, _ = render_view(media)
    for tag, attributes in tags_of(page):
        assert not attributes.keys() & {"src", "srcset", "action", "style"}, tag
        assert not any(name.startswith("on") for name in attributes), tag
        assert attributes.get("href") in {None, "#view-table", "data:,"}
    policy = next(a["content"] for tag, a in tags_of(page) if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("data", [media_graph(), hostile(), GraphData()], ids=["media", "hostile", "empty"])
def test_there_are_exactly_three_scripts_whatever_the_data(data):
    page, _ = render_view(data)
    assert sum(tag == "script" for tag, _ in tags_of(page)) == 3
    assert {"img", "iframe", "svg"}.isdisjoint(tag for tag, _ in tags_of(page))


def test_the_same_graph_gives_the_same_bytes(media, labels, tmp_path):
    shuffled = replace(media, nodes=media.nodes)
    one = write_view(media, tmp_path / "one.html", labels=labels)
    other = write_view(shuffled, tmp_path / "other.html", labels=labels)
    assert one.path.read_bytes() == other.path.read_bytes()
    assert one.size == one.path.stat().st_size


def test_hash_randomization_changes_nothing():
    code = (
        "import hashlib; from tests.view.samples import media_graph; from kg.view.page import render_view;"
        "print(hashlib.sha256(render_view(media_graph())[0].encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, cwd=root, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_only_the_best_connected_are_drawn_and_it_says_so(tmp_path):
    summary = write_view(generated(200), tmp_path / "view.html", max_nodes=40)
    assert summary.scope.entities <= 40
    assert summary.scope.entities_total == 200
    assert not summary.scope.complete
    assert {"without claims", "top"} >= {reason for reason, *_ in summary.scope.steps}
    scope = data_of(summary.path.read_text(encoding="utf-8"))["scope"]
    assert (scope["entities"], scope["entitiesTotal"]) == (summary.scope.entities, 200)


def test_the_scope_may_say_how_many(media):
    _, report = render_view(media, scope=Scope(top=5), max_nodes=300)
    assert report.entities == 5


def test_speakers_that_are_not_drawn_keep_their_names(media):
    edge = next(e for e in media.edges if e.attributed_to)
    few = replace(media, edges=(edge,), figures=(), facts=())
    content = data_of(render_view(few)[0])
    speaker = next(node.label for node in media.nodes if node.iri == edge.attributed_to)
    names = [node["label"] for node in content["network"]["nodes"]] + [entry["name"] for entry in content["references"]]
    assert speaker in names


def test_a_title_is_text(media):
    page, _ = render_view(media, title="<script>x</script> & co")
    assert "<title>&lt;script&gt;x&lt;/script&gt; &amp; co</title>" in page


def test_an_unknown_language_is_refused(media):
    with pytest.raises(UsageError, match="en and fr"):
        render_view(media, lang="de")


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(UsageError, match="choose another file"):
        write_view(GraphData(), tmp_path / "no" / "view.html")


def test_every_string_exists_in_both_languages_and_is_used():
    assets = Path(__file__).resolve().parents[2] / "kg" / "view"
    strings = json.loads((assets / "assets" / "strings.json").read_text(encoding="utf-8"))
    assert all(set(entry) == {"en", "fr"} and all(entry.values()) for entry in strings.values())
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((assets / "assets").glob("*.js")))
    template = (assets / "templates" / "view.html").read_text(encoding="utf-8")
    used = set(re.findall(r"""[\[("\s:?,]"([a-z]+(?:\.\w+)*)\"""", code)) | set(
        re.findall(r't\["([\w.]+)"\]', template)
    )
    families = (
        "mode.",
        "left.",
        "menu.",
        "unit.",
        "bound.",
        "column.",
        "quote.",
        "keys.",
        "help.",
        "title",
        "noscript",
    )
    unused = [key for key in strings if key.removesuffix(".one") not in used and not key.startswith(families)]
    assert unused == []


def test_claims_with_surrogates_are_written_as_valid_utf8(tmp_path):
    from .samples import BASE

    data = media_graph()
    edge = replace(data.edges[0], quote="broken \ud800 text")
    assert isinstance(edge, GraphEdge)
    summary = write_view(replace(data, edges=(edge,)), tmp_path / "view.html")
    summary.path.read_bytes().decode("utf-8")
    assert BASE in summary.path.read_text(encoding="utf-8")
