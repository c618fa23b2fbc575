"""Word files made part by part, as small as Word itself still opens, for the tests of their reader."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from tests.read.neutral import Block, Doc, Para, Table

SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    }.items()
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in range(1, 5)
    )
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
    + "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders></w:tblPr></w:style>"
)


def r(words: str, properties: str = "") -> str:
    """A run."""
    form = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{form}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def p(*runs: str, form: str = "") -> str:
    """A paragraph of runs; what is no XML becomes one."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{form}</w:pPr>' if form else ''}{inside}</w:p>"


def tbl(*rows: str, form: str = '<w:tblStyle w:val="Grid"/>') -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr>{form}</w:tblPr>{''.join(rows)}</w:tbl>"


def tr(*cells: str) -> str:
    """A row; what is no cell becomes one of one paragraph."""
    return f"<w:tr>{''.join(cell if cell.startswith('<w:tc>') else tc(p(cell)) for cell in cells)}</w:tr>"


def tc(inside: str, form: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{inside}</w:tc>"


def numbered(number: int, level: int = 0) -> str:
    """Properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def levels(*formats: tuple[str, str], extra: Mapping[int, str] | None = None) -> str:
    """The levels of a list, each (format, text)."""
    return "".join(
        f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{(extra or {}).get(k, "")}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
        for k, (form, text) in enumerate(formats)
    )


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive, the same bytes for the same parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def parts(body: str, **others: str) -> dict[str, str | bytes]:
    """The parts of a Word file: its body and `numbering`, `footnotes`, `endnotes`, `styles`, `settings`, `header`,
    `footer`, each the inside of its root."""
    others = {"styles": STYLES, **others}
    roots = {"header": "hdr", "footer": "ftr"}
    section = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{kind}"/>' for kind in ("header", "footer") if kind in others
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        + "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for kind in others)
        + "</Types>",
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relationships({kind: f"{kind}.xml" for kind in others}),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
    }
    for kind, inside in others.items():
        root = roots.get(kind, kind)
        made[f"word/{kind}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
    return made


def _relationships(targets: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATIONS}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def docx(body: str, **others: str) -> bytes:
    """A Word file; see `parts`."""
    return pack(parts(body, **others))


# -- from the neutral description -----------------------------------------------------------------------------------

_FORMATS = (
    (r"[-+•]", "bullet"),
    (r"(?P<n>[0-9]+)(?=\.$|\)$|/$)", "decimal"),
    (r"(?P<n>[IVX]+)(?=[.)]$|-$)", "upperRoman"),
    (r"(?P<n>[a-eg-i])(?=[.)]$)", "lowerLetter"),
    (r"(?P<n>[A-H])(?=\.$)", "upperLetter"),
)
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class _Maker:
    """Writes a description; labels that Word can count are left to it, the rest are typed."""

    def __init__(self) -> None:
        self.abstracts: dict[tuple[str, str], int] = {}
        self.last: dict[tuple[str, str], tuple[int, int]] = {}  # -> value of the last label, its w:num
        self.nums: list[tuple[int, int | None]] = []
        self.notes: list[str] = []

    def block(self, block: Block) -> str:
        if isinstance(block, Para):
            return self.para(block)
        return self.table(block)

    def para(self, para: Para) -> str:
        form = f'<w:pStyle w:val="H{para.level}"/>' if para.level else ""
        label, typed = self.label(para.label)
        form += label + ('<w:jc w:val="center"/>' if para.centred else "")
        runs = []
        look = "<w:b/>" if para.bold else ""
        if typed:
            runs.append(r(f"{typed} ", look))
        for k, words in enumerate(para.words.split("{}")):
            if k:
                self.notes.append(para.notes[k - 1])
                runs.append(f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>')
            if words:
                half = len(words) // 2  # a writer's changes split words anywhere
                runs += [r(words[:half], look), r(words[half:], look)]
        return p(*runs, form=form)

    def label(self, label: str) -> tuple[str, str]:
        """Properties that make Word count the label, or the label to be typed."""
        for pattern, form in _FORMATS:
            match = re.match(pattern, label)
            if not match:
                continue
            if form == "bullet":
                return numbered(self.number((form, label), 1)), ""
            n = match["n"]
            value = (
                int(n)
                if form == "decimal"
                else _ROMANS.index(n)
                if form == "upperRoman"
                else ord(n.lower()) - ord("a") + 1
            )
            return numbered(self.number((form, "%1" + label[match.end() :]), value)), ""
        return "", label

    def number(self, key: tuple[str, str], value: int) -> int:
        abstract = self.abstracts.setdefault(key, len(self.abstracts))
        before, num = self.last.get(key, (0, 0))
        if key[0] == "bullet" and num:
            return num
        if not num or value != before + 1:
            self.nums.append((abstract, value))
            num = len(self.nums)
        self.last[key] = (value, num)
        return num

    def table(self, table: Table) -> str:
        width = sum(cell.columns for cell in table.rows[0])
        rows: list[str] = []
        open_: dict[int, tuple[int, int]] = {}  # column -> rows still to come, columns
        for row in table.rows:
            cells: list[str] = []
            column = 0
            waiting = list(row)
            while column < width:
                if open_.get(column, (0, 0))[0]:
                    left, span = open_[column]
                    open_[column] = (left - 1, span)
                    cells.append(tc(p(), f'<w:gridSpan w:val="{span}"/><w:vMerge/>'))
                else:
                    cell = waiting.pop(0)
                    span = cell.columns
                    form = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
                    if cell.rows > 1:
                        form += '<w:vMerge w:val="restart"/>'
                        open_[column] = (cell.rows - 1, span)
                    cells.append(tc("".join(map(self.para, cell.paras)) or p(), form))
                column += span
            rows.append(tr(*cells))
        return tbl(*rows, form='<w:tblStyle w:val="Grid"/>' if table.data else "")


def make(doc: Doc) -> bytes:
    """A Word file of a neutral description."""
    maker = _Maker()
    body = "".join(map(maker.block, doc.blocks))
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels(key)}</w:abstractNum>'
        for key, number in maker.abstracts.items()
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, (abstract, start) in enumerate(maker.nums, start=1)
    )
    notes = "".join(
        f'<w:footnote w:id="{number}">{p("<w:r><w:footnoteRef/></w:r>", " " + words)}</w:footnote>'
        for number, words in enumerate(maker.notes, start=1)
    )
    others = {"numbering": abstracts + nums, "footnotes": '<w:footnote w:type="separator" w:id="0"/>' + notes}
    if doc.header:
        others["header"] = p(doc.header)
    if doc.footer:
        others["footer"] = p(doc.footer)
    return docx(body, **others)
