"""Which metric a quantity is a value of: by the noun it counts, the words around it, or as the last one said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.morphology import features
from kg.annotate.numbers import QuantitySpan
from kg.extract.figure_filters import is_increment
from kg.extract.figure_lexicon import MONEY, Metric
from kg.extract.figure_view import Cue, SentenceView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.annotate.changes import ChangeSpan

_MAX_MONEY = 10.0
_MAX_SHARE = 5.0
_MAX_LEVEL = 12.0
_NEAR_STAKE = 1.5
_MAX_BARE = 5.0
_MAX_CHANGE = 5.0
_HEADLINE = 6.0
_NEAR_DEAL = 2.5
_MAX_GAP = 12
_THOUSAND = 1000
_MILLION = 1_000_000
_NEAR_GENERIC = 6.0
_CLOSE = 2.0
_ADJACENT = 1.0
_MAX_HEADS = 3
_BEFORE = 30
#: How many words may stand between those who go and the passive verb that says so.
_PASSIVE_REACH = 10
_NEXT_CLAUSE = 3.0
_CLAUSES = frozenset({"relcl", "acl:relcl", "advcl", "ccomp", "parataxis"})
_OF_NOUN = frozenset({"acl", "amod"})
_LONG_GAP = 20
_ANY_AUDIENCE = 20_000
_RATING = re.compile(r"\s?[/;]\s?\d+(?:[.,]\d+)?\s?%|\s\(\d+(?:[.,]\d+)?\s?%")
_LARGE = 10_000
_MAX_PRICE = 100_000
#: Currencies whose prices run into the hundreds of thousands.
_SMALL_UNITS = frozenset({"JPY", "KRW", "IDR", "VND"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The metrics a quantity may be a value of (the subject decides between several), the words that say so, how."""

    metrics: tuple[str, ...]
    cue: Cue | None
    rule: str
    confidence: float
    negative: bool = False


def choose_metric(view: SentenceView, quantity: QuantitySpan) -> Choice | None:
    """Return the metrics that the words of the sentence allow for a quantity, ``None`` when there are none."""
    if quantity.is_money:
        return _money(view, quantity)
    if quantity.unit == "percent":
        return _share(view, quantity)
    if quantity.unit in {"person", "copy", "hour"}:
        return _counted(view, quantity)
    return _bare(view, quantity) if quantity.unit is None else None


# -- money -------------------------------------------------------------------------------------------------------------


def _money(view: SentenceView, quantity: QuantitySpan) -> Choice | None:
    metrics = {m.name: m for m in view.lexicon.of_unit(MONEY)}
    fitting = [
        c
        for c in view.cues
        if c.metric in metrics
        and _plausible(view, metrics[c.metric], quantity, c)
        and not _of_another_thing(view, metrics[c.metric], c)
    ]
    ranked = _ranked(view, quantity, fitting)
    if not ranked or ranked[0][0] > _MAX_MONEY:
        return None
    cost, best = ranked[0]
    deal = min((_cost(view, quantity, c) for c in view.cues if not c.metric and not _same_words(c, best)), default=99.0)
    if deal < cost:
        return None
    if view.lexicon.metrics[best.metric].kind == "stock" and is_increment(view, quantity):
        return None  # "wiping £1bn off its market value"
    names = tuple(c.metric for value, c in ranked if value <= cost + 0.01)
    rule = "figure:cue-after" if best.start >= quantity.end else "figure:cue-before"
    return Choice(tuple(dict.fromkeys(names)), best, rule, _confidence(cost), best.negative)


def _plausible(view: SentenceView, metric: Metric, quantity: QuantitySpan, cue: Cue) -> bool:
    """Tell whether the amount is of the size of the metric; a kind of work makes a budget only right beside the sum."""
    large = quantity.scale > 1 or quantity.value >= _LARGE
    if metric.per_item:
        limit = _MAX_PRICE * (100 if quantity.unit in _SMALL_UNITS else 1)
        return quantity.scale == 1 and quantity.value < limit
    if cue.work:
        return large and _attached(view, quantity, cue)
    return large


def _of_another_thing(view: SentenceView, metric: Metric, cue: Cue) -> bool:
    """Tell "a deal worth $3m", "valuing the stake at": the value of something that is no subject of the metric."""
    if metric.not_of_after.match(view.folded, cue.end):
        return True
    verb = view.doc[view.token_at(cue.start)]
    described = verb.head if metric.kind == "stock" and verb.dep_ in _OF_NOUN else None
    if described is not None and described.pos_ == "NOUN" and "Plur" in features(described, "Number"):
        return True  # "le club des licornes valorisées à plus d'un milliard"
    if metric.active.fullmatch(view.folded, cue.start, cue.end):
        return False  # "the deal values X at $3 million"
    return bool(metric.not_of.search(view.folded[max(view.start, cue.start - _BEFORE) : cue.start]))


