"""An objection: filed by the appraised, both asked and heard, decided by the superior of the penilai (KON P48)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm, disarm
from chassis.ids import new_id
from contracts.vocabulary import Alasan
from kernel.kalender import end_of
from services.appraisal import store
from services.appraisal.commands.finish import act_of, finish, policy_of
from services.appraisal.commands.judgement import Nilai, Perilaku
from services.appraisal.domain import bundle, paper, signing
from services.appraisal.domain import keberatan as domain
from services.appraisal.domain.appraisal import Appraisal, Dinilai, Judged
from services.appraisal.domain.keberatan import Hasil, Keberatan, Pihak


class FileObjection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why, and where more evidence lies (a document, a letter, an address), at most ten."""

    alasan: Alasan
    bukti: Annotated[tuple[Annotated[str, Meta(pattern=r"\S", max_length=300)], ...], Meta(max_length=10)] = ()


class AskExplanations(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is asked: penilai, pegawai, or both."""

    dari: Annotated[tuple[Pihak, ...], Meta(min_length=1, max_length=2)] = domain.PIHAK


class Explain(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a party says."""

    penjelasan: Alasan


class DecideObjection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The decision with its reasons. Where the result is changed: what is set anew; the rest stays as it was."""

    hasil: Hasil
    pertimbangan: Alasan
    perilaku: Perilaku = {}
    nilai_skp: Nilai | None = None
    hasil_kerja: Annotated[str, Meta(max_length=2000)] = ""
    manfaat: Annotated[str, Meta(max_length=2000)] = ""


class ObjectionState(Struct, frozen=True):
    """The objection as it stands: filed or decided."""

    keberatan_id: UUID
    state: str
    hasil: str = ""


async def file(work: Work, actor: Actor, appraisal_id: UUID, command: FileObjection) -> ObjectionState:
    """File an objection; the evidence is frozen as it stands, and P39 waits for the decision (KON P48(1), B7)."""
    one, who = await store.lock_appraisal(work, appraisal_id)
    known = await store.objection_of(work, appraisal_id)
    domain.check_filing(one, actor.id, work.today, known=known is not None)
    act = act_of(work, actor)
    files = await _evidence(work, one, command)
    sha256 = bundle.sha256_of(bundle.manifest_of(files))
    policy = policy_of(work, one)
    made, event = domain.file(one, act, command.alasan, command.bukti, policy, new_id(), sha256)
    await store.file_objection(work, made, files)
    await store.keep_appraisal(work, msgspec.structs.replace(one, objected=True, substitute_until=None))
    for kind in ("objection_lapse", "return_due", "substitute_due"):
        await disarm(work, kind, str(appraisal_id))
    await work.record(event, made.version)
    await arm(work, "decision_due", str(made.keberatan_id), end_of(made.decide_by, work.zone))
    await work.audit("objection.filed", str(who.asn_id), {"keberatan": str(made.keberatan_id)})
    return ObjectionState(made.keberatan_id, made.state)


async def _evidence(work: Work, one: Appraisal, command: FileObjection) -> dict[str, bytes]:
    """What the result rests on now, as JSON, and the objection itself."""
    months = await store.months_of(work, one.asn_id, one.tahun)
    contents = {"penilaian.json": one, "bulan.json": months, "keberatan.json": command}
    return {name: msgspec.json.format(msgspec.json.encode(value), indent=2) for name, value in contents.items()}


async def ask(work: Work, actor: Actor, keberatan_id: UUID, command: AskExplanations) -> ObjectionState:
    """The superior asks the penilai and the appraised for their explanation (KON P48(3))."""
    found, one, _ = await _lock(work, actor, keberatan_id)
    after = domain.ask(found, command.dari, act_of(work, actor), policy_of(work, one))
    await store.keep_objection(work, after)
    await work.audit("objection.asked", str(found.asn_id), {"dari": list(command.dari)})
    return ObjectionState(keberatan_id, after.state)


async def explain(work: Work, actor: Actor, keberatan_id: UUID, command: Explain) -> ObjectionState:
    """A party explains (KON P48(3))."""
    found = await store.find_objection(work, keberatan_id, lock=True)
    after = domain.explain(found, actor.id, command.penjelasan)
    await store.keep_objection(work, after)
    await work.audit("objection.explained", str(found.asn_id), {"pihak": domain.party_of(found, actor.id)})
    return ObjectionState(keberatan_id, after.state)


async def decide(work: Work, actor: Actor, keberatan_id: UUID, command: DecideObjection) -> ObjectionState:
    """The superior decides; the result that they set is final at once (KON P48(2, 4))."""
    found, one, who = await _lock(work, actor, keberatan_id)
    act = act_of(work, actor)
    changes = bool(command.perilaku or command.nilai_skp is not None or command.hasil_kerja or command.manfaat)
    after, event = domain.decide(found, act, command.hasil, command.pertimbangan)
    domain.check_change(command.hasil, changes=changes)
    await store.keep_objection(work, after)
    await disarm(work, "decision_due", str(keberatan_id))
    await work.record(event, after.version)
    revised = msgspec.structs.replace(await _revised(work, one, who, command, changes), objected=False)
    await finish(work, revised, who, work.today)
    await work.audit("objection.decided", str(found.asn_id), {"hasil": command.hasil})
    return ObjectionState(keberatan_id, after.state, after.hasil)


async def _revised(work: Work, one: Appraisal, who: Dinilai, command: DecideObjection, changes: bool) -> Appraisal:
    if not changes:
        return one
    said = Judged(perilaku=command.perilaku, hasil=command.hasil_kerja, manfaat=command.manfaat, ide_baru=one.ide_baru)
    survey = await store.survey_of(work, one.appraisal_id)
    peers = survey.hasil.nilai if survey else None
    return signing.revise(one, who, policy_of(work, one), said, command.nilai_skp, peers)


async def _lock(work: Work, actor: Actor, keberatan_id: UUID) -> tuple[Keberatan, Appraisal, Dinilai]:
    """The objection and its appraisal, locked, for the superior who decides (KON P48(1); B27, B40)."""
    found = await store.find_objection(work, keberatan_id)
    one, who = await store.lock_appraisal(work, found.appraisal_id)
    paper.check_superior(await store.superior_of_penilai(work, one, who), actor.id, actor.peran)
    return await store.find_objection(work, keberatan_id, lock=True), one, who


async def decision_due(work: Work, due: Due) -> None:
    """Tells who decides an objection that the system's target for a decision has passed (reading B18)."""
    found = await store.find_objection(work, UUID(due.subject), lock=True)
    if found.state == "filed":
        one, who = await store.find_appraisal(work, found.appraisal_id)
        after, event = domain.overdue(found, await store.superior_of_penilai(work, one, who))
        await store.keep_objection(work, after)
        await work.record(event, after.version)


FIRES = {"decision_due": decision_due}
