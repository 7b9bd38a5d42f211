"""The effective-dated facts of people: read for many at once, composed into terms, written one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from contracts.identity import Penempatan
from contracts.masa import MasaPenilai, MasaStatus, Sebagai
from contracts.vocabulary import JenisJabatan, StatusPegawai
from services.identity.domain.pengganti import Absences, Delegation
from services.identity.domain.penilai import Relation, compose, next_superior, term_above
from services.identity.policy import IdentityPolicy

_RELATIONS = "SELECT asn_id, mulai, penilai_id, sebagai FROM hubungan WHERE tenant = :tenant AND asn_id = ANY(:ids)"
_DELEGATIONS = (
    "SELECT pejabat_id, pelaksana_id, sebagai, mulai, selesai FROM pelimpahan"
    " WHERE tenant = :tenant AND pejabat_id = ANY(:ids)"
)
_SPELLS = (
    "SELECT asn_id, mulai, selesai, status, lembaga FROM masa_status WHERE tenant = :tenant AND asn_id = ANY(:ids)"
)
_BUPATI = """
SELECT m.mulai, m.selesai, m.status FROM masa_status m
JOIN account a ON a.tenant = m.tenant AND a.account_id = m.asn_id AND a.login = 'bupati' WHERE m.tenant = :tenant
"""
_POSTS = """
SELECT asn_id, mulai, jabatan, jenis_jabatan, opd, unit, kelas_jabatan FROM penempatan
WHERE tenant = :tenant AND asn_id = ANY(:ids) ORDER BY mulai
"""
_RELATE = """
INSERT INTO hubungan (tenant, asn_id, mulai, penilai_id, sebagai, sk, recorded_by, recorded_at)
VALUES (:tenant, :asn_id, :mulai, :penilai_id, :sebagai, :sk, :actor, :now)
ON CONFLICT (tenant, asn_id, mulai) DO UPDATE SET penilai_id = EXCLUDED.penilai_id, sebagai = EXCLUDED.sebagai,
    sk = EXCLUDED.sk, recorded_by = EXCLUDED.recorded_by, recorded_at = EXCLUDED.recorded_at
"""
_SPELL = """
INSERT INTO masa_status (tenant, asn_id, mulai, selesai, status, sk, lembaga, recorded_by, recorded_at)
VALUES (:tenant, :asn_id, :mulai, :selesai, :status, :sk, :lembaga, :actor, :now)
ON CONFLICT (tenant, asn_id, mulai, status) DO UPDATE SET selesai = EXCLUDED.selesai, sk = EXCLUDED.sk,
    lembaga = EXCLUDED.lembaga
"""
_PLACE = """
INSERT INTO penempatan (tenant, asn_id, mulai, tmt, jabatan, jenis_jabatan, kelas_jabatan, opd, unit, memimpin_unit, sk,
    recorded_by, recorded_at)
VALUES (:tenant, :asn_id, :mulai, :tmt, :jabatan, :jenis_jabatan, :kelas_jabatan, :opd, :unit, :memimpin_unit, :sk,
    :actor, :now)
ON CONFLICT (tenant, asn_id, mulai) DO UPDATE SET jabatan = EXCLUDED.jabatan, jenis_jabatan = EXCLUDED.jenis_jabatan,
    kelas_jabatan = EXCLUDED.kelas_jabatan, opd = EXCLUDED.opd, unit = EXCLUDED.unit,
    memimpin_unit = EXCLUDED.memimpin_unit, tmt = EXCLUDED.tmt, sk = EXCLUDED.sk
"""


_SINCE = """
UPDATE penempatan t SET tmt = :tmt WHERE t.tenant = :tenant AND t.asn_id = :asn_id AND t.mulai = (
    SELECT max(o.mulai) FROM penempatan o WHERE o.tenant = t.tenant AND o.asn_id = t.asn_id AND o.mulai <= :today)
