"""What the verbs share: the current generation, and labels for relations and terms."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.settings import Settings
from kg.store.generations import Generation, Generations

# How a step of the cascade reads from the lower document to the higher one.
RELATIONS = {
    "implements": "thực hiện / implements",
    "continues": "tiếp tục thực hiện / continues",
    "basedOn": "căn cứ / based on",
    "approves": "được phê duyệt bởi / approved by",
    "promulgates": "được ban hành kèm theo / promulgated by",
}


@contextmanager
def current(store: Path | None) -> Iterator[Generation]:
    """The current generation of the store, held while it is asked; raises NoGenerationError, StoreError.

    Warns on the error stream where another one stands in for it.
    """
    generations = Generations(Settings.from_environment(store=store).store)
    with generations.open() as generation:
        damage = generations.damage()
        if damage:
            sys.stderr.write(f"{damage}; run: chidao build FOLDER\n")
        yield generation


def local(iri: str) -> str:
    """The last part of a term's IRI.

    >>> local("https://w3id.org/chidao/ont#implements"), local("type/kế-hoạch")
    ('implements', 'kế-hoạch')
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
