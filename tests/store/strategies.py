"""Claims and articles with hostile content, for round trips."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.model import MODES, Claim, DateValue, EntityRef, Evidence, Quantity

HOSTILE = (
    '"quoted" and \'single\'', 'three """ and \'\'\'', "back\\slash \\u0041 \\n", "line\nbreak\r\nand\ttab",
    "} } ; DROP ALL ; {", "<script>alert(1)</script> & ]]>", "عربي \u202eRTL\u202c", "😀 emoji 𝕏", "\x01\x7f\x85\u2028",
    "{{ jinja }} %s {0}", "# comment", "", " ", "a\u0301 combining", "\ufeffbom", "\uffff",
)  # fmt: skip
texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
numbers = st.one_of(st.integers(-(10**24), 10**24), st.floats(allow_nan=False, allow_infinity=False))
dates = st.one_of(
    st.dates().map(str), st.sampled_from(["2025", "2025-07", "0000", "2025-13", "2025-02-30", "2025-Q2", "P1Y", "hier"])
)
quantities = st.builds(
    Quantity,
    value=st.none() | numbers,
    unit=st.none() | st.sampled_from(["USD", "person", "percent"]),
    period=st.none() | st.sampled_from(["2025", "2025-Q2", "2025-01/2025-03"]),
    change=st.none() | numbers,
    bound=st.none() | st.sampled_from(["atLeast", "atMost", "about"]),
)
references = st.sampled_from(["netflix", "studio", "reed", "film"]).map(EntityRef)
offsets = st.integers(0, 10**9)
spans = st.none() | st.tuples(offsets, offsets)
evidences = st.builds(Evidence, start=offsets, end=offsets, quote=texts, subject=spans, object=spans)
qualifiers = st.fixed_dictionaries(
    {},
    optional={
        "date": dates,
        "endDate": texts,
        "former": st.booleans(),
        "forWork": references,
        "price": quantities,
        "roleTitle": texts,
    },
).map(lambda found: tuple(sorted(found.items())))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    return Claim(
        id=draw(st.text("0123456789abcdef", min_size=1, max_size=16)),
        article_id="le-monde-1",
        subject=draw(references),
        predicate=draw(st.sampled_from(["acquires", "revenue", "releaseDate", "owns"])),
        object=draw(st.one_of(references, quantities, dates.map(DateValue))),
        evidence=draw(evidences),
        mode=draw(st.sampled_from(MODES)),
        attributed_to=draw(st.none() | references),
        qualifiers=draw(qualifiers),
        confidence=draw(st.integers(0, 10_000)) / 10_000,
        rule=draw(texts),
    )
