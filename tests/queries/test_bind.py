"""Values go into a query as terms: no string, however hostile, becomes a part of the query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from queries.bind import BindError, bind, parts, slots
from queries.lexer import RefusedError, refuse_service, tokens

EVERYTHING = "SELECT ?s ?x { VALUES ?x { UNDEF } ?s ?p ?x }"
HOSTILE = [
    '" } } ; DROP ALL #',
    "'''\"\"\"\\",
    "} UNION { ?s ?p ?o",
    "VALUES ?x { UNDEF }",
    "line\nbreak\r\t",
    "\\u0022 } ?s ?p ?o {",
    "?x $x <urn:x> _:b #? x",
    "nghị quyết “13”",
    "\x00\x01\ufffe",
]
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), st.text(alphabet="\"'\\{}<>?$#\n u0x", max_size=20))


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_a_string_matches_itself_alone(asked: str, others: list[str]) -> None:
    store = Store()
    for number, text in enumerate({asked, *others}):
        store.add(Quad(NamedNode(f"urn:{number}"), NamedNode("urn:p"), Literal(text)))
    found = [row["x"].value for row in store.query(bind(EVERYTHING, {"x": [Literal(asked)]}))]
    assert found == [asked]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_bound_query_has_the_tokens_it_had_and_one_for_each_term(texts: list[str]) -> None:
    """Whatever the strings say, they are string tokens between the braces of the slot, and nothing else changed."""
    kept = [(t.kind, t.text) for t in tokens(EVERYTHING) if t.kind != "blank"]
    at = next(i for i, (_, text) in enumerate(kept) if text == "UNDEF")
    bound = [
        (t.kind, t.text) for t in tokens(bind(EVERYTHING, {"x": [Literal(t) for t in texts]})) if t.kind != "blank"
    ]
    assert bound[:at] == kept[:at]
    assert bound[at + len(texts) :] == kept[at + 1 :]
    assert {kind for kind, _ in bound[at : at + len(texts)]} == {"string"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p '{ UNDEF } VALUES ?x { UNDEF }' }",
        "SELECT * { ?s ?p ?o } # VALUES ?x { UNDEF }",
        "SELECT * { ?s <urn:VALUES?x> ?o VALUES (?x ?y) { (UNDEF UNDEF) } }",
    ],
)
def test_what_is_no_slot(query: str) -> None:
    assert slots(query) == {}
    with pytest.raises(KeyError):
        bind(query, {"x": [Literal("a")]})


@pytest.mark.parametrize("query", ["SELECT * { values $x {undef} }", "SELECT * { VALUES ?x # so {\n {\n UNDEF } }"])
def test_other_spellings_of_a_slot(query: str) -> None:
    assert list(slots(query)) == ["x"]
    assert "urn:a" in bind(query, {"x": [NamedNode("urn:a")]})


def test_parts() -> None:
    query = "SELECT * {\n#? x\nVALUES ?x { UNDEF } ?s ?p ?x .\n#?\n?s ?p ?o }"
    assert parts(query) == {"x": 2}
    assert "?s ?p ?x" not in bind(query, {})
    assert "?s ?p ?o" in bind(query, {})
    assert 'VALUES ?x { "a" "b" }' in bind(query, {"x": [Literal("a"), Literal("b")]})


def test_no_alternatives_are_refused() -> None:
    with pytest.raises(ValueError, match="x: no value"):
        bind(EVERYTHING, {"x": []})


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("#? x\n#? y\n#?", "line 2: .*do not nest"),
        ("SELECT\n#?", "line 2: .*nothing is open"),
        ("SELECT\n\n#? x\n", "line 3: .*not closed"),
    ],
)
def test_malformed_parts(query: str, message: str) -> None:
    with pytest.raises(BindError, match=message):
        bind(query, {})


@given(st.text(alphabet="\"'\\#<>?$@:._{}\n abSERVICEUNDEF01", max_size=60))
def test_every_character_is_in_one_token(query: str) -> None:
    assert "".join(token.text for token in tokens(query)) == query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "PREFIX : <urn:x> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * {\n SERVICE#x\n<urn:x> { } }",
        "SELECT * { \\u0053ERVICE <urn:x> { } }",
    ],
)
def test_other_servers_are_not_asked(query: str) -> None:
    with pytest.raises(RefusedError, match=r"line \d+: SERVICE"):
        refuse_service(query)


def test_a_part_may_ask_for_one_parameter_without_another() -> None:
    query = "SELECT * {\n#? x !y\nVALUES ?x { UNDEF } ?s ?p ?x .\n#?\n#? y\nVALUES ?y { UNDEF } ?s ?y ?o .\n#?\n}"
    assert "?s ?p ?x" in bind(query, {"x": [Literal(1)]})
    assert "?s ?p ?x" not in bind(query, {"x": [Literal(1)], "y": [NamedNode("urn:y")]})
    assert "?s ?y ?o" in bind(query, {"y": [NamedNode("urn:y")]})
    assert "?p ?x" not in bind(query, {}) and "?y ?o" not in bind(query, {})
    assert set(parts(query)) == {"x", "y"}
