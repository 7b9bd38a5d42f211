"""The three routes of feedback (KUAN P16(c), P17(d), P18(b))."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.domain.words import Uraian
from services.activity.messages.store import Pesan, send
from services.activity.store import terms

NOT_ADMIN = rule("activity.feedback.not_admin", 403, "Hanya administrator PD.")
NOT_PENILAI = rule("activity.feedback.not_penilai", 403, "Hanya pejabat penilai.")
OTHER_ADDRESSEE = rule(
    "activity.feedback.addressee", 403, "Umpan balik sebagai {role} disampaikan kepada {addressee}.", source="value"
)


class GiveFeedback(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which capacity one speaks decides to whom it goes; `kepada` may say so, and must then be right."""

    sebagai: Literal["user", "penilai", "admin_pd"]
    isi: Uraian
    kepada: Annotated[str, Meta(max_length=64)] | None = None


async def give(work: Work, actor: Actor, command: GiveFeedback) -> str:
    """Deliver it; gives the role that reads it."""
    person = await store.actor_person(work, actor.id)
    policy = store.policy_of(work, work.today)[0]
    route = policy.feedback.value[command.sebagai]
    if command.sebagai == "admin_pd" and "admin_pd" not in person.peran:
        raise Refusal(NOT_ADMIN)
    if command.sebagai == "penilai" and not await terms.ever_led(work, actor.id):
        raise Refusal(NOT_PENILAI)
    if command.kepada not in (None, route):
        raise Refusal(OTHER_ADDRESSEE, role=command.sebagai, addressee=route, pasal=policy.feedback.pasal)
    opd = None if route == "pengelola_e_kinerja" else person.opd
    told = Pesan(jenis="umpan_balik", isi=command.isi, tentang=command.sebagai, peran=route, opd=opd, dari=actor.id)
    await send(work, [told])
    return route
