"""What is counted of an agency: its documents in order, the first of them alone, its partners, and its share of a
directive, each held against the tasks themselves."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generation, Generations
from queries.catalogue import question
from queries.run import answer
from tests.kg.letters import plan

WORK = "1. Sở Y tế chủ trì, phối hợp với Sở Tài chính làm việc này xong trước ngày 30/6/2027."


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """Four plans of a province, each with one task more than the one before, all by one directive; and one elsewhere."""
    folder, store = tmp_path_factory.mktemp("plans"), tmp_path_factory.mktemp("store")
    directive = "Quyết định số 5/QĐ-TTg ngày 05/01/2022 của Thủ tướng Chính phủ về nước sạch"
    for n in range(1, 5):
        more = [f"{k}. Sở Y tế chủ trì, phối hợp với Công an tỉnh đào giếng thứ {k}." for k in range(2, n + 1)]
        text = plan("Hà Tĩnh", n, f"0{n}/03/2022", directive).replace(WORK, "\n\n".join([WORK, *more]))
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    (folder / "other.txt").write_text(plan("Bắc Kạn", 9, "05/03/2022", directive), encoding="utf-8")
    build([folder], Settings.from_environment({}, store=store))
    return Generations(store).open()


def rows(graph: Generation, name: str, **given: str) -> list[dict[str, str]]:
    return answer(graph, question(name), given, 0).dicts()


def duties(graph: Generation, who: str, role: str) -> list[tuple[str, str]]:
    """Its tasks with their documents, one by one."""
    query = f"PREFIX cd: <https://w3id.org/chidao/ont#> SELECT ?t ?d {{ ?t a cd:Task ; cd:{role} <{who}> ; cd:setBy ?d }}"
    return [(t.value, d.value) for t, d in graph.store.query(query, use_default_graph_as_union=True)]  # type: ignore[union-attr]


def test_documents_of_an_agency_are_those_of_its_tasks(graph: Generation) -> None:
    for who in ("Sở Y tế Hà Tĩnh", "Sở Tài chính Hà Tĩnh", "Công an tỉnh Hà Tĩnh", "Sở Y tế Bắc Kạn"):
        told = rows(graph, "agency-documents", agency=who)
        agency = told[0]["who"]
        leads, supports = (Counter(d for _, d in duties(graph, agency, role)) for role in ("ledBy", "supportedBy"))
        assert {(r["document"], int(r["leads"]), int(r["supports"])) for r in told} == {
            (d, leads[d], supports[d]) for d in leads | supports
        }
    assert [int(r["leads"]) for r in rows(graph, "agency-documents", agency="Sở Y tế Hà Tĩnh")] == [4, 3, 2, 1]


@pytest.mark.parametrize("who", ["Sở Y tế Hà Tĩnh", "Sở Y tế", "Công an tỉnh"])
def test_the_first_documents_are_the_first_of_all(graph: Generation, who: str) -> None:
    everything = rows(graph, "agency-documents", agency=who)
    for first in (1, 2, 3, 100):
        place: Counter[str] = Counter()
        wanted = [row for row in everything if place.update([row["who"]]) or place[row["who"]] <= first]
        assert rows(graph, "agency-documents", agency=who, first=str(first)) == wanted
    assert len({row["who"] for row in everything}) < len(everything)


def test_partners_have_tasks_in_common(graph: Generation) -> None:
    told = rows(graph, "agency-partners", agency="Sở Y tế Hà Tĩnh")
    (who,) = {row["who"] for row in told}
    own = {task for task, _ in duties(graph, who, "ledBy")}
    assert [(row["label"], int(row["tasks"])) for row in told] == [
        ("Công an tỉnh Hà Tĩnh", 6), ("Sở Tài chính tỉnh Hà Tĩnh", 4)
    ]  # fmt: skip
    assert all(int(r["tasks"]) == len(own & {t for t, _ in duties(graph, r["other"], "supportedBy")}) for r in told)


def test_agencies_of_a_directive_have_what_its_plans_give_them(graph: Generation) -> None:
    told = {r["label"]: (int(r["leads"]), int(r["supports"])) for r in rows(graph, "coverage-agencies", doc="5/QĐ-TTg")}
    assert told == {
        "Sở Y tế tỉnh Hà Tĩnh": (10, 0), "Công an tỉnh Hà Tĩnh": (0, 6), "Sở Tài chính tỉnh Hà Tĩnh": (0, 4),
        "Sở Y tế tỉnh Bắc Kạn": (1, 0), "Sở Tài chính tỉnh Bắc Kạn": (0, 1),
    }  # fmt: skip
