"""The clock of a survey: it opens by lot, is recalled, closes, and its key is destroyed (KON P29, P30)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from chassis.db import Work
from chassis.deadlines import Due, arm
from chassis.ids import new_id
from chassis.keyring import KeyLost
from kernel.kalender import ONE_DAY, end_of
from services.appraisal import store
from services.appraisal.commands.finish import policy_of
from services.appraisal.commands.survey import LOT
from services.appraisal.domain import kotak, signing
from services.appraisal.domain import survei as domain
from services.appraisal.domain.appraisal import Appraisal
from services.appraisal.domain.survei import Hasil, Survei
from services.appraisal.policy import AppraisalPolicy


async def arm_opening(work: Work, one: Appraisal) -> None:
    """A survey waits for its day, where the Pemda asks peers (B16: about everybody, or about nobody)."""
    policy = policy_of(work, one)
    if policy.peer_input.value:
        opens = domain.first_day(one.tahun, policy.survey_opens.value)
        await arm(work, "survey_opens", str(one.appraisal_id), end_of(opens - ONE_DAY, work.zone))


async def survey_opens(work: Work, due: Due) -> None:
    """Draw who is asked and who stands in reserve; nothing where nobody can be, or it could not end in time."""
    one, who = await store.lock_appraisal(work, UUID(due.subject))
    policy = policy_of(work, one)
    days = domain.window(work.today, one.tahun, policy.survey_days.value, policy.sign_until.value)
    found = await store.candidates(work, who)
    if one.state != "opened" or not policy.peer_input.value or days is None or not any(found.values()):
        return
    lots = {group: [(new_id(), asn) for asn in LOT.sample(people, len(people))] for group, people in found.items()}
    survei_id = new_id()
    invited = domain.drawn(lots, policy.survey_asked.value, survei_id)
    asked = [each for each in invited if each.state == "asked"]
    aspects = tuple(signing.aspects_of(who, policy))
    await work.keyring.make(work.tenant, due.subject)
    box = await work.keyring.seal(work.tenant, due.subject, kotak.empty(len(asked), len(aspects)))
    survey = Survei(
        survei_id=survei_id, appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, mulai=days[0],
        sampai=days[1], aspek=aspects, kotak=box,
    )  # fmt: skip
    await store.open_survey(work, survey, invited)
    await work.record_all([domain.sent(each, survey.sampai) for each in asked])
    counts = {"ditanya": len(asked), "cadangan": len(invited) - len(asked)}
    await work.audit("survey.opened", str(one.asn_id), counts)
    await _arm_reminder(work, survey, policy, 0)
    await arm(work, "survey_closes", due.subject, end_of(survey.sampai, work.zone))


async def survey_reminds(work: Work, due: Due) -> None:
    """Remind who was asked and has neither answered nor declined."""
    survey = await store.survey_of(work, UUID(due.subject), lock=True)
    if survey is None or survey.state != "open":
        return
    waiting = [each for each in await store.invited_to(work, survey.survei_id) if each.state == "asked"]
    for each in waiting:
        reminded = replace(each, kali=each.kali + 1)
        await store.move_invitation(work, reminded)
        await work.record(*domain.sent(reminded, survey.sampai))
    one, _ = await store.find_appraisal(work, survey.appraisal_id)
    await _arm_reminder(work, survey, policy_of(work, one), int(due.payload["ke"]) + 1)


async def survey_closes(work: Work, due: Due) -> None:
    """Open the box once, keep what it came to, forget who was asked; then the key goes."""
    survey = await store.survey_of(work, UUID(due.subject), lock=True)
    if survey is None or survey.state != "open":
        return
    one, _ = await store.find_appraisal(work, survey.appraisal_id)
    found = await _read(work, survey, policy_of(work, one))
    await store.close_survey(work, survey.survei_id, found or Hasil())
    await work.audit("survey.closed", str(survey.asn_id), {"terbaca": found is not None})
    # by a deadline of its own: once this has committed, until it has happened
    await arm(work, "survey_key_ends", due.subject, work.now)


async def survey_key_ends(work: Work, due: Due) -> None:
    """Destroy the key of a closed survey."""
    await work.keyring.destroy(work.tenant, due.subject)


async def _read(work: Work, survey: Survei, policy: AppraisalPolicy) -> Hasil | None:
    """What the answers come to; None where the key is lost, and the penilai counts whole."""
    try:
        box = await work.keyring.unseal(work.tenant, str(survey.appraisal_id), survey.kotak)
    except KeyLost:
        return None
    return domain.result(kotak.read(box, len(survey.aspek)), policy)


async def _arm_reminder(work: Work, survey: Survei, policy: AppraisalPolicy, ke: int) -> None:
    days = policy.survey_reminders.value[ke : ke + 1]
    for after in days:
        day = survey.mulai + timedelta(days=after - 1)
        await arm(work, "survey_reminds", str(survey.appraisal_id), end_of(day, work.zone), {"ke": ke})


FIRES = {
    "survey_opens": survey_opens, "survey_reminds": survey_reminds, "survey_closes": survey_closes,
    "survey_key_ends": survey_key_ends,
}  # fmt: skip
