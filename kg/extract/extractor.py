"""Articles in, extractions out: the pure first half of the pipeline behind one class."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate.grammar import load_grammar, load_kinds
from kg.annotate.models import installed_pipeline, load_pipeline
from kg.annotate.pipeline import LanguageAnnotator
from kg.annotate.read_names import NameReader
from kg.config import Config
from kg.encoder import WEIGHTS, Weights, load_weights, weights_version
from kg.errors import ArticleError
from kg.extract.accusations import accusations
from kg.extract.adaptations import widen_adapted
from kg.extract.apposed_awards import apposed_awards
from kg.extract.assemble import allowed, best_per_anchor, fold_duplicates, make_claim, read_mode, settle_types
from kg.extract.award_lists import AwardListRules
from kg.extract.award_words import AwardRules
from kg.extract.book_notes import book_notes
from kg.extract.bought_rights import bought_rights
from kg.extract.box_office import distributors
from kg.extract.calibrate import load_calibration
from kg.extract.careers import CareerRules
from kg.extract.characters import actors_in_brackets, plays_nobody
from kg.extract.classified import RULE as CLASSIFIED
from kg.extract.classified import classified
from kg.extract.classifier import RelationClassifier
from kg.extract.context import BlockContext, Language
from kg.extract.credit_lists import CreditRules
from kg.extract.credits import bracketed_credits, credits_of_awards, presented_works, successions
from kg.extract.describing import DescribingRules
from kg.extract.expressions import Expressions
from kg.extract.figure_claims import figure_claims
from kg.extract.figure_lexicon import load_figure_lexicon
from kg.extract.figure_opinions import RULE as JUDGED_FIGURE
from kg.extract.figure_opinions import amount_opinions
from kg.extract.figure_view import sentence_views
from kg.extract.honoured_people import people_with_works
from kg.extract.interviews import spoken_blocks
from kg.extract.legal import judgments
from kg.extract.lifespans import lifespans
from kg.extract.literals import find_literals
from kg.extract.modality import Modality
from kg.extract.nouns import NounRules
from kg.extract.opinions import Opinions
from kg.extract.out_dates import out_dates, possessive_years
from kg.extract.partnerships import companions
from kg.extract.questions import Asker
from kg.extract.served_credits import no_trade, served_credits, shared_credits
from kg.extract.signs import Signs
from kg.extract.studio_credits import StudioCreditRules
from kg.extract.succession import post_successions
from kg.extract.title_runs import TitleRuns, without_guesses
from kg.extract.trades import without_credited_trades
from kg.extract.verbs import VerbRules
from kg.extract.work_trades import works_of_trades
from kg.ids import digest
from kg.ingest.clean import mark_boilerplate
from kg.ingest.language import foreign_paragraphs
from kg.knowledge import KnowledgeBase, load_knowledge
from kg.lexicon import load_lexicon
from kg.model import Article, Claim, EntityRef, Extraction, LocalEntity, Mention, Mode
from kg.ontology import Schema, load_schema
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.annotate.document import AnnotatedArticle
    from kg.extract.candidates import Candidate
    from kg.extract.figure_opinions import AmountOpinions
    from kg.extract.figure_view import SentenceView
    from kg.extract.literals import LiteralMention

#: Raised by hand when a change of code changes what is extracted from the same text.
RULES_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Trace:
    """How an article was read.

    ``first_types`` of the entities are those before relations gave types to the rest; ``candidates`` all that rules
    and classifier yielded, ``opinions`` what the latter says of all pairs, ``drafts`` the candidates whose types fit,
    ``uncalibrated`` what is left without repetitions; ``unsure`` and ``claims`` are the same with the final confidence,
    apart by whether it is high enough.
    """

    annotated: AnnotatedArticle
    contexts: Sequence[BlockContext]
    keys: Sequence[str]
    first_types: Sequence[tuple[str, ...]]
    candidates: Sequence[Candidate]
    opinions: Opinions
    drafts: Sequence[tuple[Candidate, Claim]]
    uncalibrated: Sequence[Claim]
    unsure: Sequence[Claim]
    claims: Sequence[Claim]


class LanguageExtractor:
    """Everything loaded for one language."""

    def __init__(
        self,
        code: str,
        config: Config,
        schema: Schema,
        knowledge: KnowledgeBase,
        weights: Weights | None = None,
    ) -> None:
        folder = ontologies_dir()
        grammar = load_grammar(folder, code)
        kinds = load_kinds(folder)
        paths = [folder / f"lexicon.{code}.toml", *(Path(p) for p in config.lexicons if p.endswith(f".{code}.toml"))]
        lexicon = load_lexicon(paths, code, schema.relations, grammar.nouns_of_class)
        self.language = Language(grammar, kinds, lexicon, knowledge, schema)
        self.pipeline = load_pipeline(code)
        common = {kinds.first("genre"), kinds.first("occupation")}
        reader = NameReader(weights, schema.classes.keys() - common) if weights else None
        self.annotator = LanguageAnnotator(self.pipeline, grammar, kinds, lexicon, knowledge, schema, reader)
        self.verbs = VerbRules(self.language)
        self.nouns = NounRules(self.language)
        self.describing = DescribingRules(self.language)
        self.credits = CreditRules(self.language)
        self.studio_credits = StudioCreditRules(self.language)
        self.awards = AwardRules(self.language)
        self.award_lists = AwardListRules(self.language)
        self.careers = CareerRules(self.language)
        self.title_runs = TitleRuns(self.language)
        self.modality = Modality(self.language)
        self.figure_lexicon = load_figure_lexicon(code)
        self.classifier = RelationClassifier(weights, self.asker(weights.relations)) if weights else None
        self.asked = self.classifier.relations if self.classifier else frozenset[str]()
        self.calibration = load_calibration(folder, judged=weights is not None)

    def asker(self, relations: Sequence[str]) -> Asker:
        """Return who knows which of these relations and metrics to ask a classifier for."""
        units = {name: metric.unit for name, metric in self.figure_lexicon.metrics.items()}
        speakers = frozenset({self.language.kinds.first("human"), self.language.kinds.first("group")})
        return Asker(relations, self.language.schema, units, speakers)

    def annotate(self, article: Article) -> AnnotatedArticle:
        """Annotate one article, its page furniture and its paragraphs in other languages left out.

        Names of no known class take the one that a first reading of the relations asks for; then "the film" and "it"
        are resolved again, for they may stand for such a name.
        """
        furniture = [(start, end) for start, end, _ in mark_boilerplate(article.text, article.lang)]
        furniture += foreign_paragraphs(article.text, article.lang)
        annotated = self.annotator.annotate(article, furniture)
        before = [entity.types for entity in annotated.entities]
        contexts = [BlockContext(annotated, number, self.language) for number in range(len(annotated.blocks))]
        widen_adapted(contexts)
        settle_types(annotated, self.candidates(annotated, contexts), self.language)
        if [entity.types for entity in annotated.entities[: len(before)]] != before:
            del annotated.entities[len(before) :]
            self.annotator.resolve(annotated)
        return annotated

    def candidates(self, annotated: AnnotatedArticle, contexts: Sequence[BlockContext]) -> list[Candidate]:
        """Run all rules over all blocks."""
        expressions = Expressions(annotated, self.language.grammar.word_set("recurring"))
        found: list[Candidate] = []
        for context in contexts:
            found.extend(self.nouns.find(context, expressions))
            found.extend(self.verbs.find(context, expressions))
            found.extend(self.describing.find(context))
            found.extend(
                [
                    *apposed_awards(context),
                    *actors_in_brackets(context),
                    *people_with_works(context),
                    *book_notes(context),
                ]
            )
            found.extend([*judgments(context), *companions(context), *lifespans(context)])
            found.extend(self.credits.find(context))
            found.extend(self.studio_credits.find(context))
            found.extend([*out_dates(context, expressions), *possessive_years(context)])
            found.extend(self.awards.find(context))
            found.extend(self.award_lists.find(context))
            found.extend(self.careers.find(context))
            found.extend(self.title_runs.find(context))
            found.extend(accusations(context))
        served = [c for context in contexts for c in served_credits(context)]
        places = frozenset((c.block, c.anchor) for c in served)
        found = [*(c for c in found if not no_trade(contexts[c.block], c, places)), *served]
        for context in contexts:
            found.extend(
                [
                    *shared_credits(context, found),
                    *bracketed_credits(context, found),
                    *successions(context, found),
                    *presented_works(context, found),
                    *credits_of_awards(context, found),
                    *works_of_trades(context, found),
                ]
            )
        found = [c for c in found if not plays_nobody(contexts[c.block], c)]
        distributors(contexts, found)
        found.extend(post_successions(contexts, found))
        return list(bought_rights(contexts, without_credited_trades(contexts, without_guesses(found))))

    def extract(self, article: Article) -> Extraction:
        """Extract one article."""
        trace = self.trace(article)
        return extraction_of(trace)

    def trace(self, article: Article) -> Trace:
        """Extract one article and keep every step; a trace must not outlive the memory zone it was made in."""
        annotated = self.annotate(article)
        annotated.spoken = spoken_blocks(annotated, self.language)
        contexts = [BlockContext(annotated, number, self.language) for number in range(len(annotated.blocks))]
        candidates = self.candidates(annotated, contexts)
        first_types = [entity.types for entity in annotated.entities]
        settle_types(annotated, candidates, self.language)
        keys = entity_keys(annotated)
        fitting = best_per_anchor([c for c in candidates if allowed(annotated, c, self.language)])
        views = list(sentence_views(annotated, self.figure_lexicon))
        said = self.literals(annotated, views) if self.classifier else []
        judgements = self.classifier.judge(annotated, said) if self.classifier else []
        opinions = Opinions(keys, said, judgements, self.asked, article.date or "")
        drafts = self._drafts(contexts, fitting, keys)
        known = [(candidate, claim.mode) for candidate, claim in drafts]
        more = list(classified(contexts, judgements, said, known))
        drafts += self._drafts(contexts, more, keys)
        schema = self.language.schema
        children: dict[str, frozenset[str]] = {}
        for name, info in schema.relations.items():
            for ancestor in info.ancestors:
                children[ancestor] = children.get(ancestor, frozenset()) | {name}
        claims = fold_duplicates([claim for _, claim in drafts], schema.symmetric, children)
        amounts = amount_opinions(len(keys), said, judgements, self.figure_lexicon.metrics)
        claims.extend(self.figures(annotated, contexts, keys, views, amounts))
        claims = [opinions.reread(claim, alone=claim.rule.startswith((CLASSIFIED, JUDGED_FIGURE))) for claim in claims]
        signs = Signs(annotated, keys, claims, [claim for _, claim in drafts], opinions)
        judged = self.calibration.apply(signs, claims)
        unsure = [claim for claim in judged if self._unsure(claim, opinions)]
        sure = [claim for claim in judged if not self._unsure(claim, opinions)]
        return Trace(
            annotated, contexts, keys, first_types, [*candidates, *more], opinions, drafts, claims, unsure, sure
        )

    def _unsure(self, claim: Claim, opinions: Opinions) -> bool:
        """Tell whether a claim that the classifier was asked about is too unsure; others it cannot speak against."""
        asked = claim.predicate in self.asked and (
            isinstance(claim.object, EntityRef) or opinions.of(claim) is not None
        )
        return asked and claim.confidence < self.calibration.least

    def _drafts(
        self, contexts: Sequence[BlockContext], candidates: Iterable[Candidate], keys: Sequence[str]
    ) -> list[tuple[Candidate, Claim]]:
        """Return the candidates with the claims they make, their modes read."""
        drafts = []
        for candidate in candidates:
            context = contexts[candidate.block]
            reading = read_mode(context, candidate, self.modality)
            if reading.mode == "negated" and candidate.qualifiers.get("former"):
                # whoever does not sell or leave something: nothing is known to have ended
                continue
            if reading.mode in {"planned", "hedged"} and candidate.qualifiers.get("former"):
                # whoever is to sell or leave something still has it
                reading = replace(reading, mode="asserted")
                candidate.qualifiers = {k: v for k, v in candidate.qualifiers.items() if k != "former"}
            drafts.append((candidate, make_claim(context, candidate, reading, keys)))
        return drafts

    def literals(
        self, annotated: AnnotatedArticle, views: Sequence[SentenceView] | None = None
    ) -> list[LiteralMention]:
        """Return the amounts and times that the classifier is asked about; ``views`` where they are at hand."""
        expressions = Expressions(annotated, self.language.grammar.word_set("recurring"))
        if views is None:
            views = list(sentence_views(annotated, self.figure_lexicon))
        return find_literals(annotated, views, expressions)

    def figures(
        self,
        annotated: AnnotatedArticle,
        contexts: Sequence[BlockContext],
        keys: Sequence[str],
        views: Sequence[SentenceView],
        opinions: AmountOpinions,
    ) -> list[Claim]:
        """Find the figures of an article, with the classifier's ``opinions`` on its amounts."""

        def mode_at(_: AnnotatedArticle, block: int, token: int, apart: bool) -> tuple[Mode, int | None]:
            reading = self.modality.mode_at(contexts[block], token, own_clause=apart)
            return reading.mode, reading.speaker

        return figure_claims(annotated, self.figure_lexicon, mode_at, self.language.schema, keys, views, opinions)


