"""What holds for whatever bytes are read: used by Hypothesis and by the coverage-guided fuzzer."""

from __future__ import annotations

from itertools import pairwise

from loaders.extract import to_json
from loaders.model import Document, Span, Text
from loaders.parse import parse
from loaders.read import ReadError, read_bytes


def check_bytes(data: bytes, name: str) -> list[Document]:
    """Read and parse; a file that is refused is refused in one line that names it."""
    try:
        text = read_bytes(data, name)
    except ReadError as error:
        said = str(error)
        assert said.startswith(f"{name}: ")
        assert said.isprintable()
        return []
    return check_text(text)


def check_text(text: Text) -> list[Document]:
    """Parse and look at everything that is promised."""
    blocks = text.blocks
    assert all(0 <= a.start <= a.end <= len(text.text) for a in blocks)
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    covered = "".join(text.text[a.start : a.end] for a in blocks)
    assert "".join(covered.split()) == "".join(text.text.split())
    documents = parse(text)
    assert documents
    for document in documents:
        check_document(document)
    check_partition(text, documents)
    assert to_json(documents) == to_json(parse(text))  # the same each time
    return documents


def check_document(document: Document) -> None:
    """Paths are unique and lead up to the top; every span lies in its provision and holds words."""
    parts = {provision.path: provision for provision in document.provisions}
    assert len(parts) == len(document.provisions)
    for part in document.provisions:
        assert 0 <= part.start <= part.content <= part.end <= len(document.text.text)
        assert part.parent is None or part.parent in parts
    for cited in document.citations or ():
        for mention in cited.mentions:
            assert _inside(document, mention.span, mention.provision)
    keys = {"this", *(cited.key for cited in document.citations or ())}
    for relation in document.relations or ():
        assert _inside(document, relation.span, relation.provision)
        assert relation.source in keys
        assert relation.target in keys
    for task in document.tasks or ():
        assert task.provision in parts
        for each in task.assignments:
            assert _inside(document, each.span, each.provision)
        for deadline in task.deadlines:
            assert 0 <= deadline.span.start < deadline.span.end <= len(document.text.text)
            assert document.words(deadline.span).strip()


def _inside(document: Document, span: Span, path: str) -> bool:
    part = document.provision(path)
    return part.start <= span.start < span.end <= part.end and bool(document.words(span).strip())


def check_partition(text: Text, documents: list[Document]) -> None:
    """Provisions and what is set aside hold every letter, each once."""
    taken = sorted(
        [(p.start, p.end) for d in documents for p in d.provisions]
        + [(a.start, a.end) for d in documents for a in d.set_aside]
    )
    at = 0
    for start, end in taken:
        assert start >= at or start == end, "two of them hold the same words"
        assert not text.text[at:start].strip(), "words that none of them holds"
        at = max(at, end)
    assert not text.text[at:].strip(), "words that none of them holds"
