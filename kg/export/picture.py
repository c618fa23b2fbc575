"""A drawing as one page of HTML that needs nothing else: no server, no network, no file beside it.

pyvis makes the data of vis-network from the networkx graph; the page is of our own template, since pyvis's loads from
other sites (docs/decisions/0087-pictures.md). vis-network is the file that pyvis brings. Words of documents are JSON in
a data block and text everywhere else; the page's Content-Security-Policy runs its two scripts, named by their hashes,
and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from kg.export.drawing import Drawing, columns
from kg.export.xml import held

_LABEL = 90  # characters of a label within the picture; the panel has all
_NAMED = 25  # edges up to which each has its label in the picture; in a thicket the legend and the panel tell them
_WIDE, _TALL = 420, 90  # between columns, and between what stands in one
_IMPROVED = 100  # things up to which vis-network looks for a better start before the forces
_POLICY = "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_FONT = "Picture, sans-serif"  # see picture.css


def page(drawing: Drawing) -> str:
    """The whole page."""
    from jinja2 import DictLoader, Environment
    from pyvis.network import Network

    network = Network(directed=True, height="100%", width="100%")
    network.from_nx(_for_vis(drawing))
    network.nodes.sort(key=lambda node: node["id"])  # pyvis has them in the order of edges
    network.set_options(json.dumps(_options(drawing)))
    network.templateEnv = Environment(loader=DictLoader({"picture.html": _file("picture.html")}), autoescape=True)
    network.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    network.templateEnv.globals.update(_said(drawing))
    network.path = "picture.html"
    made: str = network.generate_html()
    return made


@cache
def looks() -> dict[str, Any]:
    """What stands in picture.toml."""
    return tomllib.loads(_file("picture.toml"))


def _file(name: str) -> str:
    return resources.files("kg.export").joinpath(name).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    """vis-network, from the package pyvis, with its licence; without the name of a map that is not there."""
    import pyvis

    found = sorted((Path(pyvis.__file__).parent / "lib").glob("vis-*/vis-network.min.js"))
    code = found[-1].read_text(encoding="utf-8")
    return _script(code.partition("//# sourceMappingURL=")[0])


def _script(code: str) -> str:
    """Code as it may stand in an element: the parser would read CR as LF, and end at the tag."""
    if "</script" in code.lower() or "<!--" in code:
        raise ValueError("picture: a script holds what ends a script in HTML; another version of pyvis is needed")
    return code.replace("\r\n", "\n").replace("\r", "\n")


def _said(drawing: Drawing) -> dict[str, Any]:
    """What the template names besides the data of pyvis."""
    words = looks()["words"][drawing.lang]
    shown, edges = drawing.graph.number_of_nodes(), drawing.graph.number_of_edges()
    size = words["whole"] if drawing.total is None else words["drawn"]
    scripts = {"vis": _vis(), "script": _script(_file("picture.js"))}
    hashes = [base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in scripts.values()]
    allowed = " ".join(f"'sha256-{each}'" for each in hashes)
    return {
        **scripts,
        "policy": _POLICY.format(scripts=allowed),
        "style": _file("picture.css"),
        "title": held(drawing.title),
        "lang": drawing.lang,
        "words": words,
        "size": size.format(shown=shown, total=drawing.total, edges=edges) if shown else words["empty"],
        "note": held(drawing.note),
        "looks": _legend(drawing),
        "way": drawing.way,
    }


def _legend(drawing: Drawing) -> list[dict[str, Any]]:
    """The looks that the picture has, each once."""
    kinds, relations = looks()["kinds"], looks()["relations"]
    made = []
    for kind in dict.fromkeys(kind for _, kind in drawing.graph.nodes(data="kind")):
        made.append({**kinds.get(kind, kinds["other"]), "label": _kind(drawing, kind)})
    lines: dict[str, dict[str, Any]] = {}
    for _, _, edge in drawing.graph.edges(data=True):
        look = relations.get(edge["relation"], relations["other"])
        lines.setdefault(edge["relation"], {"line": True, "width": 1.5, **look, "label": edge["label"]})
        if edge["doubtful"]:
            look = relations["doubtful"]
            lines["doubtful"] = {"line": True, "width": 1.5, **look, "label": look[drawing.lang]}
    return made + list(lines.values())


def _kind(drawing: Drawing, kind: str) -> str:
    own = looks()["kinds"].get(kind, {}).get(drawing.lang)
    return str(own or drawing.kinds.get(kind) or kind)


def _for_vis(drawing: Drawing) -> Any:
    """The graph with numbers for nodes and the attributes that vis-network and the page's script want."""
    import networkx as nx

    kinds, relations = looks()["kinds"], looks()["relations"]
    graph: Any = nx.MultiDiGraph()
    numbers = {iri: n for n, iri in enumerate(drawing.graph)}
    places = columns(drawing, _WIDE, _TALL) if drawing.way == "LR" else {}
    for iri, node in drawing.graph.nodes(data=True):
        look = kinds.get(node["kind"], kinds["other"])
        name = held(node["label"])
        facts = [[held(key), held(value)] for key, value in node["facts"]]
        place = dict(zip("xy", places[iri], strict=True)) if places else {}
        if drawing.way == "UD":
            place = {"level": node["level"] or 0}
        graph.add_node(
            numbers[iri], label=name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…", name=name, iri=iri,
            shape="box", color={"background": look["fill"], "border": look["border"]}, borderWidth=2,
            shapeProperties={"borderRadius": look["corners"], "borderDashes": [6, 4] if look.get("dashed") else False},
            kindName=_kind(drawing, node["kind"]), facts=facts, said=_words(node["said"]), **place,
        )  # fmt: skip
    named = drawing.graph.number_of_edges() <= _NAMED
    for source, target, edge in drawing.graph.edges(data=True):
        look = relations.get("doubtful" if edge["doubtful"] else edge["relation"], relations["other"])
        graph.add_edge(
            numbers[source], numbers[target], label=edge["label"] if named else "", name=edge["label"],
            color=look["colour"], weight=look.get("width", 1.5), dashes=bool(look.get("dashed")),
            said=_words(edge["said"]),
        )  # fmt: skip
    return graph


