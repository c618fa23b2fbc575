"""Projects: named works that a document wants built, upgraded, finished, studied or asked for.

Rules are those of the gold guidelines, section "projects". `lexicon` holds the words, `scan` finds the works of a
line, `names` how far a name goes, `facts` what is said of it, `same` which names are of one work. Read are the tasks
of a document and its goals; what its tables of projects list is joined to that (`loaders.parse.tables.facts`).

>>> from loaders.model import Text
>>> from loaders.parse import parse
>>> document, = parse(Text.of_paragraphs(["Số: 1/KH-UBND", "KẾ HOẠCH", "Nước sạch", "I. NHIỆM VỤ",
...     "1. Sở Xây dựng hoàn thành cầu Bến Mới (giai đoạn 1), huyện Thanh Sơn; nâng cấp trạm y tế các xã."]))
>>> [(p.name, p.kind, p.asks, p.stage.value, p.place.value) for p in document.projects]
[('Cầu Bến Mới', 'cầu', ('finish',), 'giai đoạn 1', 'huyện Thanh Sơn')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from loaders.model import Document, Mention, Project, Provision, Said, Span
from loaders.parse.projects import facts, lexicon
from loaders.parse.projects.same import Key, key_of
from loaders.parse.projects.scan import Work, works_of
from loaders.text.fold import fold_whole
from loaders.text.phrases import plain_whole

__all__ = ["extract"]

_BESIDE = frozenset({"footnote", "note", "cell", "table"})


def extract(document: Document) -> None:
    """Set `document.projects`, in the order of their first mention: those that its tables already gave (without kind)
    and those of its text. Never raises on any text."""
    province = document.header.province is not None
    found: dict[Key, Project] = {}
    for listed in document.projects or ():
        known = key_of(listed.name)
        kind = known.kind or None
        mention = Mention(listed.span, listed.provision)
        known = known if known.rest else Key("", listed.name.casefold(), "")
        _join(found, known, replace(listed, kind=kind, mentions=(mention,)))
    for provision, opened in _places(document):
        for project in _works(document, provision, opened=opened, province=province):
            _join(found, key_of(project.name), project)
    document.projects = sorted(found.values(), key=lambda p: (p.span, p.name))


def _join(found: dict[Key, Project], key: Key, project: Project) -> None:
    """A project beside those that were found: a further mention of one of them, or a new one."""
    known = found.get(key)
    if known is None:
        found[key] = project
        return
    places = {m.span: m for m in (*known.mentions, *project.mentions)}
    told = {name: getattr(known, name) or getattr(project, name) for name in _TOLD}
    asks = tuple(dict.fromkeys((*known.asks, *project.asks)))
    mentions = tuple(places[span] for span in sorted(places))
    first = mentions[0]
    found[key] = replace(known, provision=first.provision, span=first.span, asks=asks, mentions=mentions, **told)


_TOLD = ("kind", "place", "scale", "capital", "period", "investor", "stage")


def _places(document: Document) -> Iterator[tuple[Provision, bool]]:
    """The provisions that may ask for works, each with whether the one above it opens a list of works."""
    folded = fold_whole(document.text.text)
    tasks = {task.provision for task in document.tasks or ()}
    parts: dict[str, Provision] = {}
    mood: dict[str, str] = {}
    opens: dict[str, bool] = {}
    p = lexicon.patterns()
    for one in document.provisions:
        parts[one.path] = one
        if one.kind in _BESIDE or one.path.startswith(("head/", "foot/")):
            continue
        above = mood.get(one.parent or "", "")
        title = folded[one.start : min(one.end, one.start + 120)]
        if not one.leaf or one.kind in ("roman", "letter", "phan", "chuong", "muc"):
            done = p["left.done"].search(title) is not None
            above = "done" if done else "goal" if p["left.goal"].search(title) else above
        mood[one.path] = above
        opened = opens.get(one.parent or "", False)
        if not one.leaf:
            words = folded[max(one.start, one.end - 200) : one.end].rstrip(" *")
            opens[one.path] = words.endswith(":") and p["opens.list"].search(words) is not None
        if one.path in tasks or above == "goal" or (opened and above != "done"):
            yield one, opened


def _works(document: Document, provision: Provision, *, opened: bool, province: bool) -> Iterator[Project]:
    """The works of a provision, line by line (cell by cell in a row of a table)."""
    text, folded = document.text.text, fold_whole(document.text.text)
    plain = plain_whole(folded)
    start = min(max(provision.content, provision.start), provision.end)
    while start < provision.end:
        end = text.find("\n", start, provision.end)
        end = provision.end if end < 0 else end
        found = lexicon.heads().find(plain[start:end])
        if found:
            line, low = text[start:end], folded[start:end]
            works = works_of(line, low, found, opened=opened, province=province)
            for work, after in pairwise([*works, None]):
                if work is not None:
                    yield _project(line, low, work, after.start if after else None, start, provision)
        start = end + 1


def _project(line: str, folded: str, work: Work, stop: int | None, at: int, provision: Provision) -> Project:
    told = facts.of(line, folded, work.after, stop, work.place[0] if work.place else None)
    if work.stage is not None:
        told["stage"] = work.stage
    said = {
        name: Said(" ".join(line[a:b].split()), (Span(at + a, at + b),)) for name, (a, b) in told.items() if a < b
    }
    span = Span(at + work.start, at + work.end)
    mention = Mention(span, provision.path)
    return Project(work.name, provision.path, span, work.kind, asks=work.asks, mentions=(mention,), **said)
