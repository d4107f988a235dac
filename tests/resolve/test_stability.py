"""IRIs last: new articles rename nothing that they do not change, and what is merged is still found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from .test_resolution import article, entity

names = st.sampled_from(
    [
        "Ada Holm",
        "A. Holm",
        "Holm, Ada",
        "Adah Holm",
        "Ada B. Holm",
        "Ada Holm Jr.",
        "Bob Tennant",
        "Robert Tennant",
        "R. Tennant",
    ]
)
titles = st.sampled_from(
    ["Lumio", "Lumio SA", "Lumio Films", "Lu Mio", "LUMIO", "Ore", "Ore 2", "Ore, saison 2", "Ore: A Tale"]
)
locals_ = st.builds(
    lambda name, called: entity(name, "Person", called=called), names, st.lists(names, max_size=1)
) | st.builds(
    lambda name, cls, called: entity(name, *filter(None, [cls]), called=called),
    titles,
    st.sampled_from(["Company", "ProductionStudio", "Film", "Series", "CreativeWork", ""]),
    st.lists(titles, max_size=1),
)
rows = st.lists(st.lists(locals_, max_size=4, unique_by=lambda e: e.key), max_size=5)


@settings(max_examples=40)
@given(rows, rows)
def test_new_articles_rename_nothing_that_they_do_not_change(resolved, old, new):
    first = [article(f"m-{n}", *row) for n, row in enumerate(old)]
    # the new articles come before and after the old ones
    more = [article(f"{'a' if n % 2 else 'z'}-{n}", *row) for n, row in enumerate(new)]
    before, after = resolved(*first), resolved(*first, *more)

    by_parts = {frozenset(part.iri for part in parts): iri for iri, parts in after.parts.items()}
    for iri, parts in before.parts.items():
        same = by_parts.get(frozenset(part.iri for part in parts))
        assert same in {None, iri}


@settings(max_examples=40)
@given(rows, rows)
def test_every_iri_that_ever_was_leads_to_where_its_mentions_went(resolved, old, new):
    first = [article(f"m-{n}", *row) for n, row in enumerate(old)]
    more = [article(f"a-{n}", *row) for n, row in enumerate(new)]
    before, after = resolved(*first), resolved(*first, *more)

    leads = {iri: entity.iri for entity in after.entities for iri in (entity.iri, *entity.replaces)}
    assert len(leads) == sum(1 + len(entity.replaces) for entity in after.entities)
    for parts in before.parts.values():
        for part in parts:
            assert {after.iri_of(*member) for member in part.members} == {leads[part.iri]}


@settings(max_examples=40)
@given(rows)
def test_an_entity_tells_all_that_it_consists_of(resolved, old):
    found = resolved(*(article(f"m-{n}", *row) for n, row in enumerate(old)))

    for node in found.entities:
        parts = found.parts[node.iri]
        assert parts[0].iri == node.iri
        assert sorted(part.iri for part in parts[1:]) == list(node.replaces)
        assert sorted(member for part in parts for member in part.members) == list(node.members)
        # each merge joined one more part, so the reasons connect all parts and no more
        assert len(found.merges.get(node.iri, ())) == len(parts) - 1


@settings(max_examples=40)
@given(rows)
def test_doubtful_pairs_are_of_two_things_and_come_once(resolved, old):
    found = resolved(*(article(f"m-{n}", *row) for n, row in enumerate(old)))

    iris = {node.iri for node in found.entities}
    pairs = [(link.one, link.other) for link in found.doubts]
    assert all(one < other and {one, other} <= iris for one, other in pairs)
    assert len(set(pairs)) == len(pairs)
    assert [link.score for link in found.doubts] == sorted((link.score for link in found.doubts), reverse=True)


anything = st.builds(
    lambda name, types, called: entity(name, *types, called=called),
    st.text(min_size=1, max_size=30) | st.text(alphabet="aA .,-'’:()\"«»–+&2IX\u0000\u200f\n", min_size=1, max_size=30),
    st.lists(st.sampled_from(["Person", "Company", "Film", "Series", "Product", "Award", "NoClass"]), max_size=2),
    st.lists(st.text(max_size=8), max_size=1),
)


@settings(max_examples=40)
@given(st.lists(st.lists(anything, max_size=4, unique_by=lambda e: e.key), max_size=4))
def test_no_name_from_a_stranger_breaks_it(resolved, old):
    found = resolved(*(article(f"m-{n}", *row) for n, row in enumerate(old)))

    assert sum(len(node.members) for node in found.entities) == sum(map(len, old))
    assert all(node.iri.isascii() for node in found.entities)


def test_a_name_as_long_as_an_article_takes_no_time(resolved):
    long = " ".join(["Sa"] * 3000) + " : " + "Ore " * 3000

    assert len(resolved(*(article(kind, entity(long, kind)) for kind in ("Person", "Company", "Film"))).entities) == 3
