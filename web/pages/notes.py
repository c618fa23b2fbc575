"""What a look-up says of how it understood a name, for the answer instead of standard error."""

from __future__ import annotations

import logging


class Notes:
    """What a look-up says of how it understood a name (logger `chidao`), for the answer instead of standard error."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._logger = logging.getLogger("chidao")
        self._handler = logging.Handler()
        self._handler.emit = self._note  # type: ignore[method-assign]

    def _note(self, record: logging.LogRecord) -> None:
        """Each is told once, however many questions of a page look the same name up."""
        said = record.getMessage().removeprefix("chidao: ")
        if said not in self.said:
            self.said.append(said)

    def __enter__(self) -> Notes:
        self._logger.addHandler(self._handler)
        return self

    def __exit__(self, *raised: object) -> None:
        self._logger.removeHandler(self._handler)
