"""Names of files: short enough for every file system, without diacritics, and never the same for two things.

>>> file_name("doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/34-kh-ubnd")
'doc/34-kh-ubnd-84972f01.html'
"""

from __future__ import annotations

import hashlib
import re

from loaders.text.fold import bare, key

_LONGEST = 40
_OTHER = re.compile("[^a-z0-9]+")


def file_name(path: str) -> str:
    """The file of a thing by the path of its IRI: its kind, its last part, and a mark of the whole."""
    kind, _, rest = path.partition("/")
    last = _OTHER.sub("-", bare(key(rest.rpartition("/")[2]))).strip("-")[:_LONGEST].strip("-")
    mark = hashlib.sha256(path.encode()).hexdigest()[:8]
    return f"{kind}/{last}-{mark}.html" if last else f"{kind}/{mark}.html"
