"""A value of the law decides something: the code of a finished service names every key of its section of a pack."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from chassis.inherited import COMMON
from chassis.regulation import Pack, PackError, Packs
from chassis.settings import REPOSITORY
from ekinerja.publishing.coverage import rows
from services.activity.policy import ActivityPolicy
from services.skp.policy import SkpPolicy
from services.tpp.basis import require as require_tpp
from services.tpp.policy import EligibilityPolicy

PACKS = sorted(path for path in (REPOSITORY / "regulations").glob("*.toml") if path.name != COMMON)
COMMON_TABLE = REPOSITORY / "regulations" / COMMON
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
    shutil.copy(COMMON_TABLE, tmp_path)
    (tmp_path / path.name).write_text(
        text.replace(f"\n[{section}]\n", f'\n[{section}]\nbaru = {{ value = 1, pasal = "x" }}\n')
    )
    with pytest.raises(PackError, match="baru"):
        Packs.load(str(tmp_path)).require(section, shape)


def test_a_change_is_set_anew_whatever_a_pack_says(tmp_path: Path) -> None:
    text = PACKS[0].read_text(encoding="utf-8")
    shutil.copy(COMMON_TABLE, tmp_path)
    (tmp_path / PACKS[0].name).write_text(text.replace('["review", "agree", "sign", "set"]', '["review"]'))
    with pytest.raises(PackError, match="change_repeats"):
        Packs.load(str(tmp_path)).require("skp", SkpPolicy)


def _with(folder: Path, pack: str, before: str, after: str) -> Packs:
    """All packs, one of them with another line."""
    shutil.copy(COMMON_TABLE, folder)
    for path in PACKS:
        text = path.read_text(encoding="utf-8")
        if path.stem == pack:
            assert text.count(before) == 1
            text = text.replace(before, after)
        (folder / path.name).write_text(text, encoding="utf-8")
    return Packs.load(str(folder))


@pytest.mark.parametrize(
    ("pack", "before", "after", "said"),
    [
        # KON 43: a report may be a basis of pay; no regulation says by how much a predikat multiplies it
        (
            "konsel-67-2024",
            "predicate_multiplier = { value = false",
            "predicate_multiplier = { value = true",
            "lacks a legal basis",
        ),
        (
            "tpp-contoh",
            "predicate_multiplier = { value = false",
            "predicate_multiplier = { value = true",
            "lacks a legal basis",
        ),
        # KUAN 31(1-2): whoever deliberately does not report is cut
        ("tpp-contoh", "cut_needs_finding = { value = true", "cut_needs_finding = { value = false", r"KUAN 31\(1-3\)"),
        ("tpp-contoh", '"half_up_per_line"', '"as_one_likes"', "rounding"),
        ("tpp-contoh", '"approved_over_target"', '"by_hours"', "productivity"),
        ("tpp-contoh", "\n[tpp]\n", '\n[tpp]\nbaru = { value = 1, pasal = "x" }\n', "baru"),
    ],
)
def test_kuan_p31_2_a_policy_of_tpp_without_a_basis_stops_the_start(
    pack: str, before: str, after: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(PackError, match=said):
        require_tpp(_with(tmp_path, pack, before, after))


def _asks_for_a_finding(pack: Pack) -> bool:
    return pack.section("tpp", EligibilityPolicy).cut_basis is not None


def test_a_policy_may_cut_without_findings_where_no_law_of_its_pemda_asks_for_one(tmp_path: Path) -> None:
    packs = _with(tmp_path, "tpp-contoh", "cut_needs_finding = { value = true", "cut_needs_finding = { value = false")
    lone = Packs(pack for pack in packs if pack.head.kind == "tpp" or not _asks_for_a_finding(pack))
    require_tpp(lone)
