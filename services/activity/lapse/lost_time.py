"""What an outage that is confirmed later makes of the time to enter: late flags, and a month that closed on its day.

As a confirmed one moves the day on which only the system ends that time (X8, reading A29), so does one that is
confirmed afterwards, by itself and in favour of the person alone (docs/decisions/0018, 0028).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import arm
from services.activity import store
from services.activity.domain import clock
from services.activity.store.messages import Pesan, send

_OLDEST = 31 * clock.ONE_DAY  # no flag is set by a day further away
_IN_TIME = """
UPDATE activity a SET late = false FROM pegawai p WHERE p.tenant = a.tenant AND p.asn_id = a.asn_id
  AND a.tenant = :tenant AND a.tanggal = :tanggal AND a.late AND a.submitted_at < :ended AND p.hari_kerja = :hari_kerja
"""
_CLOSED = "SELECT closed_at FROM bulan_tertutup WHERE tenant = :tenant AND periode = :periode"
# Whoever has an empty day in a month, as it was measured last.
_EMPTY = """
SELECT asn_id FROM bulan_terukur WHERE tenant = :tenant AND periode = :periode
  AND jsonb_array_length(hitungan->'hari_kosong') > 0 ORDER BY asn_id
"""
# Once for each day of outage; who has the month open already keeps it as it is.
_OPEN = """
INSERT INTO bulan_dibuka AS b (tenant, asn_id, periode, kali, sampai, alasan, dokumen, oleh)
SELECT :tenant, asn, :periode, 1, :sampai, :alasan, :dokumen, asn FROM unnest(CAST(:people AS uuid[])) AS asn
ON CONFLICT (asn_id, periode, tenant) DO UPDATE SET kali = b.kali + 1, sampai = EXCLUDED.sampai,
    alasan = EXCLUDED.alasan, dokumen = EXCLUDED.dokumen, oleh = EXCLUDED.oleh
WHERE b.sampai IS NULL AND b.dokumen <> EXCLUDED.dokumen RETURNING asn_id
"""


async def follow(work: Work, day: date) -> None:
    """An outage of a day is known only now: what was in time by it is late no more, and lost time is given back."""
    if not await store.was_down(work, day, "isian"):
        return
    await _in_time(work, day)
    await _give_back(work, day)


async def _in_time(work: Work, day: date) -> None:
    kalender = await store.kalender(work)
    for week in (5, 6):
        own = kalender.of_week(week)
        tanggal = day - _OLDEST
        while tanggal <= day:
            if work.packs.covers(work.tenant, tanggal):
                await _unflag(work, tanggal, own, day, week)
            tanggal += clock.ONE_DAY


async def _unflag(work: Work, tanggal: date, kalender: clock.Kalender, day: date, week: int) -> None:
    policy, zone, _ = store.policy_of(work, tanggal)
    until = clock.on_time_until(tanggal, kalender, policy.late_after_workdays.value)
    if until > day:
        return
    moved = await store.last_day(work, until, kalender)
    if until <= day < moved:
        ended = clock.end_of(moved, zone)
        await work.run(_IN_TIME, {"tenant": work.tenant, "tanggal": tanggal, "ended": ended, "hari_kerja": week})


async def _give_back(work: Work, day: date) -> None:
    """The month that closed at the end of such a day is open again, for whoever has an empty day in it (A24)."""
    periode = clock.periode_of(day.replace(day=1) - clock.ONE_DAY)
    row = await work.one(_CLOSED, {"tenant": work.tenant, "periode": periode})
    if row is None:
        return
    policy, zone, _ = store.policy_of(work, clock.first_of(periode))
    kalender = await store.kalender(work)
    closes = clock.closes_on(periode, kalender, policy.close_workday.value)
    ends = await store.last_day(work, closes, kalender)
    if not closes <= day < ends or clock.end_of(ends, zone) <= row.closed_at:
        return
    until = kalender.after(work.today, 1)
    values = {"tenant": work.tenant, "periode": periode, "sampai": until}
    people = [row.asn_id for row in await work.all(_EMPTY, values)]
    said = f"Gangguan sistem pada {day.isoformat()}, hari terakhir pengisian bulan itu."
    values |= {"alasan": said, "dokumen": f"gangguan {day.isoformat()}"}
    opened = [row.asn_id for row in await work.all(_OPEN, values | {"people": people})]
    for asn_id in opened:
        await arm(work, "month_reclose", f"{asn_id}/{periode}", clock.end_of(until, zone))
    await _tell(work, opened, periode, said, until)


async def _tell(work: Work, people: Sequence[UUID], periode: str, said: str, until: date) -> None:
    text = f"Bulan {periode} dibuka kembali bagi Anda sampai {until.isoformat()}. {said}"
    await send(work, [Pesan(jenis="bulan_dibuka", isi=text, tentang=periode, kepada=one) for one in people])
