"""The catalogue as pages: every question is a form and a table, refused in one line, and the same as elsewhere."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
from pyoxigraph import Store

from queries.catalogue import Catalogue
from tests.web.conftest import Served
from web.pages.words import table

HTML = {"Accept": "text/html"}
NAMES = Catalogue.shipped().names()
CODE = re.compile(r'"([a-z]+)" AS \?([a-zA-Z]+)')


def test_all_questions_are_listed_in_both_languages(served: Served) -> None:
    vietnamese = served.get("/queries", headers=HTML).text
    english = served.get("/queries", headers=HTML | {"Cookie": "lang=en"}).text
    for question in Catalogue.shipped():
        assert f'href="/queries/{question.name}"' in vietnamese
        assert question.summary_en.split("'")[0] in english
    assert served.get("/queries.csv").text.count("\n") == len(NAMES) + 1


@pytest.mark.parametrize("name", NAMES)
def test_each_question_is_a_form_and_answers_its_example(served: Served, name: str) -> None:
    """An example may name what these documents do not have: then that is said, in the page."""
    form = served.get(f"/queries/{name}.json").json()
    page = served.get(f"/queries/{name}", headers=HTML).text
    question = Catalogue.shipped().get(name)
    for parameter in question.parameters:
        assert f'name="{parameter.name}"' in page
        assert page.count(f'id="p-{parameter.name}"') == 1
    address = form["example"] or f"/queries/{name}"
    asked = served.get(address, headers=HTML)
    assert asked.status_code in (200, 404)
    data = served.get(address, headers={"Accept": "application/json"})
    assert data.status_code == asked.status_code
    assert data.json()["asked"] == (asked.status_code == 200)
    assert shlex.split(data.json()["command"])[:4] == ["chidao", "query", "run", name]


def test_all_columns_and_tags_have_words() -> None:
    """They are added to web/data/words/answers.toml."""
    known = set(table())
    without = []
    for question in Catalogue.shipped():
        answered: Any = Store().query(question.text)
        said = [variable.value for variable in answered.variables]
        naming = {f"{each}{end}" for each in said for end in ("Label", "Name")}
        for column in set(said) - naming:
            keys = {f"{table}.{name}" for table in ("column", "answer") for name in (column, column.removesuffix("Name"))}
            without += [] if keys & known else [f"{question.name}: answer.{column}"]
        without += [f"{question.name}: tag.{tag}" for tag in question.tags if f"tag.{tag}" not in known]
    assert without == []


def test_an_answer_is_that_of_the_catalogue_with_links_and_short_names(served: Served) -> None:
    given = {"doc": "13-NQ/TW"}
    rows = served.get("/queries/cascade.json", params=given).json()["rows"]
    asked = served.get("/api/query/cascade", params=given).json()["rows"]
    assert rows == [{k: v or "" for k, v in row.items()} for row in asked]
    page = served.get("/queries/cascade", params=given, headers=HTML).text
    assert 'href="/doc/' in page
    assert "https://w3id.org/chidao/doc/" not in page.split("<table")[1].split("</table>")[0]
    assert served.get("/queries/cascade.csv", params=given).text.splitlines()[0] == ",".join(rows[0])


def test_an_answer_goes_on_also_where_the_question_has_no_pages(served: Served) -> None:
    for name in ("tasks", "partitions"):
        first = served.get(f"/queries/{name}.json").json()
        assert first["truncated"], name
        second = served.get(first["pager"]["next"], headers={"Accept": "application/json"}).json()
        assert second["rows"] and second["rows"][0] not in first["rows"]
        whole = served.get(first["whole"]["csv"])
        assert whole.text.count("\n") > len(first["rows"]) + len(second["rows"]) - 1


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/queries/tasks?due_before=whenever", 400, "whenever"),
        ("/queries/tasks?nonsense=1", 400, "nonsense"),
        ("/queries/tasks-by-lead?agency=B%E1%BB%99+kh%C3%B4ng+c%C3%B3", 404, "không có"),
        ("/queries/task", 404, "không có câu hỏi này"),
        ("/queries/tasks?lead=%3Cscript%3Ealert(1)%3C/script%3E", 404, "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_asked_is_one_line_beside_the_form(served: Served, address: str, status: int, said: str) -> None:
    page = served.get(address, headers=HTML)
    assert page.status_code == status
    assert page.headers["cache-control"] == "no-store"
    line = page.text.split('class="problem"')[1].split("</p>")[0]
    assert said in line and "\n" not in line.strip()
    assert "<script>alert" not in page.text


def test_a_question_is_read_only_by_its_name(served: Served) -> None:
    for path in ("/queries/../../../etc/passwd", "/queries/%2e%2e%2ftasks", "/queries/tasks.rq"):
        assert served.get(path, headers=HTML).status_code == 404


def test_codes_are_said_in_words_and_days_as_they_are_written(served: Served) -> None:
    given = {"agency": "Sở Giao thông vận tải tỉnh Bạc Liêu", "date": "1/11/2026"}
    page = served.get("/queries/agency-today", params=given, headers=HTML).text
    table_of = page.split('<table class="answer">')[1].split("</table>")[0]
    assert "có nơi làm tiếp" in table_of and "carried" not in table_of
    assert "01/03/2025 Sở Xây dựng" in table_of and "2025-03-01" not in table_of
    assert "tiếng Anh" not in table_of, "what is there in Vietnamese is not told in English again"
    english = served.get("/queries/agency-today", params=given, headers=HTML | {"Cookie": "lang=en"}).text
    assert "carried on" in english and "Functions, in English" in english
    assert served.get("/queries/agency-today.json", params=given).json()["rows"][0]["state"] == "carried"


def test_all_codes_have_words() -> None:
    """They are added to web/data/words/codes.toml."""
    said = {pair for question in Catalogue.shipped() for pair in CODE.findall(question.text)}
    assert ("carried", "state") in said
    assert [f"code.{column}.{code}" for code, column in sorted(said) if f"code.{column}.{code}" not in table()] == []
