"""`chidao agency`: which agency a name means, what it has to do, and who carries it on."""

from __future__ import annotations

from kg.store.generations import Generation
from queries import lookup
from queries.commands.today import bases
from queries.present import json_text, wrapped
from queries.run import ask
from queries.today import carried_on, iso


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
            }
            for row in rows
        ]
        return json_text({"count": len(data), "truncated": False, "rows": data})
    lines: list[str] = []
    for row in rows:
        lines += ["", row["label"]] if lines else [row["label"]]
        span = " ".join(f"{word} {row[name]}" for word, name in _SPAN if row[name])
        said = f"{row['leads']} chủ trì / leads, {row['supports']} phối hợp / supports"
        lines.append("  " + " · ".join(filter(None, (said, span))))
        lines.append(f"  {date}:")
        own = today[row["who"]]
        lines += [wrapped(line, "    ") for line in own.lines()]
        lines += bases([own], "      ")
    return "\n".join(lines)


_SPAN = (("từ / from", "validFrom"), ("đến / until", "validTo"))
