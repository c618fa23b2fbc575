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

MAX_MARKS = 30  # combining marks upon one letter: what UAX #15 allows in text that streams

MAX_CELLS = 200_000  # of one table; what is above is left out, with a warning by the reader
MAX_SPAN = 1_000  # rows or columns that a merged cell can take
MAX_COLUMNS = 256  # of a table, as far as merged cells are followed; Word has 63

# Paged files (PDF, scans).

MAX_PAGES = 2_000  # the longest annexes of the gazette have some hundred; more is refused
MAX_PAGE_LETTERS = 100_000  # of one page's text layer; a full A3 page of small print has 20,000; more is refused
MAX_LETTERS = 20_000_000  # of all pages
MAX_PAGE_OBJECTS = 100_000  # drawing objects looked at on a page for rules of tables; more: rules are not looked for
MAX_PAGE_RULES = 20_000  # ruling lines of a page; more are a drawing, not a table
MAX_FORM_DEPTH = 6  # drawings inside drawings
MAX_LATTICE = 200_000  # crossings of ruling lines of one table

OCR_DPI = 300  # what Tesseract is trained on
MAX_PIXELS = 25_000_000  # of one rendered page: A3 at 300 dpi has 17 million; a larger page is rendered more coarsely
MIN_DPI = 60  # below that no letter can be read: such a page is left out, with a warning
OCR_SECONDS = 60  # of one page; a slower one is left out, with a warning

# -- HTML --------------------------------------------------------------------------------------------------------------

MAX_BLOCK_DEPTH = 128  # block elements inside one another; deeper tags are not followed, their text is (browsers: 512)
MAX_INLINE_DEPTH = 128  # the same for inline elements, most of them never closed
MAX_NODES = 2_000_000  # elements and texts of a page; a plan of 200 pages saved by Word has 100,000
MAX_HTML_CELLS = 400_000  # of all tables of a page

# Word 97, RTF, OpenDocument (converted).
OFFICE_SECONDS = 120  # of one conversion; the whole process group is killed after that
OFFICE_OUTPUT = 64 * 1024 * 1024  # bytes that a conversion may write

# Archives of documents (ZIP).
MAX_ARCHIVE_BYTES = 256 * 1024 * 1024  # of the archive itself
MAX_ARCHIVE_MEMBERS = 10_000  # of one archive, inner ones included
MAX_ARCHIVE_EXPANDED = 1024 * 1024 * 1024  # bytes that all members of one archive take expanded
MAX_ARCHIVE_RATIO = 200  # expanded to compressed, of one member; text comes to 20, nothing but a bomb above this ...
ARCHIVE_RATIO_FROM = 4 * 1024 * 1024  # ... and smaller ones do no harm
MAX_ARCHIVE_DEPTH = 3  # archives inside one another


class ReadError(ValueError):
    """A file cannot be read; the message is one line: what, where, what to do."""
