"""Running the questions of the catalogue and free SPARQL on one generation of the store.

A query of the catalogue is bound to terms and run in the process; a free one runs in a process of its own that is
killed at its limit of time or memory, since Oxigraph cannot cancel a query from Python.

>>> Answer(("a", "b"), (("1", None),)).as_data()["rows"]
[{'a': '1', 'b': None}]
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.dates import EXAMPLES, day
from queries.bind import bind, page, paged, shortened
from queries.catalogue import Catalogue, Parameter, Question
from queries.catalogue import question as kept
from queries.lexer import RefusedError, brief, names_dataset, refuse_service, tokens
from queries.nearest import meant, near
from queries.stretches import narrowed

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from kg.store.generations import Generation

    Bound = Mapping[str, Sequence[NamedNode | Literal]]

XSD = "http://www.w3.org/2001/XMLSchema#"
_YEAR = re.compile("[0-9]{4}", re.ASCII)
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", re.ASCII)


class QueryError(ValueError):
    """A question cannot be asked or answered so; the message is one line."""


@dataclass(frozen=True)
class Answer:
    """The rows of a SELECT: each cell the value of a term as text, None where unbound. `truncated` says that there are
    more rows than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    truncated: bool = False

    def as_data(self) -> dict[str, Any]:
        """The envelope of all JSON answers."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"columns": list(self.columns), "count": len(rows), "truncated": self.truncated, "rows": rows}

    def dicts(self) -> list[dict[str, str]]:
        """The rows by column, unbound cells empty."""
        columns = self.columns
        return [dict(zip(columns, [value or "" for value in row], strict=True)) for row in self.rows]


def ask(generation: Generation, name: str, given: Mapping[str, str] | None = None, limit: int | None = None) -> Answer:
    """The answer to a question of the catalogue: `limit` rows at most, 0 for all, None for the question's own page.

    Raises QueryError for an unknown question or parameter, a missing one or a value that is none of its type, and
    LookupFailedError for a name that means nothing or too much.
    """
    try:
        found = kept(name)
    except KeyError:
        raise unknown(name) from None
    return answer(generation, found, given or {}, limit)


def unknown(name: str) -> QueryError:
    """What is said of a question that the catalogue does not have."""
    hint = meant(near(name, (question.name for question in Catalogue.shipped())))
    return QueryError(f"{name!r}: no such question; see them with: chidao query list{hint}")


def answer(
    generation: Generation, question: Question, given: Mapping[str, str], limit: int | None = None, offset: int = 0
) -> Answer:
    """The answer to a question, without its first `offset` rows; else as `ask`.

    A question without LIMIT in its text has no pages and gives all; one with a LIMIT and no order gives pages in the
    order in which the store finds its rows, which is the same as long as the generation is.
    """
    return rows_of(generation, question, terms(generation, question, given), limit, offset)


def rows_of(
    generation: Generation, question: Question, bound: Bound, limit: int | None = None, offset: int = 0
) -> Answer:
    """The answer to a question whose values are terms already; else as `answer`."""
    columns, found, truncated = solved(generation, question, bound, limit, offset)
    rows = tuple([tuple([None if term is None else term.value for term in row]) for row in found])
    return Answer(columns, rows, truncated)


MANY = 100_000
"""Rows that lists without a limit are asked for at first."""


def solved(
    generation: Generation, question: Question, bound: Bound, limit: int | None = None, offset: int = 0
) -> tuple[tuple[str, ...], list[tuple[Any, ...]], bool]:
    """Columns, rows of terms (None where unbound), and whether there are more rows; else as `rows_of`."""
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    own = page(question.text)
    if own is None and limit and (short := shortened(question.text, offset + limit + 1)) is not None:
        columns, rows = _rows(generation, bind(short, bound))
        return columns, rows[offset : offset + limit], len(rows) > offset + limit
    rows_wanted = None if own is None or limit == 0 else own if limit is None else limit
    columns = ()
    rows = []
    # Most lists are shorter than MANY: with that as their LIMIT Oxigraph looks up what few rows need. Without one it
    # reads whole tables instead, which takes seconds where there is much beside the list.
    limits = [rows_wanted + 1] if rows_wanted is not None else [MANY, None] if own is not None else [None]
    for most in limits:
        text = paged(question.text, most, offset)
        for values in narrowed(generation, question, bound, rows_wanted and rows_wanted + 1, offset):
            columns, rows = _rows(generation, bind(text, values))
            if rows_wanted is not None and len(rows) > rows_wanted:
                break
        if most is None or len(rows) < most:
            break
    if own is None:
        rows = rows[offset:]
    if rows_wanted is not None and len(rows) > rows_wanted:
        return columns, rows[:rows_wanted], True
    return columns, rows, False


def _rows(generation: Generation, query: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns and rows of a SELECT."""
    solutions: Any = generation.store.query(query, use_default_graph_as_union=True)
    # A solution gives its terms in the order of the variables; asked for each by name it takes twice as long.
    return tuple(variable.value for variable in solutions.variables), [tuple(solution) for solution in solutions]


