"""Reader of what only an office reads: Word 97 (.doc), RTF and OpenDocument (.odt), through LibreOffice.

The file is converted in a folder and a profile of its own, so that conversions run side by side; nothing of it is kept.
Macros do not run when a document is converted, and the profile forbids them and links besides. A conversion that takes
too long is killed with all it started, one that writes too much is refused.

The result is DOCX, read as such where that reader is there, else HTML.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from loaders.model import Text
from loaders.read.bounds import OFFICE_OUTPUT, OFFICE_SECONDS
from loaders.read.decode import MAX_BYTES, ReadError
from loaders.read.programs import LateError, ProgramError, run

_PROGRAMS = ("soffice", "libreoffice")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
# No macros, no link is followed or updated, nothing is asked, no lock or recovery file is written.
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
)


def read_bytes(data: bytes, name: str) -> Text:
    """The canonical text of the bytes of a file; raises ReadError. Its source is the file that was given."""
    kind, suffix = _kind(data)
    if len(data) > MAX_BYTES:
        raise ReadError(f"{name}: {len(data):,} bytes, the bound is {MAX_BYTES:,}; split the file")
    if not data.strip():
        raise ReadError(f"{name}: the file is empty")
    target = _target()
    made = _read_as(target, convert(data, suffix, target, name, kind), name)
    return of_office(made, data, kind, name)


def of_office(made: Text, data: bytes, kind: str, name: str) -> Text:
    """`made`, the text of the converted file, as the text of the file `data` that was given."""
    import hashlib

    from loaders.read.formats import DOC, ODT, RTF

    media = next(each.media_type for each in (DOC, RTF, ODT) if each.name == kind)
    source = replace(
        made.source, name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=media, encoding="", raw_length=0
    )
    # Offsets into the converted file lead nowhere: the way back is the number of the paragraph (DOCX has it).
    blocks = made.blocks
    if made.runs:
        blocks = tuple(replace(block, line=number) for number, block in enumerate(blocks, start=1))
    warnings = (f"{kind}, converted by LibreOffice; the way back is the number of the paragraph", *made.warnings)
    return replace(made, source=source, runs=(), blocks=blocks, warnings=warnings)


def _kind(data: bytes) -> tuple[str, str]:
    if data.startswith(_OLE):
        return "Word 97", ".doc"
    if data.startswith(b"PK\x03\x04"):
        return "OpenDocument", ".odt"
    return "RTF", ".rtf"


def _target() -> str:
    """`docx` where its reader is there, else `html`."""
    from importlib.util import find_spec

    return "docx" if find_spec("loaders.read.docx") else "html"


def _read_as(target: str, data: bytes, name: str) -> Text:
    from loaders.read.formats import DOCX, HTML

    return (DOCX if target == "docx" else HTML).reader()(data, name)


def convert(data: bytes, suffix: str, target: str, name: str, kind: str) -> bytes:
    """The bytes of a file with `suffix` as those of a `target` file (docx, html); raises ReadError."""
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise ReadError(f"{name}: {kind} needs LibreOffice; install libreoffice-writer or save it as .docx")
    with tempfile.TemporaryDirectory(prefix="chidao-office-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        given = home / f"in{suffix}"  # a name of ours: the file's own may hold anything
        given.write_bytes(data)
        (home / "out").mkdir()
        _profile(home / "profile")
        command = [
            program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--convert-to", _filter(target), "--outdir", str(home / "out"), str(given),
        ]  # fmt: skip
        _run(command, home, name, kind)
        made = home / "out" / f"in.{target}"
        try:
            if made.stat().st_size > OFFICE_OUTPUT:
                raise ReadError(f"{name}: converted it takes more than {OFFICE_OUTPUT:,} bytes; split the file")
            return made.read_bytes()
        except OSError as error:
            raise ReadError(
                f"{name}: LibreOffice cannot read this {kind} file; open it and save it as .docx"
            ) from error


def _filter(target: str) -> str:
    return "docx:Office Open XML Text" if target == "docx" else "html:HTML (StarWriter):UTF8"


def _profile(folder: Path) -> None:
    """A profile that holds our settings alone."""
    (folder / "user").mkdir(parents=True)
    items = "".join(_ENTRY.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


def _run(command: list[str], home: Path, name: str, kind: str) -> None:
    """Run it with a home of its own; what it prints says nothing, whether it wrote its file does."""
    dead = "http://127.0.0.1:9"  # a proxy that is not there, for whatever would still fetch something
    environment = {
        "HOME": str(home), "TMPDIR": str(home), "PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp", "http_proxy": dead, "https_proxy": dead,
    }  # fmt: skip
    try:
        run(command, seconds=OFFICE_SECONDS, output_bytes=OFFICE_OUTPUT, environment=environment, folder=home)
    except LateError as error:
        late = f"{name}: LibreOffice did not convert this {kind} file in {OFFICE_SECONDS} s; split it"
        raise ReadError(late) from error
    except ProgramError:
        return  # it wrote no file then
