"""Briefs in three forms, each opened by a program that did not write it."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.data import toml
from kg.store.generations import Generation
from loaders.read import read
from queries import lookup
from queries.outputs.brief import of_agencies, of_document
from queries.outputs.content import Brief, Group, Item, Section
from queries.outputs.write import form, save
from queries.run import ask

DAY = "2026-11-01"
PLAIN = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "section", "ul", "li", "blockquote", "cite", "div",
}  # fmt: skip
HOSTILE = Brief(
    "<script>alert(1)</script> & 'x\"",
    ("[y](javascript:alert(1)) ![z](http://a/b.png)", "# no heading"),
    (
        Section(
            "*S* _t_ `c`",
            (Group("1. <i>g</i>", (Item("a\x0cb\ufffe <b>c</b>", ("- n", "http://x.y <http://x.y>"), "q\nr", "p\\*", 1),)),),
        ),
        Section("Trống", ()),
    ),
)


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += "" if self.open and self.open[-1] in ("style", "title") else data


def document(generation: Generation, number: str, *, cascade: bool = False) -> Brief:
    return of_document(generation, lookup.document(generation.search, number), DAY, cascade=cascade)


def items(brief: Brief, title: str) -> list[Item]:
    (section,) = [section for section in brief.sections if title in section.title]
    return [item for group in section.groups for item in group.items]


def made(brief: Brief, name: str) -> bytes:
    return form(Path(name))(brief)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def briefs(samples_graph: Generation) -> list[Brief]:
    return [
        document(samples_graph, "34/KH-UBND"),
        document(samples_graph, "72-KL/TW", cascade=True),
        of_agencies(samples_graph, lookup.agencies(samples_graph.search, "https://w3id.org/chidao/", "Sở GTVT"), "Sở GTVT", DAY),
        HOSTILE,
    ]  # fmt: skip


def test_a_document_is_told_whole(samples_graph: Generation) -> None:
    brief = document(samples_graph, "34/KH-UBND")
    (number,) = [item for item in items(brief, "Văn bản") if "number" in item.text]
    assert (number.text, number.quote) == ("Số, ký hiệu / number: 34/KH-UBND", "34/KH-UBND")
    (above,) = items(brief, "Thực hiện / carries out")
    assert "11-NQ/TU" in above.text and "11-NQ/TU" in above.quote
    tasks = ask(samples_graph, "tasks", {"doc": "34/KH-UBND"}, 0).dicts()
    by_lead = next(section for section in brief.sections if "by lead" in section.title).groups
    places = {item.place for group in by_lead for item in group.items}
    assert {place.split(", ")[1] for place in places} == {row["path"] for row in tasks}
    assert len(places) == len(tasks) > 10
    for group in by_lead:
        head, _, count = group.title.rpartition(": ")
        wanted = sum(head in row["leads"].split("|") for row in tasks) or sum(not row["leads"].strip("|") for row in tasks)
        assert int(count) == len(group.items) == wanted
    assert len(items(brief, "targets")) == len(ask(samples_graph, "targets", {"doc": "34/KH-UBND"}, 0).rows)
    (report,) = items(brief, "Báo cáo")
    assert "ngày 05/12 hằng năm" in report.text and report.quote
    assert any("Sở Xây dựng tỉnh Cà Mau" in item.text for item in items(brief, "who answers"))


def test_a_cascade_has_the_tasks_of_all_its_plans(samples_graph: Generation) -> None:
    brief = document(samples_graph, "72-KL/TW", cascade=True)
    steps = ask(samples_graph, "cascade", {"doc": "72-KL/TW"}).dicts()
    down = items(brief, "carried out by")
    assert len(down) == len({(row["from"], row["to"]) for row in steps})
    assert {item.depth for item in down} == {0, 1}
    assert all(item.quote and item.place for item in down)
    below = sorted({row["to"] for row in steps if row["toRead"] == "true"})
    assert len(below) > 1
    tasks = ask(samples_graph, "tasks", {"doc": " ".join(below)}, 0).rows
    assert len({(item.place, item.text) for item in items(brief, "by lead")}) == len(tasks)
    alone = document(samples_graph, "72-KL/TW")
    assert not any("by lead" in section.title for section in alone.sections)
    assert "only cited" in alone.lines[-1]


def test_an_agency_is_told_with_who_answers(samples_graph: Generation) -> None:
    (iri,) = lookup.agencies_of(samples_graph.search, "https://w3id.org/chidao/", "Sở GTVT", "Bạc Liêu")
    brief = of_agencies(samples_graph, [iri], "Sở GTVT", DAY)
    assert brief.title == "Sở Giao thông vận tải tỉnh Bạc Liêu"
    led = ask(samples_graph, "tasks", {"lead": iri}, 0).rows
    assert len(items(brief, "it leads")) == len(led) > 0
    (now,) = items(brief, "who answers")
    assert "Sở Xây dựng tỉnh Cà Mau" in now.text
    assert any("45/2025/NĐ-CP" in note for note in now.notes)


def test_html_says_all_and_loads_nothing(briefs: list[Brief]) -> None:
    for brief in briefs:
        page = Page(made(brief, "b.html"))
        assert page.open == []
        assert set(page.tags) <= PLAIN
        assert not {name for name, _ in page.attributes} & {"src", "href", "onload", "onclick"}
        assert page.tags.count("li") == sum(len(g.items) for s in brief.sections for g in s.groups)
        for section in brief.sections:
            for group in section.groups:
                for item in group.items:
                    if item.text.isprintable():
                        assert words(item.text) in words(page.text)
                        assert words(item.quote) in words(page.text)
                        assert all(words(note) in words(page.text) for note in item.notes)
    assert "script" in Page(made(HOSTILE, "b.html")).text


def flat(tokens: list[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *flat(token.children or []))]


def test_markdown_says_all_and_makes_no_marks_of_words(briefs: list[Brief]) -> None:
    for brief in briefs:
        tokens = flat(MarkdownIt("commonmark").parse(made(brief, "b.md").decode()))
        kinds = {token.type for token in tokens}
        assert kinds <= {
            "heading_open", "heading_close", "inline", "text", "paragraph_open", "paragraph_close", "text_special",
            "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
        }  # fmt: skip
        heads = [b.content for a, b in pairwise(tokens) if a.type == "heading_open"]
        groups = [group for section in brief.sections for group in section.groups]
        assert len(heads) == 1 + len(brief.sections) + sum(bool(group.title) for group in groups)
        said = words("".join(token.content for token in tokens if token.type in ("text", "text_special")))
        for group in groups:
            for item in group.items:
                if item.text.isprintable():
                    assert words(item.text) in said


def test_word_says_all(briefs: list[Brief], tmp_path: Path) -> None:
    for brief in briefs:
        data = made(brief, "b.docx")
        paragraphs = [(p.style.name, p.text) for p in docx.Document(io.BytesIO(data)).paragraphs if p.style]
        titles = [s.title for s in brief.sections] + ([brief.table.title] if brief.table else [])
        assert [text for style, text in paragraphs if style == "Heading 1"] == titles
        bullets = [text for style, text in paragraphs if style == "List Bullet"]
        told = [item for s in brief.sections for g in s.groups for item in g.items]
        assert len(bullets) == len(told)
        assert all(b == words(i.text) for b, i in zip(bullets, told, strict=True) if i.text.isprintable())
        (tmp_path / "b.docx").write_bytes(data)
        text = words(read(tmp_path / "b.docx").text)  # and by the reader of documents
        assert all(words(item.quote) in text for item in told)


def test_the_word_file_has_the_tasks_as_an_office_keeps_them(samples_graph: Generation) -> None:
    brief = document(samples_graph, "34/KH-UBND")
    opened = docx.Document(io.BytesIO(made(brief, "b.docx")))
    (table,) = opened.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    names = toml("progress")["tracker"]
    assert rows[0] == [names[name] for name in ("tt", "text", "leads", "supports", "due", "document")]
    tasks = ask(samples_graph, "tasks", {"doc": "34/KH-UBND"}, 0).dicts()
    assert [row[0] for row in rows[1:]] == [str(i) for i in range(1, len(tasks) + 1)]
    for task, row in zip(tasks, rows[1:], strict=True):
        assert all(name in row[2] for name in task["leads"].split("|"))
        assert all(name in row[3] for name in task["supports"].split("|"))
        assert bool(row[4]) == bool(task["due"].strip("|"))
        assert row[5].endswith(task["path"]) or f"{task['path']}, " in row[5]
    assert any(f"(ngày / on {DAY}: Sở Xây dựng tỉnh Cà Mau)" in row[2] for row in rows)
    head = table.rows[0]._tr.xml
    assert "w:tblHeader" in head
    assert head.index("w:shd") < head.index("w:vAlign")  # the order of the schema
    last = opened.sections[-1]
    assert (last.orientation, opened.sections[0].orientation) == (WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT)


def test_a_brief_says_who_answers_beside_who_was_named(samples_graph: Generation) -> None:
    brief = document(samples_graph, "34/KH-UBND")
    notes = {note for item in items(brief, "tasks by lead") for note in item.notes if note.startswith("ngày / on")}
    assert f"ngày / on {DAY}: Sở Giao thông vận tải tỉnh Bạc Liêu → Sở Xây dựng tỉnh Cà Mau" in notes
    before = of_document(samples_graph, lookup.document(samples_graph.search, "34/KH-UBND"), "2023-01-01")
    assert not [n for item in items(before, "tasks by lead") for n in item.notes if n.startswith("ngày / on")]


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.html, \.md or \.docx"):
        form(tmp_path / "a.pdf")
    with pytest.raises(ValueError, match="no such folder"):
        form(tmp_path / "none" / "a.md")
    save(tmp_path / "a.md", b"1")
    save(tmp_path / "a.md", b"2")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.md", b"2")]
