"""What is told of the whole graph is asked before anybody reads it, and is what would be asked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store.generations import Generation, Generations
from queries import finding
from queries.run import Answer
from tests.web.conftest import Served
from web import worker
from web.pages import kept
from web.pages.links import Links
from web.pages.page import Page
from web.pages.table import view


@pytest.fixture(scope="module")
def samples_graph(samples_store: Path) -> Iterator[Generation]:
    with Generations(samples_store).open() as generation:
        yield generation


def pages(generation: Generation, name: str, today: str = "2026-01-02") -> str:
    asked = Page(generation, "vi", "", {}, today, f"/{name}", Links(str(generation.manifest["base"])))
    return json.dumps(view(name)(asked).data)


def test_pages_are_made_of_what_was_written(
    samples_graph: Generation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is asked again, and what it tells is the same."""
    monkeypatch.setattr(kept, "_KEPT", type(kept._KEPT)())
    asked = {name: pages(samples_graph, name) for name in kept.VIEWS}
    kept.save(samples_graph, tmp_path / "answers.json")
    kept._KEPT.clear()
    monkeypatch.setattr(finding, "_KEPT", {})
    kept.load(samples_graph, tmp_path / "answers.json")

    def refuse(self: Page, name: str, *args: object, **given: str) -> Answer:
        raise AssertionError(name)

    assert finding.names(samples_graph).fitting("ca mau", "place")
    monkeypatch.setattr(Page, "answer", refuse)
    for name in kept.VIEWS:
        assert pages(samples_graph, name) == asked[name]
    with pytest.raises(AssertionError, match=r"^due$"):  # of the home page only what is due depends on the day
        pages(samples_graph, "home", "2026-01-03")


def test_a_server_writes_it_beside_the_description(served: Served) -> None:
    """One file for all its workers."""
    (file,) = (served.store / "served").glob("*.json")
    said = json.loads(file.read_text(encoding="utf-8"))
    assert said["names"] and {"chains", "overview"} <= said["kept"].keys()
    assert len(json.loads(served.get("/home.json").text)["chains"]) == len(said["kept"]["chains"])


@pytest.mark.parametrize("broken", [False, True])
def test_a_worker_makes_ready_until_it_is_asked(broken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that waits goes first, and a step that fails stops nothing."""
    done: list[int] = []

    def step() -> None:
        done.append(1)
        if broken:
            raise ValueError("a template")
        if len(done) == 3:
            os.write(into, b"a job")

    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.01)
    monkeypatch.setattr(worker, "made_ready", lambda base: [step] * 5)
    out, into = os.pipe()
    with os.fdopen(out, "rb") as jobs, os.fdopen(into, "wb"):
        assert worker._made_ready("urn:x", jobs) is broken
    assert len(done) == (5 if broken else 3)
