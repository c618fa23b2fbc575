"""The registry's tables: well formed, consistent with one another, and described column by column."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from kg.rdf.registry import doubts, registry_quads
from kg.rdf.terms import AGENCY_KIND, PLACE_CLASS, RDF_TYPE
from ontology.tables import cell, rows

TABLES = [
    "provinces",
    "agency_kinds",
    "agency_successions",
    "agency_unions",
    "document_types",
    "symbol_patterns",
    "infrastructure_fields",
    "general_fields",
]


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "ontology" / "registry" / "README.md").read_text(encoding="utf-8")


def test_every_table_is_described_and_no_other(root: Path, readme: str) -> None:
    files = {path.stem for path in (root / "ontology" / "registry").glob("*.csv")}
    assert files == set(TABLES) == set(re.findall(r"^## (\w+)\.csv$", readme, re.M))


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described(readme: str, table: str) -> None:
    section = readme.partition(f"## {table}.csv")[2].partition("\n## ")[0]
    described = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\|([^|]*)\|", section, re.M))))
    assert set(rows(table)[0]) <= described


@pytest.mark.parametrize("table", TABLES)
def test_the_figures_of_the_page_are_those_of_the_table(readme: str, table: str) -> None:
    found = [doubts(row["note"]) for row in rows(table)]
    whole, part = sum("row" in d for d in found), sum(bool(d - {"row"}) for d in found)
    assert f"| {table}.csv | {len(found)} | {whole} | {part} |" in readme


# Words by which a text is told to be English; none is a syllable of Vietnamese.
ENGLISH = re.compile(r"\b(of|and|by|the|from|with|each|all|provinces?|main|part|in force|under|other|others)\b")


@pytest.mark.parametrize("table", TABLES)
def test_words_are_vietnamese_with_the_english_beside_them(table: str) -> None:
    pairs = [(c.removesuffix("_en"), c) for c in rows(table)[0] if c.endswith("_en") and not c.startswith("name")]
    assert len(pairs) == {"agency_successions": 3, "agency_kinds": 1, "provinces": 1}.get(table, 0)
    for row in rows(table):
        for vietnamese, english in pairs:
            assert not ENGLISH.search(row[vietnamese]), (row["id"], vietnamese)
            assert not (row[english] and not row[vietnamese]), (row["id"], english)
            if vietnamese == "legal_basis" and row[english]:
                assert row[english].count(";") == row[vietnamese].count(";"), row["id"]
                assert row[english] != row[vietnamese], row["id"]


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_clean_and_dates_are_dates(table: str) -> None:
    for row in rows(table):
        for column, value in row.items():
            assert value == unicodedata.normalize("NFC", value.strip()), (row["id"], column)
            if value and (column.endswith("_date") or column in ("valid_from", "valid_to")):
                date.fromisoformat(value)
        if row.get("valid_from") and row.get("valid_to"):
            assert row["valid_from"] <= row["valid_to"], row["id"]


@pytest.mark.parametrize("table", TABLES)
def test_every_source_is_listed(readme: str, table: str) -> None:
    listed = set(re.findall(r"^\| (E\d\d) \|", readme, re.M))
    for row in rows(table):
        assert set(cell(row["evidence"])) <= listed, row["id"]


def test_tables_point_only_to_what_there_is() -> None:
    kinds = {row["id"] for row in rows("agency_kinds")}
    provinces = {row["id"] for row in rows("provinces")}
    for row in rows("agency_successions"):
        assert {row["from_kind_id"], row["to_kind_id"]} <= kinds, row["id"]
    for row in rows("provinces"):
        assert not row["successor_id"] or row["successor_id"] in provinces, row["id"]
    for row in rows("infrastructure_fields"):
        assert set(cell(row["lead_kinds"])) <= kinds, row["id"]


def test_geonames_is_named_with_its_licence(readme: str) -> None:
    assert "geonames.org" in readme
    assert "CC BY 4.0" in readme


def test_all_kinds_and_places_are_in_the_graph_once() -> None:
    quads = registry_quads()
    assert len(quads) == len(set(quads))
    assert sum(q.predicate == RDF_TYPE and q.object == AGENCY_KIND for q in quads) == len(rows("agency_kinds"))
    kept = sum(row["set"] == "new34" and row["change"] == "kept" for row in rows("provinces"))
    places = sum(q.predicate == RDF_TYPE and q.object == PLACE_CLASS for q in quads)
    assert (kept, places) == (10, len(rows("provinces")) - kept + 1)  # and the country


def test_a_province_that_no_change_touched_has_two_codes_and_no_end() -> None:
    facts = {(q.predicate.value.rpartition("#")[2], q.object.value) for q in registry_quads()  # type: ignore[union-attr]
             if str(q.subject).endswith("/place/cao-bằng>")}  # fmt: skip
    assert {("code2004", "04"), ("code2025", "04")} <= facts
    assert not {name for name, _ in facts} & {"validFrom", "validTo"}


def test_an_unverified_symbol_code_is_not_in_the_graph() -> None:
    quads = registry_quads()
    for row in rows("agency_kinds"):
        here = [q for q in quads if str(q.subject).endswith(f"/kind/{row['id']}>")]
        codes = {q.object.value for q in here if q.predicate.value.endswith("#notation")}  # type: ignore[union-attr]
        unsure = any(d == "row" or d.startswith("symbol") for d in doubts(row["note"]))
        assert codes == (set() if unsure else set(cell(row["symbol_code"])))
        assert bool(doubts(row["note"])) == any(q.predicate.value.endswith("#editorialNote") for q in here)


def test_every_change_is_in_the_graph_with_what_it_is_about() -> None:
    from kg.rdf.terms import CHANGE

    quads = registry_quads()
    facts: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        own = facts.setdefault(quad.subject.value.rpartition("/chidao/")[2], {})  # type: ignore[union-attr]
        own.setdefault(quad.predicate.value.rpartition("#")[2], []).append(quad.object.value.rpartition("/")[2])  # type: ignore[union-attr]
    changes = {q.subject.value.rpartition("/change/")[2] for q in quads if q.object == CHANGE}  # type: ignore[union-attr]
    rows_ = {row["id"].lower() for row in rows("agency_successions")}
    formed = {row["successor_id"] for row in rows("provinces") if row["successor_id"] and row["change"] != "kept"}
    assert rows_ <= changes
    assert len(changes - rows_) == len(formed) + 1 + 2  # and Quảng Ninh, which was kept; two kinds without successor
    for name in changes:
        own = facts[f"change/{name}"]
        assert len(own["changeKind"]) == len(own["effectiveDate"]) == 1
        assert own["original"]
        assert ("resulting" in own) == (own["changeKind"] != ["change#abolished"])
    assert set(facts["change/cà-mau-2025"]["original"]) == {"bạc-liêu", "cà-mau"}
    told = {str(q.object.value) for q in quads if q.subject.value.endswith("/change/cà-mau-2025") and "Basis" in q.predicate.value}  # type: ignore[union-attr]
    assert told == {"NQ 202/2025/QH15 ngày 12/6/2025"}
    kinds = {facts[f"change/{name}"]["changeKind"][0].rpartition("#")[2] for name in changes}
    assert kinds == {"merged", "split", "renamed", "upgraded", "transferred", "abolished"}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("S001", "merged"),  # into a ministry that was there
        ("S007", "merged"),  # two into a new one
        ("S009", "split"),  # a part of one that ended
        ("S019", "transferred"),  # a part of one that goes on
        ("S020", "renamed"),  # one that became a new one alone
        ("S050", "merged"),
        ("S070", "merged"),
        ("S077", "split"),
        ("S127", "renamed"),
    ],
)
def test_the_kind_of_a_change_is_told_by_its_days(row: str, kind: str) -> None:
    from kg.link.changes import kind_changes

    [change] = [c for changes in kind_changes().values() for c in changes if c.id == row.lower()]
    assert change.kind == kind


def test_fields_and_the_source_of_coordinates_are_in_the_graph() -> None:
    from kg.rdf.terms import FIELD_CLASS

    quads = registry_quads()
    fields = [q.subject.value for q in quads if q.object == FIELD_CLASS]  # type: ignore[union-attr]
    assert sum("/field/infrastructure/" in iri for iri in fields) == 10
    assert sum("/field/general/" in iri for iri in fields) == len(rows("general_fields"))
    assert any(q.object.value == "https://www.geonames.org/" for q in quads)  # type: ignore[union-attr]
    seats = [q for q in quads if q.predicate.value == "https://schema.org/latitude"]
    assert len(seats) == len({q.subject for q in seats}) == sum(q.object == PLACE_CLASS for q in quads) - 1
