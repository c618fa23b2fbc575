"""Templates: Jinja2 with everything escaped, an unknown name an error, and links and words in reach.

>>> from web.pages.links import Links
>>> render("<p>{{ said }} {{ t('home') }}", {"said": "<b>"}, "vi", Links("urn:x"), source=True)
'<p>&lt;b&gt; Trang đầu'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from web.pages.links import Links
from web.pages.shown import FILTERS, IN_LANGUAGE
from web.pages.spoken import spoken
from web.pages.where import where
from web.pages.words import LANGUAGES, words

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent.parent / "templates"
_OF_DICTS = frozenset(dir(dict))


@cache
def environment() -> Environment:
    """The environment of all templates."""
    from types import FunctionType, MethodType

    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.runtime import Context, Macro

    class Brief(Context):
        """What a template calls most, macros and plain functions, without looking for what else it may be."""

        def call(
            self, called: Any, /, *given: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
        ) -> Any:  # fmt: skip
            if type(called) is Macro:
                return called(self.eval_ctx, *given, **named)
            plain = called.__func__ if type(called) is MethodType else called
            if type(plain) is FunctionType and not plain.__dict__:  # no mark of Jinja's on it
                return called(*given, **named)
            return super().call(called, *given, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)

    class Quick(Environment):
        """Where a template says `row.path` of a dict, its key is meant: looked for first, it costs no exception. What
        all dicts have (`row.items()`) stays that, whatever keys somebody gave."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj) is dict and attribute in obj and attribute not in _OF_DICTS:
                return obj[attribute]
            return super().getattr(obj, attribute)

    Quick.context_class = Brief
    made = Quick(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters.update(FILTERS)
    made.filters.update({name: _in_language(FILTERS[name]) for name in IN_LANGUAGE})
    return made


def _in_language(function: Callable[..., str]) -> Callable[..., str]:
    """A filter that is told the language of the page."""
    from jinja2 import pass_context
    from jinja2.runtime import Context

    @pass_context
    def filtered(context: Context, value: str) -> str:
        return function(value, context.get("lang", LANGUAGES[0]))

    return filtered


def render(template: str, data: Mapping[str, Any], language: str, links: Links, *, source: bool = False) -> str:
    """A template filled in: a file of web/templates, or with `source` the template itself."""
    made = environment()
    found = made.from_string(template) if source else made.get_template(template)
    other = next(each for each in LANGUAGES if each != language)
    said = {"t": words(language), "say": spoken(language), "spot": where(language)}
    return found.render(**data, **said, lang=language, other=other, links=links)
