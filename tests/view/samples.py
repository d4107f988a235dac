# ruff: noqa: E501, S311 (tables of words; the generator must be repeatable, not secret)
"""Graphs to draw: a realistic one with invented names, and a hostile one."""

from __future__ import annotations

import random
from dataclasses import replace

from kg.analyse.graph import (
    GraphData,
    GraphEdge,
    GraphFact,
    GraphFigure,
    GraphNode,
    GraphRef,
    sorted_data,
)
from kg.ids import digest, entity_iri
from kg.model import Quantity

BASE = "https://example.org/kg/"

PERSONS = """Camille Derval|Inès Marchetti|Théo Lanvin|Oona Hartley|Marcus Bellweather|Priya Sundaram|Jonas Vikander|
Aïcha Bensalem|Léa Fontanel|Rufus Okafor|Sofia Carrington|Hugo Massenet|Naomi Tremaine|Élodie Quesnel|Dario Montesi|
Kenji Morimura|Clara Whitlock|Baptiste Orsini|Mina Rasmussen|Gabriel Toussard|Ivy Pemberton|Noé Castellane|
Harriet Blum|Samir Belkacem|Agathe Roussillon|Leon Adeyemi|Zoé Vermandois|Patrick Ashdown|Lucie Armagnac|
Tomasz Wieland|Eleanor Finch|Rachid Amrani|Juliette Sorel-Vidal|Oscar Lindqvist|Mathilde Granger|Colin Hawksmoor"""
COMPANIES = """Lumio:StreamingService,Company|Canal Aurore:Broadcaster|Northlight Studios:ProductionStudio|
Groupe Meridien:Company|Fable & Iron:GameCompany|Radio Rivage:Broadcaster|Halcyon Pictures:ProductionStudio|
Velvet Tide Records:RecordLabel|Le Courrier du Soir:NewsPublisher|Kestrel Media:Company|Pixelforge:GameCompany|
Autorité des Écrans:PublicBody|Guilde des scénaristes:Union|Streamberry:StreamingService|TV Nord:Broadcaster|
Atelier Mirabelle:ProductionStudio|The Daily Ledger:NewsPublisher|Orbit Telecom:Company|Bluebird Animation:ProductionStudio|
Éditions du Phare:NewsPublisher|Neon Harbour:MusicGroup|Quatre Vents:MusicGroup|Sable Capital:Company|
Cinéfabrique:ProductionStudio"""
WORKS = """La Dernière Marée:Film|Paper Moons:Series|Les Insulaires:Series|Iron Orchard:VideoGame|Midnight Ferry:Film|
Le Grand Débat:Programme|Saltwater Hearts:Song|Cartes et Territoires:Book|Ghost Signal:Series|Horizons perdus:Film|
The Cartographer:Film|Ligne 12:Series|Starfall Saga:Franchise|Starfall - Emberborn:VideoGame|Vertige:Album|
Petite Ourse:Comic|Morning Rush:Programme|Le Silence des docks:Film|Wolves of Harrow:Series|Atlas Noir:Franchise|
Winterlight:Album|Café des Brumes:Film|Tomorrow's Echo:Series|L'Héritière:Series|Deep Current:Film"""
OTHERS = """intelligence artificielle générative:Technology|motion capture:Technology|4K:Technology|
virtual production:Technology|Lumio Essentiel:Product|Orbit Box:Product|Playdeck 3:Product|Aurore Direct:Product|
Prix Lumière d'argent:Award|Golden Reel:Award|Festival de Saint-Malo:Event|Harbour Film Festival:Event|
grève des scénaristes:Event|France:Country|United Kingdom:Country|Canada:Country|Japan:Country|Paris:City|Lyon:City|
London:City|Montréal:City|thriller:Genre|science-fiction:Genre|documentary:Genre|comédie:Genre|réalisatrice:Occupation|
screenwriter:Occupation|composer:Occupation|journaliste:Occupation|actrice:Occupation"""
OUTLETS = (("Écrans & Cie", "fr"), ("Le Courrier du Soir", "fr"), ("Media Ledger", "en"), ("Screen Dispatch", "en"))

