"""What the verbs share: the current generation, and labels for relations and terms."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.settings import Settings
from kg.store.generations import Generation, Generations
from queries.run import QueryError
from queries.understood import noted

HERE = ""
"""In the place of an endpoint: a verb that asks the graph here alone."""
# How a step of the cascade reads from the lower document to the higher one.
RELATIONS = {
    "implements": "thực hiện / implements",
    "continues": "tiếp tục thực hiện / continues",
    "basedOn": "căn cứ / based on",
    "approves": "được phê duyệt bởi / approved by",
    "promulgates": "được ban hành kèm theo / promulgated by",
}


@contextmanager
def current(store: Path | None, endpoint: str | None = HERE, *, words: bool = False) -> Iterator[Generation]:
    """The current generation of the store, held while it is asked; or the graph of the SPARQL store at `endpoint`, of
    which `words` are searched.

    Raises NoGenerationError, StoreError. Warns on the error stream where another one stands in for it, and where only
    the graph here can be asked though the environment names an endpoint.
    """
    with noted():
        yield from _opened(Settings.from_environment(store=store), endpoint, words=words)


def _opened(settings: Settings, endpoint: str | None, *, words: bool) -> Iterator[Generation]:
    if endpoint:
        from queries.remote import Remote

        yield Remote.at(endpoint, settings, words=words)
        return
    if endpoint == HERE and os.environ.get("CHIDAO_ENDPOINT"):
        sys.stderr.write("chidao: this is asked of the graph here, not of CHIDAO_ENDPOINT\n")
    generations = Generations(settings.store)
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


def named(label: str, issuer: str, date: str, read: bool) -> str:
    """Which document it is, on one line, and whether it is only cited.

    >>> named("Kế hoạch 5/KH-UBND", "", "2025-01-02", read=False)
    'Kế hoạch 5/KH-UBND · 2025-01-02 · chỉ được dẫn chiếu / only cited'
    """
    said = " · ".join(part for part in (label, issuer, date) if part)
    return said if read else f"{said} · chỉ được dẫn chiếu / only cited"


_TABLE = re.compile(r"(?:^|/)t[0-9]+(?:/|$)")
_EVERY = {"D": "ngày", "W": "tuần", "M": "tháng", "Y": "năm"}


def words(text: str, path: str) -> str:
    """The text of a provision on one line; the cells of a row of a table stay apart.

    >>> words("1\\nTrồng cây\\nSở Y tế", "Phụ-lục/t1/1"), words("1. Trồng\\ncây", "II/1")
    ('1 | Trồng cây | Sở Y tế', '1. Trồng cây')
    """
    apart = " | " if _TABLE.search(path) else " "
    return apart.join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def due(value: str) -> str:
    """A deadline for people: a day stays, what comes back is said in words.

    >>> due("2025-12-31"), due("--12-15"), due("---20"), due("P1Y"), due("P3M")
    ('2025-12-31', 'ngày 15/12 hằng năm', 'ngày 20 hằng tháng', 'hằng năm', 'mỗi 3 tháng')
    """
    monthly = re.fullmatch(r"---([0-9]{2})", value)
    if monthly:
        return f"ngày {monthly[1]} hằng tháng"
    yearly = re.fullmatch(r"--([0-9]{2})-([0-9]{2})", value)
    if yearly:
        return f"ngày {yearly[2]}/{yearly[1]} hằng năm"
    every = re.fullmatch(r"P([0-9]+)([DWMY])", value)
    if every:
        return f"hằng {_EVERY[every[2]]}" if every[1] == "1" else f"mỗi {every[1]} {_EVERY[every[2]]}"
    return value


def login(option: str) -> str:
    """The login name of who runs the command; QueryError, which names the `option` to say it by, if there is none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise QueryError(f"who says so is unknown; say it with {option}") from None
