"""What holds for any text: evidence where it is said to be, no exception, nothing that depends on the surroundings."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Document
from loaders.parse import citations, relations
from loaders.text.fold import fold
from tests.parse.factories import document

WORDS = """Nghị quyết|NGHỊ QUYẾT|số|SỐ|12-NQ/TW|13-NQ/TU|34/KH-UBND|37/2019/NĐ-CP|202/2025/QH15|/QĐ-UBND|2299/SKHĐT-TH|97QĐ/TW
ngày 07/5/2024|ngày / /2024|ngày 31/02/2024|của|Bộ Chính trị|Ban Thường vụ Tỉnh ủy|UBND tỉnh|Thủ tướng Chính phủ|về|về việc|thực hiện
tiếp tục thực hiện|sửa đổi, bổ sung|một số điều của|Luật|Luật Đất đai|năm 2024|Kế hoạch|Quy hoạch tỉnh|thời kỳ 2021-2030|, tầm nhìn đến
năm 2050|Đề án|Đề án 06|“|”|"|(gọi tắt là|)|(|;|,|.|:|và|các|được phê duyệt tại|thay thế|bãi bỏ|Quyết định này|Căn cứ|Xét đề nghị|tại
Tờ trình|Đại hội Đảng bộ tỉnh lần thứ XVI|Chương trình mục tiêu quốc gia|¹|[3]|khóa XI|(nay là Bộ Tài chính)|Chiến lược|phát triển
hết hiệu lực|ban hành|kèm theo|Ngày 1/2/2024|đã ban hành|ỦY BAN NHÂN DÂN|Bộ luật|bởi|a|1|…|-|/""".replace(
    "\n", "|"
).split("|")
PATHS = [
    "head/title",
    "head/title",
    "head/basis",
    "head/opening",
    "head/attachment",
    "Điều-1",
    "fn-1",
    "c1",
    "I/1",
    "I/2",
]

sentences = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
documents = st.lists(st.tuples(st.sampled_from(PATHS), sentences), min_size=1, max_size=6)


def extracted(paragraphs: list[tuple[str, str]], kind: str = "Quyết định") -> Document:
    made = document(*paragraphs, kind=kind)
    citations.extract(made)
    relations.extract(made)
    return made


def check(made: Document) -> None:
    """Every span lies in its provision and says what the fact says."""
    assert made.citations is not None
    assert made.relations is not None
    places = {provision.path: provision for provision in made.provisions}
    keys = [cited.key for cited in made.citations]
    assert len(set(keys)) == len(keys)
    firsts = [cited.mentions[0].span.start for cited in made.citations]
    assert firsts == sorted(firsts)
    for cited in made.citations:
        assert cited.number or cited.name or cited.key.startswith(("/", "-"))
        for mention in cited.mentions:
            inside(
                made,
                mention.span.start,
                mention.span.end,
                places[mention.provision].start,
                places[mention.provision].end,
            )
        if cited.number:
            plain = "".join(fold(cited.number).split())
            said = ["".join(fold(made.words(mention.span)).split()) for mention in cited.mentions]
            broken = any(mention.provision.startswith("head/title") for mention in cited.mentions)  # over two lines
            assert any(plain in words for words in said) or cited.name or broken
        if cited.issuer_basis == "stated":
            assert cited.issuer_span is not None
            assert cited.issuer_span.start < cited.issuer_span.end
        if cited.subject_span is not None:
            assert cited.subject is not None
            assert " ".join(made.words(cited.subject_span).split()) in cited.subject
    for edge in made.relations:
        assert {edge.source, edge.target} <= {*keys, "this"}
        assert edge.source != edge.target
        inside(made, edge.span.start, edge.span.end, places[edge.provision].start, places[edge.provision].end)
    assert len({(edge.source, edge.target) for edge in made.relations}) == len(made.relations)


def inside(made: Document, start: int, end: int, first: int, last: int) -> None:
    assert first <= start < end <= last
    assert made.text.text[start:end].strip()


@given(documents)
def test_words_of_the_grammar_in_any_order(paragraphs: list[tuple[str, str]]) -> None:
    check(extracted(paragraphs))


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.text(max_size=80)), min_size=1, max_size=4))
def test_any_text(paragraphs: list[tuple[str, str]]) -> None:
    check(extracted([(path, "".join(words.splitlines())) for path, words in paragraphs]))


def test_a_type_word_of_the_provision_before_is_not_taken() -> None:
    made = extracted([("I/1", "căn cứ Nghị quyết"), ("I/2", "Kết luận số 12-NQ/TU ngày 1/2/2024")])
    check(made)
    assert [made.words(one.mentions[0].span) for one in made.citations or ()] == ["Kết luận số 12-NQ/TU ngày 1/2/2024"]


@given(documents)
def test_twice_is_once(paragraphs: list[tuple[str, str]]) -> None:
    made = extracted(paragraphs)
    first = (made.citations, made.relations)
    citations.extract(made)
    relations.extract(made)
    assert (made.citations, made.relations) == first


STATED = [
    "Thực hiện Nghị quyết số 41-NQ/TU ngày 03/4/2023 của Tỉnh ủy về nghề làm muối.",
    "Theo Quyết định số 52/QĐ-TTg ngày 04/5/2023 của Thủ tướng Chính phủ phê duyệt danh mục bến cá.",
    "Các đơn vị làm theo Thông tư số 63/2023/TT-BTC ngày 05/6/2023 của Bộ Tài chính quy định mức thu phí.",
    "Bám sát Kế hoạch số 74/KH-UBND ngày 06/7/2023 của UBND tỉnh về trồng rừng ngập mặn, báo cáo kết quả.",
    "Kết luận số 85-KL/TW ngày 07/8/2023 của Ban Bí thư về công tác dân vận được quán triệt đầy đủ.",
]


@given(st.permutations(STATED), st.booleans())
def test_fields_come_from_the_citation_s_own_clause(order: list[str], joined: bool) -> None:
    made = document(" ".join(order)) if joined else document(*order)
    citations.extract(made)
    found = {cited.key: (cited.type, cited.issuer, cited.issuer_basis, cited.subject) for cited in made.citations or ()}
    assert found == {
        "41-NQ/TU|2023-04-03": ("Nghị quyết", "Tỉnh ủy Bạc Liêu", "stated", "nghề làm muối"),
        "52/QĐ-TTg|2023-05-04": ("Quyết định", "Thủ tướng Chính phủ", "stated", "phê duyệt danh mục bến cá"),
        "63/2023/TT-BTC|2023-06-05": ("Thông tư", "Bộ Tài chính", "stated", "quy định mức thu phí"),
        "74/KH-UBND|2023-07-06": ("Kế hoạch", "Ủy ban nhân dân tỉnh Bạc Liêu", "stated", "trồng rừng ngập mặn"),
        "85-KL/TW|2023-08-07": ("Kết luận", "Ban Bí thư", "stated", "công tác dân vận"),
    }


def test_real_documents_bear_out_every_span(shared: Path) -> None:
    from loaders.parse import structure
    from loaders.read import read

    files = [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*-*.md"))]
    assert len(files) > 40
    for file in files:
        for made in structure(read(file)):
            citations.extract(made)
            relations.extract(made)
            check(made)


def test_the_golds(shared: Path, tmp_path: Path) -> None:
    """Figures of the shared scorer on the five annotated documents; floors, not the figures of the day."""
    from loaders.extract import to_json
    from loaders.parse import structure
    from loaders.read import read

    for file in sorted((shared / "seeds").glob("*.txt")):
        made = structure(read(file))
        for one in made:
            citations.extract(one)
            relations.extract(one)
        (tmp_path / f"{file.stem}.json").write_text(json.dumps(to_json(made), ensure_ascii=False), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    tally = score.Score()
    for gold in sorted((shared / "gold").glob("0*.json")):
        found = json.loads((tmp_path / gold.name).read_text(encoding="utf-8"))
        score.score_citations(json.loads(gold.read_text(encoding="utf-8")), found, tally, gold.stem)
    f1 = {name: one.figures()["f1"] for name, one in tally.tallies.items()}
    assert f1["citations (numbered)"] == 1.0, tally.notes
    assert f1["citations (named)"] >= 0.90, tally.notes
    assert f1["citation issuer"] >= 0.95, tally.notes
    assert f1["relations (typed, without cites)"] >= 0.92, tally.notes
    assert f1["relations (all)"] >= 0.90, tally.notes
