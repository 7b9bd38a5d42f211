"""People as they are today: found, locked, and told of with everything that is known of them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from chassis.permission import row_of
from chassis.reading import EVERYBODY, Belongs
from contracts.event import Event
from contracts.identity import PegawaiRecorded, PeranPd
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai
from kernel.kalender import ONE_DAY, end_of
from kernel.penempatan import pd_spans
from kernel.penilai import penilai_on, status_on
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.role import OF_A_PD
from services.identity.policy import IdentityPolicy
from services.identity.store.known import stored_people
from services.identity.store.places import opd_of
from services.identity.store.roles import end_lost, held_today
from services.identity.store.sesi import end_of_other_status, end_sessions
from services.identity.store.terms import Terms, above_by_nip, posts_of, terms_of

NO_NIP = rule("identity.person.unknown_nip", 404, "Pegawai dengan NIP itu tidak ditemukan.", source="implicit")
NO_ACCOUNT = rule("identity.account.unknown", 404, "Akun itu tidak ditemukan.", source="implicit")

EFFECT = "takes_effect"
# The post held today is the latest that has begun; the roles are those whose time has come and not passed.
_PEOPLE = """
SELECT p.asn_id, p.nip, p.nama, p.jenis, p.golongan, p.validated, p.version, p.status,
    coalesce(t.tmt, t.mulai) AS tmt_jabatan,
    t.jabatan, t.jenis_jabatan, t.kelas_jabatan, t.opd, t.unit, t.memimpin_unit,
    (SELECT coalesce(array_agg(r.peran ORDER BY r.peran), '{}') FROM peran r
     WHERE r.tenant = p.tenant AND r.account_id = p.asn_id AND r.untuk = ''
       AND r.mulai <= :today AND (r.selesai IS NULL OR r.selesai >= :today)) AS peran,
    (SELECT coalesce(array_agg(r.peran || '/' || r.untuk ORDER BY r.untuk, r.peran), '{}') FROM peran r
     WHERE r.tenant = p.tenant AND r.account_id = p.asn_id AND r.untuk <> ''
       AND r.mulai <= :today AND (r.selesai IS NULL OR r.selesai >= :today)) AS peran_pd,
    coalesce((SELECT max(o.hari_kerja) FROM opd o WHERE o.tenant = p.tenant AND o.kode IN (t.unit, t.opd)), 5)
        AS hari_kerja
FROM pegawai p LEFT JOIN LATERAL (
    SELECT * FROM penempatan t WHERE t.tenant = p.tenant AND t.asn_id = p.asn_id
    ORDER BY (t.mulai <= :today) DESC, CASE WHEN t.mulai <= :today THEN t.mulai END DESC, t.mulai LIMIT 1) t ON true
WHERE p.tenant = :tenant AND p.asn_id = ANY(CAST(:ids AS uuid[])) ORDER BY p.asn_id
"""
_PENILAI = """
SELECT 1 FROM hubungan h WHERE h.tenant = :tenant AND h.penilai_id = :id AND h.mulai = (
    SELECT max(o.mulai) FROM hubungan o WHERE o.tenant = h.tenant AND o.asn_id = h.asn_id AND o.mulai <= :today)
UNION ALL SELECT 1 FROM pelimpahan
WHERE tenant = :tenant AND pelaksana_id = :id AND :today BETWEEN mulai AND selesai LIMIT 1
"""
_ENDED_ROLE = "SELECT 1 FROM peran WHERE tenant = :tenant AND account_id = :id AND selesai = :yesterday"
_LOCK = "SELECT asn_id FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(:ids) ORDER BY asn_id FOR UPDATE"
_NEXT = """
UPDATE pegawai p SET version = version + 1, status = u.status, jabatan = u.jabatan, jenis_jabatan = u.jenis_jabatan,
    kelas_jabatan = u.kelas_jabatan, opd = u.opd, unit = u.unit, memimpin_unit = u.memimpin_unit,
    tmt_jabatan = u.tmt_jabatan, nip_atasan = u.nip_atasan
