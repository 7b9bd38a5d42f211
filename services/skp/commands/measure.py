"""The owner's measurement of an SKP that binds or bound, by masa or of the whole year (KON P20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from contracts.skp import RealisasiMeasured
from services.skp import store
from services.skp.commands.step import move, policy_of
from services.skp.domain import masa as periods
from services.skp.domain import segmen
from services.skp.domain.course import check_beside, check_owner
from services.skp.domain.measure import counts
from services.skp.domain.target import MOST_OUTPUTS, Ukuran

STRANGE_BUTIR = rule(
    "skp.measure.strange_butir", 422, "Ada realisasi untuk butir yang tidak ada dalam SKP ini.", "realisasi"
)
TOO_MANY = rule("skp.measure.too_many", 422, "Paling banyak {most}.")


class Realisasi(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of one butir, and the evidence for it; without evidence it is kept but does not count (KON P20(3)).

    `jumlah`: of the aspect that its target is measured by: the quantity, else per cent, months or rupiah.
    """

    butir_id: UUID
    jumlah: Annotated[int, Meta(ge=0, le=10**15)]
    bukti: Annotated[str, Meta(max_length=500)] = ""


class MeasureSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The owner's measurement (KON P20(1)): what came of it in one masa.

    `masa`: 2026-03, 2026-T1, 2026-S1, or 2026 for the whole year; it may be left out where the Pemda measures by years.
    """

    realisasi: Annotated[tuple[Realisasi, ...], Meta(min_length=1, max_length=200)]
    masa: Annotated[str, Meta(max_length=7)] = ""


class Measured(Struct, frozen=True):
    """The mean capaian of the year so far in per cent, at most 120 a butir; a decimal as text.

    `belum`: of an SKP that has ended, the masa still to be measured.
    """

    skp_id: UUID
    capaian: str
    masa: str
    tanpa_bukti: tuple[UUID, ...]
    belum: tuple[str, ...] = ()


_WRITE = """
INSERT INTO realisasi (tenant, skp_id, masa, butir_id, jumlah, bukti, measured_at)
VALUES (:tenant, :skp, :masa, :butir, :jumlah, :bukti, :now) ON CONFLICT (tenant, skp_id, masa, butir_id)
DO UPDATE SET jumlah = EXCLUDED.jumlah, bukti = EXCLUDED.bukti, measured_at = EXCLUDED.measured_at
"""
_DONE = """
INSERT INTO pengukuran (tenant, skp_id, masa, capaian, measured_at) VALUES (:tenant, :skp, :masa, :capaian, :now)
ON CONFLICT (tenant, skp_id, masa) DO UPDATE SET capaian = EXCLUDED.capaian, measured_at = EXCLUDED.measured_at
"""
_UNCONFIRM = "UPDATE skp SET confirmed_by = NULL, confirmed_at = NULL WHERE tenant = :tenant AND skp_id = :skp"


async def measure(work: Work, actor: Actor, skp_id: UUID, command: MeasureSkp) -> Measured:
    """Realisation beside target for the butir of one's own SKP that is set, or was and has ended (KON P20, P26).

    Measured again, the later one holds, and what the penilai had closed waits for him again.
    """
    row = await store.lock_skp(work, skp_id)
    check_owner(row.asn_id, actor.id)
    check_beside(row.state, "measure")
    segmen.check_measurable(row.set_at is not None)
    policy, isi = policy_of(work, row), store.content_of(row)
    masa = periods.find(command.masa, row.tahun, store.masa_of(row, policy))
    periods.check_begun(masa, work.today, row.tahun)
    _check(command, store.against(row, isi, policy))
    base = {"tenant": work.tenant, "skp": skp_id, "masa": masa.nama, "now": work.now}
    given = [{"butir": r.butir_id, "jumlah": r.jumlah, "bukti": r.bukti} for r in command.realisasi]
    await work.many(_WRITE, [base | each for each in given])
    so_far = await store.standing(work, row, isi, policy, masa.nama)
    await work.run(_DONE, base | {"capaian": so_far.capaian})
    await work.run(_UNCONFIRM, base)
    await move(work, row, row.state, measured(row, masa.nama, so_far, work.today))
    without = tuple(r.butir_id for r in command.realisasi if not counts(r.bukti))
    return Measured(skp_id, format(so_far.capaian, "f"), masa.nama, without, so_far.missing)


async def measure_end(work: Work, skp_id: UUID) -> None:
    """What was measured of an SKP before it ended is compared with what was due until then, and told anew."""
    row = await store.lock_skp(work, skp_id)
    so_far = await store.standing(work, row, store.content_of(row), policy_of(work, row))
    if so_far.measured:
        await move(work, row, row.state, measured(row, max(so_far.measured), so_far, work.today))


def _check(command: MeasureSkp, targets: Mapping[UUID, Ukuran]) -> None:
    """Only what the SKP holds, and only of money more than a million."""
    for n, one in enumerate(command.realisasi):
        ukuran = targets.get(one.butir_id)
        if ukuran is None:
            raise Refusal(STRANGE_BUTIR)
        if ukuran.aspek != "biaya" and one.jumlah > MOST_OUTPUTS:
            raise Refusal(TOO_MANY, most=MOST_OUTPUTS, field=f"realisasi[{n}].jumlah")


def measured(row: Any, masa: str, so_far: store.Standing, today: date) -> RealisasiMeasured:
    """What is told of a measurement, with the time that it is of."""
    return RealisasiMeasured(
        skp_id=row.skp_id,
        asn_id=row.asn_id,
        tahun=row.tahun,
        realisasi={str(k): v for k, v in so_far.total.items()},
        capaian=format(so_far.capaian, "f"),
        masa=masa,
        mulai=row.mulai,
        selesai=row.selesai,
        belum=so_far.missing,
        measured_on=today,
    )
