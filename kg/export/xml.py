"""Text of documents as XML can hold it (XML 1.0, section 2.2): what it forbids becomes U+FFFD.

>>> held("trang 1\\x0ctrang 2\\tcột"), held("Kế hoạch")
('trang 1�trang 2\\tcột', 'Kế hoạch')
"""

from __future__ import annotations


def held(text: str) -> str:
    """The text with the characters that XML has no way to write replaced, one for one."""
    return text if text.isprintable() else "".join(c if _allowed(c) else "\ufffd" for c in text)


def _allowed(c: str) -> bool:
    return c in "\t\n" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