def _attached(view: SentenceView, quantity: QuantitySpan, cue: Cue) -> bool:
    """Tell whether a kind of work and a sum are one phrase: "the $40 million police drama", "un film à 40 M€"."""
    gap = view.between(quantity.end, cue.start) if cue.start >= quantity.end else view.between(cue.end, quantity.start)
    if cue.start >= quantity.end:
        return bool(re.fullmatch(r"[\s-]+(?:(?!in\b|of\b|for\b|de\b|pour\b)[\w'-]+\s+){0,3}", gap))
    return bool(re.fullmatch(r"\s+(?:[\w'-]+\s+){0,2}(?:à|de|d'|with a|costing)\s*", gap))


def _same_words(first: Cue, second: Cue) -> bool:
    return first.start < second.end and second.start < first.end


def _ranked(view: SentenceView, quantity: QuantitySpan, cues: Iterable[Cue]) -> list[tuple[float, Cue]]:
    """Return the cues with their costs, the best first."""
    costs = [(_cost(view, quantity, cue), cue) for cue in cues]
    return sorted(costs, key=lambda pair: (pair[0], pair[1].start, pair[1].metric))


def _cost(view: SentenceView, quantity: QuantitySpan, cue: Cue) -> float:
    """Return how badly a cue fits a quantity: distance, and more when it comes after without a link."""
    place = (_first_of_pair(view, quantity).start, quantity.end)
    if cue.start >= quantity.end:
        gap = view.folded[quantity.end : cue.start]
        if view.lexicon.link.fullmatch(gap) and "," not in gap:
            return -0.1 if view.lexicon.direct_link.fullmatch(gap) and gap.strip() else 0.4 + 0.1 * len(gap.split())
        cost = view.distance(place, (cue.start, cue.end), quantity) + 2.5
        if view.lexicon.joined.match(gap.lstrip()):
            cost += _NEXT_CLAUSE  # "715 million, and advertising revenue rose"
        return min(cost, _HEADLINE) if _opens_sentence(view, quantity) else cost
    if cue.end <= place[0]:
        return view.distance((cue.start, cue.end), place, quantity)
    return 0.0


def _opens_sentence(view: SentenceView, quantity: QuantitySpan) -> bool:
    """Tell the style "168 million dollars in three days: …", where all that follows is about the number."""
    opening = quantity.bound_start - view.start <= 3
    return opening and bool(re.match(r"[^,;.:]{0,60}\s?:\s", view.folded[quantity.end : view.end]))


def _first_of_pair(view: SentenceView, quantity: QuantitySpan) -> QuantitySpan:
    """Return the first of two linked quantities ("from 5 to 7 million"): what stands before them is said of both."""
    if quantity.role in {"after", "high"}:
        return max((q for q in view.quantities if q.start < quantity.start), key=lambda q: q.start, default=quantity)
    return quantity


def _confidence(cost: float) -> float:
    return round(max(0.5, 0.92 - 0.04 * cost), 2)


# -- shares ------------------------------------------------------------------------------------------------------------


def _share(view: SentenceView, quantity: QuantitySpan) -> Choice | None:
    shares = {m.name for m in view.lexicon.of_unit("percent")}
    ranked = _ranked(view, quantity, [c for c in view.cues if c.metric in shares])
    limit = _MAX_LEVEL if _is_level(view, quantity) else _MAX_SHARE
    if not ranked or (ranked[0][0] > limit and not bracketed(view, quantity)):
        return None
    cost, cue = ranked[0]
    deals = [c for c in view.cues if not c.metric and c.end <= quantity.start]
    if any(view.distance((c.start, c.end), (quantity.start, quantity.end)) <= _NEAR_STAKE for c in deals):
        return None  # "the right to buy another 30 percent later"
    return Choice((cue.metric,), cue, "figure:share", _confidence(cost))


def _is_level(view: SentenceView, quantity: QuantitySpan) -> bool:
    """Tell a level after a change in points: "a gagné 0,9 point …, à 11,6 %", "up 1.2 points to 9.4 %"."""
    points = any(q.unit == "point" and q.end <= quantity.start for q in view.quantities)
    return points and view.lexicon.level.search(view.folded[view.start : quantity.bound_start]) is not None


def bracketed(view: SentenceView, quantity: QuantitySpan) -> bool:
    """Tell whether a number stands in brackets after a name, as in a ranking: "RTL (12.7 %), RMC (6 %)"."""
    return bool(re.search(r"[\w\"»”’)]\s*\($", view.folded[view.start : quantity.bound_start]))


