"""What identity keeps, told once more: people (posts, roles, superiors), units, days, years, teams, trainings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.engine import Row

from chassis.db import Work
from chassis.retelling import AFTER_DATE, AFTER_UUID, Retelling, State, pages
from contracts.event import Event
from contracts.identity import (
    CalendarDaySet,
    LaporanUnitSubmitted,
    OpdRecorded,
    PegawaiRecorded,
    PelatihanRecorded,
    PesertaPelatihan,
    ResetAkunRecorded,
    SelisihRecorded,
    TimPenilaiRecorded,
    YearClosed,
)
from services.identity.domain import facts
from services.identity.domain.unit import Unit
from services.identity.store.people import as_told
from services.identity.store.teams import members_of

_PEOPLE = f"""
SELECT asn_id::text AS place, asn_id FROM pegawai WHERE tenant = :tenant AND asn_id > {AFTER_UUID} AND version > 0
ORDER BY asn_id LIMIT :most FOR UPDATE
"""
_UNITS = """
SELECT kode AS place, kode, nama, induk, jenis, hari_kerja, version FROM opd WHERE tenant = :tenant AND kode > :after
ORDER BY kode LIMIT :most FOR UPDATE
"""
_DAYS = f"""
SELECT tanggal::text AS place, tanggal, libur, nama, version FROM hari_libur
WHERE tenant = :tenant AND tanggal > {AFTER_DATE} ORDER BY tanggal LIMIT :most FOR UPDATE
"""
_YEARS = """
SELECT tahun::text AS place, tahun, closed_by FROM tahun_data WHERE tenant = :tenant
AND tahun > CAST(coalesce(nullif(:after, ''), '0') AS int) AND closed_at IS NOT NULL
ORDER BY tahun LIMIT :most FOR UPDATE
"""
# a place of two: the year, then what is counted or reports in it
_YEAR, _REST = "CAST(coalesce(nullif(split_part(:after, ':', 1), ''), '0') AS int)", "split_part(:after, ':', 2)"
_DIFFERENCES = f"""
SELECT tahun || ':' || asn_id AS place, tahun, asn_id, terbuka, version FROM selisih_pegawai WHERE tenant = :tenant
AND (tahun, asn_id) > ({_YEAR}, {AFTER_UUID.replace(":after", _REST)})
ORDER BY tahun, asn_id LIMIT :most FOR UPDATE
"""
_REPORTS = f"""
SELECT tahun || ':' || opd AS place, tahun, opd, oleh, at, version FROM laporan_unit WHERE tenant = :tenant
AND (tahun, opd) > ({_YEAR}, {_REST}) ORDER BY tahun, opd LIMIT :most FOR UPDATE
"""
_TEAMS = f"""
SELECT tim_id::text AS place, tim_id, sk, tanggal, mulai, selesai, version FROM tim
WHERE tenant = :tenant AND tim_id > {AFTER_UUID} ORDER BY tim_id LIMIT :most FOR UPDATE
"""
_TRAININGS = f"""
SELECT pelatihan_id::text AS place, pelatihan_id, jenis, peran, tanggal, materi FROM pelatihan
WHERE tenant = :tenant AND pelatihan_id > {AFTER_UUID} ORDER BY pelatihan_id LIMIT :most FOR UPDATE
"""
_PARTICIPANTS = """
SELECT pelatihan_id, asn_id, opd FROM peserta_pelatihan WHERE tenant = :tenant AND pelatihan_id = ANY(:ids)
ORDER BY asn_id
"""

_RESETS = f"""
SELECT usul_id::text AS place, usul_id, account_id AS asn_id, diusulkan_oleh AS oleh, state AS keadaan, version
FROM usul WHERE tenant = :tenant AND jenis = 'reset' AND usul_id > {AFTER_UUID} ORDER BY usul_id LIMIT :most FOR UPDATE
"""

# Known before they were told at all: what a reconciliation left open, a report and a team of before.
_FIRST_DIFFERENCES = """
INSERT INTO selisih_pegawai (tenant, tahun, asn_id, terbuka, version)
SELECT s.tenant, s.tahun, p.asn_id, greatest(jsonb_array_length(CAST(s.rincian AS jsonb)), 1), 1
FROM selisih s JOIN pegawai p ON p.tenant = s.tenant AND p.nip = s.nip
WHERE s.tenant = :tenant AND s.jawaban IS NULL ON CONFLICT DO NOTHING
"""
_FIRST_REPORT = "UPDATE laporan_unit SET version = 1 WHERE tenant = :tenant AND version = 0"
_FIRST_TEAM = "UPDATE tim SET version = 1 WHERE tenant = :tenant AND version = 0"


Told = Callable[[Row[Any]], Event]


def _each(told: Told) -> Callable[[Work, Sequence[Row[Any]]], Awaitable[list[State]]]:
    """A state a row; a row without a version stands at its first."""

    async def states(work: Work, rows: Sequence[Row[Any]]) -> list[State]:
        return [(told(row), row._mapping.get("version", 1)) for row in rows]

    return states


async def _people(work: Work, rows: Sequence[Row[Any]]) -> list[State]:
    return await as_told(work, [row.asn_id for row in rows])


async def _teams(work: Work, rows: Sequence[Row[Any]]) -> list[State]:
    members = await members_of(work, [row.tim_id for row in rows])

    def told(row: Row[Any]) -> Event:
        tim = facts.Tim(row.tim_id, row.sk, row.tanggal, row.mulai, row.selesai)
        return facts.team_recorded(tim, members.get(row.tim_id, []))

    return [(told(row), row.version) for row in rows]


async def _trainings(work: Work, rows: Sequence[Row[Any]]) -> list[State]:
    present: dict[UUID, list[PesertaPelatihan]] = defaultdict(list)
    for row in await work.all(_PARTICIPANTS, {"tenant": work.tenant, "ids": [row.pelatihan_id for row in rows]}):
        present[row.pelatihan_id].append(PesertaPelatihan(asn_id=row.asn_id, opd=row.opd))

    def told(row: Row[Any]) -> Event:
        held = facts.Pelatihan(row.pelatihan_id, row.jenis, row.peran, row.tanggal, row.materi)
        return facts.training_recorded(held, present[row.pelatihan_id])

    return [(told(row), 1) for row in rows]


def _unit(row: Row[Any]) -> Event:
    return facts.unit_recorded(Unit(row.kode, row.nama, row.induk, row.jenis, row.hari_kerja))


def _day(row: Row[Any]) -> Event:
    return facts.day_set(row.tanggal, row.libur, row.nama)


def _year(row: Row[Any]) -> Event:
    return facts.year_closed(row.tahun, row.closed_by)


def _difference(row: Row[Any]) -> Event:
    return facts.differences_counted(row.tahun, row.asn_id, row.terbuka)


def _report(row: Row[Any]) -> Event:
    return facts.unit_reported(row.tahun, row.opd, row.oleh, row.at)


def _reset(row: Row[Any]) -> Event:
    return facts.reset_recorded(row.usul_id, row.asn_id, row.oleh, row.keadaan)


RETELLS = {
    "people": Retelling((PegawaiRecorded,), pages(_PEOPLE, _people)),
    "units": Retelling((OpdRecorded,), pages(_UNITS, _each(_unit))),
    "days": Retelling((CalendarDaySet,), pages(_DAYS, _each(_day))),
    "years": Retelling((YearClosed,), pages(_YEARS, _each(_year))),
    "differences": Retelling((SelisihRecorded,), pages(_DIFFERENCES, _each(_difference), _FIRST_DIFFERENCES)),
    "reports": Retelling((LaporanUnitSubmitted,), pages(_REPORTS, _each(_report), _FIRST_REPORT)),
    "teams": Retelling((TimPenilaiRecorded,), pages(_TEAMS, _teams, _FIRST_TEAM)),
    "resets": Retelling((ResetAkunRecorded,), pages(_RESETS, _each(_reset))),
    "trainings": Retelling((PelatihanRecorded,), pages(_TRAININGS, _trainings)),
}
