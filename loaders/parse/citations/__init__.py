"""Citations: which documents a document names, where, and what it says of them.

`extract` fills `Document.citations`; it reads the header and the provisions. The stages, each in a file of its own:
`view` (what is searched); `numbers`, `dates`, `laws`, `named` (the grammar); `sheet`, `statutes`, `numbered`,
`unnumbered`, `mentions` (every place); `tail`, `issuer` (what stands after a mention); `nesting` (what stands within
what); `merge` (distinct documents).
"""

from __future__ import annotations

from itertools import groupby

from loaders.model import Document
from loaders.parse.citations.issuer import Context
from loaders.parse.citations.mentions import find
from loaders.parse.citations.merge import Merger
from loaders.parse.citations.nesting import nest
from loaders.parse.citations.view import View, view_of

__all__ = ["extract"]


def extract(document: Document, view: View | None = None) -> None:
    """Set `document.citations`, in the order of first mention. Never raises; what is not stated is None.

    `view` is that of the document where it is at hand.
    """
    seen = view or view_of(document)
    context = Context.of(document)
    found = find(seen, context)
    for _, here in groupby(found, key=lambda one: one.place.start):
        nest(list(here), seen.folded)
    document.citations = Merger(document, seen, context).run(found)
