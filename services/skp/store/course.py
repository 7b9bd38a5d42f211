"""What each step of an SKP leaves in its row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.db import Work, json_of
from contracts.skp import Pembahas
from services.skp.domain.skp import Signed, Skp

_MOVE = "UPDATE skp SET state = :state, version = version + 1 WHERE tenant = :tenant AND skp_id = :id"
_CARRY = """
UPDATE skp n SET state = :state, agreed_owner = n.agreed_owner OR :owner, agreed_penilai = n.agreed_penilai OR :penilai,
    agreed_at = CASE WHEN :state = 'agreed' THEN :now ELSE n.agreed_at END,
    reviewer_id = coalesce(n.reviewer_id, b.reviewer_id), reviewed_at = coalesce(n.reviewed_at, b.reviewed_at),
    pembahasan = coalesce(nullif(n.pembahasan, ''), b.pembahasan), peserta = coalesce(nullif(n.peserta, ''), b.peserta)
FROM skp b WHERE b.tenant = n.tenant AND b.skp_id = n.perubahan_dari AND n.tenant = :tenant AND n.skp_id = :id
"""
_SUBMIT = """
UPDATE skp SET submitted_at = coalesce(submitted_at, :now), alasan = '' WHERE tenant = :tenant AND skp_id = :id
"""
_REVIEW = """
UPDATE skp SET reviewer_id = :actor, pembahasan = :note, peserta = :peserta, reviewed_at = :now,
    pembahas = CAST(:pembahas AS jsonb) WHERE tenant = :tenant AND skp_id = :id
"""
_AGREE = """
UPDATE skp SET agreed_owner = agreed_owner OR :owner, agreed_penilai = agreed_penilai OR NOT :owner, agreed_at = :now
WHERE tenant = :tenant AND skp_id = :id
"""
_RETURN = """
UPDATE skp SET agreed_owner = false, agreed_penilai = false, reviewer_id = NULL, alasan = :alasan
WHERE tenant = :tenant AND skp_id = :id
"""
_DISCARD = "UPDATE skp SET sebab = :sebab WHERE tenant = :tenant AND skp_id = :id"
_SIGN = """
UPDATE skp SET set_by = :actor, set_sebagai = :sebagai, atas_nama = :atas_nama, pendapat_tpak = :tpak,
    ditetapkan_pada = :pada WHERE tenant = :tenant AND skp_id = :id
"""
_SIGNED = """
SELECT set_sebagai AS sebagai, atas_nama, ditetapkan_pada FROM skp WHERE tenant = :tenant AND skp_id = :id
"""
_SET = """
UPDATE skp SET ratified_by = coalesce(:ratified_by, ratified_by), set_at = :now, late = :late, mulai = :mulai,
    due_on = :due, karena_gangguan = :excused WHERE tenant = :tenant AND skp_id = :id
"""
_CLOSE_UNSET = "UPDATE skp SET state = 'closed', sebab = :sebab WHERE tenant = :tenant AND skp_id = :id"
_CLOSE = """
UPDATE skp SET selesai = :last, closed_sebab = :sebab, closed_penilai_id = :penilai, closed_sebagai = :sebagai,
    closed_opd = :opd, confirmed_by = NULL, confirmed_at = NULL WHERE tenant = :tenant AND skp_id = :id