"""


class Terms(Struct, frozen=True):
    """All terms of one person that are known today."""

    penilai: tuple[MasaPenilai, ...]
    status: tuple[MasaStatus, ...]
    penempatan: tuple[Penempatan, ...]


async def relations_of(work: Work, ids: Iterable[UUID]) -> dict[UUID, list[Relation]]:
    """The relations to superiors of some people."""
    found: dict[UUID, list[Relation]] = defaultdict(list)
    for row in await work.all(_RELATIONS, {"tenant": work.tenant, "ids": list(ids)}):
        found[row.asn_id].append(Relation(mulai=row.mulai, penilai_id=row.penilai_id, sebagai=Sebagai(row.sebagai)))
    return found


async def terms_of(work: Work, ids: list[UUID]) -> dict[UUID, Terms]:
    """The composed terms of some people, in a few reads a level of superiors however many they are."""
    relations = await relations_of(work, ids)
    above = await up_the_line(work, relations)
    officials = _superiors(above)
    delegations: dict[UUID, list[Delegation]] = defaultdict(list)
    for row in await work.all(_DELEGATIONS, {"tenant": work.tenant, "ids": list(officials)}):
        fields = dict(row._mapping) | {"sebagai": Sebagai(row.sebagai)}
        delegations[row.pejabat_id].append(Delegation(**fields))
    acting = {d.pelaksana_id for given in delegations.values() for d in given}
    spells = await spells_of(work, {*ids, *above, *officials, *acting})
    posts = await posts_of(work, ids)
    policy = work.packs.resolve(work.tenant, work.today).section("identity", IdentityPolicy)
    absences = Absences(
        spells,
        policy.vacating_statuses.value,
        policy.standing_in_statuses.value,
        partial(term_above, above),
        policy.vacant_post.value == "next_superior",
        delegations,
        await _of_the_bupati(work),
    )
    return {
        asn_id: Terms(
            compose(
                relations.get(asn_id, []),
                [d for one in _superiors({asn_id: relations.get(asn_id, [])}) for d in delegations.get(one, ())],
                absences,
                asn_id,
            ),
            tuple(sorted(spells.get(asn_id, []), key=lambda s: s.mulai)),
            tuple(posts.get(asn_id, ())),
        )
        for asn_id in ids
    }


async def above_by_nip(work: Work, ids: list[UUID]) -> dict[UUID, str]:
    """The NIP of each one's superior by decree today, empty for none: what a file is compared with."""
    relations = await relations_of(work, ids)
    found = {one: next_superior(relations, one, work.today) for one in ids}
    rows = await work.all(
        "SELECT asn_id, nip FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(CAST(:ids AS uuid[]))",
        {"tenant": work.tenant, "ids": [superior for superior in found.values() if superior]},
    )
    nips = {row.asn_id: row.nip for row in rows}
    return {one: nips.get(superior, "") if superior else "" for one, superior in found.items()}


async def _of_the_bupati(work: Work) -> list[MasaStatus]:
    """The absences of the Bupati, recorded for the account of that office."""
    rows = await work.all(_BUPATI, {"tenant": work.tenant})
    return [MasaStatus(mulai=r.mulai, selesai=r.selesai, status=StatusPegawai(r.status)) for r in rows]


def _superiors(relations: Mapping[UUID, list[Relation]]) -> set[UUID]:
    return {r.penilai_id for rs in relations.values() for r in rs if r.penilai_id}


async def up_the_line(work: Work, relations: dict[UUID, list[Relation]]) -> dict[UUID, list[Relation]]:
    """The relations of all superiors, too: who stands in for whom is a question of the whole line (KON P34(4))."""
    known = dict(relations)
    while wanted := _superiors(known) - set(known):
        found = await relations_of(work, wanted)
        known |= {one: found.get(one, []) for one in wanted}
    return known


