"""The facts of a document, or of a part of it: what the question `facts` says of each, put together and numbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from kg.together import together
from queries.commands.context import local
from web.pages.marks import Span
from web.pages.page import Page
from web.pages.shown import anchor

Row = dict[str, str]
DUTIES = ("Task", "ReportingDuty")


@dataclass(slots=True)
class Fact:
    """A node that stands on words: `kind` is its class, `said` its other properties by their local names."""

    iri: str
    kind: str = ""
    provision: str = ""
    start: int | None = None
    end: int | None = None
    number: int = 0
    said: dict[str, list[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The value of a property, empty where there is none."""
        return next(iter(self.said.get(name, ())), "")

    def all(self, name: str) -> list[str]:
        """The values of a property, in order."""
        return sorted(self.said.get(name, ()))


class Facts:
    """Facts in the order in which they stand, with the words of their provisions and names of what they lead to.

    `texts` are those of the provisions by IRI, in their order; `root` is what the page is of, `doc` or a provision."""

    def __init__(
        self, rows: Iterable[Row], names: Iterable[Row], texts: Mapping[str, str], doc: str, root: str = ""
    ) -> None:
        self.doc = doc
        self.root = root or doc
        self.texts = texts
        self.names = {row["thing"]: row for row in names}
        self.by_iri = _collected(rows)
        places = {iri: i for i, iri in enumerate(texts)}
        last = len(places)
        found = [each for each in self.by_iri.values() if each.kind]
        found.sort(key=lambda f: (places.get(f.provision, last), f.start or 0, -(f.end or 0), f.iri))
        for number, each in enumerate(found, 1):
            each.number = number
        self.all = found

    def of(self, *kinds: str) -> list[Fact]:
        """The facts of some classes."""
        return [each for each in self.all if each.kind in kinds]

    def spans(self) -> dict[str, list[Span]]:
        """Provision -> where the words of its facts stand."""
        found: dict[str, list[Span]] = {}
        for each in self.all:
            found.setdefault(each.provision, []).append(Span(each.number, each.start, each.end))
        return found

    def quote(self, fact: Fact) -> str:
        """The words of a fact; empty where its provision is not at hand."""
        text = self.texts.get(fact.provision, "")
        return text if fact.start is None else text[fact.start : fact.end]

    def linked(self, fact: Fact, name: str) -> list[Fact]:
        """The facts that a property of a fact leads to, in their order."""
        found = [self.by_iri[iri] for iri in fact.said.get(name, ()) if iri in self.by_iri]
        return sorted(found, key=lambda f: f.number)

    def id(self, iri: str) -> str:
        """The anchor of something on the page of `root`: the fragment of its IRI, else what it adds to the document's.

        >>> Facts([], [], {}, "urn:d", "urn:d/II").id("urn:d/II#task"), Facts([], [], {}, "urn:d").id("urn:d/II#task")
        ('task', 'II#task')
        """
        near = self.root if iri.startswith(f"{self.root}#") else self.doc
        return iri.removeprefix(near).removeprefix("/").removeprefix("#")

    def anchors(self) -> list[str]:
        """The anchors of all facts in the order of their numbers, as they stand in an address."""
        return [anchor(self.id(each.iri)) for each in self.all]

    def path(self, provision: str) -> str:
        """The path of a provision."""
        return provision.removeprefix(self.doc).removeprefix("/")

    def base(self, fact: Fact) -> dict[str, Any]:
        """What all facts have, for JSON and templates."""
        return {"n": fact.number, "iri": fact.iri, "id": self.id(fact.iri), "path": self.path(fact.provision),
                "quote": self.quote(fact), **self.doubt(fact)}  # fmt: skip

    def doubt(self, fact: Fact) -> dict[str, Any]:
        """How sure the link of a fact is, and why not surer; empty where it is certain."""
        if not fact.said.get("reason"):
            return {"confidence": "", "reasons": []}
        return {"confidence": fact.one("confidence"), "reasons": [local(each) for each in fact.all("reason")]}

    def name(self, iri: str, language: str) -> str:
        """What a thing is called."""
        row = self.names.get(iri, {})
        return (row.get("nameEn") if language == "en" else "") or row.get("name", "")

    def read(self, iri: str) -> bool:
        """Whether the text of a document is here."""
        return self.names.get(iri, {}).get("read") == "true"


def _collected(rows: Iterable[Row]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    names: dict[str, str] = {}
    for row in rows:
        iri, value, said = row["fact"], row["value"], row["property"]
        fact = found.get(iri)
        if fact is None:
            fact = found[iri] = Fact(iri)
        name = names.get(said) or names.setdefault(said, local(said))
        if name == "type":
            fact.kind = local(value)
        elif name == "in":
            fact.provision = value
        elif name == "from":
            fact.start = int(value)
        elif name == "to":
            fact.end = int(value)
        else:
            fact.said.setdefault(name, []).append(value)
    return found


def said(page: Page, doc: str, **given: str) -> tuple[list[Row], list[Row]]:
    """What the facts of a document say, and the names of what they lead to; `given` narrows both to a part of it."""
    rows, names = together(
        partial(page.ask, "facts", 0, 0, doc=doc, **given), partial(page.ask, "facts-names", 0, 0, doc=doc, **given)
    )
    return rows, names


def put_together(
    page: Page, found: tuple[list[Row], list[Row]], doc: str, texts: dict[str, str], root: str = ""
) -> Facts:
    """The facts that `said` found of a document.

    The texts of headings above the part it is of, from which its duties have their leads, are added to `texts`."""
    rows, names = found
    away = {row["value"] for row in rows if row["property"].endswith("#in")} - texts.keys()
    if away:
        for row in page.ask("provision", 0, 0, provision=" ".join(sorted(away))):
            texts.setdefault(row["above"], row["text"])
    return Facts(rows, names, texts, doc, root)
