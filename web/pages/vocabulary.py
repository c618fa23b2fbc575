"""The page of a vocabulary (`/voc/role`): its concepts, each at the address that its IRI has."""

from __future__ import annotations

from queries.run import Answer
from web.pages.model import concepts
from web.pages.page import Page, View


def view(page: Page) -> View:
    """The page of the vocabulary at the path, else that of any thing; raises NotHereError."""
    found = concepts(page)
    if found is None:
        from web.pages.thing import view as thing

        return thing(page)
    rows = [(each["iri"], "|".join(each["notation"]), each["vi"], each["en"]) for each in found["concepts"]]
    title = found[page.language] or found["vi"]
    return View("vocabulary.html", title, dict(found), Answer(("term", "notation", "vi", "en"), tuple(rows)))
