"""Decisions of people: read strictly, applied by what documents say and not by offsets, told with what was said before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kg.assemble import assemble
from kg.corrections.apply import Applied, apply
from kg.corrections.rows import COLUMNS, CorrectionError, Row, made, parse, read
from kg.corrections.write import append
from kg.iri import DEFAULT_BASE
from loaders.model import Document
from tests.kg.factories import Maker, full
from tests.kg.graphs import ask, in_graph, store_of

PLAN = "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/5-kh-ubnd"
DECIDED = {"who": "Lan", "when": "2026-03-01", "why": "read again"}


def row(fact: str, value: str = "", **more: str) -> Row:
    cells = {"document": "5/KH-UBND", "fact": fact, "value": value} | DECIDED | more
    return made(cells, "fixes.csv:2")


def no(fact: str, value: str = "", **more: str) -> Row:
    return row(fact, value, **{"is": "no"} | more)


def done(*rows: Row, documents: list[Document] | None = None) -> Applied:
    return apply(documents or [full()], rows, lambda given: [PLAN, "doc/other"][: len(given)], DEFAULT_BASE)


def plan(*rows: Row) -> Document:
    """The plan as decided; every row must fit."""
    applied = done(*rows)
    assert applied.unmatched == []
    return applied.documents[0]


HEAD = ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n", "fixes.csv:1: column 'a' is unknown; the first line names the columns: document,file"),
        ("document,fact,who,when\n", "fixes.csv:1: column 'why' is missing"),
        ("fact,fact,who,when,why\n", "fixes.csv:1: a column stands twice"),
        (f"{HEAD}\n5/KH-UBND,,I/1,,,lead,yes,Sở Y tế,Lan,2026-03-01\n", "fixes.csv:2: has 10 cells and not 11"),
        (f"{HEAD}\n\n\n5/KH-UBND,,I/1,,,lead,maybe,Sở Y tế,Lan,2026-03-01,x\n", "fixes.csv:4: is 'maybe' is neither"),
        (f"{HEAD}\n5/KH-UBND,,I/1,,,boss,,Sở Y tế,Lan,2026-03-01,x\n", "fixes.csv:2: fact 'boss' is unknown; it is one of"),
        (f"{HEAD}\n5/KH-UBND,,I/1,,,lead,,Sở Y tế,Lan,31/2/2026,x\n", "fixes.csv:2: when '31/2/2026' is no day"),
        (f"{HEAD}\n5/KH-UBND,,I/1,,,lead,,Sở Y tế,,2026-03-01,x\n", "fixes.csv:2: who is empty"),
        (f"{HEAD}\n5/KH-UBND,,I/1,,,lead,,Sở Y tế,Lan,2026-03-01,\n", "fixes.csv:2: why is empty"),
        (f"{HEAD}\n5/KH-UBND,,,,,lead,,Sở Y tế,Lan,2026-03-01,x\n", "fixes.csv:2: path is empty"),
        (f"{HEAD}\n,,I/1,,,lead,,Sở Y tế,Lan,2026-03-01,x\n", "fixes.csv:2: document and file are empty"),
        (f"{HEAD}\n5/KH-UBND,,,,,date,,30/2/2022,Lan,2026-03-01,x\n", "fixes.csv:2: date '30/2/2022' is no day of the calendar"),
        (f"{HEAD}\n5/KH-UBND,,I/1,,,basis,,sure,Lan,2026-03-01,x\n", "fixes.csv:2: basis 'sure' is unknown"),
        (f"{HEAD}\n5/KH-UBND,,I/1,,,deadline,,soon,Lan,2026-03-01,x\n", "fixes.csv:2: deadline 'soon' is not understood; write a day as 2026-06-30"),
        (f"{HEAD}\n5/KH-UBND,,I/1,,,field,,bánh kẹo,Lan,2026-03-01,x\n", "fixes.csv:2: field 'bánh kẹo' is unknown; give an id"),
        (f"{HEAD}\n5/KH-UBND,,,,,citation,,9/KH-UBND|null,Lan,2026-03-01,x\n", "fixes.csv:2: path or words are empty"),
        (f"{HEAD}\n5/KH-UBND,,,,11-NQ/TU,target,no,doc/a,Lan,2026-03-01,x\n", "fixes.csv:2: target cannot be denied"),
        (f"{HEAD}\n5/KH-UBND,,,,11-NQ/TU,signer,,An,Lan,2026-03-01,x\n", "fixes.csv:2: signer is told of the document"),
        (f"{HEAD}\n5/KH-UBND,,,,,subject,,An,Lan,2026-03-01,x\n", "fixes.csv:2: subject is told of a cited document"),
        (f'{HEAD}\n5/KH-UBND,,,,,title,,"Nước,Lan,2026-03-01,x\n', "fixes.csv:2: is no CSV"),
        (f"{HEAD}\n5/KH-UBND,,,,,title,,{'x' * 20_001},Lan,2026-03-01,x\n", "fixes.csv:2: value is longer than 20000"),
    ],
)  # fmt: skip
def test_a_bad_row_is_one_line_with_file_and_line(text: str, says: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        parse(text, "fixes.csv")
    assert str(caught.value).startswith(says)
    assert "\n" not in str(caught.value)


def test_a_cell_may_hold_lines_and_the_place_is_that_of_its_first(tmp_path: Path) -> None:
    file = tmp_path / "fixes.csv"
    cells = '5/KH-UBND,,I/1/-1,,,task,no,,Lan,2026-03-01,"one\ntwo"'
    file.write_bytes(f"\ufeff{HEAD}\r\n{cells}\r\n{cells}\r\n".encode())
    assert [r.place for r in read(file)] == [f"{file}:2", f"{file}:4"]
    file.write_bytes(HEAD.encode() + b"\n\xff\xfe\n")
    with pytest.raises(CorrectionError, match=r"fixes\.csv:2: is not UTF-8"):
        read(file)


def test_what_is_added_is_read_again_whatever_its_letters(tmp_path: Path) -> None:
    file, random = tmp_path / "fixes.csv", Random(7)  # noqa: S311 - the same rows in each run
    letters = 'aộ,"\' ;=|\n\u2028'
    rows = []
    for _ in range(60):
        words = {name: "".join(random.choices(letters, k=9)) + "x" for name in ("words", "value", "who", "why")}
        rows.append(row("lead", **words, path="I/1/-1"))
        append(file, rows[-1])
    assert read(file) == rows
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []


def test_a_malformed_file_is_not_written_to(tmp_path: Path) -> None:
    file = tmp_path / "fixes.csv"
    file.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(CorrectionError):
        append(file, row("lead", "Sở Y tế", path="I/1/-1"))
    assert file.read_text(encoding="utf-8") == "a,b\n"
    file.write_text("fact,who,when,why,document", encoding="utf-8")
    with pytest.raises(CorrectionError, match="has no column 'path'"):
        append(file, row("lead", "Sở Y tế", path="I/1/-1"))


def test_the_head() -> None:
    header = plan(
        row("number", "6/KH-UBND"), row("date", "2022-04-04"), row("type", "Chương trình"), row("issuer", "Sở Y tế"),
        row("title", "trạm y tế", words="trạm y tế"), no("signer"), row("recipient", "Sở Nội vụ"), no("recipient", "Sở Y tế"),
    ).header  # fmt: skip
    assert [said.value for said in (header.number, header.date, header.type, header.issuer) if said] == [
        "6/KH-UBND", "2022-04-04", "Chương trình", "Sở Y tế",
    ]  # fmt: skip
    assert header.number and header.number.spans == full().header.number.spans  # type: ignore[union-attr]
    assert header.signer.name is None
    assert header.signer.position is not None
    assert [said.value for said in header.recipients] == ["Sở Nội vụ"]
    assert header.title
    assert full().words(header.title.spans[0]) == "trạm y tế"


def test_tasks_roles_and_deadlines() -> None:
    made = plan(
        row("task", path="I/1", words="Sở Y tế"), row("lead", "Sở Y tế", path="I/1"), row("basis", "explicit", path="I/1"),
        no("task", path="I/2"), no("support", "sở tài chính", path="I/1/-1"), row("support", "Sở Nội vụ", path="I/1/-1"),
        row("deadline", "2023-Q3", path="I/1/-1", words="trước ngày 30/6/2023"), no("deadline", path="I/1/-2", words="hằng năm"),
        row("requested", path="I/1/-2"),
    )  # fmt: skip
    tasks = {task.provision: task for task in made.tasks or ()}
    assert list(tasks) == ["I/1", "I/1/-1", "I/1/-2"]
    (lead,) = tasks["I/1"].assignments
    assert (made.words(lead.span), lead.basis, lead.kind, lead.inherited) == ("Sở Y tế", "explicit", "so-y-te", False)
    roles = [(a.agency, a.role, a.inherited) for a in tasks["I/1/-1"].assignments]
    assert roles == [("Sở Y tế", "lead", True), ("Các sở, ban, ngành", "support", False), ("Sở Nội vụ", "support", False)]
    (due,) = tasks["I/1/-1"].deadlines
    assert (due.date, due.kind, made.words(due.span)) == ("2023-09-30", "quarter", "trước ngày 30/6/2023")
    assert (tasks["I/1/-2"].deadlines, tasks["I/1/-2"].requested) == ((), True)


ONE_ROLE: list[tuple[tuple[Row, ...], list[tuple[str, str]]]] = [
    ((), [("Sở Y tế", "lead"), ("Sở Tài chính", "support"), ("Các sở, ban, ngành", "support")]),
    # The one that leads now supported before; by its name, and by its whole name.
    ((no("lead", "Sở Y tế", path="I/1/-1"), row("lead", "Sở Tài chính", path="I/1/-1")),
     [("Sở Tài chính", "lead"), ("Các sở, ban, ngành", "support")]),
    ((no("lead", "Sở Y tế", path="I/1/-1"), row("lead", "Sở Tài chính tỉnh Bạc Liêu", path="I/1/-1")),
     [("Sở Tài chính tỉnh Bạc Liêu", "lead"), ("Các sở, ban, ngành", "support")]),
    # The one that led is only to support; and the other way round.
    ((row("support", "Sở Y tế", path="I/1/-1"),),
     [("Sở Tài chính", "support"), ("Các sở, ban, ngành", "support"), ("Sở Y tế", "support")]),
    ((row("lead", "Sở Nội vụ", path="I/1/-1"), row("support", "Sở Y tế", path="I/1/-1")),
     [("Sở Nội vụ", "lead"), ("Sở Tài chính", "support"), ("Các sở, ban, ngành", "support"), ("Sở Y tế", "support")]),
    # One of another province has the same short name.
    ((row("lead", "Sở Tài chính tỉnh Cà Mau", path="I/1/-1"),),
     [("Sở Y tế", "lead"), ("Sở Tài chính tỉnh Cà Mau", "lead"), ("Sở Tài chính", "support"), ("Các sở, ban, ngành", "support")]),
    # People say both.
    ((row("lead", "Sở Tài chính", path="I/1/-1"), row("support", "Sở Tài chính", path="I/1/-1")),
     [("Sở Y tế", "lead"), ("Sở Tài chính", "lead"), ("Các sở, ban, ngành", "support"), ("Sở Tài chính", "support")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "roles"), ONE_ROLE)
def test_who_leads_by_decision_does_not_support_as_well(rows: tuple[Row, ...], roles: list[tuple[str, str]]) -> None:
    task = next(task for task in plan(*rows).tasks or () if task.provision == "I/1/-1")
    assert [(a.agency, a.role) for a in task.assignments] == roles


def test_what_a_decision_takes_away_is_told() -> None:
    change, = done(row("lead", "Sở Tài chính", path="I/1/-1")).changes[0]
    assert change.before == ("support: Sở Tài chính",)


def test_the_fields_of_a_task() -> None:
    path = full().tasks[0].provision  # type: ignore[index]

    def fields(*rows: Row, document: Document | None = None) -> list[str]:
        applied = done(*rows, documents=[document or full()])
        assert applied.unmatched == []
        return [tag.field for task in applied.documents[0].tasks or () if task.provision == path for tag in task.fields]

    had = fields()
    roads = row("field", "Hạ tầng giao thông", path=path)
    assert fields(roads) == [*had, "infrastructure/giao-thong"]
    assert fields(no("field", "giao thông", path=path), document=plan(roads)) == had
    both = (row("field", "giao thông", path=path), row("field", "general/y-te", path=path))
    assert fields(*both) == [*had, "infrastructure/giao-thong", "general/y-te"]
    (wrong,) = done(no("field", "y tế", path=path)).unmatched
    assert f"infrastructure/y-te is no field of {path}" in wrong


def test_a_field_by_decision_is_told_with_who_decided() -> None:
    path = full().tasks[0].provision  # type: ignore[index]
    store = store_of(assemble([full()], corrections=[row("field", "giao thông", path=path)]).quads)
    prov = "PREFIX prov: <http://www.w3.org/ns/prov#> "
    where = f"""?task cd:setBy <{DEFAULT_BASE}{PLAN}> ; cd:classification ?why .
      ?why cd:field <{DEFAULT_BASE}field/infrastructure/giao-thong> ; prov:wasGeneratedBy/rdfs:comment ?said ."""
    assert ask(store, f"{prov} SELECT ?said {{ {where} }}") == [("read again",)]


def test_citations_and_relations() -> None:
    made = plan(
        row("date", "2021-11-21", of="11-NQ/TU"), row("issuer", "Chính phủ", of="99/QĐ-TTg|2022-02-02"),
        no("implements", "11-NQ/TU"), row("continues", "11-NQ/TU", words="Thực hiện Nghị quyết số 11-NQ/TU"),
        row("citation", "Kế hoạch nước sạch", path="I/2", words="dành đất"), row("cites", "kế hoạch NƯỚC sạch"),
        row("type", "Kế hoạch", of="Kế hoạch nước sạch"), row("implements", "99/QĐ-TTg", of="11-NQ/TU|2021-11-12"),
    )  # fmt: skip
    keys = {cited.key: cited for cited in made.citations or ()}
    assert list(keys) == ["11-NQ/TU|2021-11-21", "99/QĐ-TTg|2022-02-02", "Kế hoạch nước sạch|null"]
    assert keys["99/QĐ-TTg|2022-02-02"].issuer == "Chính phủ"
    assert keys["Kế hoạch nước sạch|null"].type == "Kế hoạch"
    assert {(r.source, r.type, r.target) for r in made.relations or ()} == {
        ("this", "based_on", "99/QĐ-TTg|2022-02-02"), ("this", "continues", "11-NQ/TU|2021-11-21"),
        ("this", "cites", "Kế hoạch nước sạch|null"), ("11-NQ/TU|2021-11-21", "implements", "99/QĐ-TTg|2022-02-02"),
    }  # fmt: skip
    gone = plan(no("citation", "99/QĐ-TTg"))
    assert [cited.key for cited in gone.citations or ()] == ["11-NQ/TU|2021-11-12"]
    assert [r.type for r in gone.relations or ()] == ["implements"]
    fewer = plan(no("citation", "11-NQ/TU", path="I/1/-2"))
    assert [m.provision for m in (fewer.citations or [])[0].mentions] == ["head/title"]


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (row("lead", "Sở Y tế", path="IX/1"), "the document has no provision IX/1"),
        (row("lead", "Sở Y tế", path="I"), "I is no task"),
        (no("lead", "Sở Công Thương", path="I/1/-1"), "Sở Công Thương is no lead of I/1/-1"),
        (row("lead", "Sở Y tế", path="I/2", words="khác hẳn"), "the words 'khác hẳn' do not stand in I/2, nor in what it stands under"),
        (no("task", path="I/1"), "I/1 is no task"),
        (row("task", path="I/1", words="khác hẳn"), "the words 'khác hẳn' do not stand in I/1"),
        (no("deadline", "2030", path="I/1/-1"), "I/1/-1 has no such deadline"),
        (no("requested", path="I/1/-1"), "I/1/-1 is no request"),
        (no("date", "1999-01-01"), "the head states no date '1999-01-01'"),
        (row("issuer", "Chính phủ", of="7/NQ-CP"), "the document cites no '7/NQ-CP'"),
        (no("replaces", "11-NQ/TU"), "the document states no replaces from this to 11-NQ/TU|2021-11-12"),
        (row("citation", "7/NQ-CP", path="I/1", words="số 7/NQ-CP"), "the words 'số 7/NQ-CP' do not stand in I/1"),
        (row("task", path="I/1", document="77/KH-UBND"), "no document '77/KH-UBND' was read"),
        (row("task", path="I/1", file="0123456789ab"), "no document '5/KH-UBND' was read"),
        (row("task", path="I/1", document="doc/nobody/x/-/1"), "no document 'doc/nobody/x/-/1' was read"),
    ],
)
def test_a_row_that_fits_nothing_is_told_and_changes_nothing(made: Row, says: str) -> None:
    applied = done(made)
    assert applied.documents == [full()]
    assert applied.unmatched == [f"fixes.csv:2: matches nothing: {says}; mend the row or take it out"]


def test_documents_are_named_by_number_file_hash_and_iri() -> None:
    ways: list[dict[str, str]] = [
        {"document": "05 / kh-ubnd"}, {"document": PLAN}, {"document": DEFAULT_BASE + PLAN},
        {"document": "", "file": "plan.txt"}, {"document": "", "file": full().text.source.sha256[:12]},
    ]  # fmt: skip
    for way in ways:
        assert done(row("task", path="I/1", **way)).unmatched == [], way


def test_a_number_of_two_documents_is_not_guessed() -> None:
    other = Maker("Kế hoạch", "5/KH-UBND", "2023-01-01", "Ủy ban nhân dân tỉnh Bắc Kạn", "Bắc Kạn", "Cây xanh").document()
    applied = done(row("title", "Cây"), documents=[full(), other])
    assert "fits 2 documents (doc/other, doc/" in applied.unmatched[0]
    assert done(row("title", "Cây", file=other.text.source.name), documents=[full(), other]).unmatched == []


def test_of_two_rows_about_one_thing_the_later_holds() -> None:
    made = plan(row("date", "2022-04-04"), no("lead", "Sở Y tế", path="I/1/-1"), row("date", "2022-05-05"),
                row("lead", "Sở Y tế", path="I/1/-1"))  # fmt: skip
    assert made.header.date and made.header.date.value == "2022-05-05"
    assert (made.tasks or [])[0].assignments[0].agency == "Sở Y tế"


def test_the_documents_given_stay_as_they_are() -> None:
    mine = full()
    assert apply([mine], [row("date", "2022-04-04"), no("task", path="I/2")], lambda given: [PLAN]).documents != [mine]
    assert mine == full()


# In the graph -----------------------------------------------------------------------------------------------------------


def graph(*rows: Row, documents: list[Document] | None = None) -> Any:
    return assemble(documents or [full(), cites()], corrections=rows)


def cites() -> Document:
    """A plan that names another one by a number that is nobody's, and a department by a name of its own."""
    made = Maker("Kế hoạch", "8/KH-UBND", "2023-03-03", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Giếng")
    made.part("1", "arabic", "1. Cơ quan Y tế thực hiện Kế hoạch số 6/KH-UBND ngày 01/3/2022.", label="1.")
    made.cite("1", "Kế hoạch số 6/KH-UBND ngày 01/3/2022", "6/KH-UBND|2022-03-01", "Kế hoạch", "Ủy ban nhân dân tỉnh Bạc Liêu")
    made.relate("1", "thực hiện Kế hoạch số 6/KH-UBND", "this", "implements", "6/KH-UBND|2022-03-01")
    made.task("1", made.who("1", "Cơ quan Y tế", "lead"))
    return made.document()


def test_a_citation_means_the_document_people_say() -> None:
    store = store_of(graph(row("target", PLAN, document="8/KH-UBND", of="6/KH-UBND")).quads)
    assert ask(store, 'SELECT ?n { ?c cd:citedNumber "6/KH-UBND" ; cd:refersTo/cd:number ?n }') == [("5/KH-UBND",)]
    assert ask(store, 'SELECT ?n { ?d cd:number "8/KH-UBND" ; cd:implements/cd:number ?n }') == [("5/KH-UBND",)]
    assert ask(store, 'SELECT ?d { ?d cd:number "6/KH-UBND" }') == []
    nothing = graph(row("target", "doc/nobody/x/-/1", document="8/KH-UBND", of="6/KH-UBND"))
    assert set(nothing.quads) == set(graph().quads)
    assert nothing.unmatched == ["fixes.csv:2: matches nothing: doc/nobody/x/-/1 is no document of the graph; mend the row or take it out"]


def test_a_citation_may_mean_the_document_that_it_alone_describes() -> None:
    own = "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/6-kh-ubnd"
    made = graph(row("target", own, document="8/KH-UBND", of="6/KH-UBND"))
    assert made.unmatched == []
    assert ask(store_of(made.quads), f"SELECT ?n {{ <{DEFAULT_BASE}{own}> cd:number ?n . ?c cd:refersTo <{DEFAULT_BASE}{own}> }}") == [
        ("6/KH-UBND",)
    ]


def test_a_decided_citation_has_no_misprint() -> None:
    first, second = cites(), cites()
    cited, = second.citations or ()
    second.citations = [replace(cited, mentions=tuple(replace(m, date="2021-03-01") for m in cited.mentions))]
    doubts = "SELECT ?why { ?c a cd:Citation ; cd:reason ?why }"
    decided = row("target", PLAN, document="8/KH-UBND", of="6/KH-UBND")
    said = [ask(store_of(graph(*rows, documents=[full(), each]).quads), doubts)
            for each, rows in ((first, ()), (second, ()), (second, (decided,)))]  # fmt: skip
    assert said == [[], [("https://w3id.org/chidao/voc/why#year-differs",)], []]


def test_two_agencies_are_one() -> None:
    one, other = "agency/bạc-liêu/cơ-quan-y-tế", "agency/bạc-liêu/sở-y-tế"
    made = graph(row("same-agency", other, of=one))
    store = store_of(made.quads)
    assert {led for (led,) in ask(store, "SELECT ?a { ?t cd:ledBy ?a }")} == {
        DEFAULT_BASE + other, f"{DEFAULT_BASE}agency/bạc-liêu/ủy-ban-nhân-dân-thị-xã-giá-rai",
    }  # fmt: skip
    assert ask(store, f"SELECT ?a {{ <{one}> <http://purl.org/dc/terms/isReplacedBy> ?a }}") == [(DEFAULT_BASE + other,)]
    assert ask(store, 'SELECT ?a { ?a a cd:Agency . FILTER(STRENDS(STR(?a), "cơ-quan-y-tế")) }') == []
    assert "no agency agency/x/y is in the graph" in graph(row("same-agency", other, of="agency/x/y")).unmatched[0]
    both = (row("same-agency", other, of=one), row("same-agency", one, of=other))
    assert "are one already" in graph(*both).unmatched[0]


def test_who_decided_what_when_and_why_is_told_with_what_was_said_before() -> None:
    made = graph(row("date", "2022-03-11"), no("lead", "Sở Y tế", path="I/1/-1"), row("lead", "Sở Nội vụ", path="I/1/-1"))
    store = store_of(made.quads)
    prov = "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/> "
    told = ask(store, prov + """SELECT ?said ?who ?when ?why ?before {
        ?k a prov:Activity ; rdfs:label ?said ; prov:wasAssociatedWith/rdfs:label ?who ; dcterms:date ?when ; rdfs:comment ?why .
        OPTIONAL { ?k prov:invalidated/prov:value ?before } } ORDER BY ?said""")  # fmt: skip
    assert told == [
        ("date: 2022-03-11", "Lan", "2026-03-01", "read again", "2022-03-01"),
        ("lead: Sở Nội vụ", "Lan", "2026-03-01", "read again", None),
        ("lead: not Sở Y tế", "Lan", "2026-03-01", "read again", "Sở Y tế"),
    ]
    facts = ask(store, prov + "SELECT ?fact { ?fact prov:wasAttributedTo/rdfs:label 'Lan' } ORDER BY ?fact")
    assert [str(fact).removeprefix(f"{DEFAULT_BASE}{PLAN}") for (fact,) in facts] == ["#date", "/I/1/-1#lead-sở-nội-vụ"]
    plain = {q for q in assemble([full(), cites()]).quads if "/I/1/-1#lead-sở-y-tế" in str(q)}
    assert plain
    assert not plain & set(made.quads)


def test_the_graph_stays_sound_and_the_order_of_documents_does_not_matter() -> None:
    rows = (row("number", "15/KH-UBND"), row("lead", "Sở Nội vụ", path="I/1/-1"), no("task", path="I/2"),
            row("target", "15/KH-UBND", document="8/KH-UBND", of="6/KH-UBND"),
            row("title", "Một cái tên mới"))  # fmt: skip
    one = graph(*rows)
    assert one.unmatched == []
    other = graph(*rows, documents=[cites(), full()])
    assert sorted(map(str, one.quads)) == sorted(map(str, other.quads))
    triples = [q.triple for q in one.quads]
    assert len(triples) == len(set(triples))
    subjects = {q.subject for q in one.quads}
    for quad in in_graph(one.quads, "corrections"):
        if str(getattr(quad.object, "value", "")).startswith(DEFAULT_BASE):
            assert quad.object in subjects, quad


def test_a_row_may_name_the_document_as_the_graph_shows_it_once_corrected() -> None:
    renamed = PLAN.replace("5-kh-ubnd", "15-kh-ubnd")
    made = graph(row("number", "15/KH-UBND", document=PLAN), no("task", path="I/2", document=renamed))
    assert made.unmatched == []
    assert {d.iri for d in made.documents} >= {DEFAULT_BASE + renamed}


def test_without_decisions_the_graph_is_the_same() -> None:
    documents = [full(), cites()]
    assert set(assemble(documents).quads) == set(assemble(documents, corrections=()).quads)
    assert in_graph(assemble(documents).quads, "corrections") == set()
