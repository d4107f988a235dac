"""Scores articles: every expected claim takes the first found one that is the same, in the order of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.evaluate.causes import missed_cause, wrong_cause
from kg.evaluate.match import close, figure_matches, is_entity, likeness, statement
from kg.evaluate.names import name_forms
from kg.evaluate.scores import Counts, Evaluation, Judged, Missed, Scores, Share

if TYPE_CHECKING:
    from kg.evaluate.gold import GoldArticle, GoldFigure
    from kg.evaluate.match import Line
    from kg.model import Extraction
    from kg.ontology import Schema

#: Article id → the folded names of each entity that was found in it.
Names = Mapping[str, Sequence[frozenset[str]]]


def names_found(extractions: Iterable[Extraction]) -> Names:
    """Return the names of all entities that were found, with or without claims, for telling why a claim was missed."""
    return {e.article_id: [name_forms([x.name, *x.aliases]) for x in e.entities] for e in extractions}


def evaluate(
    golds: Iterable[GoldArticle],
    lines: Iterable[Line],
    schema: Schema,
    names: Names | None = None,
    min_confidence: float = 0.0,
) -> Evaluation:
    """Compare the lines of ``kg extract`` with gold articles; lines of other articles do not count.

    Only claims of at least ``min_confidence`` are looked at. ``names`` (:func:`names_found`) makes the causes of misses
    more precise.
    """
    by_article: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line["confidence"] >= min_confidence:
            by_article[line["article"]].append(line)
    languages: dict[str, Scores] = {}
    total = Scores()
    for gold in golds:
        scores = score_article(gold, by_article.get(gold.id, ()), schema, (names or {}).get(gold.id, ()))
        total += scores
        languages[gold.lang] = languages.get(gold.lang, Scores()) + scores
    return Evaluation(total, {lang: languages[lang] for lang in sorted(languages)})


def score_article(
    gold: GoldArticle, lines: Sequence[Line], schema: Schema, names: Sequence[frozenset[str]] = ()
) -> Scores:
    """Score one article; lines that say the same thing twice count once."""
    metrics = schema.metrics
    once = {statement(line, metrics): line for line in reversed(lines)}
    kept = [line for line in lines if once[statement(line, metrics)] is line]
    relations = [line for line in kept if line["predicate"] not in metrics]
    figures = [line for line in kept if line["predicate"] in metrics]
    return _relations(gold, relations, schema, names) + _figures(gold, figures, names)


@dataclass(slots=True)
class _Pairs:
    """Expected claims with what they took of the found ones."""

    taken: dict[int, int] = field(default_factory=dict)

    def take(self, number: int, found: Sequence[Line], same: Callable[[Line], bool]) -> Line | None:
        """Give expected claim ``number`` the first line that is the same and still free."""
        used = set(self.taken.values())
        for position, line in enumerate(found):
            if position not in used and same(line):
                self.taken[number] = position
                return line
        return None


def _relations(gold: GoldArticle, found: Sequence[Line], schema: Schema, names: Sequence[frozenset[str]]) -> Scores:
    exact = _Pairs()
    for number, wanted in enumerate(gold.claims):
        exact.take(number, found, lambda line, w=wanted: likeness(gold, w, line, schema) == "exact")  # type: ignore[misc]
    pairs = [(gold.claims[number], found[position]) for number, position in exact.taken.items()]
    missed = [wanted for number, wanted in enumerate(gold.claims) if number not in exact.taken]
    right = set(exact.taken.values())
    sourced = [(wanted, line) for wanted, line in pairs if wanted.attributed_to]
    return Scores(
        relations=Counts(len(gold.claims), len(found), len(pairs)),
        lenient=Counts(len(gold.claims), len(found), _lenient(gold, found, schema, exact)),
        mode=Share(sum(line["mode"] == wanted.mode for wanted, line in pairs), len(pairs)),
        attribution=Share(
            sum(is_entity(gold, wanted.attributed_to or "", line["attributedTo"]) for wanted, line in sourced),
            len(sourced),
        ),
        by_relation=_counts(
            [c.predicate for c in gold.claims], [x["predicate"] for x in found], [c.predicate for c, _ in pairs]
        ),
        missed=tuple(
            Missed(gold.id, w, (gold.label(w.subject), gold.label(w.object)), missed_cause(gold, w, found, names))
            for w in missed
        ),
        judged=tuple(_judged(gold, line, n in right) for n, line in enumerate(found)),
    )


def _lenient(gold: GoldArticle, found: Sequence[Line], schema: Schema, exact: _Pairs) -> int:
    """Count the expected claims that have an exact counterpart, or a related one that no other claim took before."""
    used: set[int] = set()
    right = 0
    for number, wanted in enumerate(gold.claims):
        position = exact.taken.get(number)
        if position is None:
            free = (n for n, x in enumerate(found) if n not in used and likeness(gold, wanted, x, schema))
            position = next(free, None)
        if position is not None:
            used.add(position)
            right += 1
    return right


def _figures(gold: GoldArticle, found: Sequence[Line], names: Sequence[frozenset[str]]) -> Scores:
    taken = _Pairs()
    for number, wanted in enumerate(gold.figures):
        taken.take(number, found, lambda line, w=wanted: figure_matches(gold, w, line))  # type: ignore[misc]
    pairs = [(gold.figures[number], found[position]["object"]) for number, position in taken.taken.items()]
    dated = [(wanted, quantity) for wanted, quantity in pairs if wanted.period]
    changed = [(wanted.change, quantity) for wanted, quantity in pairs if wanted.change is not None]
    missed = [wanted for number, wanted in enumerate(gold.figures) if number not in taken.taken]
    right = set(taken.taken.values())
    return Scores(
        figures=Counts(len(gold.figures), len(found), len(pairs)),
        period=Share(sum(quantity.get("period") == wanted.period for wanted, quantity in dated), len(dated)),
        change=Share(sum(close(quantity.get("change"), change) for change, quantity in changed), len(changed)),
        by_metric=_counts(
            [f.metric for f in gold.figures], [x["predicate"] for x in found], [f.metric for f, _ in pairs]
        ),
        missed=tuple(
            Missed(gold.id, w, (gold.label(w.subject), _amount(w)), missed_cause(gold, w, found, names)) for w in missed
        ),
        judged=tuple(_judged(gold, line, n in right) for n, line in enumerate(found)),
    )


def _judged(gold: GoldArticle, line: Line, right: bool) -> Judged:
    return Judged(line, right, "" if right else wrong_cause(gold, line))


def _counts(expected: Iterable[str], found: Iterable[str], right: Iterable[str]) -> dict[str, Counts]:
    counted = Counter(expected), Counter(found), Counter(right)
    names = sorted({name for counter in counted for name in counter})
    return {name: Counts(*(counter[name] for counter in counted)) for name in names}


def _amount(figure: GoldFigure) -> str:
    if figure.value is None:
        return f"{figure.change:+g} %"
    return " ".join(part for part in (f"{figure.value:,.15g}", figure.unit, figure.period) if part)
