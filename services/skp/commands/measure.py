"""The owner's measurement of a set SKP, by masa or of the whole year (KON P20)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import lacking
from contracts.skp import RealisasiMeasured
from services.skp import store
from services.skp.commands.step import move, policy_of
from services.skp.domain import masa as periods
from services.skp.domain.course import check_beside, check_owner
from services.skp.domain.measure import counts, mean_capaian
from services.skp.domain.target import MOST_OUTPUTS, Ukuran, ukuran_of


class Realisasi(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of one butir, and the evidence for it; without evidence it is kept but does not count (KON P20(3)).

    `jumlah`: of the aspect that its target is measured by: the quantity, else per cent, months or rupiah.
    """

    butir_id: UUID
    jumlah: Annotated[int, Meta(ge=0, le=10**15)]
    bukti: Annotated[str, Meta(max_length=500)] = ""


class MeasureSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The owner's measurement (KON P20(1)): what came of it in one masa, or (no `masa`) in the whole year."""

    realisasi: Annotated[tuple[Realisasi, ...], Meta(min_length=1, max_length=200)]
    masa: Annotated[str, Meta(max_length=7)] = ""


class Measured(Struct, frozen=True):
    """The mean capaian of the year so far in per cent, at most 120 a butir; a decimal as text."""

    skp_id: UUID
    capaian: str
    masa: str
    tanpa_bukti: tuple[UUID, ...]


_WRITE = """
INSERT INTO realisasi (tenant, skp_id, masa, butir_id, jumlah, bukti, measured_at)
VALUES (:tenant, :skp, :masa, :butir, :jumlah, :bukti, :now) ON CONFLICT (tenant, skp_id, masa, butir_id)
DO UPDATE SET jumlah = EXCLUDED.jumlah, bukti = EXCLUDED.bukti, measured_at = EXCLUDED.measured_at
"""
_DONE = """
INSERT INTO pengukuran (tenant, skp_id, masa, capaian, measured_at) VALUES (:tenant, :skp, :masa, :capaian, :now)
ON CONFLICT (tenant, skp_id, masa) DO UPDATE SET capaian = EXCLUDED.capaian, measured_at = EXCLUDED.measured_at
"""


async def measure(work: Work, actor: Actor, skp_id: UUID, command: MeasureSkp) -> Measured:
    """Realisation beside target for the butir of one's own set SKP; measured again, the later one holds."""
    row = await store.lock_skp(work, skp_id)
    check_owner(row.asn_id, actor.id)
    check_beside(row.state, "measure")
    policy = policy_of(work, row)
    known = periods.within(periods.masa_of(row.tahun, policy.measure_periods.value), row.mulai, row.selesai)
    masa = periods.find(command.masa, row.tahun, known)
    periods.check_begun(masa, work.today, row.tahun)
    targets = {b.butir_id: ukuran_of(b.target) for b in store.content_of(row).butir if b.butir_id}
    _check(command, targets)
    base = {"tenant": work.tenant, "skp": skp_id, "masa": masa.nama, "now": work.now}
    given = [{"butir": r.butir_id, "jumlah": r.jumlah, "bukti": r.bukti} for r in command.realisasi]
    await work.many(_WRITE, [base | each for each in given])
    carried = {butir for butir, ukuran in targets.items() if not ukuran.adds_up}
    total = periods.year_total(await store.realised(work, skp_id), row.tahun, carried=carried)
    capaian = mean_capaian([(total.get(b), ukuran) for b, ukuran in targets.items()], policy.capaian_max.value)
    await work.run(_DONE, base | {"capaian": capaian})
    await move(work, row, "set", _measured(row, masa.nama, total, str(capaian)))
    without = tuple(r.butir_id for r in command.realisasi if not counts(r.bukti))
    return Measured(skp_id, str(capaian), masa.nama, without)


def _check(command: MeasureSkp, targets: Mapping[UUID, Ukuran]) -> None:
    """Only what the SKP holds, and only of money more than a million."""
    for n, one in enumerate(command.realisasi):
        ukuran = targets.get(one.butir_id)
        if ukuran is None:
            raise lacking("Ada realisasi untuk butir yang tidak ada dalam SKP ini.", "KON 20(2)", "realisasi")
        if ukuran.aspek != "biaya" and one.jumlah > MOST_OUTPUTS:
            raise lacking(f"Paling banyak {MOST_OUTPUTS}.", "KON 20(2)", f"realisasi[{n}].jumlah")


def _measured(row: Any, masa: str, total: dict[UUID, int], capaian: str) -> RealisasiMeasured:
    return RealisasiMeasured(
        skp_id=row.skp_id,
        asn_id=row.asn_id,
        tahun=row.tahun,
        realisasi={str(k): v for k, v in total.items()},
        capaian=capaian,
        masa=masa,
    )