_BELOW = """
WITH RECURSIVE down AS (
    SELECT asn_id FROM hubungan WHERE tenant = :tenant
      AND ((:bupati AND sebagai = 'bupati') OR penilai_id = ANY(ARRAY(SELECT unnest(CAST(:ids AS uuid[]))
        UNION ALL SELECT l.pejabat_id FROM pelimpahan l WHERE l.tenant = :tenant
          AND l.pelaksana_id = ANY(CAST(:ids AS uuid[])) AND l.selesai >= :today)))
    UNION SELECT h.asn_id FROM down d JOIN hubungan h ON h.tenant = :tenant AND h.penilai_id = d.asn_id
    WHERE EXISTS (SELECT FROM masa_status m WHERE m.tenant = :tenant AND m.asn_id = d.asn_id
        AND m.status = ANY(:away) AND (m.selesai IS NULL OR m.selesai >= :today))
      OR EXISTS (SELECT FROM pelimpahan l WHERE l.tenant = :tenant AND l.pejabat_id = d.asn_id
        AND l.selesai >= :today)
) SELECT asn_id FROM down
"""


async def below(work: Work, ids: Iterable[UUID], *, bupati: bool = False) -> list[UUID]:
    """Everyone whose penilai may be another when one of these comes, goes or is acted for; or (`bupati`) the Bupati.

    Those directly below, also below the officials for whom one of these is Plt or Plh; and, where one of them is
    away or has a Plt or Plh, the people below that one as well (KON P34(4-5)).
    """
    policy = work.packs.resolve(work.tenant, work.today).section("identity", IdentityPolicy)
    away = [*policy.standing_in_statuses.value, *policy.vacating_statuses.value]
    values = {"tenant": work.tenant, "ids": list(ids), "away": away, "today": work.today, "bupati": bupati}
    return [row.asn_id for row in await work.all(_BELOW, values)]


async def spells_of(work: Work, ids: Iterable[UUID]) -> dict[UUID, list[MasaStatus]]:
    """The statuses of some people."""
    found: dict[UUID, list[MasaStatus]] = defaultdict(list)
    for row in await work.all(_SPELLS, {"tenant": work.tenant, "ids": list(ids)}):
        status = StatusPegawai(row.status)
        spell = MasaStatus(mulai=row.mulai, selesai=row.selesai, status=status, lembaga=row.lembaga)
        found[row.asn_id].append(spell)
    return found


async def posts_of(work: Work, ids: Iterable[UUID]) -> dict[UUID, list[Penempatan]]:
    """The posts of some people in their order."""
    found: dict[UUID, list[Penempatan]] = defaultdict(list)
    for row in await work.all(_POSTS, {"tenant": work.tenant, "ids": list(ids)}):
        fields = dict(row._mapping) | {"jenis_jabatan": JenisJabatan(row.jenis_jabatan)}
        found[fields.pop("asn_id")].append(Penempatan(**fields))
    return found


def _signed(work: Work, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"tenant": work.tenant, "actor": work.who.actor, "now": work.now, **row} for row in rows]


async def relate(work: Work, rows: Iterable[dict[str, Any]]) -> None:
    """Write relations: asn_id, mulai, penilai_id, sebagai, sk."""
    await work.many(_RELATE, _signed(work, rows))


async def spell(work: Work, rows: Iterable[dict[str, Any]]) -> None:
    """Write statuses: asn_id, mulai, selesai, status, sk, and `lembaga` where there is one."""
    await work.many(_SPELL, [{"lembaga": "", **row} for row in _signed(work, rows)])


async def place(work: Work, rows: Iterable[dict[str, Any]]) -> None:
    """Write posts: asn_id, mulai, tmt (None: it began on `mulai`), jabatan, jenis_jabatan, kelas_jabatan, opd, unit,
    memimpin_unit, sk."""
    await work.many(_PLACE, _signed(work, rows))


async def since(work: Work, rows: Iterable[dict[str, Any]]) -> None:
    """Correct since when the posts of today are held: asn_id, tmt; their terms begin as before."""
    await work.many(_SINCE, [{"tenant": work.tenant, "today": work.today, **row} for row in rows])
