"""A picture that is a file in a real Chromium (tests.web.browser starts it), which must send nothing anywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Watched:
    """A page with all it asked for and all that went wrong on it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def open(self, path: Path) -> None:
        """Open a file and wait until its picture is drawn."""
        self.page.goto(path.as_uri())
        self.page.wait_for_function("() => window.picture !== undefined")


def watched(browser: Any) -> Watched:
    """A new page that notes what happens on it; dialogs are dismissed."""
    page = browser.new_page(viewport={"width": 1400, "height": 850})
    made = Watched(page)
    page.on("request", lambda request: made.requests.append(request.url))
    page.on("pageerror", lambda error: made.errors.append(str(error)))
    page.on("console", lambda message: made.errors.append(message.text) if message.type in ("error", "warning") else None)

    def dismiss(dialog: Any) -> None:
        made.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    return made
