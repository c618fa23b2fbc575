"""`chidao agency`: which agency a name means, what it has to do, and who carries it on."""

from __future__ import annotations

from typing import Any

from kg.store.generations import Generation
from queries import lookup
from queries.commands.today import bases, changes
from queries.present import json_text, wrapped
from queries.run import ask
from queries.today import Taken, beside, carried_on, iso, taken_over


def agency(generation: Generation, text: str, province: str | None, as_of: str, as_json: bool) -> str:
    """The agencies that `text` means (in `province`, if one is given), and who carries each on at the date `as_of`.

    Raises LookupFailedError where the graph has none, QueryError for what is no date.
    """
    base = str(generation.manifest["base"])
    found = (
        lookup.agencies_of(generation.search, base, text, province)
        if province
        else lookup.agencies(generation.search, base, text)
    )
    date = iso(as_of)
    rows = ask(generation, "agency", {"agency": " ".join(found)}, 0).dicts()
    today = carried_on(generation, found, date)
    taken = _taken(generation, [row["who"] for row in rows], date)
    if as_json:
        data = [
            {
                "agency": row["who"],
                "label": row["label"],
                "place": row["placeName"],
                "validFrom": row["validFrom"] or None,
                "validTo": row["validTo"] or None,
                "leads": int(row["leads"]),
                "supports": int(row["supports"]),
                "asOf": date,
                "today": today[row["who"]].as_data(),
                "carriesOn": [_data(each, counts) for each, counts in taken.get(row["who"], ())],
            }
            for row in rows
        ]
        return json_text({"count": len(data), "truncated": False, "rows": data})
    lines: list[str] = []
    for row in rows:
        lines += ["", row["label"]] if lines else [row["label"]]
        span = " ".join(f"{word} {row[name]}" for word, name in _SPAN if row[name])
        said = f"{row['leads']} chủ trì / leads, {row['supports']} phối hợp / supports ({COUNTED})"
        lines.append("  " + " · ".join(filter(None, (said, span))))
        lines.append(f"  {date}:")
        own = today[row["who"]]
        lines += [wrapped(line, "    ") for line in own.lines()]
        lines += bases([own], "      ")
        for each, counts in taken.get(row["who"], ()):
            if any(counts):
                lines.append(wrapped(f"← {_came(each, counts)}", "    "))
                lines += changes(each.carrier.changes, "      ")
    return "\n".join(lines)


COUNTED = "nhiệm vụ và báo cáo / tasks and reports"


def _taken(generation: Generation, agencies: list[str], date: str) -> dict[str, list[tuple[Taken, tuple[int, int]]]]:
    """Agency -> whose work it carries on, with how many tasks each of those leads and supports."""
    found = taken_over(generation, agencies, date)
    others = " ".join({each.agency for each in found})
    rows = ask(generation, "agency", {"agency": others}, 0).dicts() if found else []
    counts = {row["who"]: (int(row["leads"]), int(row["supports"])) for row in rows}
    made: dict[str, list[tuple[Taken, tuple[int, int]]]] = {}
    for each in found:
        made.setdefault(each.carrier.carrier, []).append((each, counts.get(each.agency, (0, 0))))
    return made


def _came(each: Taken, counts: tuple[int, int]) -> str:
    functions = beside("; ".join(each.carrier.functions), each.carrier.functions_en)
    what = f" [{functions}]" if functions else ""
    sure = "" if each.carrier.certain else " (có thể / possibly)"
    said = f"{counts[0]} chủ trì / leads, {counts[1]} phối hợp / supports"
    return f"kế tục / carries on {each.label}{what}{sure}, từ / since {each.carrier.since}: {said}"


def _data(each: Taken, counts: tuple[int, int]) -> dict[str, Any]:
    told = each.carrier.as_data()
    names = ("since", "share", "functions", "functionsEn", "certain", "changes")
    said = {"agency": each.agency, "label": each.label, "leads": counts[0], "supports": counts[1]}
    return said | {name: told[name] for name in names}


_SPAN = (("từ / from", "validFrom"), ("đến / until", "validTo"))
