"""One document as the quads of its own graph: what it states, with the place of every fact; nothing resolved.

A pure function of the document and its IRI, so it may run where the document was extracted and be cached with it.
The nodes that linking adds to (citations, statements, assignments) are handed back beside the quads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.iri import DEFAULT_BASE, graph_of, path_segment, slug, symbol
from kg.rdf import terms as t
from kg.rdf.duties import write_duties
from kg.rdf.projects import Named, write_fields, write_projects
from kg.rdf.targets import write_targets
from loaders.model import Assignment, Box, CitedDocument, Document, Provision, Relation, Said, Span
from ontology.dates import is_date

Value = NamedNode | Literal


@dataclass(slots=True)
class Written:
    """The quads of one document's graph and the nodes that links hang on (IRIs absolute).

    `citations`: node to the key of extraction; `misdated`: those whose words misprint the date;
    `statements`: node, relation, key (or "this") of source and target;
    `assignments`: node, task, what is assigned; `projects`: node, task, project; `types`: type words that are used;
    `states_issuer`: whether there is a node `#issuer`; `warnings`: what could not be written and why, one line each.
    """

    iri: str
    quads: list[Quad] = field(default_factory=list)
    citations: list[tuple[NamedNode, str]] = field(default_factory=list)
    misdated: set[NamedNode] = field(default_factory=set)
    statements: list[tuple[NamedNode, str, str, str]] = field(default_factory=list)
    assignments: list[tuple[NamedNode, NamedNode, Assignment]] = field(default_factory=list)
    projects: list[Named] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    states_issuer: bool = False
    warnings: list[str] = field(default_factory=list)


def label(type_name: str | None, number: str | None, title: str | None) -> str:
    """What a document is called for short.

    >>> label("Kế hoạch", "34/KH-UBND", "…"), label("Luật", None, "Luật Quy hoạch"), label(None, None, None)
    ('Kế hoạch 34/KH-UBND', 'Luật Quy hoạch', 'Văn bản')
    """
    kind = type_name or "Văn bản"
    if number:
        return f"{kind} {number}"
    if not title:
        return kind
    words = title if title.casefold().startswith(kind.casefold()) else f"{kind} {title}"
    return words if len(words) <= 120 else words[:119].rsplit(" ", 1)[0] + "…"


def type_iri(name: str, base: str = DEFAULT_BASE) -> str:
    """The concept of a type of documents.

    >>> type_iri("Kế hoạch")
    'https://w3id.org/chidao/type/kế-hoạch'
    """
    return f"{base}type/{slug(name)}"


def page_fragment(page: int, box: Box) -> str:
    """What follows the `#` of a PDF's address to show a place of it (RFC 8118, section 3): the page and a rectangle,
    `left,top,width,height` in points from the page's upper left corner.

    >>> page_fragment(3, Box(85.0, 120.5, 535.0, 150.0))
    'page=3&viewrect=85,120.5,450,29.5'
    """
    return f"page={page}&viewrect={box.left:g},{box.top:g},{box.right - box.left:.5g},{box.bottom - box.top:.5g}"


def write_document(
    document: Document, iri: str, base: str = DEFAULT_BASE, others: Iterable[tuple[str, str]] = ()
) -> Written:
    """The graph of one document under its absolute IRI; `others` are name and hash of further files that hold it."""
    return _Writer(document, iri, base, others).run()


class _Writer:
    def __init__(self, document: Document, iri: str, base: str, others: Iterable[tuple[str, str]] = ()) -> None:
        self.document = document
        self.others = others
        self.base = base
        self.iri = iri
        self.node = NamedNode(iri)
        self.graph = NamedNode(graph_of(iri, base))
        self.out = Written(iri)
        self.quads = self.out.quads
        self.used: Counter[str] = Counter()
        self.nodes: dict[str, NamedNode] = {}
        self.parts: dict[str, Provision] = {}
        self.by_start = sorted(document.provisions, key=lambda p: (p.start, p.end))
        self.starts = [p.start for p in self.by_start]
        self.first: dict[str, NamedNode] = {}
        self.mentions: dict[str, list[tuple[Span, NamedNode]]] = {}
        self.confidences = {page.number: page.confidence for page in document.text.pages}

    def run(self) -> Written:
        """All parts, in the order in which later ones need earlier ones."""
        self.provisions()
        self.header()
        for cited in self.document.citations or ():
            self.citation(cited)
        for relation in self.document.relations or ():
            self.relation(relation)
        self.attached()
        write_duties(self)
        write_targets(self, self.document.targets or ())
        self.out.projects = write_projects(self)
        write_fields(self)
        return self.out

    # Helpers ---------------------------------------------------------------------------------------------------------

    def add(self, subject: NamedNode, predicate: NamedNode, value: Value) -> None:
        """One quad of this document's graph."""
        self.quads.append(Quad(subject, predicate, value, self.graph))

    def fragment(self, of: NamedNode, name: str) -> NamedNode:
        """A node for a fact under a provision or the document; the second of one name ends in `.2`."""
        iri = f"{of.value}#{name}"
        self.used[iri] += 1
        return NamedNode(iri if self.used[iri] == 1 else f"{iri}.{self.used[iri]}")

    def home(self, span: Span, path: str | None = None) -> Provision | None:
        """The provision whose own text holds a span."""
        if path is not None and path in self.parts:
            part = self.parts[path]
            if part.start <= span.start and span.end <= part.end:
                return part
        for i in range(bisect_right(self.starts, span.start) - 1, -1, -1):
            part = self.by_start[i]
            if span.end <= part.end:
                return part if part.path in self.parts else None
            if part.end > part.start:
                break
        return None

    def evidence(self, node: NamedNode, span: Span, path: str | None = None) -> None:
        """Where a fact stands: `in` alone where it is the whole provision."""
        part = self.home(span, path)
        if part is None:
            self.warn(f"{node.value.rpartition('#')[2]}: {span.start}-{span.end} lies in no provision")
            return
        self.add(node, t.IN, self.nodes[part.path])
        if (span.start, span.end) != (part.start, part.end):
            self.add(node, t.FROM, t.integer(span.start - part.start))
            self.add(node, t.TO, t.integer(span.end - part.start))

    def warn(self, what: str) -> None:
        """Something that could not be written."""
        self.out.warnings.append(f"{self.document.text.source.name}: {what}")

    # Provisions ------------------------------------------------------------------------------------------------------

    def provisions(self) -> None:
        """The tree, each part's text once."""
        text = self.document.text
        for part in self.document.provisions:
            if part.path in self.parts:
                self.warn(f"two provisions with the path {part.path}; the second is left out")
                continue
            self.parts[part.path] = part
            self.nodes[part.path] = NamedNode(f"{self.iri}/{path_segment(part.path)}")
        for path, part in self.parts.items():
            node = self.nodes[path]
            self.add(node, t.RDF_TYPE, t.PROVISION)
            self.add(node, t.OF_DOCUMENT, self.node)
            if part.parent is not None and part.parent in self.nodes:
                self.add(node, t.PARENT, self.nodes[part.parent])
            self.add(node, t.KIND, t.concept("part", part.kind))
            self.add(node, t.PATH, Literal(path))
            if part.label:
                self.add(node, t.LABEL, Literal(part.label))
            self.add(node, t.TEXT, Literal(text.text[part.start : part.end]))
            self.add(node, t.START, t.integer(part.start))
            line = text.line(part.start)
            if line:
                self.add(node, t.LINE, t.integer(line))
            self.on_page(node, part.start)
            for flag in part.flags:
                self.add(node, t.FLAG, Literal(flag))

    def on_page(self, node: NamedNode, at: int) -> None:
        """Where on which page of a paged file a provision begins, and how sure OCR was of that page."""
        block = self.document.text.block(at)
        if block is None or not block.page:
            return
        self.add(node, t.PAGE, t.integer(block.page))
        if block.box is not None:
            self.add(node, t.PAGE_FRAGMENT, Literal(page_fragment(block.page, block.box)))
        confidence = self.confidences.get(block.page)
        if confidence is not None:
            self.add(node, t.OCR_CONFIDENCE, t.decimal(f"{confidence:.3f}".rstrip("0").rstrip(".")))

    # Header ----------------------------------------------------------------------------------------------------------

    def header(self) -> None:
        """What the head and foot state of the document, and where they do."""
        header = self.document.header
        type_name = header.type.value if header.type else None
        number = header.number.value if header.number else None
        title = header.title.value if header.title else None
        self.add(self.node, t.RDF_TYPE, t.DOCUMENT)
        self.add(self.node, t.RDFS_LABEL, t.vi(label(type_name, number, title)))
        if header.type and slug(header.type.value):
            self.add(self.node, t.DOCUMENT_TYPE, NamedNode(type_iri(header.type.value, self.base)))
            self.out.types.add(header.type.value)
            self.states("type", t.DOCUMENT_TYPE, header.type)
        self.string("number", t.NUMBER, header.number)
        if number:
            self.add(self.node, t.SYMBOL, Literal(symbol(number)))
        if header.date and is_date(header.date.value):
            self.add(self.node, t.DATE, t.date(header.date.value))
            self.states("date", t.DATE, header.date)
        self.string("issuer", t.ISSUER_NAME, header.issuer)
        self.out.states_issuer = bool(header.issuer and header.issuer.value and header.issuer.spans)
        self.string("province", t.PROVINCE_NAME, header.province)
        self.string("place", t.PLACE_OF_ISSUE, header.place)
        self.string("title", t.TITLE, header.title)
        self.string("signer-authority", t.SIGNER_AUTHORITY, header.signer.authority)
        self.string("signer-position", t.SIGNER_POSITION, header.signer.position)
        self.string("signer-name", t.SIGNER_NAME, header.signer.name)
        for recipient in header.recipients:
            self.string("recipient", t.RECIPIENT, recipient)
        self.period()
        self.source_file()

    def string(self, name: str, predicate: NamedNode, said: Said | None) -> None:
        """A fact of the header whose value is words."""
        if said is not None and said.value:
            self.add(self.node, predicate, Literal(said.value))
            self.states(name, predicate, said)

    def states(self, name: str, predicate: NamedNode, said: Said) -> None:
        """Where the header states a fact, a node for each stretch of words."""
        for span in said.spans:
            if not self.document.span.start <= span.start < self.document.span.end:
                continue  # another document of the file says it: the note on what this one promulgates
            node = self.fragment(self.node, name)
            self.add(node, t.RDF_TYPE, t.HEADER_STATEMENT)
            self.add(node, t.STATES, predicate)
            self.evidence(node, span)

    def period(self) -> None:
        """The years a title or scope states."""
        period = self.document.header.period
        if period is None:
            return
        node = self.fragment(self.node, "period")
        self.add(node, t.RDF_TYPE, t.HEADER_STATEMENT)
        for predicate, year in (
            (t.PERIOD_START, period.start),
            (t.PERIOD_END, period.end),
            (t.VISION_YEAR, period.vision),
        ):
            if year is not None:
                self.add(self.node, predicate, t.integer(year))
                self.add(node, t.STATES, predicate)
        self.evidence(node, period.span)

    def source_file(self) -> None:
        """The file the document was read from, and the others that hold it."""
        source = self.document.text.source
        self.file(t.SOURCE_FILE_OF, source.name, source.sha256)
        for name, sha256 in self.others:
            self.file(t.OTHER_FILE, name, sha256)

    def file(self, predicate: NamedNode, name: str, sha256: str) -> None:
        """One file of the document."""
        node = self.fragment(self.node, "file")
        self.add(self.node, predicate, node)
        self.add(node, t.RDF_TYPE, t.SOURCE_FILE)
        self.add(node, t.FILE_NAME, Literal(name))
        if sha256:
            self.add(node, t.SHA256, Literal(sha256))

    # Citations and relations -----------------------------------------------------------------------------------------

    def citation(self, cited: CitedDocument) -> None:
        """Every place where a document is named; the first has the parsed parts."""
        name = f"cite-{slug(cited.symbol or cited.number or cited.name or cited.key) or 'x'}"
        for mention in sorted(cited.mentions, key=lambda m: m.span):
            part = self.home(mention.span, mention.provision)
            node = self.fragment(self.nodes[part.path] if part else self.node, name)
            self.add(node, t.RDF_TYPE, t.CITATION)
            self.evidence(node, mention.span, mention.provision)
            self.out.citations.append((node, cited.key))
            if mention.date is not None:
                self.out.misdated.add(node)
            self.mentions.setdefault(cited.key, []).append((mention.span, node))
            if cited.key in self.first:
                self.add(node, t.REPEATS, self.first[cited.key])
            else:
                self.first[cited.key] = node
                self.parsed(node, cited, part)

    def parsed(self, node: NamedNode, cited: CitedDocument, part: Provision | None) -> None:
        """The parts of a citation as far as the text gives them."""
        strings = (
            (t.CITED_NUMBER, cited.number),
            (t.CITED_SYMBOL, cited.symbol if cited.number else None),
            (t.CITED_TYPE, cited.type),
            (t.CITED_ISSUER, cited.issuer),
            (t.ISSUER_BASIS, cited.issuer_basis if cited.issuer else None),
            (t.CITED_SUBJECT, cited.subject),
            (t.CITED_NAME, cited.name if cited.number is None else None),
            (t.CITED_TERM, cited.term),
        )
        for predicate, value in strings:
            if value:
                self.add(node, predicate, Literal(value))
        for candidate in cited.candidates:
            self.add(node, t.CITED_CANDIDATE, Literal(candidate))
        if is_date(cited.date):
            self.add(node, t.CITED_DATE, t.date(cited.date or ""))
        for span, start, end in (
            (cited.issuer_span, t.ISSUER_FROM, t.ISSUER_TO),
            (cited.subject_span, t.SUBJECT_FROM, t.SUBJECT_TO),
        ):
            if span is not None and part is not None and part.start <= span.start and span.end <= part.end:
                self.add(node, start, t.integer(span.start - part.start))
                self.add(node, end, t.integer(span.end - part.start))

    def relation(self, relation: Relation) -> None:
        """A relation the text states between itself or a document it cites and another."""
        ends = [self.end(relation.source, relation.span), self.end(relation.target, relation.span)]
        if None in ends:
            self.warn(f"relation {relation.type}: {relation.source} or {relation.target} is cited nowhere")
            return
        source, target = (slug(k.partition("|")[0]) for k in (relation.source, relation.target))
        name = relation.type.replace("_", "-")
        name = f"{source}-{name}" if relation.source != "this" else name
        name = f"{name}-{target}" if relation.target != "this" else name
        part = self.home(relation.span, relation.provision)
        node = self.fragment(self.nodes[part.path] if part else self.node, name)
        self.add(node, t.RDF_TYPE, t.RELATION_STATEMENT)
        self.add(node, t.STATES, t.RELATIONS[relation.type])
        self.add(node, t.STATED_SOURCE, ends[0] or self.node)
        self.add(node, t.STATED_TARGET, ends[1] or self.node)
        self.evidence(node, relation.span, relation.provision)
        self.out.statements.append((node, relation.type, relation.source, relation.target))

    def attached(self) -> None:
        """That another document promulgates this one, where the head says so and no relation was found in it."""
        said = self.document.header.attached_to
        stated = any(r.type == "promulgates" and r.target == "this" for r in self.document.relations or ())
        if said is None or stated or not said.spans:
            return
        node = self.fragment(self.node, "promulgates")
        self.add(node, t.RDF_TYPE, t.RELATION_STATEMENT)
        self.add(node, t.STATES, t.RELATIONS["promulgates"])
        source = self.end(said.value, said.spans[0])
        if source is not None:
            self.add(node, t.STATED_SOURCE, source)
        self.add(node, t.STATED_TARGET, self.node)
        self.evidence(node, said.spans[0])
        self.out.statements.append((node, "promulgates", said.value, "this"))

    def end(self, cited_key: str, span: Span) -> NamedNode | None:
        """The document itself or the citation that the words of a statement hold, else the first of its key."""
        if cited_key == "this":
            return self.node
        for at, node in self.mentions.get(cited_key, ()):
            if span.start <= at.start and at.end <= span.end:
                return node
        return self.first.get(cited_key)


def unique(quads: Iterable[Quad]) -> list[Quad]:
    """The quads without repetitions, in their order."""
    return list(dict.fromkeys(quads))
