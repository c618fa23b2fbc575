"""Encodings of Vietnamese text before Unicode: told, read, and undone where they hide in Unicode.

For readers of files whose text is Unicode but set in old fonts (DOCX, PDF, HTML): `by_font` and `sets_capitals` tell by
the font, `looks_like` by the words, `convert` converts. For bytes: `loaders.read.decode`.

>>> convert("KÕ ho¹ch", by_font(".VnTimeH"), capitals=sets_capitals(".VnTimeH"))
'KẾ HOẠCH'
"""

from __future__ import annotations

from loaders.read.encodings.declared import declared_charset
from loaders.read.encodings.fonts import by_font, sets_capitals
from loaders.read.encodings.seen import Seen, convert, looks_like, mend

__all__ = ["Seen", "by_font", "convert", "declared_charset", "looks_like", "mend", "sets_capitals"]
