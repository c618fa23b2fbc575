"""What a document promulgates with itself: "Ban hành kèm theo Quyết định này Kế hoạch …".

The attached document is one it names, so it has a citation (by name, without number) and an edge. Annexes that are no
documents (danh mục, biểu mẫu, phụ lục) are none.

>>> found = named_with("Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của Sở Y tế.")
>>> [(kind, words) for kind, words, *_ in found]
[('Quy chế', 'Quy chế làm việc của Sở Y tế')]
"""

from __future__ import annotations

from typing import NamedTuple

from loaders.model import CitedDocument, Document, Mention, Provision, Relation, RelationType, Span
from loaders.parse.piece import type_names
from loaders.text.fold import fold, fold_whole
from loaders.text.patterns import load

_MOST = 12  # documents promulgated by one provision


class Named(NamedTuple):
    """A document named in a text: its type, its name, the text's offsets of the trigger and of the name."""

    kind: str
    words: str
    trigger: int
    start: int
    end: int


def extract(document: Document, attached: list[Document]) -> None:
    """Add to the citations and relations of `document` what it promulgates; `attached` are those of its file that do
    so by their own note. Needs both lists."""
    if document.citations is None or document.relations is None:
        return
    provisions = [p for p in document.provisions if p.path[:5] not in ("head/", "foot/")]
    whole = fold_whole(document.text.text)
    listing: Provision | None = None
    titles = [(d.header.type.value, d.header.title.value) for d in attached if d.header.type and d.header.title]
    for provision in provisions:
        if provision.kind in ("cell", "footnote", "phu-luc"):
            continue
        folded = whole[provision.start : provision.end]
        found = _named_with(document.words(provision.span), folded, titles) if _says(folded) else []
        if not found and listing is not None and provision.parent == listing.path:
            found = _listed(document.words(provision.span), folded, provision.content - provision.start, titles)
        if folded.endswith(":") and _says(folded):
            listing = provision
        for each in found:
            _add(document, provision, each)


def named_with(words: str, titles: list[tuple[str, str]] | None = None) -> list[Named]:
    """The documents that a provision says are issued together with this one; `titles` (type, title) tell how long
    the names of some are."""
    folded = fold(words)
    return _named_with(words, folded, titles or []) if _says(folded) else []


def _says(folded: str) -> bool:
    """Whether a provision can say that something is issued with the document; asked before any pattern."""
    return "kèm theo" in folded and "này" in folded


def _named_with(words: str, folded: str, titles: list[tuple[str, str]]) -> list[Named]:
    data = load("header")
    match = data["attach.announces"].search(folded)
    if match is not None:
        verb = load("relations")["promulgated.verb"].search(folded[: match.start()])
        found = _names(words, folded, match.start("said"), len(words), titles)
        if found:
            return [each._replace(trigger=verb.start("verb") if verb else match.start()) for each in found]
    match = data["attach.announces-after"].search(folded)
    if match is None:
        return []
    found = _names(words, folded, match.start("said"), match.end("said"), titles)
    return [each._replace(trigger=match.start()) for each in found]


def _names(words: str, folded: str, at: int, limit: int, titles: list[tuple[str, str]]) -> list[Named]:
    """The names that follow each other from a position on."""
    found: list[Named] = []
    while len(found) < _MOST:
        start, kind = _next_type(words, folded, at, limit, titles)
        if kind is None:
            break
        end = _name_end(words, folded, start, kind, titles, limit)
        if end - start > len(kind) + 2:
            found.append(Named(kind, _clean(words[start:end]), start, start, end))
        at = max(end, start + len(kind))
        joined = load("relations")["promulgated.joined"].match(folded[at:])
        at += joined.end() if joined else 0
    return found


