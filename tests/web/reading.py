"""What the tests of the reading pages share: the facts of the graph, and those that a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.web.conftest import Served

BASE = "https://w3id.org/chidao/"
PLAN = "doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/34-kh-ubnd"
TASK = f"{PLAN}/III/2/2.4/-1"
STUB = "doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw"
OTHER = "doc/ủy-ban-nhân-dân-tỉnh-tuyên-quang/kế-hoạch/2024/208-kh-ubnd"


def documents(served: Served) -> list[str]:
    """The paths of all documents that were read."""
    rows = served.values("SELECT DISTINCT ?d { ?d cd:sourceFile ?f }")
    return sorted(row["d"].removeprefix(BASE) for row in rows)


def quotes(served: Served, path: str) -> dict[str, str]:
    """Fact -> its words, as the graph has them."""
    rows = served.values(f"""SELECT ?f ?q {{ ?p cd:document <{BASE}{path}> ; cd:text ?t . ?f cd:in ?p .
      OPTIONAL {{ ?f cd:from ?a ; cd:to ?b }}
      BIND(IF(BOUND(?a), SUBSTR(?t, ?a + 1, ?b - ?a), ?t) AS ?q) }}""")
    return {row["f"]: row["q"] for row in rows}


def told(data: Any) -> Iterator[dict[str, Any]]:
    """All facts in the data of a page."""
    if isinstance(data, dict):
        if "n" in data:
            yield data
        data = list(data.values())
    for each in data if isinstance(data, list) else ():
        yield from told(each)


def told_steps(data: Any) -> set[tuple[str, str]]:
    """The steps of a lineage."""
    return {(step["upper"], step["lower"]) for step in data["steps"].values()}
