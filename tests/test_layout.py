"""Rules for the whole repository that no other tool checks: sizes, words that do not belong, links, dependencies."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

LINES = 450
# Taken apart, so that this file does not hold what it looks for.
MACHINE_PATHS = ["/" + name + "/" for name in ("work", "root", "tmp")]
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("static", "crates", "io"),
        ("proxy", "golang", "org"),
    )
]
# How the work is organised is no part of the product; a marker of unfinished work is no part of finished code.
FORBIDDEN = [
    r"(?i:\bsub" + r"agents?\b)",
    r"(?i:\bclau" + r"de\b)",
    r"(?i:\baccept" + r"ance (?:crit|test|point))",
    r"\bFIX" + r"ME\b",
    r"\bTO" + r"DO\b",
]
_PARTS_OF_NAMES = r"^[A-Za-z0-9._-]+"


@pytest.fixture(scope="module")
def texts(root: Path, project_files: list[Path]) -> dict[str, str]:
    """Path in the repository -> text, of all text files."""
    found = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in project_files}
    assert {"pyproject.toml", "README.md"} <= set(found)
    return found


def hits(texts: dict[str, str], wanted: list[str], exempt: tuple[str, ...] = ()) -> list[str]:
    """`path:line: words` for each place where one of the patterns matches."""
    pattern = re.compile("|".join(wanted))
    return [
        f"{path}:{number}: {found[0]}"
        for path, text in texts.items()
        if path not in exempt
        for number, line in enumerate(text.split("\n"), start=1)
        for found in [pattern.search(line)]
        if found
    ]


def test_the_search_itself_finds_what_is_planted() -> None:
    """Or the tests below could not fail."""
    planted = {"a.py": f"x = 1\nopen('{MACHINE_PATHS[0]}x')", "b.md": f"https://{REGISTRIES[0]}/simple"}
    assert hits(planted, [re.escape(path) for path in MACHINE_PATHS]) == [f"a.py:2: {MACHINE_PATHS[0]}"]
    assert hits(planted, [re.escape(host) for host in REGISTRIES]) == [f"b.md:1: {REGISTRIES[0]}"]


def test_no_program_is_too_long(texts: dict[str, str]) -> None:
    """A file is about one thing."""
    sizes = {path: text.count("\n") for path, text in texts.items() if path.endswith(".py")}
    assert not {path: size for path, size in sizes.items() if size > LINES}


def test_no_path_of_one_machine(texts: dict[str, str]) -> None:
    """What runs here must run elsewhere."""
    assert not hits(texts, [rf"(?<![\w.~}}]){re.escape(path)}" for path in MACHINE_PATHS])


def test_no_package_registry_is_named(texts: dict[str, str]) -> None:
    """Where packages come from is set on the machine that installs them."""
    assert not hits(texts, [re.escape(host) for host in REGISTRIES])


def test_no_words_that_do_not_belong(texts: dict[str, str]) -> None:
    """See FORBIDDEN."""
    assert not hits(texts, FORBIDDEN)


def test_relative_links_lead_somewhere(root: Path, texts: dict[str, str]) -> None:
    """In every Markdown file of the documentation."""
    broken = []
    for path, text in texts.items():
        if path.endswith(".md") and not path.startswith("tests/"):
            for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
                if not ((root / path).parent / target).exists():
                    broken.append(f"{path}: {target}")
    assert not broken


def test_readme_links_every_page_of_the_documentation(texts: dict[str, str]) -> None:
    """A page nobody links is a page nobody reads."""
    pages = [path for path in texts if re.fullmatch(r"docs/[^/]+\.md", path)]
    assert pages
    assert not [page for page in pages if f"]({page})" not in texts["README.md"]]


def test_decisions_are_listed(texts: dict[str, str]) -> None:
    """Numbers of decisions are unique, and the README leads to their folder."""
    found = {path: text for path, text in texts.items() if path.startswith("docs/decisions/")}
    numbers = [path.split("/")[-1][:4] for path in found]
    assert not {number for number in numbers if numbers.count(number) > 1}
    assert not [path for path, text in found.items() if f"# {int(path.split('/')[-1][:4])}. " != text[: text.find(". ") + 2]]
    assert "](docs/decisions)" in texts["README.md"] or "](docs/decisions/)" in texts["README.md"]


def dependencies(texts: dict[str, str]) -> dict[str, list[str]]:
    """`run`, `check` (at run time where they are installed) and `dev` -> names in pyproject.toml."""
    project = tomllib.loads(texts["pyproject.toml"])["project"]
    extras = project["optional-dependencies"]
    names = {
        "run": project["dependencies"],
        "check": [*extras["check"], *extras["frames"]],
        "dev": [d for name, group in extras.items() if name not in ("check", "frames") for d in group],
    }
    return {kind: [re.match(_PARTS_OF_NAMES, entry)[0] for entry in entries] for kind, entries in names.items()}  # type: ignore[index]


def test_every_dependency_is_justified_and_no_other(texts: dict[str, str]) -> None:
    """pyproject.toml and the first decision hold the same names."""
    explained = re.findall(r"^\| `([^`]+)` \|", texts["docs/decisions/0001-dependencies.md"], re.M)
    named = [name for names in dependencies(texts).values() for name in names]
    assert sorted(explained) == sorted(named)


def imported(texts: dict[str, str], *, shipped: bool) -> set[str]:
    """The third-party modules that Python files import, at any depth; `shipped`: those of the product alone."""
    own = {"ontology", "loaders", "kg", "queries", "web", "cli", "tests"} | {
        path.split("/")[-1].removesuffix(".py") for path in texts if path.startswith("benchmarks/")
    }
    found: set[str] = set()
    for path, text in texts.items():
        if path.endswith(".py") and not (shipped and path.startswith(("tests/", "benchmarks/", "docs/"))):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Import):
                    found |= {name.name.split(".")[0] for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.split(".")[0])
    return found - own - set(sys.stdlib_module_names)


# Distribution -> module, where they differ.
MODULES = {
    "google-re2": "re2", "python-docx": "docx", "pillow": "PIL", "font-roboto": "font_roboto",
    "sparqlwrapper": "SPARQLWrapper", "markdown-it-py": "markdown_it", "python-dateutil": "dateutil",
    "XlsxWriter": "xlsxwriter",
}  # fmt: skip


def test_every_dependency_at_run_time_is_imported_and_no_other(texts: dict[str, str]) -> None:
    """One that nothing imports is to be taken out; one that is not declared is missing on another machine."""
    named = dependencies(texts)
    assert imported(texts, shipped=True) == {MODULES.get(name, name) for name in named["run"] + named["check"]}


def test_whatever_tests_import_is_declared(texts: dict[str, str]) -> None:
    """Or they run on this machine alone."""
    declared = {MODULES.get(name, name) for names in dependencies(texts).values() for name in names}
    assert imported(texts, shipped=False) <= declared
