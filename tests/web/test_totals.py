"""A list of tasks says how many there are where that is known, and never a number that is not true."""

from __future__ import annotations

import csv
import io
from functools import partial

import pytest

from kg.store.generations import Generations
from tests.web.conftest import Served
from web.pages import listing, totals
from web.pages.links import Links
from web.pages.page import Page


def test_what_is_counted_is_what_the_list_has(served: Served) -> None:
    with Generations(served.store).open() as generation:
        page = Page(generation, "vi", "", {}, "2026-11-28", "/tasks", Links(str(generation.manifest["base"])))
        given = [{"doc": row["document"]} for row in page.ask("documents") if row["read"] == "true"]
        given += [{"field": row["field"]} for row in page.ask("fields")]
        given += [{"province": row["province"]} for row in page.ask("provinces-with-tasks")]
        seen = 0
        for each in given:
            rows = page.ask("tasks", **each)
            if rows:
                assert totals.tasks(page, each, rows[:50]) == len(rows), each
                seen += 1
        assert seen > 10
        assert totals.tasks(page, {"doc": "34/KH-UBND", "unassigned": "true"}, rows) is None


@pytest.mark.parametrize("given", [{"doc": "34/KH-UBND"}, {"province": "bac lieu"}])
def test_the_page_says_the_total(served: Served, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    monkeypatch.setattr(listing, "_answer", partial(listing._answer, most=5))
    whole = list(csv.DictReader(io.StringIO(served.get("/tasks.csv", params=given).text)))
    with Generations(served.store).open() as generation:
        links = Links(str(generation.manifest["base"]))
        data = listing.view(Page(generation, "vi", "", given, "2026-11-28", "/tasks", links)).data
    assert data["truncated"] and data["count"] == 5
    assert data["total"] == data["pager"]["total"] == len(whole) > 5