class Extractor:
    """Extracts articles of all configured languages; pipelines load when first needed."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        ontology = Path(self.config.ontology) if self.config.ontology else None
        self.schema = load_schema(ontology)
        self.knowledge = load_knowledge(extra=[Path(p) for p in self.config.knowledge])
        self._languages: dict[str, LanguageExtractor] = {}

    @cached_property
    def weights(self) -> Weights | None:
        """What was trained, for all languages, loaded when first needed; ``None`` where not wanted or installed."""
        return load_weights(ontologies_dir()) if self.config.classifier else None

    def language(self, code: str) -> LanguageExtractor:
        """Return the extractor of a language; raises :class:`ArticleError` when it is not configured."""
        if code not in self.config.languages:
            raise ArticleError(f"language {code!r} is not supported; supported: {', '.join(self.config.languages)}")
        if code not in self._languages:
            self._languages[code] = LanguageExtractor(code, self.config, self.schema, self.knowledge, self.weights)
        return self._languages[code]

    @property
    def fingerprint(self) -> str:
        """A hash of everything that decides what is found: rules, data files, models, configuration."""
        folder = ontologies_dir()
        files = sorted([*folder.glob("*.toml"), *folder.glob("*.tsv"), *folder.glob("*.ttl"), *folder.glob("*.txt")])
        files += [Path(p) for p in (*self.config.lexicons, *self.config.knowledge)]
        if self.config.ontology:
            files.append(Path(self.config.ontology))
        package = Path(__file__).resolve().parent.parent
        stages = ("annotate", "encoder", "extract", "ingest", "knowledge", "ontology")
        code = sorted([*package.glob("*.py"), *(f for stage in stages for f in (package / stage).glob("*.py"))])
        parts = [f"{f.parent.name}/{f.name}:{digest(f.read_text(encoding='utf-8'))}" for f in [*files, *code]]
        models = [installed_pipeline(c) for c in self.config.languages]
        if self.config.classifier and weights_version():
            models += [weights_version(), sha256((folder / WEIGHTS).read_bytes()).hexdigest()]
        return digest(RULES_VERSION, *parts, *models)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Extract articles in order."""
        for article in articles:
            extractor = self.language(article.lang)
            with extractor.pipeline.memory_zone():
                yield extractor.extract(article)


