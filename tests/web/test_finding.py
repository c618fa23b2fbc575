"""Pages where things are found, over HTTP: what they tell is what the catalogue answers, and each fact leads to words."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

import pytest

from queries.catalogue import Catalogue
from tests.web.conftest import Served
from web.pages.listing import _BESIDE, lists
from web.pages.page import PAGE
from web.pages.words import LANGUAGES, words

HTML = {"Accept": "text/html"}
BASE = "https://w3id.org/chidao/"
TUYEN_QUANG = f"{BASE}doc/ủy-ban-nhân-dân-tỉnh-tuyên-quang/kế-hoạch/2024/208-kh-ubnd"
GTVT = f"{BASE}agency/tuyên-quang/sở-giao-thông-vận-tải"


def data(served: Served, path: str, **given: str) -> dict[str, Any]:
    answer = served.get(path, params=given or None)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def page(served: Served, path: str, **given: str) -> str:
    answer = served.get(path, params=given or None, headers=HTML)
    assert answer.status_code == 200, answer.text[-500:]
    return answer.text


def ask(served: Served, name: str, **given: str) -> list[dict[str, str]]:
    rows = served.get(f"/api/query/{name}", params=given).json()["rows"]
    return [{key: value or "" for key, value in row.items()} for row in rows]


def path_of(iri: str) -> str:
    return "/" + quote(iri.removeprefix(BASE), safe="/#")


# Search ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["208/KH-UBND", "208 kh ubnd", "KH 208", "kế hoạch 208/KH-UBND tuyên quang", "208khubnd", "208 khubnd"])
def test_a_number_in_any_spelling_is_offered_first(served: Served, typed: str) -> None:
    found = data(served, "/search.json", q=typed)
    assert found["exact"]["iri"] == TUYEN_QUANG
    shown = page(served, "/search", q=typed)
    assert 'class="exact"' in shown
    assert shown.index('class="exact"') < shown.index('class="hits')


def test_a_number_of_several_is_left_to_choose(served: Served) -> None:
    found = data(served, "/search.json", q="37")
    assert found["exact"] is None
    [documents] = [group for group in found["groups"] if group["kind"] == "document"]
    assert documents["count"] > 1


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("so giao thong van tai tuyen quang", "agency", "Sở Giao thông vận tải tỉnh Tuyên Quang"),
        ("sgtvt", "agency", "Sở Giao thông vận tải tỉnh Tuyên Quang"),
        ("bac lieu", "place", "Tỉnh Bạc Liêu"),
        ("cao toc ha giang", "project", "Cao tốc Tuyên Quang - Hà Giang"),
        ("thuy loi", "field", "thủy lợi và ứng phó biến đổi khí hậu"),
    ],
)
def test_things_are_found_without_diacritics(served: Served, typed: str, kind: str, label: str) -> None:
    groups = {group["kind"]: group for group in data(served, "/search.json", q=typed)["groups"]}
    assert label in [each["label"] for each in groups[kind]["things"]]


def test_the_words_are_marked_and_lead_to_their_place(served: Served) -> None:
    found = data(served, "/search.json", q="cao toc")
    first = found["provisions"][0]
    assert {part["words"].casefold() for part in first["said"] if part["found"]} <= {"cao", "tốc", "tộc", "cáo"}
    shown = page(served, "/search", q="cao toc")
    assert "<mark>" in shown
    assert path_of(first["iri"]) in unquote(shown) or path_of(first["iri"]) in shown


def test_a_long_search_goes_on(served: Served) -> None:
    first = data(served, "/search.json", q="tỉnh", only="provision")
    assert len(first["provisions"]) == PAGE
    second = data(served, first["pager"]["next"].replace("/search?", "/search.json?"))
    iris = [{hit["iri"] for hit in found["provisions"]} for found in (first, second)]
    assert iris[1] and not iris[0] & iris[1]
    assert data(served, second["pager"]["previous"].replace("/search?", "/search.json?")) == first


@pytest.mark.parametrize(("typed", "meant"), [("Tuyenn Quangg", "Tuyên Quang"), ("So Giao thong vn tai", "Sở Giao thông vận tải")])
def test_nonsense_has_near_names(served: Served, typed: str, meant: str) -> None:
    found = data(served, "/search.json", q=typed)
    assert meant in [each["name"] for each in found["near"]]
    assert "Ý bạn là" in page(served, "/search", q=typed)


def test_of_a_question_typed_as_a_sentence_the_names_are_found(served: Served) -> None:
    typed = "Theo 208/KH-UBND thì ở Tuyen Quang ai chu tri giao thong"
    found = data(served, "/search.json", q=typed)
    assert [each["name"] for each in found["within"]][1:] == ["Tuyên Quang", "giao thông"]
    assert found["within"][0]["name"].startswith("Kế hoạch 208/KH-UBND")
    shown = page(served, "/search", q=typed)
    assert "Trong câu này có tên" in shown and "/search?q=Tuy%C3%AAn+Quang" in shown.replace("%20", "+")


def test_nothing_typed_is_syntax_or_markup(served: Served) -> None:
    for typed in ('"', "' OR 1=1 --", "*", "%", "NEAR(a b)", "<script>alert(1)</script>", "a" * 5000, "\u0000", "://"):
        answer = served.get("/search", params={"q": typed}, headers=HTML)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text


def test_suggestions_of_a_kind(served: Served) -> None:
    found = data(served, "/suggest.json", q="so gia", kind="agency")["suggestions"]
    assert found
    assert all(each["kind"] == "agency" and each["href"].startswith(("/agency/", "/group/")) for each in found)
    assert data(served, "/suggest.json", q="s")["suggestions"] == []


def test_what_begins_so_is_suggested_first(served: Served) -> None:
    found = data(served, "/suggest.json", q="so giao th")["suggestions"]
    assert found[0]["label"].startswith("Sở Giao thông")


def test_what_is_suggested_for_a_document_means_it(served: Served) -> None:
    for each in data(served, "/suggest.json", q="KH-UBND", kind="document")["suggestions"]:
        chosen = data(served, "/tasks.json", doc=each["value"])
        assert {row["document"] for row in chosen["rows"]} <= {each["iri"]}


# Home -----------------------------------------------------------------------------------------------------------------


def test_the_home_page_leads_from_a_directive_to_the_sentence(served: Served) -> None:
    """Home, the plan of the province, the task's words: three clicks."""
    home = data(served, "/home.json")
    chain = next(each for each in home["chains"] if any(plan["province"] == "Tuyên Quang" for plan in each["plans"]))
    plan = next(plan for plan in chain["plans"] if plan["province"] == "Tuyên Quang")
    link = f"/tasks?doc={quote(plan['document'], safe='')}"
    assert link in page(served, "/")
    listed = served.get(link, headers=HTML)
    rows = served.get(link.replace("/tasks?", "/tasks.json?")).json()["rows"]
    assert len(rows) == int(plan["tasks"])
    row = next(row for row in rows if row["leads"])
    assert row["leads"].split("|")[0] in listed.text
    [where] = re.findall(rf'class="evidence" href="([^"]*)" title="[^"]*">{re.escape(row["path"])}<', listed.text)
    words_at = served.get(where.partition("#")[0], headers=HTML).text
    assert " ".join(row["text"].split())[:60] in " ".join(words_at.split())


