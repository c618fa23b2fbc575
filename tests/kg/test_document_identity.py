"""Citations that fit no document or several: scored, listed, or linked with the doubt stated; old IRIs lead to new ones."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kg.link.cards import Card
from kg.link.documents import link
from kg.link.works import Linked, Work
from loaders.model import Document
from tests.kg.letters import hard_ones
from tests.kg.letters import read as read_text
from tests.kg.test_link_documents import TU, UBND, cited, corpus, read, target

ROADS = "phát triển đường giao thông nông thôn nối các ấp, khóm"
CROPS = "cơ cấu lại ngành trồng trọt ở vùng nước lợ"


def work_of(linked: Linked, i: int, key: str) -> Work:
    return next(w for w in linked.works if w.iri == linked.targets[i][key].iri)


def plan_of(date: str, number: str = "34/KH-UBND", title: str | None = ROADS) -> Card:
    return read(number, date, title=title)


# Years ---------------------------------------------------------------------------------------------------------------


def test_a_year_off_by_one_is_a_slip_where_the_title_is_the_same() -> None:
    slip = cited("34/KH-UBND", "2021-03-23", UBND, type="Kế hoạch", subject=ROADS[:40])
    linked = link([plan_of("2022-03-23"), read("5/KH-UBND", "2023-01-01", UBND, slip)])
    assert target(linked, 1, slip.key) == (linked.own[0].iri, ("year-differs",))
    assert not [w for w in linked.works if w.iri.endswith("/2021/34-kh-ubnd")]


def test_a_year_to_come_is_a_slip_and_both_doubts_are_stated() -> None:
    slip = cited("34/KH-UBND", "2023-03-23", UBND, type="Kế hoạch")
    linked = link([plan_of("2022-03-23"), read("5/KH-UBND", "2023-01-01", UBND, slip)])
    assert target(linked, 1, slip.key) == (linked.own[0].iri, ("year-differs", "later-than-citing"))


def test_a_year_off_by_one_without_title_is_another_document_that_may_be_that_one() -> None:
    slip = cited("34/KH-UBND", "2021-03-23", UBND, type="Kế hoạch")
    linked = link([plan_of("2022-03-23"), read("5/KH-UBND", "2023-01-01", UBND, slip)])
    iri, reasons = target(linked, 1, slip.key)
    assert iri.endswith("/2021/34-kh-ubnd")
    assert reasons == ("date-suspect",)
    assert work_of(linked, 1, slip.key).candidates == (linked.own[0],)


@pytest.mark.parametrize("subject", ["dự toán ngân sách tỉnh năm 2022", CROPS])
def test_two_years_with_two_subjects_are_two_documents(subject: str) -> None:
    other = cited("34/KH-UBND", "2021-03-23", UBND, type="Kế hoạch", subject=subject)
    title = "dự toán ngân sách tỉnh năm 2023" if "2022" in subject else ROADS
    linked = link([plan_of("2022-03-23", title=title), read("5/KH-UBND", "2023-01-01", UBND, other)])
    assert target(linked, 1, other.key)[0].endswith("/2021/34-kh-ubnd")


def test_a_year_that_many_texts_give_is_no_slip() -> None:
    one = cited("34/KH-UBND", "2021-03-23", UBND, type="Kế hoạch", subject=ROADS)
    linked = link([plan_of("2022-03-23"), read("5/KH-UBND", "2023-01-01", UBND, one),
                   read("6/KH-UBND", "2023-01-02", UBND, one)])  # fmt: skip
    assert target(linked, 1, one.key)[0].endswith("/2021/34-kh-ubnd")


# Candidates ----------------------------------------------------------------------------------------------------------


def test_of_several_the_one_whose_title_is_clearly_nearest_is_meant_with_doubt() -> None:
    undated = cited("34/KH-UBND", None, UBND, type="Kế hoạch",
                    subject="tiếp tục phát triển đường giao thông nông thôn")  # fmt: skip
    linked = link([plan_of("2021-03-03"), plan_of("2022-04-04", title=CROPS), read("5/KH-UBND", "2023-01-01", UBND, undated)])
    assert target(linked, 2, undated.key) == (linked.own[0].iri, ("date-missing", "best-title"))


def test_of_several_without_a_title_none_is_meant_and_all_are_listed_with_scores() -> None:
    undated = cited("34/KH-UBND", None, UBND, type="Kế hoạch")
    linked = link([plan_of("2021-03-03"), plan_of("2022-04-04", title=CROPS), read("5/KH-UBND", "2023-01-01", UBND, undated)])
    iri, reasons = target(linked, 2, undated.key)
    assert iri == f"{linked.own[2].iri}/cited/34-kh-ubnd"
    assert reasons == ("several-fit",)
    stub = work_of(linked, 2, undated.key)
    assert set(stub.candidates) == {linked.own[0], linked.own[1]}
    assert [f.reasons for f in stub.fits] == [("date-missing",)] * 2
    assert len({f.score for f in stub.fits}) == 1
    assert 0 < stub.fits[0].score < 1


def test_the_only_one_is_not_meant_where_its_title_has_nothing_in_common() -> None:
    undated = cited("34/KH-UBND", None, UBND, type="Kế hoạch", subject=CROPS)
    linked = link([plan_of("2021-03-03"), read("5/KH-UBND", "2023-01-01", UBND, undated)])
    stub = work_of(linked, 1, undated.key)
    assert stub.under == 1
    assert stub.candidates == (linked.own[0],)
    assert "title-differs" in stub.fits[0].reasons


def test_another_type_is_a_doubt() -> None:
    undated = cited("11-NQ/TU", None, TU, type="Chỉ thị")
    linked = link([read("11-NQ/TU", "2021-11-12", TU, type_name="Nghị quyết", title=ROADS),
                   read("5/KH-UBND", "2023-01-01", UBND, undated)])  # fmt: skip
    assert target(linked, 1, undated.key) == (linked.own[0].iri, ("date-missing", "type-differs"))


def test_a_number_without_issuer_that_only_another_province_has_is_more_doubtful() -> None:
    bare = cited("34/KH-UBND", "2022-03-23", None, type="Kế hoạch")
    kan = "Ủy ban nhân dân tỉnh Bắc Kạn"
    other = read("34/KH-UBND", "2022-03-23", kan, province="Bắc Kạn", title=ROADS)
    linked = link([other, read("5/KH-UBND", "2023-01-01", UBND, bare)])
    assert target(linked, 1, bare.key) == (linked.own[0].iri, ("issuer-missing", "other-place"))
    both = link([other, plan_of("2022-03-23"), read("5/KH-UBND", "2023-01-01", UBND, bare)])
    stub = work_of(both, 2, bare.key)
    scores = dict(zip(stub.candidates, (f.score for f in stub.fits), strict=True))
    assert scores[both.own[1]] > scores[both.own[0]]


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    undated = cited("34/KH-UBND", None, None)
    linked = link([read("5/KH-UBND", "2023-01-01", UBND, undated)])
    assert target(linked, 0, undated.key)[1] == ("too-little",)


def test_every_link_to_a_stub_of_one_text_has_a_reason() -> None:
    linked = link(cards(hard_documents()))
    stubs = {w.iri for w in linked.works if w.under is not None}
    pointed = [t for found in linked.targets.values() for t in found.values() if t.iri in stubs]
    assert pointed
    assert all(t.reasons for t in pointed)


# Former IRIs ---------------------------------------------------------------------------------------------------------


def hard_documents() -> list[Document]:
    return [d for name, text in hard_ones().items() for d in read_text(text, name)]


def cards(documents: list[Document]) -> list[Card]:
    from kg.link.cards import card

    return [card(d) for d in documents]


def meant(linked: Linked, iri: str) -> set[str]:
    """What an IRI means: the document that has it, or those that had it or what it stands below."""
    if iri in {w.iri for w in linked.works}:
        return {iri}
    if iri in linked.former:
        return {w.iri for w in linked.former[iri]}
    head, cited_, rest = iri.partition("/cited/")
    return {now for w in linked.former.get(head, ()) for now in meant(linked, f"{w.iri}/cited/{rest}")} if cited_ else set()


def test_the_iri_of_a_stub_leads_to_the_document_when_it_comes() -> None:
    undated = cited("72-KL/TW", None, "Bộ Chính trị", type="Kết luận")
    plan = read("5/KH-UBND", "2024-03-01", UBND, undated)
    stub = target(link([plan]), 0, undated.key)[0]
    conclusion = read("72-KL/TW", "2024-02-23", "Bộ Chính trị", type_name="Kết luận", province=None)
    linked = link([plan, conclusion])
    assert stub.endswith("/cited/72-kl-tw")
    assert meant(linked, stub) == {linked.own[1].iri}


def test_the_iri_of_a_wrong_issuer_date_or_without_a_type_leads_to_the_document() -> None:
    said = cited("72-KL/TW", "2024-02-23", "Ban Bí thư Trung ương Đảng")
    alone = target(link([read("5/KH-UBND", "2024-03-01", UBND, said)]), 0, said.key)[0]
    conclusion = read("72-KL/TW", "2024-02-23", "Bộ Chính trị", type_name="Kết luận", province=None)
    linked = link([read("5/KH-UBND", "2024-03-01", UBND, said), conclusion])
    assert alone == "doc/ban-bí-thư-trung-ương-đảng/-/xiii/72-kl-tw"
    assert meant(linked, alone) == {"doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw"}


def test_an_iri_made_of_what_two_texts_say_leads_to_the_document() -> None:
    one = cited("72-KL/TW", "2024-02-23", "Ban Bí thư Trung ương Đảng")
    two = cited("72-KL/TW", "2024-02-23", None, type="Kết luận", may=("Bộ Chính trị", "Ban Bí thư"))  # type: ignore[arg-type]
    both = [read("5/KH-UBND", "2024-03-01", UBND, one), read("6/KH-UBND", "2024-03-01", UBND, two)]
    before = target(link(both), 0, one.key)[0]
    linked = link([*both, read("72-KL/TW", "2024-02-23", "Bộ Chính trị", type_name="Kết luận", province=None)])
    assert before == "doc/ban-bí-thư-trung-ương-đảng/kết-luận/xiii/72-kl-tw"
    assert meant(linked, before) == {linked.own[2].iri}


def test_a_document_that_gets_its_date_from_others_keeps_what_was_below_its_old_iri() -> None:
    undated = cited("72-KL/TW", None, "Bộ Chính trị", type="Kết luận")
    bare = replace(read("5/KH-UBND", None, UBND, undated), as_of=None, dated=False)
    before = link([bare])
    old = before.own[0].iri
    after = link([bare, read("7/KH-UBND", "2022-02-02", UBND, cited("5/KH-UBND", "2021-01-01", UBND, type="Kế hoạch"))])
    assert old.endswith("/-/5-kh-ubnd")
    assert meant(after, old) == {after.own[0].iri}
    assert meant(after, f"{old}/cited/72-kl-tw") == {f"{after.own[0].iri}/cited/72-kl-tw"}


def test_an_iri_that_a_document_has_is_no_former_one() -> None:
    for linked in (link(corpus()), link(cards(hard_documents()))):
        assert not {w.iri for w in linked.works} & set(linked.former)
        assert all(works for works in linked.former.values())


@pytest.mark.parametrize("seed", range(60))
def test_no_iri_of_a_smaller_corpus_is_lost_in_a_larger_one(seed: int) -> None:
    """Whatever was there before: the IRI of each document, read or cited, still means something, and of each one that
    was read it means that one."""
    chance = random.Random(seed)  # noqa: S311 - a choice for a test
    all_ = corpus() if seed % 2 else cards(hard_documents())
    some = chance.sample(all_, chance.randint(1, len(all_) - 1))
    before, after = link(some), link(all_)
    assert [w.iri for w in before.works if not meant(after, w.iri)] == []
    place = {id(c): i for i, c in enumerate(all_)}
    for i, one in enumerate(some):
        assert after.own[place[id(one)]].iri in meant(after, before.own[i].iri)


@pytest.mark.parametrize("seed", range(40))
def test_the_iri_of_a_stub_is_not_lost_when_other_files_go(seed: int) -> None:
    """Files that go may settle what was ambiguous: the IRI of the stub leads to what the citation means then."""
    chance = random.Random(seed)  # noqa: S311 - as above
    all_ = corpus() if seed % 2 else cards(hard_documents())
    some, others = (chance.sample(all_, chance.randint(1, len(all_))) for _ in range(2))
    before, after = link(some), link(others)
    place = {id(c): i for i, c in enumerate(others)}
    for i, one in enumerate(some):
        j = place.get(id(one))
        if j is None or before.own[i].iri != after.own[j].iri:
            continue
        for found in before.targets[i].values():
            if found.iri.startswith(f"{after.own[j].iri}/cited/"):
                assert meant(after, found.iri)
