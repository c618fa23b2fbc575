"""`chidao calendar`, `chidao brief`: files for an office."""

from __future__ import annotations

from pathlib import Path

from kg.dates import day
from kg.export.files import check
from kg.store.generations import Generation
from queries import lookup, lookup_tables
from queries.outputs import write
from queries.run import QueryError


def calendar(generation: Generation, given: dict[str, str], out: Path, as_of: str) -> str:
    """Write the calendar of what is due for `given` (`lead`, `doc`, `province`, `from`, `to`), with who answers on the
    day `as_of`; say what is in it.

    Raises QueryError where nothing is due or `from` is after `to`, LookupFailedError, ValueError, OSError.
    """
    from queries.outputs.calendar import calendar as made_of

    if out.suffix.lower() != ".ics":
        raise QueryError(f"{out}: a calendar is .ics; name it so")
    check(out)
    for name in ("from", "to"):
        if name in given:
            given = given | {name: _day(name, given[name])}
    if given.get("from", "") > given.get("to", "9"):
        raise QueryError(f"--from {given['from']} is after --to {given['to']}; give the earlier day first")
    name = " · ".join(value for key, value in given.items() if key in ("lead", "province", "doc")) or "Chỉ Đạo"
    made = made_of(generation, given, name, as_of)
    write.save(out, made.data)
    said = f"{out}: {made.events} mục / events, {made.days} ngày / days"
    if made.dayless:
        said += (
            f"\n{made.dayless} việc có thời hạn không nêu ngày, không có trong lịch / "
            "duties whose deadline tells no day are not in it; see: chidao query run due-without-day"
        )
    return said


def brief(
    generation: Generation, subject: str, out: Path, province: str | None, as_of: str, *, cascade: bool
) -> str:
    """Write the brief of the agency (in `province`, if one is given) or else the document that `subject` means.

    Raises LookupFailedError, QueryError for what is no date, ValueError for another kind of file, OSError.
    """
    from queries.outputs.brief import of_agencies, of_document

    form = write.form(out)
    agencies = [] if cascade else _agencies(generation, subject, province)
    if agencies:
        name = f"{subject}, {lookup_tables.province(province)}" if province else subject
        made = of_agencies(generation, agencies, name, as_of)
    else:
        made = of_document(generation, lookup.document(generation.search, subject), as_of, cascade=cascade)
    write.save(out, form(made))
    items = sum(len(group.items) for section in made.sections for group in section.groups)
    return f"{out}: {made.title}, {items} mục / items"


def _agencies(generation: Generation, subject: str, province: str | None) -> list[str]:
    """The agencies that are meant; none where it is a document. With a province it is no document."""
    base = str(generation.manifest["base"])
    if province:
        return lookup.agencies_of(generation.search, base, subject, province)
    if "://" in subject:
        return [] if lookup.documents(generation.search, subject) else lookup.agencies(generation.search, base, subject)
    if any(c.isdecimal() for c in subject):
        return []  # the number of a document; names of agencies have none
    try:
        return lookup.agencies(generation.search, base, subject)
    except lookup.LookupFailedError:
        if lookup.documents(generation.search, subject):
            return []
        raise lookup.LookupFailedError(
            f"{subject!r}: no such document or agency; see them with: chidao docs, chidao query run agencies"
        ) from None


def _day(name: str, value: str) -> str:
    try:
        return day(value).isoformat()
    except ValueError as error:
        raise QueryError(f"--{name}: {error}") from None
