"""Bounds on what a hostile or broken file can make a reader do; what is above them is refused or named, never cut
silently. The bound on a file's bytes is `loaders.read.decode.MAX_BYTES`.
"""

from __future__ import annotations

# -- Paged files (PDF, scans) ------------------------------------------------------------------------------------------

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
