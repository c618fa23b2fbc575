"""The evidence of a document as Web Annotations (W3C Recommendation of 2017) in JSON-LD.

A fact is the body of an annotation, its target the words it stands on: the provision as source, their place in code
points of its text (TextPositionSelector), and the words themselves with those around (TextQuoteSelector).

>>> around("Giao Sở Y tế chủ trì", 5, 12)
{'type': 'TextQuoteSelector', 'exact': 'Sở Y tế', 'prefix': 'Giao ', 'suffix': ' chủ trì'}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.export.source import Node, Source

if TYPE_CHECKING:
    from kg.store.generations import Generation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points before and after the words, to find them again where the text moved


def page(generation: Generation, document: str) -> dict[str, Any]:
    """A page of annotations, one for each fact of the document, in the order of its text.

    Raises NotReadError for a document that is only cited.
    """
    source = Source(generation, document)
    items = sorted((_one(source, iri, said) for iri, said in source.facts()), key=lambda pair: pair[0])
    label = source.said("label")
    return {
        "@context": CONTEXT,
        "id": f"{document}#annotations",
        "type": "AnnotationCollection",
        **({"label": label} if label else {}),
        "total": len(items),
        "first": {
            "id": f"{document}#annotations-1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [item for _, item in items],
        },
    }


def around(text: str, begin: int, end: int) -> dict[str, str]:
    """The words from `begin` to `end` with those before and after."""
    said = {"prefix": text[max(0, begin - AROUND) : begin], "suffix": text[end : end + AROUND]}
    return {"type": "TextQuoteSelector", "exact": text[begin:end], **{k: v for k, v in said.items() if v}}


def _one(source: Source, iri: str, said: Node) -> tuple[tuple[int, int, str], dict[str, Any]]:
    part = source.nodes[said["in"][0]]
    text = part["text"][0]
    begin, end = int(said.get("from", ["0"])[0]), int(said.get("to", [str(len(text))])[0])
    cited = source.elsewhere(iri, "refersTo")
    value = {
        "id": f"{iri}-annotation",
        "type": "Annotation",
        "motivation": "linking" if cited else "identifying",
        "body": cited or iri,
        "target": {
            "source": said["in"][0],
            "selector": [{"type": "TextPositionSelector", "start": begin, "end": end}, around(text, begin, end)],
        },
    }
    return (int(part["start"][0]) + begin, end, iri), value
