"""What annotation hands to extraction: parsed blocks of one article and the entities mentioned in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span

    from kg.annotate.phrases import Phrase
    from kg.model import Article, MentionKind


@dataclass(frozen=True, slots=True)
class Block:
    """One parsed paragraph (or heading).

    ``doc`` holds one token a word, a multi-word name or title merged into one token; ``starts[i]:ends[i]`` are the
    offsets of token ``i`` in the article's text (the token's own text may be a normalised form: never slice by it).
    """

    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kind: str = "paragraph"

    def span_offsets(self, first: int, last: int) -> tuple[int, int]:
        """Return the article offsets of tokens ``first`` up to and including ``last``."""
        return self.starts[first], self.ends[last]

    def sentence_offsets(self, sentence: Span) -> tuple[int, int]:
        """Return the article offsets of a sentence."""
        return self.starts[sentence.start], self.ends[sentence.end - 1]


@dataclass(frozen=True, slots=True)
class TokenMention:
    """A mention on tokens ``first..last`` (inclusive) of block ``block``; ``head`` is its syntactic head token.

    ``entity`` is an index into :attr:`AnnotatedArticle.entities`.
    """

    block: int
    first: int
    last: int
    head: int
    entity: int
    kind: MentionKind = "name"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entity named or referred to at a token of a block, in the ``sentence``-th sentence of the article.

    ``depth`` tells how deep in the sentence: what is named in passing stands far from the main verb.
    """

    block: int
    token: int
    sentence: int
    entity: int
    subject: bool
    depth: int = 0


@dataclass(slots=True)
class AnnotatedEntity:
    """An entity of the article while it is being annotated: names seen, types decided over all mentions.

    ``soft`` types are the tagger's guess; ``others`` are classes with as good evidence (*a drama* may be two things).
    """

    name: str
    types: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    kb_id: str | None = None
    known_names: tuple[str, ...] = ()
    votes: dict[str, float] = field(default_factory=dict)
    gender: str = ""
    soft: bool = False
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class AnnotatedArticle:
    """An article with its parsed blocks, its entities and every mention of them, in text order."""

    article: Article
    blocks: list[Block] = field(default_factory=list)
    entities: list[AnnotatedEntity] = field(default_factory=list)
    mentions: list[TokenMention] = field(default_factory=list)
    phrases: list[list[Phrase]] = field(default_factory=list)
    history: list[Occurrence] = field(default_factory=list)
    topic: str | None = None
    #: Entities that the title names, in its order.
    titled: tuple[int, ...] = ()
    #: Blocks that one person speaks throughout, as in an interview: block → entity.
    spoken: dict[int, int] = field(default_factory=dict)
    _by_token: dict[tuple[int, int], TokenMention] = field(default_factory=dict)

    def index(self) -> None:
        """Build the token look-up; call once after the last mention was added."""
        # a name inside a phrase that stands for something else keeps its tokens: "the Toronto company"
        inner = sorted(self.mentions, key=lambda m: m.kind == "name")
        self._by_token = {(m.block, i): m for m in inner for i in range(m.first, m.last + 1)}

    def mention_at(self, block: int, token: int) -> TokenMention | None:
        """Return the mention that covers a token, or ``None``."""
        return self._by_token.get((block, token))

    def sentences(self) -> Iterator[tuple[int, Block, Span]]:
        """Yield (block index, block, sentence) in text order."""
        for number, block in enumerate(self.blocks):
            for sentence in block.doc.sents:
                yield number, block, sentence

    def offsets(self, mention: TokenMention) -> tuple[int, int]:
        """Return the article offsets of a mention."""
        return self.blocks[mention.block].span_offsets(mention.first, mention.last)
