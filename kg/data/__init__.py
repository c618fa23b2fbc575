"""Words and rules of linking and inference, as data: TOML and CSV files beside this one."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def toml(name: str) -> dict[str, Any]:
    """The tables of `kg/data/{name}.toml`."""
    return tomllib.loads((resources.files("kg") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `kg/data/{name}.csv`."""
    lines = (resources.files("kg") / "data" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(lines, strict=True))
