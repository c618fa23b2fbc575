"""The catalogue: every file of queries/catalogue is one question, with a header that says what it asks.

A query is plain SPARQL and runs in any editor as it stands. Its parameters are `VALUES ?name { UNDEF }` clauses, into
which queries.bind puts terms. A part between the lines `#? name` and `#?` is left out when the optional parameter
`name` is not given; that of `#? name !other` also when `other` is.

>>> question = Catalogue.shipped().get("cascade")
>>> [(parameter.name, parameter.type, parameter.required) for parameter in question.parameters]
[('doc', 'document', True)]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal, cast, get_args

from queries.bind import BindError, parts, slots
from queries.header import HeaderError, Node, parse
from queries.lexer import brief

ParameterType = Literal[
    "iri", "string", "integer", "decimal", "boolean", "date", "document", "agency", "province", "year", "doctype",
    "field", "work",
]  # fmt: skip
"""`document`, `agency`, `province`, `doctype`, `field` and `work` (a kind of works)
are names in any spelling, which queries.lookup and queries.lookup_fields resolve."""

_KEYS = {"summary", "description", "params", "tags"}
_PARAMETER_KEYS = {"type", "required", "default", "example", "vi", "en"}


class QueryFileError(ValueError):
    """A malformed query file; the message is `file:line: what; what to do`."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question. `example` is a value that a person might type."""

    name: str
    type: ParameterType
    required: bool
    example: str
    vi: str
    en: str
    default: str | None = None


@dataclass(frozen=True)
class Question:
    """One question: its name (that of the file), what it asks in both languages, its parameters, its SPARQL."""

    name: str
    file: Path
    summary_vi: str
    summary_en: str
    description: str
    parameters: tuple[Parameter, ...]
    tags: tuple[str, ...]
    text: str

    def parameter(self, name: str) -> Parameter | None:
        """The parameter with this name, if there is one."""
        return next((each for each in self.parameters if each.name == name), None)

    @property
    def description_vi(self) -> str:
        """The description in Vietnamese, of queries/descriptions.toml; empty where nobody wrote it.

        >>> Catalogue.shipped().get("coverage-agencies").description_vi
        'Nhiều nhiệm vụ nhất trước.'
        """
        return _vietnamese().get(self.name, "") if self.description else ""


@cache
def _vietnamese() -> dict[str, str]:
    import tomllib

    return tomllib.loads((resources.files("queries") / "descriptions.toml").read_text(encoding="utf-8"))


class Catalogue:
    """The questions of one folder, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def shipped() -> Catalogue:
        """The catalogue of the product."""
        return Catalogue(Path(str(resources.files("queries") / "catalogue")))

    def names(self) -> list[str]:
        """The names of all questions, malformed ones too."""
        return sorted(file.stem for file in self.folder.glob("*.rq"))

    def get(self, name: str) -> Question:
        """One question; raises KeyError if there is none of this name, QueryFileError if its file is malformed."""
        if name not in self.names():
            raise KeyError(name)
        return read_question(self.folder / f"{name}.rq")

    def __iter__(self) -> Iterator[Question]:
        """All questions; raises QueryFileError for a malformed one."""
        return (self.get(name) for name in self.names())

    def check(self) -> list[str]:
        """What is wrong with the files, each a line; empty if all is well. A file with another ending is wrong too."""
        wrong = []
        for file in sorted(self.folder.iterdir()):
            if file.suffix != ".rq":
                wrong.append(f"{file.name}:1: is no .rq file, so it would never be found; rename it or take it away")
                continue
            try:
                read_question(file)
            except QueryFileError as error:
                wrong.append(str(error))
        return wrong


@cache
def question(name: str) -> Question:
    """A question of the product, read once in a process: it is checked by parsing it. Raises as Catalogue.get.

    >>> question("cascade") is question("cascade")
    True
    """
    return Catalogue.shipped().get(name)


def read_question(file: Path) -> Question:
    """Read and check one query file; raises QueryFileError."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryFileError(f"{file.name}:1: cannot be read ({error}); save it as UTF-8") from error
    try:
        header = parse(text.splitlines())
        question = _question(file, header, text)
        _check_body(question)
    except (HeaderError, BindError) as error:
        where, _, what = str(error).removeprefix("line ").partition(": ")
        raise QueryFileError(f"{file.name}:{where}: {what}") from error
    return question


def _question(file: Path, header: dict[str, Node], text: str) -> Question:
    top = Node(1, map=header)
    _only(top, _KEYS)
    summary = _need(top, "summary", "with vi and en below it")
    _only(summary, {"vi", "en"})
    described = header.get("description")
    tags = _need(top, "tags", "such as [documents]")
    if not tags.items:
        raise HeaderError(tags.line, "tags is no list; write [a, b]")
    listed = header.get("params", Node(1)).map
    return Question(
        name=file.stem, file=file, summary_vi=_words(summary, "vi"), summary_en=_words(summary, "en"),
        description=described.words or "" if described else "",
        parameters=tuple(_parameter(name, node) for name, node in listed.items()), tags=tuple(tags.items), text=text,
    )  # fmt: skip


def _parameter(name: str, node: Node) -> Parameter:
    _only(node, _PARAMETER_KEYS)
    kind = _words(node, "type")
    if kind not in get_args(ParameterType):
        known = ", ".join(get_args(ParameterType))
        raise HeaderError(node.map["type"].line, f"type {kind!r} is unknown; use one of {known}")
    required = _words(node, "required")
    if required not in ("true", "false"):
        raise HeaderError(node.map["required"].line, f"required is {required!r}; write true or false")
    default = node.map["default"].words if "default" in node.map else None
    if default is not None and required == "true":
        raise HeaderError(node.map["default"].line, "a required parameter has no default; take one of them away")
    example, vi, en = (_words(node, key) for key in ("example", "vi", "en"))
    return Parameter(name, cast(ParameterType, kind), required == "true", example, vi, en, default)


def _check_body(question: Question) -> None:
    """The parameters of the header and those of the query are the same, and the query can be parsed."""
    import pyoxigraph

    places = slots(question.text)
    for parameter in question.parameters:
        if parameter.name not in places:
            raise HeaderError(1, f"parameter {parameter.name!r} has no 'VALUES ?{parameter.name} {{ UNDEF }}'; add it")
    for name, line in places.items():
        if question.parameter(name) is None:
            raise HeaderError(line, f"?{name} is filled by no parameter of the header; declare it")
    for name, line in parts(question.text).items():
        parameter_of_part = question.parameter(name)
        if parameter_of_part is None or parameter_of_part.required:
            raise HeaderError(line, f"{name!r} is no optional parameter; only those have parts that can be left out")
    try:
        pyoxigraph.Store().query(question.text)
    except SyntaxError as error:
        # Oxigraph says "error at LINE:COLUMN: …".
        where, _, _ = str(error).removeprefix("error at ").partition(":")
        raise HeaderError(int(where) if where.isdigit() else 1, f"no SPARQL query ({brief(error)})") from error


def _need(node: Node, key: str, how: str = "") -> Node:
    if key not in node.map:
        raise HeaderError(node.line, f"{key!r} is missing; add it {how}".rstrip())
    return node.map[key]


def _words(node: Node, key: str) -> str:
    found = _need(node, key)
    if found.words is None:
        raise HeaderError(found.line, f"{key!r} is no text; write it on the same line")
    return found.words


def _only(node: Node, keys: set[str]) -> None:
    for key, below in node.map.items():
        if key not in keys:
            raise HeaderError(below.line, f"{key!r} is unknown; use {', '.join(sorted(keys))}")
