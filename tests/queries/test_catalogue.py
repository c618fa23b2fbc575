"""The catalogue: its files are whole, each answers its own example, and a broken file is named with its line."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from kg.store.generations import Generation
from queries.catalogue import Catalogue, QueryFileError, Question, read_question
from queries.lexer import tokens
from queries.run import QueryError, answer, ask

SHIPPED = Catalogue.shipped()
QUESTIONS = list(SHIPPED)

# Little in the samples is linked with doubt, and all are carried on: these are asked of documents made for it.
DOUBTFUL = {"candidates", "doubts", "uncertain-links", "tasks-orphaned"}
OF_ONE = {"agency-documents", "project", "tasks-by-province", "tasks-due-before", "tasks-orphaned"}
CUT = ("upto", "first")
DOUBTS: dict[str, dict[str, str]] = {"tasks": {}, "citations": {"doc": "78/KH-UBND"}}


def examples(question: Question, optional: bool) -> dict[str, str]:
    return {each.name: each.example for each in question.parameters if each.required or optional}


def test_the_shipped_files_are_whole() -> None:
    assert SHIPPED.check() == []
    assert len(QUESTIONS) == len(SHIPPED.names()) == len(list(SHIPPED.folder.iterdir()))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_answers_its_example(question: Question, request: pytest.FixtureRequest) -> None:
    graph: Generation = request.getfixturevalue("doubtful_graph" if question.name in DOUBTFUL else "samples_graph")
    found = answer(graph, question, examples(question, optional=False))
    assert len(set(found.columns)) == len(found.columns)
    assert found.rows


@pytest.mark.parametrize(
    ("question", "name"),
    [(q, p.name) for q in QUESTIONS for p in q.parameters if not p.required],
    ids=lambda each: each.name if isinstance(each, Question) else each,
)
def test_an_optional_parameter_narrows(question: Question, name: str, request: pytest.FixtureRequest) -> None:
    """Its own example leaves some of the rows, and never adds one."""
    asked = DOUBTS.get(question.name) if name in ("min_confidence", "only_doubtful") else None
    doubtful = question.name in DOUBTFUL or asked is not None
    graph: Generation = request.getfixturevalue("doubtful_graph" if doubtful else "samples_graph")
    parameter = question.parameter(name)
    assert parameter is not None
    needed = examples(question, optional=False) | (asked or {})
    everything = [row[0] for row in answer(graph, question, needed, 0).rows]
    some = [row[0] for row in answer(graph, question, {**needed, name: parameter.example}, 0).rows]
    # Of the rows of one document alone nothing can be left out; tests/queries/test_stretches.py and test_counts.py have
    # several.
    assert 0 < len(some) < len(everything) or (name in CUT and some == everything and question.name in OF_ONE)
    assert set(some) <= set(everything)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_runs_as_it_stands(question: Question, samples_graph: Generation) -> None:
    """In any SPARQL editor, with nothing filled in."""
    assert list(samples_graph.store.query(question.text, use_default_graph_as_union=True)) is not None


def unbound_starts(query: str) -> list[str]:
    """The variables from which an OPTIONAL begins though only an earlier OPTIONAL beside it binds them: where that one
    found nothing, such an OPTIONAL matches the whole graph."""
    found: list[str] = []
    sure, maybe, optional, begins = set[str](), set[str](), False, False
    above: list[tuple[set[str], set[str], bool]] = []
    opening = selecting = False
    for token in tokens(query):
        word = token.text.upper()
        if word in ("OPTIONAL", "SELECT"):
            opening, selecting = opening or word == "OPTIONAL", selecting or word == "SELECT"
        elif token.text == "{":
            above.append((sure, maybe, optional))
            inner = (set[str](), set[str]()) if selecting else (set(sure), set(maybe))
            sure, maybe, optional, begins = *inner, opening, opening
            opening = selecting = False
        elif token.text == "}":
            inner_sure, inner_maybe, was = sure, maybe, optional
            sure, maybe, optional = above.pop()
            if was:
                maybe |= (inner_sure | inner_maybe) - sure
            else:
                sure |= inner_sure
        elif token.text.startswith("?") and len(token.text) > 1 and not selecting:
            if begins and token.text in maybe - sure:
                found.append(token.text)
            begins = False
            sure.add(token.text)
    return found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_no_optional_begins_at_what_may_be_unbound(question: Question) -> None:
    assert unbound_starts(question.text) == []


def test_an_optional_that_begins_so_is_seen() -> None:
    apart = "SELECT ?d { ?a <b> ?c . OPTIONAL { ?a <d> ?d } OPTIONAL { ?d <e> ?f } }"
    assert unbound_starts(apart) == ["?d"]
    assert unbound_starts("SELECT ?d { ?a <b> ?c . OPTIONAL { ?a <d> ?d OPTIONAL { ?d <e> ?f } } }") == []
    assert unbound_starts("SELECT ?d { { SELECT ?d { ?a <b> ?d } } OPTIONAL { ?d <e> ?f } }") == []


LINKED = """
@prefix cd: <https://w3id.org/chidao/ont#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <urn:> .
:p cd:document :d ; cd:path "1" ; cd:start 0 ; cd:text "a b c" .
:s a cd:RelationStatement ; cd:in :p ; cd:states cd:cites ; cd:target :c .
:c a cd:Citation ; cd:in :p .
:t a cd:RelationStatement ; cd:in :p ; cd:states cd:cites ; cd:target :c ; cd:sourceDocument :d ; cd:targetDocument :e .
:d cd:cites :e ; rdfs:label "D" ; cd:sourceFile :f .  :e rdfs:label "E" .
"""


def test_what_has_no_target_has_no_label_no_edge_and_was_not_read() -> None:
    import pyoxigraph as ox

    from queries.bind import bind

    store = ox.Store()
    store.load(LINKED.encode(), format=ox.RdfFormat.TURTLE)

    def rows(name: str, *columns: str) -> list[tuple[str | None, ...]]:
        text = bind(SHIPPED.get(name).text, {"doc": [ox.NamedNode("urn:d")]})
        return [tuple(None if row[c] is None else row[c].value for c in columns) for row in store.query(text)]

    assert rows("stated-relations", "statement", "targetLabel", "edge") == [
        ("urn:s", None, "false"), ("urn:t", "E", "true"),
    ]  # fmt: skip
    assert rows("citations", "citation", "target", "targetLabel", "targetRead") == [("urn:c", None, None, "false")]


def test_works_of_a_document_stand_where_each_is_found_alone(samples_graph: Generation) -> None:
    together = ask(samples_graph, "project-places", {"doc": "208/KH-UBND"}, 0).dicts()
    works = [row["project"] for row in ask(samples_graph, "projects", {"doc": "208/KH-UBND"}, 0).dicts()]
    assert sorted({row["project"] for row in together}) == sorted(works)
    assert len(works) > 2
    document = together[0]["document"]

    def said(row: dict[str, str], work: str) -> tuple[str, ...]:
        told = ("mention", "path", "quote", "name", "stage", "capital", "scale", "period", "investor", "task")
        return (row[work], *(row[name] for name in told), *sorted(row["asks"].split("|")))

    alone = [row for work in works for row in ask(samples_graph, "project", {"project": work}, 0).dicts()]
    assert sorted(said(row, "project") for row in together) == sorted(
        said(row, "work") for row in alone if row["document"] == document
    )
    several = ask(samples_graph, "project-places", {"project": " ".join(works[:2])}, 0).dicts()
    assert {row["project"] for row in several} == set(works[:2])


def test_a_doubt_about_no_thing_is_one_row(samples_graph: Generation) -> None:
    """Where an agency's place is unknown, nothing is named that the fact could be about."""
    rows = ask(samples_graph, "doubts", {"doc": "15/KH-UBND"}).dicts()
    (row,) = [row for row in rows if row["fact"].endswith("#issuer")]
    assert (row["quote"], row["target"], row["targetLabel"]) == ("ỦY BAN NHÂN DÂN", "", "")
    assert len({(row["fact"], row["reason"]) for row in rows}) == len(rows) > 1