# -- counted things ----------------------------------------------------------------------------------------------------


def _counted(view: SentenceView, quantity: QuantitySpan) -> Choice | None:
    if quantity.noun is None or quantity.value < 2 or is_increment(view, quantity):
        return None
    noun = view.folded[slice(*quantity.noun)]
    # What follows the noun may be part of it: "heures de visionnage".
    longer = view.folded[quantity.noun[0] : min(view.end, quantity.noun[1] + 20)]
    if (cut := _vaguely_counted(view, quantity, longer, _CLOSE)) and view.lexicon.metrics[cut.metrics[0]].always_needs:
        return cut  # "laid off 300 workers": workers are mostly counted as staff
    for metric in _by_precedence(view, quantity):
        if metric.counted.match(longer) and metric.counted.search(noun):
            cue = _needed(view, metric, quantity, noun)
            if cue is not None and quantity.value >= metric.least:
                return Choice((metric.name,), cue, "figure:counted", 0.9)
    return _vaguely_counted(view, quantity, longer)


def _vaguely_counted(
    view: SentenceView, quantity: QuantitySpan, noun: str, limit: float = _NEAR_GENERIC
) -> Choice | None:
    """Return the metric of a noun that may be counted for several ("people", "salariés"): the nearest cue decides."""
    if view.lexicon.part.search(view.folded[max(view.start, quantity.bound_start - _BEFORE) : quantity.bound_start]):
        return None  # "1,700 jobs, including 300 journalists"
    metrics = [m for m in _by_precedence(view, quantity) if m.generic.match(noun) and quantity.value >= m.least]
    if (staff := next((m for m in metrics if m.small), None)) is not None and is_whole_staff(view, quantity):
        return Choice((staff.name,), None, "figure:counted-generic", 0.75)
    near = [(m.name, _near_cue(view, m, quantity)) for m in metrics]
    found = [(hit[0], name, hit[1]) for name, hit in near if hit is not None and hit[0] <= limit]
    if not found:
        return None
    _, name, cue = min(found, key=lambda hit: hit[:2])
    return Choice((name,), cue, "figure:counted-generic", 0.8)


def is_whole_staff(view: SentenceView, quantity: QuantitySpan) -> bool:
    """Tell the staff out of which jobs go: "125 postes supprimés sur environ 600 personnes"."""
    before = view.folded[max(view.start, quantity.bound_start - _BEFORE) : quantity.bound_start]
    cuts = view.lexicon.metrics["jobCuts"].needs.search(view.folded, view.start, quantity.start)
    return bool(cuts and view.lexicon.out_of.search(before) and any(q.start < quantity.start for q in view.quantities))


def _by_precedence(view: SentenceView, quantity: QuantitySpan) -> Iterable[Metric]:
    """Return the metrics of the unit; where a part of a whole is meant ("sur 560 salariés") it is no cut of jobs."""
    before = view.folded[max(view.start, quantity.bound_start - 30) : quantity.bound_start]
    whole = bool(view.lexicon.out_of.search(before)) and any(q.start < quantity.start for q in view.quantities)
    metrics = [m for m in view.lexicon.of_unit(quantity.unit or "") if not (whole and m.always_needs)]
    return sorted(metrics, key=lambda m: not m.always_needs)


def _needed(view: SentenceView, metric: Metric, quantity: QuantitySpan, noun: str) -> Cue | None:
    """Return the counted noun as cue when all that the metric asks for stands in the sentence."""
    own = Cue(metric.name, *(quantity.noun or (quantity.start, quantity.end)))
    plain = metric.unit == "hour" and quantity.scale >= _MILLION  # millions of hours are spent before screens
    if (metric.always_needs and not plain) or metric.needs_for.fullmatch(noun):
        return own if metric.needs.search(view.folded, view.start, view.end) else None
    return own


def _near_cue(view: SentenceView, metric: Metric, quantity: QuantitySpan) -> tuple[float, Cue] | None:
    """Return the nearest word, and its distance, that makes a vague noun ("people") a value of the metric."""
    pattern = metric.needs if metric.always_needs else metric.cues
    found = [Cue(metric.name, m.start(), m.end()) for m in pattern.finditer(view.folded, view.start, view.end)]
    place = (_first_of_pair(view, quantity).start, quantity.end)
    governs = metric.always_needs and quantity.noun is not None

    def cost(cue: Cue) -> float:
        if governs and (_governs(view, cue, quantity) or _lets_go(view, cue, quantity)):
            return 0.0
        return view.distance((cue.start, cue.end), place)

    costs = sorted((cost(c), c.start, c.end, c) for c in found)
    return (costs[0][0], costs[0][3]) if costs and costs[0][0] <= _NEAR_GENERIC else None


