"""Options that several verbs have, and the parameters that are made of them.

>>> picked(lead="Sở Y tế", doc=None)
{'lead': 'Sở Y tế'}
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

Store = Annotated[
    Optional[Path],
    typer.Option("--store", envvar="CHIDAO_STORE", help="Folder of the store.", show_default="your data folder"),
]
Endpoint = Annotated[
    Optional[str],
    typer.Option("--endpoint", envvar="CHIDAO_ENDPOINT", help="Address of a SPARQL 1.1 store to ask instead: see chidao push.", show_default="none"),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON for programs.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV for spreadsheets.")]
Limit = Annotated[
    Optional[int], typer.Option(min=0, help="How many rows at most; 0 means all.", show_default="a page")
]
Evidence = Annotated[bool, typer.Option("--evidence", help="The words that say so, and where they stand.")]
MinConfidence = Annotated[
    Optional[float], typer.Option("--min-confidence", min=0, max=1, help="Leave out what is linked less surely, 0 to 1.", show_default="all")
]
OnlyDoubtful = Annotated[bool, typer.Option("--only-doubtful", help="Only where a link is doubtful.")]
Document = Annotated[
    str,
    typer.Argument(help="A document: its number in any spelling, words of its name, or its IRI.", metavar="DOCUMENT"),
]


def picked(**values: str | None) -> dict[str, str]:
    """Those that were given."""
    return {name: value for name, value in values.items() if value}


def today() -> str:
    """The day of today, as 2025-12-31."""
    import datetime

    return datetime.date.today().isoformat()


def sure(min_confidence: float | None, only_doubtful: bool = False) -> dict[str, str]:
    """The parameters for MinConfidence and OnlyDoubtful."""
    given = {} if min_confidence is None else {"min_confidence": f"{min_confidence:.9f}"}
    return given | ({"only_doubtful": "true"} if only_doubtful else {})
