"""What all pages are held to, and where they are: one address for each page, and one thing of each kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from tests.web.conftest import Served
from web.pages.table import ENTITIES, FIXED, NESTED

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DOCUMENT = "/doc/ủy-ban-nhân-dân-tỉnh-tuyên-quang/kế-hoạch/2024/208-kh-ubnd"
FILLED = {
    "a query": f"/editor?run=1&query={quote_plus('SELECT ?t ?d { ?t a cd:Task ; cd:setBy ?d } LIMIT 20')}",
    "a question": "/queries/tasks?lead=so+gtvt",
    "a question without its parameter": "/queries/cascade",
    "a question that is refused": "/queries/tasks?due_before=whenever",
    "tasks, filtered": "/tasks?lead=so+gtvt",
    "a document": DOCUMENT,
    "a provision": f"{DOCUMENT}/II/4/a",
    "nothing here": "/nope",
}
"""Pages as they are when something was asked for."""
PAGES = ["home", *(f"/{name}" for name in (*FIXED, *NESTED) if name != "home"), *FILLED, *(f"{name}/…" for name in ENTITIES)]
WRONG = {"nothing here", "a question that is refused"}
"""Pages that tell of an error; Chromium notes the status in its console."""


def address(served: Served, page: str) -> str:
    """Where a page of PAGES is; the test ends where the samples have no thing of the kind."""
    if page == "home":
        return "/"
    if page in FILLED:
        return FILLED[page]
    if page.startswith("/"):
        return page
    base = f"https://w3id.org/chidao/{page.removesuffix('/…')}"
    rows = served.values(
        f'SELECT ?s {{ ?s ?p ?o FILTER((STR(?s) = "{base}" || STRSTARTS(STR(?s), "{base}/")) && !CONTAINS(STR(?s), "#")) }} ORDER BY ?s LIMIT 1'
    )
    return "/" + rows[0]["s"].removeprefix("https://w3id.org/chidao/") if rows else FILLED["nothing here"]


def expects_error(served: Served, page: str) -> bool:
    """Whether the page tells of an error."""
    return page in WRONG or address(served, page) == FILLED["nothing here"]


def axe(root: Path) -> str:
    """The source of axe-core; the test is skipped where `make assets` was not run."""
    file = root / "web" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
    if not file.exists():
        pytest.skip("axe-core is not here: make assets")
    return file.read_text(encoding="utf-8")


def broken_rules(page: Any, source: str) -> list[tuple[str, list[str]]]:
    """The rules of WCAG 2, A and AA, that axe-core sees broken, each with what breaks it."""
    page.evaluate(source)
    asked = "(values) => axe.run(document, { runOnly: { type: 'tag', values } })"
    found = page.evaluate(asked, TAGS)["violations"]
    return [(each["id"], [node["html"][:200] for node in each["nodes"][:5]]) for each in found]


FOCUSABLE = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')];
  const shown = all.filter((e) => !e.disabled && e.type !== 'hidden' && e.checkVisibility() && !e.closest('.CodeMirror, [inert]'));
  const bad = [];
  for (const each of shown) {
    if (each.id === 'main') continue;
    if (each.tabIndex !== 0) {
      if (!each.matches('a, button, input, select, textarea, summary')) continue; // where a script puts the focus
      // One of several in a widget that arrow keys go through may stand outside the order of Tab.
      if (!each.closest('[role=listbox], [role=tree], [role=toolbar], [role=tablist], [role=menu], [role=application]')) bad.push(['not reached', each.outerHTML.slice(0, 150)]);
      continue;
    }
    each.focus({ focusVisible: true });
    if (document.activeElement !== each) { bad.push(['takes no focus', each.outerHTML.slice(0, 150)]); continue; }
    const style = getComputedStyle(each);
    const seen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    if (!seen) bad.push(['focus is not seen', each.outerHTML.slice(0, 150)]);
  }
  document.activeElement.blur();
  return bad.slice(0, 5);
}"""
"""What cannot be reached with Tab, or does not show that it has the focus."""
