"""What a reader does with the page, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter

import pytest

from kg.analyse.graph import GraphData

from .conftest import PHONE

pytestmark = pytest.mark.browser


def key_of(data: GraphData, label: str) -> str:
    return next(node.iri.rsplit("/", 1)[-1] for node in data.nodes if node.label == label)


def hash_of(watched) -> str:
    return watched.page.evaluate("location.hash")


def legend_box(page, section: str, value: str):
    return page.locator(f'#legend-{section} input[data-value="{value}"]')


def test_the_page_opens_with_everything_in_scope(open_page, media):
    watched = open_page(media)
    shown = watched.shown()
    used = {e.subject for e in media.statements()} | {e.object for e in media.edges}
    assert len(shown["nodes"]) == len(used)
    assert shown["claims"] == len(media.edges) + len(media.figures) + len(media.facts)
    assert len(shown["lines"]) == len({frozenset((e.subject, e.object)) for e in media.edges})
    assert "92 entities" in watched.page.locator("#status").inner_text()


@pytest.mark.parametrize("typed", ["cafe des", "CAFÉ DES BRUMES", "brumes"])
def test_search_suggests_without_regard_to_case_and_accents(open_page, media, typed):
    watched = open_page(media)
    watched.page.fill("#search", typed)
    options = watched.page.locator("#search-list [role=option]")
    assert "Café des Brumes" in options.first.inner_text()
    watched.page.press("#search", "ArrowDown")
    watched.page.press("#search", "Enter")
    assert watched.page.locator("#panel h2").inner_text() == "Café des Brumes"


def test_search_knows_aliases_and_says_when_there_is_nothing(open_page, media):
    watched = open_page(media)
    watched.page.fill("#search", "Sorel")
    assert "Juliette Sorel-Vidal" in watched.page.locator("#search-list [role=option]").first.inner_text()
    watched.page.fill("#search", "zzzz")
    assert watched.page.locator("#search-list").inner_text() == "Nothing has this name"


def test_a_searched_entity_is_shown_even_if_it_was_hidden(open_page, media):
    key = key_of(media, "Lumio")
    watched = open_page(media, f"hide={key}")
    assert key not in watched.shown()["nodes"]
    watched.page.fill("#search", "Lumio")
    watched.page.press("#search", "Enter")
    assert key in watched.shown()["nodes"]


def test_the_legend_counts_hides_and_shows(open_page, media):
    watched = open_page(media)
    page = watched.page
    before = len(watched.shown()["nodes"])
    row = page.locator('#legend-classes li:has([data-value="Person"])')
    persons = int(row.locator(".count").inner_text())
    legend_box(page, "classes", "Person").uncheck()
    assert before - persons >= len(watched.shown()["nodes"])
    assert "0 of 28" in row.locator(".count").inner_text()
    page.locator(".chip", has_text="Person hidden").locator(".chip-remove").click()
    assert len(watched.shown()["nodes"]) == before
    row.hover()
    row.locator(".only").click()
    assert page.locator("#legend-classes input:checked").count() == 1


def test_claims_are_filtered_by_mode_relation_and_source(open_page, media):
    watched = open_page(media)
    page = watched.page
    total = watched.shown()["claims"]
    modes = Counter(s.mode for s in media.statements())
    legend_box(page, "modes", "negated").uncheck()
    assert watched.shown()["claims"] == total - modes["negated"]
    page.click("#undo")
    assert watched.shown()["claims"] == total
    page.locator("summary", has_text="Relations").click()
    legend_box(page, "relations", "castMember").uncheck()
    casts = sum(e.predicate == "castMember" for e in media.edges)
    assert watched.shown()["claims"] == total - casts
    page.click("#undo")
    page.locator("summary", has_text="Sources").click()
    legend_box(page, "sources", "Media Ledger").uncheck()
    ledger = sum(s.publisher == "Media Ledger" for s in media.statements())
    assert watched.shown()["claims"] == total - ledger


def test_the_confidence_slider_keeps_what_is_sure_enough(open_page, media):
    watched = open_page(media)
    watched.page.fill("#confidence", "85")
    assert watched.shown()["claims"] == sum(s.confidence >= 0.85 for s in media.statements())
    assert "85%" in watched.page.locator("#chips").inner_text()
    assert "c=0.85" in hash_of(watched)


def test_the_date_slider_has_a_histogram_and_narrows_to_a_range(open_page, media):
    watched = open_page(media)
    bars = watched.page.locator("#histogram rect").count()
    assert bars == 36
    watched.page.fill("#since", "24")
    expected = sum(s.date >= "2025" for s in media.statements())
    assert watched.shown()["claims"] == expected
    watched.page.fill("#until", "29")
    assert watched.shown()["claims"] == sum("2025" <= s.date < "2025-07" for s in media.statements())
    assert "since=2025-01&until=2025-06" in hash_of(watched)


def test_a_click_on_an_entity_opens_its_card(open_page, media):
    watched = open_page(media)
    watched.click_node(key_of(media, "Lumio"))
    panel = watched.page.locator("#panel")
    text = panel.inner_text()
    assert "Streaming service" in text
    assert "Lumio SA" in text
    assert panel.locator("a", has_text="Wikidata Q1").get_attribute("href") == "http://www.wikidata.org/entity/Q1"
    figures = sum(f.subject.endswith(key_of(media, "Lumio")) for f in media.figures)
    assert panel.locator(".figures tbody tr").count() == figures > 0
    group = panel.locator(".relation-group").first
    group.locator("summary").first.click()
    assert group.locator("blockquote").first.is_visible()


def test_a_click_on_a_line_opens_all_its_evidence(open_page, media):
    watched = open_page(media)
    names = {n.iri: n.label for n in media.nodes}
    pairs = Counter(frozenset((e.subject, e.object)) for e in media.edges if e.mode == "attributed")
    pair, _ = max(pairs.items(), key=lambda item: (item[1], sorted(item[0])))
    keys = [iri.rsplit("/", 1)[-1] for iri in pair]
    claims = [e for e in media.edges if {e.subject, e.object} == pair]
    watched.page.evaluate("keys => { location.hash = keys.map((k) => 'e=' + k).join('&') }", keys)
    watched.page.wait_for_selector("#panel:not([hidden])")
    panel = watched.page.locator("#panel")
    assert panel.locator(".evidence").count() == len(claims)
    for claim in claims:
        card = panel.locator(f'[data-claim="{claim.claim_id}"]')
        assert card.locator("blockquote").inner_text() == claim.quote
        assert card.locator("mark.subject").inner_text() == names[claim.subject]
        assert card.locator("mark.object").inner_text() == names[claim.object]
        link = card.locator("cite a")
        assert link.inner_text() == claim.article_title
        assert link.get_attribute("href") == claim.url
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert claim.publisher in card.locator("footer").inner_text()
        assert f"{round(claim.confidence * 100)}% sure" in card.inner_text()
        if claim.mode == "attributed":
            assert f"according to {names[claim.attributed_to]}" in re.sub(
                r"\s+", " ", card.locator(".speaker").inner_text()
            )


def test_a_line_can_be_hit_with_the_mouse(open_page, media):
    watched = open_page(media)
    lines = watched.shown()["lines"]
    hit = 0
    for number in lines[:8]:
        watched.click_line(number)
        hit += watched.page.locator("#panel .evidence").count() > 0
    assert hit >= 5  # some middles lie under an entity or another line


def test_focus_goes_one_to_three_links_deep(open_page, media):
    watched = open_page(media)
    key = key_of(media, "Kestrel Media")
    watched.click_node(key)
    watched.page.click("[data-act=focus]")
    sizes = [len(watched.shown()["nodes"])]
    for depth in ("2", "3"):
        watched.page.locator(".chip .segments button", has_text=depth).click()
        sizes.append(len(watched.shown()["nodes"]))
    assert sizes[0] < sizes[1] < sizes[2] < 92
    iri = next(n.iri for n in media.nodes if n.label == "Kestrel Media")
    around = {e.object for e in media.edges if e.subject == iri} | {e.subject for e in media.edges if e.object == iri}
    assert sizes[0] == len(around | {iri})


def test_a_double_click_isolates_an_entity(open_page, media):
    watched = open_page(media)
    watched.click_node(key_of(media, "Canal Aurore"), clicks=2)
    assert watched.page.locator(".chip", has_text="Around Canal Aurore").is_visible()


def test_neighbours_unfold_and_fold(open_page, media):
    watched = open_page(media, f"f={key_of(media, 'Kestrel Media')}")
    small = len(watched.shown()["nodes"])
    watched.click_node(key_of(media, "Café des Brumes"))
    watched.page.click("[data-act=expand]")
    large = len(watched.shown()["nodes"])
    assert large > small
    watched.page.click("[data-act=fold]")
    folded = len(watched.shown()["nodes"])
    assert folded < large
    watched.page.click("[data-act=unfold]")
    assert len(watched.shown()["nodes"]) == large


def test_an_entity_can_be_hidden(open_page, media):
    watched = open_page(media)
    key = key_of(media, "Lumio")
    watched.click_node(key)
    watched.page.click("[data-act=hide]")
    assert key not in watched.shown()["nodes"]
    assert watched.page.locator(".chip", has_text="Lumio hidden").is_visible()


def test_the_shortest_path_is_shown_sentence_by_sentence(open_page, media):
    watched = open_page(media)
    watched.click_node(key_of(media, "Kestrel Media"))
    watched.page.click("[data-act=path]")
    assert watched.page.input_value("#path-from") == "Kestrel Media"
    watched.page.fill("#path-to", "mina")
    watched.page.press("#path-to", "Enter")
    path = watched.shown()["path"]
    assert path[0] == key_of(media, "Kestrel Media")
    assert path[-1] == key_of(media, "Mina Rasmussen")
    assert watched.shown()["nodes"].sort() == path[:].sort()
    assert watched.page.locator("#panel .path > li").count() == len(path) - 1
    watched.page.locator("#panel .close").click()
    assert watched.shown()["path"] is None


def test_undo_redo_and_the_browsers_back(open_page, media):
    watched = open_page(media)
    page = watched.page
    assert page.locator("#undo").is_disabled()
    start = watched.shown()
    page.fill("#confidence", "80")
    watched.click_node(watched.shown()["nodes"][0])
    page.click("#undo")
    assert page.locator("#panel").is_hidden()
    page.click("#undo")
    assert watched.shown() == start
    page.click("#redo")
    assert watched.shown()["claims"] < start["claims"]
    page.keyboard.press("Control+z")
    assert watched.shown() == start
    page.fill("#confidence", "90")
    page.go_back()
    page.wait_for_function("!location.hash.includes('c=0.9')")
    assert watched.shown()["claims"] >= start["claims"] - 100


def test_the_address_holds_the_whole_state(open_page, media):
    watched = open_page(media)
    watched.click_node(key_of(media, "Lumio"))
    watched.page.click("[data-act=focus]")
    watched.page.fill("#confidence", "70")
    legend_box(watched.page, "modes", "hedged").uncheck()
    again = open_page(media, hash_of(watched)[1:])
    assert again.shown() == watched.shown()
    assert again.page.locator("#panel h2").inner_text() == "Lumio"


def test_a_broken_address_is_ignored(open_page, media):
    watched = open_page(media, "n=nobody&d=99&c=x&mode=loud&since=yesterday&%E0%A4%A")
    assert len(watched.shown()["nodes"]) == 92


def test_what_is_shown_can_be_saved(open_page, media):
    watched = open_page(media, f"f={key_of(media, 'Kestrel Media')}")
    shown = watched.shown()

    def saved(button: str) -> tuple[str, bytes]:
        watched.page.click("#export-menu > summary")
        with watched.page.expect_download() as download:
            watched.page.click(button)
        return download.value.suggested_filename, download.value.path().read_bytes()

    name, content = saved("#save-csv")
    assert name == "media-2023-2025.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == shown["claims"]
    assert {"subject", "predicate", "object", "mode", "confidence", "quote", "claim_iri"} <= set(rows[0])
    name, content = saved("#save-json")
    graph = json.loads(content)["@graph"]
    assert sum(entry["@type"] == "mkg:Claim" for entry in graph) == shown["claims"]
    name, content = saved("#save-svg")
    assert content.startswith(b"<svg")
    assert content.count(b"<polygon") + content.count(b"<circle") >= len(shown["nodes"])
    name, content = saved("#save-png")
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) > 300


def test_the_table_lists_the_same_and_sorts(open_page, media):
    watched = open_page(media)
    page = watched.page
    page.click("#view-table")
    assert "354 claims" in page.locator("caption").inner_text()
    page.locator("th[data-key=confidence] button").click()
    page.locator("th[data-key=confidence] button").click()
    assert page.locator("th[data-key=confidence]").get_attribute("aria-sort") == "descending"
    values = page.locator("td.column-confidence").all_inner_texts()
    assert values == sorted(values, key=lambda text: -int(text.rstrip("%")))
    page.fill("#table-search", "brumes")
    assert page.locator("#table-box tbody tr").count() < 100
    page.fill("#table-search", "")
    page.click("#tab-entities")
    assert page.locator("#table-box tbody tr").count() == 92
    page.locator("#table-box .entity", has_text="Lumio").first.click()
    assert page.locator("#panel h2").inner_text() == "Lumio"


def test_the_first_tab_stop_leads_to_the_table(open_page, media):
    watched = open_page(media)
    watched.page.keyboard.press("Tab")
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate("document.activeElement.id") == "table-box"
    assert hash_of(watched) == "#v=table"
    watched.page.click("#undo")
    assert watched.page.locator("#canvas").is_visible()


def test_the_speaker_of_claims_lists_them(open_page, media):
    names = {n.iri: n for n in media.nodes}
    linked = {e.subject for e in media.edges} | {e.object for e in media.edges}
    speaker = next(e.attributed_to for e in media.edges if e.attributed_to in linked)
    said = sum(s.attributed_to == speaker for s in media.statements())
    watched = open_page(media, f"n={key_of(media, names[speaker].label)}")
    section = watched.page.locator("#panel section", has_text="According to this source").last
    section.locator("summary").click()
    assert section.locator(".evidence").count() == said


def test_printing_shows_all_rows(open_page, media):
    watched = open_page(media, "v=table")
    watched.page.evaluate("window.print = () => { window.printed = document.querySelectorAll('tbody tr').length }")
    watched.page.click("#export-menu > summary")
    watched.page.click("#print")
    assert watched.page.evaluate("window.printed") == 354


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_do_not_cover_each_other(open_page, media, theme):
    watched = open_page(media, theme=theme)
    boxes = watched.page.evaluate("graphPage.names()")
    assert len(boxes) > 60
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart = (
                one["left"] >= other["right"]
                or other["left"] >= one["right"]
                or one["top"] >= other["bottom"]
                or other["top"] >= one["bottom"]
            )
            assert apart, (one, other)


def test_the_page_speaks_french_too(open_page, media):
    watched = open_page(media, lang="fr", title=None)
    page = watched.page
    assert page.title() == "Graphe de connaissances"
    assert "entités" in page.locator("#status").inner_text()
    page.click("#language")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "entities" in page.locator("#status").inner_text()
    assert page.locator("#search").get_attribute("placeholder") == "Search a name or alias…"


def test_light_and_dark_follow_the_system_and_the_button(open_page, media):
    watched = open_page(media, theme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert watched.page.evaluate(ground) == "rgb(20, 23, 27)"
    watched.page.click("#theme")
    assert watched.page.evaluate(ground) == "rgb(251, 250, 247)"


def test_everything_works_from_the_keyboard(open_page, media):
    watched = open_page(media)
    page = watched.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#panel h2").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel h2").inner_text() != first
    assert "links. Details are open." in page.locator("#live").inner_text()
    page.keyboard.press("l")
    assert page.locator("#panel .evidence").count() > 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    before = page.evaluate("graphPage.scale()")
    page.keyboard.press("+")
    assert page.evaluate("graphPage.scale()") > before
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_phone_gets_sheets_and_no_sideways_scrolling(open_page, media, lang):
    watched = open_page(media, size=PHONE, lang=lang)
    page = watched.page
    assert page.locator("#filters").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for button in page.locator("#tools button:visible").all():
        box = button.bounding_box()
        assert box["x"] + box["width"] <= PHONE["width"]
    watched.click_node(key_of(media, "Lumio"))
    sheet = page.locator("#panel").bounding_box()
    assert sheet["y"] > PHONE["height"] * 0.35
    assert abs(sheet["y"] + sheet["height"] - PHONE["height"]) < 2
    page.click("#sheet-size")
    assert page.locator("#panel").bounding_box()["height"] > sheet["height"] * 1.4


def test_an_empty_graph_says_so(open_page):
    watched = open_page(GraphData())
    assert watched.shown()["nodes"] == []
    assert watched.page.locator("#empty").is_visible()


def places(watched) -> list[dict[str, float]]:
    return watched.page.evaluate("graphPage.shown().nodes.map((key) => graphPage.screenOf(key))")


def test_dragging_moves_all_of_the_drawing_by_as_much(open_page, media):
    watched = open_page(media)
    before = places(watched)
    box = watched.page.locator("#canvas").bounding_box()
    empty = next(
        (x, y)
        for x in range(60, 1000, 40)
        for y in range(60, 700, 40)
        if all(abs(place["x"] - x) + abs(place["y"] - y) > 60 for place in before)
    )
    mouse = watched.page.mouse
    mouse.move(box["x"] + empty[0], box["y"] + empty[1])
    mouse.down()
    mouse.move(box["x"] + empty[0] + 60, box["y"] + empty[1] + 30, steps=4)
    mouse.move(box["x"] + empty[0] + 120, box["y"] + empty[1] + 70, steps=4)
    mouse.up()
    watched.page.wait_for_timeout(300)
    for old, new in zip(before, places(watched), strict=True):
        assert abs(new["x"] - old["x"] - 120) < 2
        assert abs(new["y"] - old["y"] - 70) < 2
    assert watched.page.evaluate("graphPage.pictures()") > 3


def test_an_entity_chosen_elsewhere_comes_into_sight(open_page, media):
    watched = open_page(media)
    page = watched.page
    for _ in range(4):
        page.click("#zoom-in")
    for label in ("Lyon", "Inès Marchetti", "Canada", "Léa Fontanel"):
        key = key_of(media, label)
        page.evaluate("key => { location.hash = 'n=' + key }", key)
        page.wait_for_selector(f"#panel h2:has-text('{label}')")
        place = page.evaluate("key => graphPage.screenOf(key)", key)
        panel = page.locator("#panel").bounding_box()
        canvas = page.locator("#canvas").bounding_box()
        assert 0 < place["x"] < panel["x"] - canvas["x"]
        assert 0 < place["y"] < canvas["height"]


def test_the_layout_suits_the_screen(open_page, media):
    def extent(size) -> float:
        found = open_page(media, size=size).page.evaluate("Object.values(graphPage.places())")
        xs, ys = zip(*found, strict=True)
        return (max(ys) - min(ys)) / (max(xs) - min(xs))

    assert extent(PHONE) > 1.1
    assert extent({"width": 1400, "height": 900}) < 0.95


def test_what_the_options_left_out_is_told_in_both_languages(open_page, media):
    watched = open_page(media, max_nodes=30)
    status = watched.page.locator("#status")
    assert "23 entities without claims" in status.inner_text()
    assert "less central" in status.inner_text()
    watched.page.click("#language")
    assert "moins centraux" in status.inner_text()