def entity_keys(annotated: AnnotatedArticle) -> list[str]:
    """Return a key per entity: unique in the article, the same whenever the text is."""
    return [f"e{number}" for number in range(len(annotated.entities))]


def extraction_of(trace: Trace) -> Extraction:
    """Return what stays of a trace: the entities that are typed or used, and the claims."""
    annotated, keys, claims = trace.annotated, trace.keys, trace.claims
    used = {c.subject.key for c in claims} | {c.attributed_to.key for c in claims if c.attributed_to}
    for claim in claims:
        used |= {value.key for value in (claim.object, *(v for _, v in claim.qualifiers)) if hasattr(value, "key")}
    entities = []
    text = annotated.article.text
    for number, entity in enumerate(annotated.entities):
        if keys[number] not in used and (not entity.types or not entity.votes):
            continue
        mentions = []
        for mention in annotated.mentions:
            if mention.entity == number:
                start, end = annotated.offsets(mention)
                mentions.append(Mention(start, end, text[start:end], mention.kind))
        aliases = tuple(dict.fromkeys([*entity.aliases, *entity.known_names]))
        entities.append(
            LocalEntity(
                keys[number],
                entity.name,
                entity.types,
                tuple(a for a in aliases if a != entity.name),
                entity.kb_id,
                tuple(mentions),
            )
        )
    return Extraction(annotated.article.id, annotated.article.lang, tuple(entities), tuple(claims))
