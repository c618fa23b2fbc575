"""Which provisions are tasks (gold guidelines, "tasks"), once their part, reading and roles are settled."""

from __future__ import annotations

from functools import cache

from loaders.parse.tasks import parts
from loaders.parse.tasks.nodes import Node
from loaders.parse.tasks.roles import introduces
from loaders.text.fold import bare, fold
from loaders.text.patterns import Pattern, compile_pattern, load

HEADINGS = frozenset({"phan", "chuong", "muc", "tieu-muc", "roman", "letter", "dieu"})
POINTS = frozenset({"arabic", "decimal", "khoan", "diem", "dieu", "dash", "plus", "paragraph", "letter"})
LISTED = frozenset({"diem", "dash", "plus"})
SENTENCE = 60  # code points from which a point that ends with a stop is no heading
_APART = ("execution", "difficulty", "example")  # of the patterns of what is never a task, those looked for elsewhere
OPERATIVE = 180  # code points from which the words of a point with children, naming nobody, are work of its own


@cache
def _p() -> dict[str, Pattern]:
    data = load("parts")
    first = "|".join(
        f"(?:{data.source(f'never.{name}')})" for name in data.data["never"] if name not in _APART
    )
    one = compile_pattern(first, "loaders/data/parts.toml: never")  # one look that spares most provisions the others
    own = {
        "opens": data["mixed.opens"],
        "ends": data["introduces.ends"],
        "done": data["introduces.done"],
        "spends": data["spending.told"],
    }
    own["acts"] = data["annex.acts"]
    return {"any": one} | own | {f"never.{k}": v for k, v in parts.never().items()}


def may_order(node: Node) -> bool:
    """Whether a provision of a part that holds no tasks can be an order or open a list of tasks."""
    if node.provision.kind != "paragraph":
        return False
    words = node.folded
    return words.rstrip(" *").endswith(":") or any(
        verb in words for verb in ("giao ", "yêu cầu ", "đề nghị ", "phân công ")
    )


def opens(node: Node) -> bool:
    """Whether a paragraph opens a list of tasks: "… tập trung thực hiện các nhiệm vụ sau:"."""
    return _p()["opens"].search(node.folded.rstrip(" *")[-90:]) is not None


def titles(node: Node) -> bool:
    """Whether a paragraph is the heading of the part it stands in: in capitals, without a mark."""
    return node.provision.kind == "paragraph" and node.text.isupper() and len(node.text) < 200


def leads_in(node: Node, issuer: str | None) -> bool:
    """Whether a paragraph only introduces what stands beside it."""
    subject = node.reading.subject
    if not opens(node):
        return bool(subject) and node.folded.rstrip(" *").endswith(":")
    return not subject or node.reading.ordered or [f.name for f in subject] != [issuer]


def is_task(node: Node) -> bool:
    """Whether a provision is a task."""
    kind = node.provision.kind
    if node.leads_in or not node.text.strip() or kind == "opening":
        return False
    if node.whole:
        return node.mode in ("task", "order")
    if node.label is not None and node.label != "content":
        return False
    if (node.children and not _operative(node)) or _labelled(node.parent) or _never(node):
        return False
    if node.parent is not None and node.parent.provision.kind == "phu-luc" and node.text.isupper():
        return False  # the title of the annex
    if _specimen(node):
        return False
    if (node.text.isupper() or len(node.folded.split(maxsplit=2)) < 3) and not node.reading.subject:
        return False
    if node.folded.rstrip(" *").endswith(":") or (
        introduces(node.folded, node.skip + node.reading.rest) and not _whole_sentence(node)
    ):
        return False
    return (kind in POINTS and _told(node)) or (
        kind in HEADINGS and not node.children and bool(node.reading.subject) and node.mode != "none"
    )


def _specimen(node: Node) -> bool:
    """Whether a provision is an example, a line of a letterhead in capitals, or a leaf that says how a body is
    abbreviated ("Hội đồng: HĐ")."""
    if _p()["never.example"].search(node.folded.lstrip(" -+*")):
        return True
    if node.provision.kind == "paragraph" and node.text.isupper():
        return True
    if node.children:
        return False
    name, colon, short = node.text[node.skip :].partition(";")[0].partition(":")
    if not colon and node.skip:
        name, colon, short = node.text.partition(";")[0].partition(":")
    return bool(colon) and _abbreviates(short.strip(" .;*"), name)


