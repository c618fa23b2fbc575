"""The build: the same graph whatever the order, bad files reported and the rest read, readers never disturbed."""

from __future__ import annotations

import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.build.progress import Step
from kg.iri import DEFAULT_BASE
from kg.rdf.dataset import NAME
from kg.search import search
from kg.store.generations import BusyError, Generations, StoreError
from kg.store.nquads import by_graph, digest_of
from loaders.model import Document
from tests.kg.builds import G, Listing, chidao, finds, listing, nquads, put, run

# -- the same graph --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples(root: Path) -> list[Path]:
    found = sorted(file for file in (root / "samples").iterdir() if file.name != "README.md")
    assert len(found) >= 3
    return found


@pytest.fixture(scope="module")
def reference(samples: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the samples."""
    store = tmp_path_factory.mktemp("reference")
    report = run(store, *samples)
    assert (report.exit_code, report.how) == (0, "fresh")
    assert report.documents == len(samples) + 2  # two files hold a document and what it promulgates
    return store


@pytest.mark.parametrize("workers", [1, 2])
def test_neither_order_nor_workers_matter(
    reference: Path, samples: list[Path], workers: int, tmp_path: Path
) -> None:  # fmt: skip
    assert run(tmp_path, *samples[1:][::-1], samples[0], workers=workers).exit_code == 0
    assert nquads(tmp_path) == nquads(reference)


def test_a_graph_from_the_cache_is_the_same(reference: Path, samples: list[Path], tmp_path: Path) -> None:
    shutil.copytree(reference / "cache", tmp_path / "cache")
    report = run(tmp_path, *samples)
    assert all(file.cached for file in report.files)
    assert (report.generation, report.how) == ("000001", "fresh")
    assert nquads(tmp_path) == nquads(reference)
    again = run(tmp_path, *samples)
    assert (again.generation, again.how, again.changed_graphs) == ("000002", "checkpoint", 0)
    assert nquads(tmp_path) == nquads(reference)


def test_what_the_manifest_says_is_what_the_graph_holds(reference: Path) -> None:
    with Generations(reference).open() as generation:
        graphs, _ = by_graph(generation.store)
        assert {name: (len(graph), graph.digest()) for name, graph in graphs.items()} == generation.graphs
        assert generation.manifest["digest"] == digest_of(generation.graphs)
        assert generation.manifest["quads"] == len(generation.store)


def test_a_triple_stands_in_one_graph_only(reference: Path) -> None:
    with Generations(reference).open() as generation:
        triples = [quad.triple for quad in generation.store]
    assert len(triples) == len(set(triples)) > 1000


def test_a_triple_in_two_graphs_is_kept_in_one_and_reported(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", "cầu")
    a, b = NamedNode("urn:example:a"), NamedNode("urn:example:b")

    def twice(documents: list[Document], base: str) -> Listing:
        return Listing([Quad(a, a, a, b), Quad(a, a, a, a), Quad(a, a, b, b)])

    report = run(tmp_path / "store", tmp_path / "in", assemble=twice)
    assert "1 triples stood in two graphs" in report.warnings[0]
    with Generations(tmp_path / "store").open() as generation:
        described = generation.graphs[DEFAULT_BASE + NAME][0]
        kept = {quad for quad in generation.store if quad.graph_name in (a, b)}
    assert kept == {Quad(a, a, a, a), Quad(a, a, b, b)}
    assert report.quads == 2 + described


def test_a_file_that_is_removed_disappears(tmp_path: Path) -> None:
    kept = put(tmp_path / "in", "a.txt", "cây cầu")
    removed = put(tmp_path / "in", "b.txt", "bến phà", number=6)
    assert run(tmp_path / "store", tmp_path / "in").documents == 2
    assert finds(tmp_path / "store", "bến phà")
    removed.unlink()
    report = run(tmp_path / "store", tmp_path / "in")
    assert (report.documents, report.how) == (1, "checkpoint")
    assert not finds(tmp_path / "store", "bến phà")
    assert finds(tmp_path / "store", "cây cầu")
    run(tmp_path / "fresh", kept)
    assert nquads(tmp_path / "store") == nquads(tmp_path / "fresh")


def test_a_changed_file_from_a_checkpoint_is_as_from_scratch(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", "cây cầu")
    put(tmp_path / "in", "b.txt", "bến phà", number=6)
    run(tmp_path / "store", tmp_path / "in")
    put(tmp_path / "in", "b.txt", "chợ huyện", number=7)
    report = run(tmp_path / "store", tmp_path / "in")
    assert (report.how, [file.cached for file in report.files]) == ("checkpoint", [True, False])
    run(tmp_path / "fresh", tmp_path / "in")
    assert nquads(tmp_path / "store") == nquads(tmp_path / "fresh")
    assert finds(tmp_path / "store", "chợ huyện")
    assert not finds(tmp_path / "store", "bến phà")


def test_a_renamed_file_comes_from_the_cache_under_its_new_name(tmp_path: Path) -> None:
    file = put(tmp_path / "in", "a.txt", "cây cầu")
    run(tmp_path / "store", tmp_path / "in")
    file.rename(tmp_path / "in" / "renamed.txt")
    assert run(tmp_path / "store", tmp_path / "in").files[0].cached
    run(tmp_path / "fresh", tmp_path / "in")
    assert nquads(tmp_path / "store") == nquads(tmp_path / "fresh")
    assert b'"renamed.txt"' in nquads(tmp_path / "store")


# -- the cache and the last generation may be damaged ----------------------------------------------------------------


def test_a_damaged_cache_is_a_miss(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", "cây cầu")
    run(tmp_path / "store", tmp_path / "in")
    before = nquads(tmp_path / "store")
    (kept,) = (tmp_path / "store" / "cache").rglob("*.z")
    kept.write_bytes(kept.read_bytes()[:-7])
    report = run(tmp_path / "store", tmp_path / "in")
    assert [(file.status, file.cached) for file in report.files] == [("read", False)]
    assert nquads(tmp_path / "store") == before


def test_a_cache_that_vanishes_is_no_silent_loss(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", "cây cầu")
    gone = put(tmp_path / "in", "b.txt", "bến phà và chợ huyện", number=6)

    def vanish(step: Step) -> None:
        if (step.stage, step.done) == ("extract", step.total):
            for kept in (tmp_path / "store" / "cache").rglob("*.z"):
                if len(list(kept.parent.parent.rglob("*.z"))) > 1:
                    kept.unlink()

    report = run(tmp_path / "store", tmp_path / "in", assemble=listing, progress=vanish)
    assert (report.exit_code, report.documents, report.count("failed")) == (1, 1, 1)
    assert "gone from the cache; build again" in report.troubled[0].line()
    assert gone.exists()


def test_another_version_of_the_extractor_reads_anew(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", "cây cầu")
    run(tmp_path / "store", tmp_path / "in", version="one", assemble=listing)
    assert run(tmp_path / "store", tmp_path / "in", version="one", assemble=listing).files[0].cached
    assert not run(tmp_path / "store", tmp_path / "in", version="two", assemble=listing).files[0].cached
    assert [folder.name for folder in (tmp_path / "store" / "cache").iterdir()] == ["two"]


@pytest.mark.parametrize("damaged", ["graph/CURRENT", "manifest.json", "graphs.json"])
def test_a_damaged_generation_does_not_damage_the_next(tmp_path: Path, damaged: str) -> None:
    put(tmp_path / "in", "a.txt", "cây cầu")
    run(tmp_path / "store", tmp_path / "in")
    before = nquads(tmp_path / "store")
    (tmp_path / "store" / "generations" / "000001" / damaged).write_bytes(b"{")
    with pytest.raises(StoreError) as error, Generations(tmp_path / "store").open() as generation:
        _ = generation.store, generation.graphs
    assert "build it again" in str(error.value)
    assert "\n" not in str(error.value)
    report = run(tmp_path / "store", tmp_path / "in")
    assert (report.generation, report.how) == ("000002", "fresh")
    assert nquads(tmp_path / "store") == before


# -- builds and readers beside each other ----------------------------------------------------------------------------


def test_two_builds_exclude_each_other(root: Path, tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", "cây cầu")
    others: list[subprocess.CompletedProcess[str]] = []
    caught: list[BusyError] = []

    def meanwhile(step: Step) -> None:
        if step.stage == "assemble":
            others.append(chidao(root, "build", tmp_path / "in", "--store", tmp_path / "store"))
            with pytest.raises(BusyError) as error:
                run(tmp_path / "store", tmp_path / "in")
            caught.append(error.value)

    report = run(tmp_path / "store", tmp_path / "in", assemble=listing, progress=meanwhile)
    assert (others[0].returncode, others[0].stdout) == (2, "")
    busy = f"{tmp_path / 'store'}: another build is running; wait for it, or choose another --store"
    assert others[0].stderr == f"chidao: {busy}\n"
    assert str(caught[0]) == busy
    assert report.generation == "000001"
    assert run(tmp_path / "store", tmp_path / "in", assemble=listing).generation == "000002"


def test_readers_keep_their_generation_until_they_let_go(tmp_path: Path) -> None:
    store, folders = tmp_path / "store", tmp_path / "store" / "generations"
    put(tmp_path / "in", "a.txt", "cây cầu")
    run(store, tmp_path / "in")
    with Generations(store).open() as reader:
        before = len(reader.store)
        put(tmp_path / "in", "a.txt", "bến phà")
        assert run(store, tmp_path / "in").generation == "000002"
        assert finds(store, "bến phà")
        assert not finds(store, "cây cầu")
        assert search(reader.search, "cây cầu")
        assert not search(reader.search, '"bến phà"')
        assert len(list(reader.store)) == before
        assert sorted(folder.name for folder in folders.iterdir()) == ["000001", "000002"]
        put(tmp_path / "in", "a.txt", "chợ huyện")
        assert run(store, tmp_path / "in").generation == "000003"
        assert search(reader.search, "cây cầu")
        assert run(store, tmp_path / "in").generation == "000004"
        assert search(reader.search, "cây cầu")
        assert sorted(folder.name for folder in folders.iterdir()) == ["000001", "000003", "000004"]
    assert run(store, tmp_path / "in").generation == "000005"
    assert sorted(folder.name for folder in folders.iterdir()) == ["000004", "000005"]


def test_whoever_opens_while_a_build_switches_gets_a_whole_generation(tmp_path: Path) -> None:
    store, done = tmp_path / "store", threading.Event()
    names = ["one.txt", "two.txt", "three.txt", "four.txt"]
    file = put(tmp_path / "in", names[0], "cây cầu")
    run(store, tmp_path / "in", assemble=listing)
    seen: list[str] = []
    wrong: list[BaseException] = []

    def read() -> None:
        try:
            while not done.is_set():
                with Generations(store).open() as generation:
                    (quad,) = generation.store.quads_for_pattern(None, None, None, NamedNode(G))
                    assert generation.manifest["files"][0]["path"].endswith(quad.object.value)  # type: ignore[union-attr]
                    seen.append(quad.object.value)  # type: ignore[union-attr]
        except BaseException as error:
            wrong.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for name in names[1:]:
            file = file.rename(file.with_name(name))
            run(store, tmp_path / "in", assemble=listing)
    finally:
        done.set()
        reader.join()
    assert not wrong
    assert sorted(set(seen), key=names.index) == list(dict.fromkeys(seen))  # never back to an older one
    assert len(set(seen)) > 1
