"""The cyclic garbage collector between jobs: amid one, a pass over all that a worker holds would make its client wait.

>>> import gc
>>> tidy = Tidy()
>>> gc.isenabled()
False
>>> tidy.between(), tidy.settled()
(None, None)
>>> gc.unfreeze(), gc.enable()
(None, None)
"""

from __future__ import annotations

import gc

WHOLE_EACH = 64
"""So many jobs have one whole pass."""


class Tidy:
    """The collector, which rests from now on but where this calls it."""

    def __init__(self) -> None:
        gc.disable()
        self._jobs = 0

    def between(self) -> None:
        """After a job is answered: what it left, and from time to time whatever else has become garbage."""
        self._jobs += 1
        gc.collect(2 if self._jobs % WHOLE_EACH == 0 else 1)

    def settled(self) -> None:
        """All is read that stays for good (web.warm): later passes need not look at it again."""
        gc.collect()
        gc.freeze()
