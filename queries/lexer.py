"""The tokens of a SPARQL query: enough to change a query without ever touching text, and to see what it asks for.

Source: SPARQL 1.1 Query Language, section 19.8 (terminals). Every character is in exactly one token.

>>> [token.text for token in tokens("SELECT ?s { ?s a <urn:x#y> } # end") if token.kind != "blank"]
['SELECT', '?s', '{', '?s', 'a', '<urn:x#y>', '}', '# end']
>>> "".join(token.text for token in tokens("ASK { ?a<?b }"))
'ASK { ?a<?b }'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LETTER = r"[^\W\d_]"
_TERMINALS = {
    "comment": r"#[^\n\r]*",
    "iri": r"<[^<>\"{}|^`\\\x00-\x20]*>",
    # The closing quotes may be missing: the rest is then taken as it comes, in linear time, and Oxigraph complains.
    "string": r'"""(?:"{0,2}(?:[^"\\]|\\.))*(?:""")?|'
    r"'''(?:'{0,2}(?:[^'\\]|\\.))*(?:''')?|"
    r'"(?:[^"\\\n\r]|\\.)*"?|'
    r"'(?:[^'\\\n\r]|\\.)*'?",
    "variable": r"[?$]\w+",
    "node": r"_:[\w.-]+",
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "name": rf"(?:{_LETTER}[\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{{2}}|\\.)*",
    "number": r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+",
    "word": rf"{_LETTER}\w*",
    "blank": r"\s+",
    "mark": r".",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TERMINALS.items()), re.DOTALL)


class Token(NamedTuple):
    """One token: its kind (comment, iri, string, variable, name, word, …), its text and where it begins."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class RefusedError(ValueError):
    """A query that reading must not do; the message is one line."""


def tokens(query: str) -> Iterator[Token]:
    """All tokens of a query, blanks and comments too."""
    for match in _TOKEN.finditer(query):
        yield Token(str(match.lastgroup), match.group(), match.start())


def brief(error: Exception, most: int = 200) -> str:
    """What Oxigraph says of a query, on one line: it lists all characters that it would have taken.

    >>> brief(SyntaxError("error at 1:8: expected\\n one of ..."))
    'error at 1:8: expected one of ...'
    >>> brief(SyntaxError("error at 1:8: expected one of Prefix not found, ['%'], ['-' | '0' ..= '9'"))
    'error at 1:8: a prefix is not declared; begin with: PREFIX name: <…>'
    """
    said = " ".join(str(error).split())
    if "Prefix not found" in said:
        return f"{said.partition(': ')[0]}: a prefix is not declared; begin with: PREFIX name: <…>"
    return said if len(said) <= most else said[:most].rsplit(" ", 1)[0] + " …"


def refuse_service(query: str) -> None:
    """Raise RefusedError for a query that would ask another server (SPARQL 1.1 Federated Query).

    Oxigraph's parser takes `SERVICE` for the keyword also where a longer token could be read (`SERVICE:x`,
    `trueSERVICE<…>`), so any bare word that holds it, and any prefix that ends with it, is refused; inside IRIs,
    strings, comments, variables and local names it is only a word.

    >>> refuse_service('SELECT ?service { ?s <urn:service> "SERVICE" } # SERVICE')
    >>> refuse_service("SELECT * { SERVICE:x { ?s ?p ?o } }")
    Traceback (most recent call last):
    queries.lexer.RefusedError: line 1: SERVICE asks another server and is refused; ask this graph alone
    """
    for form in {query, _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)}:
        for token in tokens(form):
            word = token.text.partition(":")[0] if token.kind == "name" else token.text if token.kind == "word" else ""
            if word.casefold().endswith("service") or (token.kind == "word" and "service" in word.casefold()):
                line = form.count("\n", 0, token.start) + 1
                raise RefusedError(f"line {line}: SERVICE asks another server and is refused; ask this graph alone")


def names_dataset(query: str) -> bool:
    """Whether a query says itself what its data set is (FROM, FROM NAMED).

    >>> names_dataset("ASK FROM <urn:g> {}"), names_dataset("SELECT ?from { ?from ?p 'FROM' }")
    (True, False)
    """
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(query))


_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
