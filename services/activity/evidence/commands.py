"""The evidence of an entry: files attached and taken off while it is pending or withheld (KUAN P18(a), P25(2)).

Evidence is part of what the penilai sees. Where they have seen the entry, a change of it is an edit (reading A25): a
new version, no receipt, a fresh clock; so nobody is led to approve what they did not see, and a file that comes on
the last day does not turn silence into an approval. Where they have not looked, the clock runs on: a person who
documents work late loses no day by it. The version goes up either way, so that a decision on the former one is
refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct, structs

from chassis.auth import Actor
from chassis.db import Work
from chassis.documents import Documents
from chassis.filename import safe_name
from chassis.ids import new_id
from chassis.upload import Asked, ReadFile
from contracts.event import Event
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.commands import decide, helping
from services.activity.domain import entry
from services.activity.domain.activity import Activity
from services.activity.domain.facts import edited
from services.activity.evidence import store as evidence
from services.activity.evidence.files import NO_FILE, Lampiran, attached, removed
from services.activity.store import entries

FULL = rule("activity.evidence.full", 409, "Paling banyak {most} berkas bukti.", source="value")
TOO_LARGE = rule("activity.evidence.too_large", 422, "Berkas lebih dari {megabytes} MB.", "berkas", source="kebijakan")
THERE_ALREADY = rule("activity.evidence.there_already", 409, "Berkas ini sudah dilampirkan.", source="implicit")
OWNERS_FILE = rule(
    "activity.evidence.owners", 403, "Berkas ini dilampirkan oleh pemilik aktivitas; hanya ia yang dapat melepasnya."
)


class Attached(Struct, frozen=True):
    """A file that stands with an entry. `sha256` in hex of what is kept; `isi_versi` of the entry as it is now."""

    lampiran_id: UUID
    nama: str
    tipe: str
    bytes: int
    sha256: str
    menunggu: bool
    isi_versi: int


async def attach(
    work: Work, actor: Actor, documents: Documents, activity_id: UUID, nama: str, file: ReadFile, old: UUID | None
) -> Attached:
    """Attach a photograph or a PDF, in the place of the file `old` if it is named.

    By the owner; while an entry waits for their confirmation, by the administrator who helps (P16(b)), and then it
    waits as well.
    """
    new, kept = _described(work, actor, activity_id, nama, file)
    await _place(work, actor, await entries.see_activity(work, activity_id), new.sha256, old)
    # nothing is locked meanwhile: neither the penilai nor the end of the day waits for a slow object store
    await documents.put(work.tenant, new.lampiran_id, kept)
    one = await entries.lock_activity(work, activity_id)
    standing, gone = await _place(work, actor, one, new.sha256, old)
    waits = one.state == "assisted"
    new = structs.replace(new, menunggu=waits)
    await evidence.remove_evidence(work, actor.id, [file.lampiran_id for file in gone])
    await evidence.add_evidence(work, new)
    detail = {"lampiran_id": str(new.lampiran_id), "sha256": new.sha256}
    await work.audit("evidence.attached", str(activity_id), detail)
    if not waits:
        facts = [*(removed(one, file) for file in gone), attached(one, one.isi_versi + 1, new)]
        await _renew(work, one, actor, standing, facts)
    versi = one.isi_versi + (not waits)
    return Attached(new.lampiran_id, new.nama, new.tipe, new.bytes, new.sha256, menunggu=waits, isi_versi=versi)


async def check_place(work: Work, actor: Actor, asked: Asked) -> None:
    """Whether the actor may change the evidence of this entry now; asked before the file is looked at."""
    await _check_open(work, actor, await entries.see_activity(work, asked["activity_id"]))


def _described(
    work: Work, actor: Actor, activity_id: UUID, nama: str, file: ReadFile
) -> tuple[Lampiran, bytes]:  # fmt: skip
    """What a file is, and the bytes that are kept of it: without where a photograph was taken."""
    megabytes = store.policy_of(work, work.today)[0].evidence_megabytes.value
    if len(file.content) > megabytes << 20:
        raise Refusal(TOO_LARGE, megabytes=megabytes)
    tipe, what = file.value
    kept = what.of(file.content)
    new = Lampiran(
        lampiran_id=new_id(),
        activity_id=activity_id,
        nama=safe_name(nama),
        tipe=tipe,
        bytes=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
        oleh=actor.id,
        at=work.now,
        menunggu=False,
    )
    return new, kept


async def _place(
    work: Work, actor: Actor, one: Activity, sha256: str, old: UUID | None
) -> tuple[list[Lampiran], list[Lampiran]]:  # fmt: skip
    """What stands with an entry and what of it goes, when one more file may be attached to it now."""
    await _check_open(work, actor, one)
    standing = await evidence.evidence_of(work, [one.activity_id])
    gone = [_found(standing, old, one.state == "assisted")] if old else []
    most = store.policy_of(work, one.tanggal)[0].evidence_files
    if len(standing) - len(gone) >= most.value:
        raise Refusal(FULL, most=most.value, pasal=most.pasal)
    if sha256 in {file.sha256 for file in standing}:
        raise Refusal(THERE_ALREADY)
    return standing, gone


async def remove(work: Work, actor: Actor, activity_id: UUID, lampiran_id: UUID) -> None:
    """Take a file off; what it was stays known, and its bytes stay where they are."""
    one = await entries.lock_activity(work, activity_id)
    await _check_open(work, actor, one)
    standing = await evidence.evidence_of(work, [activity_id])
    file = _found(standing, lampiran_id, one.state == "assisted")
    await evidence.remove_evidence(work, actor.id, [lampiran_id])
    await work.audit("evidence.removed", str(activity_id), {"lampiran_id": str(lampiran_id), "sha256": file.sha256})
    if one.state != "assisted":
        await _renew(work, one, actor, standing, [removed(one, file)])


async def _check_open(work: Work, actor: Actor, one: Activity) -> None:
    """Refusal where the actor may not change its evidence, or not now."""
    if one.state == "assisted" and one.asn_id != actor.id:
        await helping.check_help(work, actor, one.asn_id, one.tanggal)
        entry.check_allowed(one.state, one.cara, "attach_for")
    else:
        entry.check_owner(one.asn_id, actor.id)
        entry.check_allowed(one.state, one.cara, "attach")
        store.check_clock(work, one)
    await decide.check_open_month(work, one)


def _found(standing: list[Lampiran], lampiran_id: UUID, waits: bool) -> Lampiran:
    """A file of the entry; an administrator changes only what waits for confirmation."""
    file = next((file for file in standing if file.lampiran_id == lampiran_id), None)
    if file is None:
        raise Refusal(NO_FILE)
    if waits and not file.menunggu:
        raise Refusal(OWNERS_FILE)
    return file


async def _renew(
    work: Work, one: Activity, actor: Actor, standing: list[Lampiran], facts: Sequence[Event]
) -> None:  # fmt: skip
    """A new version of the entry, kept beside the former one; seen by the penilai, its clock begins anew."""
    said = one.isi.values() | {"lampiran": [file.sha256 for file in standing]}
    await entries.keep_version(work, one, actor.id, said, "")
    if one.state != "rejected" and one.is_seen:
        due = await decide.restart(work, one)
        facts = [edited(one, one.isi, one.isi_versi + 1, one.state, due), *facts]
    await entries.keep_counted(work, one, one.isi_versi + 1, one.version + len(facts))
    await work.record_all([(fact, one.version + n) for n, fact in enumerate(facts, 1)])
