"""Builds that are killed at a chosen point; run as a process of its own by test_store_kill.py.

    python -m tests.kg.killed < requests > answers

A request is one line of JSON: `store`, `paths`, and `at`, the number of the point (kg.store.steps) at which the build
and its workers get SIGKILL; 0 lets it run. The answer: `killed`, the `steps` reached in their order, the exit `code`.

Each build runs in a fork of this process, which has read the words and patterns but never opened a store: so a build
costs no start of Python, and no thread of the store's library is lost by the fork.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from pathlib import Path

from kg.assemble import assemble
from kg.build.build import build
from kg.build.extract import documents_of
from kg.settings import Settings
from kg.store.steps import listening


def killed_build(store: Path, paths: list[Path], at: int) -> dict[str, object]:
    """One build in a process group of its own, killed as a whole at the `at`-th point."""
    count = multiprocessing.get_context("fork").Value("i", 0)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(read)
        building = os.getpid()

        def reached(step: str) -> None:
            with count.get_lock():  # the workers count too
                count.value += 1
                os.write(write, f"{step}\n".encode())
                if count.value == at:
                    os.kill(building, signal.SIGKILL)  # the kernel kills its workers with it ...
                    os.killpg(0, signal.SIGKILL)  # ... one of which may be who counts here

        code = 70
        try:
            with listening(reached):
                code = build(paths, Settings(store, workers=1)).exit_code
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as stream:
        steps = stream.read().splitlines()
    _, status = os.waitpid(child, 0)
    return {
        "killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
        "steps": steps,
        "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
    }


def main() -> None:
    """Answer requests until there are no more."""
    assemble(documents_of("KẾ HOẠCH\n\n1. Sở Y tế thực hiện.".encode(), "a.txt"))
    for line in sys.stdin:
        asked = json.loads(line)
        answer = killed_build(Path(asked["store"]), [Path(path) for path in asked["paths"]], asked["at"])
        print(json.dumps(answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