"""
_CONFIRM = "UPDATE skp SET confirmed_by = :actor, confirmed_at = :now WHERE tenant = :tenant AND skp_id = :id"
_COMMENT = """
INSERT INTO catatan (tenant, catatan_id, skp_id, oleh, catatan, written_at)
VALUES (:tenant, :id, :skp, :actor, :catatan, :now)
"""


async def keep_state(work: Work, skp_id: UUID, state: str) -> None:
    """The next state, and the next version of its facts."""
    await work.run(_MOVE, {"tenant": work.tenant, "id": skp_id, "state": state})


async def carry_steps(work: Work, skp_id: UUID, state: str, *, owner: bool, penilai: bool) -> None:
    """Take over from the version before what a change does not repeat: the review, and who agreed."""
    values = {"tenant": work.tenant, "id": skp_id, "state": state, "owner": owner, "penilai": penilai}
    await work.run(_CARRY, values | {"now": work.now})


async def keep_submitted(work: Work, skp_id: UUID) -> None:
    """Submitted now, if it was never before; why it came back is history."""
    await work.run(_SUBMIT, {"tenant": work.tenant, "id": skp_id, "now": work.now})


async def keep_review(
    work: Work, skp_id: UUID, actor: UUID, note: str, peserta: str, pembahas: Sequence[Pembahas]
) -> None:
    """Who reviewed it, what the discussion came to, and who took part."""
    values = {"tenant": work.tenant, "id": skp_id, "actor": actor, "note": note, "peserta": peserta, "now": work.now}
    await work.run(_REVIEW, values | {"pembahas": json_of(pembahas)})


async def keep_agreed(work: Work, skp_id: UUID, *, owner: bool) -> None:
    """The owner, or the penilai, agreed."""
    await work.run(_AGREE, {"tenant": work.tenant, "id": skp_id, "owner": owner, "now": work.now})


async def keep_returned(work: Work, skp_id: UUID, alasan: str) -> None:
    """The steps begin again."""
    await work.run(_RETURN, {"tenant": work.tenant, "id": skp_id, "alasan": alasan})


async def keep_discarded(work: Work, skp_id: UUID, sebab: str) -> None:
    """Why nothing comes of it."""
    await work.run(_DISCARD, {"tenant": work.tenant, "id": skp_id, "sebab": sebab})


async def keep_signed(work: Work, skp_id: UUID, actor: UUID, signed: Signed, tpak: str) -> None:
    """Who signed as penilai, in what capacity, and what the credit-point team said."""
    values = {"tenant": work.tenant, "id": skp_id, "actor": actor, "sebagai": signed.sebagai, "tpak": tpak}
    await work.run(_SIGN, values | {"atas_nama": signed.atas_nama, "pada": signed.ditetapkan_pada})


async def signed_as(work: Work, skp_id: UUID) -> Signed:
    """As it was kept when the penilai signed."""
    row = await work.one(_SIGNED, {"tenant": work.tenant, "id": skp_id})
    assert row is not None  # the caller holds its lock
    return Signed(**row._mapping)


async def keep_set(
    work: Work, one: Skp, mulai: date, due: date | None, *, late: bool, excused: bool, ratified_by: UUID | None
) -> None:
    """It binds from `mulai`. `due`: its last day; None for a change. `ratified_by`: the Bupati, where asked for."""
    values = {"tenant": work.tenant, "id": one.skp_id, "now": work.now, "mulai": mulai, "due": due, "late": late}
    await work.run(_SET, values | {"excused": excused, "ratified_by": ratified_by})


async def keep_never_set(work: Work, skp_id: UUID, sebab: str) -> None:
    """It ends without ever having bound."""
    await work.run(_CLOSE_UNSET, {"tenant": work.tenant, "id": skp_id, "sebab": sebab})


async def keep_end(
    work: Work, skp_id: UUID, last: date, sebab: str, *, penilai: UUID | None, sebagai: str, opd: str
) -> None:
    """Its last day, why it ended, who was penilai then, in which PD; its segment is open."""
    values = {"tenant": work.tenant, "id": skp_id, "last": last, "sebab": sebab, "penilai": penilai}
    await work.run(_CLOSE, values | {"sebagai": sebagai, "opd": opd})


async def keep_confirmed(work: Work, skp_id: UUID, actor: UUID) -> None:
    """Its segment is closed."""
    await work.run(_CONFIRM, {"tenant": work.tenant, "id": skp_id, "actor": actor, "now": work.now})


async def keep_comment(work: Work, catatan_id: UUID, skp_id: UUID, actor: UUID, catatan: str) -> None:
    """What somebody said of a plan that waits."""
    values = {"tenant": work.tenant, "id": catatan_id, "skp": skp_id, "actor": actor, "catatan": catatan}
    await work.run(_COMMENT, values | {"now": work.now})
