"""The roster: search it, by name, PD and status."""

from __future__ import annotations

from urllib.parse import urlencode

from gateway.pages.ask import together
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pengelola.data_pegawai import STATUS, Opd, Row
from gateway.pages.visit import Visit

A_PAGE = 50


async def show(visit: Visit) -> Outcome:
    """A page of the roster, by what was asked for; the next page begins after the last person of this one."""
    asked = {name: visit.query.get(name, "")[:100] for name in ("cari", "opd", "status")}
    ask = {**asked, "setelah": visit.query.get("setelah", ""), "paling_banyak": A_PAGE + 1}
    if visit.query.get("tanpa"):
        ask["tanpa_atasan"] = "true"
    found, units = await together(
        visit.read("identity", "/pegawai", list[Row], **ask), visit.read("identity", "/opd", list[Opd], hitung="false")
    )
    more = found[A_PAGE - 1].asn_id if len(found) > A_PAGE else None
    following = {name: value for name, value in {**asked, "setelah": more or ""}.items() if value}
    data = {
        "orang": found[:A_PAGE], "opd": [unit for unit in units if not unit.induk], "saring": asked,
        "lanjut": urlencode(following) if more else "", "status": STATUS, "tanpa": visit.query.get("tanpa", ""),
    }  # fmt: skip
    return Shown("pengelola/pegawai.html", data)