def terms(
    generation: Generation, question: Question, given: Mapping[str, str]
) -> dict[str, Sequence[NamedNode | Literal]]:
    """The values that were given, as terms of the graph."""
    for name in given:
        if question.parameter(name) is None:
            known = ", ".join(p.name for p in question.parameters) or "none"
            raise QueryError(f"{question.name}: no parameter {name!r}; it takes: {known}")
    bound: dict[str, Sequence[NamedNode | Literal]] = {}
    _complete(question, given)
    for parameter in question.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            continue
        found = _terms(generation, parameter, value)
        if parameter.type == "boolean" and found[0].value == "false":
            continue  # as if it were not given: its part is left out
        bound[parameter.name] = found
    return bound


def _complete(question: Question, given: Mapping[str, str]) -> None:
    """Raises QueryError, with an example of each, where something that is needed was not given."""
    missing = [each for each in question.parameters if each.required and given.get(each.name) is None]
    if missing:
        names = ", ".join(each.name for each in missing)
        said = " ".join(f"{each.name}={each.example}" for each in missing)
        lack = "is missing; for example" if len(missing) == 1 else "are missing; for example"
        raise QueryError(f"{question.name}: {names} {lack}: {said}")


def _terms(generation: Generation, parameter: Parameter, value: str) -> Sequence[NamedNode | Literal]:
    from pyoxigraph import Literal, NamedNode

    from queries import lookup, lookup_fields, lookup_tables, merged

    base = str(generation.manifest["base"])
    try:
        if parameter.type == "document" and "://" in value and len(value.split()) > 1:
            return [NamedNode(iri.strip("<>")) for iri in value.split()]
        if parameter.type == "document":
            return [NamedNode(lookup.document(generation.search, value).iri)]
        if parameter.type == "agency":
            return [NamedNode(iri) for iri in lookup.agencies(generation.search, base, value)]
        if parameter.type == "province":
            name = lookup_tables.province(value)
            merged.tell(generation, name)
            return [Literal(name)]
        if parameter.type == "doctype":
            return [NamedNode(lookup_tables.document_type(base, value, generation.search))]
        if parameter.type == "field":
            return [NamedNode(iri) for iri in lookup_fields.fields(base, value)]
        if parameter.type == "work":
            return [NamedNode(lookup_fields.work(value))]
        if parameter.type == "iri":
            said = [each.strip("<>") for each in value.split()]
            return [NamedNode(iri) for iri in lookup.followed(generation.search, said)]
        if parameter.type == "date":
            return [Literal(day(value).isoformat(), datatype=NamedNode(XSD + "date"))]
        if parameter.type == "boolean":
            return [Literal({"true": True, "false": False}[value.casefold()])]
        if parameter.type == "decimal":
            if not _DECIMAL.fullmatch(value.strip()):
                raise ValueError(value)
            return [Literal(value.strip(), datatype=NamedNode(XSD + "decimal"))]
        if parameter.type == "year" and not _YEAR.fullmatch(value.strip()):
            raise ValueError(value)
        if parameter.type in ("integer", "year"):
            return [Literal(int(value))]
    except lookup.LookupFailedError:
        raise
    except (ValueError, KeyError):
        example = EXAMPLES if parameter.type == "date" else parameter.example
        raise QueryError(f"{parameter.name}: {value!r} is no {parameter.type}; for example {example}") from None
    return [Literal(value)]


# -- free SPARQL -----------------------------------------------------------------------------------------------------

