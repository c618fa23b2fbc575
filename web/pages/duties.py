"""What is told of tasks and reports beside a list of them: which agencies, who these are today, what was reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.progress import Ledger
from queries.commands.context import local
from queries.today import Carrier, beside, carried_on
from web.pages.kept import kept
from web.pages.page import Page

Agents = dict[str, list[dict[str, Any]]]


def agents(page: Page, duties: Iterable[str]) -> Agents:
    """Duty -> its agencies: role, name as it is said, IRI (empty where it is not known which), if it is doubted."""
    wanted = list(dict.fromkeys(duties))
    found: Agents = {}
    english = {row["vi"]: row["en"] for row in kept(page, "reasons").dicts()} if page.language == "en" else {}
    for row in page.ask("duty-agents", duty=" ".join(wanted)) if wanted else []:
        reasons = "; ".join(english.get(each, each) for each in row["reasons"].split("|"))
        said = {"role": local(row["role"]), "name": row["name"], "agent": row["agent"], "label": row["label"],
                "doubtful": bool(row["confidence"]), "reasons": reasons}  # fmt: skip
        mine = found.setdefault(row["duty"], [])
        if said not in mine:
            mine.append(said)
    return {duty: led(rows) for duty, rows in found.items()}


def led(roles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The agencies of a duty without those that support it and lead it too: who leads is told as that alone.

    >>> one = {"role": "lead", "name": "Sở Y tế", "agent": "a/1"}
    >>> [each["role"] for each in led([one, {**one, "role": "support"}, {"role": "support", "name": "B", "agent": ""}])]
    ['lead', 'support']
    """
    leads = {said for each in roles if each["role"] == "lead" for said in (each["agent"], each["name"]) if said}
    return [each for each in roles if each["role"] != "support" or not {each["agent"], each["name"]} & leads]


def today(page: Page, told: Agents, as_of: str) -> dict[str, list[dict[str, str]]]:
    """Agency -> who carries it on on a day, where that is not simply itself; an empty list where nobody does.

    Raises QueryError for what is no date."""
    iris = {each["agent"] for rows in told.values() for each in rows if each["agent"]}
    made: dict[str, list[dict[str, str]]] = {}
    for iri, now in carried_on(page.generation, iris, as_of).items():
        if now.state == "same" and not now.carriers:
            continue
        own = [{"iri": iri, "name": now.label, "part": ""}] if now.state == "same" else []
        made[iri] = own + [
            {"iri": each.carrier, "name": _named(page, each), "part": _functions(page, each)}
            for each in now.carriers
        ]
    return made


def ended(page: Page, agencies: Iterable[str], day: str) -> dict[str, str]:
    """Agency (IRI) -> its last day, of those that had ended before a day, in order; each is looked up by itself, so
    this does not grow with the graph."""
    from pyoxigraph import Literal, NamedNode

    from kg.rdf.terms import VALID_TO

    found: dict[str, str] = {}
    for iri in sorted(set(agencies)):
        for said in page.generation.store.quads_for_pattern(NamedNode(iri), VALID_TO, None, None):
            if isinstance(said.object, Literal) and said.object.value < day:
                found[iri] = said.object.value
    return found


def answering(page: Page, told: Agents, as_of: str) -> dict[str, list[dict[str, str]]]:
    """As `today`, of the agencies that lead and had ended by then alone."""
    leads = {each["agent"] for rows in told.values() for each in rows if each["role"] == "lead" and each["agent"]}
    over = ended(page, leads, as_of)
    wanted = {duty: [each for each in rows if each["agent"] in over] for duty, rows in told.items()}
    return today(page, wanted, as_of)


def _functions(page: Page, carrier: Carrier) -> str:
    """What a carrier has of the work, on an English page in English too where the registry has it."""
    return beside("; ".join(carrier.functions), carrier.functions_en if page.language == "en" else ())


def _named(page: Page, carrier: Carrier) -> str:
    """What a carrier is called; of one known by its kind alone, where it lies, and that it is not told which."""
    where = "" if carrier.carrier else page.words("finding.which", place=carrier.place)
    doubt = "" if carrier.certain else f" ({page.words('doubtful')})"
    return f"{carrier.label}{where}{doubt}"


def reported(page: Page) -> bool:
    """Whether anything was reported of any task."""
    return Ledger.beside(page.generation).path.exists()


def statuses(page: Page, duties: Iterable[str]) -> dict[str, dict[str, str]]:
    """Duty -> what was last reported of it: status, date, who."""
    found = Ledger.beside(page.generation).current(duties)
    return {task: {"status": each.status, "date": each.date, "who": each.who} for task, each in found.items()}