def test_example_questions_lead_somewhere(served: Served) -> None:
    home = data(served, "/home.json")
    assert {each["ask"] for each in home["examples"]} == {"who", "what", "today"}
    for each in home["examples"]:
        assert "problem" not in page(served, each["href"])


def test_one_paragraph_is_due_once(served: Served) -> None:
    due = data(served, "/home.json")["due"]
    days = [(each["day"], each["provision"]) for each in due]
    assert len(days) == len(set(days))


# Agencies, places, works, fields --------------------------------------------------------------------------------------


def test_an_agency_is_what_the_catalogue_says(served: Served) -> None:
    found = data(served, f"{path_of(GTVT)}.json")
    assert [row["task"] for row in found["leads"]] == [row["task"] for row in ask(served, "tasks", lead=GTVT)]
    assert found["now"]["state"] == "carried"
    assert "Sở Xây dựng tỉnh Tuyên Quang" in [each["label"] for each in found["now"]["carriers"]]
    assert found["partners"] == ask(served, "agency-partners", agency=GTVT)
    assert found["load"] == ask(served, "agency-documents", agency=GTVT)
    groups = {row["task"] for row in found["group_tasks"]}
    assert groups and not groups & {row["task"] for row in found["leads"]}
    before = data(served, f"{path_of(GTVT)}.json", as_of="1/1/2024")
    assert before["now"]["state"] == "same"


