from __future__ import annotations

import io

import pyoxigraph as ox
import rdflib

from kg.store.terms import XSD, iri, typed
from kg.store.turtle import TurtleWriter, quad_key, triple_key

PREFIXES = {"x": "https://x/", "e": "https://x/e/", "xsd": XSD}
NODE, LINK, TYPE = iri("https://x/e/n"), iri("https://x/p"), iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def written(*triples: ox.Triple) -> str:
    out = io.BytesIO()
    TurtleWriter(out, PREFIXES).write_triples(sorted(triples, key=triple_key))
    return out.getvalue().decode()


def test_types_come_first_and_the_longest_prefix_is_used() -> None:
    text = written(
        ox.Triple(NODE, LINK, ox.Literal("b")), ox.Triple(NODE, LINK, ox.Literal("a")), ox.Triple(NODE, TYPE, LINK)
    )
    assert text.splitlines()[:3] == [
        "@prefix x: <https://x/> .",
        "@prefix e: <https://x/e/> .",
        f"@prefix xsd: <{XSD}> .",
    ]
    assert text.endswith('\n\ne:n a x:p ;\n  x:p "a", "b" .\n')


def test_numbers_and_truth_values_are_short_only_when_they_stay_the_same() -> None:
    values = [
        typed(text, kind)
        for text, kind in (("5", "integer"), ("5", "decimal"), ("5.5", "decimal"), ("true", "boolean"))
    ]
    text = written(*(ox.Triple(NODE, LINK, value) for value in values))
    assert text.endswith('x:p "5"^^xsd:decimal, 5, 5.5, true .\n')
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(values)


def test_a_name_that_needs_escapes_is_written_in_full() -> None:
    for local in ("a.b", "a/b", "é", "-a", ""):
        node = iri(f"https://x/e/{local}")
        text = written(ox.Triple(node, LINK, node))
        assert f"<{node.value}> x:p <{node.value}> ." in text


def test_trig_has_a_block_for_each_graph() -> None:
    quads = [ox.Quad(NODE, LINK, NODE, graph) for graph in (LINK, NODE, ox.DefaultGraph())]
    out = io.BytesIO()
    TurtleWriter(out, PREFIXES).write_quads(sorted(quads, key=quad_key))
    assert out.getvalue().decode().count("{\n  e:n x:p e:n .\n}\n") == 3
