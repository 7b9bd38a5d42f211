"""What somebody needs to write a plan of their own: what the law asks of it, its sources, who gives a task more."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.masa import Sebagai
from contracts.refusal import Refusal
from services.skp import store
from services.skp.commands.step import check_issuer
from services.skp.domain.content import SuratKeputusan
from services.skp.policy import SkpPolicy
from services.skp.queries.people import IndukView, parents


class Pimpinan(Struct, frozen=True):
    """Somebody above the one who asks."""

    asn_id: UUID
    nama: str
    jabatan: str


class Bekal(Struct, frozen=True):
    """What a plan of one's own of a year is written with.

    `sumber`: what a plan may rest on, `sumber_wajib`: on what this one must. `aspek`: of a target.
    `indikator_pimpinan`: what the indicators of a unit's head are about. `induk`: the kinerja of the superior.
    `pemberi`: who gives a tugas tambahan (`pemberi_bupati`: the Bupati does too), `syarat_tambahan`: what its SK must
    have. `atasan`: who acts as penilai, and whose the post is.
    """

    tahun: int
    jenis_jabatan: str
    memimpin_unit: bool
    sumber: tuple[str, ...]
    sumber_wajib: tuple[str, ...]
    aspek: tuple[str, ...]
    indikator_pimpinan: tuple[str, ...]
    induk: tuple[IndukView, ...]
    pemberi: tuple[Pimpinan, ...]
    pemberi_bupati: bool
    atasan: tuple[Pimpinan, ...]
    atasan_bupati: bool
    syarat_tambahan: tuple[str, ...]


MOST_GIVERS = 200
_NAMED = "SELECT asn_id, nama, jabatan FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(CAST(:ids AS uuid[]))"
_LEADERS = """
SELECT asn_id, nama, jabatan FROM pegawai
WHERE tenant = :tenant AND validated AND memimpin_unit AND asn_id <> :asn AND jenis_jabatan = ANY(:kinds)
  AND (opd = :opd OR asn_id = ANY(CAST(:above AS uuid[])))
ORDER BY nama, asn_id LIMIT :most
"""


async def bekal(work: Work, actor: Actor, tahun: int) -> Bekal:
    """By the law of today, or of the first day of a year to come (KUAN P5-9, KON P6-13, P19)."""
    person = await store.person(work, actor.id)
    policy = work.packs.resolve(work.tenant, max(work.today, date(tahun, 1, 1))).section("skp", SkpPolicy)
    leads, kind = person.memimpin_unit, person.jenis_jabatan
    by_bupati = person.sebagai == Sebagai.BUPATI.value
    needed = dict.fromkeys(
        (*policy.required_sources.value.get(kind, ()), *(policy.unit_head_sources.value if leads else ()))
    )
    return Bekal(
        tahun=tahun,
        jenis_jabatan=kind,
        memimpin_unit=leads,
        sumber=policy.sources.value,
        sumber_wajib=tuple(needed),
        aspek=policy.target_aspects.value,
        indikator_pimpinan=policy.unit_head_indicators.value if leads and kind == "jpt_pratama" else (),
        induk=tuple(await parents(work, actor, tahun)),
        pemberi=tuple(await _givers(work, person, policy)),
        pemberi_bupati=leads and person.unit == person.opd and by_bupati,
        atasan=await _named(work, list(dict.fromkeys(store.superiors_of(person)))),
        atasan_bupati=by_bupati,
        syarat_tambahan=policy.tugas_tambahan_mandatory.value,
    )


async def _named(work: Work, ids: list[UUID]) -> tuple[Pimpinan, ...]:
    found = {row.asn_id: row for row in await work.all(_NAMED, {"tenant": work.tenant, "ids": ids})} if ids else {}
    return tuple(Pimpinan(one, found[one].nama, found[one].jabatan) for one in ids if one in found)


async def _givers(work: Work, person: Any, policy: SkpPolicy) -> list[Pimpinan]:
    """Those whom the rule of the giver lets through (A33, B32)."""
    values = {
        "tenant": work.tenant, "asn": person.asn_id, "kinds": list(policy.tugas_tambahan_issuers.value),
        "opd": person.opd, "above": list(store.superiors_of(person)), "most": MOST_GIVERS,
    }  # fmt: skip
    found = []
    for row in await work.all(_LEADERS, values):
        sk = SuratKeputusan(nomor="-", tanggal=work.today, pemberi_id=row.asn_id)
        try:
            await check_issuer(work, person, sk, policy, "sk")
        except Refusal:
            continue
        found.append(Pimpinan(row.asn_id, row.nama, row.jabatan))
    return found
