"""Dates: as stated, or from the dateline when there is only one."""

import pytest

from kg.ingest.dates import find_date, parse_date


@pytest.mark.parametrize(
    ("stated", "lang", "value"),
    [
        ("2025-07-18", "en", "2025-07-18"),
        ("2025-07-18T22:15:00+02:00", "fr", "2025-07-18"),
        ("2025-07", "fr", "2025-07"),
        ("2025", "en", "2025"),
        ("18 juillet 2025", "fr", "2025-07-18"),
        ("1er août 2025 à 10 h", "fr", "2025-08-01"),
        ("July 18, 2025", "en", "2025-07-18"),
        ("18 Jul 2025", "en", "2025-07-18"),
        ("18/07/2025", "en", "2025-07-18"),
        ("03/04/2025", "fr", "2025-04-03"),
        ("03/04/2025", "en", None),
        ("2025-02-30", "en", None),
        ("yesterday", "en", None),
    ],
)
def test_stated_dates(stated, lang, value):
    assert parse_date(stated, lang) == value


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("Un titre\n\nPublié le 12 mars 2025 par Anne Morel\n\nLe texte.", "fr", "2025-03-12"),
        (
            "Title\n\nLONDON, March 12, 2025 (Brume News) - The channel said that it grew.",
            "en",
            "2025-03-12",
        ),
        ("Title\n\nIn a letter of March 12, 2025 the channel told its owners that it had grown again.", "en", None),
        ("Titre\n\n12 mars 2025, mis à jour le 13 mars 2025\n\nLe texte.", "fr", None),
        ("Titre\n\nLe texte sans date.", "fr", None),
    ],
)
def test_dates_of_datelines(text, lang, value):
    assert find_date(text, lang) == value


def test_a_language_without_calendar_has_no_written_dates():
    assert find_date("12 mars 2025", "xx-unknown") is None
