"""`chidao correct`: write a decision down, once it is sure that it fits what is extracted now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.store.generations import Generation
from queries import lookup
from queries.commands.context import login
from queries.nearest import meant, near
from queries.present import json_text
from queries.run import PREFIXES, QueryError

if TYPE_CHECKING:
    from kg.corrections.rows import Row
    from kg.corrections.state import Change
    from loaders.model import Document


def correct(
    generation: Generation, store: Path, cells: Mapping[str, str], *, to: Path | None, dry: bool, as_json: bool,
    new: bool = False,
) -> str:  # fmt: skip
    """Check a row against the documents as they were extracted for this generation, and add it to the file `to` (that
    of the store where it is None); `dry`: only check. A lead or support that nobody knows is refused unless `new`.

    `cells` are those of a file of corrections; `document` is understood as everywhere on the command line. The next
    build applies it. Raises CorrectionError and QueryError where it fits nothing, LookupFailedError.
    """
    from kg.corrections.rows import STORED, made, read
    from kg.corrections.write import append

    base = str(generation.manifest["base"])
    said = dict(cells) | {"when": cells.get("when") or datetime.now(UTC).date().isoformat()}
    said["who"] = cells.get("who") or login("--who")
    if any(_BLANK.fullmatch(cell) for cell in said.values()):
        raise QueryError("chưa điền chỗ trống / a blank is not filled in; put what is right in the place of <…>")
    if said.get("document"):
        said["document"] = lookup.document(generation.search, said["document"]).iri.removeprefix(base)
    row = made(_resolved(generation, base, said), _HERE)
    if row.yes and row.fact in ("lead", "support") and not new:
        _known(generation, row.value)
    file = to or store / STORED
    others = read(file) if file.exists() else []
    changes = [] if row.group == "agency" else _changes(generation, store, row, others, base)
    if not dry:
        append(file, row)
    if as_json:
        rows: list[dict[str, Any]] = [{**row.cells(), "before": list(c.before), "agreed": c.agreed} for c in changes]
        return json_text({"count": len(rows) or 1, "truncated": False, "rows": rows or [row.cells()], "file": str(file),
                          "written": not dry})  # fmt: skip
    lines = [f"{row.document or row.file}{f' {row.path}' if row.path else ''}: {row.said()}"]
    lines += [f"  trước đó / before: {'; '.join(c.before)}" for c in changes if c.before]
    lines += ["  văn bản đã được hiểu như vậy / extraction says so already" for c in changes if c.agreed]
    if dry:
        lines.append(f"chưa ghi / not written (--dry-run): {file}")
    elif to is None:
        lines.append(f"đã ghi vào {file}; có hiệu lực từ lần dựng sau / written; it holds from the next build on")
    else:
        lines.append(f"đã ghi vào {file}; chỉ có hiệu lực khi dựng với / written; it holds only in builds with"
                     f" --corrections {file}")  # fmt: skip
    return "\n".join(lines)


def _known(generation: Generation, name: str) -> None:
    """Refuse a name that no kind of agency of the registry has, no collective, and no agency of the graph."""
    from kg.link.agencies import resolve
    from kg.link.kinds import MISSPELT, by_name, kind_name, kinds
    from kg.link.places import COUNTRY
    from loaders.parse.agencies import find
    from loaders.text.fold import key

    if key(name) in by_name() or lookup.named_agency(generation.search, name):
        return
    if any(key(found.name) == key(name) and (found.kind or found.group) for found in find(name, None, None)):
        return
    whole = resolve(name, None, None)  # of a kind and a place: "Sở Y tế thành phố Hà Nội"
    if whole.kind is not None and whole.place is not COUNTRY and whole.reason != MISSPELT:
        return
    hint = meant(near(name, [*map(kind_name, kinds().values()), *lookup.agency_labels(generation.search)]))
    raise QueryError(
        f"{name!r}: không có trong danh mục và trong đồ thị / no kind of agency on record and no agency of the graph "
        f"has this name{hint}; sửa tên, hoặc thêm --new nếu cố ý / correct it, or add --new if it is meant so"
    )


def _resolved(generation: Generation, base: str, cells: dict[str, str]) -> dict[str, str]:
    """The row with IRIs of the graph for what a decision about identities names; both must be in it."""
    if cells["fact"] == "target":
        cells["value"] = lookup.document(generation.search, cells["value"]).iri.removeprefix(base)
    if cells["fact"] == "same-agency":
        for name in ("of", "value"):
            cells[name] = _agency(generation, base, cells.get(name, ""))
    return cells


def _agency(generation: Generation, base: str, said: str) -> str:
    iri = base + said if said.startswith(("agency/", "group/")) else said
    found = [each for each in lookup.agencies(generation.search, base, iri) if "/kind/" not in each]
    if "://" in iri and not _said(generation, iri, "place"):
        raise QueryError(f"{said}: no such agency in the graph; see them with: chidao query run agencies")
    if len(found) != 1:
        raise QueryError(f"{said!r} is not one agency; give its IRI, from: chidao query run agencies --json")
    return found[0].removeprefix(base)


def _changes(generation: Generation, store: Path, row: Row, others: list[Row], base: str) -> list[Change]:
    """What the row comes to after the others of its file, in the documents it is about; QueryError where it fits
    nothing."""
    from kg.corrections.apply import apply

    documents, iris = _documents(generation, store, row, base)
    done = apply(documents, [*others, row], lambda given: iris, base)
    for line in done.unmatched:
        if line.startswith(f"{_HERE}: "):
            why = line.partition("matches nothing: ")[2].removesuffix("; mend the row or take it out")
            raise QueryError(f"{why}; see what there is with: chidao show DOCUMENT --json")
    return [change for changes in done.changes.values() for change in changes if change.row.place == _HERE]


_HERE = "chidao correct"
_BLANK = re.compile(r"<[^<>]* / [^<>]*>")  # as chidao resolve leaves them


def _documents(generation: Generation, store: Path, row: Row, base: str) -> tuple[list[Document], list[str]]:
    """The documents of the files that the row may be about, as extracted, and the IRI of each."""
    from kg.build.cache import Cache, extractor_version
    from kg.build.codec import CodecError, decode

    cache = Cache(store / "cache", extractor_version())
    wanted = _files(generation, base + row.document) if row.document else None
    documents: list[Document] = []
    for file in generation.manifest["files"]:
        sha256 = str(file["sha256"])
        if file["status"] != "read" or (wanted is not None and sha256 not in wanted):
            continue
        name = Path(str(file["path"])).name
        digits = row.file.removeprefix("sha256:").casefold()
        if row.file and row.file != name and not (digits and sha256.startswith(digits)):
            continue
        try:
            documents += decode(cache.get(sha256, Path(name).suffix.lower()) or b"")
        except CodecError:
            raise QueryError(f"{file['path']}: was extracted by another version of chidao; build again first") from None
    if not documents:
        raise QueryError(f"{row.document or row.file}: no such document was read; see them with: chidao docs")
    return documents, [_iri(generation, document, base) for document in documents]


def _said(generation: Generation, iri: str, name: str) -> list[str]:
    """What the graph says of a node by a property of the ontology."""
    from pyoxigraph import NamedNode

    node, predicate = NamedNode(iri), NamedNode(PREFIXES["cd"] + name)
    found = generation.store.quads_for_pattern(node, predicate, None, None)
    return [str(getattr(quad.object, "value", "")) for quad in found]


def _files(generation: Generation, iri: str) -> set[str]:
    """The hashes of the files that hold a document."""
    files = [file for name in ("sourceFile", "otherFile") for file in _said(generation, iri, name)]
    found = {digest for file in files for digest in _said(generation, file, "sha256")}
    if not found:
        raise QueryError(f"{iri}: was not read, only cited; correct the document that cites it")
    return found


def _iri(generation: Generation, document: Document, base: str) -> str:
    """The IRI without base that a document of a file has in the graph, empty where it is not told: of several of one
    file that which has its first provision at the same place."""
    from pyoxigraph import Literal, NamedNode

    from kg.iri import path_segment

    digest = Literal(document.text.source.sha256)
    found = generation.store.quads_for_pattern(None, NamedNode(PREFIXES["cd"] + "sha256"), digest, None)
    iris = sorted({quad.subject.value.partition("#")[0] for quad in found})  # type: ignore[union-attr]
    if len(iris) > 1 and document.provisions:
        first = document.provisions[0]
        nodes = {iri: f"{iri}/{path_segment(first.path)}" for iri in iris}
        iris = [iri for iri in iris if str(first.start) in _said(generation, nodes[iri], "start")]
    return iris[0].removeprefix(base) if len(iris) == 1 else ""
