"""One superior each: what is to be recorded is looked at for every day, one change of the tree at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from contracts.masa import MasaPenilai, Sebagai
from contracts.refusal import Refusal, rule
from services.identity.domain.line import circle_on
from services.identity.domain.penilai import Relation, terms_held
from services.identity.store.terms import relations_of, up_the_line

APPLYING = rule(
    "identity.import.applying", 409,
    "Sebuah berkas kepegawaian sedang diterapkan; coba lagi sebentar lagi.",
    source="kebijakan",
)  # fmt: skip

_LOCK = "SELECT pg_advisory_xact_lock(9, hashtext(:tenant))"
_APPLYING = "SELECT 1 FROM impor WHERE tenant = :tenant AND state = 'applying' LIMIT 1"
_NIPS = "SELECT asn_id, nip FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(CAST(:ids AS uuid[]))"
_CIRCLE = "Atasan tidak boleh diri sendiri atau bawahannya sendiri; sejak {since}."
CIRCULAR = rule("identity.superior.circle", 422, _CIRCLE, "nip_penilai")
CIRCULAR_FILE = rule("identity.superior.circle_in_file", 409, _CIRCLE, "NIP_ATASAN")
MOST_PARTS = 100


class Circles(Struct, frozen=True):
    """The first day on which somebody would be above himself, and each such person by NIP."""

    sejak: date
    parts: tuple[Refusal, ...]


async def lock_line(work: Work) -> None:
    """From here to the end of the transaction nobody else changes who stands above whom in this Pemda."""
    await work.run(_LOCK, {"tenant": work.tenant})


async def alone_with_line(work: Work) -> None:
    """Likewise; Refusal 409 while a confirmed file, which has been looked at, is still being applied."""
    await lock_line(work)
    if await work.one(_APPLYING, {"tenant": work.tenant}):
        raise Refusal(APPLYING)


async def circles_of(work: Work, planned: Iterable[Mapping[str, Any]]) -> Circles | None:
    """Where relations to be recorded (`asn_id`, `mulai`, `penilai_id`, `sebagai`) would make a circle on any day."""
    fresh: dict[UUID, list[Relation]] = defaultdict(list)
    for row in planned:
        fresh[row["asn_id"]].append(
            Relation(mulai=row["mulai"], penilai_id=row["penilai_id"], sebagai=Sebagai(row["sebagai"]))
        )
    superiors = {r.penilai_id for found in fresh.values() for r in found if r.penilai_id}
    known = await up_the_line(work, await relations_of(work, {*fresh, *superiors}))
    terms: dict[UUID, list[MasaPenilai]] = {}

    def terms_of(one: UUID) -> list[MasaPenilai]:
        if one not in terms:
            new = fresh.get(one, [])
            days = {r.mulai for r in new}
            terms[one] = terms_held([*(r for r in known.get(one, ()) if r.mulai not in days), *new])
        return terms[one]

    circles = {one: day for one in fresh if (day := circle_on(one, terms_of)) is not None}
    return await _told(work, circles) if circles else None


async def _told(work: Work, circles: Mapping[UUID, date]) -> Circles:
    rows = await work.all(_NIPS, {"tenant": work.tenant, "ids": list(circles)})
    nips = {row.asn_id: row.nip for row in rows}
    parts = tuple(
        Refusal(CIRCULAR_FILE, since=since.isoformat(), field=f"{nips.get(one, one)}.NIP_ATASAN")
        for one, since in list(circles.items())[:MOST_PARTS]
    )
    return Circles(min(circles.values()), parts)
