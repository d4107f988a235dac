"""Entities and the claims between them as GraphML and GEXF, for Gephi, Cytoscape, yEd and networkx.

A node is an entity, an edge a claim of any mode: whoever draws facts only filters by ``mode``. Two entities may have
several edges. Written line by line, sorted, so that size and order do not matter.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Claim, Entity

NODE_FIELDS = ("label", "types", "aliases", "same_as")
EDGE_FIELDS = (
    "predicate", "mode", "confidence", "quote", "article", "date", "attributed_to", "former",
)  # fmt: skip
_TYPES = {"confidence": "double", "former": "boolean"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(entities: Iterable[Entity], claims: Iterable[tuple[Claim, str]], out: IO[bytes]) -> None:
    """Write GraphML; ``claims`` come with the date of their article and join two entities."""
    out.write(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        b' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    for kind, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name in fields:
            out.write(f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{_type(name)}"/>\n'.encode())
    out.write(b'<graph id="media" edgedefault="directed">\n')
    for entity in entities:
        data = _data("node", _node_values(entity))
        out.write(f"<node id={_attribute(entity.iri)}>{data}</node>\n".encode())
    for claim, date in claims:
        ends = f"source={_attribute(claim.subject.key)} target={_attribute(_target(claim))}"
        data = _data("edge", _edge_values(claim, date))
        out.write(f"<edge id={_attribute(claim.id)} {ends}>{data}</edge>\n".encode())
    out.write(b"</graph>\n</graphml>\n")


def write_gexf(entities: Iterable[Entity], claims: Iterable[tuple[Claim, str]], out: IO[bytes]) -> None:
    """Write GEXF 1.3; ``claims`` come with the date of their article and join two entities.

    An edge stands at the day of its article, so that Gephi's timeline works; its relation is its kind, which keeps
    several edges between two nodes apart, and its confidence its weight.
    """
    out.write(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
        b"<meta><creator>mediakg</creator></meta>\n"
        b'<graph mode="dynamic" defaultedgetype="directed" timerepresentation="timestamp" timeformat="date">\n'
    )
    for kind, fields in (("node", NODE_FIELDS[1:]), ("edge", EDGE_FIELDS)):
        out.write(f'<attributes class="{kind}" mode="static">\n'.encode())
        for name in fields:
            out.write(f'<attribute id="{kind}-{name}" title="{name}" type="{_type(name)}"/>\n'.encode())
        out.write(b"</attributes>\n")
    out.write(b"<nodes>\n")
    for entity in entities:
        values = _node_values(entity)
        label = values.pop("label")
        attributes = _attvalues("node", values)
        out.write(f"<node id={_attribute(entity.iri)} label={_attribute(label)}>{attributes}</node>\n".encode())
    out.write(b"</nodes>\n<edges>\n")
    for claim, date in claims:
        out.write(_gexf_edge(claim, date).encode())
    out.write(b"</edges>\n</graph>\n</gexf>\n")


def _gexf_edge(claim: Claim, date: str) -> str:
    kind = _attribute(claim.predicate)
    values = {
        "id": _attribute(claim.id),
        "source": _attribute(claim.subject.key),
        "target": _attribute(_target(claim)),
        "label": kind,
        "kind": kind,
        # A weight must be above nothing, or the layouts of Gephi cannot place the edge.
        "weight": f'"{max(round(claim.confidence, 4), 0.0001)}"',
    }
    if _DAY.match(date):
        values["timestamp"] = _attribute(date[:10])
    written = " ".join(f"{name}={value}" for name, value in values.items())
    return f"<edge {written}>{_attvalues('edge', _edge_values(claim, date))}</edge>\n"


def _node_values(entity: Entity) -> dict[str, str]:
    lists = (entity.types, entity.aliases, entity.same_as)
    return {"label": entity.name} | dict(zip(NODE_FIELDS[1:], ("; ".join(values) for values in lists), strict=True))


def _edge_values(claim: Claim, date: str) -> dict[str, str]:
    return {
        "predicate": claim.predicate,
        "mode": claim.mode,
        "confidence": str(claim.confidence),
        "quote": claim.evidence.quote,
        "article": claim.article_id,
        "date": date,
        "attributed_to": claim.attributed_to.key if claim.attributed_to else "",
        "former": "true" if ("former", True) in claim.qualifiers else "false",
    }


def _target(claim: Claim) -> str:
    return getattr(claim.object, "key", "")


def _type(name: str) -> str:
    return _TYPES.get(name, "string")


def _data(kind: str, values: dict[str, str]) -> str:
    return "".join(f'<data key="{kind}-{k}">{_text(v)}</data>' for k, v in values.items() if v)


def _attvalues(kind: str, values: dict[str, str]) -> str:
    inner = "".join(f'<attvalue for="{kind}-{k}" value={_attribute(v)}/>' for k, v in values.items() if v)
    return f"<attvalues>{inner}</attvalues>" if inner else ""


def _text(value: str) -> str:
    """Escape; what XML 1.0 cannot hold becomes the replacement character."""
    return escape(_NOT_XML.sub("\ufffd", value), {"\r": "&#13;"})


def _attribute(value: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", value))