def _governs(view: SentenceView, cue: Cue, quantity: QuantitySpan) -> bool:
    """Tell whether a cue is the verb or noun that a counted noun depends on: "300 of the staff … were let go"."""
    first, last = view.tokens(cue.start, cue.end)
    node = view.doc[view.token_at((quantity.noun or (quantity.start, 0))[0])]
    for _ in range(_MAX_HEADS):
        if node.head.i == node.i or node.dep_ in _CLAUSES:
            return False
        node = node.head
        if first <= node.i <= last:
            return True
    return False


def _lets_go(view: SentenceView, cue: Cue, quantity: QuantitySpan) -> bool:
    """Tell "38 employees at its studio in Leeds will be laid off": a passive in the clause of the counted noun."""
    end = quantity.noun[1] if quantity.noun else quantity.end
    gap = view.folded[end : cue.start] if cue.start >= end else ""
    if not gap or len(gap.split()) > _PASSIVE_REACH or re.search(r"[,;:()]", gap):
        return False
    return view.lexicon.passive.search(gap) is not None and not any(
        end <= q.start < cue.start and q.noun for q in view.quantities
    )


# -- numbers without a noun --------------------------------------------------------------------------------------------


def _bare(view: SentenceView, quantity: QuantitySpan) -> Choice | None:
    """Return the metric of "sold 3 million", "an audience of 2.4 million" or "a headcount of 45"."""
    if quantity.value >= _ANY_AUDIENCE and _RATING.match(view.folded, quantity.end) and "viewing" in view.about:
        return Choice(("audience",), None, "figure:rating", 0.8)
    if _is_part(view, quantity):
        return None
    if counts_something(view, quantity):
        return _followers(view, quantity)
    small = quantity.scale == 1 and quantity.value < _THOUSAND
    counting = {m.name: m for m in view.lexicon.metrics.values() if m.unit in {"person", "copy"} and not m.always_needs}
    cues = [c for c in view.cues if c.metric in counting and not c.work]
    if small:
        cues = [c for c in cues if counting[c.metric].small and c.end <= quantity.start and _is_noun(view, c)]
    else:
        cues += [cue for metric in counting.values() for cue in counted_cues(view, metric)]
    ranked = _ranked(view, quantity, cues)
    if not ranked or ranked[0][0] > (_ADJACENT if small else _MAX_BARE):
        return None
    cost, best = ranked[0]
    names = tuple(c.metric for value, c in ranked if value <= cost + 0.01)
    return Choice(tuple(dict.fromkeys(names)), best, "figure:bare", round(_confidence(cost) - 0.1, 2))


def _followers(view: SentenceView, quantity: QuantitySpan) -> Choice | None:
    """Return the audience of "a attiré 1,7 million d'amoureux": whoever is drawn watches."""
    metric = view.lexicon.metrics["audience"]
    if quantity.value < _ANY_AUDIENCE:
        return None
    before = [c for c in view.cues if c.metric == metric.name and c.end <= quantity.bound_start]
    cue = max(before, key=lambda c: c.end, default=None)
    if cue is None or len(view.folded[cue.end : quantity.bound_start].split()) > 1:
        return None
    first, last = view.tokens(cue.start, cue.end)
    if not any(view.doc[t].pos_ in {"VERB", "AUX"} for t in range(first, last + 1)):
        return None
    return Choice((metric.name,), cue, "figure:followers", 0.7)


# -- repetitions and changes -------------------------------------------------------------------------------------------


def repeated_metric(
    view: SentenceView,
    quantity: QuantitySpan,
    last: QuantitySpan | None,
    metric: Metric,
    *,
    compared: bool,
    beside: bool = False,
) -> str | None:
    """Return the rule by which a quantity goes on with the metric of the last figure, ``None`` when it does not.

    "against $3 billion in 2020", "and $30 abroad", "could muster only 1.9 million".
    """
    if last is None or _counts_another(view, quantity, last, metric) or (not beside and _is_part(view, quantity)):
        return None
    if last not in view.quantities:
        large = quantity.scale > 1 or quantity.value >= 1000
        if metric.unit == quantity.unit == "percent":
            return "figure:repeated" if beside else None
        bare = quantity.unit is None and large and not last.is_money
        return "figure:repeated" if bare and metric.unit in {"person", "copy", "hour"} else None
    gap = view.folded[last.end : quantity.start]
    if len(gap.split()) > (_LONG_GAP if beside else _MAX_GAP):
        return None
    if compared:
        return "figure:compared"
    goes_on = view.lexicon.joined.search(gap) and not re.search(r"[;:.!?]\s", gap)
    return "figure:joined" if beside or goes_on else None


