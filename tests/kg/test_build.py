"""The build: the same graph whatever the order, bad files reported and the rest read, readers never disturbed."""

from __future__ import annotations

import faulthandler
import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.build.build import NothingReadError, build
from kg.build.extract import documents_of
from kg.build.report import BuildReport
from kg.build.scan import ScanError
from kg.commands.export import export
from kg.search import search
from kg.settings import Settings
from kg.store.generations import BusyError, Generations, StoreError
from kg.store.nquads import by_graph, digest_of
from loaders.model import Document
from loaders.read import MAX_BYTES

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU

Số: {number}/KH-UBND

Bạc Liêu, ngày 01 tháng 3 năm 2022

KẾ HOẠCH

Sửa chữa {what} trong tỉnh

I. NHIỆM VỤ

1. Sở Y tế chủ trì, phối hợp với Sở Tài chính sửa chữa {what}, xong trước ngày 30/6/2023.

2. Sở Nội vụ báo cáo hằng năm.
"""
G = "urn:example:graph"


def put(folder: Path, name: str, what: str, number: int = 5) -> Path:
    """A small plan of our own."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(PLAN.format(number=number, what=what), encoding="utf-8")
    return file


def run(store: Path, *paths: Path, workers: int = 1, **more: object) -> BuildReport:
    return build(list(paths), Settings(store, workers=workers), **more)  # type: ignore[arg-type]


def nquads(store: Path) -> bytes:
    with Generations(store).open() as generation:
        out = io.BytesIO()
        export(generation, "nquads", None, out)
        return out.getvalue()


def finds(store: Path, words: str) -> bool:
    with Generations(store).open() as generation:
        return bool(search(generation.search, f'"{words}"'))


def chidao(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command line, as a process."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    command = [sys.executable, str(root / "cli.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120)


@dataclass
class Listing:
    """An assembly that only lists the texts it got: enough where a test is about files."""

    quads: list[Quad]
    warnings: list[str] = field(default_factory=list)


