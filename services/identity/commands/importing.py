"""An import read behind the scenes: the file is kept, so many rows at a time are judged, and the count can be seen."""

from __future__ import annotations

from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from chassis.ids import new_id
from chassis.upload import ReadFile
from contracts.refusal import Refusal
from services.identity.commands.files import file_of
from services.identity.commands.staffing import Preview, finish, judge, judge_units
from services.identity.domain import states
from services.identity.domain.row import OpdRow, RefusedRow, Row
from services.identity.domain.states import NO_IMPORT
from services.identity.store import impor

READ = "import_read"
_AGAIN = "Unggah ulang berkas ini."  # kept unread by a former release
AT_A_TIME = 1000


class Progress(Struct, frozen=True):
    """How far an import is.

    `state`: reading (`rows_read` of `rows_total`), refused (`alasan`: upload it again), prepared (`preview`
    is there, to be confirmed), applying (`rows_applied`), confirmed.
    """

    impor_id: UUID
    state: str
    rows_read: int
    rows_total: int
    rows_applied: int
    alasan: str
    preview: Preview | None


class _Unfinished(Struct):
    """The sheets of a file, and what was judged of them so far."""

    cells: list[dict[str, str]]
    good: dict[int, Row]
    refused: list[RefusedRow]
    units: list[OpdRow]
    unit_rows: list[int] = []
    row_numbers: list[int] = []


_decode = msgspec.msgpack.Decoder(_Unfinished).decode


async def receive(work: Work, actor: Actor, file: ReadFile, sebagian: bool = False) -> Progress:
    """Keep a file and its rows; they are judged from now on, whatever stops and starts in between."""
    total, held = file.value
    impor_id = new_id()
    await impor.keep_received(work, impor_id, actor.id, total=total, held=held, berkas=file.content, sebagian=sebagian)
    await work.audit("import.received", str(impor_id))
    await arm(work, READ, str(impor_id), work.now)
    return Progress(impor_id, "reading", 0, total, 0, "", None)


async def discard(work: Work, impor_id: UUID) -> None:
    """Throw a file away that nobody has confirmed; Refusal 404, or 409 once it was confirmed."""
    found = await impor.lock(work, impor_id)
    if found is None:
        raise Refusal(NO_IMPORT)
    states.check("import", found.state, "discard")
    await impor.keep_discarded(work, impor_id)
    await work.audit("import.discarded", str(impor_id))


async def read_on(work: Work, due: Due) -> None:
    """The next step of an import, in a transaction of its own: judge some rows, or compare it all."""
    impor_id = UUID(due.subject)
    found = await impor.lock(work, impor_id)
    if found is None or not states.takes("import", found.state, "read"):
        return
    if found.state == "received":
        await impor.keep_read(work, impor_id, "refused", alasan=_AGAIN)
        return await arm(work, READ, due.subject, work.now)
    held = _decode(bytes(found.unfinished or b""))
    if found.rows_read < found.rows_total:
        await _judge_some(work, impor_id, found.rows_read, held)
    else:
        numbers = held.unit_rows or range(2, len(held.units) + 2)  # none: begun by a former release
        units = dict(zip(numbers, held.units, strict=True))
        await finish(work, impor_id, held.good, held.refused, units, found.sebagian)
        return
    await arm(work, READ, due.subject, work.now)


def opened(content: bytes) -> tuple[int, bytes]:
    """How many rows of people a file has, and its sheets with the organisation judged, packed."""
    file = file_of(content)
    refused: list[RefusedRow] = []
    units = judge_units(file.units, refused)
    numbers = [number for number, _ in file.people]
    held = _Unfinished([c for _, c in file.people], {}, refused, list(units.values()), list(units), numbers)
    return len(held.cells), msgspec.msgpack.encode(held)


async def _judge_some(work: Work, impor_id: UUID, start: int, held: _Unfinished) -> None:
    stop = min(start + AT_A_TIME, len(held.cells))
    numbers = held.row_numbers or range(2, len(held.cells) + 2)  # none: begun by a former release
    judge(list(zip(numbers[start:stop], held.cells[start:stop], strict=True)), held.good, held.refused)
    await impor.keep_read(work, impor_id, "reading", read=stop, held=msgspec.msgpack.encode(held))


async def show(work: Work, impor_id: UUID) -> Progress:
    """The import as it stands; Refusal 404 when it is not there."""
    found = await impor.shown(work, impor_id)
    if found is None:
        raise Refusal(NO_IMPORT)
    there = found.state in {"prepared", "applying", "confirmed"}
    preview = msgspec.json.decode(found.preview, type=Preview) if there else None
    return Progress(
        found.impor_id, found.state, found.rows_read, found.rows_total, found.rows_applied, found.alasan, preview
    )
