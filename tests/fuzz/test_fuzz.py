"""Texts of the grammar's own words in any order, in every clothing: never raises, every letter in one place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.fuzz.checks import check_bytes
from tests.fuzz.words import BREAKS, PIECES
from tests.read.make_html import make_html
from tests.read.neutral import Doc, Para, Table, TableCell
from tests.read.word import make as make_docx

pieces = st.tuples(st.sampled_from(PIECES), st.sampled_from(BREAKS)).map("".join)
texts = st.lists(pieces, min_size=1, max_size=60).map("".join)
lines = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)
paras = st.builds(Para, lines.map(lambda words: words.replace("{}", "")), level=st.integers(0, 3), bold=st.booleans())
cells = st.builds(TableCell, st.lists(paras, max_size=2).map(tuple), rows=st.integers(1, 3), columns=st.integers(1, 3))
tables = st.builds(
    Table,
    st.lists(st.lists(cells, min_size=1, max_size=4).map(tuple), min_size=1, max_size=5).map(tuple),
    data=st.booleans(),
)
even = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        Table,
        st.lists(
            st.tuples(*[st.builds(TableCell, st.lists(paras, max_size=2).map(tuple))] * width), min_size=1, max_size=5
        ).map(tuple),
        data=st.booleans(),
    )
)
docs = st.builds(Doc, st.lists(st.one_of(paras, paras, tables), min_size=1, max_size=20).map(tuple))
word_docs = st.builds(Doc, st.lists(st.one_of(paras, paras, even), min_size=1, max_size=20).map(tuple))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(text=texts)
@example(text="Điều 1. " * 30)
@example(text="- \n" * 30 + "| a |\n")
def test_any_text_is_read_and_parsed(name: str, text: str) -> None:
    check_bytes(text.encode("utf-8", "replace"), name)


@given(doc=docs)
def test_any_page_is_read_and_parsed(doc: Doc) -> None:
    check_bytes(make_html(doc), "a.html")


_ONE, _NONE = TableCell((Para("I. "),)), TableCell(())
_SIGNED = TableCell((Para("TM. ỦY BAN NHÂN DÂN"), Para("1. ")))
SIGNED_IN_A_ROW = Doc(
    (Para("I. "), Table(((_NONE, _NONE, _NONE, _ONE), (_NONE, _NONE, _ONE, _SIGNED), (_ONE,) * 4), data=True))
)


@given(doc=word_docs)
@example(doc=SIGNED_IN_A_ROW)
def test_any_word_file_is_read_and_parsed(doc: Doc) -> None:
    check_bytes(make_docx(_writable(doc)), "a.docx")


def _writable(doc: Doc) -> Doc:
    """XML 1.0 has no control characters."""

    def para(each: Para) -> Para:
        return Para("".join(c for c in each.words if c >= " " or c == "\t"), level=each.level, bold=each.bold)

    def block(each: Para | Table) -> Para | Table:
        if isinstance(each, Para):
            return para(each)
        rows = tuple(tuple(TableCell(tuple(map(para, c.paras)), c.rows, c.columns) for c in row) for row in each.rows)
        return Table(rows, each.data)

    return Doc(tuple(map(block, doc.blocks)))


@given(
    data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".docx", ".pdf", ".odt", ".zip", ""])
)
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    check_bytes(data, f"a{suffix}")


@given(doc=word_docs, data=st.data())
def test_a_damaged_word_file_is_read_or_refused(doc: Doc, data: st.DataObject) -> None:
    made = bytearray(make_docx(_writable(doc)))
    for _ in range(data.draw(st.integers(1, 4))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    check_bytes(bytes(made[: data.draw(st.integers(4, len(made)))]), "a.docx")
