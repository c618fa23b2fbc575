"""The home page: search, what the graph holds, what is due soon, which documents there are."""

from __future__ import annotations

from datetime import date, timedelta

from web.pages.page import Page, View

SOON_DAYS, SOON_ROWS, DOCUMENTS = 90, 10, 12
GLANCE = {
    "Document": "documents", "Task": "tasks", "Agency": "agencies", "Project": "projects", "Target": "targets",
    "ReportingDuty": "reports",
}  # fmt: skip
"""Classes that are counted at a glance, and the list of each."""


def view(page: Page) -> View:
    """The home page."""
    today = date.fromisoformat(page.today)
    until = (today + timedelta(days=SOON_DAYS)).isoformat()
    counts = {row["class"].rpartition("#")[2]: int(row["count"]) for row in page.ask("statistics")}
    documents = page.ask("documents", DOCUMENTS)
    data = {
        "counts": [{"list": where, "count": counts.get(name, 0)} for name, where in GLANCE.items()],
        "due": page.ask("due", SOON_ROWS, **{"from": page.today, "to": until}),
        "until": until,
        "documents": [row for row in documents if row["read"] == "true"],
    }
    return View("home.html", page.words("home"), data)