def test_the_same_question_in_two_ways(samples_graph: Generation) -> None:
    for name, parameter, value in [
        ("tasks-by-lead", "lead", "Sở GTVT"),
        ("tasks-by-support", "support", "Sở Tài chính"),
        ("tasks-by-document", "doc", "208/KH-UBND"),
        ("tasks-by-province", "province", "Bạc Liêu"),
        ("tasks-due-before", "due_before", "2024-12-31"),
    ]:
        [own] = [each for each in SHIPPED.get(name).parameters if each.required]
        one = {row["task"] for row in ask(samples_graph, name, {own.name: value}).dicts()}
        assert one == {row["task"] for row in ask(samples_graph, "tasks", {parameter: value}).dicts()}
        assert one


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("nothing", {}, "no such question"),
        ("cascade", {}, "doc is missing; for example: doc="),
        ("due", {}, "due: from, to are missing; for example: from=2024-01-01 to=2026-12-31"),
        ("due", {"from": "2024"}, "due: to is missing; for example: to=2026-12-31"),
        ("cascade", {"doc": "13-NQ/TW", "depth": "2"}, "no parameter 'depth'; it takes: doc"),
        ("statistics", {"x": "1"}, "it takes: none"),
        ("tasks-due-before", {"date": "31/13/2024"}, "is no date; for example 2025-12-31, 31/12/2025"),
        ("documents", {"year": "this"}, "is no year; for example"),
        ("evidence", {"fact": "no iri }"}, "is no iri; for example"),
    ],
)
def test_what_cannot_be_asked(name: str, given: dict[str, str], message: str, samples_graph: Generation) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        ask(samples_graph, name, given)
    assert "\n" not in str(caught.value)


