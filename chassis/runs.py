"""A run: one row of the outbox that holds many facts of one type, packed by the statement that finds them.

What a set-based rule decides at once is told at once: the database packs a record of fixed width for each fact, and the
relay writes out from it exactly the CloudEvents that a row for each fact would have given. What differs from fact to
fact are the columns of a `Form`; a fact made with the form's marks in their place is the pattern of all the others.

In the outbox a run is the row whose key is empty: `version` counts its facts, `headers` are the pattern's, `body` is
the length of an `Opening` (4 bytes), the opening, and the records. The ids of the facts follow one another from the
row's `event_id`, so that a run sent twice is the same facts twice (docs/decisions/0006).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from operator import itemgetter
from struct import Struct
from typing import Any, Literal
from uuid import UUID

import msgspec

from chassis.db import Work
from chassis.ids import new_id
from chassis.outbox import PARTITIONS, Outgoing, pack_headers, partition_of
from contracts.envelope import Headers, body_of, headers_of
from contracts.event import Event

Kind = Literal["uuid", "date", "int"]

PIECE = 250  # facts of a partition that are sent together
_BREATH = 50  # facts written out in one go: other tasks get the event loop after a fifth of a millisecond
_MOST = 1 << 24  # facts of a run: the last three bytes of its id count them
_FIRST_DAY = date(2000, 1, 1)
_WIDTH = {"uuid": "16s", "date": "i", "int": "i"}
_INSERT = """
INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
SELECT :tenant, CAST(:run AS uuid), :type, '', '', count(*), CAST(:headers AS bytea),
    CAST(:opening AS bytea) || string_agg({record}, '')
FROM {rows} HAVING count(*) > 0 RETURNING version
"""


class Opening(msgspec.Struct, frozen=True, array_like=True):
    """How the records of a run are read: the kinds of their columns, and the body with the marks of these in it."""

    kinds: tuple[Kind, ...]
    body: bytes


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Opening).decode


class Form:
    """The columns that differ from fact to fact, by name. Whole numbers and dates are four bytes and not negative."""

    def __init__(self, **columns: Kind) -> None:
        self.kinds = tuple(columns.values())
        self.marks: dict[str, Any] = {name: _mark(kind, n) for n, (name, kind) in enumerate(columns.items())}

    def record(self, expressions: Mapping[str, str]) -> str:
        """The SQL that packs one record; `expressions` says in SQL what each column is."""
        narrow = ""
        parts = []
        for kind, name in zip(self.kinds, self.marks, strict=True):
            said = f"({expressions[name]})"
            if kind == "uuid":
                parts += [f"int4send({narrow})"] if narrow else []
                parts.append(f"uuid_send({said})")
                narrow = ""
                continue
            number = f"({said} - date '{_FIRST_DAY}')" if kind == "date" else said
            if narrow:  # two in one call: a call a column is what packing costs
                parts.append(f"int8send(CAST({narrow} AS bigint) << 32 | {number})")
            narrow = "" if narrow else number
        parts += [f"int4send({narrow})"] if narrow else []
        return " || ".join(parts)


def _mark(kind: Kind, n: int) -> UUID | date | int:
    """What stands for column n in the pattern; no true value looks like it."""
    if kind == "uuid":
        return UUID(int=(0xFFFFFFFF_FFFF_4FFF_BFFF << 48) | n)
    return date(9000 + n, 1, 1) if kind == "date" else 2_147_000_000 + n


async def record_run(
    work: Work, form: Form, event: Event, version: int, record: str, rows: str, values: Mapping[str, Any]
) -> int:
    """Tell a fact for each of the rows, in one row of the outbox; returns how many.

    `event` and `version` are made of the form's marks. `rows` is SQL from after FROM on, over rows that this
    transaction has locked; `record` is `form.record(...)` over them.
    """
    fact = msgspec.structs.replace(work.fact(event, version), id=UUID(int=new_id().int & -_MOST))
    headers, body = headers_of(fact), body_of(event)
    pattern = b" ".join([body, *(value for _, value in headers)])
    if missing := [name for name, mark in form.marks.items() if str(mark).encode() not in pattern]:
        raise ValueError(f"no place in {event.type_name()} for {', '.join(missing)}")
    opening = _encode(Opening(form.kinds, body))
    told = await work.one(
        _INSERT.format(record=record, rows=rows),
        {
            **values, "tenant": work.tenant, "run": fact.id, "type": event.type_name(),
            "headers": pack_headers(headers), "opening": len(opening).to_bytes(4, "big") + opening,
        },
    )  # fmt: skip
    count: int = told.version if told else 0
    if count >= _MOST:
        raise ValueError(f"{count} facts do not fit into a run")
    work.recorded += count
    return count


def expand(number: int, headers: Headers, body: bytes) -> Iterator[list[Outgoing]]:
    """The facts of a run, each as the row of its own that it could have been: piece by piece, a piece a partition.

    Those of one key keep their order. Empty pieces lie between: moments to let others go on.
    """
    records = 4 + int.from_bytes(body[:4], "big")
    opening = _decode(body[4:records])
    read = _READ[opening.kinds] = _READ.get(opening.kinds) or Struct(">" + "".join(_WIDTH[k] for k in opening.kinds))
    write = _Writer(opening, headers)
    pieces: list[list[Outgoing]] = [[] for _ in range(PARTITIONS)]
    for count, values in enumerate(read.iter_unpack(memoryview(body)[records:])):
        fact = write(number, count, values)
        partition = partition_of(fact.key)
        pieces[partition].append(fact)
        if len(pieces[partition]) == PIECE:
            yield pieces[partition]
            pieces[partition] = []
        elif count % _BREATH == 0:
            yield []
    yield from filter(None, pieces)


_READ: dict[tuple[Kind, ...], Struct] = {}


class _Writer:
    """Fills the pattern of one run."""

    def __init__(self, opening: Opening, headers: Headers) -> None:
        marks = {str(_mark(kind, n)).encode(): n for n, kind in enumerate(opening.kinds)}
        self._texts = [_TEXT[kind] for kind in opening.kinds]
        self._headers = headers
        self._places = [(at, name, marks[value]) for at, (name, value) in enumerate(headers) if value in marks]
        self._id_at = next(at for at, (name, _) in enumerate(headers) if name == "ce_id")
        self._id = headers[self._id_at][1][:-6]
        self._key = next(column for _, name, column in self._places if name == "ce_partitionkey")
        order: list[int] = []

        def hole(found: re.Match[bytes]) -> bytes:
            order.append(marks[found[0]])
            return b"%b"

        self._body = re.sub(b"|".join(marks), hole, opening.body.replace(b"%", b"%%"))
        self._holes: Callable[[list[bytes]], Any] = itemgetter(*order)

    def __call__(self, number: int, count: int, values: tuple[Any, ...]) -> Outgoing:
        texts = [text(value) for text, value in zip(self._texts, values, strict=True)]
        headers = self._headers.copy()
        headers[self._id_at] = ("ce_id", b"%b%06x" % (self._id, count))
        for at, name, column in self._places:
            headers[at] = (name, texts[column])
        return Outgoing(number, texts[self._key], headers, self._body % self._holes(texts))


def _uuid(value: bytes) -> bytes:
    h = value.hex()
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}".encode()


class _Days(dict[int, bytes]):
    def __missing__(self, days: int) -> bytes:
        text = self[days] = (_FIRST_DAY + timedelta(days=days)).isoformat().encode()
        return text


_TEXT: dict[Kind, Callable[[Any], bytes]] = {"uuid": _uuid, "date": _Days().__getitem__, "int": b"%d".__mod__}
