"""Everything that can be set, each with its environment variable, its default and its reason.

>>> Settings.from_environment({"CHIDAO_STORE": "/data/kg", "CHIDAO_WORKERS": "3"}).workers
3
>>> Settings.from_environment({"CHIDAO_WORKERS": "many"})
Traceback (most recent call last):
kg.settings.SettingError: CHIDAO_WORKERS: 'many' is no whole number; set it to a number, such as 2
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from kg.iri import DEFAULT_BASE


class SettingError(ValueError):
    """A setting cannot be understood; the message is one line."""


def default_store(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The user's data folder: XDG Base Directory Specification, on macOS Apple's File System Programming Guide.

    >>> default_store({"XDG_DATA_HOME": "/home/lan/.data"}, "linux").as_posix()
    '/home/lan/.data/chidao'
    """
    home = Path(environment.get("HOME") or Path.home())
    if platform == "darwin":
        return home / "Library" / "Application Support" / "chidao"
    data = environment.get("XDG_DATA_HOME", "")
    # The specification: a relative path in the variable is to be ignored.
    return (Path(data) if Path(data).is_absolute() else home / ".local" / "share") / "chidao"


def cores() -> int:
    """The processors that this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # macOS
        return max(1, os.cpu_count() or 1)


def default_workers(cores: int, memory_mb: int) -> int:
    """One a core, but no more than have 1 GiB each: a large file needs most of that.

    >>> default_workers(2, 24 << 10), default_workers(8, 4 << 10), default_workers(1, 512)
    (2, 4, 1)
    """
    return max(1, min(cores, memory_mb >> 10))


def default_file_memory(memory_mb: int, workers: int) -> int:
    """4 GiB, less where the workers together would take more than three quarters of the machine; 1 GiB at least,
    since that is address space, and the libraries alone map a third of it.

    >>> default_file_memory(24 << 10, 2), default_file_memory(4 << 10, 2), default_file_memory(1024, 1)
    (4096, 1536, 1024)
    """
    return max(1024, min(4096, memory_mb * 3 // 4 // max(1, workers)))


def _default_workers() -> int:
    from kg.build.confine import system_memory_mb

    return default_workers(cores(), system_memory_mb())


def _default_file_memory() -> int:
    from kg.build.confine import system_memory_mb

    memory = system_memory_mb()
    return default_file_memory(memory, default_workers(cores(), memory))


def _number(name: str, said: str) -> int:
    try:
        return int(said)
    except ValueError:
        raise SettingError(f"{name}: {said!r} is no whole number; set it to a number, such as 2") from None


_KINDS: dict[str, Callable[[str, str], object]] = {"store": lambda _, said: Path(said), "base": lambda _, said: said}


@dataclass(frozen=True)
class Settings:
    """The settings of one run; `help` and `env` of each field are what docs/cli.md prints."""

    store: Path = field(
        metadata={"env": "CHIDAO_STORE", "help": "Folder of the store; default: chidao in your data folder."},
    )
    base: str = field(
        default=DEFAULT_BASE,
        metadata={"env": "CHIDAO_BASE", "help": f"Base of all IRIs of data; default: {DEFAULT_BASE}"},
    )
    workers: int = field(
        default_factory=_default_workers,
        metadata={
            "env": "CHIDAO_WORKERS",
            "help": "Files extracted at the same time; default: one a core, and no more than have 1 GiB of memory"
            " each. More than cores gain nothing; fewer leave room for other work.",
        },
    )
    file_seconds: int = field(
        default=180,
        metadata={
            "env": "CHIDAO_FILE_SECONDS",
            "help": "Longest time for one file, in seconds of the clock; default: 180. A file that is not done "
            "then is reported as failed, what reads it is stopped with the programs it started "
            "(LibreOffice, Tesseract), and the build goes on. A plan of 50 pages takes a second, a scan "
            "some seconds a page: raise it for long scans.",
        },
    )
    file_memory_mb: int = field(
        default_factory=_default_file_memory,
        metadata={
            "env": "CHIDAO_FILE_MEMORY_MB",
            "help": "Most memory for one file, in MiB: address space of what reads it, and memory taken together "
            "with the programs it started; default: 4096, less where the workers together would take more"
            " than three quarters of the machine. A text of 10 MB takes about 1,500.",
        },
    )
    file_output_mb: int = field(
        default=512,
        metadata={
            "env": "CHIDAO_FILE_OUTPUT_MB",
            "help": "Most that may be found in one file, in MiB as JSON; default: 512. A plan of 50 pages gives "
            "1; what gives more than this is no document, or several hundred, and would take the memory "
            "of the whole build.",
        },
    )
    worker_files: int = field(
        default=1000,
        metadata={
            "env": "CHIDAO_WORKER_FILES",
            "help": "Files that one worker reads before a fresh one takes its place; default: 1000. Libraries "
            "that lose memory then lose little.",
        },
    )
    worker_keep_mb: int = field(
        default=1024,
        metadata={
            "env": "CHIDAO_WORKER_KEEP_MB",
            "help": "A worker that still holds more than this after a file, in MiB, is replaced; default: 1024. A"
            " large file leaves a large process behind, which would go on counting against the next "
            "file's memory.",
        },
    )
    progress_seconds: int = field(
        default=30,
        metadata={
            "env": "CHIDAO_PROGRESS_SECONDS",
            "help": "How often a build says how far it is where standard error is no terminal (a log); default: "
            "30. On a terminal one line is redrawn all the time; with --json and --quiet nothing is said.",
        },
    )
    query_seconds: int = field(
        default=30,
        metadata={
            "env": "CHIDAO_QUERY_SECONDS",
            "help": "Longest time one query may take, in seconds; default: 30. It is stopped then.",
        },
    )
    query_memory_mb: int = field(
        default=4096,
        metadata={
            "env": "CHIDAO_QUERY_MEMORY_MB",
            "help": "Most address space one query may take, in MiB; default: 4096.",
        },
    )
    query_rows: int = field(
        default=100_000,
        metadata={
            "env": "CHIDAO_QUERY_ROWS",
            "help": "Most rows or triples of one answer of the server; default: 100000. The header "
            "Chidao-Truncated says where an answer was cut.",
        },
    )
    query_result_mb: int = field(
        default=64,
        metadata={
            "env": "CHIDAO_QUERY_RESULT_MB",
            "help": "Most of one answer of the server, in MiB; default: 64. Cut as above.",
        },
    )
    serve_workers: int = field(
        default_factory=lambda: max(4, cores() + 2),
        metadata={
            "env": "CHIDAO_SERVE_WORKERS",
            "help": "Processes in which the server asks the graph; default: two more than cores, 4 at least. One is "
            "kept for questions of the catalogue, so that free queries cannot take all.",
        },
    )
    serve_waiting: int = field(
        default=400,
        metadata={
            "env": "CHIDAO_SERVE_WAITING",
            "help": "Requests that may wait for a process of the server; default: 400. Further ones, and those "
            "that wait for more than 5 seconds, get 503 with Retry-After.",
        },
    )
    serve_answers_mb: int = field(
        default=64,
        metadata={
            "env": "CHIDAO_SERVE_ANSWERS_MB",
            "least": 0,
            "help": "Answers that the server keeps for who asks the same again, in MiB; default: 64, and 0 keeps "
            "none. They hold until the next build, and are those a new query would give.",
        },
    )

    @staticmethod
    def from_environment(environment: Mapping[str, str] | None = None, **given: object) -> Settings:
        """Settings of the environment variables; `given` (those of the command line that are not None) come first.

        Raises SettingError for a value that cannot be understood.
        """
        environment = os.environ if environment is None else environment
        values: dict[str, object] = {"store": default_store(environment)}
        for each in fields(Settings):
            name, said = each.metadata["env"], environment.get(each.metadata["env"], "")
            if given.get(each.name) is not None:
                values[each.name] = given[each.name]
            elif said:
                values[each.name] = _KINDS.get(each.name, _number)(name, said)
        for each in fields(Settings):
            value = values.get(each.name)
            least = each.metadata.get("least", 1)
            if isinstance(value, int) and value < least:
                raise SettingError(f"{each.metadata['env']}: {value} is too small; set it to {least} or more")
        return Settings(**values)  # type: ignore[arg-type]
