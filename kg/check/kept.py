"""What was checked already: results by the digest of what was checked, in the file `checked.json` of the store.

Digests hold the rules too, so a changed rule is checked anew everywhere. Only results of the pieces that there are now
are kept. The file is a help and no truth: one that is damaged is as good as none.

>>> import tempfile
>>> kept = Kept(Path(tempfile.mkdtemp()))
>>> kept.put("ab", [Broken("urn:n", "urn:r")])
>>> kept.save()
>>> Kept(kept.file.parent).get("ab")
[Broken(node='urn:n', rule='urn:r', value='', path='')]
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.check.shacl import Broken
from kg.store.durable import replace_file

FILE = "checked.json"
FORMAT = 1


class Kept:
    """The results of the last check in the store `folder`."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        """`fresh` takes nothing of the last check."""
        self.file = folder / FILE
        self.old: dict[str, list[Broken]] = {}
        self.new: dict[str, list[Broken]] = {}
        self.faults: dict[str, tuple[str, ...]] = {}
        """What HermiT said of the ontology with this digest."""
        if not fresh:
            self._read()

    def _read(self) -> None:
        try:
            said = json.loads(self.file.read_text(encoding="utf-8"))
            if said["format"] != FORMAT:
                return
            results = {str(k): [Broken(*map(str, each)) for each in value] for k, value in said["results"].items()}
            faults = {str(key): tuple(map(str, value)) for key, value in said["faults"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return
        self.old, self.faults = results, faults

    def get(self, digest: str) -> list[Broken] | None:
        """The results of what has this digest; None where it was not checked yet."""
        found = self.new.get(digest, self.old.get(digest))
        if found is not None:
            self.new[digest] = found
        return found

    def put(self, digest: str, results: list[Broken]) -> None:
        """Note results."""
        self.new[digest] = results

    def save(self, *, whole: bool = True) -> None:
        """Write them; of a check that was stopped (not `whole`) beside the old ones."""
        results = self.new if whole else self.old | self.new
        plain = {key: list(map(list, results[key])) for key in sorted(results)}
        data = {"format": FORMAT, "faults": self.faults, "results": plain}
        replace_file(self.file, json.dumps(data, ensure_ascii=False).encode())
