"""The go-live report: how many initial inputs are done (KUAN P33)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings
from contracts.masa import MasaStatus
from services.skp.domain import golive
from services.skp.policy import SkpPolicy
from services.skp.queries.lists import scope_of


class NotYet(Struct, frozen=True):
    """Somebody whose initial input is not done."""

    asn_id: UUID
    nama: str
    opd: str


class GoLivePd(Struct, frozen=True):
    """A PD: of so many, so many done."""

    opd: str
    pegawai: int
    selesai: int


class GoLive(Struct, frozen=True):
    """The initial inputs that are done: x of N, in one's PD or the Pemda.

    `pegawai` (N): in service on the day of promulgation and validated, from data. `selesai` (x): of these, who has
    submitted an SKP at least once. That proves the account as well: only the owner submits, signed in to an active
    account of their own (KUAN P23(1)). P33 asks for the input, not for its review, so nobody waits for a penilai; an
    SKP sent back was input all the same. `tepat_waktu`: of these, by the end of `sampai`; `lewat`: that day is over.
    """

    mulai: date
    sampai: date
    lewat: bool
    pegawai: int
    selesai: int
    tepat_waktu: int
    ringkasan: str
    opd: tuple[GoLivePd, ...]
    belum: tuple[NotYet, ...]


_PEOPLE = """
SELECT p.asn_id, p.nama, p.opd, p.validated, p.masa_status::text AS masa_status,
    (SELECT min(s.submitted_at) FROM skp s WHERE s.tenant = p.tenant AND s.asn_id = p.asn_id) AS submitted_at
FROM pegawai p WHERE p.tenant = :tenant
  AND (CAST(:opd AS text[]) IS NULL OR p.opd = ANY(CAST(:opd AS text[]))) ORDER BY p.opd, p.nama
"""


async def report(work: Work, actor: Actor) -> GoLive:
    """The state of the initial input now; Refusal 409 for a Pemda whose law has none."""
    policy = work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy)
    mulai, sampai = golive.check_demanded(policy.initial_input.value)
    opd = await scope_of(work, actor)
    rows = await work.all(_PEOPLE, {"tenant": work.tenant, "opd": opd})
    exempt = policy.exempt_statuses.value
    counted = [row for row in rows if golive.is_counted(row.validated, _spells(row), mulai, exempt)]
    done = [row for row in counted if row.submitted_at is not None]
    await keep_group_readings(work, "initial_input.read", opd, "mengawasi pengisian awal")
    return GoLive(
        mulai=mulai,
        sampai=sampai,
        lewat=work.today > sampai,
        pegawai=len(counted),
        selesai=len(done),
        tepat_waktu=sum(golive.is_on_time(row.submitted_at, sampai, work.zone) for row in done),
        ringkasan=f"{len(done)} dari {len(counted)} penginputan awal selesai",
        opd=_by_pd(counted),
        belum=tuple(NotYet(r.asn_id, r.nama, r.opd) for r in counted if r.submitted_at is None),
    )


def _by_pd(counted: list[Any]) -> tuple[GoLivePd, ...]:
    found: dict[str, list[int]] = {}
    for row in counted:
        sums = found.setdefault(row.opd, [0, 0])
        sums[0] += 1
        sums[1] += row.submitted_at is not None
    return tuple(GoLivePd(opd, *sums) for opd, sums in found.items())


def _spells(row: Any) -> list[MasaStatus]:
    return msgspec.json.decode(row.masa_status, type=list[MasaStatus])
