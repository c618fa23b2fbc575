"""`chidao extract`: one file or many to JSON, without a graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from loaders.read import ReadError, read


def extract(paths: Sequence[Path], out: Path | None, say: Callable[[str], None], warn: Callable[[str], None]) -> int:
    """Print the JSON of each file, or write one file each to the folder `out`. Exit code: 1 if a file was refused."""
    from loaders.extract import to_json
    from loaders.parse import parse

    code = 0
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    for path in paths:
        if path.is_dir():
            warn(f"{path}: a folder; name its files, or make a graph of it: chidao build {path}")
            code = 1
            continue
        try:
            data = json.dumps(to_json(parse(read(path))), ensure_ascii=False, indent=1)
        except ReadError as error:
            warn(str(error))
            code = 1
            continue
        if out is None:
            say(data)
        else:
            (out / f"{path.stem}.json").write_text(data + "\n", encoding="utf-8")
    return code
