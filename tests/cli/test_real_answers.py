"""The answers on real documents are those an analyst gives, and every fact has its words in the file."""

from __future__ import annotations

import json
import runpy
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from kg.store.generations import Generation, Generations
from loaders.read import read
from tests.cli.conftest import Chidao

LEAD = "Sở Giao thông vận tải"
ONT = "https://w3id.org/chidao/ont#"
ROLES = f"""
PREFIX cd: <{ONT}>
PREFIX role: <https://w3id.org/chidao/voc/role#>
SELECT ?task ?number ?path ?support ?due {{
  ?task cd:ledBy/cd:agencyKind <https://w3id.org/chidao/kind/so-giao-thong-van-tai> ; cd:in ?provision .
  ?provision cd:path ?path ; cd:document/cd:number ?number .
  OPTIONAL {{ ?task cd:assignment ?a . ?a cd:role role:support ; cd:agentName ?support }}
  OPTIONAL {{ ?task cd:deadline/(cd:dueBy|cd:recurs) ?due }}
}}
"""
FACTS = f"""
PREFIX cd: <{ONT}>
SELECT ?fact ?states ?text ?start ?from ?to ?name ?sha {{
  ?fact cd:in ?provision .
  ?provision cd:text ?text ; cd:start ?start ; cd:document/cd:sourceFile ?file .
  ?file cd:fileName ?name ; cd:sha256 ?sha .
  OPTIONAL {{ ?fact cd:from ?from ; cd:to ?to }}
  OPTIONAL {{ ?fact cd:states ?states }}
}}
"""
# (number of the document, section) -> text, supporting agencies, deadlines
Tasks = dict[tuple[str, str], tuple[str, frozenset[str], frozenset[str]]]


@pytest.fixture(scope="module")
def norm(shared: Path) -> Callable[[str], str]:
    """Names and texts as the scorer compares them."""
    return cast("Callable[[str], str]", runpy.run_path(str(shared / "score.py"))["norm"])


@pytest.fixture(scope="module")
def gold(shared: Path, norm: Callable[[str], str]) -> Tasks:
    """What the analyst found that the Department of Transport leads."""
    found: Tasks = {}
    for path in sorted((shared / "gold").glob("*.json")):
        noted = json.loads(path.read_text(encoding="utf-8"))
        lines = (shared / "seeds" / noted["file"]).read_text(encoding="utf-8").split("\n")
        for document in noted.get("documents") or [noted]:
            for task in document["tasks"]:
                if norm(LEAD) not in {norm(name) for name in task["lead"]}:
                    continue
                first, last = task["lines"]
                text = task.get("text") or " ".join(lines[first - 1 : last])
                due = frozenset(str(deadline["date"]) for deadline in task["deadline"])
                support = frozenset(norm(name) for name in task["support"])
                found[document["document"]["number"], task["section"]] = (norm(text), support, due)
    return found


def test_the_tasks_of_the_department_of_transport(on_seeds: Chidao, gold: Tasks, norm: Callable[[str], str]) -> None:
    answer = json.loads(on_seeds("tasks", "--lead", "Sở GTVT", "--json").stdout)
    found: Tasks = {
        (row["documentLabel"].split()[-1], row["path"]): (
            norm(row["text"]),
            frozenset(map(norm, row["supports"])),
            frozenset(row["due"]),
        )
        for row in answer["rows"]
    }
    assert len(found) == answer["count"]
    assert found == gold
    assert len({number for number, _ in gold}) == 3


def test_the_same_through_sparql(on_seeds: Chidao, gold: Tasks, norm: Callable[[str], str]) -> None:
    rows = json.loads(on_seeds("sparql", ROLES, "--format", "json").stdout)["results"]["bindings"]
    support: dict[tuple[str, str], set[str]] = defaultdict(set)
    due: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        place = (row["number"]["value"], row["path"]["value"])
        support[place] |= {norm(row["support"]["value"])} if "support" in row else set()
        due[place] |= {row["due"]["value"]} if "due" in row else set()
    assert {place: (set(a), set(b)) for place, (_, a, b) in gold.items()} == {p: (support[p], due[p]) for p in support}
    verb = json.loads(on_seeds("tasks", "--lead", LEAD, "--json").stdout)
    assert {row["task"]["value"] for row in rows} == {row["task"] for row in verb["rows"]}


def test_the_deadlines_of_the_analyst(on_seeds: Chidao, shared: Path) -> None:
    """Of all tasks with a date, as `--due-before` lists them."""
    expected = set()
    for path in sorted((shared / "gold").glob("*.json")):
        noted = json.loads(path.read_text(encoding="utf-8"))
        for document in noted.get("documents") or [noted]:
            for task in document["tasks"]:
                # A year as a deadline is its last day in the graph.
                said = [str(d["date"]) for d in task["deadline"] if d["date"]]
                dates = frozenset(f"{date}-12-31" if len(date) == 4 else date for date in said)
                if not task.get("optional") and any(date[:1].isdigit() for date in dates):
                    expected.add((document["document"]["number"], task["section"], dates))
    answer = json.loads(on_seeds("tasks", "--due-before", "2100-01-01", "--json").stdout)
    found = {(row["documentLabel"].split()[-1], row["path"], frozenset(row["due"])) for row in answer["rows"]}
    assert expected
    assert expected - found == set()


def test_a_provincial_resolution_leads_to_its_own_plan_alone(on_seeds: Chidao) -> None:
    found = json.loads(on_seeds("lineage", "11-NQ/TU", "--json").stdout)
    assert found["document"]["issuer"] == "Tỉnh ủy Bạc Liêu"
    assert found["up"] == []
    assert [(step["label"], step["relations"]) for step in found["down"]] == [("Kế hoạch 34/KH-UBND", ["implements"])]


def _facts(generation: Generation) -> list[Any]:
    return list(generation.store.query(FACTS, use_default_graph_as_union=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("source", ["seeds", "corpus"])
def test_every_fact_has_its_words_in_the_file(
    source: str, shared: Path, chidao: Chidao, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The quote the graph gives is what stands at that place of the file's canonical text."""
    store = tmp_path_factory.mktemp(source)
    files = sorted(p for p in (shared / source).iterdir() if p.suffix in (".txt", ".md") and p.name != "README.md")
    assert chidao("build", *files, "--store", store).returncode == 0
    texts = {path.name: read(path).text for path in files}
    wrong, seen, header = [], 0, 0
    with Generations(store).open() as generation:
        total = generation.store.query(
            f"SELECT (COUNT(DISTINCT ?f) AS ?n) {{ ?f <{ONT}in> ?p }}", use_default_graph_as_union=True
        )
        [counted] = [int(row["n"].value) for row in cast("Any", total)]
        facts = _facts(generation)
        assert len({row["fact"].value for row in facts}) == counted
        for row in facts:
            own, start = row["text"].value, int(row["start"].value)
            begin = int(row["from"].value) if row["from"] is not None else 0
            end = int(row["to"].value) if row["to"] is not None else len(own)
            quote, text = own[begin:end], texts[row["name"].value]
            seen += 1
            header += row["states"] is not None
            if not (0 <= begin < end <= len(own) and quote == text[start + begin : start + end]):
                wrong.append((row["fact"].value, quote))
    assert seen > 200
    assert header > 20
    assert wrong == []
