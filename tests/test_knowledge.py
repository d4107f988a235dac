"""What the knowledge base promises: clean data files, look-ups, matches in text, and readable errors."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.knowledge import KBEntry, KnowledgeBase, load_knowledge
from kg.knowledge.base import SHIPPED
from kg.knowledge.reader import read_table
from kg.ontology import load_schema
from kg.resources import ontologies_dir

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_knowledge()


def names(entries: tuple[KBEntry, ...]) -> list[str]:
    return [entry.name for entry in entries]


def matches(kb: KnowledgeBase, text: str, lang: str = "") -> dict[str, tuple[KBEntry, ...]]:
    tokens = re.findall(r"\w+(?:-\w+)*['’]?|[^\w\s]", text)
    return {" ".join(tokens[m.start : m.end]): m.entries for m in kb.longest_matches(tokens, lang)}


def firm(kb: KnowledgeBase, text: str, lang: str = "") -> set[str]:
    """The stretches that are names for certain, common nouns left out."""
    return {
        surface
        for surface, entries in matches(kb, text, lang).items()
        if not entries[0].ambiguous and not {"Genre", "Occupation", "Technology", "Country"} & set(entries[0].types)
    }


class TestShippedFiles:
    @pytest.mark.parametrize("name", SHIPPED)
    def test_every_file_is_there_and_every_row_reads(self, name: str) -> None:
        table = read_table(ontologies_dir() / name)
        assert table.entries or table.first_names

    def test_sizes(self, kb: KnowledgeBase) -> None:
        def count(type_: str) -> int:
            return sum(type_ in entry.types for entry in kb)

        assert len(kb) > 24_000
        assert count("Technology") >= 150
        assert count("Genre") >= 250
        assert count("Occupation") >= 250
        assert count("City") >= 600
        assert count("Country") >= 195
        assert len(kb.first_names) >= 3_000

    def test_ids_are_unique_over_all_files(self) -> None:
        ids = [entry.id for name in SHIPPED for entry in read_table(ontologies_dir() / name).entries]
        assert len(ids) == len(set(ids))

    def test_types_are_classes_of_the_ontology(self, kb: KnowledgeBase) -> None:
        known = set(load_schema().classes)
        assert {type_ for entry in kb for type_ in entry.types} <= known

    def test_an_id_that_looks_like_an_identifier_is_one(self, kb: KnowledgeBase) -> None:
        assert not [e.id for e in kb if re.fullmatch(r"Q\d+", e.id) and e.qid != e.id]

    def test_no_form_stands_twice_in_an_entry_and_none_is_bare_punctuation(self, kb: KnowledgeBase) -> None:
        for entry in kb:
            assert len(entry.aliases) == len(set(entry.aliases)), entry
            assert entry.name not in entry.aliases, entry
            for form in (entry.name, *entry.names.values(), *entry.aliases):
                assert re.search(r"\w", form), entry
                assert form == form.strip(), entry

    def test_the_vocabularies_are_bilingual(self, kb: KnowledgeBase) -> None:
        for type_ in ("Technology", "Occupation", "Country", "City", "Place"):
            written = [entry for entry in kb if type_ in entry.types]
            translated = [entry for entry in written if entry.names.get("fr")]
            assert len(translated) >= 0.95 * len(written), type_


class TestLookup:
    def test_exact_form_first_then_without_case_and_accents(self, kb: KnowledgeBase) -> None:
        assert kb.lookup("Netflix")[0].qid == kb.lookup("netflix")[0].qid
        assert "StreamingService" in kb.lookup("NETFLIX")[0].types
        assert "Médiamétrie" in names(kb.lookup("Mediametrie"))

    @pytest.mark.parametrize(
        ("surface", "name"),
        [
            ("Le Monde", "Le Monde"),
            ("The Guardian", "The Guardian"),
            ("L’Équipe", "L'Équipe"),
            ("l'Équipe", "L'Équipe"),
            ("New York Times", "The New York Times"),
            ("the Financial Times", "Financial Times"),
            ("Canal Plus", "Canal+"),
            ("WBD", "Warner Bros. Discovery"),
            ("PS5", "PlayStation 5"),
            ("Palme d’or", "Palme d'Or"),
            ("Commission européenne", "European Commission"),
            ("Le Seigneur des anneaux", "The Lord of the Rings"),
        ],
    )
    def test_names_as_articles_write_them(self, kb: KnowledgeBase, surface: str, name: str) -> None:
        assert name in names(kb.lookup(surface))

    def test_a_name_without_its_article_is_only_a_candidate(self, kb: KnowledgeBase) -> None:
        guardian = next(e for e in kb.lookup("Guardian") if "NewsPublisher" in e.types)
        assert guardian.ambiguous
        assert kb.by_id(guardian.id) is not None
        assert not kb.by_id(guardian.id).ambiguous  # type: ignore[union-attr]

    def test_nicknames_common_words_and_titles_are_ambiguous(self, kb: KnowledgeBase) -> None:
        for surface in ("Auntie", "It", "Her", "Up", "Drive", "Origin", "Elle", "Free", "Orange", "Wednesday", "Nice"):
            assert all(entry.ambiguous for entry in kb.lookup(surface)), surface

    def test_well_known_names_are_firm(self, kb: KnowledgeBase) -> None:
        for surface in (
            "Netflix",
            "Disney",
            "Apple",
            "Amazon",
            "Canal+",
            "TF1",
            "Arcom",
            "OpenAI",
            "Ubisoft",
            "Deezer",
        ):
            assert any(not entry.ambiguous for entry in kb.lookup(surface)), surface

    def test_unknown_and_empty_surfaces(self, kb: KnowledgeBase) -> None:
        assert kb.lookup("Xyzzyqwert Plugh") == ()
        assert kb.lookup("") == ()
        assert kb.lookup("…") == ()
        assert kb.by_id("nothing") is None

    def test_several_types(self, kb: KnowledgeBase) -> None:
        assert set(kb.lookup("Netflix")[0].types) == {"StreamingService", "Company"}


class TestLongestMatches:
    def test_the_longest_form_wins(self, kb: KnowledgeBase) -> None:
        assert firm(kb, "Selon Warner Bros. Discovery et TF1", "fr") == {"Warner Bros . Discovery", "TF1"}

    @pytest.mark.parametrize(
        "tokens",
        [
            ["Spider-Man"],
            ["Spider", "-", "Man"],
            ["Spider", "Man"],
        ],
    )
    def test_any_tokenizer_will_do(self, kb: KnowledgeBase, tokens: list[str]) -> None:
        (match,) = kb.longest_matches(tokens)
        assert (match.start, match.end) == (0, len(tokens))
        assert "Spider-Man" in names(match.entries)

    @pytest.mark.parametrize("tokens", [["Canal+"], ["Canal", "+"]])
    def test_signs_belong_to_names(self, kb: KnowledgeBase, tokens: list[str]) -> None:
        assert names(kb.longest_matches(tokens)[0].entries)[0] == "Canal+"

    def test_no_match_ends_inside_a_token_or_runs_over_a_line(self, kb: KnowledgeBase) -> None:
        assert kb.longest_matches(["Paris-Nice"]) == []
        assert all(match.start == 2 for match in kb.longest_matches(["Le", "\n", "Monde"]))

    def test_common_words_in_lower_case_are_no_names(self, kb: KnowledgeBase) -> None:
        text = (
            "le monde est à l'équipe, les échos et la croix de libération , elle drive up her origin , free and orange"
        )
        assert not firm(kb, text)

    def test_ordinary_sentences_hold_no_firm_names(self, kb: KnowledgeBase) -> None:
        french = (
            "Une première pour elle : le public a pu voir cette série dans le temps, un soir, sans l’aide de personne."
        )
        english = "It was the first time that people saw her drive up to the edge of the city on a Friday in October."
        assert not firm(kb, french, "fr")
        assert not firm(kb, english, "en")

    def test_short_acronyms_need_their_capitals(self, kb: KnowledgeBase) -> None:
        assert not firm(kb, "Un de ces films, j' ai vu la fin", "fr")
        assert names(matches(kb, "l'IA")["IA"]) == ["artificial intelligence"]
        assert "ai" not in matches(kb, "j' ai vu", "fr")

    def test_common_nouns_match_in_any_case_with_their_accents(self, kb: KnowledgeBase) -> None:
        found = matches(kb, "Ce Drame psychologique de la réalisatrice américaine use de la capture de mouvement", "fr")
        assert names(found["Drame psychologique"]) == ["psychological drama"]
        assert names(found["réalisatrice"]) == ["director"]
        assert names(found["américaine"]) == ["United States"]
        assert names(found["capture de mouvement"]) == ["motion capture"]

    def test_english_demonyms_keep_their_capital(self, kb: KnowledgeBase) -> None:
        assert "german" not in matches(kb, "a german word", "en")
        assert names(matches(kb, "a German film", "en")["German"]) == ["Germany"]

    def test_forms_of_the_other_language_are_left_out(self, kb: KnowledgeBase) -> None:
        assert "romancière" not in matches(kb, "la romancière", "en")
        assert "novelist" not in matches(kb, "the novelist", "fr")
        assert "novelist" in matches(kb, "the novelist")

    def test_half_of_a_person_name_is_doubted(self, kb: KnowledgeBase) -> None:
        assert matches(kb, "Kurt Warner won")["Warner"][0].ambiguous
        assert not matches(kb, "chez Warner on rit")["Warner"][0].ambiguous
        assert not matches(kb, "an Oscar for it")["Oscar"][0].ambiguous

    def test_the_form_that_matched_decides_how_firm_an_entry_is(self, kb: KnowledgeBase) -> None:
        (by_nickname,) = [e for e in kb.lookup("Auntie") if e.name == "BBC"]
        (by_name,) = [e for e in kb.lookup("BBC") if e.name == "BBC"]
        assert by_nickname == by_name
        assert by_nickname.ambiguous
        assert not by_name.ambiguous

    @given(st.lists(st.text(max_size=12), max_size=12))
    def test_any_tokens_give_ordered_disjoint_matches(self, tokens: list[str]) -> None:
        small = KnowledgeBase([KBEntry("a", "Canal+", {"en": "Canal+"}), KBEntry("b", "0 0", {})])
        end = 0
        for match in small.longest_matches(tokens):
            assert end <= match.start < match.end <= len(tokens)
            end = match.end


class TestVocabularies:
    @pytest.mark.parametrize(
        ("lang", "form", "name"),
        [
            ("fr", "cinéaste", "film director"),
            ("fr", "réalisatrices", "director"),
            ("fr", "romancière", "novelist"),
            ("fr", "comédienne", "actor"),
            ("en", "actress", "actor"),
            ("en", "screenwriters", "screenwriter"),
        ],
    )
    def test_occupations(self, kb: KnowledgeBase, lang: str, form: str, name: str) -> None:
        assert kb.occupations(lang)[form].name == name

    @pytest.mark.parametrize(
        ("lang", "form", "name"),
        [
            ("fr", "policière", "crime fiction"),
            ("fr", "comédies romantiques", "romantic comedy"),
            ("fr", "jeux de rôle", "role-playing game"),
            ("en", "romcom", "romantic comedy"),
        ],
    )
    def test_genres(self, kb: KnowledgeBase, lang: str, form: str, name: str) -> None:
        assert kb.genres(lang)[form].name == name

    @pytest.mark.parametrize(
        ("lang", "form", "name"),
        [
            ("fr", "IA", "artificial intelligence"),
            ("fr", "ia générative", "generative AI"),
            ("en", "AI", "artificial intelligence"),
            ("en", "motion capture", "motion capture"),
        ],
    )
    def test_technologies(self, kb: KnowledgeBase, lang: str, form: str, name: str) -> None:
        assert kb.technologies(lang)[form].name == name

    def test_demonyms(self, kb: KnowledgeBase) -> None:
        french = kb.demonyms("fr")
        for form in ("américain", "américaine", "américains", "américaines", "Américain", "états-unien"):
            assert french[form].name == "United States"
        assert french["grecque"].name == "Greece"
        assert kb.demonyms("en")["British"].name == "United Kingdom"

    def test_first_names(self, kb: KnowledgeBase) -> None:
        assert kb.first_names["Delphine"] == "f"
        assert kb.first_names["Guillaume"] == "m"
        assert kb.first_names["Camille"] == "u"


class TestUserFiles:
    def test_a_csv_with_name_and_type_is_enough(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.csv"
        path.write_text('name,type,aliases\n"Salt, Road",Film,?Salt|fr:La Route du sel\n', encoding="utf-8")
        kb = load_knowledge([], extra=[path])
        (entry,) = kb.lookup("Salt, Road")
        assert entry.types == ("Film",)
        assert entry.id == "salt-road-film"
        assert entry.aliases_by_lang == {"fr": ("La Route du sel",)}
        assert kb.lookup("Salt")[0].ambiguous
        assert not kb.lookup("La Route du sel")[0].ambiguous

    def test_a_later_row_with_the_same_id_replaces_the_earlier(self, tmp_path: Path) -> None:
        first, second = tmp_path / "a.tsv", tmp_path / "b.csv"
        first.write_text("id\tname\ttypes\nx1\tOld\tCompany\n", encoding="utf-8")
        second.write_text("id;name;type\nx1;New;Broadcaster\n", encoding="utf-8")
        kb = load_knowledge([first], extra=[second])
        assert [entry.name for entry in kb] == ["New"]
        assert kb.lookup("Old") == ()

    def test_one_language_of_a_name_may_be_ambiguous(self, tmp_path: Path) -> None:
        path = tmp_path / "a.tsv"
        path.write_text(
            "name_en\tname_fr\ttypes\tflags\nJaws\tLes Dents de la mer\tFilm\tambiguous-en\n", encoding="utf-8"
        )
        kb = load_knowledge([path])
        assert kb.lookup("Jaws")[0].ambiguous
        assert not kb.lookup("Les Dents de la mer")[0].ambiguous

    def test_a_bar_inside_a_form_is_escaped(self, tmp_path: Path) -> None:
        path = tmp_path / "a.tsv"
        path.write_text("name\ttypes\taliases\nSeries X\tProduct\tSeries X\\|S|Series S\n", encoding="utf-8")
        assert load_knowledge([path]).lookup("Series X")[0].aliases == ("Series X|S", "Series S")

    def test_comments_blank_lines_and_a_byte_order_mark_are_allowed(self, tmp_path: Path) -> None:
        path = tmp_path / "a.tsv"
        path.write_text("\ufeff# mine\nname\ttypes\n\n# more\nArte\tBroadcaster\r\n", encoding="utf-8")
        assert [entry.name for entry in load_knowledge([path])] == ["Arte"]

    @pytest.mark.parametrize(
        ("content", "where"),
        [
            ("", "line 1"),
            ("name,colour\nA,B\n", "column 'colour'"),
            ("name,aliases\nA,B\n", "no column 'types'"),
            ("type,aliases\nFilm,B\n", "no column 'name'"),
            ("name,type\nA,Film\n,Film\n", "line 3, column 'name'"),
            ("name,type\nA,\n", "line 2, column 'types'"),
            ("name,type\nA,a film\n", "line 2, column 'types'"),
            ("name,type,qid\nA,Film,42\n", "line 2, column 'qid'"),
            ("name,type,flags\nA,Film,maybe\n", "line 2, column 'flags'"),
            ("name,type\nA\n", "line 2: 1 columns"),
            ("id,name,type\nx,A,Film\nx,B,Film\n", "line 3, column 'id'"),
            ("name,gender\nAnna,x\n", "line 2, column 'gender'"),
            ("name,gender\nAnna,f\nAnna,f\n", "line 3, column 'name'"),
            ("name,name,type\nA,B,Film\n", "stands twice"),
        ],
    )
    def test_broken_files_are_reported_with_their_place(self, tmp_path: Path, content: str, where: str) -> None:
        path = tmp_path / "broken.csv"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(DataError) as raised:
            load_knowledge([], extra=[path])
        assert where in str(raised.value)
        assert str(path) in str(raised.value)
        assert "\n" not in str(raised.value)

    def test_missing_and_foreign_files(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match="cannot be read"):
            load_knowledge([tmp_path / "none.tsv"])
        path = tmp_path / "latin.csv"
        path.write_bytes("name,type\nCaf\xe9,Film\n".encode("latin-1"))
        with pytest.raises(DataError, match="not UTF-8"):
            load_knowledge([path])

    @given(
        st.lists(st.text(st.characters(categories=("L",)), min_size=1, max_size=8), min_size=1, unique_by=str.casefold)
    )
    def test_what_is_written_is_found_again(self, tmp_path_factory: pytest.TempPathFactory, forms: list[str]) -> None:
        path = tmp_path_factory.mktemp("kb") / "x.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["id", "name", "type"], *[[str(i), f, "Film"] for i, f in enumerate(forms)]])
        kb = load_knowledge([path])
        for i, form in enumerate(forms):
            assert str(i) in {entry.id for entry in kb.lookup(form)}
