"""The libraries of the browser: pinned, built from the lock file alone, with their licences, and in the wheel."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

BUNDLES = ["cytoscape.js", "forceatlas2.js", "sigma.js", "yasgui.js", "yasgui.css", "NOTICE.txt"]


@pytest.fixture(scope="module")
def assets(root: Path) -> Path:
    return root / "web" / "assets"


@pytest.fixture(scope="module")
def vendor(root: Path) -> Path:
    folder = root / "web" / "static" / "vendor"
    if not (folder / ".ready").exists():
        pytest.skip("the libraries of the browser are not built: make assets")
    return folder


@pytest.fixture(scope="module")
def lock(assets: Path) -> dict[str, dict[str, object]]:
    packages: dict[str, dict[str, object]] = json.loads((assets / "package-lock.json").read_text())["packages"]
    return packages


def test_versions_are_pinned_and_the_lock_names_no_server(
    assets: Path, lock: dict[str, dict[str, object]]
) -> None:
    wanted = json.loads((assets / "package.json").read_text())
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())
    assert {name: lock[f"node_modules/{name}"]["version"] for name in versions} == versions
    for path, said in lock.items():
        assert "resolved" not in said, path
        assert not path or str(said["integrity"]).startswith("sha512-"), path


def test_all_is_built_small_and_with_notices(vendor: Path, lock: dict[str, dict[str, object]]) -> None:
    assert set(BUNDLES) <= {file.name for file in vendor.iterdir()}
    bundles = [file for file in vendor.iterdir() if file.suffix in (".js", ".css")]
    assert all(len(text) / (text.count("\n") + 1) > 500 for text in (file.read_text() for file in bundles)), "minified"
    notice = (vendor / "NOTICE.txt").read_text()
    for path, said in lock.items():
        name = path.rpartition("node_modules/")[2]
        assert not path or said.get("dev") or f"{name} {said['version']} (" in notice, path
    assert "esbuild" not in notice, "what only builds is not in what is built"


def test_nothing_is_loaded_from_other_hosts_by_a_style_sheet(vendor: Path) -> None:
    css = (vendor / "yasgui.css").read_text()
    assert css
    assert not re.findall(r"@import|url\(['\"]?(?:https?:)?//", css)


def build(assets: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(assets / "build.py"), str(target)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize(("version", "said"), [(None, "no Node"), ("v18.20.1", "no Node"), ("odd", "no Node")])
def test_without_node_it_says_what_to_do(assets: Path, tmp_path: Path, version: str | None, said: str) -> None:
    """A node that is too old is none."""
    for name in ("node", "npm") if version else ():
        (tmp_path / name).write_text(f"#!{shutil.which('sh')}\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    done = build(assets, tmp_path / "made", PATH=str(tmp_path))
    if done.returncode == 0:
        pytest.skip("the extra `assets` brings a Node of its own here")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert "chidao[assets]" in done.stderr


def test_without_a_registry_what_was_built_stays(assets: Path, tmp_path: Path) -> None:
    """An npm that fails leaves the folder as it was, and its error is told in one line."""
    (tmp_path / "node").write_text(f"#!{shutil.which('sh')}\necho v22.1.0\n")
    (tmp_path / "npm").write_text(f"#!{shutil.which('sh')}\necho 'npm error code ECONNREFUSED' >&2; exit 1\n")
    for name in ("node", "npm"):
        (tmp_path / name).chmod(0o755)
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "kept.js").write_text("kept")
    done = build(assets, tmp_path / "made", PATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["the libraries of the browser could not be built: npm error code ECONNREFUSED"]
    assert [file.name for file in (tmp_path / "made").iterdir()] == ["kept.js"]


@pytest.mark.slow
def test_a_wheel_holds_them(root: Path, vendor: Path, project_files: list[Path], tmp_path: Path) -> None:
    """Through a source distribution, as `python -m build` makes it."""
    source = tmp_path / "source"
    inside = [file for file in project_files if file.relative_to(root).parts[0] not in ("tests", "samples", "docs")]
    for file in [*inside, *vendor.iterdir()]:
        copy = source / file.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, copy)
    code = "import sys, setuptools.build_meta as b; print(getattr(b, sys.argv[1])(sys.argv[2]))"

    def made(kind: str, folder: Path) -> Path:
        environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
        command = [sys.executable, "-c", code, kind, str(tmp_path)]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return tmp_path / done.stdout.split()[-1]

    shutil.unpack_archive(made("build_sdist", source), tmp_path / "unpacked")
    [folder] = (tmp_path / "unpacked").iterdir()
    names = set(zipfile.ZipFile(made("build_wheel", folder)).namelist())
    assert {f"web/static/vendor/{name}" for name in BUNDLES} <= names
    assert not [name for name in names if "node_modules" in name]
