"""What stands many hundred times on a page, made by functions: a macro of a template is slow to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape


def marked(segments: Sequence[Mapping[str, Any]], anchors: Sequence[str]) -> Markup:
    """The words of a provision with their marks; `anchors` has the anchor of each fact by its number.

    >>> marked([{"text": "a < b ", "facts": [], "marked": False}, {"text": "Sở", "facts": [2, 1], "marked": True}],
    ...        ["II%23task", "II%23lead&"])
    Markup('a &lt; b <a class="m" href="#II%23lead&amp;" data-f="2 1"><mark>Sở</mark></a>')
    """
    made: list[str] = []
    for each in segments:
        text, facts = escape(each["text"]), each["facts"]
        if not facts:
            made.append(text)
            continue
        numbers = " ".join(map(str, facts))
        if each["marked"]:
            to = escape(anchors[facts[0] - 1])
            made.append(f'<a class="m" href="#{to}" data-f="{numbers}"><mark>{text}</mark></a>')
        else:
            made.append(f'<span data-f="{numbers}">{text}</span>')
    return Markup("".join(made))  # noqa: S704 - each part was escaped above


def of_fact(fact: Mapping[str, Any]) -> Markup:
    """The attributes that make an element that of a fact, and of those that say the `same`.

    >>> of_fact({"id": 'a"b', "n": 3}), of_fact({"id": "", "n": 3, "same": [{"n": 5}]})
    (Markup(' id="a&#34;b" data-f="3"'), Markup(' data-f="3 5"'))
    """
    named = f' id="{escape(fact["id"])}"' if fact["id"] else ""
    numbers = " ".join(str(int(each["n"])) for each in (fact, *fact.get("same", ())))
    return Markup(f'{named} data-f="{numbers}"')  # noqa: S704 - escaped
