"""The evidence of an entry: files attached and taken off while it is pending or withheld (KUAN P18(a), P25(2)).

Evidence is part of what the penilai sees. Where he has seen the entry, a change of it is an edit (reading A25): a new
version, no receipt, a fresh clock; so nobody is led to approve what he did not see, and a file that comes on the last
day does not turn his silence into an approval. Where he has not looked, the clock runs on: whoever documents his work
late loses no day by it. The version goes up either way, so that a decision on the former one is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.documents import Documents
from chassis.filename import safe_name
from chassis.ids import new_id
from chassis.upload import Asked, ReadFile
from contracts.activity import ActivityEdited, EvidenceAttached, EvidenceRemoved
from contracts.event import Event
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Kategori
from services.activity import store
from services.activity.commands import amend, decide, helping
from services.activity.domain import entry
from services.activity.store import lampiran

FULL = rule("activity.evidence.full", 409, "Paling banyak {most} berkas bukti.", source="value")
TOO_LARGE = rule("activity.evidence.too_large", 422, "Berkas lebih dari {megabytes} MB.", "berkas", source="kebijakan")
THERE_ALREADY = rule("activity.evidence.there_already", 409, "Berkas ini sudah dilampirkan.", source="implicit")
NO_FILE = rule("activity.evidence.unknown", 404, "Berkas bukti tidak ditemukan.", source="implicit")
OWNERS_FILE = rule(
    "activity.evidence.owners", 403, "Berkas ini dilampirkan oleh pemilik aktivitas; hanya ia yang dapat melepasnya."
)

_COUNT = """
UPDATE activity SET isi_versi = :isi_versi, version = :version
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""


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

    By the owner; while an entry waits for his confirmation, by the administrator who helps him (P16(b)), and then it
    waits as well.
    """
    new, kept = _described(work, nama, file)
    await _place(work, actor, await store.see_activity(work, activity_id), new["sha256"], old)
    # nothing is locked meanwhile: neither the penilai nor the end of the day waits for a slow object store
    await documents.put(work.tenant, new["lampiran_id"], kept)
    row = (await store.lock_activities(work, [activity_id]))[0]
    standing, gone = await _place(work, actor, row, new["sha256"], old)
    waits = row.state == "assisted"
    await lampiran.remove_attachments(work, actor.id, [file.lampiran_id for file in gone])
    await lampiran.add_attachment(work, new | {"activity_id": activity_id, "oleh": actor.id, "menunggu": waits})
    detail = {"lampiran_id": str(new["lampiran_id"]), "sha256": new["sha256"]}
    await work.audit("evidence.attached", str(activity_id), detail)
    if not waits:
        facts = [*(_removed(row, file) for file in gone), _attached(row, row.isi_versi + 1, actor.id, new)]
        await _renew(work, row, actor, standing, facts)
    return Attached(**new, menunggu=waits, isi_versi=row.isi_versi + (not waits))


async def check_place(work: Work, actor: Actor, asked: Asked) -> None:
    """Whether the actor may change the evidence of this entry now; asked before the file is looked at."""
    await _check_open(work, actor, await store.see_activity(work, asked["activity_id"]))


def _described(work: Work, nama: str, file: ReadFile) -> tuple[dict[str, Any], bytes]:
    """What a file is, as its columns, and the bytes that are kept of it."""
    megabytes = store.policy_of(work, work.today)[0].evidence_megabytes.value
    if len(file.content) > megabytes << 20:
        raise Refusal(TOO_LARGE, megabytes=megabytes)
    tipe, size = file.value
    kept = file.content[:size]
    name = safe_name(nama)
    sha256 = hashlib.sha256(kept).hexdigest()
    return {"lampiran_id": new_id(), "nama": name, "tipe": tipe, "bytes": len(kept), "sha256": sha256}, kept


async def _place(work: Work, actor: Actor, row: Any, sha256: str, old: UUID | None) -> tuple[list[Any], list[Any]]:
    """What stands with an entry and what of it goes, when one more file may be attached to it now."""
    await _check_open(work, actor, row)
    standing = await lampiran.attachments_of(work, [row.activity_id])
    gone = [_found(standing, old, row.state == "assisted")] if old else []
    most = store.policy_of(work, row.tanggal)[0].evidence_files
    if len(standing) - len(gone) >= most.value:
        raise Refusal(FULL, most=most.value, pasal=most.pasal)
    if sha256 in {file.sha256 for file in standing}:
        raise Refusal(THERE_ALREADY)
    return standing, gone


async def remove(work: Work, actor: Actor, activity_id: UUID, lampiran_id: UUID) -> None:
    """Take a file off; what it was stays known, and its bytes stay where they are."""
    row = (await store.lock_activities(work, [activity_id]))[0]
    await _check_open(work, actor, row)
    standing = await lampiran.attachments_of(work, [activity_id])
    file = _found(standing, lampiran_id, row.state == "assisted")
    await lampiran.remove_attachments(work, actor.id, [lampiran_id])
    await work.audit("evidence.removed", str(activity_id), {"lampiran_id": str(lampiran_id), "sha256": file.sha256})
    if row.state != "assisted":
        await _renew(work, row, actor, standing, [_removed(row, file)])


async def accept_waiting(work: Work, row: Any, version: int) -> None:
    """The owner stands in for an entry with the files that were attached for him; `version` is its own by now."""
    if not (files := await lampiran.waiting_of(work, row.activity_id)):
        return
    await lampiran.accept_attachments(work, [file.lampiran_id for file in files])
    await _count(work, row, row.isi_versi, version + len(files))
    facts: list[tuple[Event, int]] = [
        (_attached(row, row.isi_versi, file.oleh, file._mapping), version + n) for n, file in enumerate(files, 1)
    ]
    await work.record_all(facts)


async def _check_open(work: Work, actor: Actor, row: Any) -> None:
    """Refusal where its evidence is not his to change, or not now."""
    if row.state == "assisted" and row.asn_id != actor.id:
        await helping.check_help(work, actor, row.asn_id, row.tanggal)
        entry.check_allowed(row.state, row.cara, "attach_for")
    else:
        entry.check_owner(row.asn_id, actor.id)
        entry.check_allowed(row.state, row.cara, "attach")
        store.check_clock(work, row)
    await decide.check_open_month(work, row)


def _found(standing: list[Any], lampiran_id: UUID, waits: bool) -> Any:
    """A file of the entry; whoever helps changes what waits for confirmation alone."""
    file = next((file for file in standing if file.lampiran_id == lampiran_id), None)
    if file is None:
        raise Refusal(NO_FILE)
    if waits and not file.menunggu:
        raise Refusal(OWNERS_FILE)
    return file


async def _renew(work: Work, row: Any, actor: Actor, standing: list[Any], facts: Sequence[Event]) -> None:
    """A new version of the entry, kept beside the former one; seen by the penilai, its clock begins anew."""
    said = {name: getattr(row, name) for name in amend.FIELDS} | {"lampiran": [file.sha256 for file in standing]}
    values = {"tenant": work.tenant, "id": row.activity_id, "now": work.now, "oleh": actor.id, "alasan": ""}
    await work.run(amend.KEEP, values | {"versi": row.isi_versi, "isi": json_of(said)})
    if row.state != "rejected" and (row.viewed_at is not None or row.state == "escalated"):
        facts = [_edited(row, await decide.restart(work, row)), *facts]
    await _count(work, row, row.isi_versi + 1, row.version + len(facts))
    await work.record_all([(fact, row.version + n) for n, fact in enumerate(facts, 1)])


async def _count(work: Work, row: Any, isi_versi: int, version: int) -> None:
    values = {"tenant": work.tenant, "id": row.activity_id, "tanggal": row.tanggal}
    await work.run(_COUNT, values | {"isi_versi": isi_versi, "version": version})


def _edited(row: Any, due: Any) -> ActivityEdited:
    return ActivityEdited(
        activity_id=row.activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        kategori=Kategori(row.kategori),
        butir_id=row.butir_id,
        kuantitas=row.kuantitas,
        isi_versi=row.isi_versi + 1,
        dari=row.state,
        due_on=due,
    )


def _attached(row: Any, isi_versi: int, oleh: UUID, file: Mapping[Any, Any]) -> EvidenceAttached:
    return EvidenceAttached(
        activity_id=row.activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        lampiran_id=file["lampiran_id"],
        sha256=file["sha256"],
        tipe=file["tipe"],
        bytes=file["bytes"],
        oleh=oleh,
        isi_versi=isi_versi,
    )


def _removed(row: Any, file: Any) -> EvidenceRemoved:
    return EvidenceRemoved(
        activity_id=row.activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        lampiran_id=file.lampiran_id,
        sha256=file.sha256,
        isi_versi=row.isi_versi + 1,
    )
