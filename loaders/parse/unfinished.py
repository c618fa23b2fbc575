"""Whether a document breaks off: a copy of which the rest is missing, as portals and converters leave them.

A document ends with "./." and the signature (Nghị định 30/2020/NĐ-CP, annex I, part II); copies often lack both. One
that has no foot and whose last words end no sentence lacks more than that.

>>> from loaders.model import Text
>>> from loaders.parse import structure
>>> def flags(last):
...     document, = structure(Text.of_paragraphs(["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "1. Giao Sở Y tế.", last]))
...     return [p.flags for p in document.provisions if p.flags]
>>> flags("2. Các sở tổ chức thực hiện:"), flags("2. Các sở thực hiện"), flags("2. Các sở thực hiện./.")
([('cut-off',)], [('cut-off',)], [])
"""

from __future__ import annotations

from loaders.model import Document, Provision

FLAG = "cut-off"
_ENDS = frozenset('.!?…"”»)')
_ASIDE = frozenset(("footnote", "note"))
_OF_TABLES = frozenset(("table", "row", "cell"))  # their last words need no full stop


def mark(documents: list[Document]) -> None:
    """Flag the last provision of a file's last document if it breaks off; nothing where one of them has a foot."""
    if any(_is_foot(each) for document in documents for each in document.provisions):
        return
    document = documents[-1]
    body = [each for each in document.provisions if not each.path.startswith("head/") and each.kind not in _ASIDE]
    if not body or body[-1].kind in _OF_TABLES:
        return
    words = document.text.text[body[-1].start : body[-1].end].rstrip(" *_\n")
    if words and words[-1] not in _ENDS:
        body[-1].flags += (FLAG,)


def _is_foot(provision: Provision) -> bool:
    return provision.path.startswith("foot/")
