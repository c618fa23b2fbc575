"""The vocabularies agree with the code and the tables that speak of the same things."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

import loaders.model as model
from kg.data import toml
from kg.iri import DEFAULT_BASE, VOCABULARY, slug
from kg.rdf.schema import described_types, plan_types, schema_quads
from kg.rdf.targets import COMPARATORS
from loaders.text.patterns import load as load_toml
from ontology.page import load, main, page
from ontology.tables import rows


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load()


def concepts(graph: Graph, scheme: str) -> set[str]:
    """Local names of the concepts of a scheme of the model."""
    top = URIRef(VOCABULARY + scheme)
    return {str(s).rpartition("#")[2] for s in graph.subjects(SKOS.inScheme, top)}


@pytest.mark.parametrize(
    ("scheme", "names"),
    [
        ("part", get_args(model.ProvisionKind)),
        ("role", get_args(model.Role)),
        ("basis", get_args(model.Basis)),
        ("due", get_args(model.DeadlineKind)),
        ("comparator", tuple(COMPARATORS.values())),
        ("frequency", tuple(slug(name) for name in get_args(model.Frequency))),
        ("why", tuple(toml("reasons")["confidence"])),
        ("work", tuple(load_toml("projects").data["ids"].values())),
        ("ask", tuple(load_toml("projects").data["asks"])),
        ("progress", tuple(toml("progress")["statuses"])),
    ],
)
def test_a_vocabulary_has_exactly_the_names_the_code_uses(graph: Graph, scheme: str, names: tuple[str, ...]) -> None:
    assert concepts(graph, scheme) == set(names)


def test_every_reason_the_linker_gives_has_a_confidence() -> None:
    from kg.link import agencies, kinds, reasons, successions

    given = {v for m in (agencies, kinds, reasons, successions) for k, v in vars(m).items() if k.isupper() and isinstance(v, str)}
    assert given == set(toml("reasons")["confidence"])


def test_confidences_are_between_none_and_certain() -> None:
    assert all(0 < float(v) < 1 for v in toml("reasons")["confidence"].values())


def test_every_concept_has_labels_in_both_languages_a_scheme_and_a_name_of_its_own(graph: Graph) -> None:
    labels: dict[tuple[str, str], str] = {}
    for node in graph.subjects(RDF.type, SKOS.Concept):
        [scheme] = graph.objects(node, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        for tag in ("vi", "en"):
            [label] = [o for o in graph.objects(node, SKOS.prefLabel) if isinstance(o, Literal) and o.language == tag]
            assert (str(scheme), str(label)) not in labels, f"{node} and {labels[(str(scheme), str(label))]}"
            labels[(str(scheme), str(label))] = str(node)


def test_the_iri_of_a_type_is_made_of_its_label(graph: Graph) -> None:
    for iri in described_types():
        [label] = [
            o for o in graph.objects(URIRef(iri), SKOS.prefLabel) if isinstance(o, Literal) and o.language == "vi"
        ]
        assert iri == f"{DEFAULT_BASE}type/{slug(label)}"


def test_every_type_word_of_the_registry_is_a_type() -> None:
    """A row that tells a type by its issuer ("Nghị quyết của Quốc hội") counts by the word that is printed."""
    for row in rows("document_types"):
        words = [row["name"].partition(" (")[0], *row["alt_names"].split("|")]
        starts = {" ".join(word.split()[:n]) for word in words for n in range(1, 6)}
        if row["id"] != "vbqppl-don-vi-hc-kt-dac-biet":  # a class of documents, no word that stands above a title
            assert any(f"{DEFAULT_BASE}type/{slug(s)}" in described_types() for s in starts if s), row["id"]


def test_plans_are_types() -> None:
    assert plan_types()
    assert plan_types() <= described_types()
    assert f"{DEFAULT_BASE}type/kế-hoạch" in plan_types()
    assert f"{DEFAULT_BASE}type/quyết-định" not in plan_types()


def test_types_move_with_the_base_and_nothing_else_does() -> None:
    moved = {str(q).replace("http://x.example/", DEFAULT_BASE) for q in schema_quads("http://x.example/")}
    assert moved == {str(q) for q in schema_quads()}


def test_the_page_is_what_the_turtle_says_today(root: Path) -> None:
    assert (root / "docs" / "ontology.md").read_text(encoding="utf-8") == page()


def test_a_page_out_of_date_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "ontology.md").write_text("old", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["--check"]) == 1
    assert "python -m ontology.page" in capsys.readouterr().err


def test_the_command_prints_the_page(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "ontology.page"], cwd=root, capture_output=True, text=True, encoding="utf-8",
        check=True,
    )  # fmt: skip
    assert done.stdout == page()
