"""`chidao draw`: an answer as a picture that stands alone, one file of HTML."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

from kg.export.drawing import Drawing, Lang
from kg.export.files import check
from kg.settings import Settings
from kg.store.generations import Generation
from queries import lookup, lookup_tables
from queries.commands.lineage import Direction
from queries.outputs import write
from queries.run import QueryError, ask, free, moved
from queries.today import iso


def named(out: Path) -> Path:
    """The file, if a picture may have its name; raises QueryError for another kind, ValueError without its folder."""
    if out.suffix.lower() not in (".html", ".htm"):
        raise QueryError(f"{out}: a picture is .html; name it so")
    check(out)
    return out


def lineage(generation: Generation, text: str, direction: Direction, out: Path, lang: Lang, limit: int) -> str:
    """Draw the lineage of the document that `text` means; raises LookupFailedError, QueryError, OSError."""
    from queries.outputs import drawings

    return _written(out, limit, lambda: drawings.lineage(generation, _document(generation, text), direction, lang))


def document(generation: Generation, text: str, out: Path, lang: Lang, limit: int) -> str:
    """Draw a document with its tasks and agencies; raises as `lineage`."""
    from queries.outputs import drawings

    return _written(out, limit, lambda: drawings.document(generation, _document(generation, text), lang))


def agency(
    generation: Generation, text: str, province: str | None, as_of: str, out: Path, lang: Lang, limit: int
) -> str:
    """Draw the agencies that `text` means, what they have to do, and who carries them on; raises as `lineage`."""
    from queries.outputs import drawings

    base = str(generation.manifest["base"])

    def made() -> Drawing:
        day = iso(as_of)
        found = (
            lookup.agencies_of(generation.search, base, text, province)
            if province
            else lookup.agencies(generation.search, base, text)
        )
        name = f"{text}, {lookup_tables.province(province)}" if province else text
        return drawings.agency(generation, found, name, day, lang)

    return _written(out, limit, made)


def question(generation: Generation, name: str, given: dict[str, str], out: Path, lang: Lang, limit: int) -> str:
    """Draw the things in the answer to a question of the catalogue; raises as `lineage`."""
    from queries.catalogue import Catalogue
    from queries.outputs.drawn_answers import of_things

    def made() -> Drawing:
        rows = ask(generation, name, given, 0).rows
        asked = Catalogue.shipped().get(name)
        said = asked.summary_vi if lang == "vi" else asked.summary_en
        title = f"{said}: {', '.join(given.values())}" if given else said
        return of_things(generation, [cell for row in rows for cell in row if cell], title, lang, limit)

    return _written(out, limit, made)


def sparql(generation: Generation, text: str, out: Path, lang: Lang, limit: int, settings: Settings) -> str:
    """Draw the answer to a free query: of CONSTRUCT and DESCRIBE its triples, of SELECT the things in its rows."""
    import pyoxigraph as ox

    from queries.outputs.drawn_answers import of_things, of_triples

    title = textwrap.shorten(text, 150, placeholder="…")

    def made() -> Drawing:
        data = free(generation, moved(generation, text), "json", settings.query_seconds, settings.query_memory_mb)
        if not data.lstrip().startswith(b"{"):
            return of_triples(generation, ox.parse(data, format=ox.RdfFormat.TURTLE), title, lang, limit)
        result = json.loads(data)
        if "boolean" in result:
            raise QueryError("the answer to ASK is yes or no, which nobody can draw; ask with SELECT or CONSTRUCT")
        cells = [cell for row in result["results"]["bindings"] for cell in row.values()]
        return of_things(generation, [c["value"] for c in cells if c["type"] == "uri"], title, lang, limit)

    return _written(out, limit, made)


def _document(generation: Generation, text: str) -> lookup.Entry:
    return lookup.document(generation.search, text)


def _written(out: Path, limit: int, made: Callable[[], Drawing]) -> str:
    """Write the picture, and say what is in it; the name is looked at before anything is asked."""
    from kg.export.picture import page

    named(out)
    drawing = made()
    drawing.cut(limit)
    if not drawing.graph:
        raise QueryError("no thing of the graph stands in the answer, so there is nothing to draw")
    write.save(out, page(drawing).encode())
    shown, edges = drawing.graph.number_of_nodes(), drawing.graph.number_of_edges()
    said = f"{out}: {shown} đối tượng / things, {edges} quan hệ / relations"
    if drawing.total is not None:
        said += f"\n{drawing.total - shown} đối tượng chưa vẽ / things were left out; for more: --limit {drawing.total}"
    return said
