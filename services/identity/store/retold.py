"""What identity keeps, told once more: people (posts, roles, superiors), units, days, years, teams, trainings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from chassis.db import Work
from chassis.retelling import AFTER_DATE, AFTER_UUID, Retelling, State, pages
from contracts.event import Event
from contracts.identity import (
    AnggotaTim,
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
from services.identity.store.people import as_told

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
_MEMBERS = """
SELECT a.tim_id, a.asn_id, p.opd, a.peran, a.sk, a.mulai, a.selesai FROM anggota_tim a
JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tim_id = ANY(:ids) ORDER BY a.mulai, a.peran, a.asn_id
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


def _each(state: Callable[[dict[str, Any]], Event]) -> Callable[[Work, Sequence[Any]], Any]:
    """A state a row; a row without a version stands at its first."""

    async def states(work: Work, rows: Sequence[Any]) -> list[State]:
        told = []
        for row in rows:
            fields = dict(row._mapping)
            del fields["place"]
            version = fields.pop("version", 1)
            told.append((state(fields), version))
        return told

    return states


async def _people(work: Work, rows: Sequence[Any]) -> list[State]:
    return await as_told(work, [row.asn_id for row in rows])


async def _teams(work: Work, rows: Sequence[Any]) -> list[State]:
    members: dict[UUID, list[AnggotaTim]] = defaultdict(list)
    for row in await work.all(_MEMBERS, {"tenant": work.tenant, "ids": [row.tim_id for row in rows]}):
        fields = dict(row._mapping)
        members[fields.pop("tim_id")].append(AnggotaTim(**fields))
    told = _each(lambda fields: TimPenilaiRecorded(**fields, anggota=tuple(members[fields["tim_id"]])))
    states: list[State] = await told(work, rows)
    return states


async def _trainings(work: Work, rows: Sequence[Any]) -> list[State]:
    present: dict[UUID, list[PesertaPelatihan]] = defaultdict(list)
    for row in await work.all(_PARTICIPANTS, {"tenant": work.tenant, "ids": [row.pelatihan_id for row in rows]}):
        present[row.pelatihan_id].append(PesertaPelatihan(asn_id=row.asn_id, opd=row.opd))
    told = _each(lambda fields: PelatihanRecorded(**fields, peserta=tuple(present[fields["pelatihan_id"]])))
    states: list[State] = await told(work, rows)
    return states


def _difference(fields: dict[str, Any]) -> Event:
    return SelisihRecorded(selisih_id=f"{fields['tahun']}:{fields['asn_id']}", **fields)


def _report(fields: dict[str, Any]) -> Event:
    return LaporanUnitSubmitted(laporan_id=f"{fields['tahun']}:{fields['opd']}", **fields)


RETELLS = {
    "people": Retelling((PegawaiRecorded,), pages(_PEOPLE, _people)),
    "units": Retelling((OpdRecorded,), pages(_UNITS, _each(lambda fields: OpdRecorded(**fields)))),
    "days": Retelling((CalendarDaySet,), pages(_DAYS, _each(lambda fields: CalendarDaySet(**fields)))),
    "years": Retelling(
        (YearClosed,), pages(_YEARS, _each(lambda f: YearClosed(tahun=f["tahun"], oleh=f["closed_by"])))
    ),
    "differences": Retelling((SelisihRecorded,), pages(_DIFFERENCES, _each(_difference), _FIRST_DIFFERENCES)),
    "reports": Retelling((LaporanUnitSubmitted,), pages(_REPORTS, _each(_report), _FIRST_REPORT)),
    "teams": Retelling((TimPenilaiRecorded,), pages(_TEAMS, _teams, _FIRST_TEAM)),
    "resets": Retelling((ResetAkunRecorded,), pages(_RESETS, _each(lambda fields: ResetAkunRecorded(**fields)))),
    "trainings": Retelling((PelatihanRecorded,), pages(_TRAININGS, _trainings)),
}
