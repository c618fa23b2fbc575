"""The content of a brief of one document, one agency or one cascade, from the questions of the catalogue."""

from __future__ import annotations

from kg.store.generations import Generation
from queries import lookup
from queries.commands.context import RELATIONS, local, named
from queries.commands.evidence import decision
from queries.outputs import parts
from queries.outputs.content import Brief, Group, Item, Section
from queries.outputs.parts import Rows, place
from queries.run import ask
from queries.today import iso
from queries.validity import said as become
from queries.validity import validity

_HEAD = {
    "number": "Số, ký hiệu / number", "date": "Ngày / date", "issuerName": "Cơ quan ban hành / issuer",
    "documentType": "Loại / type", "title": "Trích yếu / title", "placeOfIssue": "Nơi ban hành / place",
    "provinceName": "Tỉnh / province", "signerName": "Người ký / signed by", "signerPosition": "Chức vụ / position",
    "signerAuthority": "Thẩm quyền ký / authority", "periodStart": "Từ năm / from", "periodEnd": "Đến năm / to",
    "visionYear": "Tầm nhìn / vision",
}  # fmt: skip


def of_document(generation: Generation, document: lookup.Entry, as_of: str, *, cascade: bool = False) -> Brief:
    """The brief of a document, or with `cascade` of all that carries it out as well. Agencies are told as they are on
    the day `as_of`; raises QueryError for what is no date."""
    day = iso(as_of)
    below = ask(generation, "cascade", {"doc": document.iri}, 0).dicts()
    above = ask(generation, "ancestry", {"doc": document.iri}, 0).dicts()
    texts = [document.iri, *dict.fromkeys(row["to"] for row in below)] if cascade else [document.iri]
    read = [iri for iri in texts if _read(generation, iri)]
    given = {"doc": " ".join(read)} if len(read) != 1 else {"doc": read[0]}
    sections = [Section("Văn bản / document", (Group("", _head(generation, document)),))] if document.read else []
    up = _steps(generation, document.iri, above, "to", "from", deep=cascade)
    down = _steps(generation, document.iri, below, "from", "to", deep=cascade)
    sections += [Section("Thực hiện / carries out", up), Section("Được triển khai bởi / carried out by", down)]
    table = None
    if read:
        rows = Rows(generation, given, day)
        table = parts.table(rows)
        sections += [
            Section("Nhiệm vụ theo cơ quan chủ trì / tasks by lead", parts.tasks_by_lead(rows, several=cascade)),
            Section("Chỉ tiêu / targets", parts.targets(rows)),
            Section("Công trình, dự án / projects", parts.projects(rows)),
            Section("Báo cáo / reports", parts.reports(rows)),
            Section(f"Ai phụ trách ngày {day} / who answers on {day}", parts.today(generation, rows.leads(), day)),
            Section("Điều còn ngờ / what is doubtful", parts.doubts(generation, read), "không có gì / nothing"),
        ]
    lines = [named(document.label, document.issuer or "", document.date or "", document.read), document.iri]
    if not document.read:
        lines.append("Văn bản này chỉ được dẫn chiếu; lời của nó không có ở đây / only cited, its text was not read")
    labels = {row["to"]: f"{row['toLabel']}: " for row in below} | {document.iri: ""}
    for iri, gone in validity(generation, texts, day).items():
        lines += [f"! {labels[iri]}{become(row)}" for row in gone]
    what = "Chuỗi triển khai / cascade: " if cascade else ""
    return Brief(f"{what}{document.label}", tuple(lines), tuple(sections), table)


def of_agencies(generation: Generation, agencies: list[str], name: str, as_of: str) -> Brief:
    """The brief of an agency, or of a kind of agency in all provinces (IRIs); `name` is what it was asked for by."""
    day = iso(as_of)
    rows = ask(generation, "agency", {"agency": " ".join(agencies)}, 0).dicts()
    who = " ".join(agencies)
    led, helped = Rows(generation, {"lead": who}, day, {"who": who}), Rows(generation, {"support": who}, day, {})
    unsure = parts.tasks_by_document(Rows(generation, {"lead": who, "only_doubtful": "true"}, day, {}))
    own = parts.today(generation, [row["who"] for row in rows], day, always=True)
    sections = [
        Section(f"Ai phụ trách ngày {day} / who answers on {day}", own),
        Section("Nhiệm vụ chủ trì / tasks it leads", parts.tasks_by_document(led)),
        Section("Nhiệm vụ phối hợp / tasks it supports", parts.tasks_by_document(helped)),
        Section("Báo cáo / reports", parts.reports(led)),
        Section("Phân công còn ngờ / doubtful assignments", unsure, "không có gì / nothing"),
    ]
    lines = [f"{row['label']} · {row['who']}" for row in rows]
    title = rows[0]["label"] if len(rows) == 1 else name
    return Brief(title, tuple(lines), tuple(sections), parts.table(led, helped))


def _read(generation: Generation, iri: str) -> bool:
    found = lookup.documents(generation.search, iri)
    return bool(found) and found[0].read


def _head(generation: Generation, document: lookup.Entry) -> tuple[Item, ...]:
    """What the head and foot state, each with its words; recipients are left to the text."""
    values: dict[str, list[str]] = {}
    for row in ask(generation, "document", {"doc": document.iri}).dicts():
        values.setdefault(local(row["property"]), []).append(row["value"])
    words: dict[str, list[dict[str, str]]] = {}
    for row in ask(generation, "evidence", {"fact": document.iri}).dicts():
        words.setdefault(local(row["what"]), []).append(row)
    items = []
    for name, label in _HEAD.items():
        value = document.type if name == "documentType" else "; ".join(values.get(name, ()))
        if value:
            said = words.get(name, [])
            quote = " ".join(" ".join(row["quote"].split()) for row in said)
            where = place(said[0] | {"documentLabel": ""}) if said else ""
            notes = tuple(dict.fromkeys(filter(None, map(decision, said))))
            items.append(Item(f"{label}: {value}", notes, quote=quote, place=where))
    return tuple(items)


def _steps(
    generation: Generation, root: str, rows: list[dict[str, str]], near: str, far: str, *, deep: bool
) -> tuple[Group, ...]:
    """The steps from a document on as items, those further away indented; only the first ones unless `deep`."""
    below: dict[str, dict[str, list[dict[str, str]]]] = {}
    for row in rows:
        below.setdefault(row[near], {}).setdefault(row[far], []).append(row)
    items: list[Item] = []
    seen, left = {root}, [(root, iri, 0) for iri in reversed(below.get(root, {}))]
    while left:
        before, iri, depth = left.pop()
        said = below[before][iri]
        row, relations = said[0], sorted({local(each["relation"]) for each in said})
        how = ", ".join(RELATIONS.get(name, name) for name in relations)
        words = [
            each for each in ask(generation, "step-evidence", {"one": before, "other": iri}).dicts()
            if local(each["relation"]) in relations
        ]  # fmt: skip
        label = named(row[f"{far}Label"], row[f"{far}Issuer"], row[f"{far}Date"], row[f"{far}Read"] == "true")
        quotes = [" ".join(each["quote"].split()) for each in words]
        notes = tuple(f"« {quote} » ({place(each)})" for quote, each in zip(quotes[1:], words[1:], strict=True))
        items.append(
            Item(f"[{how}] {label}", notes, quotes[0] if quotes else "", place(words[0]) if words else "", depth)
        )
        if deep and iri not in seen:
            seen.add(iri)
            left += [(iri, further, depth + 1) for further in reversed(below.get(iri, {}))]
    return (Group("", tuple(items)),) if items else ()
