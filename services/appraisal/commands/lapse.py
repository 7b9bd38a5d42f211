"""Terms of the paper that have passed: who is told, and when the seven working days of the superior begin (KON P39)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import Due, arm
from kernel.kalender import end_of
from services.appraisal import store
from services.appraisal.commands.finish import finish, keep, policy_of
from services.appraisal.domain import clocks, paper
from services.appraisal.domain.appraisal import Appraisal, Dinilai
from services.appraisal.domain.paper import Perkara


async def objection_lapse(work: Work, due: Due) -> None:
    """Finishes the appraisal when nobody has objected in time and both have signed (B36)."""
    one, who = await store.lock_appraisal(work, UUID(due.subject))
    if one.state == "returned" and not one.objected:
        await finish(work, one, who, _day(work, due))


async def sign_due(work: Work, due: Due) -> None:
    """Calls the superior when the penilai has not signed fourteen days after the end of January (B26)."""
    one, who = await store.lock_appraisal(work, UUID(due.subject))
    if one.state != "opened":
        return
    over = clocks.signing_lapses(one.tahun, policy_of(work, one))
    if work.today <= over:
        return await arm(work, due.kind, due.subject, end_of(over, work.zone))
    await _call_superior(work, one, who, "penandatanganan", over)


async def deliver_due(work: Work, due: Due) -> None:
    """Reminds a penilai who has not released the paper in fourteen days; nothing releases it alone (KON P38(2))."""
    one, who = await store.lock_appraisal(work, UUID(due.subject))
    if one.state == "signed":
        await _tell_penilai(work, one, who, "penyampaian", _day(work, due))


async def receive_due(work: Work, due: Due) -> None:
    """Tells the penilai that the appraised has not taken the paper; nothing starts by itself (B25, B39)."""
    one, who = await store.lock_appraisal(work, UUID(due.subject))
    if one.state == "delivered":
        await _tell_penilai(work, one, who, "penerimaan", _day(work, due))


async def return_due(work: Work, due: Due) -> None:
    """Calls the superior when the appraised returned nothing in fourteen days and did not object (KON P39, B7)."""
    one, who = await store.lock_appraisal(work, UUID(due.subject))
    if one.state == "received" and not one.objected:
        await _call_superior(work, one, who, "pengembalian", _day(work, due))


async def substitute_due(work: Work, due: Due) -> None:
    """Tells the next superior that the superior has not set the paper in seven working days (KON P39)."""
    one, who = await store.lock_appraisal(work, UUID(due.subject))
    if one.state in ("opened", "received") and not one.objected:
        above = await store.superior_of_penilai(work, one, who)
        after, event = paper.lapse(one, "penetapan", _day(work, due), (above.asn_id, above.peran))
        await keep(work, one, after, event)


async def _call_superior(work: Work, one: Appraisal, who: Dinilai, perkara: Perkara, over: date) -> None:
    """Tell the superior of the penilai and start their term; above the Bupati there is nobody, and no term (B27)."""
    above = await store.superior_of_penilai(work, one, who)
    if above.beyond:
        after, event = paper.lapse(one, perkara, over, (None, above.peran))
        return await keep(work, one, after, event)
    until = clocks.substitution(over, policy_of(work, one), await store.kalender(work, who.hari_kerja))
    after, event = paper.lapse(one, perkara, over, (above.asn_id, above.peran), until)
    await keep(work, one, after, event)
    await arm(work, "substitute_due", str(one.appraisal_id), end_of(until, work.zone))


async def _tell_penilai(work: Work, one: Appraisal, who: Dinilai, perkara: Perkara, over: date) -> None:
    after, event = paper.lapse(one, perkara, over, (who.atasan_id, "" if who.atasan_id else "bupati"))
    await keep(work, one, after, event)


def _day(work: Work, due: Due) -> date:
    """The last day of a term, at whose end its deadline fires."""
    return work.day_of(due.due_at - timedelta(microseconds=1))


FIRES = {
    "objection_lapse": objection_lapse, "sign_due": sign_due, "deliver_due": deliver_due, "receive_due": receive_due,
    "return_due": return_due, "substitute_due": substitute_due,
}  # fmt: skip
