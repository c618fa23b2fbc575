"""IRIs: one name one segment, nothing that needs escaping, and the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib import URIRef

from kg.iri import (
    DEFAULT_BASE,
    BaseError,
    checked_base,
    document_of,
    graph_of,
    path_segment,
    slug,
    symbol,
    tail,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kế hoạch", "kế-hoạch"),
        # đ is not d, and tone marks stay
        ("Đắk Lắk", "đắk-lắk"),
        # old and new placement of the tone mark are one name
        ("Uỷ ban nhân dân", "ủy-ban-nhân-dân"),
        # the Party's and the State's order of one number
        ("43-CTr/TU", "43-ctr-tu"),
        ("43/CTr-TU", "43-ctr-tu"),
        ("34 / KH – UBND", "34-kh-ubnd"),
        ("Sở NN&PTNT", "sở-nn-ptnt"),
        # decomposed letters
        (unicodedata.normalize("NFD", "Bắc Kạn"), "bắc-kạn"),
        ("???", ""),
    ],
)
def test_a_name_is_one_segment(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("13-NQ/TW", "13-NQ/TW"),
        ("13-NQ/T.Ư", "13-NQ/TW"),
        ("13-NQ/TƯ", "13-NQ/TW"),
        ("043/2025/QĐ-UBND", "43/2025/QĐ-UBND"),
        ("208 / KH – UBND", "208/KH-UBND"),
        # lower-case letters count: 30a is not 30, CTr is no CTR
        ("30a/2008/NQ-CP", "30a/2008/NQ-CP"),
        ("43-CTr/TU", "43-CTr/TU"),
        # the State's order and the missing dash are the Party's number
        ("43/CTr-TU", "43-CTr/TU"),
        ("97QĐ/TW", "97-QĐ/TW"),
        # no number of a document: plain spelling only
        ("Số: 007 – X", "7-X"),
        ("0", "0"),
    ],
)
def test_numbers_are_normalised_for_comparison(printed: str, expected: str) -> None:
    assert symbol(printed) == expected


@given(st.text(max_size=200))
def test_a_segment_is_safe_in_an_iri_and_stays_what_it_is(name: str) -> None:
    segment = slug(name)
    iri = f"{DEFAULT_BASE}doc/{segment}"
    assert NamedNode(iri).value == iri
    assert URIRef(iri).n3() == f"<{iri}>"
    assert slug(segment) == segment
    assert segment == unicodedata.normalize("NFC", segment)
    assert len(segment) <= 96


@given(st.text(max_size=60), st.text(max_size=60))
def test_two_paths_never_give_one_iri(one: str, other: str) -> None:
    assert (path_segment(one) == path_segment(other)) == (one == other)
    assert not set(path_segment(one)) & set(' <>"{}|\\^`?#')


@given(
    st.lists(st.sampled_from(["ubnd", "kế-hoạch", "2022", "34-kh-ubnd", "-"]), min_size=4, max_size=4),
    st.sampled_from(["", "/II/4/a/-1", "/head/title#cite-13-nq-tw", "#file", "/cited/5-kh-ubnd"]),
)
def test_a_node_leads_back_to_its_document(segments: list[str], rest: str) -> None:
    document = f"{DEFAULT_BASE}doc/{'/'.join(segments)}"
    expected = document + rest if rest.startswith("/cited") else document
    assert document_of(document + rest) == expected
    assert tail(graph_of(document)) == f"graph/{tail(document)}"


def test_what_is_under_no_document_leads_to_none() -> None:
    assert document_of(f"{DEFAULT_BASE}agency/vn/bộ-y-tế") is None
    assert document_of("http://elsewhere.example/doc/a/b/c/d") is None


@pytest.mark.parametrize("base", ["", "w3id.org/chidao/", "http://a.example/x", "http://a.example/ b/", "http://a/#x/"])
def test_a_base_that_is_none_is_refused_in_one_line(base: str) -> None:
    with pytest.raises(BaseError) as error:
        checked_base(base)
    assert "\n" not in str(error.value)


def test_long_names_are_cut_but_stay_apart() -> None:
    one, other = slug("a" * 300), slug("a" * 301)
    assert one != other
    assert len(one) <= 96
