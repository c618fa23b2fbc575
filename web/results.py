"""Writing results of SELECT within limits of rows and bytes: cut between two rows, and told that it was.

Oxigraph's own serialisers write all there is; a limit needs writing row by row. Formats: SPARQL 1.1 Query Results JSON,
XML (second edition), CSV and TSV.

>>> from pyoxigraph import Store
>>> found = Store().query('SELECT ?x { VALUES ?x { 1 2 3 } }')
>>> Cut(rows=2, size=1000).select(found, "csv")
b'x\\r\\n1\\r\\n2\\r\\n'
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    import pyoxigraph as ox

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_SRX = "http://www.w3.org/2005/sparql-results#"


class Cut:
    """Limits of one answer; `said` is which of them cut it (`rows` or `bytes`), empty if none did."""

    def __init__(self, rows: int, size: int) -> None:
        self.rows, self.size = rows, size
        self.said = ""

    def select(self, solutions: ox.QuerySolutions, name: str, order: Sequence[str] = ()) -> bytes:
        """The solutions in the format `json`, `xml`, `csv` or `tsv`, the columns of `order` first and in that order."""
        found = [variable.value for variable in solutions.variables]
        places = {each: place for place, each in enumerate(order)}
        columns = sorted(range(len(found)), key=lambda i: places.get(found[i], len(places)))
        out = io.BytesIO()
        _WRITERS[name](out, [found[i] for i in columns], self._limited(_rows(solutions, columns), out))
        return out.getvalue()

    def graph(self, triples: Iterable[ox.Triple] | Iterable[ox.Quad], kind: ox.RdfFormat, **prefixes: str) -> bytes:
        """Triples or quads in a syntax of RDF."""
        import pyoxigraph

        out = io.BytesIO()
        limited: Any = self._limited(triples, out)
        turtle = kind in (pyoxigraph.RdfFormat.TURTLE, pyoxigraph.RdfFormat.TRIG, pyoxigraph.RdfFormat.RDF_XML)
        pyoxigraph.serialize(limited, out, format=kind, prefixes=prefixes if turtle else None)
        return out.getvalue()

    def _limited(self, items: Iterable[Any], out: io.BytesIO) -> Iterator[Any]:
        for number, item in enumerate(items):
            if number >= self.rows or out.tell() >= self.size:
                self.said = "rows" if number >= self.rows else "bytes"
                return
            yield item


def boolean(value: ox.QueryBoolean, name: str) -> bytes:
    """The answer to an ASK."""
    import pyoxigraph

    return bytes(value.serialize(format=getattr(pyoxigraph.QueryResultsFormat, name.upper())) or b"")


def _rows(solutions: ox.QuerySolutions, columns: Sequence[int]) -> Iterator[list[Any]]:
    for solution in solutions:
        yield [solution[i] for i in columns]


def _json(out: io.BytesIO, names: list[str], rows: Iterable[list[Any]]) -> None:
    out.write(b'{"head":{"vars":' + json.dumps(names).encode() + b'},"results":{"bindings":[')
    between = b""
    for row in rows:
        found = {name: json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        out.write(between + json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
        between = b","
    out.write(b"]}}")


def json_term(term: Any) -> dict[str, Any]:
    """A term as section 3.2.2 of the JSON format says; triple terms as SPARQL 1.2 does."""
    kind = type(term).__name__
    if kind == "NamedNode":
        return {"type": "uri", "value": term.value}
    if kind == "BlankNode":
        return {"type": "bnode", "value": term.value}
    if kind == "Triple":
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: json_term(part) for name, part in parts.items()}}
    said: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        said["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        said["datatype"] = term.datatype.value
    return said


def _xml(out: io.BytesIO, names: list[str], rows: Iterable[list[Any]]) -> None:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    out.write(f'<?xml version="1.0"?>\n<sparql xmlns="{_SRX}"><head>{head}</head><results>'.encode())
    for row in rows:
        cells = "".join(
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        out.write(f"<result>{cells}</result>".encode("utf-8", "replace"))
    out.write(b"</results></sparql>\n")


def _xml_term(term: Any) -> str:
    kind = type(term).__name__
    if kind == "NamedNode":
        return f"<uri>{_xml_text(term.value)}</uri>"
    if kind == "BlankNode":
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if kind == "Triple":
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts)}</triple>"
    about = ""
    if term.language:
        about = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _XSD_STRING:
        about = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{about}>{_xml_text(term.value)}</literal>"


_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")
"""Characters that XML 1.0 cannot hold in any spelling."""


def _xml_text(text: str) -> str:
    return escape(text.translate(_NOT_XML), {"\r": "&#13;"})


def _csv(out: io.BytesIO, names: list[str], rows: Iterable[list[Any]]) -> None:
    """Values alone, lines end in CR LF (section 3 of the CSV and TSV formats, RFC 4180)."""
    import csv

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    _put(out, text, writer, names)
    for row in rows:
        _put(out, text, writer, [_csv_value(term) for term in row])


def _put(out: io.BytesIO, text: io.StringIO, writer: Any, row: list[str]) -> None:
    if row == [""]:
        text.write("\r\n")  # csv would write "" for the only cell of a row, which is an empty string and not unbound
    else:
        writer.writerow(row)
    out.write(text.getvalue().encode("utf-8", "replace"))
    text.seek(0)
    text.truncate()


def _csv_value(term: Any) -> str:
    if term is None:
        return ""
    return str(term) if type(term).__name__ in ("BlankNode", "Triple") else str(term.value)


def _tsv(out: io.BytesIO, names: list[str], rows: Iterable[list[Any]]) -> None:
    """Terms in the syntax of Turtle, in which tabs and line ends are escaped (section 4 of the CSV and TSV formats)."""
    out.write("\t".join(f"?{name}" for name in names).encode() + b"\n")
    for row in rows:
        cells = ("" if term is None else str(term).replace("\t", "\\t") for term in row)
        out.write("\t".join(cells).encode("utf-8", "replace") + b"\n")


_WRITERS = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
