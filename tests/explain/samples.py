"""An explained article made by hand, with text that tries to be markup."""

from __future__ import annotations

from kg.explain import ArticleNote, ClaimNote, MentionNote, RejectedNote, SentenceNote
from kg.model import Claim, EntityRef, Evidence, Quantity

TEXT = "<b>Netflix</b> & Lumio “met”. The studio sings."
FIRST, SECOND = TEXT[:29], TEXT[30:]
TAGGER = "the tagger's guess alone"
MISFIT = "types do not fit: Lumio has no known class"

CLAIM = Claim(
    "c1", "a", EntityRef("e0"), "acquires", EntityRef("e1"), Evidence(0, 29, FIRST), "hedged", EntityRef("e2"),
    (("former", True), ("price", Quantity(3_000_000, "USD"))), 0.87, "verb/acquires:<buy>",
)  # fmt: skip

ARTICLE = ArticleNote(
    id="a.txt",
    lang="en",
    title="<script>alert(1)</script>",
    text=TEXT,
    sentences=(
        SentenceNote(
            0, 29, FIRST, True,
            mentions=(
                MentionNote(3, 10, "Netflix", "name", "Netflix", ("StreamingService",), "known entity Q907311"),
                MentionNote(17, 22, "Lumio", "name", 'Lumio "Films"', ("ProductionStudio",), TAGGER),
            ),
            claims=(ClaimNote(CLAIM, "Netflix", "Lumio <Films>", "Ada & Co"),),
            rejected=(
                RejectedNote("Netflix", "owns", "Lumio", "met", "verb/owns:meet", MISFIT),
            ),
        ),
        SentenceNote(
            30, len(TEXT), SECOND, False,
            mentions=(MentionNote(30, 40, "The studio", "nominal", "Lumio Films", (), "nothing tells its class"),),
            claims=(), rejected=(), gaps=("no word of the lexicon; its verbs and nouns: sing",),
        ),
    ),
)  # fmt: skip
