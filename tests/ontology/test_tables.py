"""A row that an analyst gets wrong is named with file, line and column."""

from __future__ import annotations

from importlib import resources

import pytest

from ontology.tables import TableError, parse, rows

HEAD = {
    "agency_successions": "id,from_kind_id,to_kind_id,share,functions,functions_en,effective_date,legal_basis,legal_basis_en,scope,scope_en,extent,provinces,except_provinces,evidence,note",
    "agency_kinds": "id,name,name_en,level,system,abbreviations,alt_names,symbol_code,valid_from,valid_to,legal_basis,legal_basis_en,evidence,note",
    "provinces": "id,name,full_name,unit_type,set,code_old,code_new,valid_from,valid_to,successor_id,change,region,region_basis,admin_centre,latitude,longitude,abbreviations,alt_names,legal_basis,legal_basis_en,evidence,note",
}
GOOD = {
    "agency_successions": "S900,so-y-te,so-tai-chinh,whole,,,2030-01-01,1/2029/NĐ-CP,,mọi tỉnh,all provinces,all,,,E01,",
    "agency_kinds": "so-trong-nam,Sở Trồng nấm,,tỉnh,UBND,,,,2030-01-01,2031-01-01,,,E01,",
    "provinces": "que-moi,Quê Mới,Tỉnh Quê Mới,tỉnh,new34,,98,2030-01-01,,,merged,,,,10.50,106.10,,,,,E01,",
}


@pytest.mark.parametrize("table", GOOD)
def test_a_good_row_is_read(table: str) -> None:
    [row] = parse(table, [HEAD[table], GOOD[table]])
    assert list(row) == HEAD[table].split(",")


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("agency_successions", "so-y-te", "so-thu-y", "from_kind_id: 'so-thu-y' is no id of agency_kinds.csv"),
        ("agency_successions", "whole", "half", "share: 'half' is none of whole, part"),
        ("agency_successions", "2030-01-01", "01/01/2030", "effective_date: '01/01/2030' is no date (YYYY-MM-DD)"),
        ("agency_successions", "2030-01-01", "2030-02-30", "effective_date: '2030-02-30' is no date"),
        ("agency_successions", "2030-01-01", "", "effective_date: is empty"),
        ("agency_successions", "all,,", "listed,que-cu,", "provinces: 'que-cu' is no id of provinces.csv"),
        ("agency_successions", "all,,", "all,,bac-lieu|que-cu", "except_provinces: 'que-cu' is no id"),
        ("agency_successions", "S900,", "S900", "wrong number of cells"),
        ("agency_kinds", "2031-01-01", "2029-01-01", "valid_to: 2029-01-01 is before valid_from 2030-01-01"),
        ("agency_kinds", "tỉnh", "bang", "level: 'bang' is none of trung ương, tỉnh"),
        ("agency_kinds", "Sở Trồng nấm", '"Sở" Trồng nấm', "expected after"),
        ("provinces", "10.50", "10,50", "wrong number of cells"),
        ("provinces", "10.50", "N10", "latitude: 'N10' is no number"),
        ("provinces", "merged", "gone", "change: 'gone' is none of"),
    ],
)
def test_a_bad_row_is_named_with_its_line(table: str, old: str, new: str, said: str) -> None:
    assert old in GOOD[table]
    bad = GOOD[table].replace(old, new, 1)
    good = GOOD[table].replace("S900", "S899").replace("so-trong-nam", "so-nam").replace("que-moi", "que")
    with pytest.raises(TableError) as caught:
        parse(table, [HEAD[table], good, bad])
    assert str(caught.value).startswith(f"ontology/registry/{table}.csv:3: ")
    assert said in str(caught.value)


def test_a_repeated_id_names_both_lines() -> None:
    with pytest.raises(TableError, match=r"agency_kinds.csv:3: id so-trong-nam stands in line 2 too"):
        parse("agency_kinds", [HEAD["agency_kinds"], *[GOOD["agency_kinds"]] * 2])


def test_a_missing_column_is_named() -> None:
    head, row = (line.replace(",valid_to", "").replace(",2031-01-01", "") for line in (HEAD["agency_kinds"], GOOD["agency_kinds"]))
    with pytest.raises(TableError, match=r"agency_kinds.csv:1: no column valid_to"):
        parse("agency_kinds", [head, row])


def test_every_table_has_rules_and_keeps_them() -> None:
    folder = resources.files("ontology") / "registry"
    names = sorted(f.name.removesuffix(".csv") for f in folder.iterdir() if f.name.endswith(".csv"))
    import tomllib

    assert sorted(tomllib.loads((folder / "schema.toml").read_text(encoding="utf-8"))) == names
    assert all(rows(name) for name in names)
