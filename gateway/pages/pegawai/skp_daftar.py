"""One's own SKP of three years, and which may be begun now: empty, or from what another plan says."""

from __future__ import annotations

from typing import Any

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pegawai.data_naskah import Made, Naskah
from gateway.pages.pegawai.data_skp import Plan
from gateway.pages.visit import Visit

NEXT_YEAR_FROM = 11  # the month from which a plan of the next year is offered
_ANEW = frozenset({"butir_id", "induk_id"})  # what a plan of another year does not take over


async def show(visit: Visit) -> Outcome:
    """Those of this year, of the last and of the next; and which may be begun now."""
    glance = await glance_of(visit)
    year = glance.hari_ini.year
    following, now, before = await together(
        *(visit.read("skp", "/sasaran", list[Plan], tahun=one) for one in (year + 1, year, year - 1))
    )
    lacking = [one for one, plans in ((year, now), (year + 1, following)) if not any(_is_live(p) for p in plans)]
    data = {
        "skp": [*following, *now, *before], "s": glance, "tahun": year,
        "mulai": [one for one in lacking if one == year or glance.hari_ini.month >= NEXT_YEAR_FROM],
        "contoh": next((plan for plan in [*reversed(now), *reversed(before)] if plan.isi.butir), None),
    }  # fmt: skip
    return Shown("pegawai/skp-daftar.html", data)


def _is_live(plan: Plan) -> bool:
    return plan.state not in ("closed", "discarded")


async def begin(visit: Visit) -> Outcome:
    """An empty draft of a year, or one that says what another plan of one's own says."""
    tahun, former = visit.typed.get("tahun", ""), visit.typed.get("dari", "")
    isi: dict[str, Any] = {"sumber": [], "butir": []}
    if former:
        found: Naskah = await visit.read("skp", f"/sasaran/{former}", Naskah)
        isi = found.isi | {"benar": False, "butir": [_anew(one) for one in found.isi["butir"]]}
    if not (tahun.isascii() and tahun.isdigit() and len(tahun) == 4):
        raise Trouble(422, "Pilih tahun SKP-nya.")
    told = await visit.send("skp", "/sasaran", {"tahun": int(tahun), "isi": isi})
    if not told.ok:
        raise trouble_of(told.problem)
    return Go(f"/skp/{told.as_(Made).skp_id}/susun")


def _anew(butir: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in butir.items() if name not in _ANEW}
