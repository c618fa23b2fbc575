"""Bounds on what a hostile or broken file can make a reader do; what is above them is refused or named, never cut
silently. The bound on a file's bytes is `loaders.read.decode.MAX_BYTES`.
"""

from __future__ import annotations

# -- Tables of all formats ---------------------------------------------------------------------------------------------

MAX_CELLS = 200_000  # of one table; what is above is left out, with a warning by the reader
MAX_SPAN = 1_000  # rows or columns that a merged cell can take
MAX_COLUMNS = 256  # of a table, as far as merged cells are followed; Word has 63

# -- HTML --------------------------------------------------------------------------------------------------------------

MAX_BLOCK_DEPTH = 128  # block elements inside one another; deeper tags are not followed, their text is (browsers: 512)
MAX_INLINE_DEPTH = 128  # the same for inline elements, most of them never closed
MAX_NODES = 2_000_000  # elements and texts of a page; a plan of 200 pages saved by Word has 100,000
MAX_HTML_CELLS = 400_000  # of all tables of a page

# -- Word 97, RTF, OpenDocument (converted) ----------------------------------------------------------------------------

OFFICE_SECONDS = 120  # of one conversion; the whole process group is killed after that
OFFICE_OUTPUT = 64 * 1024 * 1024  # bytes that a conversion may write

# -- Archives of documents (ZIP) ---------------------------------------------------------------------------------------

MAX_ARCHIVE_BYTES = 256 * 1024 * 1024  # of the archive itself
MAX_ARCHIVE_MEMBERS = 10_000  # of one archive, inner ones included
MAX_ARCHIVE_EXPANDED = 1024 * 1024 * 1024  # bytes that all members of one archive take expanded
MAX_ARCHIVE_RATIO = 200  # expanded to compressed, of one member; text comes to 20, nothing but a bomb above this ...
ARCHIVE_RATIO_FROM = 4 * 1024 * 1024  # ... and smaller ones do no harm
MAX_ARCHIVE_DEPTH = 3  # archives inside one another
