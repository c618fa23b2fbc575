"""Near-duplicates are found whatever stands between them, in groups, with work that grows as the words do."""

from __future__ import annotations

import random

import pytest

from kg.link.similar import shingles
from queries import alike
from queries.alike import BOUND, FIRST, differences, groups

WORDS = [f"chữ{i}" for i in range(900)]


def text(seed: int, size: int = 30) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=size))  # noqa: S311


def test_copies_form_one_group_and_other_texts_none() -> None:
    texts = [text(i) for i in range(100)]
    texts[40:40] = [f"{text(7)} thêm vài chữ", text(7).upper()]
    found = groups(texts)
    assert [[texts[i] for i in group] for group in found] == [[text(7), f"{text(7)} thêm vài chữ", text(7).upper()]]


def test_a_text_that_adds_to_another_is_alike_and_one_that_shares_a_formula_is_not() -> None:
    formula = "chủ trì, phối hợp với các sở, ban, ngành, đoàn thể liên quan"
    assert groups([text(1), f"{text(2)} {text(1)} {text(3)}"]) == [[0, 1]]
    assert groups([f"{formula} {text(1)}", f"{formula} {text(2)}"]) == []


def test_short_texts_are_alike_to_nothing() -> None:
    assert groups(["Trồng cây ở trường học"] * 3) == []


@pytest.mark.parametrize("seed", range(5))
def test_what_is_found_is_what_comparing_all_pairs_finds(seed: int) -> None:
    """Few texts, so that no list is full: then the index leaves nothing out."""
    chance = random.Random(seed)  # noqa: S311
    texts = []
    for i in range(FIRST):
        words = text(i % 5 + 10 * seed).split()
        for _ in range(chance.randrange(8)):
            words[chance.randrange(len(words))] = chance.choice(WORDS)
        texts.append(" ".join(words))
    grouped = {frozenset((i, j)) for group in groups(texts) for i in group for j in group if i < j}
    sets = [shingles(each) for each in texts]
    for j in range(len(texts)):
        near = [i for i in range(j) if len(sets[i] & sets[j]) / min(len(sets[i]), len(sets[j])) >= BOUND]
        assert bool(near) == any(frozenset((i, j)) in grouped for i in range(j)), (near, j)


def test_a_thousand_copies_are_compared_with_the_first_of_them_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0

    def counting(items: object) -> object:
        nonlocal looked
        listed = list(items)  # type: ignore[call-overload]
        looked += len(listed)
        return Counted(listed)

    from collections import Counter as Counted

    monkeypatch.setattr(alike, "Counter", counting)
    assert groups([text(1)] * 1000) == [list(range(1000))]
    assert looked <= 1000 * FIRST * len(shingles(text(1)))


def test_differences_are_words_that_stand_for_others() -> None:
    assert differences("Hoàn thành trước ngày 30/6.", "hoàn thành TRƯỚC ngày 31/12, báo cáo.") == [("30/6", "31/12, báo cáo")]
    assert differences("Trồng cây", "Trồng cây.") == []
