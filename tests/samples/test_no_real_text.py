"""No file of the repository holds text of the real documents: a run of twelve shared words is one too many.

Words are compared folded, punctuation and mark-up do not count. Titles and proper names are set aside: a shared run
is allowed where all but two of its words belong to a title, to a letterhead or signature, to the name, number or date
of a cited document, or to the name of an agency, place or project. These are read from the annotations and indexes
beside the real documents, from their lists of recipients and from the numbers and dates by which they cite others;
titles of laws from the list that the citation grammar uses.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from loaders.text.fold import fold
from loaders.text.patterns import load

RUN = 12  # words in a row that may not be shared
PART = 6  # words in a row that show a part of a long name
GLUE = 2  # words of a run that may stand outside names ("thực hiện", "của", "về việc")
LONGEST_LAW = 20  # words; so that no sentence passes for a title
TEXT = {".md", ".txt", ".html", ".hocr"}
MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc"
MOTTOS = (MOTTO, "Đảng Cộng sản Việt Nam")  # of the State, of the Party
_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^<>]*>")
_ESCAPE = re.compile(r"\\[nrt]")  # "\n" in a string of a program parts words
# The list of recipients names offices, one a line.
_RECIPIENTS = re.compile(r"Nơi nhận:?(.{,3000})", re.S)
# "Nghị định số 37/2019/NĐ-CP ngày 07/5/2019", also with the date in words: a fact in fixed words, wherever it stands.
_CITED = re.compile(
    r"(?:\w+\s+\w+\s+)?số\s+\d[\w.]*[/-][\w/&.-]*\w,?"
    r"(?:\s+ngày\s+\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
)

Gram = tuple[str, ...]


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(unicodedata.normalize("NFC", text)))


def grams(items: list[str], size: int) -> Iterator[Gram]:
    """All runs of `size` words, in order."""
    return zip(*(items[i:] for i in range(size)), strict=False)


def strings(value: object) -> Iterator[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


class Names:
    """Titles and proper names, and which words of a text belong to one."""

    def __init__(self, names: Iterable[str]) -> None:
        self.grams: dict[int, set[Gram]] = {}
        for name in names:
            found = words(name)
            size = min(len(found), PART)
            if size:
                self.grams.setdefault(size, set()).update(grams(found, size))

    def cover(self, text: list[str]) -> list[bool]:
        """For each word whether a name holds it."""
        held = [False] * len(text)
        for size, known in self.grams.items():
            for at, gram in enumerate(grams(text, size)):
                if gram in known:
                    held[at : at + size] = [True] * size
        return held


def shared_runs(text: str, real: set[Gram], names: Names) -> list[str]:
    """The runs of RUN words that `text` shares with the real documents, names aside; touching ones are joined."""
    found = words(_ESCAPE.sub(" ", text))
    hits = [at for at, gram in enumerate(grams(found, RUN)) if gram in real]
    if not hits:
        return []
    held = names.cover(found)
    runs: list[list[int]] = []
    for at in hits:
        if RUN - sum(held[at : at + RUN]) <= GLUE:
            continue
        if runs and at <= runs[-1][1]:
            runs[-1][1] = at + RUN
        else:
            runs.append([at, at + RUN])
    return [" ".join(found[start:end]) for start, end in runs]


def dates(iso: str | None) -> list[str]:
    """The ways to print an ISO date; one empty string where there is none."""
    if not iso or iso.count("-") != 2:
        return [""]
    year, month, day = iso.split("-")
    written = [f"ngày {d} tháng {m} năm {year}" for d, m in ((day, month), (int(day), int(month)))]
    return [*written, f"ngày {day}/{month}/{year}", f"ngày {day}/{int(month)}/{year}"]


def letterhead(number: str, place: str, date: str, kind: str, title: str) -> list[str]:
    """The head of a document from motto to title, which states facts in words that are fixed."""
    return [f"{motto} Số: {number} {place}, {written} {kind} {title}" for written in dates(date) for motto in MOTTOS]


def real_texts(shared: Path) -> Iterator[str]:
    """The text of every real document whose format is plain."""
    for folder in ("seeds", "corpus"):
        for path in sorted((shared / folder).iterdir()):
            if path.suffix in TEXT and path.name != "README.md":
                text = path.read_text(encoding="utf-8", errors="replace")
                yield _MARKUP.sub(" ", text) if path.suffix == ".html" else text


@pytest.fixture(scope="module")
def real(shared: Path) -> set[Gram]:
    """Every run of RUN words of the real documents."""
    found = {gram for text in real_texts(shared) for gram in grams(words(text), RUN)}
    assert len(found) > 100_000
    return found


@pytest.fixture(scope="module")
def names(shared: Path) -> Names:
    """Titles and names: of documents, cited documents, agencies, projects, places, and the national motto."""
    found = [MOTTO]
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for part in gold.get("documents") or [gold]:
            head = part["document"]
            found.append(head["issuer"])
            found += letterhead(*(head[k] or "" for k in ("number", "place", "date", "type", "title")))
            found.append(" ".join(head["signer"][k] or "" for k in ("authority", "position", "name")))
            for cited in part["citations"]:
                found += [str(cited[k]) for k in ("key", "type", "number", "issuer", "subject") if cited.get(k)]
                found += [mention for _, mention in cited["mentions"]]
                found += [f"{cited['key'].split('|')[0]} {written}" for written in dates(cited["date"])]
            for task in part["tasks"]:
                found += strings([task.get(k) for k in ("lead", "support", "projects")])
            found += [project["name"] for project in part["projects"]]
    with (shared / "corpus" / "index.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.append(row["issuer"])
            found += letterhead(*(row[k] for k in ("number", "place", "date", "type", "title")))
            found.append(" ".join(row[k] for k in ("signer_authority", "signer_position", "signer_name")))
    for table, columns in {
        "lineage_facts": ("from", "to", "from_issuer", "to_issuer", "subject"),
        "agency_kinds": ("name", "alt_names"),
        "provinces": ("name", "full_name"),
        "infrastructure_fields": ("name_vi", "short_name"),
    }.items():
        with (shared / "reference" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found += [name for column in columns for name in row[column].split("|")]
    for text in real_texts(shared):
        found += _CITED.findall(text)
        for block in _RECIPIENTS.findall(text):
            offices = [line for line in block.split("\n") if line.startswith("-")]
            found += offices + [line.replace("UBND", "Ủy ban nhân dân") for line in offices]
    found += [law for law in load("citations_laws").words("names") if len(law.split()) <= LONGEST_LAW]
    return Names(found)


def test_no_file_shares_a_run_of_twelve_words(
    root: Path, project_files: list[Path], real: set[Gram], names: Names
) -> None:
    """The rule itself, over every text file of the repository."""
    found = [
        f"{path.relative_to(root)}: {run}"
        for path in project_files
        for run in shared_runs(path.read_text(encoding="utf-8", errors="replace"), real, names)
    ]
    assert not found, "text of real documents in the repository:\n" + "\n".join(found)


def test_a_planted_run_is_found_whatever_its_dress(shared: Path, real: set[Gram], names: Names) -> None:
    """A sentence of each seed is found though its case, tone marks, dashes, line breaks and quotes differ."""
    for path in sorted((shared / "seeds").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        line = max((line for line in lines if "chủ trì" in line or "đẩy mạnh" in line.lower()), key=len)
        planted = words(line)[-30:]
        dressed = '",\n    "'.join([" ".join(planted[:9]).upper(), " - ".join(planted[9:]).replace("ủy", "uỷ")])
        assert shared_runs(f'CASES = ["{dressed}"]', real, names), path.name
        assert not shared_runs(" ".join([*planted[:5], "khác", *planted[5:10]]), real, names)


def test_titles_and_lists_of_names_are_set_aside(shared: Path, real: set[Gram], names: Names) -> None:
    """A title may be quoted, but not together with the sentence it stands in."""
    gold = json.loads(min((shared / "gold").glob("003*.json")).read_text(encoding="utf-8"))
    title = gold["document"]["title"]
    assert not shared_runs(f"KẾ HOẠCH {title}", real, names)
    source = (shared / "seeds" / gold["file"]).read_text(encoding="utf-8").split("\n")
    first, last = next(task["lines"] for task in gold["tasks"] if len(source[task["lines"][0] - 1]) > 200)
    assert shared_runs(f"{title} {' '.join(source[first - 1 : last])}", real, names)
