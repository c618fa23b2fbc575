"""The same document in any clothing gives the same graph.

Every sample is put into every clothing of tests/read/dress.py, read and made a graph; it must be the graph of the sample
as it lies in samples/, quad for quad, all names and offsets included. Set aside is only what tells of the file and not
of the document: its name and hash, lines, pages and places on them.

What a clothing cannot hold is made equal on both sides, and no more than that:
* signs that an encoding has no place for (a long dash in VISCII) are first replaced as a typist does (`storable`);
* TCVN3 has no capitals with tone marks: case is not compared there;
* tone marks where they stood before 1984 ("uỷ") are kept as printed: they are put in their new place before comparing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.assemble import assemble
from kg.rdf import terms as t
from loaders.model import Text
from loaders.parse import parse
from loaders.read import read, read_bytes
from tests.read.dress import DRESSES, Dress, plain, same
from tests.read.neutral import described

SAMPLES = {
    path.stem: path
    for path in sorted((Path(__file__).resolve().parents[2] / "samples").iterdir())
    if path.name != "README.md"
}
# These two in every clothing are for each run of the tests, the others for the slow one: sentences, an annex of tasks.
FAST = {"208-kh-ubnd-tuyen-quang", "03-nq-cp"}
OF_THE_FILE = {t.LINE, t.PAGE, t.PAGE_FRAGMENT, t.OCR_CONFIDENCE, t.FILE_NAME, t.SHA256}

Quads = frozenset[tuple[str, ...]]


def graph(text: Text, alike: Callable[[str], str] = same) -> Quads:
    """The quads that a text gives, ontology and registry left out, which are the same for all."""

    def terms() -> Iterator[tuple[str, ...]]:
        for quad in assemble(parse(text)).quads:
            name = str(quad.graph_name)
            if quad.predicate in OF_THE_FILE or name.endswith(("/graph/ontology>", "/graph/registry>")):
                continue
            subject, object_ = str(quad.subject), str(quad.object)
            kind = "" if isinstance(quad.object, NamedNode) or not isinstance(quad.object, Literal) else "literal"
            yield (alike(subject), str(quad.predicate), kind, alike(object_), alike(name))

    return frozenset(terms())


@cache
def sample(stem: str) -> Text:
    return read(SAMPLES[stem])


@cache
def expected(stem: str, dress: Dress) -> Quads:
    """The graph of the sample itself; where the clothing lacks signs, of the sample without them."""
    text = sample(stem)
    words = plain(described(text))
    if dress.storable(words) != words:
        text = read_bytes(dress.storable(words).encode(), f"van-ban{dress.suffix}")
    return graph(text, dress.alike)


def differences(one: Quads, other: Quads) -> list[str]:
    """What each has alone, a line a quad."""
    return sorted([f"- {' '.join(quad)}" for quad in one - other] + [f"+ {' '.join(quad)}" for quad in other - one])


CASES = [
    pytest.param(stem, dress, marks=() if stem in FAST else pytest.mark.slow, id=f"{stem} in {dress.name}")
    for stem in SAMPLES
    for dress in DRESSES
]


@pytest.mark.parametrize(("stem", "dress"), CASES)
def test_the_same_graph_in_any_clothing(stem: str, dress: Dress) -> None:
    found = graph(read_bytes(dress.make(sample(stem)), f"van-ban{dress.suffix}"), dress.alike)
    assert differences(expected(stem, dress), found) == []


def test_a_graph_tells_what_differs() -> None:
    """A word, a date or a place changed is seen: the comparison is no empty one."""
    text = sample("03-nq-cp")
    words = plain(described(text))
    whole = graph(read_bytes(words.encode(), "van-ban.txt"))
    assert len(whole) > 500
    for old, new in (("Bộ Nội vụ", "Bộ Y tế"), ("Tháng 6/2025", "Tháng 7/2025"), ("khớp", "đúng")):
        assert old in words
        assert differences(whole, graph(read_bytes(words.replace(old, new).encode(), "van-ban.txt")))


def test_there_are_clothings_enough() -> None:
    assert len(SAMPLES) >= 13
    assert len(DRESSES) >= 20
