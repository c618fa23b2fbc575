"""Every term of the ontology is complete, or docs/terms.csv says why not; the messages tell what to add."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def terms(root: Path) -> ModuleType:
    """docs/terms.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("docs_terms", root / "docs" / "terms.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["docs_terms"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def found(terms: ModuleType) -> list[Any]:
    return list(terms.terms(terms.samples_graph()))


def test_every_term_is_complete_or_has_a_reason(terms: ModuleType, found: list[Any]) -> None:
    assert len(found) > 80
    terms.complete(found, terms.reasons())


def test_the_page_is_what_the_ontology_says_today(terms: ModuleType, found: list[Any], root: Path) -> None:
    page = (root / "docs" / "ontology-terms.md").read_text(encoding="utf-8")
    made = "\n".join(terms.table(found, terms.reasons()))
    assert made in page, "run: make docs"


@pytest.mark.parametrize("aspect", ["alignment", "shape", "instance", "query"])
def test_what_is_missing_is_told_with_what_to_add(terms: ModuleType, aspect: str) -> None:
    there = {"alignment": "eli:x", "shape": "S", "instance": "yes", "query": "q"}
    bare = terms.Term("urn:x", "cd:x", "x", "x", {**there, aspect: ""})
    terms.complete([bare], {("cd:x", aspect): "because"})
    with pytest.raises(terms.IncompleteError) as told:
        terms.complete([bare], {})
    assert str(told.value).startswith(f"cd:x: no {aspect}: ")
    assert f"or add a line to docs/terms.csv: cd:x,{aspect},REASON" in str(told.value)


def test_a_reason_that_is_not_needed_is_told(terms: ModuleType) -> None:
    whole = terms.Term("urn:x", "cd:x", "x", "x", {"alignment": "a", "shape": "S", "instance": "yes", "query": "q"})
    for key, said in ((("cd:x", "query"), "cd:x: has a query (q)"), (("cd:y", "query"), "cd:y,query: no such term")):
        with pytest.raises(terms.IncompleteError, match=r"take (its|the) line out") as told:
            terms.complete([whole], {key: "because"})
        assert said in str(told.value)


def test_reasons_are_sentences(terms: ModuleType) -> None:
    assert terms.reasons()
    assert all(len(reason) > 20 and reason.endswith(".") for reason in terms.reasons().values())
