"""What a name means that bodies of several levels and collectives share, and that it is said."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.iri import DEFAULT_BASE as BASE
from kg.names import write_names
from kg.store.generations import SEARCH
from queries.lookup import agencies
from queries.present import json_text
from queries.understood import noted, notes

ONT = "https://w3id.org/chidao/ont#"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
# IRI, label, kind
AGENTS = [
    ("agency/bạc-liêu/huyện-a", "Ủy ban nhân dân huyện A, tỉnh Bạc Liêu", "ubnd-huyen"),
    ("agency/bạc-liêu/xã-b", "Ủy ban nhân dân xã B, tỉnh Bạc Liêu", "ubnd-xa"),
    ("group/bạc-liêu/các-huyện", "Ủy ban nhân dân các huyện, thị xã, thành phố (tỉnh Bạc Liêu)", ""),
    ("group/cà-mau/các-huyện", "Ủy ban nhân dân các huyện, thị xã, thành phố (tỉnh Cà Mau)", ""),
    ("group/cà-mau/các-xã", "Ủy ban nhân dân các xã, phường (tỉnh Cà Mau)", ""),
    ("agency/vn/mặt-trận", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "uy-ban-trung-uong-mttq"),
    ("agency/bạc-liêu/mặt-trận", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bạc Liêu", "uy-ban-mttq-tinh"),
    ("agency/bạc-liêu/mặt-trận-huyện-a", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện A", "uy-ban-mttq-huyen"),
    ("group/bạc-liêu/mặt-trận", "Mặt trận Tổ quốc (tỉnh Bạc Liêu)", ""),
    ("agency/vn/đảng-ủy", "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương", "dang-uy-mttq-cac-doan-the-trung-uong"),
    ("agency/bạc-liêu/sở-y-tế", "Sở Y tế tỉnh Bạc Liêu", "so-y-te"),
]
DISTRICTS = {"group/bạc-liêu/các-huyện", "group/cà-mau/các-huyện"}
FRONT = {"kind/uy-ban-trung-uong-mttq", "kind/uy-ban-mttq-tinh", "kind/uy-ban-mttq-huyen", "group/bạc-liêu/mặt-trận"}
MANY = "Ủy ban nhân dân các huyện, thị xã, thành phố (2 nơi / places)"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quads = []
    for iri, label, kind in AGENTS:
        node, graph = NamedNode(BASE + iri), NamedNode(f"{BASE}graph/x")
        name = "Agency" if iri.startswith("agency/") else "AgencyGroup"
        quads += [Quad(node, TYPE, NamedNode(ONT + name), graph), Quad(node, LABEL, Literal(label), graph)]
        if kind:
            quads.append(Quad(node, NamedNode(f"{ONT}agencyKind"), NamedNode(f"{BASE}kind/{kind}"), graph))
    store = Store()
    store.extend(quads)
    folder = tmp_path_factory.mktemp("levels")
    write_names(folder, store)
    return folder / SEARCH


@pytest.mark.parametrize(
    ("said", "found", "told"),
    [
        ("UBND cấp huyện", {"kind/ubnd-huyen"} | DISTRICTS, f"understood as: Ủy ban nhân dân huyện; {MANY}"),
        ("ubnd cac huyen", DISTRICTS, f"understood as: {MANY}"),
        ("UBND huyện", {"kind/ubnd-huyen"}, f"understood as: Ủy ban nhân dân huyện; không gồm / not among them: {MANY}"),
        ("UBND xã", {"kind/ubnd-xa"}, "not among them: Ủy ban nhân dân các xã, phường"),  # and no thị xã
        ("MTTQ", FRONT, "understood as: Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam; Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; "
         "Ủy ban Mặt trận Tổ quốc Việt Nam huyện; Mặt trận Tổ quốc"),
        ("Mặt trận Tổ quốc Việt Nam", FRONT - {"group/bạc-liêu/mặt-trận"}, "understood as: Ủy ban Trung ương"),
        ("MTTQ huyện", {"kind/uy-ban-mttq-huyen"}, ""),
        ("Sở Y tế", {"kind/so-y-te"}, ""),
    ],
)  # fmt: skip
def test_what_a_name_means_is_said(
    index: Path, caplog: pytest.LogCaptureFixture, said: str, found: set[str], told: str
) -> None:
    with noted(), caplog.at_level(logging.WARNING, logger="chidao"):
        for _ in range(2):
            assert set(agencies(index, BASE, said)) == {BASE + iri for iri in found}
        assert len(caplog.records) == len(notes()) == bool(told)
        assert told in "".join(notes())
        assert json.loads(json_text({"rows": []})).get("notes", []) == notes()
    assert notes() == []
