"""Who may be asked about somebody's behaviour on a day, and whether those one has in mind may (KON P29(2-3))."""

from __future__ import annotations

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import day_of, with_pasal
from gateway.pages.outcome import Outcome, Shown, Trouble
from gateway.pages.pengelola.data_pegawai import Row
from gateway.pages.pengelola.data_responden import Raters
from gateway.pages.visit import Visit

MOST = 20


async def show(visit: Visit) -> Outcome:
    """First whom, and on which day."""
    return await _page(visit, "", 0)


async def check(visit: Visit) -> Outcome:
    """Whether everybody ticked may be asked; the first who may not is named."""
    people, day = await _whose(visit)
    if len(people) != 1:
        return await _page(visit, "Cari dahulu pegawainya.", 0)
    named = {"rekan": visit.many("rekan")[:200], "bawahan": visit.many("bawahan")[:200]}
    if not (named["rekan"] or named["bawahan"]):
        return await _page(visit, "Pilih dahulu yang akan ditanya.", 0)
    path = f"/pegawai/{people[0].asn_id}/raters/check"
    told = await visit.send("identity", path, {"tanggal": day, **named})
    if told.ok:
        return await _page(visit, "", len(named["rekan"]) + len(named["bawahan"]))
    return await _page(visit, with_pasal(told.problem.detail, told.problem.pasal or ""), 0)


async def _whose(visit: Visit) -> tuple[list[Row], str]:
    """Those whom a NIP or a part of a name finds, and the day; nobody without a day."""
    asked = visit.typed or visit.query
    words, day = asked.get("cari", "").strip()[:100], day_of(asked.get("tanggal", ""))
    if not words or day is None:
        return [], asked.get("tanggal", "")
    found: list[Row] = await visit.read("identity", "/pegawai", list[Row], cari=words, paling_banyak=MOST)
    return found, day.isoformat()


async def _page(visit: Visit, tolak: str, boleh: int) -> Shown:
    glance, (people, day) = await together(glance_of(visit), _whose(visit))
    found = people[0] if len(people) == 1 else None
    raters = None
    if found is not None:
        try:
            path = f"/pegawai/{found.asn_id}/raters"
            raters = await visit.read("identity", path, Raters, tanggal=day)
        except Trouble as trouble:
            tolak = tolak or with_pasal(trouble.detail, trouble.pasal)
    asked = visit.typed or visit.query
    data = {
        "s": glance, "o": found, "r": raters, "tanggal": day or glance.hari_ini.isoformat(), "tolak": tolak,
        "cari": asked.get("cari", ""), "orang": people, "boleh": boleh,
        "terpilih": {*visit.many("rekan"), *visit.many("bawahan")},
    }  # fmt: skip
    return Shown("pengelola/responden.html", data, 422 if tolak else 200)
