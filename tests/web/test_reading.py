"""The pages of documents and provisions over HTTP: every fact of the graph with exactly its words."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import unquote

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.conftest import Served
from tests.web.reading import BASE, OTHER, PLAN, STUB, TASK, documents, quotes, told
from web.pages.marks import Span, lines, segments

HTML = {"Accept": "text/html"}


def page(served: Served, path: str, **given: object) -> Any:
    answer = served.get(f"/{path}", headers=HTML, **given)
    assert answer.status_code == 200, answer.text[:500]
    return lxml.html.fromstring(answer.text)


def test_marks_are_the_quotes_of_the_graph(served: Served) -> None:
    """The words of every fact of every document, in the HTML, are those that the graph gives."""
    wrong = []
    every = documents(served)
    assert len(every) > 15
    for path in every:
        numbers = {each["n"]: each["iri"] for each in told(served.get(f"/{path}.json?part=all").json())}
        shown: dict[str, str] = {}
        tree = page(served, f"{path}?part=all")
        for each in tree.xpath("//*[@id='words']//*[@data-f]"):
            for number in each.get("data-f").split():
                iri = numbers[int(number)]
                shown[iri] = shown.get(iri, "") + each.text_content()
        expected = quotes(served, path)
        wrong += [(f, words, shown.get(f)) for f, words in expected.items() if shown.get(f) != words]
        assert set(numbers.values()) == set(expected)
    assert wrong == []


def test_anchors_are_there_once_and_lead_somewhere(served: Served) -> None:
    for path in [*documents(served), TASK, f"{PLAN}/III/2"]:
        tree = page(served, path)
        ids = Counter(tree.xpath("//@id"))
        assert [name for name, count in ids.items() if count > 1] == []
        links = [unquote(link[1:]) for link in tree.xpath("//main//a/@href") if link.startswith("#")]
        assert [link for link in links if link not in ids] == []


def test_a_provision_and_a_fact_have_the_fragment_of_their_iri(served: Served) -> None:
    ids = set(page(served, PLAN).xpath("//@id"))
    assert {"III/2/2.4/-1", "III/2/2.4/-1#task", "III/2/2.4/-1#lead-sở-giao-thông-vận-tải", "number", "date"} <= ids
    own = set(page(served, TASK).xpath("//@id"))
    assert {"task", "lead-sở-giao-thông-vận-tải"} <= own


def test_who_leads_by_when_and_the_sentence(served: Served) -> None:
    tree = page(served, f"{TASK}?as_of=2025-04-01")
    said = tree.xpath("//main")[0].text_content()
    duty = tree.xpath("//section[@id='task']")[0].text_content()
    assert "Ai chủ trì" in duty and "Sở Giao thông vận tải" in duty and "2.4. Sở Giao thông vận tải" in duty
    assert "Sở Xây dựng tỉnh Bạc Liêu" in duty, "who that is after the reform of March 2025"
    assert "Sở Xây dựng tỉnh Cà Mau" in page(served, f"{TASK}?as_of=2025-08-01").text_content()
    assert "Sở Xây dựng tỉnh" not in page(served, f"{TASK}?as_of=2024-08-01").xpath("//section[@id='task']")[0].text_content()
    assert "hoàn thành các chỉ tiêu về hạ tầng giao thông" in said
    assert "34-kh-ubnd-bac-lieu.txt" in said
    assert duty.index("Đến khi nào") < duty.index("Ai phối hợp")
    crumbs = tree.xpath("//nav[@class='crumbs']")[0].text_content()
    assert [part in crumbs for part in ("34/KH-UBND", "III. TỔ CHỨC THỰC HIỆN", "2.4.")] == [True] * 3


def test_english(served: Served) -> None:
    for path in (PLAN, TASK, STUB, f"lineage?doc={BASE}{PLAN}", f"compare?one={BASE}{PLAN}&other={BASE}{OTHER}"):
        answer = served.get(f"/{path}", headers=HTML | {"Cookie": "lang=en"})
        assert answer.status_code == 200
        text = lxml.html.fromstring(answer.text).xpath("//main")[0].text_content()
        assert not [word for word in ("Chưa có báo cáo", "chủ trì:", "Thực hiện\n", "Được triển khai bởi") if word in text]


def test_the_data_is_what_the_page_shows(served: Served) -> None:
    data = served.get(f"/{PLAN}.json").json()
    assert data["document"]["number"] == "34/KH-UBND"
    assert [row["values"] for row in data["header"] if row["property"] == "issuerName"] == [["Ủy ban nhân dân tỉnh Bạc Liêu"]]
    recipients = next(row["values"] for row in data["header"] if row["property"] == "recipient")
    assert len(recipients) == 4 and recipients[0].startswith("TT Tỉnh ủy")
    assert data["validity"] == []  # its period ended, the years that it looks ahead to did not
    later = served.get(f"/{PLAN}.json", params={"as_of": "2031-01-01"}).json()
    assert [(row["state"], row["lastYear"]) for row in later["validity"]] == [("over", "2030")]
    assert [each["label"] for each in data["above"]] == ["Nghị quyết 11-NQ/TU"]
    rows = served.get(f"/{PLAN}.csv").text.splitlines()
    assert rows[0].startswith("provision,path,kind")
    task = served.get(f"/{TASK}.json").json()["tasks"][0]
    assert next((role["role"], role["inherited"]) for role in task["roles"]) == ("lead", True)
    assert "quote" in served.get(f"/{TASK}.csv").text.splitlines()[0]


def test_a_document_that_is_only_cited(served: Served) -> None:
    text = page(served, STUB).xpath("//main")[0].text_content()
    assert "chỉ được văn bản khác dẫn đến" in text
    assert "Kế hoạch 208/KH-UBND" in text
    assert not page(served, STUB).xpath("//*[@id='words']")


def test_a_former_address_leads_to_the_present_one(served: Served) -> None:
    former = served.values("SELECT ?o ?n { ?o <http://purl.org/dc/terms/isReplacedBy> ?n } ORDER BY ?o")
    assert former
    once = [row for row in former if [other["o"] for other in former].count(row["o"]) == 1]
    answer = served.get(f"/{once[0]['o'].removeprefix(BASE)}", headers=HTML)
    assert (answer.status_code, unquote(answer.headers["location"])) == (301, f"/{once[0]['n'].removeprefix(BASE)}")


@pytest.mark.parametrize("path", ["doc/x/y/2020/1-kh", f"{PLAN}/IX/9", f"{PLAN}/", "doc/"])
def test_what_is_not_there_is_said(served: Served, path: str) -> None:
    assert served.get(f"/{path}", headers=HTML).status_code == 404


@pytest.mark.parametrize("given", ["part=x", "as_of=gestern", "part=-1"])
def test_what_is_no_value_is_said(served: Served, given: str) -> None:
    assert served.get(f"/{PLAN}?{given}", headers=HTML).status_code == 400


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted), max_size=8)


@given(st.text(alphabet="aá\n đ", max_size=40), SPANS)
def test_any_overlap_is_cut_without_loss(text: str, places: list[list[int]]) -> None:
    spans = [Span(n, start, end) for n, (start, end) in enumerate(places)] + [Span(99, None, None)]
    for found in (segments(text, spans), [each for line in lines(text, spans) for each in line]):
        assert "".join(each.text for each in found) == text
        for n, start, end in spans:
            assert "".join(each.text for each in found if n in each.facts) == text[start:end]


def test_a_document_without_a_date_may_replace_another() -> None:
    """So do many of which only a name is known; nothing is told of when then."""
    from web.pages.links import Links
    from web.pages.render import render

    rows = [{"state": "replaced", "by": "urn:x:doc/1", "byLabel": "Luật Một"}, {"state": "over", "lastYear": "2020"},
            {"state": "amended", "by": "urn:x:doc/2", "byDate": "2025-07-01"}]  # fmt: skip
    page = render('{% import "reading.html" as r with context %}{{ r.valid(rows) }}', {"rows": rows}, "vi", Links("urn:x:"), source=True)
    assert page.count('class="gone"') == 3
    assert "Luật Một</a></p>" in page and "(01/07/2025)" in page and "2020" in page
