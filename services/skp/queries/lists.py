"""Reads of skp: mine, what waits for me, who is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings, keep_reading
from contracts.refusal import Refusal, rule
from kernel.peran import IN_PD, pds_of, roles_of
from services.skp import store
from services.skp.domain import course
from services.skp.domain.content import Content
from services.skp.domain.parent import ParentPending
from services.skp.policy import SkpPolicy
from services.skp.queries.turns import Ahead, Berikutnya, Pengukuran, ahead_of, berikutnya_of, pengukuran_of

NOT_LISTER = rule("skp.reading.not_lister", 403, "Daftar ini untuk pejabat penilai, pengelola dan pimpinan.")


class SkpView(Struct, frozen=True):
    """An SKP as its owner, reviewer and penilai see it; `alasan`: why it was sent back, until it is submitted again.

    `parent_pending`: the kinerja for whose parents it waits, before which it is not set (KON P8). `sebab`: of a next
    version, the cause of the change; of one that has ended, of the end. `berikutnya`: the next step, and whose it is.
    """

    skp_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    mulai: date
    selesai: date
    state: str
    late: bool
    karena_gangguan: bool
    isi: Content
    sidik: str
    alasan: str = ""
    parent_pending: tuple[ParentPending, ...] = ()
    versi: int = 1
    perubahan_dari: UUID | None = None
    sebab: str = ""
    berikutnya: tuple[Berikutnya, ...] = ()
    pengukuran: Pengukuran = Pengukuran()


VIEW = """
SELECT s.skp_id, s.asn_id, p.nama, s.tahun, s.mulai, s.selesai, s.state, s.late, s.karena_gangguan, s.alasan,
    s.versi, s.perubahan_dari, coalesce(nullif(s.closed_sebab, ''), s.sebab) AS sebab, s.content::text AS content,
    s.set_at, s.agreed_owner, s.agreed_penilai, p.atasan_id, p.pejabat_id, p.jenis_jabatan, p.sebagai, p.opd
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant
"""
# Of whom something may wait for the actor, in an array that an index finds: a province plans in one January.
_WAITING = f"""{VIEW} AND s.tahun = :tahun
  AND (:bupati AND s.state = 'approved' OR s.asn_id = ANY(ARRAY(SELECT CAST(:actor AS uuid)
    UNION ALL SELECT asn_id FROM pegawai WHERE tenant = :tenant
      AND (atasan_id = :actor OR (:reviewer AND opd = :opd) OR (:bupati AND sebagai = 'bupati')))))
  AND (
    (s.state = 'submitted' AND :reviewer AND p.opd = :opd AND s.asn_id <> :actor)
    OR (s.state = 'reviewed' AND p.atasan_id = :actor AND NOT s.agreed_penilai)
    OR (s.state = 'reviewed' AND s.asn_id = :actor AND NOT s.agreed_owner)
    OR (s.state = 'agreed' AND p.atasan_id = :actor)
    OR (s.state = 'approved' AND :bupati)
    OR (s.state IN ('reviewed', 'agreed') AND p.sebagai = 'bupati' AND :bupati))
