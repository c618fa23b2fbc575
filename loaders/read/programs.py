"""Programs that a reader calls (LibreOffice, Tesseract): bounded in time and in what they write, and never orphans.

A program runs in a process group of its own. The group is killed when the program is late, and also when the process
that called it ends, however that ends: a second process, the warden, waits on a pipe that the caller holds open and
kills the group when the pipe closes. (`PR_SET_PDEATHSIG` alone would reach the program but not what it started.)

>>> run(["/bin/echo", "xin chào"], seconds=5).decode()
'xin chào\\n'
>>> run(["/bin/sleep", "5"], seconds=0.1)
Traceback (most recent call last):
loaders.read.programs.LateError: sleep: not done after 0.1 s
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_WARDEN = 'read _; kill -s KILL -- "-$0"'  # the form that dash and POSIX know
_SHELL = "/bin/sh"


class ProgramError(Exception):
    """A program failed; the message is its name and what happened, one line."""


class LateError(ProgramError):
    """A program was not done in time and is dead."""


def run(
    command: Sequence[str], *, seconds: float, given: bytes = b"", output_bytes: int = 64 << 20,
    environment: Mapping[str, str] | None = None, folder: Path | None = None,
) -> bytes:  # fmt: skip
    """What `command` (a list; no shell) prints when it is given the bytes `given`.

    `seconds` of wall clock; no file it writes, what it prints included, grows beyond `output_bytes`. It may take more
    address space than its caller: the bound of a worker is too small for an office. Raises LateError, and ProgramError
    where it cannot be started or ends with another code than 0.
    """
    name = Path(command[0]).name
    # Files, not pipes: a program that writes without end then meets the bound of the kernel and not our memory.
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as printed:
        source.write(given)
        source.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603
                list(command), stdin=source, stdout=printed, stderr=subprocess.DEVNULL, cwd=folder, env=environment,
                start_new_session=True, preexec_fn=lambda: _bound(seconds, output_bytes),
            )  # fmt: skip
        except OSError as error:
            raise ProgramError(f"{name}: {error.strerror}") from error
        with _warden(process.pid):
            try:
                code = process.wait(seconds)
            except subprocess.TimeoutExpired as error:
                raise LateError(f"{name}: not done after {seconds:g} s") from error
            finally:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if code:
            how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
            raise ProgramError(f"{name}: {how}")
        printed.seek(0)
        return printed.read(output_bytes + 1)


@contextlib.contextmanager
def _warden(group: int) -> Iterator[None]:
    """While the block runs: whoever kills us kills the process group `group` too."""
    warden = subprocess.Popen(  # noqa: S603
        [_SHELL, "-c", _WARDEN, str(group)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        warden.kill()
        warden.wait()
        assert warden.stdin is not None  # noqa: S101
        warden.stdin.close()


def _bound(seconds: float, output_bytes: int) -> None:
    """In the child, before the program begins."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (output_bytes, output_bytes))
    processor = int(4 * seconds) + 1  # threads add up; the wall clock is the first bound, this one needs nobody
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
