"""What offices reported, as a mark for entity tags: it changes without a new generation."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def state(source: dict[str, Any]) -> str:
    """The state of the ledger beside what is served; empty for a bare store.

    >>> state({"folder": ""})
    ''
    """
    from kg.progress import Ledger

    return Ledger.of(Path(source["folder"])).state if source.get("folder") else ""
