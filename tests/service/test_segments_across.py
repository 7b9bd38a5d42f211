"""A move through skp and appraisal: what the one tells is what the other makes the nilai SKP of (KON P26)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from contracts import skp as language
from contracts.event import Event, events_of
from tests.service.hosted import Hosted
from tests.service.judging import FOUR, KASI2
from tests.service.people import KABID, KASI, SINCE, STAF, office, pegawai, term
from tests.service.planning import Planning, butir

KNOWN = {cls.type_name(): cls for cls in events_of(language)}


async def bring(skp: Hosted, appraisal: Hosted, after: int = 0) -> int:
    """Everything that skp has told since, in its order, to appraisal; where one is then."""
    rows = await skp.rows("SELECT id, type, body, key FROM outbox WHERE id > $1 ORDER BY id", after)
    told: list[Event] = [msgspec.json.decode(r["body"], type=KNOWN[r["type"]]) for r in rows]
    await appraisal.hear(*told, tenant="konsel")
    return max((r["id"] for r in rows), default=after)


async def measure(kon: Planning, skp: str, jumlah: int) -> Any:
    mine = await kon.good("GET", "/sasaran?tahun=2026", who=STAF)
    one = next(s for s in mine if s["skp_id"] == skp)["isi"]["butir"][0]["butir_id"]
    body = {"realisasi": [{"butir_id": one, "jumlah": jumlah, "bukti": "Laporan"}], "masa": "2026"}
    return await kon.good("POST", f"/sasaran/{skp}/measure", body, who=STAF)


async def test_kon_p26_from_the_move_to_the_signature(kon: Planning, appraisal: Hosted) -> None:
    old = (await kon.plan())[STAF]
    may = date(2026, 5, 1)
    terms = (term(KASI, SINCE, date(2026, 4, 30)), term(KASI2, may))
    there = pegawai(KASI2, KABID, unit="DINKES.YANKES", jenis_jabatan=office()[3].jenis_jabatan, memimpin_unit=True)
    moved = pegawai(STAF, KASI2, tmt_jabatan=may, unit="DINKES.YANKES", penilai=terms)
    await kon.service.hear(there, tenant="konsel")
    theirs = await kon.draft(KASI2, butir(await kon.first(KABID)))
    await kon.through(theirs, KASI2, KABID)
    await appraisal.hear(*office(), there, moved, tenant="konsel")
    await kon.at("2026-05-01T09:00")
    await kon.service.hear(moved, tenant="konsel")
    new = await kon.draft(STAF, butir(await kon.first(KASI2)), mulai="2026-05-01")
    await kon.through(new, STAF, KASI2)
    await kon.at("2026-12-31T09:00")
    await appraisal.at("2026-12-31T09:00", "+08:00")
    assert (await measure(kon, new, 132))["capaian"] == "110"
    at = await bring(kon.service, appraisal)
    found = (await appraisal.get("/appraisals?tahun=2026", actor=STAF, tenant="konsel"))[0]
    path = f"/appraisals/{found['appraisal_id']}/sign"
    body = {"perilaku": dict.fromkeys(FOUR, "95"), "hasil": "Selesai.", "manfaat": "Tepat waktu."}
    refused = await appraisal.ask("POST", path, body, actor=KASI2, tenant="konsel")
    assert refused.status == 409 and "2026-01-01 s.d. 2026-04-30" in refused.body["detail"]
    assert (await measure(kon, old, 32))["capaian"] == "80"
    await kon.good("POST", f"/sasaran/{old}/confirm", {"capaian": "80"}, who=KASI)
    await bring(kon.service, appraisal, at)
    signed = await appraisal.ask("POST", path, body, actor=KASI2, tenant="konsel")
    assert signed.status == 200, signed.body
    mine = (await appraisal.get("/appraisals?tahun=2026", actor=STAF, tenant="konsel"))[0]
    assert [(s["capaian"], s["selesai"], s["ditutup"]) for s in mine["segmen"]] == [
        ("80", "2026-04-30", True), ("110", "2026-12-31", True),
    ]  # fmt: skip
    assert Decimal(mine["nilai_skp_hari"]) == Decimal(120 * 80 + 245 * 110) / 365
