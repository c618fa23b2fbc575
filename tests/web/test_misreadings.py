"""What pages said that could be taken for something else: days that count, places of today, what is due next."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import pytest

from kg.store.generations import Generations
from loaders.parse.fields.lexicon import SCHEMES
from loaders.text.fold import bare, fold
from ontology.tables import rows
from queries.catalogue import ParameterType
from queries.finding import spelt
from queries.run import free
from tests.web.conftest import Served
from tests.web.test_finding import BASE, GTVT, HTML, TUYEN_QUANG, ask, data, page, path_of
from web.pages.page import PAGE, Page
from web.pages.shown import day, grouped
from web.pages.table import LISTS, view
from web.pages.where import where
from web.pages.words import table, words


def _days(rows: list[dict[str, str]]) -> set[str]:
    return {day for row in rows for day in row["due"].split("|") if day[:1].isdigit()}


def test_a_day_until_which_things_are_due_counts(served: Served) -> None:
    last = max(_days(ask(served, "tasks")))
    year, month, _ = last.split("-")
    on_the_day = {row["task"] for row in ask(served, "tasks") if last in row["due"].split("|")}
    before = {row["task"] for row in ask(served, "tasks", due_before=last, limit="0")}
    assert on_the_day and not on_the_day <= before
    for typed in (last, "/".join(reversed(last.split("-"))), f"{month}/{year}", year):
        rows = served.get("/api/query/tasks", params={"due_before": f"{int(year) + 1}-01-01", "limit": "0"}).json()["rows"]
        listed = {row["task"] for row in data(served, "/tasks.json", due_by=typed, doc=TUYEN_QUANG)["rows"]}
        assert listed <= {row["task"] for row in rows}
        csv = served.get("/tasks.csv", params={"due_by": typed}).text
        assert any(task in csv for task in on_the_day), typed
    shown = page(served, "/tasks", due_by=last)
    assert "Hạn đến hết ngày" in shown and f'name="due_by" value="{day(last)}"' in shown
    assert "không kể ngày này" in page(served, "/tasks", due_before=last)


def test_what_is_due_next_is_read_first(served: Served) -> None:
    today = date.today().isoformat()
    found = data(served, "/due.json")
    for name, true in (("by_month", today.__le__), ("past_by_month", today.__gt__)):
        assert all(true(row["day"]) for group in found[name] for row in group["items"]), name
    listed = sum(len(group["items"]) for name in ("by_month", "past_by_month") for group in found[name])
    assert listed == found["count"] == sum(each["count"] for each in found["months"])
    last_year = (date.today() - timedelta(days=366)).year
    assert data(served, "/due.json", year=str(last_year))["past_by_month"] == []


@pytest.mark.parametrize("place", ["tuyên-quang", "bạc-liêu"])
def test_a_province_of_today_shows_what_those_before_it_set(served: Served, place: str) -> None:
    [change] = data(served, f"/place/{place}.json")["changes"]["after"]
    [now] = change["results"]
    address = f"/{now['iri'].removeprefix(BASE)}"
    found = data(served, f"{address}.json")
    [old] = [each for each in found["before"] if each["iri"] == f"{BASE}place/{place}"]
    assert [row["task"] for row in old["tasks"]] == [row["task"] for row in ask(served, "tasks", place=old["iri"])][: len(old["tasks"])]
    assert old["tasks"] and old["documents"]
    shown = page(served, address)
    assert f"Trang của {old['label']} cũ" in shown


# What is said in the language of the page -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/tasks?due_by=31/31/2026", "Hạn đến hết ngày: &#39;31/31/2026&#39; không phải là ngày"),
        ("/tasks?offset=x", "không phải là số nguyên"),
        ("/due?month=2026-13", "năm, tháng: &#39;2026-13&#39; không có"),
        ("/coverage?doc=72-KL/TW&scheme=x", "không có bộ lĩnh vực này"),
        ("/compare?one=qq+999&other=208/KH-UBND", "không có văn bản này"),
        ("/queries/nope", "không có câu hỏi này"),
        ("/queries/tasks?due_before=whenever", "không phải là ngày"),
        ("/queries/tasks?lead=xyzzy", "không có cơ quan này"),
        ("/nope", "không có gì ở địa chỉ này"),
        ("/about.csv2", "không có gì ở địa chỉ này"),
        ("/lineage?doc=13-NQ/TW&min_confidence=2", "không phải là số từ 0 đến 1"),
    ],
)  # fmt: skip
def test_a_vietnamese_page_says_in_vietnamese_what_is_wrong(served: Served, address: str, said: str) -> None:
    answer = served.get(address, headers=HTML)
    assert said in answer.text
    assert "chương trình báo" not in answer.text
    english = served.get(address, headers=HTML | {"Cookie": "lang=en"})
    assert said not in english.text


def test_what_is_translated_is_what_the_program_says(root: Path) -> None:
    """Each sentence of data/errors.toml stands in the code, so that none outlives what it translates."""
    code = "".join(file.read_text(encoding="utf-8") for name in ("web", "queries", "kg") for file in (root / name).glob("**/*.py") if "node_modules" not in file.parts)
    for each in tomllib.loads((root / "web/data/errors.toml").read_text(encoding="utf-8"))["error"]:
        kinds = rf"is no (?:{'|'.join(get_args(ParameterType))});"  # where the code has the name of the kind
        parts = re.split(r"\{[a-z_]+\}", re.sub(kinds, "is no {kind};", each["en"]))
        pieces = [part.strip(" :;,()") for part in parts if len(part) > 8]
        assert any(piece in code for piece in pieces), each["en"]


@pytest.mark.parametrize("address", ["/fields", "/coverage?doc=72-KL/TW&scheme=general", "/search?q=thuy+loi", "/field/infrastructure/y-te"])
def test_fields_have_english_names_on_an_english_page(served: Served, address: str) -> None:
    names = [row["name_en"] for table in SCHEMES.values() for row in rows(table)]
    shown = unescape(served.get(address, headers=HTML | {"Cookie": "lang=en"}).text)
    assert any(name in shown for name in names)
    assert ">thủy lợi và ứng phó" not in shown and ">Y tế và dân số" not in shown


def test_one_thing_is_counted_in_the_singular() -> None:
    for key, said in table().items():
        if "one" in said:
            assert words("en")(key, n=1) != words("en")(key, n=2).replace("2", "1"), key


def test_one_scheme_of_fields_is_compared_at_a_time(served: Served) -> None:
    given = {"one": "208/KH-UBND", "other": "34/KH-UBND"}
    for scheme in SCHEMES:
        found = data(served, "/compare.json", scheme=scheme, **given)
        assert found["scheme"] == scheme
        assert all(f"/field/{scheme}/" in row["field"] for row in found["fields"])
        assert [each["name"] for each in found["schemes"]] == list(SCHEMES)
    assert data(served, "/compare.json", **given)["fields"]
    assert served.get("/compare.json", params={**given, "scheme": "x"}).status_code == 400


# Names and roles ------------------------------------------------------------------------------------------------------


def test_parts_of_head_and_foot_have_names(served: Served) -> None:
    shown = page(served, f"/{TUYEN_QUANG.removeprefix(BASE)}/head/motto")
    assert "<h1>Kế hoạch 208/KH-UBND, quốc hiệu, tiêu ngữ</h1>" in shown
    assert ">head/" not in shown and ">motto<" not in shown
    kinds = served.values("SELECT DISTINCT ?path { ?s cd:path ?path FILTER(REGEX(?path, '^(head|foot)/')) }")
    for path in (row["path"] for row in kinds):
        assert where("vi")(path) != path, path


def test_facts_of_every_class_have_names(served: Served) -> None:
    classes = served.values("SELECT DISTINCT ?class { ?fact cd:in ?place ; a ?class }")
    for name in (row["class"].rpartition("#")[2] for row in classes):
        assert f"fact.{name}" in table(), name
    headings = served.values("SELECT DISTINCT ?place { ?task cd:assignment ?a . ?a cd:in ?place . FILTER NOT EXISTS { ?task cd:in ?place } } LIMIT 3")
    assert headings
    for row in headings:
        shown = page(served, f"/{row['place'].removeprefix(BASE)}")
        assert "phân công, cho việc ở mục khác" in shown and ">Assignment<" not in shown


def test_an_agency_that_leads_is_not_told_to_support_the_same(served: Served) -> None:
    found = data(served, f"{path_of(GTVT)}.json")
    own = {row["task"] for role in ("lead", "support") for row in ask(served, "tasks", **{role: GTVT, "limit": "0"})}
    assert found["group_tasks"] and not own & {row["task"] for row in found["group_tasks"]}


# What is asked --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "given"),
    [("tasks", {"lead": "so gtvt", "due_before": "2030"}), ("cascade", {"doc": "72-KL/TW"}), ("documents", {})],
)
def test_the_sparql_of_an_answer_can_be_pasted(served: Served, name: str, given: dict[str, str]) -> None:
    found = data(served, f"/queries/{name}.json", **given)
    assert "UNDEF" not in found["sparql"].replace("(UNDEF)", "") or not given
    assert "#?" not in found["sparql"]
    rows = served.values(found["sparql"])
    shown = [{column: value for column, value in row.items() if value} for row in found["rows"]]
    assert [{k: v for k, v in row.items() if v} for row in rows][: len(shown)] == shown
    assert unescape(page(served, f"/queries/{name}", **given)).count(found["sparql"].strip()[:200])


# How much there is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_how_many_there_are_and_gives_all_of_them(served: Served, name: str) -> None:
    count = served.get(f"/api/query/{name}", params={"limit": "0"}).json()["count"]
    found = data(served, f"/{name}.json")
    assert found["total"] == found["pager"]["total"] == count
    assert f" trong {grouped(count, 'vi')}" in page(served, f"/{name}")
    assert found["columns"] == list(found["rows"][0])
    assert all(each["label"] for each in found["shown"])
    whole = served.get(found["whole_list"])
    assert len(list(csv.reader(io.StringIO(whole.text)))) == count + 1
    assert "chidao-truncated" not in whole.headers


def test_a_narrowed_list_tells_its_total_on_its_last_page(served: Served) -> None:
    first = data(served, "/tasks.json", doc=TUYEN_QUANG, lead="so gtvt")
    assert first["total"] == len(ask(served, "tasks", doc=TUYEN_QUANG, lead="so gtvt", limit="0"))
    long = data(served, "/tasks.json", province="Tuyên Quang")
    if long["truncated"]:
        assert long["total"] is None
        assert f"trong hơn {PAGE}" in page(served, "/tasks", province="Tuyên Quang")
    one = served.get("/tasks.csv", params={"offset": PAGE}).text
    assert len(list(csv.reader(io.StringIO(one)))) <= PAGE + 1


def test_a_list_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch, samples_store: Path) -> None:
    monkeypatch.setattr("web.pages.listing.MOST_ROWS", 7)
    with Generations(samples_store).open() as generation:
        found = view("tasks")(Page(generation, "vi", "", {}, "2026-01-01", "/tasks"))
        assert found.all_rows is not None
        table = found.all_rows()
        assert (len(table.rows), table.truncated) == (7, True)


@pytest.mark.parametrize("path", [path_of(GTVT), "/place/tuyên-quang", "/field/infrastructure/giao-thong"])
def test_the_table_of_a_thing_has_all_its_tasks(served: Served, path: str) -> None:
    rows = list(csv.reader(io.StringIO(served.get(f"{path}.csv").text)))
    asked = {"agency": ("tasks", "lead"), "place": ("tasks", "place"), "field": ("tasks-by-field", "field")}
    name, parameter = asked[path.split("/")[1]]
    whole = ask(served, name, limit="0", **{parameter: f"{BASE}{unquote(path)[1:]}"})
    assert len(rows) == len(whole) + 1 > 1


# Search ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["cầu", "đường", "tỉnh", "thủy"])
def test_what_is_spelt_as_it_was_typed_is_found_first(served: Served, typed: str) -> None:
    found = data(served, "/search.json", q=typed)
    plain = data(served, "/search.json", q=bare(fold(typed)))
    assert {group["kind"] for group in found["groups"]} == {group["kind"] for group in plain["groups"]}
    for labels in [[each["label"] for each in group["things"]] for group in found["groups"]]:
        exact = [spelt(typed, label) for label in labels]
        assert exact == sorted(exact, reverse=True), labels
    texts = ["".join(part["words"] for part in hit["said"]) for hit in found["provisions"]]
    assert not texts or spelt(typed, texts[0])


def test_months_of_a_year_that_is_shown_in_part_have_the_counts_of_all(monkeypatch: pytest.MonkeyPatch, samples_store: Path) -> None:
    monkeypatch.setattr("web.pages.due.MOST", 3)
    with Generations(samples_store).open() as generation:
        found = view("due")(Page(generation, "vi", "", {"year": "2024"}, "2024-06-15", "/due?year=2024")).data
        query = "SELECT DISTINCT ?duty ?d ?day { ?duty cd:deadline ?d . ?d cd:dueBy|cd:occursOn ?day }"
        told = json.loads(free(generation, query, "json", 60, 2048))["results"]["bindings"]
        busiest = Counter(row["day"]["value"][:7] for row in told).most_common(1)[0][0]
        month = view("due")(Page(generation, "vi", "", {"month": busiest}, "2024-06-15", f"/due?month={busiest}")).data
    days = Counter(row["day"]["value"] for row in told if row["day"]["value"][:7] == busiest)
    assert month["truncated"] and month["total"] == days.total()
    assert {cell["day"]: cell["count"] for week in month["weeks"] for cell in week if cell["count"]} == days
    months = Counter(row["day"]["value"][:7] for row in told if row["day"]["value"][:4] == "2024")
    assert found["truncated"] and found["total"] == months.total() > found["count"]
    assert {each["month"]: each["count"] for each in found["months"] if each["count"]} == months
    assert [row["day"] >= "2024-06-15" for group in found["by_month"] for row in group["items"]] == [True] * found["count"]