FROM unnest(CAST(:ids AS uuid[]), CAST(:status AS text[]), CAST(:jabatan AS text[]), CAST(:jenis_jabatan AS text[]),
    CAST(:kelas_jabatan AS int[]), CAST(:opd AS text[]), CAST(:unit AS text[]), CAST(:memimpin_unit AS bool[]),
    CAST(:tmt_jabatan AS date[]), CAST(:nip_atasan AS text[])) AS u(asn_id, status, jabatan, jenis_jabatan,
    kelas_jabatan, opd, unit, memimpin_unit, tmt_jabatan, nip_atasan)
WHERE p.tenant = :tenant AND p.asn_id = u.asn_id RETURNING p.asn_id, p.version
"""
_POST = ("jabatan", "jenis_jabatan", "kelas_jabatan", "opd", "unit", "memimpin_unit", "tmt_jabatan")


async def find(work: Work, nip: str) -> Pegawai:
    """A person by NIP; Refusal 404 when there is none in this Pemda."""
    found = (await known_by_nip(work, [nip])).get(nip)
    if found is None:
        raise Refusal(NO_NIP)
    return found


async def known_by_nip(work: Work, nips: list[str]) -> dict[str, Pegawai]:
    """The people of some numbers, as stored."""
    return {one.nip: one for one in await stored_people(work, nips)}


async def roles_of(work: Work, account_id: UUID) -> frozenset[str]:
    """The roles an account holds at this moment."""
    return frozenset(row.peran for row in await held_today(work, account_id))


async def is_penilai(work: Work, account_id: UUID) -> bool:
    """Whether somebody is a person's pejabat penilai today, or Plt or Plh of one."""
    row = await work.one(_PENILAI, {"tenant": work.tenant, "id": account_id, "today": work.today})
    return row is not None


async def all_roles(work: Work, actor: Actor) -> frozenset[str]:
    """What somebody is here: the roles held today, and `pegawai` for a person of the staffing data."""
    person = await work.one(
        "SELECT 1 FROM pegawai WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": actor.id}
    )
    return await roles_of(work, actor.id) | (frozenset(["pegawai"]) if person else frozenset())


async def belongs(work: Work, actor: Actor) -> list[Belongs]:
    """The PD of somebody, each from when to when, and everybody: readings about a PD are about its people."""
    posts = (await posts_of(work, [actor.id])).get(actor.id, [])
    return [Belongs(EVERYBODY), *(Belongs(*one) for one in pd_spans(posts))] if posts else []


async def account_of(work: Work, login: str) -> UUID:
    """The account of a name; Refusal 404 when there is none in this Pemda."""
    row = await work.one(
        "SELECT account_id FROM account WHERE tenant = :tenant AND login = :login",
        {"tenant": work.tenant, "login": login},
    )
    if row is None:
        raise Refusal(NO_ACCOUNT)
    return UUID(str(row.account_id))


async def bound_to(work: Work, actor: Actor, operation: str) -> list[str] | None:
    """The PD beyond which the actor does not reach in an operation; None: a role lets them in for the whole Pemda.

    The own PD first, where a role in it lets them in; then the PD for whose head they act.
    """
    rule = row_of(work.packs.resolve(work.tenant, work.today), "identity", operation)
    held = await held_today(work, actor.id)
    entitling = [row for row in held if row.peran in (rule.value if rule else ())]
    if any(row.peran not in OF_A_PD for row in entitling):
        return None
    own = [await opd_of(work, actor.id)] if any(not row.untuk for row in entitling) or not entitling else []
    return [*own, *sorted({row.untuk for row in entitling if row.untuk})]


async def reaches(work: Work, actor: Actor, operation: str, opd: str) -> bool:
    """Whether a role of the actor opens an operation for a PD."""
    rule = row_of(work.packs.resolve(work.tenant, work.today), "identity", operation)
    if not await roles_of(work, actor.id) & frozenset(rule.value if rule else ()):
        return False
    bound = await bound_to(work, actor, operation)
    return bound is None or opd in bound


