"""The owner's measurement of an SKP that binds or bound, by masa or of the whole year (KON P20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Protocol
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
from services.skp.domain.skp import Segment
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


async def measure(work: Work, actor: Actor, skp_id: UUID, command: MeasureSkp) -> Measured:
    """Realisation beside target for the butir of one's own SKP that is set, or was and has ended (KON P20, P26).

    Measured again, the later one holds, and what the penilai had closed waits for the penilai again.
    """
    one = await store.lock_skp(work, skp_id)
    check_owner(one.asn_id, actor.id)
    check_beside(one.state, "measure")
    segmen.check_measurable(one.set_at is not None)
    policy, isi = policy_of(work, one), one.isi
    masa = periods.find(command.masa, one.tahun, store.masa_of(one, policy))
    periods.check_begun(masa, work.today, one.tahun)
    _check(command, store.against(one, isi, policy))
    given = [{"butir": r.butir_id, "jumlah": r.jumlah, "bukti": r.bukti} for r in command.realisasi]
    await store.keep_realisation(work, skp_id, masa.nama, given)
    so_far = await store.standing(work, one, isi, policy, masa.nama)
    await store.keep_measured(work, skp_id, masa.nama, so_far.capaian)
    await move(work, one, one.state, measured(one, masa.nama, so_far, work.today))
    without = tuple(r.butir_id for r in command.realisasi if not counts(r.bukti))
    return Measured(skp_id, format(so_far.capaian, "f"), masa.nama, without, so_far.missing)


async def measure_end(work: Work, skp_id: UUID) -> None:
    """What was measured of an SKP before it ended is compared with what was due until then, and told anew."""
    one = await store.lock_skp(work, skp_id)
    so_far = await store.standing(work, one, one.isi, policy_of(work, one))
    if so_far.measured:
        await move(work, one, one.state, measured(one, max(so_far.measured), so_far, work.today))


def _check(command: MeasureSkp, targets: Mapping[UUID, Ukuran]) -> None:
    """Only what the SKP holds, and only of money more than a million."""
    for n, one in enumerate(command.realisasi):
        ukuran = targets.get(one.butir_id)
        if ukuran is None:
            raise Refusal(STRANGE_BUTIR)
        if ukuran.aspek != "biaya" and one.jumlah > MOST_OUTPUTS:
            raise Refusal(TOO_MANY, most=MOST_OUTPUTS, field=f"realisasi[{n}].jumlah")


class Measurable(Segment, Protocol):
    """An SKP that can be measured, and whose it is."""

    @property
    def asn_id(self) -> UUID: ...


def measured(one: Measurable, masa: str, so_far: store.Standing, today: date) -> RealisasiMeasured:
    """What is told of a measurement, with the time that it is of."""
    return RealisasiMeasured(
        skp_id=one.skp_id,
        asn_id=one.asn_id,
        tahun=one.tahun,
        realisasi={str(k): v for k, v in so_far.total.items()},
        capaian=format(so_far.capaian, "f"),
        masa=masa,
        mulai=one.mulai,
        selesai=one.selesai,
        belum=so_far.missing,
        measured_on=today,
    )