def _abbreviates(short: str, name: str) -> bool:
    """Whether `short` is the capitals of the words of `name`, or of some of them that stand side by side.

    >>> _abbreviates("UBKTTW", "* Uỷ ban Kiểm tra Trung ương"), _abbreviates("HĐ", "Các hội đồng khác")
    (True, True)
    >>> _abbreviates("UBND", "Chợ ở xã")
    False
    """
    if not (short.isupper() and short.isalpha() and len(short) > 1):
        return False
    initials = "".join(word[0] for word in fold(name).split() if word[0].isalpha()).upper()
    return bare(short.replace("W", "Ư")).upper() in bare(initials).upper()


def _labelled(node: Node | None) -> bool:
    """Whether a provision, or one that it stands under, is a label line that says who or when."""
    while node is not None:
        if node.label is not None and node.label != "content":
            return True
        node = node.parent
    return False


def _above(node: Node) -> list[Node]:
    out = []
    while node.parent is not None:
        node = node.parent
        out.append(node)
    return out


def _whole_sentence(node: Node) -> bool:
    """Whether a leaf that says little more than who acts is a sentence all the same: "… phối hợp với … thực hiện."."""
    words = node.folded.rstrip(" */")
    return not node.children and words[-1:] in ".;" and _p()["done"].search(words.rstrip(".;")) is not None


def _told(node: Node) -> bool:
    """Whether the part of the document lets a provision be a task, given whom it names."""
    reading, paragraph = node.reading, node.provision.kind == "paragraph"
    if node.block is not None and node.mode != "none":
        return True
    if node.mode == "none":
        return paragraph and reading.ordered
    if node.mode == "funding":
        return bool(reading.subject) or (not paragraph and _p()["spends"].search(node.folded[:160]) is not None)
    if node.mode == "order":
        if any(one.provision.kind == "phu-luc" for one in _above(node)):
            end = node.skip + reading.subject[-1].end if reading.subject else 0
            return (
                bool(end)
                and not node.folded.startswith("đối với ", node.skip)
                and _p()["acts"].match(node.folded[end : end + 80]) is not None
            )
        return bool(node.roles.told or reading.subject)
    if paragraph and (node.mode == "soft" or node.parent is None):
        return bool(reading.subject or node.roles.told)
    return True


def _never(node: Node) -> bool:
    """Provisions that are no tasks whoever they name."""
    p = _p()
    words = node.folded[node.skip :].strip(" *")
    subject = bool(node.reading.subject)
    if p["any"].search(words[:240]):
        if any(p[f"never.{name}"].search(words) for name in ("note", "closing", "effect", "basis")):
            return True
        if node.mode == "order" and node.provision.kind in ("dieu", "khoan") and p["never.enacts"].search(words):
            return True
        if not subject and any(p[f"never.{name}"].search(words) for name in ("nominal", "estimate", "money")):
            return True
        if node.provision.kind == "paragraph" and p["never.difficulty_start"].search(words):
            return p["never.difficulty"].search(words) is not None
    return subject and "thi hành" in words[-200:] and p["never.execution"].search(words[-200:]) is not None


def _operative(node: Node) -> bool:
    """Whether a point with children has work of its own in its words, besides introducing them."""
    if node.provision.kind in HEADINGS and node.provision.kind != "dieu":
        return False
    words = node.folded.rstrip(" *")
    if _p()["ends"].search(words[-40:]):
        return False
    if all(child.label is not None and child.label != "content" for child in node.children):
        return False
    if words[-1:] not in ".;…,)/":
        return False
    if node.reading.subject or node.reading.word:
        return True
    if node.mode != "order" and node.provision.kind in LISTED and words[-1:] in ".;" and len(words) >= SENTENCE:
        # no list stands under it: its text goes on in paragraphs of their own
        return all(child.provision.kind == "paragraph" for child in node.children) or _several(words)
    return _several(words)


def _several(words: str) -> bool:
    """Whether the words of a point are long and of several clauses."""
    return len(words) >= OPERATIVE and (". " in words or "; " in words)
