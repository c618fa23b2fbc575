"""Documents made by hand, whose head and tree are given and not parsed: for tests of the stages after them."""

from __future__ import annotations

from typing import cast

from loaders.model import Document, Header, Provision, ProvisionKind, Said, Span, Text


def said(value: str | None) -> Said | None:
    """A value without evidence."""
    return Said(value, ()) if value is not None else None


def document(
    *paragraphs: str | tuple[str, str],
    province: str | None = "Bạc Liêu",
    issuer: str | None = None,
    kind: str | None = "Kế hoạch",
    number: str | None = None,
    date: str | None = "2024-05-20",
) -> Document:
    """A document of these paragraphs: the words of the body, or (path, words) for a part of the head or a kind of
    provision, as ("head/basis", …), ("head/title", …), ("Điều-1", …), ("fn-1", …)."""
    texts = [p if isinstance(p, str) else p[1] for p in paragraphs]
    text = Text.of_paragraphs(texts)
    provisions: list[Provision] = []
    taken: dict[str, int] = {}
    title = None
    for paragraph, block in zip(paragraphs, text.blocks, strict=True):
        path = paragraph[0] if isinstance(paragraph, tuple) else f"I/-{len(provisions) + 1}"
        count = taken[path] = taken.get(path, 0) + 1
        if path == "head/title":
            title = Said(text.text[block.start : block.end], (Span(block.start, block.end),))
        name = path if count == 1 else f"{path}.{count}"
        provisions.append(Provision(name, _kind(path), block.start, block.end, block.start))
    header = Header(number=said(number), type=said(kind), issuer=said(issuer), province=said(province), date=said(date))
    header.title = title
    return Document(text, Span(0, len(text.text)), header, provisions)


def _kind(path: str) -> ProvisionKind:
    if path.startswith("head/"):
        return cast(ProvisionKind, path.removeprefix("head/"))
    if path.startswith("foot/"):
        return "recipients" if "recipients" in path else "signature"
    for prefix, kind in (("Điều", "dieu"), ("fn", "footnote"), ("note", "note"), ("c", "cell")):
        if path.startswith(prefix):
            return cast(ProvisionKind, kind)
    return "dash"
