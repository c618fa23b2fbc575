"""A document in Akoma Ntoso (OASIS LegalDocML 1.0): its text by provisions, with eIds and FRBR metadata.

The parts and their names follow Akoma Ntoso Part 2 (schema akomantoso30.xsd), eIds and IRIs the Naming Convention 1.0,
sections 4 and 5. Phần, chương, mục, tiểu mục, điều, khoản and điểm have elements of their own; what else divides a
Vietnamese document (Roman numbers, dashes, rows of tables) is an `hcontainer` whose name says which.

>>> work_iri("Kế hoạch", "Ủy ban nhân dân tỉnh Bạc Liêu", "2022-03-23", "34/KH-UBND")
'/akn/vn/doc/kế-hoạch/ủy-ban-nhân-dân-tỉnh-bạc-liêu/2022-03-23/34-kh-ubnd'
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.export.source import Part, Source
from kg.export.xml import held
from kg.iri import slug

if TYPE_CHECKING:
    from kg.store.generations import Generation

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN = "0001-01-01"
"""The date of a document that gives none: the schema demands one; its name then says `unknown`."""
ELEMENTS = {
    "phan": "part", "chuong": "chapter", "muc": "section", "tieu-muc": "subsection", "dieu": "article",
    "khoan": "paragraph", "diem": "point",
}  # fmt: skip
_SHORT = {"chapter": "chp", "section": "sec", "subsection": "subsec", "article": "art", "paragraph": "para"}
"""Names of elements in eIds where they are abbreviated (Naming Convention, 5.2)."""
_HEADED = {"phan", "chuong", "muc", "tieu-muc"}
_PREAMBLE = {"basis", "enacting", "opening"}
_INLINE = {"number": "docNumber", "type": "docType", "title": "docTitle", "issuer": "docAuthority"}
_ORDINAL = re.compile(r"[0-9A-Za-zĐđ]+(?:\.[0-9]+)*(?=[\s.):/-]*$)")
Ref = tuple[int, int, str]


def work_iri(kind: str, issuer: str, date: str, number: str) -> str:
    """The IRI of a work: country, type, subtype, actor, date and number, each as far as it is known."""
    said = [slug(kind), slug(issuer), date or UNKNOWN[:4], slug(number) or "nn"]
    return "/".join(["/akn/vn/doc", *filter(None, said)])


def akn(generation: Generation, document: str) -> bytes:
    """The document as XML, UTF-8. Raises NotReadError for one that is only cited."""
    from lxml import etree

    source = Source(generation, document)
    root = _Writer(source, str(generation.manifest.get("made", UNKNOWN))[:10]).root()
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


class _Writer:
    def __init__(self, source: Source, made: str) -> None:
        from lxml import etree

        self.source, self.made, self.etree = source, made, etree
        self.ids: set[str] = set()
        self.last: dict[str, int] = defaultdict(int)
        self.refs = self._refs()
        self.below: dict[str | None, list[Part]] = defaultdict(list)
        for part in source.parts:
            self.below[part.parent].append(part)

    def root(self) -> Any:
        """`akomaNtoso` with one `doc`."""
        root = self.etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
        kind = _named(self.source, self.source.said("documentType"))
        doc = self._add(root, "doc", name=slug(kind) or "van-ban")
        self._meta(doc, kind)
        tops = self.below[None]
        head = [part for part in tops if part.path.startswith("head/")]
        self._flat(doc, "preface", [p for p in head if p.kind not in _PREAMBLE])
        self._flat(doc, "preamble", [p for p in head if p.kind in _PREAMBLE])
        body = self._add(doc, "mainBody", eId="body")
        self._parts(body, [p for p in tops if not p.path.startswith(("head/", "foot/"))], "")
        if not len(body):
            self._add(body, "p", eId="body__p_1")
        self._flat(doc, "conclusions", [p for p in tops if p.path.startswith("foot/")])
        return root

    def _add(self, parent: Any, name: str, /, **attributes: str) -> Any:
        said = {key.rstrip("_"): value for key, value in attributes.items()}
        return self.etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", said)

    # -- what it is

    def _meta(self, doc: Any, kind: str) -> None:
        said = self.source.said
        meta = self._add(doc, "meta")
        identification = self._add(meta, "identification", source="#chidao")
        date, issuer = said("date"), said("issuerName")
        work = work_iri(kind, issuer, date, said("number") or self.source.iri.rsplit("/", 1)[-1])
        day = {"date": date or UNKNOWN, "name": "issued" if date else "unknown"}
        levels = (
            ("FRBRWork", work, "", day), ("FRBRExpression", f"{work}/vie@{date}", "", day),
            ("FRBRManifestation", f"{work}/vie@{date}", ".xml", {"date": self.made, "name": "exported"}),
        )  # fmt: skip
        for level, iri, end, when in levels:
            node = self._add(identification, level)
            self._add(node, "FRBRthis", value=f"{iri}/!main{end}")
            self._add(node, "FRBRuri", value=f"{iri}{end}")
            if level == "FRBRWork":
                self._add(node, "FRBRalias", value=self.source.iri, name="chidao")
            self._add(node, "FRBRdate", **when)
            self._add(node, "FRBRauthor", href="#chidao" if end else "#issuer")
            if level == "FRBRWork":
                self._add(node, "FRBRcountry", value="vn")
                if slug(kind):
                    self._add(node, "FRBRsubtype", value=slug(kind))
                for name, value in (("FRBRnumber", said("number")), ("FRBRname", said("title"))):
                    if value:
                        self._add(node, name, value=held(value))
            elif level == "FRBRExpression":
                self._add(node, "FRBRlanguage", language="vie")
        references = self._add(meta, "references", source="#chidao")
        self._organization(references, "issuer", slug(issuer) or "unknown", issuer or "không rõ / unknown")
        self._organization(references, "chidao", "chidao", "Chỉ Đạo")

    def _organization(self, references: Any, name: str, where: str, label: str) -> None:
        href = f"/akn/ontology/organization/vn/{where}"
        self._add(references, "TLCOrganization", eId=name, href=href, showAs=held(label))

    # -- its text

    def _flat(self, doc: Any, name: str, tops: list[Part]) -> None:
        """Head or foot: a paragraph for each part, those below in their order."""
        if not tops:
            return
        block = self._add(doc, name, eId=name)
        left = list(reversed(tops))
        while left:
            part = left.pop()
            left += reversed(self.below[part.iri])
            p = self._add(block, "p", eId=self._id(name, "p", ""), class_=part.kind)
            if part.kind in _INLINE and not self.refs[part.iri]:
                self._add(p, _INLINE[part.kind]).text = part.text
            else:
                self._words(p, part.text, self.refs[part.iri], 0)

    def _parts(self, body: Any, tops: list[Part], above: str) -> None:
        """The tree of provisions; without recursion, since a document may nest as deep as it likes."""
        left = [(body, part, above) for part in reversed(tops)]
        while left:
            parent, part, prefix = left.pop()
            name = ELEMENTS.get(part.kind, "hcontainer")
            eid = self._id(prefix, name, part.label)
            node = self._add(parent, name, eId=eid, **({"name": part.kind} if name == "hcontainer" else {}))
            label = part.label if part.label and part.text.startswith(part.label) else ""
            if label:
                self._add(node, "num", eId=f"{eid}__num_1").text = label
            below = self.below[part.iri]
            self._own(node, part, len(label), eid, bool(below))
            left += [(node, child, eid) for child in reversed(below)]

    def _own(self, node: Any, part: Part, skip: int, eid: str, above: bool) -> None:
        """The provision's own words: a heading, the words before its parts, or all it has."""
        text, refs = part.text[skip:], self.refs[part.iri]
        if part.kind in _HEADED and text.strip():
            self._words(self._add(node, "heading", eId=f"{eid}__heading_1"), text, refs, skip)
            if above:
                return
            text, refs = "", []
        elif above and not text.strip():
            return
        holder = "intro" if above else "content"
        block = self._add(node, holder, eId=f"{eid}__{holder}_1")
        self._words(self._add(block, "p", eId=f"{eid}__{holder}_1__p_1"), text, refs, skip)

    def _words(self, p: Any, text: str, refs: list[Ref], skip: int) -> None:
        """Text with its references; `skip` is how much of the provision stands before it."""
        at, last = 0, None
        for begin, end, href in refs:
            begin, end = begin - skip, end - skip
            if begin < at or end > len(text) or begin >= end:
                continue  # within another one, or in the label
            _say(p, last, text[at:begin])
            last = self._add(p, "ref", href=href)
            last.text, at = text[begin:end], end
        _say(p, last, text[at:])

    def _id(self, prefix: str, name: str, label: str) -> str:
        """An eId: prefix, abbreviated name, the printed number or else the position; never twice."""
        start = f"{prefix}__" if prefix else ""
        found = _ORDINAL.search(label)
        stem = f"{start}{_SHORT.get(name, name)}_"
        key = f"{stem}{found[0]}" if found else stem
        eid = key if found else ""
        while not eid or eid in self.ids:  # counted on from the last one: a table may have thousands of rows
            self.last[key] += 1
            eid = f"{key}-{self.last[key] + 1}" if found else f"{key}{self.last[key]}"
        self.ids.add(eid)
        return eid

    def _refs(self) -> dict[str, list[Ref]]:
        """Provision -> where it names other documents, and the IRIs of those."""
        found: dict[str, list[Ref]] = defaultdict(list)
        for iri, said in self.source.facts():
            if not any(each.endswith("#Citation") for each in said.get("type", ())) or "from" not in said:
                continue
            for cited in self.source.elsewhere(iri, "refersTo")[:1]:
                found[said["in"][0]].append((int(said["from"][0]), int(said["to"][0]), self._href(cited)))
        return defaultdict(list, {part: sorted(refs) for part, refs in found.items()})

    def _href(self, cited: str) -> str:
        """The IRI of another work, in the form of the Naming Convention where its date and number are known."""
        properties = ("date", "number", "issuerName", "documentType")
        date, number, issuer, kind = (next(iter(self.source.elsewhere(cited, name)), "") for name in properties)
        return work_iri(_named(self.source, kind), issuer, date, number) if date and number else cited


def _named(source: Source, kind: str) -> str:
    """The Vietnamese name of a type of document."""
    import pyoxigraph as ox

    if not kind:
        return ""
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    quads = source.generation.store.quads_for_pattern(ox.NamedNode(kind), label, None, None)
    names = [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]
    own = source.elsewhere(kind, "label")  # of a type that no vocabulary has
    return next((name.value for name in names if name.language == "vi"), own[0] if own else "")


def _say(p: Any, last: Any, text: str) -> None:
    if not text:
        return
    if last is None:
        p.text = text
    else:
        last.tail = text