def _next_type(words: str, folded: str, at: int, limit: int, titles: list[tuple[str, str]]) -> tuple[int, str | None]:
    """The type word that comes next, after an article or a quotation mark at most."""
    lead = load("relations")["promulgated.lead"].match(folded[at:limit])
    start = at + (lead.end() if lead else 0)
    # "Quy chế phối hợp trong …" is a quy chế, unless the type line of the attached document says otherwise
    own = {kind for kind, _ in titles}
    long = load("document_names").words("type.compound")
    known = sorted(type_names(), key=lambda pair: (pair[1] not in own, pair[1] in long, -len(pair[0])))
    for name, printed in known:
        if folded.startswith(name, start) and not folded[start + len(name) : start + len(name) + 1].isalpha():
            return (start, printed) if words[start].isupper() else (start, None)
    return start, None


def _name_end(words: str, folded: str, start: int, kind: str, titles: list[tuple[str, str]], limit: int) -> int:
    begin = start + len(kind)
    for other, title in titles:
        if other == kind:
            end = _along(folded, begin, fold(title))
            if end is not None:
                return end
    match = load("relations")["promulgated.ends"].search(folded[begin:limit])
    end = begin + match.start() if match else limit
    return start + len(words[start:end].rstrip(" ,"))


def _along(folded: str, at: int, title: str) -> int | None:
    """How far a name goes along a title, letter by letter; None where they part early."""
    letters = [c for c in title if c.isalnum()]
    rest = folded[at:].lstrip()
    at += len(folded[at:]) - len(rest)
    for about in ("về việc ", "về ", '"'):
        if rest.startswith(about) and not title.startswith(about):
            at += len(about)
    k, end = 0, at
    for i in range(at, len(folded)):
        c = folded[i]
        if not c.isalnum():
            continue
        if k == len(letters) or c != letters[k]:
            break
        k += 1
        end = i + 1
    return end if k >= 12 and k >= 0.8 * len(letters) else None


def _listed(words: str, folded: str, at: int, titles: list[tuple[str, str]]) -> list[Named]:
    start, kind = _next_type(words, folded, at, len(words), titles)
    if kind is None:
        return []
    end = _name_end(words, folded, start, kind, titles, len(words))
    return [Named(kind, _clean(words[start:end]), start, start, end)] if end - start > len(kind) + 2 else []


def _clean(words: str) -> str:
    return " ".join(words.split()).replace("“", "").replace("”", "").replace('"', "").strip(" ,")


def _add(document: Document, provision: Provision, named: Named) -> None:
    """A citation (or a mention more of one that has this name) and the edge."""
    citations, relations = document.citations, document.relations
    assert citations is not None and relations is not None  # noqa: S101 - extract() has looked
    span = Span(provision.start + named.start, provision.start + named.end)
    cited = next((c for c in citations if any(m.span.start == span.start for m in c.mentions)), None)
    cited = cited or next((c for c in citations if fold(c.key) == fold(f"{named.words}|null")), None)
    if cited is None:
        subject = Span(span.start + len(named.kind) + 1, span.end)
        about = named.words[len(named.kind) :].strip()
        for lead in ("về việc ", "về "):
            if about.startswith(lead):
                about = about[len(lead) :]
                subject = Span(span.end - len(document.words(subject).split(lead, 1)[-1]), span.end)
                break
        cited = CitedDocument(
            f"{named.words}|null", named.kind, None, None, None, about, (Mention(span, provision.path),),
            name=named.words, subject_span=subject,
        )  # fmt: skip
        citations.append(cited)
        citations.sort(key=lambda c: min(m.span for m in c.mentions))
    kind: RelationType = "promulgates"
    trigger = fold(document.words(Span(provision.start + named.trigger, span.start)))
    if trigger.startswith("phê duyệt"):
        kind = "approves"
    held = next((r for r in relations if r.source == "this" and r.target == cited.key), None)
    order = load("relations").words("rank.order")
    if held is not None:
        if order.index(held.type) <= order.index(kind):
            return
        relations.remove(held)
    begin = provision.start + named.trigger
    relations.append(Relation("this", kind, cited.key, Span(min(begin, span.start), span.end), provision.path))
    relations.sort(key=lambda r: (r.span, r.source, r.target))
