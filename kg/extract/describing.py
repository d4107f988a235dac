"""Claims in descriptions: nationality adjectives, occupations, genres, years in brackets."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase, is_possessor, noun_texts
from kg.annotate.document import AnnotatedEntity
from kg.extract.candidates import Candidate
from kg.extract.context import BlockContext, Filler, Language
from kg.extract.credit_lists import opens_credits
from kg.extract.descriptions import second_post
from kg.extract.former_staff import former_staff
from kg.extract.genitives import GenitiveRules, about_phrase, certain
from kg.extract.nationals import fictional, misplaced, nationals
from kg.extract.voice import in_compound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.annotate.phrases import Phrase
    from kg.knowledge import KBEntry
    from kg.lexicon import Entry

_YEAR = re.compile(r"(?:19|20)\d\d")


class DescribingRules:
    """Rules whose words come from the knowledge base (countries, occupations, genres) and the lexicon's genitives."""

    def __init__(self, language: Language) -> None:
        self.language = language
        code = language.grammar.language
        self.demonyms = language.knowledge.demonyms(code)
        self.occupations = language.knowledge.occupations(code)
        self.genres = language.knowledge.genres(code)
        self.describing = language.lexicon.describing
        self.person_nouns = language.lexicon.person_nouns
        self.genitives = GenitiveRules(language)

    def find(self, context: BlockContext) -> Iterator[Candidate]:
        """Yield the candidates of all descriptions in a block."""
        yield from former_staff(context)
        for number in range(len(context.phrases)):
            yield from self._demonyms(context, number)
            yield from self._occupations(context, number)
            yield from self._genres(context, number)
            yield from self.genitives.find(context, number)
            yield from self._bracketed_year(context, number)
            yield from self._year_before_noun(context, number)

    def _demonyms(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        phrase = context.phrases[number]
        for i in range(phrase.first, min(phrase.last + 2, len(context.doc))):
            named = context.mention_entity(i) >= 0 and i in phrase.names
            if (named and i >= phrase.noun) or context.phrase_at(i) not in {number, -1}:
                continue
            token = context.doc[i]
            # a demonym of several words was found as a name of the country
            text = context.surface(i)
            halves = text.split("-") if "-" in text else [text]
            prefixes = self.describing.get("demonym_prefixes", {})
            halves = [*(prefixes.get(half.lower(), half) for half in halves[:-1]), halves[-1]]
            entries = [e for half in halves if (e := self.demonyms.get(half) or self.demonyms.get(half.lower()))]
            if len(entries) < len(halves) or (context.language.grammar.language == "en" and not text[0].isupper()):
                continue
            if i > phrase.last and token.pos_ != "ADJ":
                continue
            after = [t.lower_ for t in context.doc[i + 1 : i + 3] if t.text != "-"]
            if after and after[0] in context.words("not_national"):
                continue
            if self._names_other(context, number, i):
                continue
            about = nationals(context, number, i)
            for rule in self.describing.get("demonym", ()):
                classes = frozenset(rule["subject"])
                for entry, filler in product(entries, about):
                    if (
                        context.annotated.entities[filler.entity].types
                        and context.fits(filler.entity, classes)
                        and certain(context, filler.entity, classes)
                        and not self._guessed(context, filler.entity)
                        and not misplaced(context, number, filler.entity)
                        and not ("." in text and phrase.noun < 0 and context.is_kind(filler.entity, "human"))
                    ):
                        country = entity_for(context, entry, text)
                        yield Candidate(
                            rule["relation"],
                            filler.entity,
                            country,
                            context.number,
                            i,
                            filler.token,
                            i,
                            own_clause=True,
                            confidence=0.85,
                            rule="describing/demonym",
                        )

    @staticmethod
    def _guessed(context: BlockContext, entity: int) -> bool:
        """``l'italien RCS``: one word that only the tagger takes for a human being may be a firm."""
        found = context.annotated.entities[entity]
        return found.soft and " " not in found.name and context.is_kind(entity, "human")

    @staticmethod
    def _names_other(context: BlockContext, number: int, at: int) -> bool:
        """A nationality before a second noun that is no description of the name: ``the French minister's film``."""
        phrase = context.phrases[number]
        return phrase.owner >= 0 and at < phrase.first

    def _occupations(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        phrase = context.phrases[number]
        if (
            phrase.noun < 0
            or phrase.own
            or (number and context.phrases[number - 1].own and second_post(context, number - 1))
        ):
            return
        hit = self._longest(context, number, self.occupations)
        if hit is None:
            return
        entry, start, end = hit
        if entry.name in self.describing.get("no_occupation", ()):
            return
        wordings = noun_texts(context.doc, phrase.noun, phrase.first, min(len(context.doc) - 1, end))
        if any(text in self.language.lexicon.leading_nouns for text in wordings):
            # a post that only an organisation has is no trade
            return
        if any(context.doc[i].lower_ in context.words("former") for i in range(max(phrase.first - 1, 0), start)):
            return
        ranked = context.words("award_ranks") & {t.lower_ for t in context.doc[phrase.first : phrase.noun]}
        if ranked and context.doc[min(end + 1, len(context.doc) - 1)].pos_ == "ADP":
            # "the best actor in a comedy hopefuls are X and Y": a category
            return
        if self._has_owner(context, number, end) or opens_credits(
            context, number, self.describing.get("credit_labels", {})
        ):
            return
        if is_possessor(context.doc, phrase) and entry.name in self.describing.get("crew_nouns", ()):
            # "director X's film" makes a director of the film
            return
        for filler in context.described(number) or context.predicated(number) or self._possessor(context, number):
            if context.is_kind(filler.entity, "human") and not fictional(context, filler):
                first, last = self._fullest(context, phrase, start, end)
                occupation = entity_for(context, entry, context.doc[first : last + 1].text)
                for relation in self.describing.get("occupation", ()):
                    yield Candidate(
                        relation,
                        filler.entity,
                        occupation,
                        context.number,
                        start,
                        filler.token,
                        start,
                        own_clause=True,
                        confidence=0.85,
                        rule="describing/occupation",
                    )

    @staticmethod
    def _possessor(context: BlockContext, number: int) -> list[Filler]:
        """``actor Ada Holm's firm``: a noun right before a name describes it, whatever the name owns."""
        phrase = context.phrases[number]
        if not is_possessor(context.doc, phrase) or phrase.name != phrase.noun + 1:
            return []
        return [Filler(context.mention_entity(phrase.name), phrase.name)]

    def _has_owner(self, context: BlockContext, number: int, end: int) -> bool:
        """A noun that names a work or an organisation makes a more specific claim instead."""
        phrase = context.phrases[number]
        owning = (n for n in phrase.names if n < phrase.noun and not _modifies(context, n))
        if phrase.owner >= 0 or any(True for _ in owning) or context.has_clitic_owner(phrase):
            return True
        if context.apposed_role(number) and not classes_of_phrase(context.doc, phrase, context.language.grammar):
            return any(entry.roles[1] == ("apposed",) for entry in self._role_entries(context, phrase))
        following = context.phrases[number + 1] if number + 1 < len(context.phrases) else None
        if following is None or following.prep_at != max(end, phrase.noun) + 1:
            return False
        prepositions = context.words("genitive") | context.words("post_prepositions")
        if following.prep not in prepositions:
            return False
        if following.names or context.referent(number + 1) is not None:
            return True
        # "director of development at X"
        beyond = context.phrases[number + 2] if number + 2 < len(context.phrases) else None
        return beyond is not None and bool(beyond.names) and beyond.prep_at == following.last + 1

    def _role_entries(self, context: BlockContext, phrase: Phrase) -> tuple[Entry, ...]:
        return self.language.lexicon.nouns.get(context.doc[phrase.noun].lower_, ())

    def _longest(
        self, context: BlockContext, number: int, words: Mapping[str, KBEntry]
    ) -> tuple[KBEntry, int, int] | None:
        phrase = context.phrases[number]
        doc = context.doc
        limit = min(len(doc) - 1, max(phrase.noun + 4, phrase.last))
        for end in range(limit, phrase.noun - 1, -1):
            for start in range(phrase.first, phrase.noun + 1):
                if any(i in phrase.names for i in range(start, min(end, phrase.last) + 1)):
                    continue
                raw = " ".join(t.lower_ for t in doc[start : end + 1])
                entry = words.get(raw.replace("' ", "'")) or words.get(raw)
                if entry is not None:
                    return entry, start, end
        if phrase.noun in phrase.names:
            return None
        turned = doc[phrase.noun].lower_.rpartition("-turned-")[2]
        entry = words.get(doc[phrase.noun].lemma_.lower()) or words.get(turned)
        return (entry, phrase.noun, phrase.noun) if entry is not None else None

    def _genres(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        phrase = context.phrases[number]
        if phrase.noun < 0 or (phrase.prep and not phrase.names and phrase.prep not in context.words("genitive")):
            return
        hit = self._longest(context, number, self.genres) or self._adjective_genre(context, number)
        if hit is None:
            return
        entry, start, end = hit
        if entry.name in self.describing.get("no_genre", ()) or self._part_of_genre(context, number):
            return
        about = about_phrase(context, number)
        previous = number - 1
        if not about and phrase.prep and previous >= 0 and context.phrases[previous].last == phrase.prep_at - 1:
            # "un film de vampires", "un jeu de rôle de X": the genre hangs on the class noun
            about = about_phrase(context, previous)
        for filler in about:
            if context.is_kind(filler.entity, "work"):
                first, last = self._fullest(context, phrase, start, end)
                genre = entity_for(context, entry, context.doc[first : last + 1].text.replace("' ", "'"))
                for relation in self.describing.get("genre", ()):
                    yield Candidate(
                        relation,
                        filler.entity,
                        genre,
                        context.number,
                        start,
                        filler.token,
                        start,
                        own_clause=True,
                        confidence=0.8,
                        rule="describing/genre",
                    )

    def _fullest(self, context: BlockContext, phrase: Phrase, start: int, end: int) -> tuple[int, int]:
        """Return the first and last word of a kind with what narrows it: ``heist comedy``, ``drame de prison``."""
        doc, idle = context.doc, self.describing.get("no_narrowing", ())
        narrows = {i for i in range(phrase.first, start) if doc[i].pos_ == "NOUN" and doc[i].lower_ not in idle}
        while start - 1 in narrows - set(phrase.names) or (doc[start - 1].text == "-" and start - 2 in narrows):
            start -= 1
        following = doc[end + 1 : end + 4]
        linked = len(following) > 1 and following[0].lower_ in self.describing.get("narrowing", ())
        if linked and following[1].pos_ == "NOUN" and following[1].is_lower and following[1].lower_ not in idle:
            named = context.mention_entity(end + 2) >= 0
            goes_on = len(following) > 2 and following[2].pos_ in {"ADP", "ADJ", "NUM"}
            end = end if named or goes_on else end + 2
        return start, end

    def _part_of_genre(self, context: BlockContext, number: int) -> bool:
        """``le jeu d'horreur``: the second noun belongs to the genre that the first one begins."""
        if number == 0 or not context.phrases[number].prep or context.phrases[number - 1].noun < 0:
            return False
        hit = self._longest(context, number - 1, self.genres)
        return hit is not None and hit[2] >= context.phrases[number].first

    def _adjective_genre(self, context: BlockContext, number: int) -> tuple[KBEntry, int, int] | None:
        """``la série policière``: an adjective that alone names a genre, on a noun for a work."""
        phrase = context.phrases[number]
        if not classes_of_phrase(context.doc, phrase, context.language.grammar):
            return None
        for i in phrase.adjectives:
            entry = self.genres.get(context.doc[i].lower_) or self.genres.get(context.doc[i].lemma_.lower())
            if entry is not None:
                return entry, i, i
        return None

    # -- brackets ------------------------------------------------------------------------------------------------------

    def _bracketed_year(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        """``Harbour Lights (1973)``: the year that a work came out."""
        phrase = context.phrases[number]
        if not phrase.names:
            return
        doc = context.doc
        at = phrase.name + 1
        if (
            at + 2 >= len(doc)
            or doc[at].text != "("
            or not _YEAR.fullmatch(doc[at + 1].text)
            or doc[at + 2].text not in {")", ","}
        ):
            return
        entity = context.mention_entity(phrase.name)
        for relation in self.describing.get("bracketed_year", ()):
            if context.is_kind(entity, "work"):
                yield Candidate(
                    relation,
                    entity,
                    doc[at + 1].text,
                    context.number,
                    phrase.name,
                    phrase.name,
                    at + 1,
                    own_clause=True,
                    confidence=0.85,
                    rule="describing/year",
                )

    def _year_before_noun(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        """``Hitchcock's 1927 thriller``, ``the 1994 film``: a year before a noun for a work is when it came out."""
        phrase = context.phrases[number]
        years = [i for i in phrase.adjectives if phrase.noun > i and _YEAR.fullmatch(context.doc[i].text)]
        if not years or not classes_of_phrase(context.doc, phrase, context.language.grammar):
            return
        for filler in context.described(number):
            if context.is_kind(filler.entity, "work"):
                for relation in self.describing.get("bracketed_year", ()):
                    yield Candidate(
                        relation,
                        filler.entity,
                        context.doc[years[0]].text,
                        context.number,
                        years[0],
                        filler.token,
                        years[0],
                        own_clause=True,
                        confidence=0.8,
                        rule="describing/year",
                    )


def entity_for(context: BlockContext, entry: KBEntry, surface: str) -> int:
    """Return the article's entity for a knowledge-base entry, adding it with the form seen when it is new."""
    entities = context.annotated.entities
    for number, entity in enumerate(entities):
        if entity.kb_id == entry.id:
            if surface != entity.name and surface not in entity.aliases:
                entity.aliases = tuple(sorted({*entity.aliases, surface}))
            return number
    known = tuple(sorted({*entry.names.values(), *entry.aliases} - {entry.name}))
    aliases = (surface,) if surface != entry.name else ()
    entities.append(AnnotatedEntity(entry.name, entry.types, aliases, entry.id, known))
    return len(entities) - 1


def _modifies(context: BlockContext, name: int) -> bool:
    """``an Oscar-winning director``: the name is half of an adjective."""
    return name + 2 < len(context.doc) and in_compound(context, context.doc[name + 2])
