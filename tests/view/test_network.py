"""What pyvis is given: a node per entity, one edge per pair, arrows as the claims point."""

from __future__ import annotations

from kg.analyse.graph import GraphData, GraphEdge, GraphNode
from kg.view.labels import ViewLabels, family_of, primary_classes, spaced
from kg.view.network import draw


def edge(number: int, subject: str, predicate: str, object_: str) -> GraphEdge:
    return GraphEdge(
        claim_id=f"c{number}", claim_iri=f"http://e/c{number}", subject=subject, predicate=predicate, object=object_
    )


NODES = tuple(GraphNode(iri=name, label=name.upper(), types=("Film",)) for name in "abc")


def test_claims_of_a_pair_share_an_edge_in_both_directions(labels):
    data = GraphData(NODES, (edge(1, "a", "acquires", "b"), edge(2, "b", "sues", "a"), edge(3, "a", "owns", "b")))
    drawing = draw(data, labels)
    assert [(e["from"], e["to"], e["claims"], e["arrows"]) for e in drawing.edges] == [(0, 1, [0, 1, 2], "from, to")]


def test_symmetric_relations_have_no_arrow(labels):
    drawing = draw(GraphData(NODES, (edge(1, "b", "partnersWith", "a"),)), labels)
    assert drawing.edges[0]["arrows"] == ""


def test_physics_is_off_and_every_node_has_a_place(labels, media):
    drawing = draw(media, labels)
    assert drawing.options["physics"] == {"enabled": False}
    assert len({(node["x"], node["y"]) for node in drawing.nodes}) == len(media.nodes)


def test_shape_and_group_come_from_the_family_of_the_class(labels):
    node = draw(GraphData(NODES), labels).nodes[0]
    assert (node["shape"], node["group"], node["cls"]) == ("diamond", "work", "Film")


def test_better_linked_entities_are_larger(labels):
    data = GraphData(NODES, (edge(1, "a", "owns", "b"), edge(2, "a", "owns", "c")))
    a, b, c = draw(data, labels).nodes
    assert a["size"] > b["size"] == c["size"]


def test_unknown_classes_belong_to_other_and_circles_of_parents_end():
    labels = ViewLabels(parents={"A": "B", "B": "A"})
    assert family_of("A", labels)["key"] == "other"
    assert family_of("", labels)["key"] == "other"


def test_an_entity_is_drawn_as_its_rarest_class():
    assert primary_classes([("Company",), ("Company", "StreamingService"), ()]) == ["Company", "StreamingService", ""]


def test_names_without_a_label_are_spaced():
    assert spaced("chiefExecutiveOf") == "chief executive of"
    assert spaced("<b>X</b>") == "<b>X</b>"
