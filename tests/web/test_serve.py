"""`chidao serve` as a process: begins, moves on with builds, ends cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from kg.build.build import build
from kg.settings import Settings
from kg.store.generations import Generations
from tests.processes import alive, children, put_to_work
from tests.web.conftest import Served, start, until

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
COUNT = "PREFIX cd: <https://w3id.org/chidao/ont#> SELECT (COUNT(?d) AS ?n) { ?d a cd:Document ; cd:sourceFile ?f }"


def built(store: Path, *files: Path) -> None:
    build(list(files), Settings.from_environment({}, store=store, workers=1))


@pytest.fixture
def samples(root: Path) -> list[Path]:
    return sorted(file for file in (root / "samples").glob("*") if file.name != "README.md")


@pytest.mark.parametrize("sign", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_it_ends_cleanly(root: Path, tmp_path: Path, samples: list[Path], sign: signal.Signals) -> None:
    """Also with a query at work: exit code 0, no process and no file left."""
    built(tmp_path, samples[0])
    server = start(root, tmp_path)
    assert (tmp_path / "served").is_dir()
    workers = children(server.process.pid)
    assert workers
    with put_to_work(workers):
        asking = subprocess.Popen([sys.executable, "-c", f"import httpx; httpx.post({server.url!r} + '/sparql', data=dict(query={ENDLESS!r}), timeout=60)"],
                                  stderr=subprocess.DEVNULL)  # fmt: skip
    server.process.send_signal(sign)
    assert server.process.wait(20) == 0
    asking.wait(60)
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    assert not (tmp_path / "served").exists()


def test_a_killed_server_leaves_nothing_that_works_on_or_stays(root: Path, tmp_path: Path, samples: list[Path]) -> None:
    built(tmp_path, samples[0])
    server = start(root, tmp_path)
    workers = children(server.process.pid)
    server.process.kill()
    server.process.wait(20)
    assert until(lambda: not any(alive(pid) for pid in workers))
    assert list((tmp_path / "served").iterdir())
    again = start(root, tmp_path)
    assert len(list((tmp_path / "served").glob("*.lock"))) == 1
    assert again.stop() == 0
    assert not (tmp_path / "served").exists()


def test_a_query_of_a_killed_server_ends_at_its_limit(root: Path, tmp_path: Path, samples: list[Path]) -> None:
    """Nobody is left to kill its process, and it reads no end of its input while it works: the kernel ends it."""
    built(tmp_path, samples[0])
    server = start(root, tmp_path, CHIDAO_QUERY_SECONDS="3")
    workers = children(server.process.pid)
    with put_to_work(workers):
        asking = subprocess.Popen([sys.executable, "-c", f"import httpx; httpx.post({server.url!r} + '/sparql', data=dict(query={ENDLESS!r}), timeout=60)"],
                                  stderr=subprocess.DEVNULL)  # fmt: skip
    server.process.kill()
    server.process.wait(20)
    assert any(alive(pid) for pid in workers), "none works: this tests nothing"
    asking.wait(60)
    assert until(lambda: not any(alive(pid) for pid in workers), 60)


def test_it_moves_on_by_itself_while_builds_go_on(root: Path, tmp_path: Path, samples: list[Path]) -> None:
    """Each answer is that of one generation, none fails, and what is old is let go so that it can be deleted."""
    built(tmp_path, samples[0])
    server = start(root, tmp_path, CHIDAO_SERVE_WORKERS="2")
    try:
        first = int(server.values(COUNT)[0]["n"])
        tag = server.query(COUNT).headers["etag"]
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", "build", *map(str, samples), "--store", str(tmp_path), "-q"],
            env=os.environ | {"PYTHONPATH": str(root)},
        )
        seen: list[int] = []
        end = time.monotonic() + 60
        while time.monotonic() < end and (not seen or seen[-1] == first):
            seen.append(int(server.values(COUNT)[0]["n"]))
        assert process.wait(60) == 0
        assert seen[0] == first < seen[-1]
        assert set(seen) == {first, seen[-1]}
        assert server.query(COUNT).headers["etag"] != tag
        assert server.get("/api").json()["generation"] == "000002"
        assert until(lambda: len(list((tmp_path / "served").glob("*.lock"))) == 1)
        built(tmp_path, *samples)  # sweeps what nobody holds
        assert until(lambda: server.get("/api").json()["generation"] == "000003")

        def swept() -> bool:
            with Generations(tmp_path).exclude_builds():
                Generations(tmp_path).sweep()
            left = {each.name for each in (tmp_path / "generations").iterdir()}
            return left == {"000002", "000003"}  # the one before is kept; the server held 000001

        assert until(swept)
        assert int(server.values(COUNT)[0]["n"]) == seen[-1]
    finally:
        assert server.stop() == 0


def test_the_next_free_port_is_taken(root: Path, tmp_path: Path, samples: list[Path]) -> None:
    built(tmp_path, samples[0])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = start(root, tmp_path, "--port", str(port))
        assert port < int(server.url.rsplit(":", 1)[1]) <= port + 100
        assert httpx.get(f"{server.url}/api").status_code == 200
        assert server.stop() == 0


def test_nothing_built_is_one_line(root: Path, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "cli", "serve", "--store", str(tmp_path / "none"), "--port", "0"], cwd=tmp_path,
                          env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True, text=True, timeout=60, check=False)  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "nothing was built here yet; run: chidao build" in done.stderr


def test_only_sites_that_are_named_may_read_where_some_are(root: Path, tmp_path: Path, samples: list[Path]) -> None:
    built(tmp_path, samples[0])
    server = start(root, tmp_path, "--origin", "https://good.example")
    try:
        good = server.get("/sparql?query=ASK%7B%7D", headers={"Origin": "https://good.example"})
        other = server.get("/sparql?query=ASK%7B%7D", headers={"Origin": "https://other.example"})
        assert good.headers["access-control-allow-origin"] == "https://good.example"
        assert "access-control-allow-origin" not in other.headers
    finally:
        server.stop()


def test_a_store_that_cannot_be_written_is_served_with_the_description_of_the_build_alone(root: Path, tmp_path: Path, samples: list[Path]) -> None:
    built(tmp_path, samples[0])
    (tmp_path / "served").write_text("in the way")  # as good as a read-only disk, also for root
    server: Served = start(root, tmp_path, described=False)
    try:
        time.sleep(2)
        assert int(server.values(COUNT)[0]["n"]) >= 1
        described = server.get("/.well-known/void").text
        assert "classPartition" in described
        assert "sparqlEndpoint" not in described
        assert server.get("/sparql").status_code == 200
        assert server.get("/api/query/statistics").status_code == 200
    finally:
        assert server.stop() == 0


@pytest.mark.slow
def test_pages_move_on_too_and_it_ends_while_they_are_open(root: Path, tmp_path: Path, samples: list[Path]) -> None:
    """Also with connections that browsers keep, one of them in the middle of a request."""
    built(tmp_path, samples[0])
    server = start(root, tmp_path)
    html = {"Accept": "text/html"}
    with httpx.Client(base_url=server.url, headers=html, timeout=30) as kept, socket.create_connection(
        ("127.0.0.1", int(server.url.rsplit(":", 1)[1]))
    ) as half:
        half.sendall(b"GET /tasks HTTP/1.1\r\nHost: x\r\n")  # and no more
        first = kept.get("/documents")
        assert "000001" in first.text
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", "build", *map(str, samples), "--store", str(tmp_path), "-q"],
            env=os.environ | {"PYTHONPATH": str(root)},
        )
        seen = set()
        while process.poll() is None:
            page = kept.get("/documents")
            assert page.status_code == 200
            seen.add("000002" in page.text)
        assert process.returncode == 0
        assert False in seen, "pages are there while a build goes on"
        assert until(lambda: "000002" in kept.get("/documents").text)
        second = kept.get("/documents")
        assert second.headers["etag"] != first.headers["etag"]
        assert second.text.count('href="/doc/') > first.text.count('href="/doc/')
        assert kept.get("/documents", headers={"If-None-Match": first.headers["etag"]}).status_code == 200
        assert server.stop() == 0
    assert not (tmp_path / "served").exists()
