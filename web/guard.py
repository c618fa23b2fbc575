"""What a query may not do: reach beyond this graph (SERVICE), or change it (updates).

Updates are refused by the grammar: what is no query does not run; here is only told why. SERVICE is part of the
grammar of queries, and Oxigraph's parser also takes it out of longer words (`SERVICE:x`). A prefix that ends so is
written otherwise before the query runs, with as many letters, so that nothing that runs holds the keyword at all.

>>> guarded("PREFIX service: <urn:s#> SELECT * { ?s service:of 'SERVICE' }")
"PREFIX s0rvice: <urn:s#> SELECT * { ?s s0rvice:of 'SERVICE' }"
>>> guarded("SELECT * { SERVICE <urn:x> { ?s ?p ?o } }")
Traceback (most recent call last):
queries.lexer.RefusedError: line 1: SERVICE asks another server and is refused; ask this graph alone
>>> is_update("PREFIX x: <urn:x> LOAD <urn:a>"), is_update("SELECT ?load { ?load ?p 'DROP' }")
(True, False)
>>> volatile("SELECT (NOW() AS ?n) {}"), volatile("SELECT ?now { ?now ?p 'NOW()' }")
(True, False)
"""

from __future__ import annotations

from queries.lexer import refuse_service, tokens

_KEYWORD = "service"
_READS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"}
_VOLATILE = {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}


def guarded(query: str) -> str:
    """The query without any prefix that could be read as SERVICE; raises RefusedError where it is the keyword."""
    if _KEYWORD not in query.casefold():
        refuse_service(query)  # it may be written with \\u escapes
        return query
    stand_in = next(word for n in range(len(query)) if (word := f"s{n}rvice"[:7]) not in query.casefold())
    parts = []
    for token in tokens(query):
        prefix, colon, local = token.text.partition(":")
        if token.kind == "name" and prefix.casefold().endswith(_KEYWORD):
            parts.append(prefix[: -len(_KEYWORD)] + stand_in + colon + local)
        else:
            parts.append(token.text)
    text = "".join(parts)
    refuse_service(text)
    return text


def _words(query: str) -> set[str]:
    return {token.text.upper() for token in tokens(query) if token.kind == "word"}


def is_update(text: str) -> bool:
    """Whether a text that is no query was meant as an update."""
    words = _words(text)
    return not words & _READS and bool(words & _UPDATES)


def all_variables(query: str) -> list[str]:
    """The variables of a query that begins with `SELECT *`, in the order of their first mention; else none.

    The specification leaves the order of the columns open, and Oxigraph sorts them.

    >>> all_variables("SELECT DISTINCT * { ?s ?p ?o . ?o $p ?a }"), all_variables("SELECT ?s { { SELECT * {} } }")
    (['s', 'p', 'o', 'a'], [])
    """
    meant = [token for token in tokens(query) if token.kind not in ("blank", "comment")]
    start = next((i for i, token in enumerate(meant) if token.text.upper() == "SELECT"), len(meant))
    head = [token.text.upper() for token in meant[start + 1 : start + 3]]
    if "*" not in head[:1] and not (head[:1] in (["DISTINCT"], ["REDUCED"]) and head[1:] == ["*"]):
        return []
    return list(dict.fromkeys(token.text[1:] for token in meant if token.kind == "variable"))


def volatile(query: str) -> bool:
    """Whether the answer may differ each time, so that it has no entity tag."""
    return bool(_words(query) & _VOLATILE)
