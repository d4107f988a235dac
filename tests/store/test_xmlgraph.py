from __future__ import annotations

import io
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings

from kg.model import EntityRef
from kg.store.xmlgraph import write_gexf, write_graphml

from .samples import ENTITIES, IRI_OF, claims
from .strategies import texts


def edge(quote: str) -> tuple:
    claim = claims()[0]
    sides = {"subject": EntityRef(IRI_OF["netflix"]), "object": EntityRef(IRI_OF["studio"]), "attributed_to": None}
    return replace(claim, **sides, evidence=replace(claim.evidence, quote=quote)), "2025"


@pytest.mark.parametrize(("write", "read"), [(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)])
@settings(max_examples=60, deadline=None)
@given(name=texts, quote=texts)
def test_any_text_gives_well_formed_xml(write: object, read: object, name: str, quote: str) -> None:
    out = io.BytesIO()
    write([replace(ENTITIES[0], name=name), ENTITIES[1]], [edge(quote)], out)
    found = read(io.BytesIO(out.getvalue()))
    assert set(found) == {IRI_OF["netflix"], IRI_OF["studio"]}
    assert found.number_of_edges() == 1


def test_text_that_xml_can_hold_is_kept() -> None:
    out = io.BytesIO()
    write_graphml(ENTITIES, [edge('« l\'été » & <b>\n\r\t"x" 😀 \x01')], out)
    found = nx.read_graphml(io.BytesIO(out.getvalue()))
    quotes = [data["quote"] for *_, data in found.edges(data=True)]
    assert quotes == ['« l\'été » & <b>\n\r\t"x" 😀 \ufffd']
