"""Lexicon files: what a user writes, and what is said when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate.grammar import load_grammar
from kg.config import load_config
from kg.errors import DataError
from kg.knowledge.reader import read_table
from kg.lexicon import load_lexicon
from kg.ontology import load_schema
from kg.resources import ontologies_dir

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "own-ontology"

RELATIONS = ("studies", "monitors", "mergesWith")

GOOD = """
[[verb]]
relation = "studies"
words = ["study", "keep an eye"]
roles = "subj > obj | on+over"
subject = ["Volcanologist"]
object = ["Volcano"]
date = "date"
money = "price"
confidence = 0.85

[[verb]]
relation = "monitors"
words = ["study"]
roles = "obj > subj"
mode = "planned"
reflexive = true

[[noun]]
relation = "studies"
words = ["volcanologist", "expert"]
roles = "self > of"
title = "roleTitle"
qualifiers = { former = true }

[[noun]]
relation = "monitors"
words = ["watch post", "@Observatory"]
roles = "of > self"

[[genitive]]
relation = "monitors"
owner = ["Volcano"]
owned = ["Observatory"]
owner_is_subject = true
nouns = ["watch"]
confidence = 0.6

[light_verbs]
list = ["make", "begin"]

[modality]
negating = ["deny"]

[describing]
naming_verbs = ["name"]
"""

VERB = '[[verb]]\nrelation = "studies"\nwords = ["study"]\nroles = "subj > obj"\n'


@pytest.fixture
def load(tmp_path):
    def load(*texts, language="en", nouns_of_class=lambda _cls: ()):
        paths = []
        for number, text in enumerate(texts):
            path = tmp_path / f"own{number}.en.toml"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(path)
        return load_lexicon(paths, language, RELATIONS, nouns_of_class)

    return load


# -- good files --------------------------------------------------------------------------------------------------------


def test_a_verb_entry_holds_what_the_file_says(load):
    entry = load(GOOD).verbs["keep an eye"][0]

    assert entry.relation == "studies"
    assert entry.roles == (("subj",), ("obj", "on+over"))
    assert (entry.subject, entry.object) == ({"Volcanologist"}, {"Volcano"})
    assert (entry.money, entry.date, entry.title) == ("price", "date", "")
    assert (entry.confidence, entry.mode, entry.reflexive) == (0.85, "", False)
    assert entry.origin == "studies:study"


def test_what_an_entry_leaves_out_has_a_default(load):
    entry = load(VERB).verbs["study"][0]

    assert (entry.subject, entry.object) == (frozenset(), frozenset())
    assert (entry.qualifiers, entry.money, entry.date, entry.title, entry.mode) == ({}, "", "", "", "")
    assert (entry.confidence, entry.reflexive) == (0.8, False)


def test_a_word_keeps_all_its_readings_in_the_order_of_the_file(load):
    readings = load(GOOD).verbs["study"]

    assert [entry.relation for entry in readings] == ["studies", "monitors"]
    assert [entry.mode for entry in readings] == ["", "planned"]


def test_nouns_are_found_in_the_plural_too(load):
    nouns = load(GOOD).nouns

    assert {"volcanologist", "volcanologists", "expert", "experts", "watch post", "watch posts"} <= nouns.keys()
    assert nouns["experts"] == nouns["expert"]
    assert nouns["expert"][0].qualifiers == {"former": True}


def test_french_nouns_take_french_plurals_and_are_written_as_the_tokenizer_cuts_them(load):
    text = '[[noun]]\nrelation = "studies"\nwords = ["chef d\'équipe", "journal"]\nroles = "self > of"'

    assert set(load(text, language="fr").nouns) == {"chef d' équipe", "chefs d' équipe", "journal", "journaux"}


def test_an_at_sign_stands_for_the_nouns_of_a_class(load):
    nouns = load(GOOD, nouns_of_class=lambda cls: ("observatory", "station") if cls == "Observatory" else ()).nouns

    assert [nouns[word][0].relation for word in ("observatory", "station")] == ["monitors", "monitors"]


def test_nouns_with_a_title_are_words_for_people(load):
    assert load(GOOD).person_nouns == {"volcanologist", "volcanologists", "expert", "experts"}


def test_an_implied_post_leads_an_organisation(load):
    text = GOOD.replace('title = "roleTitle"', 'title = "roleTitle"\nimplied = true')

    assert load(GOOD).leading_nouns == frozenset()
    assert (
        load(text).leading_nouns == load(text).person_nouns == {"volcanologist", "volcanologists", "expert", "experts"}
    )


def test_an_idiom_may_ask_for_a_noun(load):
    text = VERB.replace("subj > obj", "theme.work > subj") + 'with_noun = ["script", "music"]'
    (entry,) = load(text).verbs["study"]

    assert entry.with_noun == {"script", "music"}
    assert entry.roles == (("theme.work",), ("subj",))


def test_verbs_are_written_as_the_tokenizer_cuts_them(load):
    assert set(load(VERB.replace('"study"', '"tenir l\'affiche"'), language="fr").verbs) == {"tenir l' affiche"}


def test_a_genitive_says_whose_things_are_related_how(load):
    (genitive,) = load(GOOD).genitives

    assert (genitive.relation, genitive.owner_is_subject, genitive.confidence) == ("monitors", True, 0.6)
    assert (genitive.owner, genitive.owned, genitive.nouns) == ({"Volcano"}, {"Observatory"}, {"watch"})


def test_word_lists_are_kept(load):
    lexicon = load(GOOD)

    assert lexicon.light_verbs == {"make", "begin"}
    assert lexicon.describing == {"naming_verbs": ["name"]}
    assert lexicon.modality == {"negating": ["deny"]}


def test_a_later_file_adds_to_an_earlier_one(load):
    first = GOOD + '[describing.irregular_forms]\ndrew = "draw"\n'
    more = """
    [light_verbs]
    list = ["start", "make"]
    [describing]
    naming_verbs = ["appoint"]
    irregular_forms = { went = "go" }
    [modality]
    negating = ["refuse", "deny"]
    hedging = ["doubt"]
    """

    lexicon = load(first, VERB + more)

    assert [entry.relation for entry in lexicon.verbs["study"]] == ["studies", "monitors", "studies"]
    assert lexicon.light_verbs == {"make", "begin", "start"}
    assert lexicon.describing["naming_verbs"] == ["name", "appoint"]
    assert lexicon.describing["irregular_forms"] == {"drew": "draw", "went": "go"}
    assert lexicon.modality == {"negating": ["deny", "refuse"], "hedging": ["doubt"]}


def test_no_file_is_an_empty_lexicon():
    lexicon = load_lexicon([], "en", RELATIONS)

    assert (lexicon.language, lexicon.verbs, lexicon.nouns, lexicon.genitives) == ("en", {}, {}, ())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_shipped_lexicon_fits_the_shipped_ontology(language):
    schema = load_schema()
    grammar = load_grammar(ontologies_dir(), language)
    path = ontologies_dir() / f"lexicon.{language}.toml"

    lexicon = load_lexicon([path], language, schema.relations, grammar.nouns_of_class)

    entries = [e for words in (lexicon.verbs, lexicon.nouns) for found in words.values() for e in found]
    classes = {c for e in entries for c in e.subject | e.object} | {
        c for g in lexicon.genitives for c in g.owner | g.owned
    }
    assert classes <= schema.classes.keys()
    qualifiers = {q for e in entries for q in (e.money, e.date, e.title, *e.qualifiers) if q}
    assert qualifiers <= schema.qualifiers
    assert all(0 < e.confidence < 1 for e in entries)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_example_of_an_own_ontology_fits_together(language, monkeypatch):
    monkeypatch.chdir(EXAMPLE)
    config = load_config(Path("kg.toml"))
    schema = load_schema(Path(config.ontology))
    own = [Path(p) for p in config.lexicons if p.endswith(f".{language}.toml")]

    lexicon = load_lexicon([ontologies_dir() / f"lexicon.{language}.toml", *own], language, schema.relations)
    alone = load_lexicon(own, language, schema.relations)

    said = {e.relation for words in (alone.verbs, alone.nouns) for found in words.values() for e in found}
    assert said == {"monitors", "studies", "erupted"}
    assert {c for g in alone.genitives for c in g.owner | g.owned} <= schema.classes.keys()
    assert lexicon.verbs.keys() > alone.verbs.keys()
    types = {t for path in config.knowledge for entry in read_table(Path(path)).entries for t in entry.types}
    assert types == {"Volcano", "Observatory"}
    assert types <= schema.classes.keys()


# -- broken files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "entry", "problem"),
    [
        (VERB.replace("studies", "studys"), "verb 1", "'studys' is not in the ontology"),
        (VERB.replace('relation = "studies"\n', ""), "verb 1", "None is not in the ontology"),
        (VERB + VERB.replace("studies", "owns"), "verb 2", "'owns' is not in the ontology"),
        (VERB.replace("verb", "noun").replace("studies", "owns"), "noun 1", "'owns' is not in the ontology"),
        (
            VERB.replace("subj > obj", "subj, obj"),
            "verb 1 (studies)",
            "'roles' must be written like \"subj > obj\", not 'subj, obj'",
        ),
        (VERB.replace("subj > obj", "subj >"), "verb 1 (studies)", "must be written like"),
        (VERB.replace('roles = "subj > obj"\n', ""), "verb 1 (studies)", 'must be written like "subj > obj", not None'),
        (VERB.replace('words = ["study"]\n', ""), "verb 1 (studies)", "'words' must be a list of words"),
        (VERB.replace('["study"]', "[]"), "verb 1 (studies)", "'words' must be a list of words"),
        (VERB.replace('["study"]', '"study"'), "verb 1 (studies)", "'words' must be a list of words"),
        (VERB.replace('["study"]', '["study", 3]'), "verb 1 (studies)", "'words' must be a list of words"),
        (VERB.replace('["study"]', '["study", ""]'), "verb 1 (studies)", "'words' must be a list of words"),
        (VERB + 'confidence = "high"', "verb 1 (studies)", "'confidence' must be a number from 0 to 1, not 'high'"),
        (VERB + "confidence = 87", "verb 1 (studies)", "'confidence' must be a number from 0 to 1, not 87"),
        (VERB + "confidence = true", "verb 1 (studies)", "'confidence' must be a number from 0 to 1, not True"),
        (VERB + 'mode = "plan"', "verb 1 (studies)", "'mode' must be one of asserted,"),
        (VERB + 'reflexive = "yes"', "verb 1 (studies)", "'reflexive' must be true or false"),
        (VERB + "date = true", "verb 1 (studies)", "'date' must be the name of a qualifier"),
        (VERB + 'qualifiers = "former"', "verb 1 (studies)", "'qualifiers' must be a table"),
        (VERB + 'object = "Volcano"', "verb 1 (studies)", "'object' must be a list of words"),
        (VERB + 'objects = ["Volcano"]', "verb 1 (studies)", "unknown key 'objects'; known are confidence, date,"),
        (
            '[[genitive]]\nrelation = "owns"\nowner = ["A"]\nowned = ["B"]',
            "genitive 1",
            "'owns' is not in the ontology",
        ),
        (
            '[[genitive]]\nrelation = "studies"\nowner = ["A"]',
            "genitive 1 (studies)",
            "'owned' must be a list of words",
        ),
        ('[[genitive]]\nrelation = "studies"\nroles = "subj > obj"', "genitive 1 (studies)", "unknown key 'roles'"),
        ('[verb]\nrelation = "studies"', "verb", "begin each entry with [[verb]]"),
        ("modality = 3", "[modality]", "is no table"),
        ('[modality]\nsaying = "say"', "[modality]", "'saying' must be written like saying = [\"word\"], not 'say'"),
    ],
)
def test_a_broken_entry_is_named_with_its_file(load, tmp_path, text, entry, problem):
    with pytest.raises(DataError) as caught:
        load(text)

    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'own0.en.toml'}, {entry}")
    assert problem in message
    assert "\n" not in message


def test_an_unknown_table_is_named(load, tmp_path):
    with pytest.raises(DataError, match="unknown table 'verbs'; known are verb, noun") as caught:
        load(VERB.replace("verb", "verbs"))

    assert str(caught.value).startswith(f"{tmp_path / 'own0.en.toml'}: ")


def test_a_list_of_words_cannot_become_a_table(load, tmp_path):
    with pytest.raises(DataError, match="'naming_verbs' must be written like") as caught:
        load(GOOD, '[describing]\nnaming_verbs = { named = "name" }')

    assert str(caught.value).startswith(f"{tmp_path / 'own1.en.toml'}, [describing]")


def test_the_file_of_a_broken_entry_is_the_one_it_stands_in(load, tmp_path):
    with pytest.raises(DataError) as caught:
        load(GOOD, VERB.replace("studies", "owns"))

    assert str(caught.value).startswith(f"{tmp_path / 'own1.en.toml'}, verb 1")


@pytest.mark.parametrize("text", ["[[verb]\n", "[[verb]]\nwords = [", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_named(load, tmp_path, text):
    with pytest.raises(DataError, match="cannot be read as a lexicon") as caught:
        load(text)

    assert str(caught.value).startswith(f"{tmp_path / 'own0.en.toml'}: ")


def test_a_file_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "gone.en.toml"

    with pytest.raises(DataError, match="cannot be read as a lexicon") as caught:
        load_lexicon([path], "en", RELATIONS)

    assert str(path) in str(caught.value)
