"""The law as data: which pack holds on which day, and how a malformed one stops the start."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import Struct

from chassis.permission import check_tables
from chassis.regulation import PackError, Packs, Value
from chassis.settings import REPOSITORY
from contracts.refusal import Refusal

HEAD = """
[pack]
tenants = ["kuansing"]
kind = "kinerja"
law = "Perbup Contoh"
short = "Contoh"
effective_from = 2020-01-01
"""


class Clock(Struct, frozen=True):
    days: Value[int]


def _load(folder: Path, text: str) -> Packs:
    (folder / "contoh.toml").write_text(text, encoding="utf-8")
    return Packs.load(str(folder))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[pack", "not TOML"),
        (HEAD.replace('"kinerja"', "7"), "$.kind"),
        (HEAD.replace("effective_from = 2020-01-01", ""), "effective_from"),
        (f'{HEAD}zone = "Asia/Jkt"\n', "Asia/Jkt"),
        (HEAD + "[clock]\ndays = 7\n", "clock.days: expected a table"),
        (HEAD + "[clock]\ndays = { value = 7 }\n", "clock.days: expected `pasal`"),
        (HEAD + '[clock]\ndays = { value = 7, pasal = "" }\n', "clock.days: expected `pasal`"),
    ],
)
def test_a_malformed_pack_says_file_key_and_what_was_expected(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PackError) as err:
        _load(tmp_path, text)
    assert "contoh.toml" in str(err.value) and said in str(err.value)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ('days = { value = "tujuh", pasal = "23(5)" }', "Expected `int`, got `str` - at `$.days.value`"),
        ('hours = { value = 7, pasal = "23(5)" }', "missing required field `days`"),
    ],
)
def test_a_section_of_the_wrong_shape_stops_the_service_that_needs_it(tmp_path: Path, section: str, said: str) -> None:
    packs = _load(tmp_path, f"{HEAD}[clock]\n{section}\n")
    with pytest.raises(PackError) as err:
        packs.require("clock", Clock)
    assert "contoh.toml: [clock]" in str(err.value) and said in str(err.value)


def test_an_empty_folder_is_no_law(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no regulation pack"):
        Packs.load(str(tmp_path))


@pytest.mark.parametrize("service", ["identity", "skp", "activity", "appraisal", "tpp", "reporting"])
def test_every_service_finds_its_law_in_the_packs_as_they_are(service: str) -> None:
    import importlib

    app = importlib.import_module(f"services.{service}.app")
    app.SERVICE.policies(Packs.load(str(REPOSITORY / "regulations")))


def test_konsel_67_2024_holds_from_its_promulgation_and_not_for_kuansing() -> None:
    packs = Packs.load(str(REPOSITORY / "regulations"))
    assert packs.resolve("konsel", date(2025, 1, 1)).id == "konsel-67-2024"
    assert packs.resolve("kuansing", date(2025, 1, 1)).id == "kuansing-65-2019"
    with pytest.raises(Refusal) as refused:
        packs.resolve("kuansing", date(2018, 12, 31))
    assert refused.value.status == 409


TABLE = HEAD + '[permissions.skp]\n{row} = {{ value = ["pegawai"], pasal = "5(3)" }}\n'


def test_an_operation_without_a_row_and_a_row_without_an_operation_stop_the_start(tmp_path: Path) -> None:
    packs = _load(tmp_path, TABLE.format(row="draft_skp"))
    check_tables(packs, "skp", {"draft_skp"})
    for operations in ({"draft_skp", "edit_skp"}, set()):
        with pytest.raises(PackError, match=r"contoh.toml: \[permissions.skp\]"):
            check_tables(packs, "skp", operations)


def test_what_an_archive_may_write_is_an_operation(tmp_path: Path) -> None:
    archive = '[permissions.arsip]\nskp = { value = ["%s"], pasal = "kebijakan" }\n'
    for name, refused in (("draft_skp", False), ("drfat_skp", True)):
        packs = _load(tmp_path, TABLE.format(row="draft_skp") + archive % name)
        if not refused:
            check_tables(packs, "skp", {"draft_skp"})
            continue
        with pytest.raises(PackError, match=r"\[permissions.arsip\] skp: drfat_skp"):
            check_tables(packs, "skp", {"draft_skp"})


def test_a_permission_of_the_wrong_shape_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"contoh.toml: \[permissions.skp\] draft_skp: Expected `array"):
        _load(tmp_path, HEAD + '[permissions.skp]\ndraft_skp = { value = "pegawai", pasal = "5(3)" }\n')


def test_packs_of_one_pemda_in_two_zones_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / "baru.toml").write_text(HEAD.replace("2020", "2024") + 'zone = "Asia/Makassar"\n')
    with pytest.raises(PackError, match="kuansing: one zone expected"):
        _load(tmp_path, HEAD + 'zone = "Asia/Jakarta"\n')


def test_a_pack_without_a_zone_has_that_of_its_pemda(tmp_path: Path) -> None:
    (tmp_path / "baru.toml").write_text(HEAD.replace("2020", "2024") + 'zone = "Asia/Jayapura"\n')
    assert _load(tmp_path, HEAD).zone_of("kuansing").key == "Asia/Jayapura"


def test_the_law_of_an_instant_is_that_of_the_own_day_of_the_pemda(tmp_path: Path) -> None:
    packs = _load(tmp_path, HEAD + 'zone = "Asia/Makassar"\n')
    midnight = datetime.fromisoformat("2020-01-01T00:00:00+08:00")
    assert packs.day_of("kuansing", midnight) == date(2020, 1, 1)
    assert packs.law_at("kuansing", midnight).head.short == "Contoh"
    with pytest.raises(Refusal):
        packs.law_at("kuansing", midnight - timedelta(microseconds=1))
