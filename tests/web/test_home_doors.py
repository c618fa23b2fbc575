"""What the home page offers leads somewhere."""

from __future__ import annotations

from tests.web.conftest import Served


def test_each_province_has_tasks(served: Served) -> None:
    offered = [each["name"] for each in served.get("/home.json").json()["provinces"]]
    assert "Tuyên Quang" in offered
    for name in offered:
        found = served.get("/tasks.json", params={"province": name})
        assert found.status_code == 200 and found.json()["rows"], name


def test_the_page_of_a_place_that_is_no_province_opens(served: Served) -> None:
    rows = served.get("/places.json", params={"words": "Suối Gạo"}).json()["rows"]
    assert rows
    assert all(served.get(f"{row['place'].removeprefix('https://w3id.org/chidao')}.json").status_code == 200 for row in rows)