def test_an_agency_has_the_tasks_of_those_it_carries_on(served: Served) -> None:
    found = data(served, "/agency/tuyên-quang-2025/sở-xây-dựng.json", as_of="2026-11-01")
    mine = {each["before"]: each for each in found["before"]}
    assert mine[GTVT]["leads"] == ask(served, "agency", agency=GTVT)[0]["leads"]
    assert mine[GTVT]["legalBases"]


def test_a_group_has_its_members(served: Served) -> None:
    group = f"{BASE}group/tuyên-quang/các-sở-ban-ngành"
    found = data(served, f"{path_of(group)}.json")
    assert GTVT in [each["member"] for each in found["members"]]


@pytest.mark.parametrize("name", ["bạc-liêu", "tuyên-quang", "bắc-kạn"])
def test_a_place_shows_the_first_of_its_tasks(served: Served, name: str) -> None:
    found = data(served, f"/place/{name}.json")
    asked = ask(served, "tasks", place=f"{BASE}place/{name}", limit="15")
    assert [row["task"] for row in found["tasks"]] == [row["task"] for row in asked] != []


def test_a_place_tells_what_it_became_and_was_made_of(served: Served) -> None:
    old = data(served, "/place/bạc-liêu.json")
    [change] = old["changes"]["after"]
    assert [each["label"] for each in change["results"]] == ["Cà Mau"]
    assert change["legalBases"]
    assert {row["document"] for row in old["documents"]} == {r["document"] for r in ask(served, "documents", place=old["iri"])}
    new = data(served, "/place/cà-mau-2025.json")
    assert {each["label"] for one in new["changes"]["before"] for each in one["originals"]} == {"Bạc Liêu", "Cà Mau"}


def test_a_work_has_each_place_that_names_it(served: Served) -> None:
    iri = f"{BASE}project/cao-tốc-hà-giang-tuyên-quang"
    found = data(served, f"{path_of(iri)}.json")
    assert [each["quote"] for each in found["mentions"]] == [row["quote"] for row in ask(served, "project", project=iri)]
    assert {each["label"] for each in found["places"]} == {"Hà Giang", "Tuyên Quang"}
    assert found["tasks"]


def test_a_field_tells_why_each_task_is_in_it(served: Served) -> None:
    found = data(served, "/field/infrastructure/giao-thong.json")
    assert all(each["reasons"] and all(said["words"] for said in each["reasons"]) for each in found["tasks"])
    one = data(served, "/field/infrastructure/giao-thong.json", province="Bạc Liêu")
    assert 0 < len(one["tasks"]) < len(found["tasks"])
    said = {row["province"]: int(row["tasks"]) for row in found["provinces"]}
    assert said["Bạc Liêu"] == len(one["tasks"])


# Lists ----------------------------------------------------------------------------------------------------------------


def test_what_the_lists_offer_can_be_asked() -> None:
    for name, made in lists().items():
        question = Catalogue.shipped().get(made["question"])
        known = {parameter.name for parameter in question.parameters} | set(_BESIDE)
        for each in made["filters"]:
            assert each["name"] in known, f"{name}: {each['name']}"
        for parameter in (*known, "as_of", "status"):
            assert parameter == "offset" or all(words(language)(f"filter.{parameter}") for language in LANGUAGES)


