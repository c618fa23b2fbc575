"""A paragraph that gives two parties a day each: whose is whose in the graph."""

from __future__ import annotations

import pytest

from kg.rdf.document import write_document
from loaders.model import Text
from loaders.parse import parse
from tests.kg.graphs import ask, store_of

ASKED = """SELECT DISTINCT ?kind ?who ?day {
  ?duty a ?kind ; cd:deadline/cd:recurs ?day ; cd:assignment ?a . ?a cd:role/skos:notation? ?role ; cd:agentName ?who
  FILTER(STRENDS(STR(?role), "#lead")) FILTER(?kind IN (cd:Task, cd:ReportingDuty))
} ORDER BY ?kind ?who ?day"""
PLAN = ["ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "II. TỔ CHỨC THỰC HIỆN"]


def found(words: str) -> set[tuple[str, str, str]]:
    (document,) = parse(Text.of_paragraphs([*PLAN, words]))
    rows = ask(store_of(write_document(document, "https://w3id.org/chidao/doc/-/-/-/x").quads), ASKED)
    return {(str(kind).rpartition("#")[2], str(who), str(day)) for kind, who, day in rows}


def test_the_task_has_the_day_of_its_leads_alone() -> None:
    assert found(
        "1. Sở Xây dựng rà soát giếng; gửi kết quả về Sở Y tế trước ngày 05/12 hằng năm để tổng hợp, báo cáo UBND tỉnh "
        "trước ngày 15/12 hằng năm."
    ) == {
        ("Task", "Sở Xây dựng", "--12-05"),
        ("ReportingDuty", "Sở Xây dựng", "--12-05"),
        ("ReportingDuty", "Sở Y tế", "--12-15"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "1. Sở Xây dựng rà soát giếng trước ngày 05/12 hằng năm; báo cáo UBND tỉnh trước ngày 15/12 hằng năm.",
        "1. Sở Xây dựng rà soát giếng trước ngày 05/12 hằng năm, làm sạch giếng trước ngày 15/12 hằng năm.",
    ],
    ids=["reports itself", "no report"],
)
def test_two_days_of_one_party_are_both_its_own(words: str) -> None:
    assert {day for kind, _, day in found(words) if kind == "Task"} == {"--12-05", "--12-15"}
