"""The same document in any clothing gives the same facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loaders.extract import to_json
from loaders.model import Text
from loaders.parse import parse
from loaders.read import read, read_bytes
from tests.read.makers import MAKERS, Maker
from tests.read.neutral import described

SAMPLES = sorted(
    path
    for path in (Path(__file__).resolve().parents[2] / "samples").iterdir()
    if path.suffix in (".txt", ".md") and path.name != "README.md"
)
OF_THE_FILE = {"file", "line", "source", "runs", "warnings"}


def facts(text: Text) -> Any:
    """What is extracted, without file and line numbers: offsets in the canonical text stay."""

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            value = {key: each for key, each in value.items() if key not in OF_THE_FILE}
            if "mentions" in value:
                value["mentions"] = [words for _, words in value["mentions"]]  # the first is the line
            return {key: without(each) for key, each in value.items()}
        return [without(each) for each in value] if isinstance(value, list) else value

    return without(to_json(parse(text)))


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
@pytest.mark.parametrize("maker", MAKERS, ids=[maker.name for maker in MAKERS])
def test_a_sample_in_other_clothing(maker: Maker, path: Path) -> None:
    text = read(path)
    other = read_bytes(maker.make(described(text)), f"van-ban{maker.suffix}")
    assert other.text == text.text
    assert facts(other) == facts(text)
