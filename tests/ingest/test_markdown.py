"""Markdown: the marks go, the words stay."""

from kg.ingest.markdown import plain_text, split_front_matter


def test_front_matter_becomes_fields_and_leaves_the_text():
    fields, body = split_front_matter('---\nTitle: "A \\"new\\" day"\ndate: 2025-04-01\n# note\n---\n\nText.\n')
    assert fields == {"title": 'A "new" day', "date": "2025-04-01"}
    assert body == "Text.\n"


def test_a_leading_rule_is_no_front_matter():
    text = "---\nThe text goes on.\n---\n"
    assert split_front_matter(text) == ({}, text)


def test_a_value_may_hold_a_colon_and_single_quotes():
    assert split_front_matter("---\ntitle: 'Brume : l''été'\n---\n")[0] == {"title": "Brume : l'été"}


def test_marks_are_removed_and_words_kept():
    markdown = "# Title\n\n**Brume** buys _Phares_ for `12` [million](https://x.example)\neuros.\n\n![alt](a.png)\n"
    assert plain_text(markdown) == "Title\n\nBrume buys Phares for 12 million euros.\n"


def test_quotes_lists_and_tables_keep_their_lines():
    markdown = "> He said so.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert plain_text(markdown) == "He said so.\n\none\ntwo\n\na | b\n1 | 2\n"


def test_code_and_html_blocks_are_left_out():
    assert plain_text("Text.\n\n```\ncode\n```\n\n<div>menu</div>\n\nMore.") == "Text.\n\nMore.\n"


def test_entities_and_escapes_are_resolved():
    assert plain_text(r"R\*D &amp; Co") == "R*D & Co\n"
