"""Provinces to choose from: those of today and those before, and what choosing one gives."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.web.browser import watched
from tests.web.conftest import Served
from web.pages.page import PAGE

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
    assert [row["task"] for row in listed["rows"]] == [row["task"] for row in found][:PAGE]


def test_a_province_of_today_leads_to_those_that_joined_it(served: Served) -> None:
    data = served.get("/tasks.json", params={"province": "ca mau"}).json()
    assert [each["name"] for each in data["joined"]] == ["Bạc Liêu"]
    page = served.get("/tasks", params={"province": "Cà Mau"}, headers={"Accept": "text/html"}).text
    assert page.count("nay gồm cả Bạc Liêu (30/06/2025)") == 1
    english = served.get("/tasks", params={"province": "Cà Mau"}, headers={"Accept": "text/html", "Cookie": "lang=en"}).text
    assert english.count("includes Bạc Liêu (30/06/2025) now") == 1 and "nay gồm cả" not in english
    found = served.get(data["joined"][0]["href"].replace("/tasks?", "/tasks.json?")).json()
    assert found["rows"] and found["joined"] == []
    assert served.get("/tasks.json", params={"province": "Hà Nội"}).json()["joined"] == []


def test_what_is_told_of_a_name_is_told_once_on_the_page_and_not_by_the_server(root: Path, samples_store: Path) -> None:
    """Also where a page looks the name up again and again, or has no room for it."""
    command = [sys.executable, "-m", "cli", "serve", "--store", str(samples_store), "--port", "0"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    clean |= {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, cwd=samples_store, env=clean, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        url = process.stdout.readline().split("/  ")[0]
        due = httpx.get(f"{url}/due.json", params={"province": "Cà Mau", "year": 2026}, timeout=60).json()
        place = httpx.get(f"{url}/place/cà-mau-2025", headers={"Accept": "text/html"}, timeout=60)
        httpx.get(f"{url}/due.ics", params={"province": "Cà Mau"}, timeout=60)
        process.terminate()
        said = process.stderr.read()
    assert len(due["notes"]) == 1 and "Bạc Liêu" in due["notes"][0]
    assert place.status_code == 200
    assert said == ""


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
