"""The register of trainings, and how much of each role and PD it reached (KUAN P30)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from services.identity.domain.pelatihan import KINDS, percent
from services.identity.store.families import families


class TrainingView(Struct, frozen=True):
    """What was held, for whom, and how many from which PD were there."""

    pelatihan_id: UUID
    jenis: str
    peran: str
    tanggal: date
    materi: str
    peserta: int
    opd: dict[str, int]


class Coverage(Struct, frozen=True):
    """So many holders of a role in a PD today (`sasaran`) were at a training of a kind in the year.

    `persen`: a decimal with two digits as text.
    """

    jenis: str
    peran: str
    opd: str
    sasaran: int
    hadir: int
    persen: str


_LIST = """
SELECT t.pelatihan_id, t.jenis, t.peran, t.tanggal, t.materi, p.opd, count(*) AS n FROM pelatihan t
JOIN peserta_pelatihan p ON p.tenant = t.tenant AND p.pelatihan_id = t.pelatihan_id
WHERE t.tenant = :tenant AND t.tanggal BETWEEN make_date(:tahun, 1, 1) AND make_date(:tahun, 12, 31)
GROUP BY t.pelatihan_id, t.jenis, t.peran, t.tanggal, t.materi, p.opd ORDER BY t.tanggal, t.pelatihan_id, p.opd
"""
_REACHED = """
SELECT DISTINCT t.jenis, t.peran, g.nip FROM pelatihan t
JOIN peserta_pelatihan p ON p.tenant = t.tenant AND p.pelatihan_id = t.pelatihan_id
JOIN pegawai g ON g.tenant = p.tenant AND g.asn_id = p.asn_id
WHERE t.tenant = :tenant AND t.tanggal BETWEEN make_date(:tahun, 1, 1) AND make_date(:tahun, 12, 31)
"""


async def register(work: Work, tahun: int) -> list[TrainingView]:
    """What was held in a year, in its order."""
    found: dict[UUID, TrainingView] = {}
    for row in await work.all(_LIST, {"tenant": work.tenant, "tahun": tahun}):
        fields = dict(row._mapping)
        opd, n = fields.pop("opd"), fields.pop("n")
        before = found.get(row.pelatihan_id)
        counts = {**(before.opd if before else {}), opd: n}
        found[row.pelatihan_id] = TrainingView(**fields, peserta=sum(counts.values()), opd=counts)
    return list(found.values())


async def coverage(work: Work, tahun: int) -> list[Coverage]:
    """Per cent per kind, role and PD; a PD where nobody holds the role has no row."""
    holders = await families(work)
    rows = await work.all(_REACHED, {"tenant": work.tenant, "tahun": tahun})
    reached = {(row.jenis, row.peran, row.nip) for row in rows}
    found = []
    for jenis, roles in KINDS.items():
        for peran in roles:
            whole = Counter(holders[peran].values())
            there = Counter(opd for nip, opd in holders[peran].items() if (jenis, peran, nip) in reached)
            found += [
                Coverage(jenis, peran, opd, n, there[opd], percent(there[opd], n)) for opd, n in sorted(whole.items())
            ]
    return found
