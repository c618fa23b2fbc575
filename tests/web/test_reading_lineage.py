"""The page of a lineage: the same steps as `chidao lineage`, in layers, each with its words."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.commands.lineage import lineage
from tests.web.conftest import Served
from tests.web.reading import BASE, OTHER, told_steps
from web.pages.layers import BOX, HEIGHT, RANKS, Drawing, Edge

HTML = {"Accept": "text/html"}


def data(served: Served, **given: str) -> Any:
    answer = served.get("/lineage.json", params=given)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("doc", ["13-NQ/TW", "208/KH-UBND", "11-NQ/TU", "57-NQ/TW"])
def test_the_steps_are_those_of_the_verb(served: Served, doc: str) -> None:
    import json

    from kg.store.generations import Generations

    with Generations(served.store).open() as generation:
        verb = json.loads(lineage(generation, doc, "both", evidence=True, as_json=True))
    expected = {(s["to"], s["from"]): s for s in verb["up"]} | {(s["from"], s["to"]): s for s in verb["down"]}
    steps = {(s["upper"], s["lower"]): s for s in data(served, doc=doc)["steps"].values()}
    assert steps.keys() == expected.keys()
    for pair, step in steps.items():
        assert step["relations"] == expected[pair]["relations"]
        assert step["confidence"] == expected[pair]["confidence"]
        assert {q["quote"] for q in step["evidence"]} == {q["quote"] for q in expected[pair]["evidence"]}
        assert step["evidence"], "every step has its words"


def test_layers_are_ranks(served: Served) -> None:
    found = data(served, doc="13-NQ/TW")
    ranks = {each["label"]: each["rank"] for each in found["documents"].values()}
    assert ranks["Nghị quyết 13-NQ/TW"] == "party-centre"
    assert ranks["Quyết định 693/QĐ-TTg"] == "state-centre"
    assert ranks["Kế hoạch 500-KH/TU"] == "party-province"
    assert ranks["Kế hoạch 208/KH-UBND"] == "state-province"
    boxes = found["picture"]["boxes"]
    order = sorted(boxes, key=lambda iri: boxes[iri]["y"])
    assert [RANKS.index(found["documents"][iri]["rank"]) for iri in order] == sorted(
        RANKS.index(found["documents"][iri]["rank"]) for iri in order
    )


def test_the_list_has_each_step_of_the_picture(served: Served) -> None:
    tree = lxml.html.fromstring(served.get("/lineage", params={"doc": "13-NQ/TW"}, headers=HTML).text)
    anchors = [link[1:] for link in tree.xpath("//*[local-name()='svg']//*[@class='how']/@href")]
    assert anchors
    for anchor in anchors:
        [step] = tree.xpath(f"//li[@id='{anchor}']")
        assert step.xpath("./details//blockquote")
    assert tree.xpath("//main//h1")[0].text_content() == "Dòng văn bản của Nghị quyết 13-NQ/TW"


def test_one_begins_with_what_others_carry_out(served: Served) -> None:
    """The first is the top of the longest chain, though its text is not here."""
    offered = served.get("/lineage.json").json()["start"]
    assert offered[0]["label"] == "Nghị quyết 13-NQ/TW" and offered[0]["read"] == "false"
    assert all(int(each["plans"]) for each in offered)


def test_a_name_that_fits_several_asks_which(served: Served) -> None:
    found = served.get("/lineage", params={"doc": "kế hoạch ubnd 2025", "min_confidence": "0.5"}, headers=HTML)
    assert found.status_code == 200
    links = lxml.html.fromstring(found.text).xpath("//main//li/a/@href")
    assert len(links) > 1 and all(link.startswith("/lineage?") and "min_confidence=0.5" in link for link in links)
    assert served.get(links[0], headers=HTML).status_code == 200


def test_nothing_of_that_name(served: Served) -> None:
    found = served.get("/lineage", params={"doc": "<b>9999-XX/YY</b>"}, headers=HTML)
    assert found.status_code == 200
    assert "không có văn bản này" in found.text and "<b>9999" not in found.text


@pytest.mark.parametrize("given", [{"min_confidence": "2"}, {"min_confidence": "nan"}, {"as_of": "32/13/2025"}])
def test_what_is_no_value_is_said(served: Served, given: dict[str, str]) -> None:
    assert served.get("/lineage", params={"doc": "13-NQ/TW", **given}, headers=HTML).status_code == 400


def test_steps_below_a_confidence_are_left_out(served: Served) -> None:
    for path in ("13-NQ/TW", f"{BASE}{OTHER}", "57-NQ/TW"):
        every = data(served, doc=path)["steps"].values()
        sure = data(served, doc=path, min_confidence="0.95")["steps"].values()
        assert all(step["confidence"] >= 0.95 for step in sure)
        assert len(sure) <= len(every)


def test_what_became_of_them_by_a_day(served: Served) -> None:
    before = data(served, doc="34/KH-UBND", as_of="2023-01-01")["documents"]
    after = data(served, doc="34/KH-UBND", as_of="2031-01-01")["documents"]
    states = lambda found: {each["label"]: [row["state"] for row in each["validity"]] for each in found.values()}  # noqa: E731
    assert states(before)["Kế hoạch 34/KH-UBND"] == []
    assert states(after)["Kế hoạch 34/KH-UBND"] == ["over"]


def test_as_a_table(served: Served) -> None:
    lines = served.get("/lineage.csv", params={"doc": "13-NQ/TW"}).text.splitlines()
    assert lines[0].startswith("upper,upperLabel,relation,lower")
    assert len(lines) > len(told_steps(data(served, doc="13-NQ/TW")))


NAMES = [f"d{n}" for n in range(12)]
GRAPHS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=30)


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(RANKS), min_size=1), GRAPHS)
def test_no_box_lies_on_another(ranks: dict[str, str], pairs: list[tuple[str, str]]) -> None:
    """Whatever the steps, also in circles: boxes are apart and within the picture, and no line starts outside it."""
    edges = [Edge(a, b) for a, b in dict.fromkeys(pairs) if a in ranks and b in ranks and a != b]
    drawing = Drawing(ranks, edges)
    made = drawing.as_data({iri: iri for iri in ranks})
    boxes = list(made["boxes"].values())
    assert len(boxes) == len(ranks)
    for n, one in enumerate(boxes):
        assert one["x"] >= 0 and one["x"] + BOX <= made["width"] and one["y"] + HEIGHT <= made["height"]
        for other in boxes[:n]:
            assert abs(one["x"] - other["x"]) >= BOX or abs(one["y"] - other["y"]) >= HEIGHT
    for edge in edges:
        assert drawing.line(edge)["d"].startswith("M")
