"""The page of a search: documents, agencies, places, works and fields that fit, then the provisions with the words."""

from __future__ import annotations

from functools import partial
from typing import Any

from kg.search import Hit, SearchError, search
from kg.together import together
from loaders.text.fold import bare, fold
from queries import finding
from queries.nearest import words
from queries.run import Answer
from web.pages.fields import in_language
from web.pages.page import PAGE, Page, View

SOME = 8
"""Things of a kind that are shown before all of them are asked for (`only=`)."""
LONGEST = 300
DEEPEST = 1_000
"""Provisions that are looked through: nobody reads further, and each page of them costs more."""


def view(page: Page) -> View:
    """The page; `q` is what was typed, `only` one of finding.KINDS or `provision`, `offset` where its page begins."""
    typed = finding.plain(page.given.get("q", "")).strip()[:LONGEST]
    only = page.given.get("only", "")
    offset = min(page.number("offset"), DEEPEST - PAGE)
    (hits, more), exact, *fitting = together(
        partial(_hits, page, typed, offset if only == "provision" else 0, only),
        partial(finding.exact, page.generation, typed),
        *(partial(finding.of_kind, page.generation, typed, kind) for kind in finding.KINDS if typed),
    )
    found = dict(zip(finding.KINDS, fitting, strict=False))
    kinds = sorted(found, key=lambda kind: kind != "place") if _is_place(typed, found.get("place", [])) else list(found)
    groups = [_group(page, kind, found[kind], only, offset) for kind in kinds if found[kind] and only in ("", kind)]
    nothing = bool(typed) and not hits and not any(found.values())
    data: dict[str, Any] = {
        "query": typed, "only": only, "exact": _shown(exact) if exact and not offset else None, "groups": groups,
        "provisions": hits, "more_provisions": page.links.to("search", q=typed, only="provision") if more else "",
        "pager": _pager(page, typed, only, offset, found, len(hits), more),
        **_instead(page, typed if nothing else ""),
    }  # fmt: skip
    return View("search.html", page.words("search_page.title"), data, _table(found, hits, only))


def _instead(page: Page, typed: str) -> dict[str, list[dict[str, str]]]:
    """Where nothing fits, the names that stand in what was typed (`within`), and others that are near (`near`)."""
    within = finding.within(page.generation, typed) if typed else []
    near = [each for each in finding.nearest(page.generation, typed) if each not in within] if typed else []
    said = {"within": within, "near": near}
    return {key: [{"kind": kind, "name": name} for kind, name in found] for key, found in said.items()}


def _group(page: Page, kind: str, found: list[finding.Found], only: str, offset: int) -> dict[str, Any]:
    shown = found[offset : offset + PAGE] if only else found[: SOME if kind != "agency" else 5 * SOME]
    rest = page.links.to("search", q=page.given.get("q", ""), only=kind) if len(found) > SOME and not only else ""
    things = [_shown(each) for each in shown]
    if kind == "field":
        in_language(page, things, "iri", "label")
    if kind == "agency":
        things = _told(page, things)
        if not only:  # of the many of a name those that have something to do
            things = sorted(things, key=lambda each: -int(each["leads"] or 0) - int(each["supports"] or 0))
            if bare(page.given["q"]) != fold(page.given["q"]):
                things.sort(key=lambda each: not finding.spelt(page.given["q"], each["label"]))
            things = things[:SOME]
    return {"kind": kind, "count": len(found), "things": things, "all": rest}


def _is_place(typed: str, places: list[finding.Found]) -> bool:
    """Whether it is the name of a place that was typed, and not only words in one."""
    said = words(typed)
    return any(said == words(each.label)[-len(said) :] for each in places if said)


def _shown(each: finding.Found) -> dict[str, Any]:
    return each._asdict()


def _told(page: Page, things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Agencies with how much each has to do and when it was there, by which those of one name are told apart."""
    rows = page.ask("agency", agency=" ".join(each["iri"] for each in things)) if things else []
    known = {row["who"]: row for row in rows}
    names = ("leads", "supports", "validFrom", "validTo")
    return [{**each, **{name: known.get(each["iri"], {}).get(name, "") for name in names}} for each in things]


def _hits(page: Page, typed: str, offset: int, only: str) -> tuple[list[dict[str, Any]], bool]:
    """A page of the provisions in which the words stand, and whether there are more."""
    if not typed or only not in ("", "provision"):
        return [], False
    most = PAGE if only else SOME
    try:
        # Documents are told by their names above; as many as there may be are left out here.
        found = [hit for hit in search(page.generation.search, typed, offset + most + 1 + finding.MOST) if hit.path]
        if not only:  # what the head and the foot of a document hold is told by its name
            marked = bare(typed) != fold(typed)
            found.sort(key=lambda hit: (marked and not finding.spelt(typed, hit.text),
                                        hit.path.startswith(("head/", "foot/"))))  # fmt: skip
    except SearchError:
        return [], False
    shown = found[offset : offset + most]
    entries = finding.entries(page.generation, (hit.document for hit in shown))
    labels = {iri: entry.label for iri, entry in entries.items()}
    return [_hit(hit, typed, labels.get(hit.document, hit.document)) for hit in shown], len(found) > offset + most


def _hit(hit: Hit, typed: str, label: str) -> dict[str, Any]:
    said = [{"words": words, "found": found} for words, found in hit.parts(typed, 260)]
    return {"iri": hit.iri, "document": hit.document, "documentLabel": label, "path": hit.path, "said": said}


def _pager(
    page: Page, typed: str, only: str, offset: int, found: dict[str, list[finding.Found]], hits: int, more: bool
) -> dict[str, Any]:
    here = hits if only == "provision" else len(found.get(only, [])[offset : offset + PAGE])
    further = more if only == "provision" else len(found.get(only, [])) > offset + PAGE
    given = {"q": typed, "only": only}
    return {
        "first": offset + 1 if here else 0, "last": offset + here,
        "previous": page.links.to("search", given, offset=max(0, offset - PAGE) or None) if only and offset else "",
        "next": page.links.to("search", given, offset=offset + PAGE) if only and further else "",
    }  # fmt: skip


def _table(found: dict[str, list[finding.Found]], hits: list[dict[str, Any]], only: str) -> Answer:
    rows = [(e.kind, e.iri, e.label, e.detail) for kind, all_of in found.items() if only in ("", kind) for e in all_of]
    said = [("provision", h["iri"], "".join(p["words"] for p in h["said"]), f"{h['documentLabel']}, {h['path']}")
            for h in hits]  # fmt: skip
    return Answer(("kind", "iri", "label", "detail"), (*rows, *said))
