"""From readings of single provisions to the roles that hold for each: headings, lead-ins and label lines pass on
theirs (gold guidelines, Roles).

The rules: a provision's own subject counts; without one it has those of the nearest heading or lead-in; "chủ trì"
without a subject makes those lead explicitly; "phối hợp với X" makes an individually named X lead by implication, but
"chủ động phối hợp với X" leaves the lead with whoever is told to take the first step.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from loaders.parse.agencies.lexicon import levels, systems
from loaders.parse.agencies.lists import Found, Run, runs, scan
from loaders.parse.agencies.names import Where, low, written
from loaders.parse.tasks import labels
from loaders.parse.tasks.nodes import Node, Placed, Roles
from loaders.parse.tasks.roles import Reading, introduces, read
from loaders.text.fold import fold
from loaders.text.patterns import load

HEADING = 170  # code points that a heading naming a body can have
TOPIC = 200  # code points that a topic before a colon can have
ACTS = 90  # code points after a body in which a word says that it acts


def unique(*groups: Iterable[Placed], without: Iterable[Placed] = ()) -> tuple[Placed, ...]:
    """The placed agencies of several groups, each name once, in order, without those of `without`."""
    seen = {low(p.name) for p in without}
    out: list[Placed] = []
    for group in groups:
        for placed in group:
            name = low(placed.name)
            if name not in seen:
                seen.add(name)
                out.append(placed)
    return tuple(out)


def resolve(node: Node, above: Roles, province: bool, issuer: str | None) -> Roles:
    """The roles that hold for `node`, read for itself, under a heading or lead-in with the roles `above`."""
    reading = node.reading
    if reading.late and not reading.subject and (not above.told or _closer(reading.late, above)):
        reading = reading.late
    partners = tuple(node.placed(f) for f in reading.partners)
    others = tuple(node.placed(f) for f in reading.others)
    if reading.subject:
        told = unique(node.placed(f) for f in reading.subject)
        requested = reading.asked and any(outside(p.name, p.kind, province, issuer or "") for p in told)
        return _roles(reading, told, partners, others, requested, "assigned")
    if reading.word == "lead":
        support = unique(partners, others, without=above.told) or above.support
        lead = unique(above.told, (node.placed(f) for f in reading.joint))
        support = tuple(p for p in support if p.name not in {one.name for one in lead}) if reading.joint else support
        return Roles(lead, support, "explicit" if lead else None, above.told, above.requested)
    if reading.word == "support":
        if not above.told:
            return Roles((), unique(partners, others), None, ())
        if reading.initiative and above.basis != "explicit":
            support = unique(partners, others, without=above.told)
            return Roles(above.told, support, "assigned", above.told, above.requested)
        if above.basis == "explicit" and above.lead == above.told:  # "Bộ Y tế chủ trì:" says who leads all of it
            support = unique(partners, others, without=above.lead)
            return Roles(above.lead, support, "explicit", above.told, above.requested)
        return _roles(reading, above.told, partners, others, above.requested, "assigned")
    if not others and not above.support:
        return above
    support = unique(above.support, others, without=above.lead)
    return Roles(above.lead, support, above.basis, above.told, above.requested)


def _closer(late: Reading, above: Roles) -> bool:
    """Whether a later clause that gives an order to single bodies says more exactly who acts than a heading that
    names groups only."""
    return all(p.group for p in above.told) and not any(f.group for f in late.subject)


def _roles(reading: Reading, told: tuple[Placed, ...], partners: tuple[Placed, ...], others: tuple[Placed, ...],
           requested: bool, basis: str) -> Roles:  # fmt: skip
    if reading.word == "lead":
        return Roles(told, unique(partners, others, without=told), "explicit", told, requested)
    named = unique((p for p in partners if not p.group), without=told)
    if reading.word == "support" and named and not reading.initiative:
        support = unique(told, partners, others, without=named)
        return Roles(named, support, "implied", told, requested)
    return Roles(told, unique(partners, others, without=told), basis, told, requested)


@lru_cache(maxsize=2048)
def outside(name: str, kind: str | None, province: bool, issuer: str) -> bool:
    """Whether a body stands outside the hierarchy of the issuer."""
    table = load("roles").data["outside"]
    if load("roles")["outside.party"].search(fold(issuer)):
        return False
    if kind:
        if systems()[kind] in table["systems"]:
            return True
        return province and levels()[kind] in table["levels"]
    return load("roles")["outside.names"].search(fold(name)) is not None


def prepare(node: Node, setting: Where, issuer: str | None) -> None:
    """Read a node for itself: its label, then its roles."""
    node.label = labels.first(node.folded)
    if node.label == "executor" and node.children and load("roles")["label.heading"].match(node.folded.strip(" .:*")):
        node.label = None
    if node.label == "content" and ":" in node.folded:
        node.skip = node.folded.index(":") + 1
        while node.text[node.skip : node.skip + 1] == " ":
            node.skip += 1
    elif ": " in node.folded:
        node.skip = _after_topic(node.folded)
    words, folded = node.text[node.skip :], node.folded[node.skip :]
    node.reading = read(words, setting, folded, issuer)
    if not node.skip and " này có hiệu lực" in folded[:40] and not node.reading.subject:
        effect = load("roles")["skip.effect"].match(folded)
        reading = read(words[effect.end() :], setting, folded[effect.end() :], issuer) if effect else None
        if effect and reading and reading.subject:
            node.skip, node.reading = effect.end(), reading
    if not node.skip and node.label is None and ": " in node.folded[: TOPIC + 1]:
        _read_after_topic(node, setting, issuer)


def _read_after_topic(node: Node, setting: Where, issuer: str | None) -> None:
    """Read what stands after the topic of a provision, where that says who acts: "Chợ ở xã: UBND xã chủ động …". Who
    is named in the topic alone, as what it is about, does not."""
    data, at = load("roles"), node.folded.index(": ")
    told = node.reading.subject
    if data["skip.role"].search(node.folded[:at]) or labels.segments(node.text, node.folded):
        return
    end = told[-1].end if told else at
    if told and (node.reading.ordered or end > at or not data["skip.owner"].match(node.folded[end:at])):
        return
    start = at + 2
    reading = read(node.text[start:], setting, node.folded[start:], issuer)
    if reading.subject:
        after = node.folded[start + reading.subject[-1].end :][:ACTS]
        if reading.ordered or load("parts")["annex.acts"].match(after) or data["subject.modal"].match(after):
            node.skip, node.reading = start, reading


def _after_topic(folded: str) -> int:
    """Where the order begins in "Về đề nghị của tỉnh: giao Sở Y tế …", "… có ý kiến như sau: Bộ Y tế …"; else 0."""
    if folded.startswith("về "):
        topic = load("roles")["skip.topic"].match(folded)
        if topic:
            return topic.end()
    follows = (
        load("roles")["skip.follows"].search(folded)
        if any(w in folded for w in ("sau: ", "sau đây: ", "yêu cầu: ", "đạo: ", "luận: "))
        else None
    )
    return follows.end() if follows and len(folded) - follows.end() > 40 else 0


def adopt_headings(siblings: list[Node]) -> None:
    """A heading among headings that name bodies names one too, though no list knows it: "Các doanh nghiệp số"."""
    bodies = [
        n
        for n in siblings
        if n.reading.subject
        and (
            n.folded[n.skip + n.reading.subject[-1].end :].lstrip()[:1] == ":"
            or introduces(n.folded, n.skip + n.reading.rest)
        )
    ]
    if len(bodies) < 2:
        return
    nouns = load("roles")["heading.nouns"]
    for node in siblings:
        head, colon, _ = node.text.partition(":")
        if (
            node.reading.subject
            or node.reading.word
            or not (node.children or colon)
            or len(head) > HEADING
            or node.skip
        ):
            continue
        words = head.partition("(")[0].strip().rstrip(". ")
        if words and nouns.search(node.folded.lstrip()):
            start = node.text.index(words[0])
            found = Found(start, start + len(words), written(words), None, True)
            node.reading = Reading((found,), rest=len(head) + len(colon))


def block_roles(nodes: list[Node], setting: Where, issuer: str | None) -> tuple[Roles, tuple[tuple[str, int], ...]]:
    """Roles and times that consecutive label lines state together."""
    lead: list[Placed] = []
    doer: list[Placed] = []
    support: list[Placed] = []
    basis = None
    times: list[tuple[str, int]] = []
    for node in nodes:
        for segment in _segments(node):
            owner, kind, words, at = segment
            if kind == "time":
                times.append((words, owner.at + at))
                continue
            if kind not in labels.ROLES:
                continue
            found = scan(words, setting)
            lists = runs(words, found)
            placed = [[_at(owner, f, at) for f in run.found] for run in lists]
            if kind == "support":
                support += [p for run in placed for p in run]
                continue
            reading = read(words, setting, None, issuer)
            first = [_at(owner, f, at) for f in reading.subject] or (placed[0] if placed else [])
            if not reading.word:
                first += _further(words, lists, owner, at) + _of_clauses(words, lists[1:], owner, at)
            support += [_at(owner, f, at) for f in (*reading.partners, *reading.others)]
            if kind == "lead":
                lead += first
            else:
                doer += first
                basis = "explicit" if reading.word == "lead" else basis
    told = unique(lead or doer)
    said = "explicit" if lead else (basis or "assigned")
    if lead:
        support += doer
    return Roles(told, unique(support, without=told), said if told else None, told), tuple(times)


def _further(words: str, lists: list[Run], owner: Node, at: int) -> list[Placed]:
    """The bodies of a label line that follow words on how each acts: "Sở A, Sở B theo chức năng và các đơn vị …"."""
    out: list[Placed] = []
    for before, run in pairwise(lists):
        if not load("roles")["lead.further"].match(fold(words[before.end : run.start])):
            break
        out += [_at(owner, f, at) for f in run.found]
    return out


def _of_clauses(words: str, lists: list[Run], owner: Node, at: int) -> list[Placed]:
    """The bodies with which later clauses of a label line begin: "Sở A rà soát …; Sở B và các xã thống kê …"."""
    out: list[Placed] = []
    for run in lists:
        if not words[: run.start].rstrip().endswith(";"):
            continue
        after = fold(words[run.end :])[:ACTS]
        if load("parts")["annex.acts"].match(after) and not load("roles")["support.after"].match(after):
            out += [_at(owner, f, at) for f in run.found]
    return out


def _at(node: Node, found: Found, at: int) -> Placed:
    from loaders.model import Span

    start = node.at + at
    return Placed(found.name, found.kind, found.group, Span(start + found.start, start + found.end), node.path)


def _segments(node: Node) -> list[tuple[Node, str, str, int]]:
    """The labels of a line and, where it says nothing itself, of its children."""
    out = [(node, s.kind, s.words, s.start) for s in labels.segments(node.text, node.folded)]
    kind = node.label
    if node.children and kind and (not out or all(not words for _, _, words, _ in out)):
        out = []
        for child in node.children:
            own = labels.segments(child.text, child.folded)
            if own:
                out += [(child, s.kind, s.words, s.start) for s in own]
            else:
                out.append((child, kind, child.text, 0))
    elif node.children and kind == "time":
        out += [(child, "time", child.text, 0) for child in node.children]
    return out
