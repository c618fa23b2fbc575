"""What an agency has to do through collectives that have it ("các sở, ban, ngành"), where no document names it itself.

Such an agency has no node in the graph, but its kind and its place are in the registry, and so is which kinds a
collective has (kg/data/groups.toml). It counts from its first day to its last, by the day of the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.index import reading
from kg.link.changes import lives
from kg.link.groups import kinds_of
from kg.link.kinds import alive, kinds
from kg.link.places import COUNTRY, Place, provinces
from kg.store.generations import Generation
from loaders.text.fold import bare, key
from queries import lookup, lookup_tables
from queries.run import ask


class Through(NamedTuple):
    """Collectives of the graph that have an agency which is no node of it: `group` is an IRI, `kind` and `place` are
    those of the agency."""

    group: str
    kind: str
    place: Place


def unnamed(generation: Generation, text: str) -> list[Through]:
    """The collectives by which the agencies that `text` means (a kind, or a kind and its province) have tasks, of those
    agencies that the graph does not have."""
    if "://" in text:
        return []
    base = str(generation.manifest["base"])
    asked = _meant(text)
    with reading(generation.search) as connection:
        groups = connection.execute("SELECT DISTINCT iri, label FROM agents WHERE kind = '' ORDER BY iri").fetchall()
        named = {(kind, iri.rpartition("/")[0]) for iri, kind in connection.execute("SELECT iri, kind FROM agents")}
    places = {f"{base}group/{place.key}": place for place in (COUNTRY, *(entry.place for entry in provinces()))}
    found: list[Through] = []
    for iri, label in groups:
        place = places.get(iri.rpartition("/")[0])
        for kind, where in asked:
            fits = place is not None and kind in kinds_of(label) and where in ("", bare(key(place.name)))
            if place is None or not fits or (kinds()[kind]["level"] == "trung ương") != (place is COUNTRY):
                continue
            if (f"{base}kind/{kind}", f"{base}agency/{place.key}") not in named:
                found.append(Through(iri, kind, place))
    return found


def _meant(text: str) -> list[tuple[str, str]]:
    """Ids of kinds and the folded bare name of the province, empty for those of all provinces.

    >>> _meant("Sở Nội vụ tỉnh Bắc Kạn"), _meant("sở y tế")
    ([('so-noi-vu', 'bac kan')], [('so-y-te', '')])
    """
    names = lookup.kind_names()
    words = bare(key(text)).split()
    for size in range(len(words), 0, -1):
        head, where = " ".join(words[:size]), " ".join(words[size:])
        if head not in names:
            continue
        try:
            return [(kind, bare(key(lookup_tables.province(where))) if where else "") for kind in names[head]]
        except lookup.LookupFailedError:
            continue
    return []


def out_of_time(generation: Generation, through: Iterable[Through], role: str) -> set[str]:
    """The tasks of collectives (`role`: lead or support) whose documents are of a day on which the agency was not
    there."""
    late: set[str] = set()
    inside: set[str] = set()
    for each in through:
        spans = lives(each.kind, each.place)
        rows = ask(generation, f"tasks-by-{role}", {"agency": each.group}, 0).dicts()
        dates = _dates(generation, {row["document"] for row in rows})
        for row in rows:
            day = dates.get(row["document"]) or ""
            there = any((span.start or "") <= day <= (span.end or day) for span in spans)
            known = not day or (there and alive(kinds()[each.kind], day))
            (inside if known else late).add(row["task"])
    return late - inside


def _dates(generation: Generation, documents: Iterable[str]) -> dict[str, str]:
    with reading(generation.search) as connection:
        sql = "SELECT date FROM documents WHERE iri = ?"
        return {iri: row[0] or "" for iri in documents if (row := connection.execute(sql, (iri,)).fetchone())}
