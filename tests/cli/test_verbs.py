"""Each verb as a process: exit code, standard output, one line of reason on standard error."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
import rdflib

from tests.cli.conftest import Chidao

PLAN = "34/KH-UBND"


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def table_rows(text: str) -> int:
    """Rows of a table below its two head lines; none where nothing is found."""
    return 0 if text.strip() == "nothing found" else len(text.rstrip("\n").split("\n")) - 2


@pytest.mark.parametrize(
    "words",
    [
        ["docs"], ["docs", "--cited"], ["docs", "--type", "KH"], ["docs", "--province", "bac lieu", "--year", "2022"],
        ["docs", "--issuer", "UBND tỉnh Bạc Liêu"],
        ["show", PLAN], ["show", PLAN, "--evidence"], ["show", PLAN, "--text"], ["show", PLAN, "--json"],
        ["lineage", "13-NQ/TW"], ["lineage", PLAN, "--direction", "up", "--evidence"], ["lineage", PLAN, "--json"],
        ["tasks"], ["tasks", "--unassigned"], ["tasks", "--doc", PLAN, "--evidence"], ["tasks", "--support", "Sở Tài chính"],
        ["search", "đường"], ["stats"], ["stats", "--json"],
        ["query", "list"], ["query", "list", "--json"], ["query", "show", "cascade"], ["query", "check"],
        ["query", "run", "cascade", "doc=13-NQ/TW"], ["export"], ["export", "--doc", PLAN, "--format", "ntriples"],
        ["--help"], ["build", "--help"], ["query", "--help"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_it_works(words: list[str], on_samples: Chidao) -> None:
    done = on_samples(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() or words == ["query", "check"]
    if "--json" in words:
        assert json.loads(done.stdout)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "999-NQ/TW"], "'999-NQ/TW': no such document; try: chidao search"),
        (["lineage", "Kế hoạch 34 Bắc Kạn"], "no such document"),
        (["tasks", "--lead", "Sở Bánh kẹo"], "no such agency in the graph; see them with: chidao query run agencies"),
        (["tasks", "--province", "Atlantis"], "no such province"),
        (["tasks", "--due-before", "tomorrow"], "due_before: 'tomorrow' is no date; for example"),
        (["docs", "--year", "this"], "is no year; for example"),
        (["search", "?!"], "?!"),
        (["query", "run", "nothing"], "'nothing': no such question; see them with: chidao query list"),
        (["query", "run", "cascade"], "doc is missing; for example: doc="),
        (["query", "run", "cascade", "13-NQ/TW"], "a parameter is given as name=value"),
        (["query", "show", "nothing"], "no such question"),
        (["sparql", "SELECT * {"], "not a query: error at 1:"),
        (["sparql", ""], "not a query"),
        (["sparql", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"], "updates are refused: the graph is read-only"),
        (["sparql", "PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }"], "updates are refused"),
        (["sparql", "DROP ALL"], "updates are refused"),
        (["sparql", "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }"], "SERVICE"),
        (["sparql", "PREFIX x: <urn:x> SELECT * { SERVICE x:y { ?s ?p ?o } }"], "SERVICE"),
        (["sparql", "-f", "missing.rq"], "missing.rq: No such file"),
        (["export", "--doc", "999-NQ/TW"], "no such document"),
        (["build", "missing"], "missing"),
    ],
    ids=lambda each: " ".join(each)[:60] if isinstance(each, list) else None,
)
def test_errors_are_one_line(words: list[str], says: str, on_samples: Chidao) -> None:
    done = on_samples(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith("chidao: ")
    assert says in line


def test_a_refused_update_changes_nothing(on_samples: Chidao) -> None:
    count = ("sparql", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv")
    before = on_samples(*count).stdout
    assert on_samples("sparql", "DELETE WHERE { ?s ?p ?o }").returncode == 2
    assert on_samples(*count).stdout == before


@pytest.mark.parametrize(
    "words",
    [["docs"], ["show", PLAN], ["lineage", PLAN], ["tasks"], ["search", "x"], ["stats"], ["export"],
     ["sparql", "ASK {}"], ["query", "run", "statistics"]],
    ids=" ".join,
)  # fmt: skip
def test_an_empty_store_says_what_to_do(words: list[str], chidao: Chidao) -> None:
    done = chidao(*words)
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert "nothing was built here yet; run: chidao build" in line


def test_an_ambiguous_number_lists_what_fits(chidao: Chidao, tmp_path: Path) -> None:
    for place in ("Bạc Liêu", "Bắc Kạn"):
        (tmp_path / f"{place}.txt").write_text(
            f"ỦY BAN NHÂN DÂN\nTỈNH {place.upper()}\nSố: 7/KH-UBND\n{place}, ngày 02 tháng 3 năm 2022\nKẾ HOẠCH\n"
            f"Trồng cây ở các trường học\n1. Sở Y tế chủ trì trồng cây quanh trạm y tế ở {place}.\n",
            encoding="utf-8",
        )
    store = str(tmp_path / "store")
    assert chidao("build", tmp_path, "--store", store).returncode == 0
    done = chidao("show", "7/KH-UBND", "--store", store)
    assert (done.returncode, done.stdout) == (2, "")
    first, *listed = done.stderr.splitlines()
    assert "fits 2 documents; add the issuer, province or year, or give the IRI" in first
    iris = [line.strip() for line in listed if "://" in line]
    assert len(iris) == 2
    assert all(chidao("show", iri, "--store", store).returncode == 0 for iri in iris)
    assert "Bắc Kạn" in chidao("show", "7/KH-UBND Bắc Kạn", "--store", store).stdout


def test_a_refused_file_is_exit_code_1(chidao: Chidao, root: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 400)
    done = chidao("build", tmp_path, root / "samples", "--store", tmp_path / "store")
    assert done.returncode == 1
    assert "broken.txt" in done.stdout + done.stderr
    assert chidao("stats", "--store", tmp_path / "store").returncode == 0
    alone = chidao("extract", tmp_path / "broken.txt")
    assert (alone.returncode, alone.stdout) == (1, "")
    [line] = alone.stderr.splitlines()
    assert "broken.txt" in line


def test_a_malformed_query_file_is_exit_code_1(chidao: Chidao, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text("#+ summary:\n#+\tvi: x\nSELECT * {}\n", encoding="utf-8")
    done = chidao("query", "check", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "bad.rq:2: holds a tab; indent with blanks\n"


def test_a_runaway_query_is_stopped(on_samples: Chidao) -> None:
    began = time.monotonic()
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    done = on_samples("sparql", query, CHIDAO_QUERY_SECONDS="1")
    assert time.monotonic() - began < 20
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert "took longer than 1 s and was stopped" in line


@pytest.mark.parametrize(
    "words",
    [["docs"], ["docs", "--cited"], ["docs", "--province", "Hà Nội"], ["query", "run", "agencies"],
     ["query", "run", "tasks-by-lead", "agency=Sở GTVT"], ["query", "run", "uncertain-links"]],
    ids=" ".join,
)  # fmt: skip
def test_json_csv_and_table_count_the_same(words: list[str], on_samples: Chidao) -> None:
    found = json.loads(on_samples(*words, "--json").stdout)
    assert found["count"] == len(found["rows"])
    assert found["count"] == len(rows_of(on_samples(*words, "--csv").stdout))
    assert found["count"] == table_rows(on_samples(*words).stdout)


@pytest.mark.parametrize(
    "words", [["--limit", "0"], ["--lead", "Sở GTVT"], ["--due-before", "2024-12-31"], ["--unassigned"]]
)
def test_tasks_count_the_same(words: list[str], on_samples: Chidao) -> None:
    found = json.loads(on_samples("tasks", *words, "--json").stdout)
    assert 0 < found["count"] == len(found["rows"])
    assert found["count"] == len(rows_of(on_samples("tasks", *words, "--csv").stdout))
    assert on_samples("tasks", *words).stdout.endswith(f"\n{found['count']} nhiệm vụ / tasks\n")
    some = json.loads(on_samples("tasks", *words, "--json", "--limit", "1").stdout)
    assert (some["count"], len(some["rows"])) == (1, 1)
    assert some["truncated"] == (found["count"] > 1)
    assert some["rows"][0] == found["rows"][0]
    assert not found["truncated"]


def test_extract_is_json_whose_spans_are_the_words(on_samples: Chidao, root: Path) -> None:
    from loaders.read import read

    path = root / "samples" / "208-kh-ubnd-tuyen-quang.txt"
    found = json.loads(on_samples("extract", path).stdout)
    text = read(path).text
    assert [text[a:b] for a, b in found["document"]["spans"]["number"]] == ["208/KH-UBND"]
    quotes = [
        (said, text[a:b])
        for cited in found["citations"]
        for (_, said), (a, b) in zip(cited["mentions"], cited["spans"], strict=True)
    ]
    assert quotes
    assert [said for said, _ in quotes] == [" ".join(words.split()) for _, words in quotes]
    evidence = list(_evidence(found))
    assert evidence
    assert [pair for pair in evidence if pair[0] != text[slice(*pair[1])]] == []


def _evidence(data: Any) -> list[tuple[str, list[int]]]:
    """Every `quote` that stands beside one `span`, at any depth."""
    if isinstance(data, list):
        return [pair for each in data for pair in _evidence(each)]
    if not isinstance(data, dict):
        return []
    here = [(data["quote"], data["span"])] if "quote" in data and "span" in data else []
    return here + [pair for each in data.values() for pair in _evidence(each)]


def test_extract_to_a_folder(chidao: Chidao, root: Path, tmp_path: Path) -> None:
    files = sorted((root / "samples").glob("*ubnd*"))
    assert chidao("extract", *files, "-o", tmp_path / "out").returncode == 0
    assert {p.stem for p in (tmp_path / "out").iterdir()} == {p.stem for p in files}
    assert all(json.loads(p.read_text(encoding="utf-8")) for p in (tmp_path / "out").iterdir())


@pytest.mark.slow
def test_exports_hold_the_same_triples(on_samples: Chidao) -> None:
    made: dict[str, set[Any]] = {}
    for form, name in (("turtle", "turtle"), ("ntriples", "nt"), ("trig", "trig"), ("nquads", "nquads")):
        done = on_samples("export", "--format", form)
        graph = rdflib.Dataset()
        if form in ("turtle", "ntriples"):
            graph.default_graph.parse(data=done.stdout, format=name)
        else:
            graph.parse(data=done.stdout, format=name)
        made[form] = {(s, p, o) for s, p, o, _ in graph.quads((None, None, None, None))}
    counted = on_samples("sparql", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv").stdout
    assert {form: len(triples) for form, triples in made.items()} == dict.fromkeys(made, int(counted.split()[1]))
    assert all(triples == made["turtle"] for triples in made.values())


def test_exports_are_the_same_bytes_each_time(on_samples: Chidao, tmp_path: Path) -> None:
    printed = on_samples("export", "--format", "nquads").stdout
    assert on_samples("export", "--format", "nquads", "-o", tmp_path / "graph.nq").stdout == ""
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8") == printed
    assert printed.splitlines() == sorted(printed.splitlines())


def test_export_of_one_document(on_samples: Chidao) -> None:
    lines = on_samples("export", "--doc", PLAN, "--format", "nquads").stdout.splitlines()
    assert lines
    assert {line.rsplit(" ", 2)[1] for line in lines} == {
        "<https://w3id.org/chidao/graph/doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/34-kh-ubnd>"
    }


def test_sparql_heeds_from(on_samples: Chidao) -> None:
    def count(dataset: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) {dataset} {{ ?s ?p ?o }}"
        return int(on_samples("sparql", query, "--format", "csv").stdout.split()[1])

    one = count("FROM <https://w3id.org/chidao/graph/registry>")
    assert 0 < one < count("")
    assert count("FROM NAMED <https://w3id.org/chidao/graph/registry>") == 0


def test_sparql_in_all_formats(on_samples: Chidao, tmp_path: Path) -> None:
    query = "SELECT ?d { ?d a <https://w3id.org/chidao/ont#Document> } ORDER BY ?d"
    (tmp_path / "q.rq").write_text(query, encoding="utf-8")
    found = json.loads(on_samples("sparql", query, "--format", "json").stdout)["results"]["bindings"]
    assert found
    assert on_samples("sparql", "-f", tmp_path / "q.rq").stdout == on_samples("sparql", stdin=query).stdout
    assert table_rows(on_samples("sparql", query).stdout) == len(found)
    assert len(rows_of(on_samples("sparql", query, "--format", "csv").stdout)) == len(found)
    assert on_samples("sparql", query, "--format", "xml").stdout.count("<result>") == len(found)
    assert on_samples("sparql", "ASK { ?s ?p ?o }").stdout == "true\n"
    made = on_samples("sparql", "CONSTRUCT { ?d a <urn:x> } WHERE { ?d a <https://w3id.org/chidao/ont#Document> }")
    assert len(rdflib.Graph().parse(data=made.stdout, format="turtle")) == len(found)
