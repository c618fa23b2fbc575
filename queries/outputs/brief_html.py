"""A brief as one page of HTML: nothing is loaded from elsewhere, no script runs, all words are escaped.

>>> "<b>" in html(Brief("<b>", (), ()))
False
"""

from __future__ import annotations

from html import escape

from kg.export.xml import held
from queries.outputs.content import Brief, Item, Section

_STYLE = (
    "body{font:16px/1.5 'Times New Roman',serif;max-width:52rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;border-bottom:1px solid #999}h3{font-size:1rem}"
    "blockquote{margin:.2rem 0 .2rem 1rem;font-style:italic}cite,.note{font-size:.9rem;color:#444;font-style:normal}"
    "li{margin:.5rem 0}@media print{body{margin:0;max-width:none}}"
)


def html(brief: Brief) -> str:
    """The whole page."""
    lines = "".join(f"<p>{_e(line)}</p>\n" for line in brief.lines)
    sections = "".join(map(_section, brief.sections))
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_e(brief.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{_e(brief.title)}</h1>\n{lines}{sections}</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    said = [f"<section>\n<h2>{_e(section.title)}</h2>\n"]
    for group in section.groups:
        said.append(f"<h3>{_e(group.title)}</h3>\n" if group.title else "")
        said.append("<ul>\n" + "".join(map(_item, group.items)) + "</ul>\n")
    if not section.groups:
        said.append(f"<p>{_e(section.none)}</p>\n")
    return "".join(said) + "</section>\n"


def _item(item: Item) -> str:
    indent = f' style="margin-left:{min(item.depth, 20) * 1.5}rem"' if item.depth else ""
    said = [f"<li{indent}>{_e(item.text)}"]
    place = f"<cite>{_e(item.place)}</cite>" if item.place else ""
    if item.quote:
        said.append(f"<blockquote>« {_e(item.quote)} » {place}</blockquote>")
    elif place:
        said.append(f"<div>{place}</div>")
    said += [f'<div class="note">{_e(note)}</div>' for note in item.notes]
    return "\n".join(said) + "</li>\n"


def _e(text: str) -> str:
    return escape(held(text))
