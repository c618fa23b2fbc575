"""The grammar of Vietnamese administrative documents: `Text` to `Document`s.

The stages run in this order; each reads what the earlier ones wrote:
outline (documents and zones) -> header, foot -> tree -> together (what attached documents have from their decision)
-> citations -> relations -> tasks (agencies, roles, deadlines)
-> projects and targets of tables -> targets of sentences -> duties to report -> projects of sentences -> fields.

>>> from loaders.model import Text
>>> document, = structure(Text.of_paragraphs(["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "1. Giao Sở Y tế."]))
>>> document.header.number.value, [p.path for p in document.provisions]
('1/KH-UBND', ['head/number', 'head/type', 'head/title', '1'])
"""

from __future__ import annotations

from loaders.collector import paused
from loaders.model import Document, SetAside, Span, Text
from loaders.parse import foot, together, tree, unfinished
from loaders.parse.header import HeadReader
from loaders.parse.outline import Outline, outline


def structure(text: Text) -> list[Document]:
    """The documents of a text with header and tree, no facts yet; at least one; never raises."""
    return _structure(text)[0]


def _structure(text: Text) -> tuple[list[Document], dict[int, list[Document]]]:
    """The documents of a text, and those that each promulgates by its index."""
    documents = [_structured(text, found) for found in outline(text)]
    unfinished.mark(documents)
    return documents, together.inherit(documents)


def parse(text: Text) -> list[Document]:
    """The documents of a text with all that is extracted; at least one; never raises."""
    # All that is made of a text stays until it is parsed: nothing is there for the collector to find.
    with paused():
        return _parse(text)


def _parse(text: Text) -> list[Document]:
    from loaders.parse import citations, fields, projects, relations, reports, targets, tasks
    from loaders.parse.citations.view import view_of
    from loaders.parse.tables import facts
    from loaders.parse.tables.tasks import of

    documents, attached = _structure(text)
    for document in documents:
        view = view_of(document)
        citations.extract(document, view)
        relations.extract(document, view)
    for i, document in enumerate(documents):
        relations.promulgated(document, attached.get(i, []))
        held = of(document)
        nodes = tasks.extract(document, held)
        facts.extract(document, held)
        targets.extract(document)
        reports.extract(document, nodes)
        projects.extract(document)
        fields.extract(document)
    return documents


def _structured(text: Text, found: Outline) -> Document:
    reader = HeadReader(found)
    reader.read()
    reader.said_in_body(found.zone("body"))
    body = tree.build(found, text.text)
    feet, signer, recipients = foot.read(found)
    reader.header.signer = signer
    reader.header.recipients = recipients
    provisions = sorted([*reader.provisions, *body, *feet], key=lambda p: p.start)
    aside = sorted((SetAside(block.start, block.end, reason) for block, reason in found.aside), key=lambda a: a.start)
    starts = [p.start for p in provisions] + [a.start for a in aside]
    ends = [p.end for p in provisions] + [a.end for a in aside]
    return Document(text, Span(min(starts, default=0), max(ends, default=0)), reader.header, provisions, aside)
