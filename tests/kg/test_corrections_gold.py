"""The annotations as corrections of extraction that was made worse: all that is extracted is right again, and nothing
else is other than it was."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

from kg.assemble import assemble
from kg.corrections.apply import apply
from kg.corrections.rows import Row
from kg.iri import path_segment, slug
from kg.rdf import terms as t
from loaders.extract import to_json
from loaders.model import Document
from loaders.parse import parse
from loaders.read import read
from tests.kg.damage import Damaged, damaged
from tests.kg.gold_rows import gold_of, rows

EXTRACTED = ("metadata", "recipients", "citations (numbered)", "citations (named)", "citation issuer",
             "relations (typed, without cites)", "relations (all)", "tasks", "lead agencies", "support agencies",
             "lead basis", "deadlines", "fields")  # fmt: skip
NOT_CORRECTED = ("projects", "targets", "reports")
Figures = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def extracted(shared: Path) -> dict[str, Document]:
    found = {source.stem: parse(read(source)) for source in sorted((shared / "seeds").glob("*.txt"))}
    assert [len(each) for each in found.values()] == [1] * 5
    return {stem: each[0] for stem, each in found.items()}


@pytest.fixture(scope="module")
def seeds(shared: Path, extracted: dict[str, Document]) -> dict[str, Document]:
    """As extracted, with the fields of the annotations: of what they decide all else is extracted as they have it."""
    rows = [row for row in decisions(shared, extracted, optional=False) if row.fact == "field"]
    done = apply(list(extracted.values()), rows, no_names)
    return dict(zip(extracted, done.documents, strict=True))


def scored(shared: Path, folder: Path, documents: dict[str, Document]) -> Figures:
    folder.mkdir()
    for stem, document in documents.items():
        (folder / f"{stem}.json").write_text(json.dumps(to_json([document]), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, shared / "score.py", shared / "gold", folder, "--json"]
    table: Figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return table


def no_names(documents: list[Document]) -> list[str]:
    raise AssertionError("rows by file need no IRIs")


@pytest.fixture(scope="module", params=[2, 3])
def worse(request: pytest.FixtureRequest, seeds: dict[str, Document]) -> dict[str, Damaged]:
    random = Random(request.param)  # noqa: S311 - the same damage in each run
    return {stem: damaged(document, random) for stem, document in seeds.items()}


def decisions(shared: Path, documents: dict[str, Document], optional: bool = True) -> list[Row]:
    golds = {stem: gold_of(shared / "gold" / f"{stem}.json")[0] for stem in documents}
    return [row for stem, document in documents.items() for row in rows(golds[stem], document, optional=optional)]


def test_all_that_is_extracted_is_right(shared: Path, tmp_path: Path, worse: dict[str, Damaged]) -> None:
    documents = {stem: each.document for stem, each in worse.items()}
    before = scored(shared, tmp_path / "before", documents)
    assert all(before[name]["f1"] < 1.0 for name in EXTRACTED), before
    done = apply(list(documents.values()), decisions(shared, documents), no_names)
    assert done.unmatched == []
    after = scored(shared, tmp_path / "after", dict(zip(documents, done.documents, strict=True)))
    assert {name: after[name]["f1"] for name in EXTRACTED} == dict.fromkeys(EXTRACTED, 1.0)


def test_the_documents_as_extracted_are_right_by_decisions(
    shared: Path, tmp_path: Path, extracted: dict[str, Document]
) -> None:
    """Also what rows cannot decide, projects, targets and duties to report, stays as right as it was extracted."""
    done = apply(list(extracted.values()), decisions(shared, extracted), no_names)
    assert done.unmatched == []
    after = scored(shared, tmp_path / "after", dict(zip(extracted, done.documents, strict=True)))
    assert {name: after[name]["f1"] for name in EXTRACTED + NOT_CORRECTED} == dict.fromkeys(EXTRACTED + NOT_CORRECTED, 1.0)


def test_what_is_not_decided_stays(shared: Path, seeds: dict[str, Document]) -> None:
    """Rows that say what extraction says change no triple; each is told as a decision that looked at it."""
    made = decisions(shared, seeds, optional=False)
    whole = assemble(seeds.values(), corrections=made)
    told = {q for q in whole.quads if q.graph_name == NamedNode("https://w3id.org/chidao/graph/corrections")}
    assert set(whole.quads) - told == set(assemble(seeds.values()).quads)
    assert len([q for q in told if q.predicate == t.PROV_ASSOCIATED]) == len({row.id for row in made}) > 100
    assert not {t.PROV_GENERATED, t.PROV_INFLUENCED, t.PROV_INVALIDATED} & {q.predicate for q in told}


def touched(iri: str, each: Damaged) -> tuple[set[str], set[str]]:
    """Beginnings of the IRIs of facts that were made worse, and the names by which citations of them go."""
    starts = {f"{iri}/{path_segment(path)}#" for path in each.paths}
    return starts, {slug(key.partition("|")[0]) for key in each.keys}


def test_uncorrected_facts_are_as_they_were(shared: Path, seeds: dict[str, Document], worse: dict[str, Damaged]) -> None:
    """Two documents are left alone: their graphs are equal whole. Of the others what was not touched is equal."""
    alone = sorted(seeds)[3:]
    mixed = {stem: seeds[stem] if stem in alone else worse[stem].document for stem in seeds}
    right = assemble(seeds.values())
    parts = ({stem: d for stem, d in mixed.items() if (stem in alone) == left} for left in (True, False))
    made = [row for part, optional in zip(parts, (False, True), strict=True) for row in decisions(shared, part, optional)]
    again = assemble(mixed.values(), corrections=made)
    names = {d.sha256: d for d in right.documents}
    assert {d.sha256: d.iri for d in again.documents} == {sha: d.iri for sha, d in names.items()}
    facts: set[str] = set()
    cited: set[str] = set()
    for stem in set(seeds) - set(alone):
        listed = names[seeds[stem].text.source.sha256]
        starts, keys = touched(listed.iri, worse[stem])
        facts, cited = facts | starts, cited | keys
    for stem in alone:
        graph = names[seeds[stem].text.source.sha256].graph
        assert of_graph(right.quads, graph) == of_graph(again.quads, graph) != set()
    corrections = "https://w3id.org/chidao/graph/corrections"
    changed = {q for q in set(right.quads) ^ set(again.quads) if q.graph_name.value != corrections}  # type: ignore[union-attr]
    heads = {names[seeds[stem].text.source.sha256].iri for stem in set(seeds) - set(alone)}
    stray = [q for q in changed if not _touched(q.subject.value, facts, cited, heads)]  # type: ignore[union-attr]
    assert stray == []
    assert len(changed) < len(set(right.quads)) / 10


def _touched(subject: str, facts: set[str], cited: set[str], heads: set[str]) -> bool:
    """Whether a node is a fact that was touched, a citation or statement of a document of which one was, that document
    itself, or the head of a document that was touched."""
    if any(subject.startswith(start) for start in facts):
        return True
    name = subject.rpartition("#")[2] if "#" in subject else subject
    if any(key and key in name for key in cited):
        return True
    return subject in heads or subject.rpartition("#")[0] in heads


def of_graph(quads: list[Quad], graph: str) -> set[Quad]:
    return {q for q in quads if q.graph_name.value == graph}  # type: ignore[union-attr]
