"""The audit trail: what one did and what was done to one's data, for everybody; anybody's, for who oversees."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import day_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.settings import SERVICES
from gateway.pages.umum.data_publik import SERVICES as NAMES
from gateway.pages.visit import Visit

MOST = 60
A_PAGE = 200  # as many as a service gives at once
DAYS = 14
WHOLE, ACTS = "inspektorat", frozenset({"super_admin", "pengelola_e_kinerja"})


class Line(msgspec.Struct):
    """An act: when, by whom, what, on which object."""

    waktu: datetime
    pelaku: str
    nama: str
    objek: str
    rincian: dict[str, Any] | None
    trace: str


class Page(msgspec.Struct):
    """Lines in the order of time; `lanjut`: where the next ones begin."""

    baris: list[Line]
    lanjut: str | None


async def own(visit: Visit) -> Outcome:
    """Of the last two weeks or from a day on, of all services, newest first; a service that is away is said to be."""
    me, glance = await together(me_of(visit), glance_of(visit))
    since = day_of(visit.query.get("dari", "")) or glance.hari_ini - timedelta(days=DAYS)
    found = await together(
        *(spare(visit.read(name, "/audit/own", Page, dari=since, limit=A_PAGE)) for name in SERVICES)
    )
    lines = [line for page in found if page for line in page.baris]
    others = [line for line in lines if line.pelaku != str(me.account_id)]
    data = {
        "s": glance, "dari": since, "orang_lain": sorted(others, key=_newest)[:MOST],
        "sendiri": sorted((one for one in lines if one.pelaku == str(me.account_id)), key=_newest)[:MOST],
        "lebih": any(page and page.lanjut for page in found),
        "hilang": [name for name, page in zip(SERVICES, found, strict=True) if page is None], "saya": me,
        "layanan": SERVICES, "nama_layanan": NAMES,
    }  # fmt: skip
    return Shown("umum/jejak.html", data)


def _newest(line: Line) -> float:
    return -line.waktu.timestamp()


async def trail(visit: Visit) -> Outcome:
    """One service's trail by day, person and object: whole for the inspektorat, acts alone for the administrators."""
    me, glance = await together(me_of(visit), glance_of(visit))
    service = visit.query.get("layanan", "")
    service = service if service in SERVICES else "identity"
    asked = {name: visit.query.get(name, "").strip()[:100] for name in ("objek", "pelaku", "setelah")}
    days = {name: day_of(visit.query.get(name, "")) or glance.hari_ini for name in ("dari", "sampai")}
    path = "/audit" if WHOLE in me.peran else "/audit/acts"
    page: Page = await visit.read(service, path, Page, **asked, **days, limit=MOST)
    data = {
        "s": glance, "baris": page.baris, "lanjut": page.lanjut, "layanan": SERVICES, "ini": service,
        "saring": asked | {name: day.isoformat() for name, day in days.items()}, "saya": me,
    }  # fmt: skip
    return Shown("umum/audit.html", data)
