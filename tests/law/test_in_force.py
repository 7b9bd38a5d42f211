"""From which day the law of a Pemda holds (KUAN P34; KON P51-52)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.regulation import Pack, PackError, Packs
from chassis.settings import REPOSITORY
from contracts.refusal import Refusal
from services.activity.policy import ActivityPolicy
from services.identity.policy import IdentityPolicy

PACKS = Packs.load(str(REPOSITORY / "regulations"))


@pytest.mark.parametrize(
    ("tenant", "day", "pack"),
    [
        ("kuansing", date(2019, 10, 31), ""),
        ("kuansing", date(2019, 11, 1), "kuansing-65-2019"),
        ("konsel", date(2024, 6, 30), ""),
        ("konsel", date(2024, 7, 1), "konsel-67-2024"),
    ],
)
def test_kuan_p34_kon_p51_p52_the_day_of_the_fact_names_the_law(tenant: str, day: date, pack: str) -> None:
    if pack:
        assert PACKS.resolve(tenant, day).id == pack
        return
    with pytest.raises(Refusal) as refused:
        PACKS.resolve(tenant, day)
    assert refused.value.status == 409


def test_kon_p51_what_it_revokes_ended_the_day_before_and_has_no_content() -> None:
    revoked = PACKS.resolve("konsel", date(2024, 7, 1)).head.revokes
    assert [(r.law.endswith("Nomor 14 Tahun 2019"), r.effective_to) for r in revoked] == [(True, date(2024, 6, 30))]


@pytest.mark.parametrize(("section", "shape"), [("identity", IdentityPolicy), ("activity", ActivityPolicy)])
def test_a_value_that_nobody_reads_stops_the_start(section: str, shape: type[Any]) -> None:
    for pack in PACKS:
        if pack.head.kind == "kinerja":
            pack.section(section, shape)
            strange = Pack(pack.path, pack.head, {section: pack._body[section] | {"tidak_dibaca": {"value": 1}}})
            with pytest.raises(PackError, match="tidak_dibaca"):
                strange.section(section, shape)
