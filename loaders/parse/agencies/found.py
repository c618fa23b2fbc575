"""What is found in a text: one agency, a list of them; and the patterns of what stands between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from loaders.text.patterns import Pattern, compile_pattern, load


@dataclass(frozen=True, slots=True)
class Found:
    """An agency's words `start`..`end`, its canonical name, the id of its kind where it is one, whether a group.

    `weak`: words so common ("các cơ quan") that outside a list or a role they name nobody in particular.
    """

    start: int
    end: int
    name: str
    kind: str | None = None
    group: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A list of agencies said in one breath; `start` takes in titles before the first ("Giám đốc các Sở …")."""

    start: int
    end: int
    found: tuple[Found, ...]


@cache
def joints() -> dict[str, Pattern]:
    """Patterns of the words between bodies and directly after them, by name (loaders/data/agencies.toml, [joints])."""
    data = load("agencies")
    titles = "|".join(_quoted(word) for word in sorted(data.words("titles.words"), key=len, reverse=True))
    heads = "|".join(data.words("heads.plural"))
    out = {}
    for name, pattern in data.data["joints"].items():
        filled = pattern.replace("{titles}", titles).replace("{heads}", heads)
        out[name] = compile_pattern(filled, f"loaders/data/agencies.toml: joints.{name}")
    return out


def _quoted(word: str) -> str:
    return word.replace("(", r"\(").replace(")", r"\)").replace(".", r"\.")