async def takes_effect(work: Work, asn_id: UUID, day: date | None) -> None:
    """What begins or ends on a later day is told on that day."""
    if day is not None and day > work.today:
        await arm(work, EFFECT, f"{asn_id}/{day.isoformat()}", end_of(day - ONE_DAY, work.zone))


async def effect(work: Work, due: Due) -> None:
    """A day has come on which something of a person begins or ends; whose role ended signs in anew."""
    account = UUID(due.subject.partition("/")[0])
    if await work.one(_ENDED_ROLE, {"tenant": work.tenant, "id": account, "yesterday": work.today - ONE_DAY}):
        await end_sessions(work, account)
    await tell(work, [account])


async def tell(work: Work, ids: list[UUID]) -> None:
    """Bring people to what holds of them today, move them to their next version, and record it.

    What a move took from them is gone with it: roles of the former PD, offices of the former post.
    """
    if not ids:
        return
    await work.run(_LOCK, {"tenant": work.tenant, "ids": sorted(ids)})
    on = work.today
    terms = await terms_of(work, ids)
    held = {one: status_on(known.status, on) for one, known in terms.items()}
    await end_lost(work, ids, held)
    after = work.law_of_today().section("identity", IdentityPolicy).account_after.value
    await end_of_other_status(
        work, {one: status.value if status and status.value in after else "" for one, status in held.items()}
    )
    rows = await work.all(_PEOPLE, {"tenant": work.tenant, "ids": ids, "today": on})
    statuses = {row.asn_id: status_on(terms[row.asn_id].status, on) or StatusPegawai(row.status) for row in rows}
    columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in rows] for name in _POST}
    above = await above_by_nip(work, ids)
    columns["nip_atasan"] = [above[row.asn_id] for row in rows]
    columns |= {"ids": [r.asn_id for r in rows], "status": [statuses[r.asn_id].value for r in rows]}
    moved = {r.asn_id: r.version for r in await work.all(_NEXT, {"tenant": work.tenant, **columns})}
    facts = [_recorded(row, terms[row.asn_id], statuses[row.asn_id], on) for row in rows]
    await work.record_all([(fact, moved[fact.asn_id]) for fact in facts])
    for fact in facts:
        spans = [(t.mulai, t.selesai) for t in fact.penilai] + [(s.mulai, s.selesai) for s in fact.masa_status]
        for first, last in [*spans, *((post.mulai, None) for post in fact.penempatan)]:
            for day in (first, last + ONE_DAY if last else None):
                await takes_effect(work, fact.asn_id, day)


def _recorded(row: Any, terms: Terms, status: StatusPegawai, on: date) -> PegawaiRecorded:
    acting = penilai_on(terms.penilai, on)
    return PegawaiRecorded(
        asn_id=row.asn_id,
        nip=row.nip,
        nama=row.nama,
        jenis=Jenis(row.jenis),
        status=status,
        golongan=row.golongan,
        jabatan=row.jabatan,
        jenis_jabatan=JenisJabatan(row.jenis_jabatan),
        kelas_jabatan=row.kelas_jabatan,
        opd=row.opd,
        unit=row.unit,
        atasan_id=acting.penilai_id if acting else None,
        tmt_jabatan=row.tmt_jabatan,
        memimpin_unit=row.memimpin_unit,
        validated=row.validated,
        peran=tuple(row.peran),
        penilai=terms.penilai,
        masa_status=terms.status,
        hari_kerja=row.hari_kerja,
        penempatan=terms.penempatan,
        peran_pd=tuple(PeranPd(peran=peran, opd=opd) for peran, _, opd in (r.partition("/") for r in row.peran_pd)),
    )


async def as_told(work: Work, ids: list[UUID]) -> list[tuple[Event, int]]:
    """People as they are today, whom the caller has locked, at the version that was told of them last."""
    on = work.today
    rows = await work.all(_PEOPLE, {"tenant": work.tenant, "ids": ids, "today": on})
    terms = await terms_of(work, ids)
    statuses = {row.asn_id: status_on(terms[row.asn_id].status, on) or StatusPegawai(row.status) for row in rows}
    return [(_recorded(row, terms[row.asn_id], statuses[row.asn_id], on), row.version) for row in rows]
