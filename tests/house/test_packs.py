"""A value of the law decides something: the code of a finished service names every key of its section of a pack."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from chassis.regulation import PackError, Packs
from chassis.settings import REPOSITORY
from ekinerja.publishing.coverage import rows
from services.activity.policy import ActivityPolicy
from services.skp.policy import SkpPolicy

PACKS = sorted((REPOSITORY / "regulations").glob("*.toml"))
# The services whose rows are in docs/requirements.toml; a section comes in with the rows of its service.
FINISHED = {owner for row in rows() for owner in row.owner}
# A policy says what a value looks like; who reads it says so elsewhere.
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("services", "chassis", "gateway")
    for path in sorted((REPOSITORY / folder).rglob("*.py"))
    if path.name != "policy.py"
)


def keys() -> list[tuple[str, str]]:
    found = set()
    for path in PACKS:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {(section, key) for section in FINISHED & set(body) for key in body[section]}
    return sorted(found)


def is_read(key: str) -> bool:
    return re.search(rf"\.{key}\b", CODE) is not None


@pytest.mark.parametrize(("section", "key"), keys())
def test_what_a_pack_says_is_read(section: str, key: str) -> None:
    assert is_read(key), f"[{section}] {key} decides nothing: no code names it"


def test_a_key_that_nobody_reads_is_seen() -> None:
    assert {"identity", "skp", "activity"} <= FINISHED and len(keys()) > 40
    assert not is_read("a_key_of_tomorrow")


@pytest.mark.parametrize(("section", "shape"), [("skp", SkpPolicy), ("activity", ActivityPolicy)])
@pytest.mark.parametrize("path", [p for p in PACKS if "\n[skp]\n" in p.read_text()], ids=lambda path: path.stem)
def test_a_key_that_no_policy_knows_stops_the_start(section: str, shape: Any, path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert f"\n[{section}]\n" in text
    (tmp_path / path.name).write_text(
        text.replace(f"\n[{section}]\n", f'\n[{section}]\nbaru = {{ value = 1, pasal = "x" }}\n')
    )
    with pytest.raises(PackError, match="baru"):
        Packs.load(str(tmp_path)).require(section, shape)


def test_a_change_is_set_anew_whatever_a_pack_says(tmp_path: Path) -> None:
    text = PACKS[0].read_text(encoding="utf-8")
    (tmp_path / PACKS[0].name).write_text(text.replace('["review", "agree", "sign", "set"]', '["review"]'))
    with pytest.raises(PackError, match="change_repeats"):
        Packs.load(str(tmp_path)).require("skp", SkpPolicy)
