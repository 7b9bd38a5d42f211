"""The report of a penilai on a year: tiered to the Tim Penilai and the PyB by the end of February (KON P40; B5). Pure.

The first report says what is final and lists the rest as pending; each later one supplements it with what became final.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.appraisal import LaporanPenilaianForwarded, LaporanPenilaianSubmitted
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Predikat

NOTHING = rule("appraisal.report.nothing", 409, "Tidak ada hasil final yang belum dilaporkan.")
MISSING = rule("appraisal.report.missing", 422, "Permasalahan dan rekomendasi {nama} belum diisi.")
STRANGE = rule("appraisal.report.strange", 422, "Baris ini bukan hasil final yang belum Anda laporkan.")
TOO_EARLY = rule("appraisal.report.too_early", 409, "Penilaian {year} dilaporkan setelah tahun itu berakhir.")
NOT_HOLDER = rule("appraisal.report.not_holder", 403, "Laporan ini tidak menunggu Anda teruskan.")
NO_REPORT = rule("appraisal.report.unknown", 404, "Laporan tidak ditemukan.", source="implicit")


class Known(Struct, frozen=True, kw_only=True):
    """A result of the year of a direct subordinate; `nilai` and `predikat` only of one that is final."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    final: bool
    nilai: str | None
    predikat: str | None
    reported: bool


class Said(Struct, frozen=True):
    """What the penilai says of one result."""

    permasalahan: str
    rekomendasi: str


class Baris(Struct, frozen=True, kw_only=True):
    """A line of the report: the four parts of KON P40(2), or a result that is pending."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    pending: bool = False
    nilai: str = ""
    predikat: str = ""
    permasalahan: str = ""
    rekomendasi: str = ""


class Laporan(Struct, frozen=True, kw_only=True):
    """A report. `nomor`: 1, then the supplements; `pemegang_id`: with whom it is on its way, None: it has arrived."""

    laporan_id: UUID
    tahun: int
    penilai_id: UUID
    nomor: int
    baris: tuple[Baris, ...]
    submitted_at: datetime
    late: bool
    pemegang_id: UUID | None
    arrived_at: datetime | None
    version: int = 1


def lines(known: Sequence[Known], said: Mapping[UUID, Said]) -> tuple[Baris, ...]:
    """Every final result not reported yet with its four parts, and what is pending; Refusal where a part is empty."""
    fresh = {one.appraisal_id: one for one in known if one.final and not one.reported}
    if strange := set(said) - set(fresh):
        raise Refusal(STRANGE, field=f"baris.{min(map(str, strange))}")
    if not fresh:
        raise Refusal(NOTHING)
    return (*(_line(one, said.get(one.appraisal_id)) for one in fresh.values()), *map(_pending, _open(known)))


def _open(known: Sequence[Known]) -> list[Known]:
    return [one for one in known if not one.final]


def _pending(one: Known) -> Baris:
    return Baris(appraisal_id=one.appraisal_id, asn_id=one.asn_id, nama=one.nama, pending=True)


def _line(one: Known, said: Said | None) -> Baris:
    parts = (one.nilai, one.predikat, said and said.permasalahan.strip(), said and said.rekomendasi.strip())
    if not all(parts):
        raise Refusal(MISSING, field=f"baris.{one.appraisal_id}", nama=one.nama)
    nilai, predikat, permasalahan, rekomendasi = (str(part) for part in parts)
    return Baris(
        appraisal_id=one.appraisal_id, asn_id=one.asn_id, nama=one.nama, nilai=nilai,
        predikat=Predikat(predikat).value, permasalahan=permasalahan, rekomendasi=rekomendasi,
    )  # fmt: skip


def submit(
    laporan_id: UUID, tahun: int, penilai: UUID, nomor: int, baris: tuple[Baris, ...], at: datetime, today: date,
    report_by: date, holder: UUID | None,
) -> tuple[Laporan, LaporanPenilaianSubmitted]:  # fmt: skip
    """Report, the first time or as a supplement; after the end of February it is late, and accepted (B41)."""
    if today.year <= tahun:
        raise Refusal(TOO_EARLY, year=tahun)
    pending = sum(one.pending for one in baris)
    made = Laporan(
        laporan_id=laporan_id, tahun=tahun, penilai_id=penilai, nomor=nomor, baris=baris, submitted_at=at,
        late=today > report_by, pemegang_id=holder, arrived_at=None if holder else at,
    )  # fmt: skip
    event = LaporanPenilaianSubmitted(
        laporan_id=laporan_id, penilai_id=penilai, tahun=tahun, nomor=nomor, jumlah_final=len(baris) - pending,
        pending=pending, submitted_on=today, late=made.late, pemegang_id=holder,
    )  # fmt: skip
    return made, event


def forward(one: Laporan, actor: UUID, at: datetime, holder: UUID | None) -> tuple[Laporan, LaporanPenilaianForwarded]:
    """The superior whom it reached passes it on; above the line it arrives with the Tim Penilai and the PyB."""
    if one.pemegang_id != actor:
        raise Refusal(NOT_HOLDER)
    after = replace(one, pemegang_id=holder, arrived_at=None if holder else at, version=one.version + 1)
    event = LaporanPenilaianForwarded(
        laporan_id=one.laporan_id, penilai_id=one.penilai_id, tahun=one.tahun, oleh=actor, pemegang_id=holder
    )
    return after, event