ORDER BY s.state, p.nama LIMIT 500
"""


async def views(work: Work, rows: Sequence[Any]) -> list[SkpView]:
    """The plans, of one year, with what each waits for, and whose turn it is."""
    waits = [waits_for_parents(work, row) for row in rows]
    above = store.Above({}, {})
    if asking := [row for row, yes in zip(rows, waits, strict=True) if yes]:
        above = await store.above_of(work, asking, asking[0].tahun)
    ahead = await ahead_of(work, rows)
    return [_view(work, row, above if yes else None, ahead) for row, yes in zip(rows, waits, strict=True)]


def waits_for_parents(work: Work, row: Any) -> bool:
    """Whether a plan is still to be set, under a law by which its parents come first (KON P8)."""
    return row.set_at is None and row.state not in ("closed", "approved") and _law(work, row).parent_must_be_set.value


def _law(work: Work, row: Any) -> SkpPolicy:
    return work.packs.resolve_plan(work.tenant, row.mulai).section("skp", SkpPolicy)


_INTERNAL = frozenset({
    "content", "set_at", "agreed_owner", "agreed_penilai", "atasan_id", "pejabat_id", "jenis_jabatan", "sebagai", "opd",
})  # fmt: skip


def _view(work: Work, row: Any, above: store.Above | None, ahead: Ahead) -> SkpView:
    isi = store.content_of(row)
    measured = pengukuran_of(row, ahead, _law(work, row), work.today)
    return SkpView(
        isi=isi,
        sidik=store.sidik_of(row.content),
        parent_pending=store.pending_of(row, isi, above) if above else (),
        berikutnya=berikutnya_of(row, ahead, measured),
        pengukuran=measured,
        **{name: value for name, value in row._mapping.items() if name not in _INTERNAL},
    )


async def mine(work: Work, actor: Actor, tahun: int) -> list[SkpView]:
    """The actor's own SKPs of a year."""
    rows = await work.all(
        f"{VIEW} AND s.tahun = :tahun AND s.asn_id = :actor ORDER BY s.mulai, s.versi, s.skp_id",
        {"tenant": work.tenant, "actor": actor.id, "tahun": tahun},
    )
    return await views(work, rows)


async def waiting(work: Work, actor: Actor, tahun: int) -> list[SkpView]:
    """What the actor should review, agree to, set or ratify; the reading of others' is kept (KUAN P26(1))."""
    bupati = "bupati" in actor.peran
    person = None if bupati else await store.person(work, actor.id)
    rows = await work.all(
        _WAITING,
        {
            "tenant": work.tenant, "tahun": tahun, "actor": actor.id, "opd": person.opd if person else "",
            "reviewer": person is not None and "pengelola_kinerja" in person.peran, "bupati": bupati,
        },
    )  # fmt: skip
    decides, reviews = ([r.asn_id for r in rows if (r.state == "submitted") is w] for w in (False, True))
    await keep_reading(work, actor, "waiting_skp.read", decides, MEMUTUS, tahun=tahun)
    await keep_reading(work, actor, "waiting_skp.read", reviews, MEREVIU, tahun=tahun)
    return await views(work, rows)


# For what an office reads what waits for it (KUAN P26(1)).
MEMUTUS, MEREVIU = "memutus sebagai pejabat penilai", "mereviu sebagai pengelola kinerja"
IN_PEMDA = frozenset({"pengelola_e_kinerja", "inspektorat", "kepala_badan", "sekda"})


async def scope_of(work: Work, actor: Actor) -> list[str] | None:
    """The PD whose people the actor may list, None: all of the Pemda's. Who lists at all is in the pack's table."""
    person = await store.person(work, actor.id)
    return None if IN_PEMDA & work.known_as(person.peran) else pds_of(person)


# Whom the actor may list: the people of the PD or all, and whose penilai the actor is today.
MINE = """(CAST(:opd AS text[]) IS NULL OR p.opd = ANY(CAST(:opd AS text[]))
    OR p.atasan_id = :actor OR (:bupati AND p.sebagai = 'bupati'))"""
_LISTING = IN_PEMDA | IN_PD
_APPRAISES = "SELECT 1 FROM pegawai WHERE tenant = :tenant AND atasan_id = :actor LIMIT 1"


async def listing(work: Work, actor: Actor) -> dict[str, Any]:
    """The values of `MINE`: a helper or head reaches the PD, an overseer everybody, a penilai the own people.

    Refusal 403 for who is none of them.
    """
    person = await store.find_person(work, actor.id)
    helps = person is not None and bool(_LISTING & work.known_as(roles_of(person)))
    opd = await scope_of(work, actor) if helps else []
    reach = {"opd": opd, "actor": actor.id, "bupati": "bupati" in actor.peran}
    if (
        not (helps or reach["bupati"])
        and await work.one(_APPRAISES, {"tenant": work.tenant, "actor": actor.id}) is None
    ):
        raise Refusal(NOT_LISTER)
    return reach