PREFIXES = {
    "cd": "https://w3id.org/chidao/ont#",
    "part": "https://w3id.org/chidao/voc/part#",
    "role": "https://w3id.org/chidao/voc/role#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
}
"""The prefixes that a query need not declare."""
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"}
_FORMATS = {"json": "JSON", "csv": "CSV", "tsv": "TSV", "xml": "XML", "turtle": "TURTLE", "ntriples": "N_TRIPLES"}


def refuse(query: str) -> None:
    """Refuse what reaches beyond the store: SERVICE. Updates are no queries and do not parse. Raises QueryError."""
    words = [token.text.upper() for token in tokens(query) if token.kind == "word"]
    if not {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"} & set(words) and _UPDATES & set(words):
        raise QueryError("updates are refused: the graph is read-only; build it again from changed files instead")
    try:
        refuse_service(query)
    except RefusedError as error:
        raise QueryError(str(error)) from None


def moved(generation: Generation, query: str) -> str:
    """The query with former IRIs of documents replaced by those they have now, each with a warning.

    A query that asks for `isReplacedBy` itself, and an IRI that may mean several documents, stay as they are.
    """
    from queries import lookup

    base = f"<{generation.manifest['base']}doc/"
    if base not in query or "isReplacedBy" in query:
        return query
    out = []
    for token in tokens(query):
        new = token.text
        if new.startswith(base):
            now = lookup.follow(generation.search, new.strip("<>"))
            new = f"<{now[0]}>" if len(now) == 1 else new
            if new != token.text:
                lookup.warn(f"{token.text}: a former IRI; asked for is {new}")
        out.append(new)
    return "".join(out)


def free(generation: Generation, query: str, kind: str, seconds: int, memory_mb: int) -> bytes:
    """The result of a query, serialised: `json`, `csv`, `tsv` or `xml` for SELECT and ASK, Turtle for CONSTRUCT.

    The query runs in a process of its own; raises QueryError if it is malformed, too slow or too large.
    """
    from queries.remote import Remote  # urllib behind it costs every look-up 40 ms otherwise

    refuse(query)
    if isinstance(generation, Remote):
        return generation.free(query, kind)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:  # the worker: whatever happens, it ends here
        try:
            os.close(read)
            _work(generation, query, kind, memory_mb, write)
        finally:  # an error of any kind must not go on as a second copy of the caller
            os._exit(0)
    os.close(write)
    return _collect(child, read, seconds)


def _work(generation: Generation, query: str, kind: str, memory_mb: int, write: int) -> None:
    import resource

    try:
        limit = memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        data = b"+" + _result(generation, query, kind)
    except MemoryError:
        data = b"-the query needs more memory than CHIDAO_QUERY_MEMORY_MB allows; narrow it"
    except SyntaxError as error:
        data = f"-not a query: {brief(error)}".encode()
    except (ValueError, OSError, RuntimeError) as error:
        data = f"-{error}".encode()
    with os.fdopen(write, "wb") as stream:
        stream.write(data)


def _result(generation: Generation, query: str, kind: str) -> bytes:
    import pyoxigraph

    # Told to take the union, Oxigraph would not heed a FROM of the query.
    union = not names_dataset(query)
    result: Any = generation.store.query(query, use_default_graph_as_union=union, prefixes=PREFIXES)
    if isinstance(result, pyoxigraph.QueryTriples):
        made = result.serialize(format=pyoxigraph.RdfFormat.TURTLE)
    else:
        made = result.serialize(format=getattr(pyoxigraph.QueryResultsFormat, _FORMATS.get(kind, "JSON")))
    return bytes(made or b"")


def _collect(child: int, read: int, seconds: int) -> bytes:
    import selectors
    import time

    end = time.monotonic() + seconds
    parts: list[bytes] = []
    with selectors.DefaultSelector() as selector, os.fdopen(read, "rb", buffering=0) as stream:
        selector.register(stream, selectors.EVENT_READ)
        while True:
            left = end - time.monotonic()
            if left <= 0 or not selector.select(left):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                raise QueryError(
                    f"the query took longer than {seconds} s and was stopped; narrow it, or set CHIDAO_QUERY_SECONDS"
                )
            part = stream.read(1 << 16)
            if not part:
                break
            parts.append(part)
    os.waitpid(child, 0)
    data = b"".join(parts)
    if not data:
        raise QueryError("the query's process ended without an answer; it may need more than CHIDAO_QUERY_MEMORY_MB")
    if data[:1] == b"-":
        raise QueryError(" ".join(data[1:].decode().split()))
    return data[1:]
