"""Blocks: every character keeps its place, lines are what a reader takes for paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.annotate.text import normalise, split_blocks

WRAPPED = "La chaîne a présenté mardi à la presse réunie à Lille\nsa nouvelle grille de rentrée."


def texts(article: str) -> list[str]:
    return [block.text for block in split_blocks(article)]


# -- normalising -----------------------------------------------------------------------------------------------------


@given(st.text())
@example("« L’été » coûte 3\u202fM€ — soit\u00a08\u2009%")
@example("soft\u00adhyphen, zero\u200bwidth, \ufeffmark, İstanbul, ﬁlm, 𝔸")
def test_normalising_keeps_every_character_in_its_place(text):
    plain = normalise(text)

    assert len(plain) == len(text)
    assert all(p == t or p in "'\"- " for p, t in zip(plain, text, strict=True))


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("« Minerai »", '" Minerai "'),
        ("“Dark” and „Dark‟", '"Dark" and "Dark"'),
        ("l’ex‑PDG", "l'ex-PDG"),
        ("1\u202f200\u00a0€", "1 200 €"),
        ("co\u00adproduit", "co produit"),
        ("Canal+ – M6+", "Canal+ – M6+"),
        ("œuvre, Éditions, naïf", "œuvre, Éditions, naïf"),
    ],
)
def test_typographic_variants_become_the_plain_character(written, plain):
    assert normalise(written) == plain


# -- blocks ----------------------------------------------------------------------------------------------------------

ARTICLES = st.lists(
    st.sampled_from(
        ["Titre", "« Minerai », de Sékou Traoré.", WRAPPED, "- un point", "", "  ", "\t3) trois", "Fin\u00a0!", "a\rb"]
    )
    | st.text(max_size=80),
    max_size=8,
).map("\n".join)


@given(ARTICLES)
def test_a_block_stands_where_it_says(article):
    plain = normalise(article)

    for block in split_blocks(article):
        assert block.text == plain[block.start : block.start + len(block.text)]
        assert block.text == block.text.strip() != ""


@given(ARTICLES)
def test_blocks_come_in_order_and_do_not_overlap(article):
    end = 0
    for block in split_blocks(article):
        assert block.start >= end
        end = block.start + len(block.text)


@given(ARTICLES)
def test_no_letter_is_lost(article):
    kept = "".join(texts(article))

    assert [c for c in kept if c.isalpha()] == [c for c in normalise(article) if c.isalpha()]


def test_each_line_is_a_block_and_blank_lines_are_none():
    assert texts("Un titre\n\n \t\nUne phrase.\r\nUne autre.\n") == ["Un titre", "Une phrase.", "Une autre."]
    assert texts("") == texts(" \n\u00a0\n") == []


def test_spans_to_skip_are_left_out():
    article = "Menu\nUne phrase.\nPublicité"

    assert [b.text for b in split_blocks(article, [(0, 4), (17, 26)])] == ["Une phrase."]


def test_a_line_that_is_only_partly_skipped_stays():
    assert [b.text for b in split_blocks("Une phrase.", [(0, 3)])] == ["Une phrase."]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "– ", "— ", "1. ", "12) ", "  - "])
def test_a_list_mark_is_no_part_of_the_sentence(mark):
    (block,) = split_blocks(f"{mark}Lumio rachète Brume.")

    assert (block.text, block.start) == ("Lumio rachète Brume.", len(mark))


@pytest.mark.parametrize(
    "line", ["2025. L'année noire.", "-5 % en un an.", "3.5 million copies.", "1984 est un roman."]
)
def test_a_number_at_the_beginning_is_no_list_mark(line):
    assert texts(line) == [line]


# -- hard-wrapped lines ------------------------------------------------------------------------------------------------


def test_wrapped_lines_are_one_block():
    assert texts(WRAPPED) == [WRAPPED]


def test_several_wrapped_lines_are_one_block():
    article = (
        "The group, which already owns two broadcasters and a\n"
        "record label, said on Tuesday that it had agreed to buy\n"
        "the studio behind the series.\n"
        "Nothing else was said."
    )

    assert [text.count("\n") for text in texts(article)] == [2, 0]


@pytest.mark.parametrize(
    "article",
    [
        "Le jury du festival était présidé par la réalisatrice,\nMarie Dupont, et par deux romanciers.",
        "The jury of the festival was chaired by two novelists (\nAda Holm and Piet Roos) this year.",
        "Tout le monde attendait la suite de la série « Minerai »\nsur la chaîne Brume.",
    ],
)
def test_a_line_goes_on_after_a_comma_an_open_bracket_or_a_quotation(article):
    assert texts(article) == [normalise(article)]


@pytest.mark.parametrize(
    "article",
    [
        "Lumio rachète Brume\nle groupe grandit encore",
        "Une phrase qui est bien assez longue pour être coupée ici.\nune autre qui commence mal.",
        "Les chaînes du groupe qui changent de main cette année :\nla première est Brume.",
        "Lumio achète le studio d'animation lillois Brume Films\nLe groupe audiovisuel l'a annoncé mardi.",
        WRAPPED.replace("\n", "\n\n"),
    ],
    ids=["short line", "full stop", "colon", "title before a sentence", "blank line"],
)
def test_lines_that_do_not_go_on_stay_apart(article):
    assert len(texts(article)) == 2


# -- headings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["Lumio rachète Brume", "« Minerai », la série de trop", "Media: a strange year", "2025"]
)
def test_a_short_line_without_closing_punctuation_is_a_heading(line):
    assert [b.heading for b in split_blocks(line)] == [True]


@pytest.mark.parametrize("line", ["Il part.", "Qui paiera ?", "Enfin !", "Il a dit :", "Puis…", "« Non »", "x" * 140])
def test_a_sentence_is_no_heading(line):
    assert [b.heading for b in split_blocks(line)] == [False]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('He made "Civil War," a film.', 'He made "Civil War", a film.'),
        ('He made "Civil War." It won.', 'He made "Civil War". It won.'),
        ("Alex Garland's 'Civil War' won.", 'Alex Garland\'s "Civil War" won.'),
        ("It is 'The Handmaid's Tale', again.", 'It is "The Handmaid\'s Tale", again.'),
        ('"We build things," she said.', '"We build things," she said.'),
        ("The '90s weren't kind.", "The '90s weren't kind."),
    ],
)
def test_titles_between_american_or_single_quotation_marks_are_told_from_speech(written, read):
    (block,) = split_blocks(written)
    assert block.text == read