def test_agencies_in_a_list_are_links_to_who_is_meant(served: Served) -> None:
    found = data(served, "/tasks.json", lead=GTVT, as_of="1/11/2026")
    row = found["rows"][0]
    [lead] = [each for each in found["agents"][row["task"]] if each["agent"] == GTVT]
    assert lead["role"] == "lead"
    assert "Sở Xây dựng tỉnh Tuyên Quang" in [each["name"] for each in found["carriers"][GTVT]]
    shown = page(served, "/tasks", lead=GTVT, as_of="1/11/2026")
    assert f'href="{path_of(GTVT)}"' in unquote(shown) or path_of(GTVT) in shown
    assert "Sở Xây dựng tỉnh Tuyên Quang" in shown


def test_a_doubtful_agency_is_marked(served: Served) -> None:
    found = data(served, "/tasks.json")
    doubtful = [task for task, rows in found["agents"].items() for each in rows if each["doubtful"]]
    assert ("class=\"doubt\"" in page(served, "/tasks")) == bool(doubtful)


def test_what_no_field_shows_is_kept_and_can_be_taken_away(served: Served) -> None:
    place = f"{BASE}place/tuyên-quang"
    found = data(served, "/tasks.json", place=place, lead="So GTVT")
    assert {row["document"] for row in found["rows"]} == {TUYEN_QUANG}
    [chip] = found["chips"]
    assert (chip["key"], chip["without"]) == ("place", "/tasks?lead=So+GTVT")
    shown = page(served, "/tasks", place=place, lead="So GTVT")
    assert f'type="hidden" name="place" value="{place}"' in shown


@pytest.mark.parametrize(
    ("path", "given", "status", "said"),
    [
        ("/tasks", {"province": "Tuyen Quan"}, 404, "Tuyên Quang"),
        ("/tasks", {"lead": "Sở Giao thông vận"}, 200, ""),
        ("/tasks", {"field": "giao thonng"}, 404, "giao thông"),
        ("/tasks", {"lead": "xyzzy"}, 404, "xyzzy"),
        ("/documents", {"type": "Nghị quyêtt"}, 404, "Nghị quyết"),
        ("/coverage", {"doc": "xyz 999"}, 404, "xyz 999"),
        ("/tasks", {"due_before": "31/31/2026"}, 400, "31/31/2026"),
        ("/tasks", {"due_by": "31/31/2026"}, 400, "31/31/2026"),
        ("/tasks", {"as_of": "tomorrow"}, 400, "tomorrow"),
        ("/due", {"month": "2026-13"}, 400, "2026-13"),
        ("/due", {"year": "99999"}, 400, "99999"),
    ],
)
def test_what_is_not_understood_is_said_on_a_page(
    served: Served, path: str, given: dict[str, str], status: int, said: str
) -> None:
    answer = served.get(path, params=given or None, headers=HTML)
    assert answer.status_code == status
    assert said in answer.text
    if status != 200:
        data = served.get(path, params=given, headers={"Accept": "application/json"})
        assert (data.status_code, data.json()["status"]) == (status, status)


def test_a_number_of_several_documents_gives_them_to_choose(served: Served) -> None:
    answer = served.get("/tasks", params={"doc": "37", "lead": "Sở Y tế"}, headers=HTML)
    assert answer.status_code == 409
    found = served.get("/tasks", params={"doc": "37"}, headers={"Accept": "application/json"}).json()
    for each in found["candidates"]:
        assert f"doc={quote(each['iri'], safe='')}" in answer.text
        assert served.get("/tasks", params={"doc": each["iri"], "lead": "Sở Y tế"}, headers=HTML).status_code == 200


# Deadlines ------------------------------------------------------------------------------------------------------------