ORG = frozenset(
    [
        "Company",
        "ProductionStudio",
        "Broadcaster",
        "StreamingService",
        "GameCompany",
        "RecordLabel",
        "NewsPublisher",
        "PublicBody",
        "Union",
        "MusicGroup",
    ]
)
WORK = frozenset(["Film", "Series", "Programme", "VideoGame", "Album", "Song", "Book", "Comic", "Franchise"])
# relation, subject classes, object classes, English and French sentence, how often
PATTERNS = (
    (
        "chiefExecutiveOf",
        {"Person"},
        ORG,
        "{s} has run {o} since the spring.",
        "{s} dirige {o} depuis le printemps.",
        5,
    ),
    ("founderOf", {"Person"}, ORG, "{s} founded {o} in a garage.", "{s} a fondé {o} dans un garage.", 3),
    (
        "executiveOf",
        {"Person"},
        ORG,
        "{s}, chief content officer of {o}, agreed.",
        "{s}, directrice des programmes de {o}.",
        6,
    ),
    ("owns", ORG, ORG, "{o}, which {s} owns, reported a loss.", "{o}, filiale de {s}, a publié une perte.", 4),
    (
        "acquires",
        ORG,
        ORG | {"Franchise"},
        "{s} is buying {o} for an undisclosed sum.",
        "{s} rachète {o} au prix fort.",
        6,
    ),
    ("partnersWith", ORG, ORG, "{s} and {o} signed a licensing deal.", "{s} et {o} ont signé un accord.", 7),
    ("competesWith", ORG, ORG, "{s} is the closest rival of {o}.", "{s} est le principal rival de {o}.", 3),
    ("sues", ORG, ORG, "{s} has sued {o} over unpaid royalties.", "{s} attaque {o} en justice.", 2),
    ("investsIn", ORG, ORG | {"Technology"}, "{s} puts money into {o}.", "{s} investit dans {o}.", 4),
    (
        "director",
        {"Film", "Series"},
        {"Person"},
        "{s}, directed by {o}, opens in May.",
        "{s}, réalisé par {o}, sort en mai.",
        8,
    ),
    ("castMember", {"Film", "Series"}, {"Person"}, "{o} stars in {s}.", "{o} joue dans {s}.", 12),
    ("screenwriter", {"Film", "Series"}, {"Person"}, "{o} wrote {s}.", "{o} a écrit {s}.", 5),
    ("productionCompany", WORK, ORG, "{s} is produced by {o}.", "{s} est produit par {o}.", 9),
    ("broadcaster", {"Series", "Programme", "Film"}, ORG, "{s} will air on {o}.", "{s} sera diffusé sur {o}.", 9),
    ("developer", {"VideoGame"}, ORG, "{s} was made by {o}.", "{s} a été développé par {o}.", 3),
    ("performer", {"Song", "Album"}, {"MusicGroup", "Person"}, "{o} sings {s}.", "{o} interprète {s}.", 3),
    ("partOfFranchise", WORK, {"Franchise"}, "{s} belongs to {o}.", "{s} fait partie de {o}.", 3),
    ("genre", WORK, {"Genre"}, "{s} is a {o}.", "{s} relève du genre {o}.", 5),
    ("awardReceived", {"Person", "Film", "Series"}, {"Award"}, "{s} won the {o}.", "{s} a reçu le {o}.", 5),
    ("headquarters", ORG, {"City"}, "{s} is based in {o}.", "{s} est installé à {o}.", 5),
    ("countryOfOrigin", WORK, {"Country"}, "{s} comes from {o}.", "{s} vient de : {o}.", 5),
    ("occupation", {"Person"}, {"Occupation"}, "{s} works as {o}.", "{s}, {o}, a pris la parole.", 5),
    ("usesTechnology", ORG | WORK, {"Technology"}, "{s} relies on {o}.", "{s} recourt à : {o}.", 6),
    ("develops", ORG, {"Product", "Technology"}, "{s} builds {o}.", "{s} met au point {o}.", 4),
)
MODES = ("asserted",) * 11 + ("attributed",) * 4 + ("planned",) * 2 + ("hedged",) * 2 + ("negated",)
METRICS = (("revenue", "EUR", 9), ("subscribers", "person", 7), ("employees", "person", 4), ("audience", "person", 6))


