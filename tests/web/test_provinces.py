"""Provinces to choose from: those of today and those before, and what choosing one gives."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import watched
from tests.web.conftest import Served

PAGES = ("/tasks", "/due", "/documents", "/agencies", "/projects", "/targets", "/reports", "/fields")


@pytest.mark.parametrize("address", PAGES)
def test_both_groups_are_offered(served: Served, address: str) -> None:
    page = served.get(address, headers={"Accept": "text/html"}).text
    chooser = re.search(r'<select id="f-province".*?</select>', page, re.DOTALL)
    assert chooser
    groups = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', chooser[0], re.DOTALL)
    names = {label: re.findall(r'<option value="([^"]+)"', inside) for label, inside in groups}
    today, before = names.values()
    assert list(names) == ["Tỉnh, thành phố từ 01/7/2025", "Trước đó"]
    assert len(today) == 34 and {"Cà Mau", "Huế", "Tuyên Quang"} <= set(today)
    assert {"Bạc Liêu", "Hà Giang", "Thừa Thiên Huế"} <= set(before) and not set(today) & set(before)


@pytest.mark.parametrize("province", ["Bạc Liêu", "Cà Mau", "Tuyên Quang"])
def test_choosing_gives_what_the_command_line_gives(root: Path, served: Served, province: str) -> None:
    command = [sys.executable, "-m", "cli", "tasks", "--store", str(served.store), "--province", province, "--json"]
    clean = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    said = subprocess.run(command, capture_output=True, encoding="utf-8", env=clean, check=True).stdout
    found = served.get("/api/query/tasks.json", params={"province": province, "limit": 0}).json()["rows"]
    listed = served.get("/tasks.json", params={"province": province}).json()
    assert [row["task"] for row in json.loads(said)["rows"]] == [row["task"] for row in found]
    assert [row["task"] for row in listed["rows"]] == [row["task"] for row in found][:50]


def test_a_province_of_today_leads_to_those_that_joined_it(served: Served) -> None:
    data = served.get("/tasks.json", params={"province": "ca mau"}).json()
    assert [each["name"] for each in data["joined"]] == ["Bạc Liêu"]
    page = served.get("/tasks", params={"province": "Cà Mau"}, headers={"Accept": "text/html"}).text
    assert "nay gồm cả Bạc Liêu (30/06/2025)" in page
    found = served.get(data["joined"][0]["href"].replace("/tasks?", "/tasks.json?")).json()
    assert found["rows"] and found["joined"] == []
    assert served.get("/tasks.json", params={"province": "Hà Nội"}).json()["joined"] == []


@pytest.mark.parametrize(("typed", "chosen"), [("bac lieu", "Bạc Liêu"), ("Bạc Liêu", "Bạc Liêu")])
def test_what_was_typed_is_shown_as_chosen(served: Served, typed: str, chosen: str) -> None:
    page = served.get("/tasks", params={"province": typed}, headers={"Accept": "text/html"}).text
    assert f'<option value="{chosen}" selected>' in page


def test_a_province_is_chosen_with_keys(browser: Any, served: Served) -> None:
    with watched(browser, served.url) as found:
        page = found.page
        page.goto(f"{served.url}/tasks")
        page.select_option("#f-province", "Bạc Liêu")
        page.press("#f-lead", "Enter")
        page.wait_for_url("**province=B*")
        assert page.input_value("#f-province") == "Bạc Liêu"
        assert page.locator("tbody tr").count() > 0
