"""Reads of identity: who am I, who is there, which days are free."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import asdict

from chassis.auth import Actor
from chassis.cells import nip_of
from chassis.db import Work
from chassis.reading import keep_group_readings
from contracts.refusal import Refusal, rule
from contracts.vocabulary import LEFT
from services.identity import store
from services.identity.policy import IdentityPolicy
from services.identity.queries.superior import SuperiorView, superior_today
from services.identity.store.standing import standings

OWN_PD_ONLY = rule("identity.reading.own_pd_only", 403, "Hanya PD sendiri yang dapat dilihat.")


class PegawaiView(Struct, frozen=True):
    """A person as the roster shows them."""

    asn_id: UUID
    nip: str
    nama: str
    jenis: str
    golongan: str
    jabatan: str
    opd: str
    unit: str
    status: str
    validated: bool


class Roster(Struct, frozen=True, kw_only=True):
    """Which people: of an OPD, of a unit, in a status, with words in the name or digits in the NIP; those whose account
    stands so (`akun`: pending, active, blocked, disabled), those without a superior who is there (`tanpa_atasan`); from
    behind a person on (`setelah`), at most so many."""

    opd: str | None = None
    unit: str | None = None
    status: str | None = None
    cari: str = ""
    akun: str | None = None
    tanpa_atasan: bool = False
    setelah: UUID | None = None
    paling_banyak: int = 500


class Arsip(Struct, frozen=True):
    """What is left of the account of who is in service no more: the own archive, until a day (None: no end)."""

    status: str
    sampai: date | None


class Me(Struct, frozen=True):
    """The account that asks: its person (none for a bootstrap account), roles, subordinates, and who appraises it.

    `arsip`: of who is in service no more.
    """

    account_id: UUID
    tenant: str
    peran: tuple[str, ...]
    bawahan: int
    pegawai: PegawaiView | None
    penilai: SuperiorView | None
    arsip: Arsip | None = None


class HariLibur(Struct, frozen=True):
    """A day off, or (`libur=false`) a day that is worked after all."""

    tanggal: date
    libur: bool
    nama: str


_VIEW = "SELECT asn_id, nip, nama, jenis, golongan, jabatan, opd, unit, status, validated FROM pegawai"


_ROSTER = f"""
{_VIEW} p WHERE tenant = :tenant AND (CAST(:opd AS text[]) IS NULL OR opd = ANY(CAST(:opd AS text[])))
  AND unit = coalesce(CAST(:unit AS text), unit) AND status = coalesce(CAST(:status AS text), status)
  AND (:cari = '' OR nama ILIKE :words OR nip LIKE :digits)
  AND (CAST(:akun AS text) IS NULL OR EXISTS (SELECT FROM account a WHERE a.tenant = p.tenant
      AND a.account_id = p.asn_id AND a.state = :akun))
  AND (NOT :tanpa_atasan OR (SELECT h.sebagai = 'kosong' OR s.status = ANY(:vacating) FROM hubungan h
      LEFT JOIN pegawai s ON s.tenant = h.tenant AND s.asn_id = h.penilai_id
      WHERE h.tenant = p.tenant AND h.asn_id = p.asn_id AND h.mulai <= :today ORDER BY h.mulai DESC LIMIT 1))
  AND (CAST(:setelah AS uuid) IS NULL OR (opd, nama, asn_id) > (
      SELECT b.opd, b.nama, b.asn_id FROM pegawai b WHERE b.tenant = :tenant AND b.asn_id = :setelah))
ORDER BY opd, nama, asn_id LIMIT :paling_banyak
"""


# The official above them today, or the Plt or Plh for that post.
_BELOW = """
SELECT count(*) AS n FROM hubungan h
JOIN pegawai p ON p.tenant = h.tenant AND p.asn_id = h.asn_id AND p.status <> ALL(:left)
WHERE h.tenant = :tenant AND h.mulai = (SELECT max(o.mulai) FROM hubungan o
    WHERE o.tenant = h.tenant AND o.asn_id = h.asn_id AND o.mulai <= :today)
  AND h.asn_id <> :id AND h.penilai_id = ANY(ARRAY(SELECT CAST(:id AS uuid)
    UNION ALL SELECT d.pejabat_id FROM pelimpahan d
    WHERE d.tenant = :tenant AND d.pelaksana_id = :id AND :today BETWEEN d.mulai AND d.selesai))
"""


async def view_of(work: Work, asn_id: UUID) -> PegawaiView | None:
    """A person by id."""
    row = await work.one(f"{_VIEW} WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": asn_id})
    return PegawaiView(**row._mapping) if row else None


async def me(work: Work, actor: Actor) -> Me:
    """Who is asking."""
    who = await view_of(work, actor.id)
    below = 0
    if who is not None:
        left = [status.value for status in LEFT]
        values = {"tenant": work.tenant, "id": actor.id, "today": work.today, "left": left}
        counted = await work.one(_BELOW, values)
        below = counted.n if counted else 0
    held = tuple(sorted(await store.roles_of(work, actor.id)))
    gone = (await standings(work, [actor.id])).get(actor.id)
    arsip = Arsip(gone.status, gone.until) if gone else None
    return Me(actor.id, work.tenant, held, below, who, await superior_today(work, actor.id) if who else None, arsip)


async def roster(work: Work, actor: Actor, wanted: Roster) -> list[PegawaiView]:
    """The people asked for; who has a role of a PD, as its administrator, sees that PD (KUAN P1(23))."""
    own = await store.bound_to(work, actor, "list_pegawai")
    if own is not None and wanted.opd is not None and wanted.opd not in own:
        raise Refusal(OWN_PD_ONLY)
    opd = own if wanted.opd is None else [wanted.opd]
    await keep_group_readings(work, "roster.read", opd, "mengelola data dan akun pegawai")
    policy = work.packs.resolve(work.tenant, work.today).section("identity", IdentityPolicy)
    words = wanted.cari.strip().replace("\\", "").replace("%", "").replace("_", "")
    values = {
        "tenant": work.tenant, "today": work.today, "words": f"%{words}%", "digits": f"{nip_of(words) or words}%",
        "vacating": list(policy.vacating_statuses.value), **asdict(wanted), "opd": opd, "cari": words,
    }  # fmt: skip
    return [PegawaiView(**row._mapping) for row in await work.all(_ROSTER, values)]


async def calendar(work: Work, year: int) -> list[HariLibur]:
    """The days off of a year."""
    rows = await work.all(
        "SELECT tanggal, libur, nama FROM hari_libur WHERE tenant = :tenant"
        " AND tanggal BETWEEN make_date(:year, 1, 1) AND make_date(:year, 12, 31) ORDER BY tanggal",
        {"tenant": work.tenant, "year": year},
    )
    return [HariLibur(**row._mapping) for row in rows]