async def keep_listing(
    work: Work, actor: Actor, act: str, reach: dict[str, Any], rows: Sequence[Any], tujuan: str, tahun: int
) -> None:
    """The reading of a list: about a PD or everybody as one, about one's own people each by himself."""
    opd = reach["opd"]
    await keep_group_readings(work, act, opd, tujuan, tahun=tahun)
    theirs = [] if opd is None else [row.asn_id for row in rows if row.opd not in opd]
    await keep_reading(work, actor, act, theirs, tujuan, tahun=tahun)


class WithoutSkp(Struct, frozen=True):
    """Somebody without a set SKP of the year (`state` says how far it is), or with a late one.

    `late`: set late, or not set and `paling_lambat`, the last day of January or of the window after a move (reading
    B33), is over. `karena_gangguan`: the last day had an outage, which excuses it (X8).
    """

    asn_id: UUID
    nama: str
    opd: str
    state: str
    late: bool
    karena_gangguan: bool
    paling_lambat: date


_WITHOUT = f"""
SELECT p.asn_id, p.nama, p.opd, coalesce(s.state, '') AS state, coalesce(s.late, false) AS late,
    coalesce(s.karena_gangguan, false) AS karena_gangguan, s.mulai,
    p.tmt_jabatan, p.masa_status, p.hari_kerja FROM pegawai p
LEFT JOIN LATERAL (SELECT state, late, karena_gangguan, mulai FROM skp s WHERE s.tenant = p.tenant
    AND s.asn_id = p.asn_id AND s.tahun = :tahun
    AND (s.state <> 'closed' OR s.set_at IS NOT NULL) ORDER BY (s.state = 'set') DESC, s.versi DESC LIMIT 1) s ON true
WHERE p.tenant = :tenant AND p.validated AND p.status <> ALL(:exempt)
  AND {MINE}
  AND (s.state IS DISTINCT FROM 'set' OR s.late) ORDER BY p.opd, p.nama
"""


async def without_skp(work: Work, actor: Actor, tahun: int) -> list[WithoutSkp]:
    """Who is late (KON P15(2)); PNS and PPPK alike (KON P1(4))."""
    policy = work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy)
    values: dict[str, Any] = {
        "tenant": work.tenant, "tahun": tahun, "exempt": list(policy.exempt_statuses.value),
        **(reach := await listing(work, actor)),
    }  # fmt: skip
    rows = await work.all(_WITHOUT, values)
    await keep_listing(work, actor, "late_skp.read", reach, rows, "mengawasi penetapan SKP", tahun)
    asked = [(asked_from(work, policy, tahun, row, row.state, row.mulai), row.hari_kerja) for row in rows]
    due = await last_days(work, policy, tahun, asked)
    down = await store.days_down(work, {day for day in due if day < work.today}, "skp")
    return [
        _without(row, day, work.today, row.karena_gangguan or (not row.late and day in down))
        for row, day in zip(rows, due, strict=True)
    ]


def asked_from(work: Work, policy: SkpPolicy, tahun: int, row: Any, state: str, mulai: date | None) -> date:
    """From when a plan is asked of somebody: as the one on its way says, else as post and status say."""
    spells, exempt = store.spells_of(row), policy.exempt_statuses.value
    first = course.asked_from(tahun, work.today, row.tmt_jabatan, spells, exempt)
    return first if mulai is None or state == "closed" else mulai if state == "set" else max(first, mulai)


async def last_days(work: Work, policy: SkpPolicy, tahun: int, asked: Sequence[tuple[date, int]]) -> list[date]:
    """Until when plans are set in time, each by its first day and the days of its owner's working week."""
    found: dict[tuple[date, int], date] = {}
    for mulai, hari_kerja in sorted(set(asked)):
        due = course.due_on(tahun, mulai, policy.set_deadline.value, policy.move_window_days.value)
        found[mulai, hari_kerja] = await store.last_day(work, due, policy.set_deadline, "skp", hari_kerja)
    return [found[one] for one in asked]


def _without(row: Any, due: date, today: date, excused: bool) -> WithoutSkp:
    late = row.late or (row.state != "set" and today > due)
    return WithoutSkp(row.asn_id, row.nama, row.opd, row.state, late, excused, due)
