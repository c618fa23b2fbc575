"""The whole check of a generation: its pieces by SHACL, the ontology by HermiT, every violation with its words.

    pieces → (kept?) → pySHACL → place, message, suggestion
    ontology → HermiT

What did not change since the last check is not checked again, unless all is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.progress import Progress, Step, silent
from kg.check.kept import Kept
from kg.check.pieces import Piece, pieces
from kg.check.place import Place, place
from kg.check.reasoner import Reasoned, reason
from kg.check.rules import Rule, digest, rules
from kg.check.shacl import Broken, check
from kg.rdf.schema import turtle_files

if TYPE_CHECKING:
    from kg.store.generations import Generation

AHEAD = 4
"""Pieces a worker has before it: enough that none waits, few enough that memory stays small."""


@dataclass(frozen=True)
class Violation:
    """A rule that is broken, and where the words stand."""

    rule: Rule
    broken: Broken
    place: Place

    @property
    def fact(self) -> str:
        """The node whose words are meant."""
        return _fact(self.broken)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        where = self.place._asdict()
        return {
            "severity": self.rule.severity, "rule": self.rule.iri, "message": self.rule.message,
            "suggestion": self.rule.suggestion, "node": self.broken.node, "property": self.broken.path,
            "value": self.broken.value, **where,
        }  # fmt: skip


@dataclass
class Checked:
    """What a check came to: `checked` pieces, of them `anew` not known from the last check."""

    violations: list[Violation] = field(default_factory=list)
    checked: int = 0
    anew: int = 0
    reasoned: Reasoned = field(default_factory=Reasoned)

    @property
    def conforms(self) -> bool:
        """Whether no rule is broken; warnings do not count."""
        return not self.reasoned.faults and all(v.rule.severity == "warning" for v in self.violations)


def check_generation(
    generation: Generation, folder: Path, *, everything: bool = False, workers: int = 1, progress: Progress = silent
) -> Checked:
    """Check a generation; `folder` is where results are kept, `everything` takes none of them."""
    kept = Kept(folder, fresh=everything)
    done = Checked()
    found: list[Broken] = []
    whole = False
    try:
        for results, new in _results(generation, kept, workers, progress):
            found += results
            done.checked += 1
            done.anew += new
        whole = True
    finally:
        kept.save(whole=whole)
    base, store = str(generation.manifest["base"]), generation.store
    for broken in sorted(set(found)):
        stands = place(store, base, _fact(broken), broken.path)
        done.violations.append(Violation(rules()[broken.rule], broken, stands))
    done.violations.sort(key=lambda v: (v.rule.severity, v.place.file, v.place.line or 0, v.rule.iri, v.broken))
    progress(Step("reason"))
    done.reasoned = _reasoned(kept)
    kept.save()
    return done


def _reasoned(kept: Kept) -> Reasoned:
    """HermiT on the ontology, or what it said of the same one the last time."""
    turtle = dict(turtle_files())["chidao.ttl"]
    key = hashlib.sha256(turtle.encode()).hexdigest()
    if kept.faults.get(key) is None:
        done = reason(turtle)
        if done.missing:
            return done
        kept.faults = {key: done.faults}
    return Reasoned(kept.faults[key])


def _fact(broken: Broken) -> str:
    """A rule that compares the facts of a document names the one that breaks it; others are about the node itself.

    >>> _fact(Broken("urn:doc", "urn:rule", "urn:cite")), _fact(Broken("urn:doc", "urn:rule", "urn:x", "urn:property"))
    ('urn:cite', 'urn:doc')
    """
    return broken.value if broken.value and not broken.path else broken.node


def _results(
    generation: Generation, kept: Kept, workers: int, progress: Progress
) -> Iterator[tuple[list[Broken], bool]]:
    """Of every piece its results, and whether they are new."""
    total = sum(name.startswith(f"{generation.manifest['base']}graph/doc/") for name in generation.graphs)
    version = f"{digest()} {metadata.version('pyshacl')} "
    waiting: list[tuple[str, Piece]] = []
    with _Workers(workers) as run:

        def flush() -> Iterator[tuple[list[Broken], bool]]:
            for (key, _), results in zip(waiting, run([piece for _, piece in waiting]), strict=True):
                kept.put(key, results)
                yield results, True
            waiting.clear()

        for done, piece in enumerate(pieces(generation), start=1):
            key = hashlib.sha256((version + piece.digest()).encode()).hexdigest()
            known = kept.get(key)
            if known is not None:
                yield known, False
            else:
                waiting.append((key, piece))
            if len(waiting) >= AHEAD * workers:
                yield from flush()
            progress(Step("check", min(done, total), total))
        yield from flush()


class _Workers:
    """Runs pieces in this process, or in several: fresh ones, since a copy of this one would hold the open store."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Callable[[list[Piece]], list[list[Broken]]]:
        return self._run

    def _run(self, some: list[Piece]) -> list[list[Broken]]:
        if self.count < 2 or (len(some) < 2 and self.pool is None):
            return [check(piece) for piece in some]
        if self.pool is None:
            self.pool = ProcessPoolExecutor(self.count, mp_context=get_context("spawn"))
        return list(self.pool.map(check, some))

    def __exit__(self, *raised: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