def without(words: str) -> Callable[[str], str]:
    return lambda text: "".join(line for line in text.splitlines(keepends=True) if words not in line)


def instead(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (instead("#+ tags: [", "#+\ttags: ["), 5, "holds a tab"),
        (instead("#+ tags:", "#+ tag:"), 5, "'tag' is unknown; use"),
        (instead("#+   vi: ", "#+   fr: "), 2, "'fr' is unknown; use en, vi"),
        (instead("#+     example:", "#+     sample:"), 10, "'sample' is unknown"),
        (without("#+     example:"), 7, "'example' is missing"),
        (without("#+ tags:"), 0, "'tags' is missing"),
        (instead("type: document", "type: paper"), 8, "type 'paper' is unknown; use one of"),
        (instead("required: true", "required: yes"), 9, "write true or false"),
        (instead("#+     required: true", "#+     default: x\n#+     required: true"), 9, "has no default"),
        (instead("VALUES ?doc { UNDEF }", ""), 1, "parameter 'doc' has no 'VALUES"),
        (instead("VALUES ?doc { UNDEF }", "VALUES ?doc { UNDEF } VALUES ?other { UNDEF }"), 21, "declare it"),
        (instead("VALUES ?doc { UNDEF }", "#? doc\nVALUES ?doc { UNDEF }\n#?"), 21, "no optional parameter"),
        (instead("VALUES ?doc { UNDEF }", "VALUES ?doc { UNDEF }\n#?"), 22, "nothing is open"),
        (instead("?doc cd:cascadesToAll?", "?doc cd:cascadesToAll??? )"), 22, "no SPARQL query"),
        (instead("#+ summary:", "#+ summary"), 1, "has no colon"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    change: Callable[[str], str], line: int, reason: str, tmp_path: Path
) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(SHIPPED.folder, folder)
    broken = folder / "cascade.rq"
    broken.write_text(change(broken.read_text(encoding="utf-8")), encoding="utf-8")
    [complaint] = Catalogue(folder).check()
    assert complaint.startswith(f"cascade.rq:{max(line, 1)}: ")
    assert reason in complaint
    assert "\n" not in complaint
    with pytest.raises(QueryFileError):
        read_question(broken)
    assert "cascade" in Catalogue(folder).names()


def test_other_files_are_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "cascade.sparql").write_text("SELECT * {}")
    (tmp_path / "latin.rq").write_bytes("#+ summary: Nghị".encode("utf-16"))
    [first, second] = Catalogue(tmp_path).check()
    assert first.startswith("cascade.sparql:1: is no .rq file")
    assert second.startswith("latin.rq:1: cannot be read")


def test_a_page_and_all_of_it(samples_graph: Generation) -> None:
    """A page says whether it is all; pages agree with the whole."""
    whole = ask(samples_graph, "tasks", {}, 0)
    assert len(whole.rows) > 2
    assert not whole.truncated
    some = ask(samples_graph, "tasks", {}, 2)
    assert some.truncated
    assert some.rows == whole.rows[:2]
    exactly = ask(samples_graph, "tasks", {}, len(whole.rows))
    assert not exactly.truncated
    assert exactly.rows == whole.rows
    assert not ask(samples_graph, "tops", {"doc": "34/KH-UBND"}, 1).truncated  # it has no pages


def test_a_flag_that_is_false_is_not_given(samples_graph: Generation) -> None:
    everything = ask(samples_graph, "tasks", {}, 0)
    assert ask(samples_graph, "tasks", {"unassigned": "false"}, 0) == everything
    assert 0 < len(ask(samples_graph, "tasks", {"unassigned": "true"}, 0).rows) < len(everything.rows)
    with pytest.raises(QueryError, match="unassigned"):
        ask(samples_graph, "tasks", {"unassigned": "maybe"})


def test_descriptions_are_told_in_vietnamese_too() -> None:
    """Each sentence is that of a question that has one to translate, and is not English; and each has one."""
    shipped = Catalogue.shipped()
    written = tomllib.loads((Path(str(resources.files("queries"))) / "descriptions.toml").read_text(encoding="utf-8"))
    assert [question.name for question in shipped if question.description and question.name not in written] == []
    for name, said in written.items():
        question = shipped.get(name)
        assert question.description, f"{name} has no description to translate"
        assert question.description_vi == said != question.description
        assert any(letter in said for letter in "ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụý"), said
