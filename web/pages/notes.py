"""What a look-up says of how it understood a name, for the answer instead of standard error."""

from __future__ import annotations

import logging


class Notes:
    """What a look-up says of how it understood a name (logger `chidao`), for the answer instead of standard error."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._logger = logging.getLogger("chidao")
        self._handler = logging.Handler()
        self._handler.emit = lambda record: self.said.append(record.getMessage().removeprefix("chidao: "))  # type: ignore[method-assign]

    def __enter__(self) -> Notes:
        self._logger.addHandler(self._handler)
        return self

    def __exit__(self, *raised: object) -> None:
        self._logger.removeHandler(self._handler)