def _is_part(view: SentenceView, quantity: QuantitySpan) -> bool:
    """Tell whether a number is a part of the one before: "1,700 employees, including 1,200 in France"."""
    before = view.folded[max(view.start, quantity.bound_start - 30) : quantity.bound_start]
    return bool(view.lexicon.part.search(before) or view.lexicon.part_after.match(view.folded, quantity.end))


def _counts_another(view: SentenceView, quantity: QuantitySpan, last: QuantitySpan, metric: Metric) -> bool:
    """Tell whether a quantity is of another thing than the last: a part of a whole, a deal, a noun of its own."""
    before = view.folded[max(view.start, quantity.bound_start - 30) : quantity.bound_start]
    if view.lexicon.out_of.search(before):
        return True
    deal = min((_cost(view, quantity, c) for c in view.cues if not c.metric), default=99.0)
    if (quantity.is_money or last.is_money) and deal < _NEAR_DEAL:
        return True
    if quantity.is_money and any(not c.metric and last.end <= c.start and c.end <= quantity.start for c in view.cues):
        return True  # "revenue of 427 million, and net bookings rose 30 % to 410 million"
    if quantity.noun is not None:
        return not metric.counted.search(view.folded[slice(*quantity.noun)])
    return quantity.unit is None and counts_something(view, quantity)


def counts_something(view: SentenceView, quantity: QuantitySpan) -> bool:
    """Tell whether a number without known unit counts a noun of its own: "100 countries"."""
    following = view.token_at(quantity.end - 1) + 1
    if view.folded[quantity.end : quantity.end + 1] in {",", ".", ";", ":", ")", "?", "!"}:
        return False
    if quantity.scale > 1 and view.doc[following : following + 1].text.lower() in view.lexicon.of_scale:
        following += 1
    for token in view.doc[following : following + 2]:
        if token.i >= view.span.end or token.pos_ not in {"NOUN", "ADJ", "PROPN", "VERB"}:
            return False
        start, end = view.text_span(token.i, token.i)
        if any(d.start <= start < d.end for d in view.dates):
            return False
        if token.pos_ == "NOUN":
            word = view.folded[start:end]
            return not any(m.counted.match(word) or m.generic.match(word) for m in view.lexicon.metrics.values())
    return False


def choose_change_metric(view: SentenceView, change: ChangeSpan) -> Choice | None:
    """Return the metric of a change that no figure takes: "ad revenue fell 9 %", "une hausse de 5 % des abonnés"."""
    place = QuantitySpan(change.start, change.end, change.value)
    metrics = {m.name: m for m in view.lexicon.metrics.values() if m.changes}
    cues = [c for c in view.cues if c.metric in metrics and not c.work and _is_noun(view, c)]
    cues += [cue for metric in metrics.values() for cue in counted_cues(view, metric)]
    ranked = _ranked(view, place, cues)
    if not ranked or ranked[0][0] > _MAX_CHANGE:
        return None
    cost, best = ranked[0]
    if any(not c.metric and _cost(view, place, c) < cost for c in view.cues):
        return None  # "operating income rose 33 %", "subscription revenue rose 3 %"
    if view.lexicon.metrics[best.metric].small and view.lexicon.part_of.match(view.folded, change.end):
        return None  # "lay off 7 % of its staff"
    names = tuple(c.metric for value, c in ranked if value <= cost + 0.01)
    return Choice(tuple(dict.fromkeys(names)), best, "figure:change", round(_confidence(cost) - 0.1, 2))


def counted_cues(view: SentenceView, metric: Metric) -> list[Cue]:
    """Return where the nouns that the metric counts stand without a number: "subscribers rose to 7 million"."""
    found = [Cue(metric.name, m.start(), m.end()) for m in metric.counted.finditer(view.folded, view.start, view.end)]
    # What was added is counted as well, but the total follows: "added 3 million subscribers to reach 125 million".
    counted = {q.noun for q in view.quantities if not is_increment(view, q)}
    return [
        c
        for c in found
        if not metric.needs_for.fullmatch(view.folded[c.start : c.end])
        and not any(noun and noun[0] <= c.start < noun[1] for noun in counted)
        and _is_noun(view, c)
    ]


def _is_noun(view: SentenceView, cue: Cue) -> bool:
    first, last = view.tokens(cue.start, cue.end)
    return any(view.doc[t].pos_ in {"NOUN", "PROPN"} for t in range(first, last + 1))
