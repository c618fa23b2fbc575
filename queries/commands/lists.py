"""`chidao docs`, `chidao show`, `chidao search`, `chidao stats`: what is in the graph."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.progress import statuses
from kg.store.generations import Generation
from queries import lookup
from queries.commands.context import local, named, words
from queries.present import json_text, room, show, table, wrapped
from queries.progress import reported
from queries.run import Answer, ask

if TYPE_CHECKING:
    from kg.search import Hit


def docs(
    generation: Generation, given: dict[str, str], *, cited: bool, limit: int | None, as_json: bool, as_csv: bool
) -> str:
    """The documents that were read; with `cited` those that are only cited. At most `limit`, None for a page."""
    if cited:
        sure = {name: value for name, value in given.items() if name in ("min_confidence", "only_doubtful")}
        return show(ask(generation, "cited-absent", sure, limit), as_json=as_json, as_csv=as_csv, hide=("document",))
    found = ask(generation, "documents", given, limit)
    read = found.columns.index("read")
    rows = tuple(row for row in found.rows if row[read] == "true")  # they come before the others
    kept = Answer(found.columns, rows, found.truncated and len(rows) == len(found.rows))
    return show(kept, as_json=as_json, as_csv=as_csv, hide=("document", "typeName", "read"))


def document(generation: Generation, text: str, *, evidence: bool, whole: bool, as_json: bool) -> str:
    """One document: its head, what it cites, how many tasks it sets; `whole` prints its text by provisions."""
    entry = lookup.document(generation.search, text)
    head = ask(generation, "document", {"doc": entry.iri}).dicts()
    relations = ask(generation, "relations", {"doc": entry.iri}).dicts()
    parts = ask(generation, "provisions", {"doc": entry.iri}).dicts() if whole or as_json else []
    tasks = reported(generation, ask(generation, "tasks-by-document", {"doc": entry.iri}, 0)).dicts()
    if as_json:
        said = [{"property": local(row["property"]), "value": row["value"]} for row in head]
        data: dict[str, Any] = {"document": entry._asdict(), "head": said, "relations": relations}
        data |= {"provisions": parts, "tasks": tasks}
        return json_text(data)
    lines = [named(entry.label, "", "", entry.read), entry.iri, ""]
    lines += [wrapped(f"{local(row['property'])}: {row['value']}", "  ") for row in head]
    edges: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in relations:
        edges.setdefault((row["sourceLabel"], local(row["relation"]), row["targetLabel"]), []).append(row)
    if edges:
        lines += ["", "quan hệ / relations"]
    for (source, relation, target), said in edges.items():
        lines.append(f"  {source} — {relation} → {target}")
        if evidence:
            lines += [wrapped(f"« {row['quote']} » ({row['path']}, line {row['line']})", "      ") for row in said]
    lines += ["", f"{len(tasks)} nhiệm vụ / tasks{_come(tasks)}: chidao tasks --doc {text!r}"]
    for row in parts:
        depth = row["path"].count("/") if not row["path"].startswith(("head/", "foot/")) else 0
        lines.append(wrapped(words(row["text"], row["path"]), "  " * (depth + 1)))
    return "\n".join(lines)


def _come(tasks: list[dict[str, str]]) -> str:
    """How many of the tasks were last reported as what."""
    counts = Counter(row["status"] for row in tasks if row.get("status"))
    said = ", ".join(f"{word}: {counts[name]}" for name, word in statuses().items() if counts[name])
    return f" ({said})" if said else ""


def search(generation: Generation, query: str, limit: int, as_json: bool) -> str:
    """Provisions and documents in which the words stand; raises SearchError for a query without words."""
    from kg.search import search as find

    hits = find(generation.search, query, limit)
    entries = {iri: _entry(generation, iri) for iri in dict.fromkeys(hit.document for hit in hits)}
    if as_json:
        rows = [
            {
                "iri": h.iri,
                "document": h.document,
                "label": entries[h.document].label,
                "path": h.path,
                "snippet": h.snippet(query),
            }
            for h in hits
        ]
        return json_text({"count": len(rows), "rows": rows})
    if not hits:
        return "không tìm thấy / nothing found"
    return "\n".join(line for hit in hits for line in _found(hit, entries[hit.document], query))


def _entry(generation: Generation, iri: str) -> lookup.Entry:
    found = lookup.documents(generation.search, iri)
    return found[0] if found else lookup.Entry(iri, None, None, None, None, None, iri, read=True)


def _found(hit: Hit, entry: lookup.Entry, query: str) -> list[str]:
    """Where the words stand, and the words; of a document, which it is and its title."""
    if hit.path:
        return [f"{entry.label}  {hit.path}", wrapped(hit.snippet(query, 240), "    ")]
    title = hit.text.removeprefix(entry.label).strip()
    shown = [named(entry.label, entry.issuer or "", entry.date or "", entry.read)]
    # The name of a document without a number is its title.
    return shown if title in entry.label else [*shown, wrapped(replace(hit, text=title).snippet(query, 240), "    ")]


def stats(generation: Generation, as_json: bool) -> str:
    """How much of what there is in the graph, and when and from what it was built."""
    counts = [(local(row["class"]), row["count"]) for row in ask(generation, "statistics").dicts()]
    manifest = generation.manifest
    read, cited = lookup.counted(generation.search)
    if as_json:
        documents = {"read": read, "cited": cited}
        said = {"generation": generation.id, "documents": documents, "classes": dict(counts), "manifest": manifest}
        return json_text(said)
    triples = sum(count for count, _ in generation.graphs.values())
    lines = [f"generation {generation.id} · {triples:,} triples in {len(generation.graphs)} graphs"]
    lines.append(f"{read:,} văn bản đã đọc / documents read, {cited:,} chỉ được dẫn chiếu / only cited")
    return "\n".join([*lines, table(("class", "count"), counts, room())])
