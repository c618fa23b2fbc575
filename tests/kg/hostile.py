"""Files made to harm: each row names a file, makes it, and says what a build is to say about it.

`said` is a part of the line that names the file; "" where it is read like any other (and only bounds are asked of it).
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from loaders.read import MAX_BYTES
from tests.read.word import docx, p, pack, parts, tbl, tc, tr

Make = Callable[[Path], object]

GOOD = "KẾ HOẠCH\n\nDọn kênh\n\n1. Sở Y tế chủ trì dọn kênh.\n"
_EOCD = b"PK\x05\x06" + b"\0" * 18


@dataclass(frozen=True)
class Row:
    """A hostile file; `slow` for what takes more than some seconds."""

    name: str
    make: Make
    said: str = ""
    slow: bool = False

    @property
    def id(self) -> str:
        """For pytest."""
        return self.name


def data(content: bytes | str) -> Make:
    """A file of these bytes."""
    return lambda path: path.write_bytes(
        content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    )


def lazily(make: Callable[[], bytes | str]) -> Make:
    """A file of what is made only when it is needed."""
    return lambda path: data(make())(path)


def sparse(size: int) -> Make:
    """A large file that takes no place on the disk."""

    def make(path: Path) -> None:
        with path.open("wb") as stream:
            stream.truncate(size)

    return make


def zipped(members: dict[str, bytes], level: int = 9) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def nested(depth: int) -> bytes:
    """Archives inside archives."""
    made = zipped({"a.txt": GOOD.encode()})
    for _ in range(depth - 1):
        made = zipped({"a.zip": made})
    return made


def overlapping() -> bytes:
    """Ten thousand members that share the same bytes."""
    one = zipped({"a.txt": GOOD.encode()})
    at = one.index(b"PK\x01\x02")
    entry = one[at : one.index(b"PK\x05\x06")]
    entries = b"".join(entry[:46] + b"%05d" % i + entry[51:] for i in range(50_000))
    return one[:at] + entries + _EOCD


def flagged_encrypted() -> bytes:
    """An archive whose member says that it has a password."""
    made = bytearray(zipped({"a.txt": GOOD.encode()}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def document_with(change: Callable[[str], str]) -> bytes:
    """A Word file whose main part is changed."""
    made = parts(p("Kế hoạch"))
    made["word/document.xml"] = change(str(made["word/document.xml"]))
    return pack(made)


def laughs(xml: str) -> str:
    """A billion laughs."""
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{entities}]>' + xml.replace("Kế", "&l9;")


def outside(xml: str) -> str:
    """An entity that names a file of the machine."""
    return '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>' + xml.replace("Kế", "&b;")


ROWS, COLUMNS = 10_000, 10


def table() -> list[list[str]]:
    """100,000 cells, half of them alike; so varied that a file of them is no bomb."""
    digits = hashlib.shake_256(b"cells").hexdigest(ROWS * COLUMNS * 4)
    return [
        [f"Việc {digits[8 * (COLUMNS * i + k) :][:8]}" if k % 2 else "Sở Y tế" for k in range(COLUMNS)]
        for i in range(ROWS)
    ]


def html_table() -> str:
    """100,000 cells."""
    rows = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table())
    return f"<html><body><table border=1>{''.join(rows)}</table></body></html>"


def markdown_table() -> str:
    """100,000 cells."""
    rows = ("| " + " | ".join(row) + " |" for row in table())
    return "|" + " a |" * COLUMNS + "\n|" + " --- |" * COLUMNS + "\n" + "\n".join(rows)


def word_table() -> bytes:
    """100,000 cells."""
    return docx(tbl(*[tr(*[tc(p(cell)) for cell in row]) for row in table()]))


def pdf(inside: bytes = b"") -> bytes:
    """The beginning of a PDF that is cut off."""
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + inside


def locked_pdf() -> bytes:
    """A PDF with a password, as far as its trailer says."""
    key = "<" + "00" * 32 + ">"
    return (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
        b"3 0 obj\n<</Filter/Standard/V 1/R 2/O " + key.encode() + b"/U " + key.encode() + b"/P -4>>\nendobj\n"
        b"trailer\n<</Root 1 0 R/Encrypt 3 0 R/Size 4/ID[<00><00>]>>\n%%EOF\n"
    )


def runs() -> dict[str, str]:
    """Texts that a pattern which goes back would stay in for ever."""
    n = 200_000
    return {
        "brackets": "(" * n, "both-brackets": "()" * (n // 2), "letters": "a " * n, "lists": "a) " * (n // 2),
        "articles": "Điều " * (n // 5), "numbered-articles": "Điều 1. " * (n // 8), "no-space": "ă" * n,
        "pipes": "|" * n, "pipe-lines": "|\n" * (n // 2), "dashes": "-" * n, "spaced-dashes": "- " * n,
        "digits": "7" * n, "dots": "1." * (n // 2), "superscripts": "¹²³" * (n // 3), "marks": "a" + "\u0301\u0323" * (n // 2),
        "dates": "ngày 1/1/2024 " * (n // 14), "numbers": "số 1/KH-UBND " * (n // 13), "slashes": "/" * n,
        "quotes": "“" * n, "commas": "Sở Y tế, " * (n // 9), "and": "và " * (n // 3), "colons": "Giao Sở Y tế: " * (n // 14),
        "capitals": "ỦY BAN NHÂN DÂN " * (n // 16), "blank-lines": "\n" * n, "short-lines": "a\n" * (n // 2),
        "bullets": "- a\n" * (n // 4), "backslashes": "\\" * n, "stars": "*" * n, "hashes": "#" * n, "ticks": "`" * n,
        "angles": "<" * n, "ampersands": "&" * n, "zero-width": "\u200b" * (n // 2) + "a", "bidi": "\u202e" * (n // 2) + "a",
        "roman": "I. " * (n // 3), "deep-numbers": ".".join(["1"] * 5000) + " a", "emails": "a@" * (n // 2),
    }  # fmt: skip


def hostile() -> list[Row]:
    """The table."""
    return [
        Row("empty.txt", data(b""), "refused is empty; remove it"),
        Row("empty.docx", data(b""), "refused is empty; remove it"),
        Row("empty.html", data(b""), "refused is empty; remove it"),
        Row("empty.zip", data(b""), "refused is no ZIP archive, or cut off; get it again"),
        Row("one-line.txt", data("Sở Y tế chủ trì dọn kênh.")),
        Row("one-byte.txt", data(b"a")),
        Row("one-byte.html", data(b"<")),
        Row("one-byte.md", data(b"#")),
        Row("half-a-letter.txt", data("Ủ".encode()[:1]), "refused "),
        Row("binary.txt", data(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))), "refused a binary file"),
        Row("nuls.txt", data(b"\0" * 5000), "refused "),
        Row("nuls.html", data(b"<html><body><p>K\0H\0</p>" + b"\0" * 5000), "refused a binary file"),
        Row("late-nul.md", data(GOOD.encode() * 500 + b"\0"), "refused a binary file"),
        Row("surrogates.txt", data("KẾ HOẠCH \ud800\udfff số 5"), "refused "),
        Row("surrogates.html", data("<p>KẾ HOẠCH &#xD800; \udfff</p>"), "refused not UTF-8"),
        Row("large.txt", sparse(500 << 20), f"refused is larger than {MAX_BYTES >> 20} MiB; split the file"),
        Row("large.html", sparse(500 << 20), f"refused is larger than {MAX_BYTES >> 20} MiB; split the file"),
        Row("large.docx", sparse(500 << 20), f"refused is larger than {MAX_BYTES >> 20} MiB; split the file"),
        Row("large.zip", sparse(500 << 20), "refused is larger than 256 MiB; split it"),
        Row("bomb.zip", lazily(lambda: zipped({"a.txt": b"\n" * (30 << 20)})), "refused expands more than 200 times"),
        Row("bomb.docx", lazily(lambda: pack({**parts(p("a")), "word/document.xml": b" " * (30 << 20)})), "refused "),
        Row("nested.zip", lazily(lambda: nested(12)), "refused is an archive 4 deep; unpack it"),
        Row("overlapping.zip", lazily(overlapping), "refused more than 10,000 files inside; split it"),
        Row("cut.zip", data(zipped({"a.txt": GOOD.encode() * 99})[:-30]), "refused is no ZIP archive, or cut off"),
        Row("locked.zip", lazily(flagged_encrypted), "refused is encrypted; unpack it with its password"),
        Row("outside.zip", data(zipped({"../../a.txt": GOOD.encode(), "/b.txt": GOOD.encode()})), ""),
        Row("laughs.docx", lazily(lambda: document_with(laughs)), "refused "),
        Row("outside.docx", lazily(lambda: document_with(outside)), "refused "),
        Row("cut.docx", lazily(lambda: docx(p("Kế hoạch") * 99)[:-40]), "refused "),
        Row("locked.docx", data(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
            "refused "),
        Row("cut.pdf", data(pdf()), "refused "),
        Row("locked.pdf", data(locked_pdf()), "refused "),
        Row("deep.html", data("<div>" * 50_000 + "Kế hoạch" + "</div>" * 50_000), ""),
        Row("deep-inline.html", data("<p>" + "<b><i>" * 50_000 + "Kế hoạch"), ""),
        Row("deep-tables.html", data("<table><tr><td>" * 5_000 + "Kế hoạch"), ""),
        Row("unclosed.html", data("<p title='" + "a" * 100_000), "refused "),
        Row("word-is-html.docx", data("<html><body><p>KẾ HOẠCH</p></body></html>"), ""),
        Row("text-is-word.txt", lazily(lambda: docx(p("KẾ HOẠCH"))), ""),
        Row("html-is-zip.html", data(zipped({"a.txt": b"a"})), "refused "),
        Row("pdf-is-word.doc", data(pdf()), "refused "),
        Row("is-a-pipe.txt", lambda path: os.mkfifo(path), "refused is no regular file; give a file with text"),
        Row("is-a-pipe.zip", lambda path: os.mkfifo(path), "refused is no regular file; give a file with text"),
        Row("loop.txt", lambda path: path.symlink_to(path.name), "refused cannot be read ("),
        Row("dangling.txt", lambda path: path.symlink_to("nowhere"), "refused cannot be read ("),
        Row("loop-of-folders", lambda path: path.symlink_to(path.parent), ""),
        Row("is-a-folder.txt", lambda path: (path.mkdir(), (path / "a.txt").write_text(GOOD, encoding="utf-8")), ""),
        Row("new\nline.txt", data(GOOD), ""),
        Row("x" * 250 + ".txt", data(GOOD), ""),
        Row(os.fsdecode(b"bytes-\xff\xfe.txt"), data(GOOD), ""),
        Row(os.fsdecode(b"bad-bytes-\xff\xfe.txt"), data(b""), "refused is empty; remove it"),
        Row("table.html", lazily(html_table), "", slow=True),
        Row("table.md", lazily(markdown_table), "", slow=True),
        Row("table.docx", lazily(word_table), "", slow=True),
        Row("megabyte-without-a-space.txt", lazily(lambda: "ă" * (1 << 19)), "", slow=True),
        Row("megabyte-without-a-space.html", lazily(lambda: "<p>" + "ă" * (1 << 19)), "", slow=True),
        Row("megabyte-of-tasks.txt", lazily(lambda: GOOD[20:] * 27_000), "", slow=True),
    ]  # fmt: skip
