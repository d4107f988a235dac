"""``kg validate`` tells people, programs and SHACL tools what is wrong, and scripts by its exit code."""

from __future__ import annotations

import json

RULE = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mkg: <https://w3id.org/mediakg/ontology#> .
@prefix : <https://example.org/rules#> .
:Seat a sh:NodeShape ; sh:targetClass mkg:Company ; sh:severity sh:SEVERITY ;
    sh:not [ sh:path mkg:acquires ; sh:minCount 1 ] ; sh:message "buys \u009b31m others" .
"""


def test_a_finding_is_told_in_words_with_what_to_do(kg, graph, tmp_path):
    rules = tmp_path / "rules.ttl"
    rules.write_text(RULE.replace("SEVERITY", "Violation"), encoding="utf-8")
    code, out, _ = kg("validate", "-g", graph, "--shapes", rules)
    assert code == 1
    assert "violation: Brume: buys \ufffd31m others" in out
    assert "rule https://example.org/rules#Seat" in out
    assert "not as it should be" in out.splitlines()[-1]
    report = json.loads(kg("validate", "-g", graph, "--shapes", rules, "--format", "json")[1])
    assert (report["conforms"], report["complete"]) == (False, True)
    assert "Brume" in {finding["name"] for finding in report["findings"]}
    assert "sh:ValidationReport" in kg("validate", "-g", graph, "--shapes", rules, "--format", "turtle")[1]


def test_a_file_without_shapes_is_an_error(kg, graph, tmp_path):
    rules = tmp_path / "rules.ttl"
    rules.write_text("<x:a> <x:b> <x:c> .", encoding="utf-8")
    code, _, err = kg("validate", "-g", graph, "--shapes", rules)
    assert code == 1
    assert "rules.ttl: holds no SHACL shape" in err
