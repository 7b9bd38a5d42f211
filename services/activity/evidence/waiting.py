"""Files that an administrator attached, and that wait for the owner of the entry (KUAN P16(b))."""

from __future__ import annotations

from chassis.db import Work
from contracts.event import Event
from services.activity.domain.activity import Activity
from services.activity.evidence import store
from services.activity.evidence.files import attached
from services.activity.store import entries


async def accept_waiting(work: Work, one: Activity, version: int) -> None:
    """The owner stands in for an entry with the files that an administrator attached; `version` is its own by now."""
    if not (files := await store.waiting_of(work, one.activity_id)):
        return
    await store.accept_evidence(work, [file.lampiran_id for file in files])
    await entries.keep_counted(work, one, one.isi_versi, version + len(files))
    facts: list[tuple[Event, int]] = [
        (attached(one, one.isi_versi, file), version + n) for n, file in enumerate(files, 1)
    ]  # fmt: skip
    await work.record_all(facts)
