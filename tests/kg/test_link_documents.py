"""Document identities: what merges, what stays apart, what is only a candidate, and that order does not matter."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kg.link.cards import Card, Named
from kg.link.compare import same_subject, slight
from kg.link.documents import link
from kg.link.periods import period, term
from kg.link.works import Linked

TU = "Tỉnh ủy Bạc Liêu"
UBND = "Ủy ban nhân dân tỉnh Bạc Liêu"


def cited(number: str | None = None, date: str | None = None, issuer: str | None = None, **more: str | None) -> Named:
    """What a text says of a document it cites."""
    name = more.get("name")
    made = Named(f"{number or name}|{date or 'null'}", number=number, symbol=number, date=date, issuer=issuer)
    return replace(made, **more)  # type: ignore[arg-type]


def read(
    number: str | None,
    date: str | None,
    issuer: str | None = UBND,
    *citations: Named,
    province: str | None = "Bạc Liêu",
    type_name: str = "Kế hoạch",
    title: str | None = None,
    sha: str | None = None,
    provisions: int = 3,
    attached: str | None = None,
) -> Card:
    this = Named("this", type_name, number, number, date, issuer, title)
    as_of = date or (attached or "")[-4:] or max((c.date for c in citations if c.date), default=None)
    return Card(
        this, citations, province, as_of, bool(date or attached), provisions, f"{number}.txt",
        sha or f"{number}{date}{issuer}{title}", 0, attached,
    )  # fmt: skip


def target(linked: Linked, i: int, key: str) -> tuple[str, tuple[str, ...]]:
    found = linked.targets[i][key]
    return found.iri, found.reasons


CONCLUSION = cited("72-KL/TW", "2024-02-23", "Bộ Chính trị", type="Kết luận")


def test_one_number_in_two_provinces_is_two_documents() -> None:
    other = "Ủy ban nhân dân tỉnh Bắc Kạn"
    linked = link([read("34/KH-UBND", "2022-03-23"), read("34/KH-UBND", "2022-03-23", other, province="Bắc Kạn")])
    assert linked.own[0].iri == "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/34-kh-ubnd"
    assert linked.own[1].iri == "doc/ủy-ban-nhân-dân-tỉnh-bắc-kạn/kế-hoạch/2022/34-kh-ubnd"
    assert not linked.copies


def test_one_number_in_two_years_is_two_documents() -> None:
    linked = link([read("34/KH-UBND", "2022-03-23"), read("34/KH-UBND", "2023-03-23")])
    assert linked.own[0].iri != linked.own[1].iri


def test_a_party_number_is_one_within_a_term_and_another_in_the_next() -> None:
    one, other, later = (
        cited("11-NQ/TU", d, TU, type="Nghị quyết") for d in ("2021-11-12", "2021-11-12", "2016-05-05")
    )
    linked = link([read("1/KH-UBND", "2022-01-01", UBND, one), read("2/KH-UBND", "2022-02-01", UBND, other, later)])
    assert target(linked, 0, one.key) == ("doc/tỉnh-ủy-bạc-liêu/nghị-quyết/2020-2025/11-nq-tu", ())
    assert target(linked, 1, other.key) == target(linked, 0, one.key)
    assert target(linked, 1, later.key) == ("doc/tỉnh-ủy-bạc-liêu/nghị-quyết/2015-2020/11-nq-tu", ())


def test_the_partys_and_the_states_order_of_a_number_are_one_document() -> None:
    party, state = (cited(n, "2012-07-13", TU, type="Chương trình") for n in ("43-CTr/TU", "43/CTr-TU"))
    linked = link([read("1/KH-UBND", "2022-01-01", UBND, party), read("2/KH-UBND", "2022-02-01", UBND, state)])
    assert linked.targets[0][party.key] == linked.targets[1][state.key]


def test_politburo_secretariat_and_central_committee_share_one_series() -> None:
    said = cited("72-KL/TW", "2024-02-23", "Ban Bí thư Trung ương Đảng")
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, CONCLUSION), read("2/KH-UBND", "2024-04-01", UBND, CONCLUSION),
                   read("3/KH-UBND", "2024-05-01", UBND, said)])  # fmt: skip
    iri, reasons = target(linked, 2, said.key)
    assert iri == "doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw"
    assert reasons == ("issuer-differs",)


def test_bodies_that_issue_together_number_with_the_first_of_them() -> None:
    joint = read("127-KL/TW", "2025-02-28", "Bộ Chính trị, Ban Bí thư", province=None, type_name="Kết luận")
    one = cited("127-KL/TW", "2025-02-28", "Ban Bí thư", type="Kết luận")
    linked = link([joint, read("1/KH-UBND", "2025-03-01", UBND, one)])
    assert [a.kind for a in linked.own[0].agencies] == ["bo-chinh-tri", "ban-bi-thu"]
    assert target(linked, 1, one.key) == ("doc/bộ-chính-trị/kết-luận/xiii/127-kl-tw", ())


def test_an_issuer_that_may_be_one_of_several_of_one_series_tells_the_series() -> None:
    open_ = cited("72-KL/TW", "2024-02-23", None, may=("Bộ Chính trị", "Ban Bí thư"))  # type: ignore[arg-type]
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, CONCLUSION), read("2/KH-UBND", "2024-04-01", UBND, open_)])
    assert target(linked, 1, open_.key) == ("doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw", ())
    unlike = cited("72-KL/TW", "2024-02-23", None, may=("Bộ Chính trị", "Bộ Y tế"))  # type: ignore[arg-type]
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, CONCLUSION), read("2/KH-UBND", "2024-04-01", UBND, unlike)])
    assert target(linked, 1, unlike.key)[1] == ("issuer-missing",)


def test_a_citation_without_date_means_the_only_document_of_that_number() -> None:
    undated = cited("72-KL/TW", None, "Bộ Chính trị")
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, CONCLUSION), read("2/KH-UBND", "2024-04-01", UBND, undated)])
    assert target(linked, 1, undated.key) == ("doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw", ("date-missing",))


def test_a_citation_that_fits_two_documents_is_a_stub_with_candidates() -> None:
    older = cited("72-KL/TW", "2020-05-17", "Bộ Chính trị", type="Kết luận")
    undated = cited("72-KL/TW", None, "Bộ Chính trị", type="Kết luận")
    linked = link(
        [read("1/KH-UBND", "2024-03-01", UBND, CONCLUSION, older), read("2/KH-UBND", "2024-04-01", UBND, undated)]
    )
    iri, _ = target(linked, 1, undated.key)
    assert iri == f"{linked.own[1].iri}/cited/72-kl-tw"
    stub = next(w for w in linked.works if w.iri == iri)
    assert {w.iri for w in stub.candidates} == {
        "doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw",
        "doc/bộ-chính-trị/kết-luận/xii/72-kl-tw",
    }


def test_of_two_that_fit_the_one_with_the_same_subject_is_meant() -> None:
    subject = "xây dựng kết cấu hạ tầng đồng bộ"
    older = cited("72-KL/TW", "2020-05-17", "Bộ Chính trị", subject="công tác dân vận ở nông thôn")
    newer = replace(CONCLUSION, subject=subject)
    undated = cited("72-KL/TW", None, "Bộ Chính trị", subject=subject.upper())
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, newer, older), read("2/KH-UBND", "2024-04-01", UBND, undated)])
    assert target(linked, 1, undated.key)[0] == linked.targets[0][newer.key].iri


def test_a_document_cannot_cite_what_came_after_it() -> None:
    older = cited("72-KL/TW", "2020-05-17", "Bộ Chính trị", type="Kết luận")
    undated = cited("72-KL/TW", None, "Bộ Chính trị")
    linked = link(
        [read("1/KH-UBND", "2024-03-01", UBND, CONCLUSION, older), read("2/KH-UBND", "2021-04-01", UBND, undated)]
    )
    assert target(linked, 1, undated.key)[0] == "doc/bộ-chính-trị/kết-luận/xii/72-kl-tw"


def test_a_citation_dated_after_the_citing_document_is_doubtful() -> None:
    linked = link([read("1/KH-UBND", "2024-01-15", UBND, CONCLUSION)])
    assert target(linked, 0, CONCLUSION.key)[1] == ("later-than-citing",)


def test_a_misprinted_date_is_linked_with_its_reason() -> None:
    slip = replace(CONCLUSION, key="72-KL/TW|2024-02-28", date="2024-02-28")
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, CONCLUSION), read("2/KH-UBND", "2024-03-02", UBND, CONCLUSION),
                   read("3/KH-UBND", "2024-03-03", UBND, slip)])  # fmt: skip
    assert target(linked, 2, slip.key) == ("doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw", ("date-differs",))


def test_a_date_that_is_no_slip_makes_another_document() -> None:
    far = replace(CONCLUSION, key="72-KL/TW|2021-11-05", date="2021-11-05")
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, CONCLUSION), read("2/KH-UBND", "2024-03-02", UBND, CONCLUSION),
                   read("3/KH-UBND", "2024-03-03", UBND, far)])  # fmt: skip
    assert target(linked, 2, far.key) == ("doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw.2021-11-05", ("date-suspect",))


def test_the_state_symbol_with_a_year_needs_no_date() -> None:
    dated = cited("37/2019/NĐ-CP", "2019-05-07", "Chính phủ", type="Nghị định")
    undated = cited("37/2019/NĐ-CP", None, None, type="Nghị định")
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, dated), read("2/KH-UBND", "2024-03-02", UBND, undated)])
    assert target(linked, 1, undated.key) == ("doc/chính-phủ/nghị-định/2019/37-2019-nđ-cp", ())


def test_a_number_without_issuer_means_the_one_of_that_date() -> None:
    known = cited("3208/QĐ-UBND", "2022-10-03", UBND, type="Quyết định")
    bare = cited("3208/QĐ-UBND", "2022-10-03", None, type="Quyết định")
    cards = [read("1/KH-UBND", "2023-03-01", UBND, known), read("2/KH-UBND", "2023-03-02", UBND, bare)]
    assert target(link(cards), 1, bare.key) == (link(cards).targets[0][known.key].iri, ("issuer-missing",))
    # Without date it could be any province's: only the citing document's own counts.
    nothing = cited("3208/QĐ-UBND", None, None)
    elsewhere = read("2/KH-UBND", "2023-03-02", "Ủy ban nhân dân tỉnh Bắc Kạn", nothing, province="Bắc Kạn")
    linked = link([cards[0], elsewhere])
    assert target(linked, 1, nothing.key)[0].endswith("/cited/3208-qđ-ubnd")


def test_a_citation_of_a_document_that_is_read_means_it() -> None:
    plan = cited("5/KH-UBND", "2021-01-01", UBND, type="Kế hoạch")
    linked = link([read("5/KH-UBND", "2021-01-01"), read("7/KH-UBND", "2022-02-02", UBND, plan)])
    assert target(linked, 1, plan.key) == (linked.own[0].iri, ())
    assert linked.own[0].sources == [0]


def test_a_document_read_without_date_takes_it_from_those_that_cite_it() -> None:
    plan = cited("5/KH-UBND", "2021-01-01", UBND, type="Kế hoạch")
    linked = link([read("5/KH-UBND", None), read("7/KH-UBND", "2022-02-02", UBND, plan)])
    assert linked.own[0].iri == "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2021/5-kh-ubnd"
    assert target(linked, 1, plan.key) == (linked.own[0].iri, ())


def test_two_quy_dinh_and_quyet_dinh_of_one_number_stay_apart() -> None:
    rule = cited("66-QĐ/TW", "2017-02-06", "Ban Bí thư Trung ương Đảng", type="Quy định")
    decision = cited("66-QĐ/TW", "2017-03-08", "Ban Bí thư Trung ương Đảng", type="Quyết định")
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, rule, decision)])
    assert linked.targets[0][rule.key] != linked.targets[0][decision.key]


# Documents without number ------------------------------------------------------------------------------------------------


def test_a_named_planning_is_one_with_and_without_the_provinces_name() -> None:
    whole = cited(name="Quy hoạch tỉnh Bạc Liêu thời kỳ 2021-2030, tầm nhìn đến năm 2050", type="Quy hoạch")
    short = cited(name="Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến 2050", type="Quy hoạch")
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, whole), read("2/KH-UBND", "2024-03-02", UBND, short)])
    assert linked.targets[0][whole.key] == linked.targets[1][short.key]


def test_the_same_short_name_in_two_provinces_is_two_documents() -> None:
    name = cited(name="Đề án chuyển đổi số", type="Đề án")
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, name),
                   read("1/KH-UBND", "2024-03-01", "Ủy ban nhân dân tỉnh Bắc Kạn", name, province="Bắc Kạn")])  # fmt: skip
    assert linked.targets[0][name.key] != linked.targets[1][name.key]


def test_a_law_is_one_for_the_whole_country() -> None:
    name = cited(name="Luật Quy hoạch", type="Luật")
    dated = replace(name, key="Luật Quy hoạch|2017-11-24", date="2017-11-24")
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, name),
                   read("1/KH-UBND", "2024-03-01", "Ủy ban nhân dân tỉnh Bắc Kạn", dated, province="Bắc Kạn")])  # fmt: skip
    assert linked.targets[0][name.key].iri == linked.targets[1][dated.key].iri


def test_a_name_finds_the_numbered_document_with_that_title() -> None:
    law = read("21/2017/QH14", "2017-11-24", "Quốc hội", province=None, type_name="Luật", title="Quy hoạch")
    name = cited(name="Luật Quy hoạch", type="Luật")
    linked = link([law, read("1/KH-UBND", "2024-03-01", UBND, name)])
    assert target(linked, 1, name.key) == ("doc/quốc-hội/luật/2017/21-2017-qh14", ("name-only",))


def test_a_plan_without_number_is_named_by_its_title_and_keeps_its_iri() -> None:
    plan = read(None, None, title="Cấp nước sạch nông thôn", attached="/QĐ-UBND|2024")
    decision = Named("/QĐ-UBND|2024", type="Quyết định", issuer=UBND)
    plan = replace(plan, cited=(decision,))
    alone = link([plan])
    assert alone.own[0].iri.startswith("doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2024/")
    assert target(alone, 0, decision.key)[0] == f"{alone.own[0].iri}/cited/qđ-ubnd-2024"
    together = link([plan, read("34/KH-UBND", "2022-03-23")])
    assert together.own[0].iri == alone.own[0].iri


def test_a_decision_with_a_blank_number_in_the_same_file_is_the_one_that_promulgates() -> None:
    decision = read(None, "2024-06-01", type_name="Quyết định", title="Ban hành Kế hoạch cấp nước", sha="one file")
    named = Named("/QĐ-UBND|2024", type="Quyết định", issuer=UBND)
    plan = replace(
        read(None, None, title="Cấp nước", attached="/QĐ-UBND|2024", sha="one file"), cited=(named,), start=900
    )
    linked = link([decision, plan])
    assert target(linked, 1, named.key) == (linked.own[0].iri, ("same-file",))


@pytest.mark.parametrize(
    ("decision", "attached", "reasons"),
    [
        ("5/QĐ-UBND", "5/QĐ-UBND|2024-06-01", ()),
        # left blank on the attached plan, stamped on the decision
        ("5/QĐ-UBND", "/QĐ-UBND|2024", ("same-file",)),
        # another code than the decision's own head has
        ("5/QĐ-UBND", "5/QĐ-CTUBND|2024-06-01", ("same-file",)),
        ("5/QĐ-UBND", "6/QĐ-UBND|2024-06-01", None),
        ("5/QĐ-UBND", "/NQ-HĐND|2024", None),
    ],
)
def test_an_attached_plan_takes_what_its_head_lacks_from_its_decision(
    decision: str, attached: str, reasons: tuple[str, ...] | None
) -> None:
    number = attached.partition("|")[0]
    numbered = number if number[0].isdigit() else None
    named = Named(attached, "Quyết định", numbered, numbered, "2024-06-01" if numbered else None)
    above = read(decision, "2024-06-01", type_name="Quyết định", title="Ban hành Kế hoạch", sha="one file")
    plan = replace(read(None, None, None, province=None, title="Cấp nước", attached=attached, sha="one file"),
                   cited=(named,), start=900, as_of=None, dated=False)  # fmt: skip
    linked = link([above, plan])
    if reasons is None:
        assert linked.own[1].iri.startswith("doc/-/kế-hoạch/-/")
        assert linked.targets[1][named.key].iri != linked.own[0].iri
    else:
        assert linked.own[1].iri.startswith("doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2024/")
        assert target(linked, 1, named.key) == (linked.own[0].iri, reasons)


def test_a_law_with_a_misprinted_day_is_that_law() -> None:
    one, two, slip = (cited(name="Luật Quy hoạch", type="Luật", date=d, key=f"Luật Quy hoạch|{d}")
                      for d in ("2017-11-24", "2017-11-24", "2017-11-21"))  # fmt: skip
    linked = link([read("1/KH-UBND", "2024-03-01", UBND, one), read("2/KH-UBND", "2024-03-02", UBND, two),
                   read("3/KH-UBND", "2024-03-02", UBND, slip)])  # fmt: skip
    assert target(linked, 2, slip.key) == (linked.targets[0][one.key].iri, ("date-differs",))


def test_documents_without_number_or_title_stay_apart_and_do_not_depend_on_file_names() -> None:
    one, other = read(None, None, None, province=None, sha="a"), read(None, None, None, province=None, sha="b")
    linked = link([one, other])
    assert linked.own[0].iri != linked.own[1].iri
    renamed = link([replace(one, file="x.txt"), other])
    assert renamed.own[0].iri == linked.own[0].iri


# Copies ------------------------------------------------------------------------------------------------------------------


def test_of_copies_the_one_with_most_provisions_is_kept() -> None:
    short = read("34/KH-UBND", "2022-03-23", sha="a", provisions=5)
    long = read("34/KH-UBND", "2022-03-23", sha="b", provisions=9)
    assert link([short, long]).copies == {0: 1}
    assert link([long, short]).copies == {1: 0}


def test_of_equal_copies_the_one_with_the_smallest_hash_is_kept() -> None:
    one, other = read("34/KH-UBND", "2022-03-23", sha="b"), read("34/KH-UBND", "2022-03-23", sha="a")
    assert link([one, other]).copies == {0: 1}


def test_a_number_given_twice_to_different_documents_keeps_both() -> None:
    one = read("34/KH-UBND", "2022-03-23", title="Trồng rừng ven biển giai đoạn 2022-2025", sha="a")
    other = read("34/KH-UBND", "2022-08-15", title="Tuyển dụng giáo viên mầm non năm 2022", sha="b")
    linked = link([one, other])
    assert not linked.copies
    iris = {linked.own[0].iri, linked.own[1].iri}
    assert "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/34-kh-ubnd" in iris
    assert len(iris) == 2


# Order -------------------------------------------------------------------------------------------------------------------


def corpus() -> list[Card]:
    """Cards with every kind of difficulty at once."""
    undated = cited("72-KL/TW", None, "Bộ Chính trị", type="Kết luận")
    older = cited("72-KL/TW", "2020-05-17", "Bộ Chính trị", type="Kết luận")
    slip = replace(CONCLUSION, key="72-KL/TW|2024-02-28", date="2024-02-28")
    name = cited(name="Đề án chuyển đổi số", type="Đề án")
    planning = cited(name="Quy hoạch tỉnh thời kỳ 2021 - 2030", type="Quy hoạch")
    dated = replace(planning, key="x|2023-01-01", date="2023-01-01")
    kan = "Ủy ban nhân dân tỉnh Bắc Kạn"
    return [
        read("1/KH-UBND", "2024-03-01", UBND, CONCLUSION, older, name, planning),
        read("2/KH-UBND", "2024-03-02", UBND, undated, dated),
        read("3/KH-UBND", "2024-03-03", UBND, slip, name),
        read("1/KH-UBND", "2024-03-01", kan, undated, name, province="Bắc Kạn"),
        read("1/KH-UBND", "2024-03-01", UBND, sha="copy", provisions=1),
        read("9/KH-UBND", None, UBND, CONCLUSION),
        read("8/KH-UBND", "2024-05-05", UBND, cited("9/KH-UBND", "2024-04-04", UBND, type="Kế hoạch")),
        read(None, "2024-05-05", UBND, title="Trồng nấm"),
    ]


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_cards_does_not_matter(seed: int) -> None:
    def answer(cards: list[Card]) -> set[tuple[object, ...]]:
        linked = link(cards)
        return {
            (cards[i].sha256, linked.own[i].iri, i in linked.copies, frozenset((linked.targets.get(i) or {}).items()))
            for i in range(len(cards))
        }

    cards = corpus()
    shuffled = random.Random(seed).sample(cards, len(cards))  # noqa: S311 - a test order, no secret
    assert answer(shuffled) == answer(cards)


def test_no_two_documents_share_an_iri() -> None:
    iris = [w.iri for w in link(corpus()).works]
    assert len(set(iris)) == len(iris)
    assert all(iris)


# Parts -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "date", "expected"),
    [
        ("central", "2012-01-16", "xi"),
        ("central", "2011-01-19", None),
        ("central", "2024-02-23", "xiii"),
        ("central", "2026-03-01", "xiv"),
        ("province", "2024-07-22", "2020-2025"),
        ("province", "2025-09-01", None),
        ("province", "2026-01-05", "2025-2030"),
        ("central", "1950-01-01", None),
    ],
)
def test_party_terms(level: str, date: str, expected: str | None) -> None:
    assert term(level, date) == expected


@pytest.mark.parametrize(
    ("symbol", "date", "level", "expected"),
    [
        ("34/KH-UBND", "2022-03-23", None, "2022"),
        ("34/KH-UBND", None, None, None),
        ("21/2017/QH14", None, None, "2017"),
        # between two terms the year stands for the period
        ("5-NQ/TU", "2020-10-20", "province", "2020"),
        # a number that looks like a year is none
        ("2022/QĐ-UBND", "2023-01-01", None, "2023"),
    ],
)
def test_periods(symbol: str, date: str | None, level: str | None, expected: str | None) -> None:
    assert period(symbol, date, level) == expected


def test_slips_and_subjects() -> None:
    assert slight("2024-05-07", "2024-07-05")
    assert not slight("2024-05-07", "2023-06-08")
    assert same_subject("Trồng rừng", None) is None
    assert same_subject("Về việc trồng rừng", "TRỒNG RỪNG")
    assert not same_subject("Trồng rừng", "Trồng rừng ngập mặn ven biển")
