"""Documents name only what is there: every path, every link, and every operation of the command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chassis.settings import REPOSITORY

GENERATED = ("coverage.md", "events.md")
DOCUMENTS = sorted(
    [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "tests" / "README.md"]
    + [
        *(p for p in (REPOSITORY / "docs").glob("*.md") if p.name not in GENERATED),
        *(REPOSITORY / "docs" / "how-to").glob("*.md"),
    ]
)
FOLDERS = (
    "bench",
    "chassis",
    "clients",
    "contracts",
    "deploy",
    "docs",
    "ekinerja",
    "gateway",
    "kernel",
    "locks",
    "regulations",
    "services",
    "tests",
)
# Decisions are of their day and keep the names of theirs; what is generated cannot be wrong by hand.
_PATH = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[A-Za-z0-9_./*<>…-]*)`")
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"`(?:\.venv/bin/)?ekinerja ([a-z]+)")
_TARGET = re.compile(r"`make ([a-z]+)`")
by_document = pytest.mark.parametrize("path", DOCUMENTS, ids=[str(p.relative_to(REPOSITORY)) for p in DOCUMENTS])


def is_there(name: str) -> bool:
    """`<name>` stands for any, as `*` does; `000N` and `…` are blanks that the reader fills in."""
    pattern = re.sub(r"<[a-z]+>", "*", name).rstrip("/")
    return any(mark in name for mark in ("000N", "00NN", "…")) or any(True for _ in REPOSITORY.glob(pattern))


@by_document
def test_a_document_names_paths_that_are_there(path: Path) -> None:
    assert [name for name in _PATH.findall(path.read_text(encoding="utf-8")) if not is_there(name)] == []


@by_document
def test_a_link_leads_somewhere(path: Path) -> None:
    links = [link for link in _LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


@by_document
def test_a_command_can_be_run(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    commands = {p.stem for p in (REPOSITORY / "ekinerja" / "commands").glob("*.py")}
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(_COMMAND.findall(text)) - commands - {"demo"} == set() and set(_TARGET.findall(text)) <= targets
