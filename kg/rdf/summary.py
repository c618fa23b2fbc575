"""What long lists are sorted by and what is counted again and again, told once: the graph `graph/summary`.

A list that is sorted by IRIs has each of them looked up at each comparison, and a count reads all that it counts; with
10,000 documents that takes seconds (docs/decisions/0080-pages-of-long-lists.md). Numbers need no look-up. All of this
follows from the other graphs, and is made anew by each build.

>>> summary = Summary()
>>> summary.add("urn:g", [f"<urn:a> {t.RDF_TYPE} {t.DOCUMENT} <urn:g> .".encode()])
>>> for quad in summary.quads():
...     print(quad.triple)
<urn:a> <https://w3id.org/chidao/ont#rank> "1"^^<http://www.w3.org/2001/XMLSchema#integer>
<urn:a> <https://w3id.org/chidao/ont#pageRank> "1"^^<http://www.w3.org/2001/XMLSchema#integer>
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.iri import DEFAULT_BASE
from kg.rdf import terms as t
from kg.rdf.direct import direct
from kg.rdf.lasting import Lasting
from kg.rdf.shares import Shares
from kg.rdf.told import Writer, words_of
from loaders.text.order import order


def _key(term: NamedNode) -> bytes:
    return str(term).encode()


_TYPE, _FILE, _REPEATS, _MATCHES = map(_key, (t.RDF_TYPE, t.SOURCE_FILE_OF, t.REPEATS, t.MATCHES))
_CITED, _LED, _SUPPORTED = map(_key, (t.REFERS_TO, t.LED_BY, t.SUPPORTED_BY))
_ROLES = {_LED: t.LEADING_AGENCY, _SUPPORTED: t.SUPPORTING_AGENCY}
_CLASSIFIED, _FIELD, _CONFIDENCE = map(_key, (t.CLASSIFICATION, t.FIELD, t.CONFIDENCE))
_DOCUMENT, _TASK = _key(t.DOCUMENT), _key(t.TASK)
_DUTIES = {_TASK: t.TASK_COUNT, _key(t.REPORTING_DUTY): t.REPORT_COUNT, _key(t.TARGET): t.TARGET_COUNT}
_NAMES, _PROVINCE = map(_key, (t.PROJECT, t.PROVINCE_NAME))
_LABEL, _PREF_LABEL = map(_key, (t.RDFS_LABEL, t.PREF_LABEL))
_NAMED = tuple(map(_key, (t.PROJECT_CLASS, t.PLACE_CLASS, t.FIELD_CLASS)))
_DATE = _key(t.DATE)
_DEADLINE, _DUE_BY, _OCCURS, _RECURS = map(_key, (t.HAS_DEADLINE, t.DUE_BY, t.OCCURS_ON, t.RECURS))
_SET_BY, _STEP, _BELOW, _ALT_LABEL = map(_key, (t.SET_BY, t.CASCADES_TO, t.CASCADES_TO_ALL, t.ALT_LABEL))
_ASSIGNMENT, _REASON = map(_key, (t.HAS_ASSIGNMENT, t.REASON))
_PAGES = tuple(
    map(_key, (t.AGENCY, t.AGENCY_GROUP, t.AGENCY_KIND, t.DOCUMENT, t.FIELD_CLASS, t.PLACE_CLASS, t.PROJECT_CLASS))
)  # in the order of their IRIs
_LABELLED = tuple(map(_key, (t.AGENCY_KIND, t.FIELD_CLASS, t.PLACE_CLASS)))
"""Of these only what has a label has a page: the rest stands in the registry and nothing names it."""
_KEPT = (
    _SET_BY, _ASSIGNMENT, _STEP, _BELOW, _ALT_LABEL, _CITED, _CLASSIFIED, _FIELD, _NAMES, _DEADLINE, _DUE_BY, _OCCURS,
    _RECURS, _LABEL, _PREF_LABEL,
)  # fmt: skip

FIRST_STEPS = 50
"""Steps down from a document that are told to be its first: as many as a page shows. A directive has thousands."""


class Summary:
    """Filled with one graph after the other, each as the sorted lines of its N-Quads."""

    def __init__(self) -> None:
        self._documents: set[bytes] = set()
        self._read: set[bytes] = set()
        self._counts: dict[bytes, Counter[bytes]] = {name: Counter() for name in (_CITED, _LED, _SUPPORTED, _FIELD)}
        self._doubts: dict[bytes, bytes] = {}
        self._unsure: list[tuple[bytes, bytes]] = []  # a doubtful citation, and the document that it cites
        self._aside: set[bytes] = set()  # what is doubtful but not listed
        self._duties: Counter[tuple[bytes, bytes]] = Counter()  # of a document and a class
        self._unclear: set[bytes] = set()  # what is linked with doubt, whatever it is
        self._shares = Shares()
        self._lasting = Lasting()
        self._reports: set[bytes] = set()
        self._issued: dict[bytes, bytes] = {}  # documents that have a date
        self._returning: set[tuple[bytes, bytes]] = set()  # a document, and a duty that comes back without a year
        self._dated: set[bytes] = set()  # duties with a deadline on a day, also on one of each month or year
        self._told: set[tuple[bytes, NamedNode, bytes]] = set()  # of which fields a document's tasks are, and so on
        self._mentions: list[tuple[bytes, bytes]] = []  # a work, and a place that names it
        self._days: Counter[bytes] = Counter()
        self._things: dict[bytes, bytes] = {}  # fields, places and works with their classes
        self._names: dict[bytes, set[str]] = {}
        self._fields: dict[tuple[bytes, bytes], list[int]] = {}  # field, province: tasks, documents
        self._works: set[tuple[bytes, bytes]] = set()  # work, field
        self._steps: set[tuple[bytes, bytes]] = set()  # a document, and one that carries it out directly
        self._below: set[tuple[bytes, bytes]] = set()  # a document, and one below it
        self._provinces: dict[bytes, bytes] = {}  # of documents
        self._undated: Counter[bytes] = Counter()  # duties of a document that have a deadline and no day
        self._pages: dict[bytes, bytes] = {}  # what has a page, with its class
        self._labelled: set[bytes] = set()
        self._called: set[tuple[bytes, str]] = set()  # a work, and its name without regard to case

    def prepare(self, name: str, lines: Iterable[bytes]) -> None:
        """Take in what other graphs are read by, before any is added: what is linked with doubt, and how long agencies
        last. `name` is the graph's IRI."""
        if name.endswith("/links"):
            self._unclear.update(line.split(b" ", 1)[0] for line in lines if _REASON in line)
        elif name.endswith(("/registry", "/inferred")):
            self._lasting.add(lines)

    def add(self, name: str, lines: Iterable[bytes]) -> None:
        """Take in a graph: `name` is its IRI."""
        end = -len(f" <{name}> .".encode())
        links = name.endswith("/links")
        duties: dict[bytes, set[bytes]] = {each: set() for each in _DUTIES}
        province = b""
        found: dict[bytes, list[tuple[bytes, bytes]]] = {each: [] for each in _KEPT}
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            if predicate == _TYPE:
                value = rest[:end]
                if value in duties:
                    duties[value].add(subject)
                elif value == _DOCUMENT:
                    self._documents.add(subject)
                elif value in _NAMED:
                    self._things[subject] = value
                if value in _PAGES:
                    self._pages[subject] = value
            elif predicate in found:
                found[predicate].append((subject, rest[:end]))
            elif predicate in (_LED, _SUPPORTED):
                self._add_duty(subject, predicate, rest[:end])
            elif predicate == _DATE:
                self._issued[subject] = rest[:end]
            elif predicate == _FILE:
                self._read.add(subject)
            elif predicate in (_REPEATS, _MATCHES):
                self._aside.add(subject)
            elif predicate == _PROVINCE:
                province = self._provinces[subject] = rest[:end]
            elif links and predicate == _CONFIDENCE:
                self._doubts[subject] = rest[:end].split(b'"')[1]
        tasks = duties[_TASK]
        for kind, those in duties.items():
            self._duties.update((document, kind) for duty, document in found[_SET_BY] if duty in those)
        timed, reports = {duty for duty, _ in found[_DEADLINE]}, duties[_key(t.REPORTING_DUTY)]
        self._reports |= reports
        self._add_dated(found)
        for link, some in ((t.TIMED_DUTY, timed), (t.SETS_REPORT, reports)):
            self._told |= {(document, link, duty) for duty, document in found[_SET_BY] if duty in some}
        self._add_tasks(tasks, found)
        self._counts[_CITED].update(cited for _, cited in found[_CITED])
        self._unsure += [pair for pair in found[_CITED] if pair[0] in self._doubts]
        self._mentions += [(work, place) for place, work in found[_NAMES]]
        for thing, said in (*found[_LABEL], *found[_PREF_LABEL]):
            if thing in self._things and not said.endswith(b"@en"):
                self._names.setdefault(thing, set()).add(words_of(said))
        self._labelled.update(thing for thing, _ in found[_LABEL])
        self._labelled.update(thing for thing, said in found[_PREF_LABEL] if said.endswith(b"@vi"))
        works = ((thing, said) for thing, said in (*found[_LABEL], *found[_ALT_LABEL]) if self._is_work(thing))
        self._called.update((work, words_of(said).lower()) for work, said in works)
        self._steps.update(found[_STEP])
        self._below.update(found[_BELOW])
        self._add_fields(tasks, found, province)
        self._add_days(found)

    def _add_duty(self, duty: bytes, role: bytes, agency: bytes) -> None:
        """Count a duty of an agency. Documents were added before: graph/doc/… comes before graph/inferred."""
        self._counts[role][agency] += 1
        document = self._document_of(duty)
        self._told.add((document, _ROLES[role], agency))
        if duty not in self._reports:
            self._shares.add(duty, document, agency, led=role == _LED)
        if role == _LED and duty in self._dated:
            self._told.add((agency, t.DATED_LEAD, duty))
        if role == _LED and duty not in self._reports and self._lasting.may_leave(agency):
            self._told.add((document, t.ORPHANED_TASK, duty))

    def _is_work(self, thing: bytes) -> bool:
        return self._things.get(thing) == _NAMED[0]

    def _add_tasks(self, tasks: set[bytes], found: Mapping[bytes, list[tuple[bytes, bytes]]]) -> None:
        """Of which fields the tasks of a document are, and which of them have a day or an assignment in doubt."""
        document = {duty: setter for duty, setter in found[_SET_BY] if duty in tasks}
        fields, dated = dict(found[_FIELD]), {deadline for deadline, _ in found[_DUE_BY]}
        for task, told in found[_CLASSIFIED]:
            if task in document and told in fields:
                self._told.add((document[task], t.TASK_FIELD, fields[told]))
                self._told.add((task, t.IN_FIELD, fields[told]))
        for predicate, some, name in ((_DEADLINE, dated, t.DATED_TASK), (_ASSIGNMENT, self._unclear, t.DOUBTFUL_TASK)):
            self._told |= {
                (document[task], name, task) for task, of in found[predicate] if task in document and of in some
            }

    def _add_fields(self, tasks: set[bytes], found: Mapping[bytes, list[tuple[bytes, bytes]]], province: bytes) -> None:
        """Count the tasks and works of each field; tasks of a graph are of one document."""
        self._works |= {pair for pair in found[_FIELD] if self._is_work(pair[0])}
        fields = dict(found[_FIELD])
        of_fields = {(task, fields[told]) for task, told in found[_CLASSIFIED] if task in tasks and told in fields}
        counted = Counter(field for _, field in of_fields)
        self._counts[_FIELD].update(counted)
        for field, count in counted.items():
            both = self._fields.setdefault((field, province), [0, 0])
            both[0] += count
            both[1] += 1

    def _add_dated(self, found: Mapping[bytes, list[tuple[bytes, bytes]]]) -> None:
        """Which duties are due on a day; and which on a day of each month or year, without a year: of these it is told
        if their document has no date."""
        dated = {deadline for deadline, _ in (*found[_DUE_BY], *found[_OCCURS])}
        returning = {deadline for deadline, said in found[_RECURS] if said.startswith(b'"--')}
        self._dated.update(duty for duty, deadline in found[_DEADLINE] if deadline in dated or deadline in returning)
        some = {duty for duty, deadline in found[_DEADLINE] if deadline in returning - dated}
        self._returning |= {(document, duty) for duty, document in found[_SET_BY] if duty in some}

    def _add_days(self, found: Mapping[bytes, list[tuple[bytes, bytes]]]) -> None:
        """Count the duties of each day: one for each of their deadlines that falls on it."""
        days: dict[bytes, set[bytes]] = {}
        for deadline, day in (*found[_DUE_BY], *found[_OCCURS]):
            days.setdefault(deadline, set()).add(day)
        for _, deadline in found[_DEADLINE]:
            self._days.update(days.get(deadline, ()))
        undated = {duty for duty, _ in found[_DEADLINE]} - {duty for duty, told in found[_DEADLINE] if told in days}
        self._undated.update(document for duty, document in set(found[_SET_BY]) if duty in undated)

    def quads(self, base: str = DEFAULT_BASE) -> Iterator[Quad]:
        """All of the summary."""
        write = Writer(base)
        listed = sorted(self._documents, key=lambda node: (node not in self._read, node[:-1]))
        yield from write.ranks(t.RANK, listed)
        yield from self._of_doubts(write)
        yield from self._of_agencies(write)
        yield from self._of_plans(write)
        yield from self._of_steps(write, listed)
        yield from write.ranks(t.PAGE_RANK, self._listed_pages())
        yield from write.ranks(t.NAME_RANK, sorted(self._names, key=self._name))
        for predicate, name in ((_CITED, t.TIMES_CITED), (_FIELD, t.TASK_COUNT)):
            for node, count in self._counts[predicate].items():
                yield write.number(node, name, count)
        for document, count in self._undated.items():
            yield write.number(document, t.UNDATED_COUNT, count)
        for work, called in self._called:
            yield write.quad(work, t.FOLDED_NAME, Literal(called))
        for (document, kind), count in self._duties.items():
            yield write.number(document, _DUTIES[kind], count)
        for document, duty in self._returning:
            if document not in self._issued:
                yield write.quad(document, t.RETURNING_DUTY, NamedNode(duty[1:-1].decode()))
        for document, link, told in self._told:
            yield write.quad(document, link, NamedNode(told[1:-1].decode()))
        mentions = Counter(work for work, _ in self._mentions)
        named_in = {place: self._document_of(place) for _, place in self._mentions}
        documents = Counter(work for work, _ in {(work, named_in[place]) for work, place in self._mentions})
        for place, document in named_in.items():
            yield write.quad(place, t.NAMED_IN, NamedNode(document[1:-1].decode()))
        for work, count in mentions.items():
            yield write.number(work, t.MENTION_COUNT, count)
            yield write.number(work, t.DOCUMENT_COUNT, documents[work])
        for field, count in Counter(field for _, field in self._works).items():
            yield write.number(field, t.PROJECT_COUNT, count)
        for day, count in self._days.items():
            yield from write.day(day, count)
        for (field, province), (tasks, of) in self._fields.items():
            yield from write.field(field, province, tasks, of)
        yield from self._shares.quads(write, listed)

    def _of_doubts(self, write: Writer) -> Iterator[Quad]:
        """The order of doubts, and of each document the least confidence of those in it and of those that cite it."""
        doubts = {node: float(sure) for node, sure in self._doubts.items() if node not in self._aside}
        yield from write.ranks(t.DOUBT_RANK, sorted(doubts, key=lambda node: (doubts[node], node[:-1])))
        within = ((self._document_of(node), node) for node in doubts)
        citing = ((cited, node) for node, cited in self._unsure if node in doubts)
        for predicate, pairs in ((t.LEAST_CONFIDENCE, within), (t.LEAST_CITED_CONFIDENCE, citing)):
            least: dict[bytes, bytes] = {}
            for document, node in pairs:
                least[document] = min(self._doubts[node], least.get(document, b"1"), key=float)
            for document, sure in least.items():
                yield write.quad(document, predicate, Literal(sure.decode(), datatype=t.XSD_DECIMAL))

    def _of_agencies(self, write: Writer) -> Iterator[Quad]:
        """How much agencies and groups lead and support, and their order by that."""
        led, supported = self._counts[_LED], self._counts[_SUPPORTED]
        agents = sorted(led.keys() | supported.keys(), key=lambda node: (-led[node], -supported[node], node[:-1]))
        yield from write.ranks(t.AGENCY_RANK, agents)
        for agent in agents:
            yield write.number(agent, t.LEAD_COUNT, led[agent])
            yield write.number(agent, t.SUPPORT_COUNT, supported[agent])

    def _listed_pages(self) -> list[bytes]:
        """All that has a page of its own, by class and IRI."""
        pages = (page for page, of in self._pages.items() if of not in _LABELLED or page in self._labelled)
        return sorted(pages, key=lambda page: (_PAGES.index(self._pages[page]), page[:-1]))

    def _of_plans(self, write: Writer) -> Iterator[Quad]:
        """How many documents that were read carry out each, of how many provinces, and their order by that."""
        below: dict[bytes, list[bytes]] = {}
        for document, plan in self._below:
            if plan in self._read and plan != document:
                below.setdefault(document, []).append(plan)
        listed = sorted(below, key=lambda node: (-len(below[node]), node[:-1]))
        yield from write.ranks(t.PLAN_RANK, listed)
        for document in listed:
            provinces = {self._provinces[plan] for plan in below[document] if plan in self._provinces}
            yield write.number(document, t.PLAN_COUNT, len(below[document]))
            yield write.number(document, t.PROVINCE_COUNT, len(provinces))

    def _of_steps(self, write: Writer, listed: list[bytes]) -> Iterator[Quad]:
        """The steps of lineages, the earliest of each document, and how many lead down from it and those below it."""
        places = {document: place for place, document in enumerate(listed)}
        next_to: dict[bytes, list[bytes]] = {}
        for higher, lower in direct(self._steps, self._below):
            next_to.setdefault(higher, []).append(lower)
        steps = Counter({document: len(those) for document, those in next_to.items()})
        for document, lower in self._below:
            if lower != document:  # in a circle a document stands below itself
                steps[document] += len(next_to.get(lower, ()))
        for document, count in steps.items():
            yield write.number(document, t.STEP_COUNT, count)
        for document, those in next_to.items():
            those.sort(key=lambda node: (self._issued.get(node, b""), places.get(node, 0)))
            for place, node in enumerate(those):
                yield write.quad(document, t.CASCADES_NEXT, NamedNode(node[1:-1].decode()))
                if place < FIRST_STEPS:
                    yield write.quad(document, t.CASCADES_FIRST, NamedNode(node[1:-1].decode()))

    def _name(self, thing: bytes) -> tuple[int, tuple[str, str, str], bytes]:
        """What fields, places and works are listed by: class, name, IRI."""
        return _NAMED.index(self._things[thing]), min(map(order, self._names[thing])), thing[:-1]

    def _document_of(self, node: bytes) -> bytes:
        """The document below whose IRI something stands."""
        above = node[:-1].partition(b"#")[0]
        while above and above + b">" not in self._documents:
            above = above.rpartition(b"/")[0]
        return above + b">"
