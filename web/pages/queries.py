"""The catalogue of questions: all of them (`/queries`), and each as a form with its answer (`/queries/NAME`)."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from queries.catalogue import Catalogue, Parameter, Question
from queries.header import MARK
from queries.lookup import LookupFailedError
from queries.run import Answer, QueryError, terms, unknown
from queries.today import year_on
from web.pages.duties import ended
from web.pages.filters import called
from web.pages.notes import Notes
from web.pages.page import PAGE, NotHereError, Page, View
from web.pages.shown import day, kind_of
from web.pages.words import table

_BLANK = re.compile(r"\n(?:[ \t]*\n)+(?=[ \t]*(?:#\?|[ \t]))")
_MARKS = re.compile(r"^[ \t]*#\?[^\n]*\n", re.MULTILINE)
"""The lines about parts of a question that are left out where their parameter is not given."""
_BEHIND = re.compile(r"[;:]|\. |, (?:viết|written) (?=[0-9])")
"""What ends the first words of what is said of a parameter."""
MOST_NAMED = 400
"""Things of one page that are called by their names; a question has that many only in columns of lists."""


@cache
def catalogue() -> dict[str, Question]:
    """The questions by name; read once, since each is checked by parsing it."""
    return {each.name: each for each in Catalogue.shipped()}


def view(page: Page) -> View:
    """The list, or one question where the path names it; raises NotHereError for one that is none."""
    if not page.path:
        return _all(page)
    question = catalogue().get(page.path)
    if question is None:
        raise NotHereError(str(unknown(page.path[:100])))
    return _one(page, question)


def _all(page: Page) -> View:
    """Each question stands below each of its tags, so that it is found whichever way one looks for it."""
    tags: dict[str, list[dict[str, Any]]] = {}
    for question in catalogue().values():
        for tag in question.tags:
            tags.setdefault(tag, []).append(_listed(question))
    called = {tag: page.words(f"tag.{tag}") if f"tag.{tag}" in table() else tag for tag in tags}
    groups = [{"tag": tag, "name": called[tag], "questions": tags[tag]} for tag in sorted(tags, key=called.__getitem__)]
    rows = [(q.name, q.summary_vi, q.summary_en, "|".join(q.tags)) for q in catalogue().values()]
    found = Answer(("name", "vi", "en", "tags"), tuple(rows))
    data = {"groups": groups, "count": len(rows)}
    return View("queries.html", page.words("queries_page.title"), data, found)


def _listed(question: Question) -> dict[str, Any]:
    return {"name": question.name, "vi": question.summary_vi, "en": question.summary_en,
            "needs": [_label(p.vi) for p in question.parameters if p.required],
            "needs_en": [_label(p.en) for p in question.parameters if p.required]}  # fmt: skip


def _label(said: str) -> str:
    """The first words of what is said of a parameter.

    >>> _label("Cơ quan chủ trì; tên viết cách nào cũng được"), _label("Who leads. The agency in any spelling")
    ('Cơ quan chủ trì', 'Who leads')
    >>> _label("Từ ngày, viết 2024-01-01, 1/1/2024"), _label("The first day, written 2024-01-01, 1/1/2024")
    ('Từ ngày', 'The first day')
    """
    return _BEHIND.split(said)[0]


def _one(page: Page, question: Question) -> View:
    given = {key: value for key, value in page.given.items() if key != "offset"}
    usual = _days(page, question)
    if given:
        given = usual | {key: value for key, value in given.items() if value}
    example = {p.name: p.example for p in question.parameters if p.required}
    said = [f"{key}={value}" for key, value in (given or example).items()]
    data: dict[str, Any] = {
        "name": question.name, "vi": question.summary_vi, "en": question.summary_en,
        "description": question.description, "descriptionVi": question.description_vi,
        "tags": question.tags,
        "fields": [_field(page, each, usual | given) for each in question.parameters], "given": given,
        "example": page.links.to(f"queries/{question.name}", example) if example else "",
        "command": shlex.join(["chidao", "query", "run", question.name, *said]),
        "sparql": source(question), "unbound": True,
        "editor": page.links.to("editor", {"question": question.name}, **given),
        "asked": False, "problem": "", "candidates": [], "notes": [], "columns": [], "heads": [], "rows": [],
        "names": {}, "codes": {}, "ended": None,
        "count": 0, "truncated": False, "pager": {"first": 0, "last": 0, "previous": "", "next": ""},
    }  # fmt: skip
    title = question.summary_vi if page.language == "vi" else question.summary_en
    if not given and example:
        return View("query.html", title, data)
    try:
        data |= {"sparql": asked(page, question, given), "unbound": False}
        found = _answer(page, question, given, data)
    except LookupFailedError as error:
        several = [entry._asdict() for entry in error.candidates]
        told = {"problem": str(error), "candidates": several}
        return View("query.html", title, data | told, status=409 if several else 404)
    except QueryError as error:
        return View("query.html", title, data | {"problem": str(error)}, status=400)
    return View("query.html", title, data, found)


def _answer(page: Page, question: Question, given: Mapping[str, str], data: dict[str, Any]) -> Answer:
    """Ask, and put what a page shows of the answer into `data`."""
    offset = page.number("offset")
    with Notes() as notes:
        found = page.answer(question.name, PAGE, offset, **given)
    if len(found.rows) > PAGE:  # a question without pages gives all
        found = Answer(found.columns, found.rows[:PAGE], truncated=True)
    address, api = f"queries/{question.name}", f"api/query/{question.name}"
    data |= {
        "asked": True, "notes": notes.said, "columns": list(found.columns),
        "heads": columns(page, found.columns), "rows": found.dicts(),
        "names": names(page, found), "codes": codes(page, found.columns), "ended": _ended(page, found, given),
        "count": len(found.rows), "truncated": found.truncated,
        "pager": {
            "first": offset + 1 if found.rows else 0, "last": offset + len(found.rows),
            "previous": page.links.to(address, given, offset=max(0, offset - PAGE) or None) if offset else "",
            "next": page.links.to(address, given, offset=offset + PAGE) if found.truncated else "",
        },
        "whole": {form: page.links.to(f"{api}.{form}", given, limit="0") for form in ("json", "csv")},
    }  # fmt: skip
    return found


def _days(page: Page, question: Question) -> dict[str, str]:
    """The days that a question needs, as one mostly means them who gives none: from today on, for a year; today."""
    needed = [each.name for each in question.parameters if each.required and each.type == "date"]
    return {name: year_on(page.today) if name == "to" else page.today for name in needed}


def _field(page: Page, each: Parameter, given: Mapping[str, str]) -> dict[str, Any]:
    """A parameter as a form shows it."""
    said = each.vi if page.language == "vi" else each.en
    label = _label(said)
    value = given.get(each.name, "")
    return {"name": each.name, "label": label, "more": said[len(label) :].strip(" ,;:."),
            "value": day(value) if each.type == "date" else value, "kind": each.type,
            "required": each.required, "hint": each.example, "default": each.default or ""}  # fmt: skip


def source(question: Question) -> str:
    """The SPARQL of a question without its header."""
    return "\n".join(line for line in question.text.split("\n") if not line.startswith(MARK)).strip() + "\n"


def bound(page: Page, question: Question, given: Mapping[str, str]) -> str:
    """The SPARQL of a question with what was given in its place.

    Raises QueryError and LookupFailedError for what is no value of a parameter.
    """
    needed = {p.name: p.example for p in question.parameters if p.required}
    return asked(page, question, needed | dict(given))


def asked(page: Page, question: Question, given: Mapping[str, str]) -> str:
    """The SPARQL that is asked with what was given, ready to be pasted: no `UNDEF` and no part that was left out.

    Raises QueryError and LookupFailedError as `bound` does, also for a parameter that is needed and missing.
    """
    from queries.bind import bind

    with Notes():  # what a look-up says of a name is told beside the answer
        said = bind(source(question), terms(page.generation, question, given))
    return _MARKS.sub("", _BLANK.sub("\n", said))


def columns(page: Page, said: Sequence[str]) -> list[dict[str, str]]:
    """The columns that are shown, each with its head and the column that has the names of its things, if one has:
    such columns do not stand by themselves, and on a Vietnamese page what is there in Vietnamese is not told in English
    again."""
    if page.language == "vi":
        twins = {f"{each.removesuffix('Vi')}En" for each in said}
        said = [each for each in said if each not in twins]
    naming = {f"{each}{end}": each for each in said for end in ("Label", "Name") if f"{each}{end}" in said}
    shown = [each for each in said if each not in naming]
    called = {of: label for label, of in naming.items()}
    # Who reports is called so in the answer about reports; elsewhere `who` is the agency that is asked about.
    known = {"who": "agency"} if "report" not in said else {}
    return [{"name": each, "head": _head(page, known.get(each, each)), "label": called.get(each, "")} for each in shown]


def codes(page: Page, said: Sequence[str]) -> dict[str, dict[str, str]]:
    """Column -> code -> what it means, of the columns that hold codes: data/words/codes.toml."""
    made: dict[str, dict[str, str]] = {}
    for key in table():
        head, _, rest = key.partition(".")
        column, _, code = rest.partition(".")
        if head == "code" and column in said:
            made.setdefault(column, {})[code] = page.words(key)
    return made


def _head(page: Page, column: str) -> str:
    for name in (column, column.removesuffix("Name")):
        for key in (f"column.{name}", f"answer.{name}"):
            if key in table():
                return page.words(key)
    return column


def _ended(page: Page, found: Answer, given: Mapping[str, str]) -> dict[str, str] | None:
    """One agency of an answer that has ended, where no day was given for which it is told who carries it on."""
    if {"date", "as_of"} & set(given):
        return None
    heads = (f"{page.base}agency/", f"{page.base}group/")
    things = (part for row in found.rows for value in row if value for part in value.split("|"))
    agencies = [each for each in things if each.startswith(heads) and kind_of(each) == "iri"]
    over = ended(page, agencies[:MOST_NAMED], page.today)
    first = next((each for each in agencies if each in over), "")
    return {"iri": first, "name": called(page, first), "day": over[first]} if first else None


def names(page: Page, found: Answer) -> dict[str, str]:
    """What the things in an answer are called in the language of the page, those that have a name."""
    labelled = {each["name"] for each in columns(page, found.columns) if each["label"]}
    wanted: dict[str, None] = {}
    for row in found.rows:
        for column, value in zip(found.columns, row, strict=True):
            if value and column not in labelled:
                wanted |= dict.fromkeys(part for part in value.split("|") if kind_of(part) == "iri")
    asked = list(wanted)[:MOST_NAMED]
    called: dict[str, str] = {}
    for each in page.ask("names", things=" ".join(asked)) if asked else []:
        if each["thing"] not in called or each["language"] == page.language:
            called[each["thing"]] = each["name"]
    return called
