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


def _default_workers() -> int:
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # macOS
        return max(1, os.cpu_count() or 1)


def _number(name: str, said: str) -> int:
    try:
        return int(said)
    except ValueError:
        raise SettingError(f"{name}: {said!r} is no whole number; set it to a number, such as 2") from None


_KINDS: dict[str, Callable[[str, str], object]] = {"store": lambda _, said: Path(said), "base": lambda _, said: said}


@dataclass(frozen=True)
class Settings:
    """The settings of one run; `help` and `env` of each field are what docs/cli.md prints."""

    store: Path = field(metadata={"env": "CHIDAO_STORE", "help": "Folder of the store; default: in your data folder."})
    base: str = field(
        default=DEFAULT_BASE,
        metadata={"env": "CHIDAO_BASE", "help": f"Base of all IRIs of data; default: {DEFAULT_BASE}"},
    )
    workers: int = field(
        default_factory=_default_workers,
        metadata={"env": "CHIDAO_WORKERS", "help": "Files extracted at the same time; default: one a core."},
    )
    file_seconds: int = field(
        default=180,
        metadata={"env": "CHIDAO_FILE_SECONDS", "help": "Longest time for one file; then it is reported and left."},
    )
    file_memory_mb: int = field(
        default=4096,
        metadata={"env": "CHIDAO_FILE_MEMORY_MB", "help": "Most address space one worker may take, in MiB."},
    )
    query_seconds: int = field(
        default=30,
        metadata={"env": "CHIDAO_QUERY_SECONDS", "help": "Longest time one query may take; then it is stopped."},
    )
    query_memory_mb: int = field(
        default=4096,
        metadata={"env": "CHIDAO_QUERY_MEMORY_MB", "help": "Most address space one query may take, in MiB."},
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
            if isinstance(value, int) and value < 1:
                raise SettingError(f"{each.metadata['env']}: {value} is too small; set it to 1 or more")
        return Settings(**values)  # type: ignore[arg-type]
