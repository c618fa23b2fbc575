"""Relations between documents: what the text says of how one document stands to another.

`extract` fills `Document.relations` from its citations, provisions and header. Triggers are data
(loaders/data/relations.toml).
"""

from __future__ import annotations

from loaders.model import Document
from loaders.parse.citations.view import View, view_of
from loaders.parse.relations.edges import Edges
from loaders.parse.relations.promulgated import extract as promulgated

__all__ = ["extract", "promulgated"]


def extract(document: Document, view: View | None = None) -> None:
    """Set `document.relations`, in the order of the text. Needs `document.citations`; never raises for any text.

    `view` is that of the document where it is at hand.
    """
    document.relations = Edges(document, view or view_of(document)).run()