def listing(documents: list[Document], base: str) -> Listing:
    name = NamedNode("urn:example:file")
    return Listing([
        Quad(NamedNode(f"urn:example:{i}"), name, Literal(document.text.source.name), NamedNode(G))
        for i, document in enumerate(documents)
    ])  # fmt: skip


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
    assert (report.exit_code, report.how, report.documents) == (0, "fresh", len(samples))
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
        assert {name: (len(graph.quads), graph.digest()) for name, graph in graphs.items()} == generation.graphs
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
    assert report.quads == 2
    assert "1 triples stood in two graphs" in report.warnings[0]
    with Generations(tmp_path / "store").open() as generation:
        assert set(generation.store) == {Quad(a, a, a, a), Quad(a, a, b, b)}


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

    def vanish(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("extract", total):
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


# -- bad files -------------------------------------------------------------------------------------------------------


def bad_files(folder: Path) -> dict[str, str]:
    """Files that cannot be read, each with a part of what is said about it."""
    folder.mkdir(exist_ok=True)
    text = PLAN.format(number=9, what="đập nước").encode()
    for name, data in {
        "empty.txt": b"",
        "blank.txt": b" \r\n\t\n",
        "binary.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        "nul.txt": text[:200] + b"\0" + text[200:],
        "late-nul.txt": text * 20 + b"\0",
        "broken.txt": text[:300] + b"\xc3\x28" + text[300:],
        "cut.txt": "ỦY BAN".encode()[:1],
        "windows-1258.md": b"K\xca HO\xc1CH c\xfea t\xd3nh",
        "utf16.txt": b"\xff\xfe" + "KẾ HOẠCH".encode("utf-16-le") + b"\x41",
    }.items():
        (folder / name).write_bytes(data)
    with (folder / "large.txt").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")  # opening it would wait for ever
    return {
        "empty.txt": "is empty; remove it", "blank.txt": "is empty; remove it",
        "binary.txt": "a binary file, not text; convert it", "nul.txt": "a binary file, not text; convert it",
        "late-nul.txt": "a binary file, not text; convert it", "broken.txt": "not UTF-8 (byte 300); save it as UTF-8",
        "cut.txt": "not UTF-8 (byte 0); save it as UTF-8", "windows-1258.md": "not UTF-8 (byte 1); save it as UTF-8",
        "utf16.txt": "marked as utf-16-le but broken at byte 18; save it as UTF-8",
        "large.txt": f"is larger than {MAX_BYTES >> 20} MiB; split the file",
        "dangling.txt": "cannot be read (No such file or directory); check", "pipe.txt": "is no regular file; give",
    }  # fmt: skip


def test_bad_files_are_reported_and_the_rest_goes_in(root: Path, tmp_path: Path) -> None:
    said = bad_files(tmp_path / "in")
    put(tmp_path / "in", "good.txt", "cây cầu")
    (tmp_path / "in" / "one-line.txt").write_text("Sở Y tế chủ trì dọn kênh mương.", encoding="utf-8")
    (tmp_path / "in" / "long-line.md").write_text("Sở Y tế dọn ao. " * 20_000, encoding="utf-8")
    (tmp_path / "in" / "scan.pdf").write_bytes(b"%PDF-1.7")
    done = chidao(root, "build", tmp_path / "in", "--store", tmp_path / "store", "--workers", 2)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    for name, why in said.items():
        (line,) = (line for line in lines if f"/{name}:" in line)
        assert line.startswith(f"refused  {tmp_path / 'in' / name}: ")
        assert why in line
    assert [line for line in lines if line.startswith("skipped")] == [
        f"skipped  {tmp_path / 'in' / 'scan.pdf'}: .pdf is not read yet; convert it to .txt or .md"
    ]
    assert f"3 files read (0 unchanged), 1 skipped, {len(said)} refused, 0 failed" in lines
    for words in ("cây cầu", "dọn kênh mương", "dọn ao"):
        assert finds(tmp_path / "store", words)
    assert not finds(tmp_path / "store", "đập nước")


def test_where_all_are_bad_the_last_generation_stays(root: Path, tmp_path: Path) -> None:
    put(tmp_path / "good", "good.txt", "cây cầu")
    assert run(tmp_path / "store", tmp_path / "good").exit_code == 0
    bad_files(tmp_path / "in")
    done = chidao(root, "build", tmp_path / "in", "--store", tmp_path / "store")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("chidao: nothing to build (refused ")
    assert done.stderr.endswith("; the last generation stays as it was\n")
    assert done.stderr.count("\n") == 1
    assert Generations(tmp_path / "store").current() == "000001"
    assert finds(tmp_path / "store", "cây cầu")


@pytest.mark.parametrize("what", ["folder", "nowhere"])
def test_nothing_to_read(what: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(NothingReadError if what == "folder" else ScanError) as error:
        run(tmp_path / "store", tmp_path / what)
    assert "\n" not in str(error.value)
    assert Generations(tmp_path / "store").current() is None


def misbehave(data: bytes, name: str) -> list[Document]:
    """What the reader of a hostile file might do."""
    if name == "hangs.txt":
        time.sleep(600)
    if name == "aborts.txt":
        faulthandler.disable()  # pytest's, which would print a traceback for each
        os.abort()
    if name == "killed.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "exits.txt":
        os._exit(3)
    if name == "grows.txt":
        return [bytearray(64 << 30)]  # type: ignore[list-item]
    if name == "raises.txt":
        raise KeyError("two\nlines")
    if name == "recurs.txt":
        return misbehave(data, name)
    return documents_of(data, name)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_hangs_or_dies_is_reported_and_the_rest_goes_in(tmp_path: Path, workers: int) -> None:
    said = {
        "hangs.txt": "not done after 2 s; raise CHIDAO_FILE_SECONDS",
        "aborts.txt": "the process that read it ended (signal SIGABRT); split",
        "killed.txt": "the process that read it ended (signal SIGKILL); split",
        "exits.txt": "the process that read it ended (exit code 3); split",
        "grows.txt": "it needs more than 4096 MiB of memory; raise CHIDAO_FILE_MEMORY_MB",
        "raises.txt": "KeyError: 'two\\nlines'",
        "recurs.txt": "RecursionError: ",
    }
    for number, name in enumerate([*said, "a.txt", "m.txt", "z.txt"], start=1):
        put(tmp_path / "in", name, f"cây cầu số {number}", number)
    began = time.monotonic()
    report = build(
        [tmp_path / "in"], Settings(tmp_path / "store", workers=workers, file_seconds=2),
        extract=misbehave, assemble=listing,
    )  # fmt: skip
    assert time.monotonic() - began < 30
    assert report.exit_code == 1
    troubled = {file.path.name: file.line() for file in report.troubled}
    assert set(troubled) == set(said)
    for name, why in said.items():
        assert troubled[name].startswith(f"failed   {tmp_path / 'in' / name}: {why}")
        assert "\n" not in troubled[name]
    with Generations(tmp_path / "store").open() as generation:
        assert sorted(quad.object.value for quad in generation.store) == ["a.txt", "m.txt", "z.txt"]  # type: ignore[union-attr]


# -- bounds ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_ten_megabytes_are_read_within_the_limits(tmp_path: Path) -> None:
    parts, size, count = [PLAN.format(number=5, what="cây cầu")], 0, 2
    while size < 10 << 20:
        count += 1
        more = " Việc này nối tiếp phần việc nêu ở mục trên và tính vào kế hoạch chung của ngành." * (count % 4)
        parts.append(f"{count}. Sở Y tế chủ trì, phối hợp với Sở Tài chính sửa chữa cây cầu số {count}.{more}")
        size += len(parts[-1].encode()) + 2
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "large.txt").write_text("\n\n".join(parts), encoding="utf-8")
    read: list[Document] = []

    def keep(documents: list[Document], base: str) -> Listing:
        read.extend(documents)
        return listing(documents, base)

    report = run(tmp_path / "store", tmp_path / "in", assemble=keep)
    assert [file.status for file in report.files] == ["read"]
    assert report.files[0].size > 10 << 20
    numbered = [part for part in read[0].provisions if part.path.startswith("I/")]
    assert len(read) == 1
    assert len(numbered) == count
    assert len(read[0].tasks) >= count - 2


# -- builds and readers beside each other ----------------------------------------------------------------------------


def test_two_builds_exclude_each_other(root: Path, tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", "cây cầu")
    others: list[subprocess.CompletedProcess[str]] = []
    caught: list[BusyError] = []

    def meanwhile(stage: str, done: int, total: int) -> None:
        if stage == "assemble":
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
        assert sorted(folder.name for folder in folders.iterdir()) == ["000001", "000003"]
    assert run(store, tmp_path / "in").generation == "000004"
    assert [folder.name for folder in folders.iterdir()] == ["000004"]


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
                    (quad,) = generation.store
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
