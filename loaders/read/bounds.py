"""How much of a file is read: every bound of the readers, and the one error they raise.

Documents are hostile input. What is above a bound is refused (or, where a reader says so in a warning, left out), never
cut in silence. The figures leave an office's largest files room: Hướng dẫn 36-HD/VPTW has some 25 pages in 779
paragraphs, whose XML is 0.7 MB and expands 17 times, so that 1,000 such pages would pass.

>>> MAX_BYTES // 2**20, MAX_PART // 2**20
(32, 32)
"""

from __future__ import annotations

MAX_BYTES = 32 * 1024 * 1024  # of a file; a 10 MB text is read, nothing an office writes comes near

# Archives (DOCX, ODT): what they say they expand to is checked before anything is expanded.
MAX_MEMBERS = 5_000  # files in the archive
MAX_PART = 32 * 1024 * 1024  # one XML file of it, expanded; as a tree it takes ten to twenty times that
MAX_EXPANDED = 512 * 1024 * 1024  # all of them, pictures too, which are not expanded here
MAX_RATIO = 200  # expansion of one of them: XML of real files comes to 18, nothing but a bomb above this ...
RATIO_FROM = 4 * 1024 * 1024  # ... and smaller ones do no harm

MAX_DEPTH = 256  # elements inside one another: the bound that libxml2 holds unless it is told otherwise
MAX_PARAGRAPHS = 200_000  # of a document, those in cells too

MAX_CELLS = 200_000  # of one table; what is above is left out, with a warning by the reader
MAX_SPAN = 1_000  # rows or columns that a merged cell can take
MAX_COLUMNS = 256  # of a table, as far as merged cells are followed; Word has 63


class ReadError(ValueError):
    """A file cannot be read; the message is one line: what, where, what to do."""
