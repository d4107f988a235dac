"""Which lines of a pasted page are furniture, and which are the article."""

import pytest

from kg.errors import DataError
from kg.ingest import clean
from kg.ingest.clean import mark_boilerplate

PARAGRAPH = {
    "fr": "La chaîne Canal Brume a annoncé mardi le rachat du studio Les Trois Phares pour 12 millions d’euros. "
    "Sa directrice, Anne Morel, promet de garder les quarante salariés et leurs projets en cours.",
    "en": "The channel Brume announced on Tuesday that it had bought the studio Three Lighthouses for $12 million. "
    "Its head, Anne Morel, promised to keep the forty employees and the films that they are working on.",
}


def reasons(text: str, lang: str) -> dict[str, str]:
    return {text[start:end]: reason for start, end, reason in mark_boilerplate(text, lang)}


@pytest.mark.parametrize(
    ("lang", "line", "reason"),
    [
        ("fr", "Crédit photo : Jeanne Dupuis / AFP", "image credit"),
        ("fr", "© Studio Brume", "image credit"),
        ("fr", "Temps de lecture : 4 min", "reading time"),
        ("fr", "Partager sur Facebook", "share buttons"),
        ("fr", "Inscrivez-vous à notre newsletter pour ne rien manquer.", "subscription"),
        ("fr", "La suite après cette publicité", "advertisement"),
        ("fr", "À lire aussi : dix séries pour l’automne", "read also"),
        ("fr", "Propos recueillis par Luc Arnaud", "sign-off"),
        ("fr", "Votre adresse e-mail ne sera pas publiée.", "comment form"),
        ("fr", "Nous utilisons des cookies pour mesurer notre audience.", "cookie notice"),
        ("fr", "Les articles de ce site sont publiés sous licence libre.", "licence"),
        ("fr", "Source : Brume Info", "tags"),
        ("en", "Photo: Jane Doe/Getty Images", "image credit"),
        ("en", "5 min read", "reading time"),
        ("en", "Share this article", "share buttons"),
        ("en", "Sign up for our weekly newsletter", "subscription"),
        ("en", "Story continues below advertisement", "advertisement"),
        ("en", "Read more: ten series for the autumn", "read also"),
        ("en", "(Reporting by Jane Doe in Paris; Editing by John Roe)", "sign-off"),
        ("en", "Your email address will not be published. Required fields are marked *", "comment form"),
        ("en", "We use cookies to improve your experience.", "cookie notice"),
        ("en", "© 2025 Brume Media. All rights reserved.", "licence"),
    ],
)
def test_furniture_lines_are_marked_with_what_they_are(lang, line, reason):
    text = f"{PARAGRAPH[lang]}\n\n{line}\n\n{PARAGRAPH[lang]}\n"
    assert reasons(text, lang) == {line: reason}


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("fr", "Un budget modeste"),
        ("fr", "Partager les droits, c’est aussi partager les risques, dit Anne Morel."),
        ("fr", "Photo après photo, le réalisateur est revenu sur les lieux du tournage."),
        ("fr", "Commentaires et notes de bas de page font la moitié du livre."),
        ("fr", "Par Toutatis, la saga de jeux vidéo, a trouvé un éditeur."),
        ("fr", "PlayStation 6 dévoilée"),
        ("en", "By the numbers"),
        ("en", "Related costs rose by 4 percent, the company said."),
        ("en", "Comments by the chief executive moved the share price."),
        ("en", "Subscribers now number 12 million."),
        ("en", "The picture: Brume is the largest of the three studios."),
        ("en", "DreamWorks returns"),
    ],
)
def test_lines_of_the_article_are_left_alone(lang, line):
    assert reasons(f"{line}\n\n{PARAGRAPH[lang]}\n\n{line}\n\n{PARAGRAPH[lang]}", lang) == {}


def test_everything_after_the_heading_of_the_comments_is_marked():
    text = f"{PARAGRAPH['fr']}\n\n3 commentaires\n\nMado\n\nBrume a racheté Netflix, c’est sûr !"
    assert reasons(text, "fr") == {
        "3 commentaires": "comments",
        "Mado": "comments",
        "Brume a racheté Netflix, c’est sûr !": "comments",
    }


def test_a_heading_on_comments_before_most_of_the_article_marks_nothing_after_it():
    text = f"Commentaires\n\n{PARAGRAPH['fr']}\n\n{PARAGRAPH['fr']}"
    assert reasons(text, "fr") == {"Commentaires": "comments"}


def test_the_titles_listed_under_read_also_go_with_it_and_the_next_paragraph_does_not():
    text = f"{PARAGRAPH['en']}\n\nRelated stories\nBrume buys a studio\nTen films for July\n\n{PARAGRAPH['en']}"
    assert list(reasons(text, "en")) == ["Related stories", "Brume buys a studio", "Ten films for July"]


def test_the_head_of_a_copied_page_is_marked_up_to_the_title():
    title = "Canal Brume rachète un studio"
    text = f"A man is standing in front of the door\nCrédit : DR\nCinémaJeux vidéo\n0\n{title}\n{PARAGRAPH['fr']}"
    head = ["text in another language", "image credit", "category", "number"]
    assert list(reasons(text, "fr").values()) == head
    assert list(reasons(f"{text}\n{PARAGRAPH['fr']}\nLaisser un commentaire", "fr").values()) == [*head, "comments"]


def test_a_sign_off_wrapped_over_two_lines_is_one_span():
    line = "(Reporting by Jane Doe in Paris and John Smith in London with\nadditional reporting by Ann Bell)"
    assert reasons(f"{PARAGRAPH['en']}\n\n{line}", "en") == {line: "sign-off"}


def test_a_language_without_furniture_file_has_no_furniture():
    assert mark_boilerplate("Foto: dpa\n\nEin Satz.", "de") == []


def test_a_broken_furniture_file_is_named_with_its_line(tmp_path, monkeypatch):
    (tmp_path / "furniture.fr.txt").write_text("[image credit; colour=red]\nphoto\n", encoding="utf-8")
    monkeypatch.setattr(clean, "ontologies_dir", lambda: tmp_path)
    with pytest.raises(DataError, match=r"furniture\.fr\.txt.*words=NUMBER"):
        mark_boilerplate("Photo", "fr")
