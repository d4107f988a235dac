"""Claims in descriptions: nationality adjectives, occupations, genres, bare possessives, years in brackets."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase, is_possessor, noun_texts
from kg.annotate.document import AnnotatedEntity
from kg.extract.brackets import LISTED, bracketed
from kg.extract.candidates import Candidate
from kg.extract.context import BlockContext, Filler, Language
from kg.extract.coordination import joined
from kg.extract.credit_lists import opens_credits
from kg.extract.descriptions import presented, second_post
from kg.extract.former_staff import former_staff
from kg.extract.voice import in_compound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.annotate.phrases import Phrase
    from kg.knowledge import KBEntry
    from kg.lexicon import Entry, Genitive

#: The "preposition" of a genitive whose owner stands before the noun without a possessive.
_COMPOUND = "+"
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

    def find(self, context: BlockContext) -> Iterator[Candidate]:
        """Yield the candidates of all descriptions in a block."""
        yield from former_staff(context)
        for number in range(len(context.phrases)):
            yield from self._demonyms(context, number)
            yield from self._occupations(context, number)
            yield from self._genres(context, number)
            yield from self._genitives(context, number)
            yield from self._opening_links(context, number)
            yield from self._bracketed_year(context, number)
            yield from self._year_before_noun(context, number)

    # -- who a phrase is about -----------------------------------------------------------------------------------------

    @staticmethod
    def _about(context: BlockContext, number: int) -> list[Filler]:
        phrase = context.phrases[number]
        if phrase.names and (phrase.noun < 0 or phrase.name > phrase.noun):
            return [Filler(context.mention_entity(phrase.name), phrase.name)]
        found = context.described(number) or (context.predicated(number) if phrase.noun >= 0 else [])
        if found:
            return found
        if phrase.noun >= 0 and context.mention_entity(phrase.noun) >= 0:
            return [Filler(context.mention_entity(phrase.noun), phrase.noun)]
        return []

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
            about = self._about(context, number)
            for rule in self.describing.get("demonym", ()):
                classes = frozenset(rule["subject"])
                for entry, filler in product(entries, about):
                    if (
                        context.annotated.entities[filler.entity].types
                        and context.fits(filler.entity, classes)
                        and self._certain(context, filler.entity, classes)
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
    def _names_other(context: BlockContext, number: int, at: int) -> bool:
        """A nationality before a second noun that is no description of the name: ``the French minister's film``."""
        phrase = context.phrases[number]
        return phrase.owner >= 0 and at < phrase.first

    @staticmethod
    def _certain(context: BlockContext, entity: int, classes: frozenset[str]) -> bool:
        schema = context.language.schema
        found = context.annotated.entities[entity]
        return any(schema.expand(t) & classes for t in (*found.types, *found.others))

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
        wordings = noun_texts(context.doc, phrase.noun, phrase.first, min(len(context.doc) - 1, end))
        if any(text in self.language.lexicon.leading_nouns for text in wordings):
            # a post that only an organisation has is no trade
            return
        if any(context.doc[i].lower_ in context.words("former") for i in range(max(phrase.first - 1, 0), start)):
            return
        if self._has_owner(context, number, end) or opens_credits(
            context, number, self.describing.get("credit_labels", {})
        ):
            return
        if is_possessor(context.doc, phrase) and entry.name in self.describing.get("crew_nouns", ()):
            # "director X's film" makes a director of the film
            return
        for filler in context.described(number) or context.predicated(number) or self._possessor(context, number):
            if context.is_kind(filler.entity, "human"):
                occupation = entity_for(context, entry, context.doc[start : end + 1].text)
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
        about = self._about(context, number)
        previous = number - 1
        if not about and phrase.prep and previous >= 0 and context.phrases[previous].last == phrase.prep_at - 1:
            # "un film de vampires", "un jeu de rôle de X": the genre hangs on the class noun
            about = self._about(context, previous)
        for filler in about:
            if context.is_kind(filler.entity, "work"):
                genre = entity_for(context, entry, context.doc[start : end + 1].text.replace("' ", "'"))
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

    # -- bare possessives ----------------------------------------------------------------------------------------------

    def _genitives(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        """``Netflix's Dark``, ``« Minerai », de Sékou Traoré``, ``the BBC series The Split``, ``la série de Lumio``."""
        phrase = context.phrases[number]
        about = self._about(context, number)
        if not about:
            return
        owners = [(self._link(context, phrase, owner), owner) for owner in self._owners_of_name(context, number)]
        for link, owner in [*owners, *self._linked(context, number)]:
            for filler in [*about, *(self._joined_before(context, number) if link else [])]:
                if owner.entity == filler.entity or (phrase.noun >= 0 and context.is_kind(filler.entity, "human")):
                    # what a noun beside a person's name says is for the noun's own rules
                    continue
                rule = self._genitive_rule(context, number, owner.entity, filler.entity, link)
                if rule is None:
                    continue
                yield _genitive(context, rule, owner, filler)

    @staticmethod
    def _link(context: BlockContext, phrase: Phrase, owner: Filler) -> str:
        """``the Ada Holm thriller “Ore”``: somebody right before a noun for a work is sooner its star than a maker."""
        before = phrase.noun >= 0 and phrase.owner < 0 and owner.token in phrase.names and owner.token < phrase.noun
        return _COMPOUND if before and context.is_kind(owner.entity, "human") else ""

    def _opening_links(self, context: BlockContext, number: int) -> Iterator[Candidate]:
        """``À la tête de X depuis 2004, Y …``: a preposition that opens the sentence ties its name to the subject."""
        phrase = context.phrases[number]
        links = {link for rule in self.language.lexicon.genitives for link in rule.prepositions}
        if phrase.prep not in links or phrase.prep_at != context.doc[phrase.first].sent.start or not phrase.names:
            return
        for owner in context.phrase_fillers(number):
            for filler in presented(context, number):
                rule = self._genitive_rule(context, number, owner.entity, filler.entity, phrase.prep)
                if rule is None or owner.entity == filler.entity:
                    continue
                yield _genitive(context, rule, owner, filler)

    def _owners_of_name(self, context: BlockContext, number: int) -> Iterator[Filler]:
        phrase = context.phrases[number]
        genitive = frozenset(context.words("genitive"))
        if phrase.owner >= 0:
            owner = context.referent(phrase.owner)
            if owner is not None:
                yield owner
            return
        if phrase.noun >= 0:
            for name in (n for n in phrase.names if n < phrase.noun):
                entity = context.mention_entity(name)
                # "Netflix-produced series": the participle says more than the place of the name
                if context.doc[name + 1].text != "-" or context.is_kind(entity, "place"):
                    yield Filler(entity, name)
        if phrase.own and phrase.noun >= 0:
            yield from list(context.owners(number, phrase.noun, frozenset(), frozenset()))[:1]
            return
        k = number + 1
        if k >= len(context.phrases):
            return
        following = context.phrases[k]
        gap = [t.text for t in context.doc[phrase.last + 1 : following.prep_at]] if following.prep_at >= 0 else None
        extra = context.words("name_genitive")
        if gap is not None and len(gap) == 3 and gap[0] == "(" and _YEAR.fullmatch(gap[1]):
            # a year in brackets between a title and its maker
            gap = []
        if gap in ([], [","]) and following.prep in genitive | extra and following.names:
            if gap == [","] and not phrase.names:
                return
            yield from context.phrase_fillers(k)

    def _linked(self, context: BlockContext, number: int) -> Iterator[tuple[str, Filler]]:
        """``« X », de Y, avec A et B``, ``« X » (Gallimard)``: names that other prepositions tie to a name."""
        phrase = context.phrases[number]
        if phrase.name < 0 or phrase.name != phrase.last:
            return
        links = {link for rule in self.language.lexicon.genitives for link in rule.prepositions}
        position = phrase.last
        for k in range(number + 1, min(number + 5, len(context.phrases))):
            following = context.phrases[k]
            if position >= following.first - 1 or not following.names:
                return
            gap = [
                t.text
                for t in context.doc[position + 1 : following.first if following.prep_at < 0 else following.prep_at]
            ]
            if gap == ["("] and "(" in links and not following.prep:
                yield from bracketed(context, k)
                return
            if gap not in ([], [","]) or not following.prep:
                return
            if following.prep in links:
                yield from ((following.prep, filler) for filler in context.phrase_fillers(k))
            elif following.prep not in context.words("genitive"):
                return
            position = context.phrases[context.coordination(k)[-1]].last

    @staticmethod
    def _joined_before(context: BlockContext, number: int) -> list[Filler]:
        """``A and B from X``: people joined before the name that a preposition follows belong there, too."""
        found = []
        while number and joined(context, number - 1, number) and context.phrases[number].noun < 0:
            number -= 1
            before = context.phrases[number].name
            if context.phrases[number].noun >= 0 or not context.is_kind(context.mention_entity(before), "human"):
                break
            found.append(Filler(context.mention_entity(before), before))
        return found

    def _genitive_rule(self, context: BlockContext, number: int, owner: int, owned: int, link: str) -> Genitive | None:
        phrase = context.phrases[number]
        nouns = set(noun_texts(context.doc, phrase.noun, phrase.first, phrase.last)) if phrase.noun >= 0 else set()
        for rule in self.language.lexicon.genitives:
            if (rule.nouns and not nouns & rule.nouns) or (
                link not in rule.prepositions if link else rule.prepositions
            ):
                continue
            if rule.bare and (phrase.noun >= 0 or phrase.owner < 0):
                continue
            may = self._certain(context, owner, rule.owner) or (link == LISTED and context.fits(owner, rule.owner))
            if not may or self._noun_forbids(context, number, owned, rule):
                continue
            tool = context.annotated.entities[owned].soft and context.is_kind(owned, "tool")
            if (self._certain(context, owned, rule.owned) and not tool) or self._presumed(context, number, owned, rule):
                return rule
        return None

    def _noun_forbids(self, context: BlockContext, number: int, owned: int, rule: Genitive) -> bool:
        """``A's novel X`` makes an author even where X is a film, too."""
        phrase = context.phrases[number]
        if phrase.noun < 0 or len(context.annotated.entities[owned].types) < 2:
            return False
        classes = classes_of_phrase(context.doc, phrase, self.language.grammar)
        schema = self.language.schema
        return bool(classes) and not any(schema.expand(c) & rule.owned for c in classes)

    def _presumed(self, context: BlockContext, number: int, owned: int, rule: Genitive) -> bool:
        """A name of no known class that somebody owns is a work of the kind the article is about."""
        entity = context.annotated.entities[owned]
        vague = not entity.types or entity.soft or entity.types == (context.language.kinds.first("work"),)
        bare = context.phrases[number].noun < 0
        titled = entity.types == (context.language.kinds.first("work"),) or " " in entity.name
        return bare and vague and titled and (rule.presumed or context.topic() in rule.owned)

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


def _genitive(context: BlockContext, rule: Genitive, owner: Filler, owned: Filler) -> Candidate:
    subject, target = (owner, owned) if rule.owner_is_subject else (owned, owner)
    return Candidate(
        rule.relation,
        subject.entity,
        target.entity,
        context.number,
        owned.token,
        subject.token,
        target.token,
        own_clause=True,
        confidence=rule.confidence,
        rule="describing/genitive",
        classes=(rule.owner, rule.owned) if rule.owner_is_subject else (rule.owned, rule.owner),
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
