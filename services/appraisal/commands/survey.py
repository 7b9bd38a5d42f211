"""An invitation to a closed survey of behaviour: answered, or declined (KON P29, P30)."""

from __future__ import annotations

import secrets
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct
from msgspec.structs import replace

from chassis.auth import Actor
from chassis.db import Work
from chassis.keyring import KeyLost
from contracts.refusal import Refusal
from services.appraisal import store
from services.appraisal.domain import kotak
from services.appraisal.domain import survei as domain

LOT = secrets.SystemRandom()
Aspek = Annotated[str, Meta(max_length=50)]
Nilai = Annotated[int, Meta(ge=0, le=120)]


class AnswerSurvey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole mark from 0 to 120 for each aspect. Nothing of it is kept but in the sealed box."""

    nilai: Annotated[dict[Aspek, Nilai], Meta(max_length=20)]


async def answer(work: Work, actor: Actor, undangan_id: UUID, command: AnswerSurvey) -> None:
    """Put an answer into the box. The trail holds no line of it: what was said is nobody's to read."""
    one, survey, _ = await store.lock_invitation(work, undangan_id)
    domain.check_invited(one, survey, actor.id, work.today)
    said, name = domain.answer(one, survey, command.nilai), str(survey.appraisal_id)
    try:
        box = await work.keyring.unseal(work.tenant, name, survey.kotak)
    except KeyLost:
        raise Refusal(domain.LOST) from None
    sealed = await work.keyring.seal(work.tenant, name, kotak.put(box, said, LOT.shuffle))
    await store.keep_box(work, survey.survei_id, sealed)
    await store.move_invitation(work, replace(one, state="answered"))


async def decline(work: Work, actor: Actor, undangan_id: UUID) -> None:
    """Answer nothing; the next of the reserve is asked instead."""
    one, survey, invited = await store.lock_invitation(work, undangan_id)
    domain.check_invited(one, survey, actor.id, work.today)
    await store.move_invitation(work, replace(one, state="declined"))
    if instead := domain.next_of(invited, one):
        await store.move_invitation(work, instead)
        await work.record(*domain.sent(instead, survey.sampai))