def _nodes() -> list[GraphNode]:
    listed = [f"{name}:Person" for name in PERSONS.replace("\n", "").split("|")]
    listed += (COMPANIES + "|" + WORKS + "|" + OTHERS).replace("\n", "").split("|")
    nodes = []
    for entry in listed:
        name, _, types = entry.strip().rpartition(":")
        iri = entity_iri(BASE, name, name)
        nodes.append(GraphNode(iri=iri, label=name, types=tuple(types.split(",")), aliases=_aliases(name, types)))
    nodes[36] = replace(
        nodes[36], same_as=("http://www.wikidata.org/entity/Q1",), labels=(("en", "Lumio"), ("fr", "Lumio"))
    )
    return nodes


def _aliases(name: str, types: str) -> tuple[str, ...]:
    if types == "Person":
        return (name.split(" ", 1)[1],)
    return (f"{name} SA",) if "Company" in types else ()


def _article(random_: random.Random, number: int) -> dict[str, str]:
    publisher, lang = OUTLETS[number % len(OUTLETS)]
    month, day = random_.randint(1, 12), random_.randint(1, 28)
    year = random_.choice((2023, 2024, 2024, 2025, 2025, 2025))
    title = (
        f"Streaming, cinéma, jeu vidéo : la semaine {number}" if lang == "fr" else f"The week in media, no. {number}"
    )
    return {
        "article_iri": f"{BASE}article/{number}",
        "article_title": title,
        "publisher": publisher,
        "date": f"{year}-{month:02}-{day:02}",
        "url": f"https://news.example.org/{lang}/{number}",
        "lang": lang,
    }


def _edge(
    random_: random.Random, pattern: tuple, pair: tuple[GraphNode, GraphNode], article: dict, key: str
) -> GraphEdge:
    relation, _, _, english, french, _ = pattern
    subject, object_ = pair
    template = french if article["lang"] == "fr" else english
    quote = template.format(s=subject.label, o=object_.label)
    starts = [quote.find(node.label) for node in pair]
    spans = [(s, s + len(n.label)) for s, n in zip(starts, pair, strict=True)]
    claim = digest("claim", key)
    return GraphEdge(
        claim_id=claim,
        claim_iri=f"{BASE}claim/{claim}",
        subject=subject.iri,
        predicate=relation,
        object=object_.iri,
        mode=random_.choice(MODES),
        confidence=round(min(0.99, max(0.2, random_.gauss(0.78, 0.15))), 2),
        quote=quote,
        quote_start=random_.randint(0, 4000),
        subject_offsets=spans[0],
        object_offsets=spans[1],
        qualifiers=_qualifiers(random_, relation),
        **article,
    )


def _qualifiers(random_: random.Random, relation: str) -> tuple:
    if relation == "acquires":
        return (("price", Quantity(random_.randint(2, 90) * 10_000_000, "EUR")),)
    return (("former", True),) if relation == "chiefExecutiveOf" and random_.random() < 0.3 else ()


