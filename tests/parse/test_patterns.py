"""Patterns speak to the binding of RE2 below its Python layer: what they say must be what that layer says."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
import re2

from loaders.parse import parse
from loaders.read import read
from loaders.text.fold import fold
from loaders.text.opening import opening
from loaders.text.patterns import Match, Pattern, PatternError, compile_pattern, load
from loaders.text.required import required

SAMPLES = Path(__file__).parents[2] / "samples"
HOWS = ("search", "match", "fullmatch")


def spans(match: Match | None, groups: int) -> list[tuple[int, int]] | None:
    return match and [match.span(group) for group in range(groups + 1)]


def agree(pattern: Pattern, text: str) -> int:
    """Compare all ways of looking; how many matches there were."""
    whole = re2.compile(pattern.source)
    for how in HOWS:
        said = getattr(whole, how)(text)
        assert spans(getattr(pattern, how)(text), whole.groups) == spans(said, whole.groups), (pattern.source, text)
    found = [spans(match, whole.groups) for match in pattern.finditer(text)]
    assert found == [spans(match, whole.groups) for match in whole.finditer(text)], (pattern.source, text)
    return len(found)


def test_all_that_parsing_uses() -> None:
    paths = sorted(path for path in SAMPLES.iterdir() if path.name[0].isdigit())
    texts = [read(path) for path in paths]
    for text in texts:
        parse(text)
    files = (resources.files("loaders") / "data").iterdir()
    tables = [load(file.name.removesuffix(".toml")) for file in files if file.name.endswith(".toml")]
    patterns = [pattern for table in tables for pattern in table._compiled.values()]
    assert len(patterns) > 100
    lines = [line for text in texts for line in fold(text.text).split("\n")][::9]
    assert sum(agree(pattern, line) for pattern in patterns for line in lines) > 500


@pytest.mark.parametrize("source", ["x*", "", "$", "^", "đ*", "(?P<a>đ)|(?P<b>x)", r"\b", "[^x]", "(x)?đ"])
@pytest.mark.parametrize("text", ["", "x", "đ", "đxxđ", "xđđx x", "😀x😀đ", "a\nđ"])
def test_what_is_empty_or_wide(source: str, text: str) -> None:
    agree(compile_pattern(source), text)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"^nơi nhận *:?", ("nơi nhận",)),
        (r"\./\.", ("./.",)),
        (r"^kính gửi|^.{0,60}điện:$", ("kính gửi", "điện:")),
        (r"(?:kèm theo )?quyết định", ("quyết định",)),
        (r"(?:bộ|sở){0,2} [a-z]+(?P<x> y tế| nội vụ)+", (" nội vụ", " y tế")),
        (r"ngày[]:]*[[:alpha:]]x{0}", ("ngày",)),
        (r"năma?", ("năm",)),
        (r"năm|[0-9]+", ()),
        (r"(?i)năm", ()),
        (r"\x{111}năm", ()),
        (r"\Qa|b\E", ()),
        (r"năm|", ()),
        (r"a", ()),
    ],
)
def test_words_without_which_a_pattern_does_not_match(source: str, words: tuple[str, ...]) -> None:
    assert compile_pattern(source).source == source
    assert required(source) == words


@pytest.mark.parametrize(
    ("source", "letters", "anchored"),
    [
        (r"^nơi nhận *:?", "n", True),
        (r"^kính gửi|^điện:$", "kđ", True),
        (r"^kính gửi|điện", "kđ", False),
        (r"(?:^a|^b)c", "ab", True),
        (r"(?:^a)?b", "ab", False),
        (r"^(?:[*(]*)(?:về )?việc", "(*v", True),
        (r"(?P<n>[0-3]{1,2})x", "0123", False),
        (r"x{0,2}y+", "xy", False),
        (r"[]a-c\-.]x", "-.]abc", False),
        (r"\.{3}", ".", False),
        (r"\bsở", "s", False),
        (r"^.{0,60}điện", "", True),
        (r"[^a]b", "", False),
        (r"\pLb", "", False),
        (r"[\pL,]b", "", False),
        (r"[a-zà-ỹ]b", "", False),
        (r"[[:alpha:]]b", "", False),
        (r"năm|", "", False),
        (r"x*", "", False),
        (r"(?i)năm", "", False),
        (r"\x{111}năm", "", False),
    ],
)
def test_letters_with_which_a_match_begins(source: str, letters: str, anchored: bool) -> None:
    compile_pattern(source)
    first, start = opening(source)
    assert (sorted(first), start) == (sorted(letters), anchored)


def test_places_are_those_of_the_matches() -> None:
    text = "đx sở y tế, sở\nnội vụ 😀 sở"
    pattern = compile_pattern(r"(?:^|[^\pL])sở")
    assert list(pattern.spans(text)) == [match.span() for match in pattern.finditer(text)]
    assert len(list(pattern.spans(text))) == 3
    assert list(pattern.spans("")) == []


def test_groups() -> None:
    match = compile_pattern("(?P<day>[0-9]+)(?P<rest>/x)?").search("ngày 05")
    assert match is not None
    assert match.groupdict() == {"day": "05", "rest": None}
    assert (match.group("rest"), match.span("rest"), match.group(1)) == (None, (-1, -1), "05")


def test_what_does_not_compile_says_where() -> None:
    with pytest.raises(PatternError, match=r"^a\.toml: x: .*missing"):
        compile_pattern("(", "a.toml: x")
