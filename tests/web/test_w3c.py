"""The W3C's suites over HTTP; what cannot hold is listed with its reason, and must not hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from tests.web import w3c
from tests.web.bare import serving

QUICK = ("protocol", "service-description", "csv-tsv-res", "json-res", "bindings")


@pytest.fixture(scope="module")
def suites(shared: Path) -> Path:
    return shared / "w3c" / "sparql" / "sparql11"


@pytest.fixture(scope="module")
def url(suites: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    graph = tmp_path_factory.mktemp("w3c") / "graph"
    w3c.fill(suites, graph)
    with serving(graph) as url:
        yield url


@pytest.mark.parametrize(
    "suite", [each if each in QUICK else pytest.param(each, marks=pytest.mark.slow) for each in w3c.SUITES]
)
def test_a_suite(suite: str, url: str, suites: Path) -> None:
    known = w3c.exceptions()
    outcomes = {test.id: w3c.run(test, url) for test in w3c.tests(suites) if test.suite == suite}
    assert outcomes
    assert not {test: wrong for test, wrong in outcomes.items() if wrong and test not in known}
    assert not [test for test, wrong in outcomes.items() if not wrong and test in known], "passes: no exception any more"


def test_the_harness_sees_a_wrong_answer(url: str, suites: Path) -> None:
    """Or the tests above could not fail: each answer is held against the result of another test."""
    found = {test.id: test for test in w3c.tests(suites) if test.suite in ("json-res", "bindings", "csv-tsv-res")}
    for one, other in (("json-res#jsonres01", "json-res#jsonres02"), ("json-res#jsonres03", "json-res#jsonres04"),
                       ("bindings#values1", "bindings#values2"), ("csv-tsv-res#csv01", "csv-tsv-res#csv02")):  # fmt: skip
        test, graph = found[one], rdflib.Graph() + found[one].manifest
        graph.set((test.node, w3c.MF.result, graph.value(found[other].node, w3c.MF.result)))
        wrong = w3c.Test(test.id, test.iri, test.name, test.kind, test.suite, test.node, graph, test.folder)
        assert w3c.run(test, url) == ""
        assert w3c.run(wrong, url)


def test_every_exception_is_of_a_test_that_there_is(suites: Path) -> None:
    assert set(w3c.exceptions()) <= {test.id for test in w3c.tests(suites)}


def test_the_report_says_passed_failed_and_inapplicable(suites: Path) -> None:
    tests = {test.id: test for test in w3c.tests(suites)}
    known = next(iter(w3c.exceptions()))
    made = w3c.report([(tests["protocol#query_get"], ""), (tests["protocol#query_post_form"], "500"), (tests[known], "403")])
    outcomes = {str(outcome).rpartition("#")[2] for outcome in made.objects(None, w3c.EARL.outcome)}
    assert outcomes == {"passed", "failed", "inapplicable"}
