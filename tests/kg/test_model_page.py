"""docs/model.md: its example is what the program makes, its questions have answers, its tables name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.data import toml
from kg.rdf.example import QUESTIONS, answers, example, main, section, trig
from ontology.page import NAMESPACE, load


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "model.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_is_made_by_the_command(page: str) -> None:
    made = page.partition("<!-- made by python -m kg.rdf.example -->\n")[2].partition("<!-- end -->")[0]
    assert made == section()


def test_a_page_out_of_date_is_said_and_mended(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    copy = tmp_path / "docs" / "model.md"
    copy.write_text(page.replace("5/KH-UBND", "6/KH-UBND"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["--check"]) == 1
    assert "python -m kg.rdf.example" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--check"]) == 0


def test_the_example_is_valid_trig_and_says_the_same() -> None:
    made = example()
    read = set(parse(trig(made.quads).encode(), format=RdfFormat.TRIG))
    assert read == {q for q in made.quads if not q.graph_name.value.endswith(("/registry", "/ontology"))}


@pytest.mark.parametrize(("title", "query"), QUESTIONS)
def test_every_question_of_the_page_has_an_answer(title: str, query: str) -> None:
    head, *rows = answers(example(), query)
    assert rows, title
    assert all(any(row) for row in rows)
    assert len(head) == len(rows[0])


def test_the_page_names_every_term_and_no_other(page: str) -> None:
    named = set(re.findall(r"\bcd:(\w+)", page))
    declared = {str(s)[len(NAMESPACE) :] for s in load().subjects() if str(s).startswith(NAMESPACE)}
    assert named == declared


def test_the_table_of_reasons_is_that_of_the_data(page: str) -> None:
    rows = dict(re.findall(r"^\| `why:([\w-]+)` \|.*\| ([\d.]+) \|$", page, re.M))
    assert rows == toml("reasons")["confidence"]
