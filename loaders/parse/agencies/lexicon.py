"""The words by which agencies are known: the registry's names and the data file, compiled into one pattern.

`Lexicon.pattern` matches every place of a folded text where an agency may begin; `Lexicon.token` says of the matched
words what they are. Names come from ontology/registry/agency_kinds.csv, everything else from
loaders/data/agencies.toml.

>>> lexicon().token("sở gtvt").entry.name
'Sở Giao thông vận tải'
>>> lexicon().token("các sở, ban, ngành có liên quan").collective
'Các sở, ngành liên quan'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, Literal, NamedTuple

from loaders.text.fold import key
from loaders.text.patterns import Pattern, Patterns, compile_pattern, load
from ontology.tables import Row, cell, rows

LEVELS = (" tỉnh", " huyện", " xã")  # the level words with which the registry's names of kinds end


class Entry(NamedTuple):
    """A known name: canonical `name`; ids of the kinds it may be; whether `bare` it says nothing ("công an"),
    stands for a `group`, must be printed in capitals (`upper`), has been `cut` of its level ("Hội Nông dân tỉnh")."""

    name: str
    kinds: tuple[str, ...] = ()
    bare: bool = False
    group: bool = False
    upper: bool = False
    cut: bool = False


TokenKind = Literal["not", "collective", "title", "name", "plural", "head"]


class Token(NamedTuple):
    """What matched words are; `head` is the folded head word of a list with a shared head, or of an unknown name."""

    kind: TokenKind
    entry: Entry | None = None
    collective: str | None = None
    central: str | None = None
    head: str = ""
    local: bool = False
    printed: bool = False
    weak: bool = False


@dataclass(frozen=True)
class Collective:
    """A pattern for a collective and its one name (see the data file)."""

    pattern: Pattern
    source: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Lexicon:
    """All of it; `tails` leads from a head ("sở") and the rest of a name ("nội vụ", "nv") to its entry."""

    data: Patterns
    names: dict[str, Entry]
    tails: dict[str, dict[str, Entry]]
    collectives: tuple[Collective, ...]
    titles: frozenset[str]
    nots: frozenset[str]
    heads: frozenset[str]
    plurals: frozenset[str]
    groups: tuple[str, ...]
    loose: frozenset[str]
    open: frozenset[str]
    listed: frozenset[str]
    joined: tuple[str, ...]
    beside: frozenset[str]
    small: frozenset[str]
    proper: frozenset[str]
    vague: frozenset[str]
    branches: frozenset[str]
    numbered: tuple[str, ...]

    @cached_property
    def not_words(self) -> tuple[str, ...]:
        """Phrases that begin like an agency and are none, for `str.startswith`."""
        return tuple(self.nots)

    @cached_property
    def pattern(self) -> Pattern:
        """One pattern for all beginnings; the match may hold one character before the words."""
        longer = [head for head in self.heads if head.split(" ")[0] in self.titles]  # "tổng công ty" before "tổng"
        quoted = [_quote(word) for word in _longest_first([*self.names, *self.titles, *longer])]
        plural = _longest_first([f"các {head}" for head in {*self.plurals, *self.groups}])
        parts = [
            *(_quote(word) for word in _longest_first(self.nots)),
            *(c.source for c in self.collectives),
            *quoted,
            *(_quote(word) for word in plural),
            *(_quote(word) for word in _longest_first(self.heads)),
        ]
        return compile_pattern(rf"(?:^|[^\pL\pN])(?:{'|'.join(parts)})", "loaders/data/agencies.toml: all")

    @cached_property
    def first_words(self) -> frozenset[str]:
        """First words of heads and titles: a capitalised one ends a list of places or a name."""
        return frozenset(word.split()[0] for word in {*self.heads, *self.titles, "các", "ubnd", "hđnd"})

    def begins(self, folded: str, at: int, loose: bool = True) -> bool:
        """Whether a head, a title or a known name begins at `at` of a folded text; `loose`: also a head that is a
        common word (Hội An is a town)."""
        first = folded[at : at + 40].split(" ", 1)[0]
        if first not in self.first_words:
            return False
        match = self.pattern.match(folded[at : at + 60])
        token = self.token(" ".join(match.group().split())) if match else None
        return (
            token is not None and token.kind != "not" and (loose or token.head not in self.loose or bool(token.entry))
        )

    @cached_property
    def all_tails(self) -> frozenset[str]:
        """Rests of all names that share a head, whatever the head."""
        return frozenset(tail for tails in self.tails.values() for tail in tails)

    def token(self, words: str) -> Token:
        """What `words` (folded, blanks squeezed) are."""
        return _token(self, words)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@lru_cache(maxsize=4096)
def _token(lexicon: Lexicon, words: str) -> Token:
    if words in lexicon.nots:
        return Token("not")
    entry = lexicon.names.get(words)
    if entry is not None:
        return Token("name", entry=entry, head=words.split()[0])
    for collective in lexicon.collectives:
        match = collective.pattern.fullmatch(words)
        if match:
            return _collective(collective, match.groupdict())
    if words in lexicon.titles:
        return Token("title")
    if words.startswith("các ") and words[4:] in {*lexicon.plurals, *lexicon.groups}:
        return Token("plural", head=words[4:])
    return Token("head", head=words)


def _collective(collective: Collective, groups: dict[str, Any]) -> Token:
    data = collective.data
    if data.get("local"):
        return Token("collective", collective="Các địa phương", local=True)
    if data.get("printed"):
        return Token("collective", collective=data.get("the", ""), printed=True, weak=bool(data.get("weak")))
    if groups.get("rel") and "related" in data:
        return Token("collective", collective=data["related"])
    central = None if groups.get("central") else data.get("central")
    return Token("collective", collective=data["name"], central=central, weak=bool(data.get("weak")))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _quote(words: str) -> str:
    """The words as a pattern: any number of blanks between them."""
    plain = "".join(f"\\{c}" if c in r".()[]{}+*?|^$&\-/" and c != "-" else c for c in words)
    return plain.replace(" ", " +")


@cache
def lexicon() -> Lexicon:
    """The lexicon, built once."""
    data = load("agencies")
    names = _names(data)
    tails: dict[str, dict[str, Entry]] = {}
    for name, entry in names.items():
        head, _, tail = name.partition(" ")
        if head == "bộ" and any(levels()[kind] != "trung ương" for kind in entry.kinds):
            continue  # "Bộ Chỉ huy Quân sự tỉnh" is no ministry
        if tail and head in ("sở", "bộ", "ban", "cục", "phòng", "viện", "hội") and entry.kinds:
            tails.setdefault(head, {}).setdefault(tail, entry)
        for plural in data.words("heads.plural"):
            if " " in plural and name.startswith(plural + " "):
                tails.setdefault(plural, {}).setdefault(name.removeprefix(plural + " "), entry)
    for name, entry in list(names.items()):  # "Sở Khoa học Công nghệ", "Sở Văn hóa Thể thao và Du lịch"
        if name.startswith(("sở ", "bộ ")) and " và " in name:
            names.setdefault(name.replace(" và ", " "), entry)
            bare_name = name.replace(", ", " ").replace(" - ", " ")
            names.setdefault(bare_name, entry)
            names.setdefault(bare_name.replace(" và ", " "), entry)
            names.setdefault(name.replace(" - ", "-"), entry)
            names.setdefault(name.replace(" và ", ", "), entry)  # "Bộ Khoa học, Công nghệ"
    for name, entry in list(names.items()):
        if name.startswith(data.words("heads.national")) and name.endswith(" việt nam"):
            names.setdefault(name.removesuffix(" việt nam"), entry)
    for head in ("sở", "bộ"):  # "các Sở: NV, TN&MT": the abbreviations without their head
        for entry in list(tails.get(head, {}).values()):
            for short in _initials(key(entry.name).partition(" ")[2]):
                tails[head].setdefault(short, entry._replace(upper=True))
    collectives = tuple(
        Collective(compile_pattern(source, "loaders/data/agencies.toml: collective"), _plain(source), item)
        for item in data.data["collective"]
        for source in (_filled(data, item["pattern"]),)
    )
    return Lexicon(
        data, names, tails, collectives,
        titles=frozenset(data.words("titles.words")),
        nots=frozenset(data.words("not.words")),
        heads=frozenset(data.words("heads.words")),
        plurals=frozenset(data.words("heads.plural")),
        groups=data.words("heads.groups"),
        loose=frozenset(data.words("heads.loose")),
        open=frozenset(data.words("heads.open")),
        listed=frozenset(data.words("heads.listed")),
        joined=data.words("heads.joined"),
        beside=frozenset(data.words("heads.beside")),
        small=frozenset(data.words("heads.small")),
        proper=frozenset(data.words("heads.proper")),
        vague=frozenset(data.words("heads.vague")),
        branches=frozenset(data.words("heads.branches")),
        numbered=data.words("heads.numbered"),
    )  # fmt: skip


def _filled(data: Patterns, pattern: str) -> str:
    for _ in range(5):
        for name, part in data.data["parts"].items():
            pattern = pattern.replace("{" + name + "}", part)
    return pattern


def _plain(pattern: str) -> str:
    for name in ("tail", "rel", "central"):
        pattern = pattern.replace(f"(?P<{name}>", "(?:")
    return pattern.replace(" ", " +").replace(" +?", " *")


def _names(data: Patterns) -> dict[str, Entry]:
    ignored = {key(word) for word in data.words("ignore.words")}
    bare = set(data.words("ignore.bare"))
    found: dict[str, Entry] = {}
    for row in rows("agency_kinds"):
        if row["id"] in data.data["ignore"]["kinds"]:
            continue
        name = row["name"].split(" (")[0]
        for said in (name, *cell(row["alt_names"])):
            _add(found, said, said if _whole(said) else name, row, bare)
        for short in cell(row["abbreviations"]):
            if key(short) not in ignored:
                _add(found, short, name, row, bare, upper=short.isupper() or " " not in short)
    for extra in data.data["extra"]:
        for name in extra["names"]:
            stem = _stem(name)
            group = bool(extra.get("group"))
            old = found.get(key(stem), Entry(stem, (), stem != name, group))
            found[key(stem)] = old._replace(group=group, bare=old.bare and not group)
    for short, full in data.data["alias"].items():
        entry = found[key(full)]
        found[key(short)] = entry._replace(upper=False, bare=entry.bare and not entry.group)
    return found


def _whole(name: str) -> bool:
    """Whether a name of the registry is in full words, so that it may stand as it was printed."""
    words = name.replace("(", " ").replace(")", " ").split()
    return not any(w == "&" or (len(w) > 1 and w.isupper() and not w.isdigit()) or "Uỷ" in w or "&" in w for w in words)


def _stem(name: str) -> str:
    """A name without the level word that a place takes the place of: "Công an tỉnh" -> "Công an"."""
    low = name.lower()
    for level in (*LEVELS, " thành phố", " phường", " đặc khu", " thị xã", " quận", " thị trấn"):
        if low.endswith(level):
            stem = name[: -len(level)]
            return stem if not stem.lower().endswith((" cấp", " các")) else stem.rsplit(" ", 1)[0]
    return name


def _add(found: dict[str, Entry], said: str, name: str, row: Row, bare: set[str], upper: bool = False) -> None:
    stem, canonical = _stem(said), _stem(name)
    if said.startswith(("UBND các", "Các ", "Ủy ban nhân dân thành phố thuộc")) or " tỉnh, " in said:
        return
    folded = key(stem)
    needs = stem != said and (folded in bare or len(folded.split()) == 1)
    if folded in bare and not needs:
        needs = True
    old = found.get(folded)
    kinds: tuple[str, ...] = (row["id"],)
    if old is not None:
        kinds = (*old.kinds, *(k for k in kinds if k not in old.kinds))
        canonical, needs, upper = old.name, old.bare and needs, old.upper and upper
    found[folded] = Entry(canonical, kinds, needs, False, upper, stem != said and (old is None or old.cut))


def _initials(tail: str) -> set[str]:
    """How the rest of a name is shortened: "kế hoạch và đầu tư" -> khđt, kh&đt, kh-đt."""
    words = tail.replace(",", " ").replace("-", " ").split()
    if len(words) < 2 or "&" in tail:
        return set()
    plain = "".join(w[0] for w in words if w != "và")
    joined = "".join("&" if w == "và" else w[0] for w in words)
    return {plain, joined, joined.replace("&", "-"), joined.replace("&", " & "), joined.replace("&", " và ")}


@cache
def levels() -> dict[str, str]:
    """Level of each kind of agency, by id (trung ương, tỉnh, huyện, xã, khu vực)."""
    return {row["id"]: row["level"] for row in rows("agency_kinds")}


@cache
def systems() -> dict[str, str]:
    """System of each kind of agency, by id (Đảng, UBND, Mặt trận và đoàn thể, …)."""
    return {row["id"]: row["system"] for row in rows("agency_kinds")}


@cache
def validity() -> dict[str, tuple[str, str]]:
    """`valid_from`, `valid_to` of each kind, by id; empty where open."""
    return {row["id"]: (row["valid_from"], row["valid_to"]) for row in rows("agency_kinds")}
