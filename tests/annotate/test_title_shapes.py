"""Names whose shape tells where they begin and end, and what they are not."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # numbers
        ("Nils Berg sold it to 9 Lanterns Media in May.", ["Nils Berg", "9 Lanterns Media"]),
        ("Among them is a cartoon for children, 1001 Kites.", ["1001 Kites"]),
        ("The firm has 40 Brightside stores in Ohio.", ["Brightside", "Ohio"]),
        ("In 2018 Netflix bought 12 Emmy campaigns.", ["Netflix", "Emmy"]),
        ("The gambling drama 31, directed by Nils Berg, opened on top.", ["31", "Nils Berg"]),
        ("It is the first film 20th Century Fox made.", ["20th Century Fox"]),
        # a pair with an article
        ("A film of Otto and the Blue Door is on its way.", ["Otto and the Blue Door"]),
        ("She met Netflix and the BBC.", ["Netflix", "BBC"]),
        # whose
        ("The network has ordered Mabel's Tale, a series in six parts.", ["Mabel's Tale"]),
        ("Mabel ran the shop. In May it closed Mabel's Books.", ["Mabel", "Mabel", "Books"]),
        ("Nils Berg's Meet the Wardens dropped to fourth.", ["Nils Berg", "Meet the Wardens"]),
        ("Nils Berg’s 12,000 AD earned little.", ["Nils Berg", "12,000 AD"]),
        ("The network has ordered Zelny's Tale, a series in six parts.", ["Zelny's Tale"]),
        ("BBC Two's Beavers' Lodge fell to fourth.", ["BBC Two", "Beavers' Lodge"]),
        # negated auxiliaries, and who says I
        ("He came back with The Stars Don't Fall in May.", ["The Stars Don't Fall"]),
        ("ITV’s I Am Lost fell to fourth.", ["ITV", "I Am Lost"]),
        # names that are two
        ("He was in The Two Gates and The Fall in May.", ["The Two Gates", "The Fall"]),
        ("It sold the Republican Post of Hollow in May.", ["Republican Post", "Hollow"]),
        # what stands before a name
        ("“We hope so,” said Publisher Nils Berg.", ["Nils Berg"]),
        ("Oscar-winner Nils Berg sold it.", ["Oscar", "Nils Berg"]),
        # subtitles
        ("Next came the horror film Unhinged: Cold Web, a surprise.", ["Unhinged: Cold Web"]),
        ("They filmed Star Trek: Quiet Harbour in Ohio.", ["Star Trek: Quiet Harbour", "Ohio"]),
    ],
)
def test_where_a_name_begins_and_ends(annotate, text, names):
    assert annotate(text, "en").names() == names


@pytest.mark.parametrize(
    ("lang", "text", "name", "classes"),
    [
        # nobody is called so
        ("en", "Nils Berg wrote The Quiet Lodger.", "The Quiet Lodger", {"CreativeWork", "Organization", ""}),
        ("en", "Mirage Alley 2 took third place.", "Mirage Alley 2", {"CreativeWork", "Organization", ""}),
        ("en", "It follows 2022’s Forty Carat Sorrow.", "Forty Carat Sorrow", {"CreativeWork"}),
        ("en", "They bought local rival Dreevy.", "Dreevy", {"Company"}),
        # what brackets tell
        ("en", "Ada Holm (Pondhopper) will direct it.", "Pondhopper", {"CreativeWork"}),
        ("fr", "Ada Holm (Pondoramic) réalisera le tout.", "Pondoramic", {"CreativeWork"}),
        ("en", "The album “Far Lights” (Tangerine) came second.", "Tangerine", {"RecordLabel"}),
        ("en", "Emil Roe (Ada Holm) looks for her.", "Ada Holm", {"Person"}),
        # papers with two names
        ("en", "The Star-Tribune has a new owner.", "Star-Tribune", {"NewsPublisher"}),
        ("en", "The song is the lead single “No Borders Crossed” by Ada Holm.", "No Borders Crossed", {"Song"}),
    ],
)
def test_what_the_shape_and_brackets_say(annotate, lang, text, name, classes):
    found = next(e for e in annotate(text, lang).article.entities if e.name in {name, f"The {name}"})

    assert set(found.types or ("",)) <= classes
