"""Claims that verbs make: lexicon entries matched on the verbs of a block, their roles filled by its arguments."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.annotate.cues import classes_of_phrase, noun_texts
from kg.extract.adaptations import SOURCES, is_version
from kg.extract.arguments import Arguments, arguments, is_caused, opening, prepositional
from kg.extract.attachment import nearest_fitting
from kg.extract.candidates import Candidate
from kg.extract.datives import dative_pronoun
from kg.extract.records import Filler
from kg.extract.relatives import where
from kg.extract.stakes import majority
from kg.extract.surroundings import following_phrases
from kg.extract.voice import in_compound, in_own_clause, is_impersonal, is_infinitive, is_reflexive
from kg.inflection import verb_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

    from kg.extract.context import BlockContext, Language
    from kg.extract.expressions import Expressions
    from kg.lexicon import Entry

#: Instead of words in an entry: the roles and classes alone tell the relation, unless the verb has words of its own.
ANY_VERB = "*"
_VERBAL = frozenset({"VERB", "AUX"})
#: Roles of what an active and a passive participle describe.
_DESCRIBED = (frozenset({"subj", "gsubj"}), frozenset({"obj", "gsubj"}))
_AUXILIARY = frozenset({"aux", "aux:tense", "aux:pass", "auxpass", "aux:caus"})
_PARTICLE = frozenset({"ADP", "ADV", "PART"})
_MISREAD = frozenset({"NOUN", "PROPN", "ADJ", "X", "ADV"})


def _apart(doc: Doc, verb: int, particle: int) -> bool:
    """Tell whether a prepositional phrase stands between a verb and a particle (no *as*: *launched as part of*)."""
    return doc[particle].lower_ != "as" and any(t.pos_ == "ADP" for t in doc[verb + 1 : particle])


def _same(found: list[Entry], others: tuple[Entry, ...]) -> bool:
    """Tell whether all other entries make a relation that is found already."""
    relations = {entry.relation for entry in found}
    return all(entry.relation in relations for entry in others)


def _possible(context: BlockContext, token: Token, entry: Entry) -> bool:
    """Tell whether an entry may hold for a verb: reflexive, impersonal, and done by its subject."""
    if "subj" in entry.roles[0] + entry.roles[1] and is_caused(token):
        return False
    if entry.reflexive and not is_reflexive(token):
        return False
    return not entry.impersonal or is_impersonal(context, token)


class VerbRules:
    """Matches the verb entries of a lexicon."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._any = language.lexicon.verbs.get(ANY_VERB, ())
        self._single = {w: e for w, e in language.lexicon.verbs.items() if " " not in w and w != ANY_VERB}
        self._multi: dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]] = {}
        for words, entries in language.lexicon.verbs.items():
            if " " in words:
                first, *rest = words.split(" ")
                self._multi.setdefault(first, []).append((tuple(rest), entries))
        for patterns in self._multi.values():
            patterns.sort(key=lambda p: -len(p[0]))

    @cached_property
    def _forms(self) -> Mapping[str, frozenset[str]]:
        """Surface form → verbs of the lexicon, for forms that the lemmatizer does not know."""
        forms: dict[str, set[str]] = {}
        for form, verb in self.language.lexicon.describing.get("irregular_forms", {}).items():
            forms.setdefault(form, set()).add(verb)
        for verb in {*self._single, *self._multi}:
            for form in verb_forms(verb, self.language.grammar.language):
                forms.setdefault(form, set()).add(verb)
        return {form: frozenset(verbs) for form, verbs in forms.items()}

    def find(self, context: BlockContext, expressions: Expressions) -> Iterator[Candidate]:
        """Yield the candidates of all verbs of a block."""
        for token, end, entries in self.words(context):
            roles = arguments(context, token)
            for entry in entries:
                yield from self._apply(context, token, end, entry, roles, expressions)

    def words(self, context: BlockContext) -> Iterator[tuple[Token, int, list[Entry]]]:
        """Yield the verbs of a block that the lexicon knows: the verb, the last token of its idiom, its entries."""
        for token in context.doc:
            mention = context.annotated.mention_at(context.number, token.i)
            # inside "the Tencent-backed studio", which stands for a name, the participle keeps its meaning
            inside = mention is not None and mention.kind == "nominal" and in_compound(context, token)
            if (mention is not None and not inside) or not self._verbal(context, token):
                continue
            entries, end = self._entries(context, token)
            if token.pos_ == "AUX" and token.dep_ in _AUXILIARY and (end == token.i or context.doc[end].pos_ != "NOUN"):
                # "ont recours à X" is an idiom, whatever the parser makes of its verb
                continue
            if token.pos_ in _VERBAL:
                # whatever the verb, "a series … on a channel" says where it is shown
                known = {entry.relation for entry in entries}
                entries = [*entries, *(entry for entry in self._any if entry.relation not in known)]
            if entries:
                yield token, end, entries

    def sides(self, context: BlockContext, token: Token, end: int, entry: Entry) -> tuple[list[Filler], list[Filler]]:
        """Return who fills the two sides of an entry at a verb, their classes unchecked; nobody fills ``@date``."""
        roles = arguments(context, token)
        left, right = (tuple(name for name in names if name != "@date") for names in entry.roles)
        return self._fill(context, token, end, left, roles, entry), self._fill(context, token, end, right, roles, entry)

    def _verbal(self, context: BlockContext, token: Token) -> bool:
        if token.pos_ in _VERBAL:
            return True
        if token.lower_ in context.words("verb_like_prepositions") and token.i and token.i + 1 < len(context.doc):
            # "X entre au conseil de Y": no preposition stands before another one
            return token.nbor(1).lower_ in context.words("entered") and context.phrase_at(token.i - 1) >= 0
        if token.pos_ not in _MISREAD or token.lower_ not in self._forms:
            return False
        before = token.nbor(-1) if token.i and not token.is_sent_start else None
        if before is None:
            agent = token.i + 1 < len(context.doc) and token.nbor(1).lower_ in context.words("by")
            participle = token.lower_.endswith(("é", "ée", "és", "ées")) or token.lower_ in context.words(
                "like_participles"
            )
            return self.language.grammar.language == "fr" and (agent or participle)
        return (
            # a name before it has the part of speech of its stand-in
            (before.pos_ not in {"DET", "ADP", "ADJ", "NUM"} or context.mention_entity(before.i) >= 0)
            and context.phrase_at(token.i) != context.phrase_at(before.i)
        ) or (before.lower_ in {"qui", "who", "which", "that", "se", "s'", "y", "en"})

    def _entries(self, context: BlockContext, token: Token) -> tuple[list[Entry], int]:
        lemmas = {token.lemma_.lower()} | set(self._forms.get(token.lower_, ()))
        found: list[Entry] = []
        last = token.i
        for lemma in sorted(lemmas):
            for rest, entries in self._multi.get(lemma, ()):
                # an idiom has a meaning of its own; shorter ones and the bare verb may only mean the same
                end = self._match_rest(context, token, rest) if not found or _same(found, entries) else -1
                if end >= 0:
                    found.extend(e for e in entries if e not in found)
                    last = last if last > token.i else end
        for lemma in sorted(lemmas):
            for entry in self._single.get(lemma, ()):
                if entry not in found and (last == token.i or _same(found, (entry,))):
                    found.append(entry)
        return found, last

    @staticmethod
    def _match_rest(context: BlockContext, token: Token, rest: tuple[str, ...]) -> int:
        """Match the words of an idiom after its verb, with at most two words (object, adverb) in between."""
        doc = context.doc
        i = token.i + 1
        skipped = 0
        limit = 8 if len(rest) == 1 else 3
        position = 0
        while i < len(doc) and not doc[i].is_sent_start and position < len(rest):
            if doc[i].lower_ == rest[position] or doc[i].lemma_.lower() == rest[position]:
                if len(rest) == 1 and doc.lang_ == "en" and doc[i].pos_ in _PARTICLE and _apart(doc, token.i, i):
                    # "bought the rights to X out of Cannes" is no buyout
                    return -1
                position += 1
            elif (
                position == 0
                and skipped < limit
                and (not doc[i].is_punct or doc[i].text == "%")
                and doc[i].pos_ not in _VERBAL
            ) or (position and doc[i].pos_ in {"DET", "ADV", "ADJ", "NOUN", "NUM", "SYM"} and skipped < limit):
                skipped += 1
            else:
                return -1
            i += 1
        return i - 1 if position == len(rest) else -1

    def _apply(
        self,
        context: BlockContext,
        token: Token,
        end: int,
        entry: Entry,
        roles: Arguments,
        expressions: Expressions,
    ) -> Iterator[Candidate]:
        if not _possible(context, token, entry):
            return
        left, right = entry.roles
        subjects = [
            f for f in self._fill(context, token, end, left, roles, entry) if context.fits(f.entity, entry.subject)
        ]
        described = _DESCRIBED[roles.passive]
        if not subjects and left[0] in described:
            subjects = nearest_fitting(context, token, self._classes(entry, left))
        if entry.subject and entry.subject <= SOURCES:
            subjects = [f for f in subjects if not is_version(context, f)]
        if not subjects:
            return
        if "@date" in right:
            # the date before a participle belongs to the main verb: "a annoncé mardi le rachat de X, établi à …"
            behind = (roles.participle and self._attached(token)) or is_infinitive(token)
            span = expressions.date_near(context, token, before=not behind)
            if span is None or "/" in span.value:
                return
            for subject in subjects:
                candidate = self._candidate(context, token, entry, subject, None, span.value)
                yield _timed(context, token, candidate, expressions)
            return
        objects = [
            f for f in self._fill(context, token, end, right, roles, entry) if context.fits(f.entity, entry.object)
        ]
        if not objects and right[0] in described and right[0] != "gsubj":
            objects = nearest_fitting(context, token, self._classes(entry, right))
        if left == ("pair",):
            yield from self._pairs(context, token, entry, subjects, expressions)
            return
        for subject in subjects:
            for target in objects:
                if subject.entity == target.entity:
                    continue
                candidate = self._candidate(context, token, entry, subject, target, None)
                if entry.majority and majority(context, token.i, target.token):
                    candidate.relation = entry.majority
                expressions.qualify(context, token, entry, candidate)
                yield _timed(context, token, candidate, expressions)

    @staticmethod
    def _attached(token: Token) -> bool:
        """Tell whether a participle has no auxiliary and does not open its sentence."""
        return not token.is_sent_start and not any(c.pos_ == "AUX" for c in token.children)

    def _pairs(
        self, context: BlockContext, token: Token, entry: Entry, members: list[Filler], expressions: Expressions
    ) -> Iterator[Candidate]:
        for position, first in enumerate(members):
            for second in members[position + 1 :]:
                if first.entity != second.entity:
                    candidate = self._candidate(context, token, entry, first, second, None)
                    expressions.qualify(context, token, entry, candidate)
                    yield candidate

    @staticmethod
    def _candidate(
        context: BlockContext, token: Token, entry: Entry, subject: Filler, target: Filler | None, literal: str | None
    ) -> Candidate:
        return Candidate(
            relation=entry.relation,
            subject=subject.entity,
            object=target.entity if target is not None else (literal or ""),
            block=context.number,
            anchor=token.i,
            subject_token=subject.token,
            object_token=target.token if target is not None else -1,
            own_clause=in_own_clause(context, token),
            confidence=entry.confidence,
            rule=f"verb/{entry.origin}",
            mode=entry.mode or None,  # type: ignore[arg-type]
            classes=(entry.subject, entry.object),
            qualifiers=dict(entry.qualifiers),
        )

    def _fill(  # noqa: C901, PLR0912 (one case a role)
        self, context: BlockContext, token: Token, end: int, names: tuple[str, ...], roles: Arguments, entry: Entry
    ) -> list[Filler]:
        for name in names:
            if name in {"subj", "pair"}:
                found = roles.subject
                if name == "subj" and names[-1] != name:
                    classes = self._classes(entry, names)
                    found = [f for f in found if context.fits(f.entity, classes)]
                if name == "pair" and (len(found) < 2 or prepositional(context, token, context.words("together"))):
                    # "A et B ont signé un accord avec C": A and B have none with each other
                    found = []
            elif name == "obj":
                found = roles.object
                if not roles.passive and roles.object_phrase >= 0 and not found:
                    found = context.described(roles.object_phrase)
            elif name == "gsubj":
                idiom = end > token.i
                transitive = not roles.passive and not idiom and (roles.object_phrase >= 0 or bool(roles.object))
                found = [] if transitive else (roles.object if roles.passive else roles.subject)
            elif name.startswith("theme."):
                found = self._theme_owner(context, token, roles, entry, name.removeprefix("theme."))
            elif name == "dative":
                found = [f for c in token.children if c.dep_ in {"dative", "iobj"} for f in context.token_fillers(c.i)]
            elif name == "obj.team":
                found = self._team_owner(context, roles, self._classes(entry, names))
            elif name == "after.team":
                found = self._team(context, self._phrase_after(context, token, end), self._classes(entry, names))
            elif name == "obj.of":
                found = self._object_owner(context, roles, entry)
            elif name == "where":
                found = where(context, token)
            elif name == "idiom.of":
                found = self._idiom_owner(context, end, self._classes(entry, names))
            elif name == "after":
                found = self._after(context, token, end)
            elif name == "@fundraiser":
                found = context.fundraiser(token.i, self._classes(entry, names))
            elif name.startswith("@"):
                found = context.salient(token.i, name[1:]) if self._leaves_unsaid(context, token, roles) else []
            elif name in {"y", "en"}:
                clitic = any(c.lower_ == name for c in token.children)
                known = {f.entity for f in roles.subject}
                found = context.salient(token.i, "", entry.object or entry.subject, known) if clitic else []
            else:
                prepositions = frozenset(name.split("+"))
                classes = self._classes(entry, names)
                found = (
                    prepositional(context, token, prepositions, classes)
                    or opening(context, token, prepositions)
                    or self._relative_genitive(context, token, prepositions)
                    or self._first_half(context, token, prepositions, classes)
                    or (dative_pronoun(context, token) if "à" in prepositions else [])
                )
            if found:
                return [*found, *self._companions(context, token, name, entry)]
        return []

    @staticmethod
    def _first_half(
        context: BlockContext, token: Token, prepositions: frozenset[str], classes: frozenset[str]
    ) -> list[Filler]:
        """``Paris-based``, ``Emmy-nominated``: what "in" or "for" would introduce stands before the hyphen."""
        if not prepositions & {"in", "for"} or not in_compound(context, token):
            return []
        entity = context.mention_entity(token.i - 2)
        return [Filler(entity, token.i - 2)] if entity >= 0 and context.fits(entity, classes) else []

    @staticmethod
    def _relative_genitive(context: BlockContext, token: Token, prepositions: frozenset[str]) -> list[Filler]:
        """``le film dont il tient le premier rôle``: what the relative pronoun before the verb stands for."""
        if not prepositions & context.words("genitive"):
            return []
        relatives = context.words("genitive_relative")
        at = next((t.i for t in token.subtree if t.i < token.i and t.lower_ in relatives), -1)
        number = context.phrase_at(at - 1 if context.doc[at - 1].text != "," else at - 2) if at > 1 else -1
        while number > 0 and context.phrases[number].prep in context.words("genitive"):
            number -= 1
        referent = context.referent(number) if number >= 0 else None
        return [referent] if referent is not None else []

    def _classes(self, entry: Entry, names: tuple[str, ...]) -> frozenset[str]:
        """Return the classes that the filler of one side of an entry may have."""
        relation = self.language.schema.relations.get(entry.relation)
        if names == entry.roles[0]:
            return entry.subject or (relation.domain if relation else frozenset())
        return entry.object or (relation.range if relation else frozenset())

    def _companions(self, context: BlockContext, token: Token, role: str, entry: Entry) -> list[Filler]:
        """``Elle a écrit le scénario avec X``: who does it together with the subject."""
        if role != "subj" or not entry.together:
            return []
        found = prepositional(context, token, self.language.grammar.word_set("together"))
        return [f for f in found if context.is_kind(f.entity, "human")]

    @staticmethod
    def _leaves_unsaid(context: BlockContext, token: Token, roles: Arguments) -> bool:
        """``the lead in X's next film``, ``starring Y``: the clause names another work, or who is in it."""
        if not roles.passive and any(f.token > token.i and context.is_kind(f.entity, "human") for f in roles.object):
            return False
        titled = frozenset(context.language.kinds.classes["titled"])
        for number in following_phrases(context, token):
            classes = classes_of_phrase(context.doc, context.phrases[number], context.language.grammar)
            if classes and classes <= titled and context.referent(number) is None:
                return False
        return True

    @staticmethod
    def _after(context: BlockContext, token: Token, end: int) -> list[Filler]:
        """The first phrase after an idiom, whatever introduces it."""
        number = VerbRules._phrase_after(context, token, end)
        return context.phrase_fillers(number) if number >= 0 else []

    @staticmethod
    def _phrase_after(context: BlockContext, token: Token, end: int) -> int:
        for number in following_phrases(context, token):
            phrase = context.phrases[number]
            # "on board X" is one phrase
            if phrase.first > end or (end > token.i and phrase.names and phrase.name > end):
                return number
        return -1

    def _idiom_owner(self, context: BlockContext, end: int, classes: frozenset[str]) -> list[Filler]:
        """``sits on X's board``, ``took over the reins of X``: whose the noun is that an idiom ends in."""
        number = context.phrase_at(end)
        if number < 0:
            # "passe sous le contrôle de X": the idiom ends in a preposition of several words
            after = next((k for k, p in enumerate(context.phrases) if p.prep_at <= end < p.first and p.prep), -1)
            return context.phrase_fillers(after) if after >= 0 else []
        links = self.language.grammar.word_set("genitive") | self.language.grammar.word_set("post_prepositions")
        return list(context.owners(number, context.phrases[number].last, classes, frozenset(links)))

    def _theme_owner(
        self, context: BlockContext, token: Token, roles: Arguments, entry: Entry, kind: str
    ) -> list[Filler]:
        """``Le scénario (de X) a été écrit par Y``: the work (or group) whose script, round … the verb is about."""
        number = roles.theme_phrase
        if number < 0 or context.phrases[number].noun < 0:
            return []
        phrase = context.phrases[number]
        texts = set(noun_texts(context.doc, phrase.noun, phrase.first, min(len(context.doc) - 1, phrase.noun + 2)))
        if not texts & entry.with_noun:
            return []
        if kind == "giver":
            return self._giver(context, number, roles)
        wanted = entry.subject if kind == self._theme_side(entry) else entry.object
        links = frozenset(
            self.language.grammar.word_set("genitive") | self.language.grammar.word_set("post_prepositions")
        )
        owners = [
            f
            for f in context.owners(number, phrase.last, wanted, links)
            if kind in {"focus", "any"}
            or context.is_kind(f.entity, "group" if kind == "owner" else kind)
            or not self._typed(context, f)
        ]
        if not owners and kind == "focus":
            # "who chairs the board": that of the organisation the article is about
            group = context.previous_sentence_group(token.i, wanted)
            return [group] if group is not None else []
        if kind in {"owner", "any"}:
            return owners
        others = frozenset(f.entity for f in roles.subject)
        if kind == "group":
            return owners or context.fundraiser(token.i, wanted, others)
        return owners or context.salient(token.i, kind, wanted, others)

    @staticmethod
    def _giver(context: BlockContext, number: int, roles: Arguments) -> list[Filler]:
        """``confie à X la direction de ses programmes``: whose the thing given is when it names nobody else."""
        following = context.phrases[number + 1] if number + 1 < len(context.phrases) else None
        tied = following is not None and following.prep_at == context.phrases[number].last + 1
        if following is not None and tied and (following.names or context.referent(number + 1) is not None):
            return []
        return [f for f in roles.subject if context.is_kind(f.entity, "group")]

    @staticmethod
    def _typed(context: BlockContext, filler: Filler) -> bool:
        return bool(context.annotated.entities[filler.entity].types)

    @staticmethod
    def _theme_side(entry: Entry) -> str:
        """Return the kind of the theme when it fills the relation's subject, else an empty string."""
        return next((name.removeprefix("theme.") for name in entry.roles[0] if name.startswith("theme.")), "")

    def _team_owner(self, context: BlockContext, roles: Arguments, classes: frozenset[str]) -> list[Filler]:
        """``rejoint l'équipe de X``, ``anime la matinale de X``: whoever the staff or the show of the object is."""
        return self._team(context, roles.object_phrase, classes)

    @staticmethod
    def _team(context: BlockContext, number: int, classes: frozenset[str]) -> list[Filler]:
        if number < 0 or context.phrases[number].noun < 0 or context.phrases[number].names:
            return []
        phrase = context.phrases[number]
        noun = context.doc[phrase.noun]
        if not {noun.lemma_.lower(), noun.lower_} & context.words("teams"):
            return []
        links = frozenset(context.words("genitive") | context.words("post_prepositions") | {"sur", "on"})
        return [*context.owners(number, phrase.last, classes, links)]

    def _object_owner(self, context: BlockContext, roles: Arguments, entry: Entry) -> list[Filler]:
        if roles.object_phrase < 0:
            return []
        phrase = context.phrases[roles.object_phrase]
        genitive = self.language.grammar.word_set("genitive")
        return list(context.owners(roles.object_phrase, phrase.last, entry.object, frozenset(genitive)))


def _timed(context: BlockContext, verb: Token, candidate: Candidate, expressions: Expressions) -> Candidate:
    """Mark as planned what a verb in the present puts on a day to come."""
    if candidate.mode is None and expressions.to_come(context, verb):
        candidate.mode = "planned"
    return candidate
