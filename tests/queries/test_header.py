"""The header of a query file: what it takes, and that everything else is refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.header import HeaderError, parse


def plain(*lines: str) -> dict[str, object]:
    return {name: node.plain() for name, node in parse(lines).items()}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["#+ a: b"], {"a": "b"}),
        (["#+ a: b: c # d"], {"a": "b: c # d"}),
        (["#+ a:", "#+   b: 1", "#+   c:", "#+     d: x", "#+ e: y"], {"a": {"b": "1", "c": {"d": "x"}}, "e": "y"}),
        (["#+ a: [b,  c ]"], {"a": ["b", "c"]}),
        (["#+ a: []"], {"a": []}),
        (['#+ a: "x\\u00e9: \\"y\\""'], {"a": 'xé: "y"'}),
        (["#+ a: b", "#+", "SELECT * {} #+ c: d", "# e: f", "#+ g: h"], {"a": "b", "g": "h"}),
        (["SELECT * {}"], {}),
    ],
)
def test_what_it_takes(lines: list[str], expected: dict[str, object]) -> None:
    assert plain(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        (["#+ a: b", "#+ c"], 2, "has no colon"),
        (["#+ a:b"], 1, "has no colon"),
        (["#+ : b"], 1, "has no colon"),
        (["#+ a: b", "#+\tc: d"], 2, "holds a tab"),
        (["#+ a:", "#+ \tb: d"], 2, "holds a tab"),
        (["#+ a: b\tc"], 1, "holds a tab"),
        (["#+a: b"], 1, "odd number of blanks"),
        (["#+ a:", "#+  b: c"], 2, "odd number of blanks"),
        (["#+   a: b"], 1, "deeper"),
        (["#+ a:", "#+     b: c"], 2, "deeper"),
        (["#+ a: b", "#+   c: d"], 2, "has a value already"),
        (["#+ a: [x]", "#+   c: d"], 2, "has a value already"),
        (["#+ a: b", "#+ c: d", "#+ a: e"], 3, "stands twice"),
        (["#+ a: [b, c"], 1, "does not end"),
        (['#+ a: "b'], 1, "double quotes"),
        (["#+ a:"], 1, "no value"),
        (["#+ a: b", "#+ c:", "#+ d: e"], 2, "no value"),
    ],
)
def test_what_it_refuses(lines: list[str], line: int, reason: str) -> None:
    with pytest.raises(HeaderError, match=reason) as caught:
        parse(lines)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"line {line}: ")
    assert "\n" not in str(caught.value)


@given(st.lists(st.text(alphabet=st.sampled_from('#+ \tab:[],"\\é'), max_size=12).map(lambda s: "#+" + s), max_size=6))
def test_nothing_is_skipped(lines: list[str]) -> None:
    """Each line of a header becomes a node that knows its line, or there is an error that names a line."""
    try:
        found = parse(lines)
    except HeaderError as error:
        assert 1 <= error.line <= len(lines)
        return
    seen: set[int] = set()
    todo = list(found.values())
    while todo:
        node = todo.pop()
        seen.add(node.line)
        todo += node.map.values()
    assert seen == {number for number, line in enumerate(lines, start=1) if line[2:].strip()}