def _words(said: Any) -> list[dict[str, str]]:
    return [{name: held(value) for name, value in each._asdict().items()} for each in said]


def _options(drawing: Drawing) -> dict[str, Any]:
    """The options of vis-network: https://visjs.github.io/vis-network/docs/network/"""
    layered, flat = drawing.way != "", drawing.way == "LR"
    hierarchy = {
        "enabled": drawing.way == "UD", "direction": "UD", "sortMethod": "directed", "shakeTowards": "roots",
        "levelSeparation": 170, "nodeSpacing": 260, "treeSpacing": 280,
    }  # fmt: skip
    return {
        "nodes": {"font": {"size": 17, "face": _FONT, "color": "#111111"}, "margin": 8,
                  "widthConstraint": {"maximum": 300 if flat else 220}},
        "edges": {"arrows": "to", "font": {"size": 14, "face": _FONT, "color": "#111111", "strokeWidth": 4},
                  "smooth": {"enabled": True, "type": "cubicBezier" if layered else "continuous",
                             "forceDirection": "horizontal" if flat else "vertical"}},
        "layout": {"hierarchical": hierarchy, "randomSeed": 1,
                   "improvedLayout": drawing.graph.number_of_nodes() <= _IMPROVED},
        "physics": {"enabled": not layered, "solver": "forceAtlas2Based",
                    "forceAtlas2Based": {"springLength": 220, "gravitationalConstant": -220, "avoidOverlap": 1},
                    "stabilization": {"iterations": 300}},
        "interaction": {"hover": True, "selectConnectedEdges": False,
                        "keyboard": {"enabled": True, "bindToWindow": False}},
    }  # fmt: skip
