"""Claims that nouns make: posts, credits, deals – beside a name, predicated of one, or with genitives and agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import noun_roles
from kg.extract.aims import aiming
from kg.extract.attachment import purposed
from kg.extract.candidates import Candidate
from kg.extract.clauses import is_subject_dep
from kg.extract.complements import after, lodged
from kg.extract.context import BlockContext, Filler, Language
from kg.extract.datives import receiver
from kg.extract.departments import stated_relation
from kg.extract.descriptions import fronted, presented, second_post
from kg.extract.examples import examples
from kg.extract.former_posts import held_before
from kg.extract.owners import prepositional_owners
from kg.extract.pair_lists import mixed_up
from kg.extract.post_places import of_show, unsaid_organisation
from kg.extract.relatives import relative_light_verb
from kg.extract.sales import counterpart, pursued
from kg.extract.shared_posts import shared
from kg.extract.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from kg.extract.expressions import Expressions
    from kg.lexicon import Entry

WINDOW = 6


class NounRules:
    """Matches the noun entries of a lexicon."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.entries = language.lexicon.nouns
        self.light_verbs = language.lexicon.light_verbs
        words = language.grammar.word_set
        self.genitive = frozenset(words("genitive"))
        self.post_prepositions = self.genitive | words("post_prepositions")
        self.former = words("former")
        self.future = words("future_adjectives")
        self.posts = frozenset(
            e.relation for entries in self.entries.values() for e in entries if e.implied and e.title
        )

    def find(self, context: BlockContext, expressions: Expressions) -> Iterator[Candidate]:
        """Yield the candidates of all noun phrases of a block."""
        for number, start, end, entries in self.words(context):
            used: set[tuple[int, int]] = set()
            for entry in entries:
                found = list(self._apply(context, number, start, end, entry, expressions))
                if entry.title:
                    # of several readings of a title the first that fits wins
                    fresh = [c for c in found if (c.subject, c.object if isinstance(c.object, int) else -1) not in used]
                    used.update((c.subject, c.object if isinstance(c.object, int) else -1) for c in fresh)
                    yield from fresh
                else:
                    yield from found

    def words(self, context: BlockContext) -> Iterator[tuple[int, int, int, tuple[Entry, ...]]]:
        """Yield the nouns of a block that the lexicon knows: phrase, first and last token, entries."""
        for number in range(len(context.phrases)):
            covered = -1
            for start, end, entries in self._matches(context, number):
                if start > covered:
                    covered = end
                    yield number, start, end, entries

    def sides(self, context: BlockContext, number: int, end: int, entry: Entry) -> tuple[list[Filler], list[Filler]]:
        """Return who fills the two sides of an entry at a noun, whatever their classes; nobody fills ``@date``."""
        left, right = (tuple(name for name in names if name != "@date") for names in entry.roles)
        anything: frozenset[str] = frozenset()
        return self._fill(context, number, end, left, anything), self._fill(context, number, end, right, anything)

    def _matches(self, context: BlockContext, number: int) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """Yield the longest lexicon nouns that begin inside a phrase."""
        phrase = context.phrases[number]
        if phrase.noun < 0:
            return
        doc = context.doc
        start = phrase.first
        while start <= phrase.last:
            if context.mention_entity(start) >= 0 and start in phrase.names:
                start += 1
                continue
            hit = None
            for end in range(min(len(doc) - 1, start + WINDOW), start - 1, -1):
                if any(i in phrase.names for i in range(start, min(end, phrase.last) + 1)):
                    continue
                key = " ".join(t.lower_ for t in doc[start : end + 1])
                found = self.entries.get(key)
                if found is None and end == start:
                    found = (
                        self.entries.get(doc[start].lemma_.lower())
                        if doc[start].pos_ in {"NOUN", "PROPN", "ADJ"}
                        else None
                    )
                if found and end == start < phrase.noun and doc[start].pos_ == "ADJ":
                    # "chief political correspondent": no post of its own
                    found = tuple(entry for entry in found if not entry.title) or None
                if not found and end > start + 1:
                    found = self._by_pattern(key)
                if found:
                    hit = (start, end, found)
                    break
            if hit:
                yield hit
                start = hit[1] + 1
            else:
                start += 1

    def _by_pattern(self, key: str) -> tuple[Entry, ...] | None:
        """``chief * officer``: the entries of a noun with a free part that fits."""
        for head, tail, entries in self.language.lexicon.noun_patterns:
            if key.startswith(head) and key.endswith(tail) and "," not in key:
                return entries
        return None

    def _apply(  # noqa: C901 (one case a kind of role)
        self, context: BlockContext, number: int, start: int, end: int, entry: Entry, expressions: Expressions
    ) -> Iterator[Candidate]:
        left, right = entry.roles
        schema = self.language.schema.relations.get(entry.relation)
        domain = entry.subject or (schema.domain if schema else frozenset())
        range_ = entry.object or (schema.range if schema else frozenset())
        firsts = self._fill(context, number, end, left, domain, objective="doer" in right)
        firsts = firsts or noun_roles.whole(context, number, entry, domain)
        if not firsts:
            return
        if "@date" in right:
            span = expressions.date_near(context, context.doc[end], before=False)
            if span is not None:
                for first in firsts:
                    yield self._candidate(context, start, entry, first, None, span.value)
            return
        if left == ("pair",):
            for position, a in enumerate(firsts):
                for b in firsts[position + 1 :]:
                    if a.entity != b.entity:
                        candidate = self._candidate(context, start, entry, a, b, None)
                        expressions.qualify(context, context.doc[end], entry, candidate)
                        yield candidate
            return
        seconds = self._fill(context, number, end, right, range_, objective=bool({"doer", "to"} & set(left)))
        # "les chaînes du groupe X, A et B": what the noun is said of owns nothing of it
        firsts, seconds = (
            ([f for f in firsts if f not in seconds], seconds)
            if "self" in right
            else (firsts, [f for f in seconds if "self" not in left or f not in firsts])
        )
        implied = False
        if (
            not seconds
            and (entry.title or entry.implied)
            and {"of", "at"} & {part for name in right for part in name.split("+")}
            and not noun_roles.of_another_body(context, end)
        ):
            seconds = unsaid_organisation(context, number, end, range_)
            if not seconds and entry.implied and self._may_imply(context, number, end):
                guess = context.previous_sentence_group(context.phrases[number].first, range_)
                seconds, implied = ([guess] if guess is not None else []), True
        for first in firsts:
            for second in seconds:
                if first.entity == second.entity or mixed_up(context, first.token, second.token):
                    continue
                candidate = self._candidate(context, start, entry, first, second, None)
                candidate.implied = implied
                candidate.relation = stated_relation(context, number, start, end, entry, second.token)
                if candidate.mode is None and pursued(context, number, left, first):
                    candidate.mode = "planned"
                if implied:
                    candidate.confidence *= 0.7
                self._qualify(context, number, start, end, entry, candidate, expressions)
                yield candidate

    def _may_imply(self, context: BlockContext, number: int, end: int) -> bool:
        """A definite or bare post without a genitive belongs to the organisation just spoken of."""
        phrase = context.phrases[number]
        if context.doc[phrase.noun].lemma_.lower() in context.words("portfolio_nouns"):
            # a minister is no officer of the organisation just spoken of
            return False
        following = context.phrase_at(end + 2) if end + 2 < len(context.doc) else -1
        if following > number and context.phrases[following].prep_at == end + 1:
            after = context.phrases[following]
            if after.names and after.prep in self.post_prepositions:
                # "head of drama at Granada" is no post anywhere else
                return False
        beside = (bool(phrase.names) and phrase.name > phrase.noun) or (
            phrase.definite and bool(context.described(number))
        )
        roles = context.words("role_prepositions")
        return not phrase.own and phrase.owner < 0 and (not phrase.prep or beside or phrase.prep in roles)

    def _qualify(
        self,
        context: BlockContext,
        number: int,
        start: int,
        end: int,
        entry: Entry,
        candidate: Candidate,
        expressions: Expressions,
    ) -> None:
        doc, phrase = context.doc, context.phrases[number]
        if entry.title:
            candidate.qualifiers[entry.title] = self._title(context, start, end)
            before = {t.lower_ for t in doc[max(0, phrase.first - 1) : start]}
            if before & self.former or held_before(context, doc[end]):
                candidate.qualifiers["former"] = True
            elif before & self.future and candidate.mode is None:
                candidate.mode = "planned"
        if entry.date or entry.money:
            governor = doc[end]
            expressions.qualify(context, governor, entry, candidate)

    def _title(self, context: BlockContext, start: int, end: int) -> str:
        block = context.block
        base = block.starts[start]
        return context.annotated.article.text[base : block.ends[end]]

    def _candidate(
        self,
        context: BlockContext,
        start: int,
        entry: Entry,
        first: Filler,
        second: Filler | None,
        literal: str | None,
    ) -> Candidate:
        number = context.phrase_at(start)
        titled = bool(entry.title)
        described = bool(context.described(number)) if number >= 0 else False
        predicated = not described and bool(context.predicated(number)) if number >= 0 else False
        doing = {"doer", "pair"} & {*entry.roles[0], *entry.roles[1]}
        light = bool(doing) and not titled and not described and self._light_verb(context, number) is not None
        clause = (
            relative_light_verb(context, context.doc[context.phrases[number].noun])
            if number >= 0 and not titled
            else None
        )
        return Candidate(
            relation=entry.relation,
            subject=first.entity,
            object=second.entity if second is not None else (literal or ""),
            block=context.number,
            anchor=clause.i if clause is not None else context.phrases[number].noun if number >= 0 else start,
            subject_token=first.token,
            object_token=second.token if second is not None else -1,
            own_clause=clause is not None
            or (entry.given and number >= 0 and self._given(context, number))
            or (entry.given and entry.roles[0] == ("of",))
            or ("examples" in entry.roles[1] and second in examples(context, number))
            or not (
                predicated
                or light
                or (not entry.title and "self" not in entry.roles[0] and "self" not in entry.roles[1])
            ),
            confidence=entry.confidence,
            rule=f"noun/{entry.origin}",
            mode=entry.mode or None,  # type: ignore[arg-type]
            classes=(entry.subject, entry.object),
            qualifiers=dict(entry.qualifiers),
            post=titled and entry.relation in self.posts,
        )

    def _given(self, context: BlockContext, number: int) -> bool:
        """``under a deal with X``, ``its deal with X does not …``: the noun speaks of something that exists."""
        phrase, noun = context.phrases[number], context.doc[context.phrases[number].noun]
        subject = is_subject_dep(noun) and (phrase.own or phrase.owner >= 0)
        return subject or phrase.prep in self.language.grammar.word_set("given_prepositions")

    # -- roles ---------------------------------------------------------------------------------------------------------

    def _fill(  # noqa: C901, PLR0912 (one case a role)
        self,
        context: BlockContext,
        number: int,
        end: int,
        names: tuple[str, ...],
        classes: frozenset[str],
        *,
        objective: bool = False,
    ) -> list[Filler]:
        for name in names:
            if name == "self":
                found = self._self(context, number, classes)
            elif name == "of" and objective and context.phrases[number].owner >= 0:
                # "X's acquisition of Y"
                found = list(prepositional_owners(context, number, end, classes, self.genitive))
            elif name == "of":
                found = self._owners(context, number, end, classes, self.genitive)
            elif name == "genitive":
                found = list(prepositional_owners(context, number, end, classes, self.genitive))
            elif name == "at":
                found = self._owners(context, number, end, classes, self.post_prepositions)
                found = [f for f in found if not of_show(context, f)]
            elif name == "doer":
                found = self._doer(context, number, end, classes)
            elif name == "pair":
                found = self._pair(context, number)
            elif name == "examples":
                found = examples(context, number)
            elif name == "receiver":
                found = receiver(context, number)
            elif name == "included":
                found = noun_roles.included(context, number)
            elif name == "city":
                found = noun_roles.city(context, number)
            elif name == "signed":
                found = noun_roles.signed(context, number)
            elif name == "listed":
                found = noun_roles.listed(context, number)
            elif name == "apposed":
                found = context.apposed_role(number)
            elif name == "before":
                found = noun_roles.before(context, number)
            elif name == "presented":
                found = presented(context, number)
            elif name == "counterpart":
                found = counterpart(context, number)
            elif name == "charged":
                found = noun_roles.charged(context, number)
            elif name == "entrant":
                found = noun_roles.entrant(context, number)
            elif name == "coming":
                found = fronted(context, number)
            elif name == "@fundraiser":
                found = context.fundraiser(context.phrases[number].first, classes)
            elif name.startswith("@"):
                found = context.salient(context.phrases[number].first, name[1:], classes)
            else:
                found = after(context, number, end, frozenset(name.split("+")))
            found = [f for f in found if f.entity >= 0 and context.fits(f.entity, classes)]
            if found:
                return found
        return []

    def _owners(
        self, context: BlockContext, number: int, end: int, classes: frozenset[str], prepositions: frozenset[str]
    ) -> list[Filler]:
        """Owners of the noun, or of the noun coordinated with it: ``the founder and CEO of X``."""
        found = list(context.owners(number, end, classes, prepositions))
        if not found and number and context.phrases[number - 1].own and second_post(context, number - 1):
            # "son PDG et fondateur"
            before = context.phrases[number - 1]
            return list(context.owners(number - 1, before.last, classes, prepositions))
        following = number + 1
        if found or following >= len(context.phrases):
            return found
        phrase, after = context.phrases[number], context.phrases[following]
        between = {t.lower_ for t in context.doc[max(end, phrase.last) + 1 : after.first]}
        if (
            between
            and between <= self.language.grammar.word_set("conjunctions") | {"/"}
            and after.noun >= 0
            and not after.names
        ):
            return list(context.owners(following, after.last, classes, prepositions))
        return []

    def _self(self, context: BlockContext, number: int, classes: frozenset[str]) -> list[Filler]:
        """Return whoever the noun is said of: names beside it, its subject, the other of a pair, its antecedent."""
        finders: tuple[Callable[[], list[Filler]], ...] = (
            lambda: context.described(number),
            lambda: context.predicated(number),
            lambda: shared(context, number),
            lambda: self._anaphor(context, number),
            lambda: fronted(context, number),
            lambda: self._owned(context, number),
        )
        for finder in finders:
            found = [f for f in finder() if context.fits(f.entity, classes)]
            if found:
                return found
        return []

    @staticmethod
    def _anaphor(context: BlockContext, number: int) -> list[Filler]:
        phrase = context.phrases[number]
        entity = context.mention_entity(phrase.noun)
        return [Filler(entity, phrase.noun)] if entity >= 0 and phrase.noun not in phrase.names else []

    def _owned(self, context: BlockContext, number: int) -> list[Filler]:
        """``its Rockstar Games label``: a name between an owner and a noun for what is owned."""
        phrase = context.phrases[number]
        at = phrase.noun - 1
        person = context.doc[phrase.noun].lower_ in self.language.lexicon.person_nouns
        if at not in phrase.names or person or not (phrase.own or phrase.owner >= 0):
            return []
        return [Filler(context.mention_entity(at), at)]

    def _light_verb(self, context: BlockContext, number: int) -> Token | None:
        if number < 0:
            return None
        noun = context.doc[context.phrases[number].noun]
        head = noun.head
        if head.pos_ == "ADP":
            head = head.head
            if head.pos_ == "NOUN" and head.lemma_.lower() in context.words("step_nouns"):
                # "cleared the last hurdle for the takeover", "is in talks over a merger"
                head = head.head.head if head.head.pos_ == "ADP" else head.head
                if head.lemma_.lower() in self.language.grammar.words["copula"]:
                    return head
        if head.pos_ == "NOUN" and head.lemma_.lower() in context.words("act_nouns") and head.i < noun.i:
            # "a annoncé la signature d'un accord"
            head = head.head
        if head.pos_ in {"VERB", "AUX"} and head.lemma_.lower() in self.light_verbs:
            return head
        return relative_light_verb(context, noun)

    def _doer(self, context: BlockContext, number: int, end: int, classes: frozenset[str]) -> list[Filler]:
        by = self.language.grammar.word_set("by")
        for k in range(number + 1, min(number + 4, len(context.phrases))):
            phrase = context.phrases[k]
            gap = context.doc[end + 1 : phrase.first]
            if any(t.pos_ in {"VERB", "AUX"} and not lodged(t, end) for t in gap):
                break
            if phrase.prep in by:
                return context.phrase_fillers(k)
        phrase = context.phrases[number]
        if phrase.owner >= 0:
            return context.phrase_fillers(phrase.owner)
        verb = self._light_verb(context, number)
        if verb is not None:
            found = subjects(context, verb)
            if found:
                return found
        aimed = aiming(context, number)
        if aimed:
            return aimed
        if phrase.own:
            return list(context.owners(number, end, classes, frozenset()))
        return purposed(context, number)

    def _pair(self, context: BlockContext, number: int) -> list[Filler]:
        """Both sides of ``the merger of A and B``, ``un partenariat entre A et B``, ``A et B … leur fusion``."""
        for k in range(number + 1, min(number + 3, len(context.phrases))):
            phrase = context.phrases[k]
            if phrase.prep in self.genitive | {"entre", "between"}:
                found = context.phrase_fillers(k)
                if len(found) >= 2:
                    return found
        verb = self._light_verb(context, number)
        if verb is not None and not after(context, number, context.phrases[number].last, context.words("together")):
            # "A et B ont signé un accord avec C": A and B have none with each other
            found = subjects(context, verb)
            if len(found) >= 2:
                return found
        return []
