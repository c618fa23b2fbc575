"""A decision that only promulgates says where its tasks stand."""

from __future__ import annotations

import shlex

from kg.store.generations import Generation
from queries.attached import attached
from queries.commands.tasks import tasks


def test_a_decision_leads_to_what_it_promulgates(samples_graph: Generation) -> None:
    [line] = attached(samples_graph, {"doc": "2820/QĐ-UBND"})
    told = shlex.split(line.split("its tasks: ")[1])
    assert told[:3] == ["chidao", "tasks", "--doc"]
    assert "nhiệm vụ / tasks" in tasks(samples_graph, {"doc": told[3]}, limit=1, evidence=False, as_json=False, as_csv=False)


def test_it_is_said_where_nothing_is_found(samples_graph: Generation) -> None:
    given = {"doc": "2820/QĐ-UBND", "lead": "Sở Y tế tỉnh Bạc Liêu"}
    said = tasks(samples_graph, given, limit=None, evidence=False, as_json=False, as_csv=False)
    assert said.startswith("không có nhiệm vụ nào") and "promulgates" in said


def test_other_documents_lead_nowhere(samples_graph: Generation) -> None:
    assert attached(samples_graph, {"doc": "34/KH-UBND"}) == []
    assert attached(samples_graph, {"lead": "Sở Y tế"}) == []