def test_a_year_is_its_months(served: Served) -> None:
    year = data(served, "/due.json", year="2024")
    assert sum(each["count"] for each in year["months"]) == year["count"] > 0
    days = [row["day"] for group in year["by_month"] for row in group["items"]]
    assert days == sorted(days)
    asked = ask(served, "due", **{"from": "2024-01-01", "to": "2024-12-31"})
    assert {(row["day"], row["duty"].partition("#")[0]) for row in asked} == {
        (row["day"], row["provision"]) for group in year["by_month"] for row in group["items"]
    }
    for each in year["months"]:
        month = data(served, "/due.json", month=each["month"])
        assert month["count"] == each["count"]
        cells = [row for week in month["weeks"] for cell in week for row in cell["items"]]
        assert len(cells) == each["count"]


def test_deadlines_are_narrowed(served: Served) -> None:
    found = data(served, "/due.json", year="2024", province="Bạc Liêu")
    assert {row["document"] for group in found["by_month"] for row in group["items"]} == {
        row["document"] for row in ask(served, "due", **{"from": "2024-01-01", "to": "2024-12-31", "province": "Bạc Liêu"})
    }


def test_the_calendar_and_the_table(served: Served) -> None:
    calendar = served.get("/due.ics", params={"province": "Bạc Liêu"})
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    one = served.get("/due.ics", params={"province": "Bạc Liêu", "year": "2024"})
    assert 0 < one.text.count("BEGIN:VEVENT") <= calendar.text.count("BEGIN:VEVENT")
    assert served.get("/due.csv", params={"year": "2024"}).text.startswith("duty,deadline,day")
    assert served.get("/tasks.ics").status_code == 404


# Coverage -------------------------------------------------------------------------------------------------------------


def test_directives_with_plans_are_the_start(served: Served) -> None:
    found = data(served, "/coverage.json")["directives"]
    assert "Kết luận 72-KL/TW" in [row["label"] for row in found]
    assert all(int(row["plans"]) > 0 for row in found)


@pytest.mark.parametrize("scheme", ["infrastructure", "general"])
def test_each_cell_leads_to_its_tasks(served: Served, scheme: str) -> None:
    found = data(served, "/coverage.json", doc="72-KL/TW", scheme=scheme)
    assert found["columns"]
    filled = [cell for row in found["rows"] for cell in row["cells"] if cell["count"]]
    assert filled
    for cell in filled[:6]:
        behind = data(served, cell["href"].replace("/coverage?", "/coverage.json?"))
        assert len(behind["tasks"]) == cell["count"]
        assert 1 <= cell["step"] <= 5
    shown = page(served, "/coverage", doc="72-KL/TW", scheme=scheme)
    assert "style=" not in shown
    assert served.get("/coverage.csv", params={"doc": "72-KL/TW", "scheme": scheme}).text.startswith("field,fieldName,")


def test_a_scheme_that_is_none_is_refused(served: Served) -> None:
    assert served.get("/coverage.json", params={"doc": "72-KL/TW", "scheme": "x"}).status_code == 400


# All of them ----------------------------------------------------------------------------------------------------------

PAGES = (
    "/", "/search?q=so+y+te", "/search?q=qqqqzz", "/suggest?q=so", "/tasks?as_of=1/11/2026", "/documents?type=KH", "/fields",
    path_of(GTVT), "/group/tuyên-quang/các-sở-ban-ngành", "/place/bạc-liêu", "/place/vn",
    "/project/cao-tốc-hà-giang-tuyên-quang", "/field/infrastructure/giao-thong", "/due?year=2024", "/due?month=2024-12",
    "/coverage", "/coverage?doc=72-KL/TW",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_whole_in_both_languages(served: Served, address: str, language: str) -> None:
    answer = served.get(address, headers=HTML | {"Cookie": f"lang={language}"})
    assert answer.status_code == 200
    assert answer.text.count("<h1>") == 1
    assert not re.search(r"<[^>]*\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=", answer.text)
    other = words("en" if language == "vi" else "vi")
    for key in ("read_only", "data_forms"):
        assert other(key) not in answer.text
    path, _, query = address.partition("?")
    told = served.get(f"{path if path != '/' else '/home'}.json" + (f"?{query}" if query else ""))
    assert told.headers["content-type"] == "application/json"
