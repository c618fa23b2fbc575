"""A neutral description of a document as HTML, plain or as a portal serves it.

A description has `blocks`: paragraphs (`words` with `{}` where a note of `notes` is referred to, `label`, `level`,
`bold`, `centred`) and tables (`rows` of cells with `paras`, `rows`, `columns`; `data` says whether borders are drawn).
"""

from __future__ import annotations

import html
from typing import Any

_CHROME = (
    '<header class="top"><h1>Cổng văn bản Nam Xuân</h1><nav><ul><li><a href="/">Trang chủ</a></li>'
    '<li><a href="/van-ban">Văn bản</a></li></ul></nav></header><div class="crumbs"><a href="/">Trang chủ</a> &gt; '
    "<a href='/kh'>Kế hoạch</a></div>"
)
_AFTER = (
    '<div class="box"><h3>Bình luận</h3><form><textarea>Ý kiến</textarea><button>Gửi</button></form></div>'
    '<div class="more"><a href="/1">Tin thứ nhất</a><a href="/2">Tin thứ hai</a></div>'
    "<footer>© Cổng văn bản Nam Xuân. Điện thoại: 0123</footer>"
)


def make_html(doc: Any, *, portal: bool = False) -> bytes:
    """The bytes of a page; with `portal`, menus before it and comments after it."""
    made = _Maker()
    body = "\n".join(made.block(block) + made.take() for block in doc.blocks)
    if doc.header:
        body = f'<div title="header"><p>{_text(doc.header)}</p></div>{body}<div title="footer"><p>{_text(doc.footer)}</p></div>'
    if portal:
        body = f'{_CHROME}<main><div class="content">{body}</div></main>{_AFTER}'
    head = (
        '<meta charset="utf-8"><title>Văn bản</title><style>p{margin:0}</style><script>var a = "<p>không</p>";</script>'
    )
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n{body}\n</body></html>\n".encode()


class _Maker:
    def __init__(self) -> None:
        self.count = 0
        self.notes: list[str] = []

    def block(self, block: Any) -> str:
        return self.table(block) if hasattr(block, "rows") else self.para(block)

    def take(self) -> str:
        """The notes that what was made refers to: a page that is cut off loses only its end."""
        notes, self.notes = "".join(self.notes), []
        return notes

    def para(self, para: Any) -> str:
        words = _text(para.line)
        for note in para.notes:
            self.count += 1
            n = self.count
            words = words.replace("{}", f'<sup><a href="#fn{n}" id="fnref{n}">{n}</a></sup>', 1)
            self.notes.append(f'<div id="fn{n}"><p><a href="#fnref{n}"><sup>{n}</sup></a> {_text(note)}</p></div>')
        if para.bold:
            words = f"<b>{words}</b>"
        tag = f"h{para.level}" if para.level else "p"
        if para.level and not para.bold:
            words = f'<span style="font-weight: normal">{words}</span>'
        return f"<{tag}{' align=center' if para.centred else ''}>{words}</{tag}>"

    def table(self, table: Any) -> str:
        rows = []
        for cells in table.rows:
            out = ""
            for cell in cells:
                spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
                    f' colspan="{cell.columns}"' if cell.columns > 1 else ""
                )
                out += f"<td{spans}>{''.join(self.para(para) for para in cell.paras)}</td>"
            rows.append(f"<tr>{out}</tr>")
        style = ' border="1"' if table.data else ' style="border: none"'
        return f"<table{style}>\n" + "\n".join(rows) + "\n</table>"


def _text(words: str) -> str:
    return html.escape(words, quote=False).replace("\xa0", "&nbsp;")
