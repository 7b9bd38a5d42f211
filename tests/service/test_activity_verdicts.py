"""The database judges an entry by the list of verdicts that Python has, in its order (docs/decisions/0052)."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from contracts.masa import MasaStatus
from contracts.vocabulary import StatusPegawai
from services.activity.domain.verdicts import BUTIR, CLOSED, IN_ORDER, NOT_ON_DUTY, OVERLAP, UNKNOWN_PERSON, Verdict
from services.activity.store.entering import FUNCTION, body_of_function
from tests.service.dinas import Office, entry
from tests.service.hosted import Hosted
from tests.service.people import KASI, SINCE, STAF, pegawai


async def test_the_function_of_the_database_is_the_one_that_the_list_generates(activity_process: Hosted) -> None:
    rows = await activity_process.rows("SELECT prosrc FROM pg_proc WHERE proname = $1", FUNCTION)
    assert [row["prosrc"] for row in rows] == [body_of_function()]


def test_the_order_of_the_list_is_the_order_of_the_function() -> None:
    body = body_of_function()
    places = [body.index(f"THEN '{verdict.name}'") for verdict in IN_ORDER]
    assert places == sorted(places)
    assert body_of_function(reversed(IN_ORDER)) != body


AGAINST = [(), *((one,) for one in IN_ORDER), *combinations(IN_ORDER, 2), IN_ORDER]


async def _arrange(office: Office, against: tuple[Verdict, ...]) -> dict[str, Any]:
    """An entry of a day that all of these verdicts are against."""
    day = "2026-01-07" if CLOSED in against else "2026-02-16"
    await office.at("2026-02-16T08:00" if CLOSED not in against else "2026-01-08T08:00")
    if OVERLAP in against:
        await office.enter(day, uraian="Menerima tamu")
    await office.at("2026-02-16T15:00")
    spells = [MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF)]
    if NOT_ON_DUTY in against:
        on = date.fromisoformat(day)
        spells.append(MasaStatus(mulai=on, selesai=on, status=StatusPegawai.CUTI))
    known = {"masa_status": tuple(spells), "validated": UNKNOWN_PERSON not in against}
    await office.service.hear(pegawai(STAF, KASI, **known))
    return entry(day, kategori="tambahan" if BUTIR in against else "utama")


@pytest.mark.parametrize("against", AGAINST, ids=lambda found: "+".join(one.name for one in found) or "nothing")
async def test_kuan_p23_1_the_first_verdict_of_the_list_is_given_on_every_way(
    kuansing: Office, against: tuple[Verdict, ...]
) -> None:
    """A draft is judged by Python and a single entry by the database: both say the first that is against it."""
    isi = await _arrange(kuansing, against)
    said = {name: value for name, value in isi.items() if name != "benar"}
    draf = (await kuansing.ask("POST", "/drafts", said, who=STAF)).body
    order = {"versi": draf["versi"], "benar": True}
    drafted = await kuansing.ask("POST", f"/drafts/{draf['draf_id']}/submit", order, who=STAF)
    if not against:
        assert drafted.status == 201
        isi |= {"mulai": "10:00:00", "selesai": "11:00:00"}
    single = await kuansing.ask("POST", "/activities", isi, who=STAF)
    expected = [against[0].rule.name] * 2 if against else [None, None]
    assert [drafted.body.get("rule"), single.body.get("rule")] == expected


async def test_kuan_p18a_a_change_meets_its_part_of_the_list(kuansing: Office) -> None:
    """What a change may run into is said by the same rules: a kinerja that does not hold, a time that is taken."""
    await kuansing.at("2026-01-08T08:00")
    await kuansing.enter("2026-01-07", mulai="13:00:00", selesai="14:00:00")
    mine = await kuansing.enter("2026-01-07")
    for change, verdict in (
        ({"kategori": "tambahan"}, BUTIR),
        ({"mulai": "13:30:00", "selesai": "15:00:00"}, OVERLAP),
        ({"kategori": "tambahan", "mulai": "13:30:00", "selesai": "15:00:00"}, BUTIR),
    ):
        refused = await kuansing.ask("PUT", f"/activities/{mine}", entry("2026-01-07") | change, who=STAF)
        assert refused.body["rule"] == verdict.rule.name
    changed = await kuansing.ask("PUT", f"/activities/{mine}", entry("2026-01-07", uraian="Menyusun lagi"), who=STAF)
    assert changed.status == 200, "its own time is not in its way"
