"""One's own month: a calendar, the empty days, and the entries of the day that was chosen."""

from __future__ import annotations

from datetime import date, timedelta

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_bulan import Day, Month
from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.visit import Visit


async def this_month(visit: Visit) -> Outcome:
    """`/aktivitas`: the month of today."""
    glance = await glance_of(visit)
    return Go(f"/aktivitas/{glance.hari_ini:%Y-%m}")


async def show(visit: Visit) -> Outcome:
    """`hari` in the query chooses the day; without it today, or the last day with an entry."""
    periode = visit.given["bulan"]
    glance, month, entries = await together(
        glance_of(visit),
        visit.read("activity", "/month", Month, periode=periode),
        visit.read("activity", "/activities", list[Entry], periode=periode),
    )
    day = _chosen(visit.query.get("hari", ""), month, glance.hari_ini)
    shown = sorted((one for one in entries if one.tanggal == day), key=lambda one: one.mulai)
    data = {
        "b": month, "s": glance, "hari": day, "catatan": shown, "minggu": weeks(month), "periode": periode,
        "sebelum": neighbour(periode, -1), "sesudah": neighbour(periode, 1),
        "akan": f"{glance.hari_ini:%Y-%m}" <= periode,
    }  # fmt: skip
    return Shown("pegawai/bulan.html", data)


def weeks(month: Month) -> list[list[Day | None]]:
    """The days as rows of a calendar, Monday first; None outside the month."""
    cells: list[Day | None] = [None] * month.hari[0].tanggal.weekday()
    cells += month.hari
    cells += [None] * (-len(cells) % 7)
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def _chosen(asked: str, month: Month, today: date) -> date:
    days = [one.tanggal for one in month.hari]
    if asked in {day.isoformat() for day in days}:
        return date.fromisoformat(asked)
    filled = [one.tanggal for one in month.hari if one.catatan]
    return today if today in days and (today in filled or not filled) else filled[-1] if filled else days[0]


def neighbour(periode: str, step: int) -> str:
    """The month before or after one."""
    first = date.fromisoformat(f"{periode}-01")
    return f"{first + timedelta(days=32) if step > 0 else first - timedelta(days=1):%Y-%m}"
