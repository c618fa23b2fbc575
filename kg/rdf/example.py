"""The worked example of docs/model.md: one small document as TriG, and five questions with their answers.

`python -m kg.rdf.example` writes it into docs/model.md between two marks; `--check` compares and ends with 1 where the
page is out of date. The document is invented and read by the product's own parser.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assemble import Assembly, assemble
from kg.iri import DEFAULT_BASE, ONTOLOGY, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Quad

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU",
    "Số: 5/KH-UBND",
    "Bạc Liêu, ngày 01 tháng 3 năm 2022",
    "KẾ HOẠCH",
    "Thực hiện Nghị quyết số 11-NQ/TU ngày 12/11/2021 của Tỉnh ủy về nước sạch nông thôn",
    "I. NHIỆM VỤ",
    "1. Sở Y tế:",
    "- Kiểm tra chất lượng nước của các trạm cấp nước, phối hợp với Sở Tài chính, hoàn thành trước ngày 30/6/2023.",
)

QUESTIONS = (
    (
        "What carries out a resolution, step by step, and by which words?",
        """SELECT ?lower ?relation ?words WHERE {
  ?higher cd:symbol "11-NQ/TU" ; cd:cascadesTo ?lowerDocument .
  ?lowerDocument rdfs:label ?lower .
  ?statement cd:sourceDocument ?lowerDocument ; cd:targetDocument ?higher ; cd:states ?relation ; cd:in/cd:text ?text .
  OPTIONAL { ?statement cd:from ?from ; cd:to ?to }
  BIND(COALESCE(SUBSTR(?text, ?from + 1, ?to - ?from), ?text) AS ?words)
}""",
    ),
    (
        "Who leads which task, by when?",
        """SELECT ?agency ?due ?task WHERE {
  ?t cd:ledBy/rdfs:label ?agency ; cd:in/cd:text ?task .
  OPTIONAL { ?t cd:deadline/cd:dueBy ?due }
} ORDER BY ?agency ?due""",
    ),
    (
        "Where is it said that an agency leads a task, and is the role taken over from a heading?",
        """SELECT ?name ?basis ?inherited ?words WHERE {
  ?assignment cd:role role:lead ; cd:agentName ?name ; cd:basis ?basis ;
    cd:in/cd:text ?text ; cd:from ?from ; cd:to ?to .
  OPTIONAL { ?assignment cd:inherited ?inherited }
  BIND(SUBSTR(?text, ?from + 1, ?to - ?from) AS ?words)
}""",
    ),
    (
        "Which documents are cited but not among those that were read, and how often?",
        """SELECT ?label ?date (COUNT(?citation) AS ?times) WHERE {
  ?citation cd:refersTo ?document .
  ?document rdfs:label ?label .
  OPTIONAL { ?document cd:date ?date }
  FILTER NOT EXISTS { ?document cd:sourceFile ?file }
} GROUP BY ?label ?date ORDER BY DESC(?times) ?label""",
    ),
    (
        "What does the head of the document state, and in which words?",
        """SELECT ?property ?words WHERE {
  ?statement a cd:HeaderStatement ; cd:states ?term ; cd:in ?provision .
  ?term rdfs:label ?property . FILTER(LANG(?property) = "en")
  ?provision cd:text ?text .
  OPTIONAL { ?statement cd:from ?from ; cd:to ?to }
  BIND(COALESCE(SUBSTR(?text, ?from + 1, ?to - ?from), ?text) AS ?words)
} ORDER BY ?property""",
    ),
)

PREFIXES = {
    "cd": ONTOLOGY,
    "role": VOCABULARY + "role#",
    "basis": VOCABULARY + "basis#",
    "part": VOCABULARY + "part#",
    "due": VOCABULARY + "due#",
    "why": VOCABULARY + "why#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_BEGIN, _END = "<!-- made by python -m kg.rdf.example -->", "<!-- end -->"


def example() -> Assembly:
    """The graph of the example."""
    from dataclasses import replace
    from hashlib import sha256

    from loaders.model import Text
    from loaders.parse import parse

    text = Text.of_paragraphs(LINES, "kh-5.txt")
    digest = sha256(text.text.encode()).hexdigest()
    return assemble(parse(replace(text, source=replace(text.source, sha256=digest))))


def trig(quads: Sequence[Quad]) -> str:
    """Quads as TriG in a fixed order, IRIs of the data relative to the base."""
    from pyoxigraph import RdfFormat, serialize

    graphs = ("graph/doc", "graph/entities", "graph/links", "graph/inferred")
    named = [(str(q.graph_name)[1 + len(DEFAULT_BASE) :], q) for q in quads]
    kept = [(i, q) for name, q in named for i, graph in enumerate(graphs) if name.startswith(graph)]
    kept.sort(key=lambda k: (k[0], str(k[1].subject), k[1].predicate.value[-5:] != "#type", str(k[1])))
    made = serialize((q for _, q in kept), format=RdfFormat.TRIG, prefixes=PREFIXES, base_iri=DEFAULT_BASE)
    # The writer puts the prefixes in no fixed order.
    body = (made or b"").decode().replace("\t", "  ").split("\n")
    head = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    return "\n".join([f"@base <{DEFAULT_BASE}> .", *head, *(line for line in body if not line.startswith("@"))])


def answers(assembly: Assembly, query: str) -> list[list[str]]:
    """The header and rows of a query over all graphs, terms shortened."""
    from pyoxigraph import QuerySolutions, Store

    store = Store()
    store.extend(assembly.quads)
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    found = store.query(head + query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)  # noqa: S101 - all questions are SELECT
    names = [v.value for v in found.variables]
    return [names, *[["" if row[n] is None else _short(row[n].value) for n in names] for row in found]]


def _short(value: str) -> str:
    for name, iri in PREFIXES.items():
        if value.startswith(iri):
            return f"{name}:{value[len(iri) :]}"
    return value


def section() -> str:
    """The part of docs/model.md that this module makes."""
    made = example()
    lines = ["The document:", "", "```text", *LINES, "```", "", "Its graph, without registry and ontology:", ""]
    lines += ["```trig", trig(made.quads).rstrip(), "```", "", "## Five questions", ""]
    lines += ["With the prefixes above, over the union of all graphs.", ""]
    for title, query in QUESTIONS:
        head, *rows = answers(made, query)
        lines += [f"### {title}", "", "```sparql", query, "```", ""]
        lines += [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
        lines += [f"| {' | '.join(row)} |" for row in rows]
        lines.append("")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the section into docs/model.md, or with `--check` compare; 0 if all is well."""
    page = Path("docs/model.md")
    there = page.read_text(encoding="utf-8")
    before, _, rest = there.partition(_BEGIN)
    made = f"{before}{_BEGIN}\n{section()}{_END}{rest.partition(_END)[2]}"
    if arguments == ["--check"]:
        if made != there:
            sys.stderr.write("docs/model.md is out of date: python -m kg.rdf.example\n")
        return int(made != there)
    page.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