def media_graph(claims: int = 300, seed: int = 7) -> GraphData:
    """About 115 entities and ``claims`` claims between them, plus figures and dates; French and English."""
    random_ = random.Random(seed)
    nodes = _nodes()
    articles = [_article(random_, number) for number in range(1, 61)]
    persons = [n for n in nodes if n.types == ("Person",)]
    popular = {n.iri: random_.paretovariate(1.1) for n in nodes}
    edges = []
    while len(edges) < claims:
        pattern = random_.choices(PATTERNS, [p[5] for p in PATTERNS])[0]
        sides = [[n for n in nodes if set(n.types) & set(wanted)] for wanted in pattern[1:3]]
        pair = tuple(random_.choices(side, [popular[n.iri] for n in side])[0] for side in sides)
        if pair[0] is pair[1]:
            continue
        edge = _edge(random_, pattern, pair, random_.choice(articles), f"{len(edges)}")
        if edge.mode == "attributed":
            edge = replace(edge, attributed_to=random_.choice(persons).iri)
        edges.append(edge)
    companies = [n for n in nodes if set(n.types) & {"Company", "Broadcaster", "StreamingService"}]
    figures = [_figure(random_, random_.choice(companies), random_.choice(articles), i) for i in range(40)]
    works = [n for n in nodes if set(n.types) & {"Film", "Series"}]
    facts = [_fact(random_, node, random_.choice(articles)) for node in works]
    return sorted_data(nodes, edges, figures, facts)


def _figure(random_: random.Random, node: GraphNode, article: dict, number: int) -> GraphFigure:
    metric, unit, power = random_.choice(METRICS)
    claim = digest("figure", str(number))
    return GraphFigure(
        claim_id=claim,
        claim_iri=f"{BASE}claim/{claim}",
        subject=node.iri,
        predicate=metric,
        value=random_.randint(10, 99) * 10 ** (power - 1),
        unit=unit,
        period=random_.choice(("2023", "2024", "2025-Q1", "2025-Q2", "2025-H1")),
        change=random_.choice((None, 4.5, -3, 16)),
        bound=random_.choice((None, None, "about", "atLeast")),
        confidence=0.8,
        quote=f"{node.label}: {metric}",
        subject_offsets=(0, len(node.label)),
        **article,
    )


def _fact(random_: random.Random, node: GraphNode, article: dict) -> GraphFact:
    claim = digest("fact", node.iri)
    return GraphFact(
        claim_id=claim,
        claim_iri=f"{BASE}claim/{claim}",
        subject=node.iri,
        predicate="releaseDate",
        value=f"2025-{random_.randint(1, 12):02}",
        confidence=0.9,
        quote=f"{node.label} sort bientôt.",
        **article,
    )


EVIL_NAMES = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "<img src=x onerror=window.hacked=3>",
    '"\'><a href="javascript:window.hacked=4">href</a>',
    "{{ 7*7 }} {% raw %} ${window.hacked=5} <!-- -->",
    "مرحبا بالعالم \u202eevil\u202c",
    "👩‍👩‍👧‍👦🎬📺 emoji",
    "x" * 5000,
    "line\u2028separator\u2029and\x00null\n\ttabs",
    "__proto__",
)


def hostile() -> GraphData:
    """Every text field holds something that breaks careless pages."""
    nodes = [
        GraphNode(
            iri=f"{BASE}entity/{i}-{name[:40]}", label=name, types=("<b>Class</b>", "constructor"), aliases=(name,),
            same_as=("javascript:window.hacked=6", "https://example.org/?q=<script>"), labels=(("en", name),),
        )
        for i, name in enumerate(EVIL_NAMES)
    ]  # fmt: skip
    edges = []
    for i, (one, other) in enumerate(zip(nodes, nodes[1:] + nodes[:1], strict=True)):
        quote = f"{one.label} <svg onload=window.hacked=7> {other.label}"
        edges.append(
            GraphEdge(
                claim_id=f"c{i}", claim_iri=f"{BASE}claim/c{i}", subject=one.iri, predicate="<i>rel</i>", object=other.iri,
                mode="attributed", attributed_to=nodes[0].iri, confidence=0.5, quote=quote, subject_offsets=(0, len(one.label)),
                object_offsets=(len(quote) - len(other.label), len(quote)), article_iri=f"{BASE}article/<{i}>",
                article_title=one.label, publisher=other.label, date="2025-01-01", url="javascript:window.hacked=8",
                qualifiers=(("<u>q</u>", one.label), ("ref", GraphRef(other.iri))),
            )
        )  # fmt: skip
    return sorted_data(nodes, edges, [], [])
