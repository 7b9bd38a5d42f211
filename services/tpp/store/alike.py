"""People whose slips of a month say the same: counted by the database, computed once, issued by one statement.

A slip turns on few things: class, kind, status, how much of the target is approved. People who agree in all of them
form a group. A person with facts of their own in the month (a finding, a circumstance, attendance that may cut or is
objected to, a predikat where it multiplies) is in none, and is computed alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from services.tpp.domain.masukan import Month, Person, Rates

# Stand in a computed slip for the facts of each person, and in its event for the person; no id looks like them.
PERSON_FACT, MONTH_FACT = "ffffffff-0000-4000-8000-000000000001", "ffffffff-0000-4000-8000-000000000002"

# The post and the status of the last day of the month as kernel/penempatan.py and kernel/penilai.py find them, and the
# class as `standing._class` does.
_PEOPLE = """
WITH alone AS (
    SELECT asn_id FROM temuan
    WHERE tenant = :tenant AND tanggal BETWEEN CAST(:first AS date) AND CAST(:last AS date) AND sengaja
    UNION SELECT asn_id FROM keadaan_pegawai WHERE tenant = :tenant AND NOT dibatalkan AND mulai <= :periode
        AND (selesai IS NULL OR selesai >= :periode)
    UNION SELECT asn_id FROM sanggahan_presensi
    WHERE tenant = :tenant AND tanggal BETWEEN CAST(:first AS date) AND CAST(:last AS date) AND diterima IS NULL
    UNION SELECT asn_id FROM presensi
    WHERE CAST(:masuk AS time) IS NOT NULL AND tenant = :tenant
        AND tanggal BETWEEN CAST(:first AS date) AND CAST(:last AS date) AND (keterangan = :alpa
            OR keterangan = :hadir AND (masuk IS NULL OR pulang IS NULL OR masuk > CAST(:masuk AS time) OR pulang <
                CASE extract(isodow FROM tanggal) WHEN 5 THEN CAST(:jumat AS time) ELSE CAST(:pulang AS time) END))
), placed AS (
    SELECT p.asn_id, p.event_id AS person_fact, p.jenis, p.golongan, p.tmt_jabatan, p.opd AS own_opd,
        p.kelas_jabatan AS own_kelas, p.jabatan AS own_jabatan, p.unit AS own_unit,
        CASE WHEN p.masa_status IS NULL THEN p.status ELSE coalesce((
            SELECT m ->> 'status' FROM jsonb_array_elements(p.masa_status) AS m
            WHERE m ->> 'mulai' <= :day AND coalesce(m ->> 'selesai', '9') >= :day
            ORDER BY m ->> 'mulai' DESC, (m ->> 'selesai') IS NOT NULL DESC LIMIT 1), p.status) END AS status,
        CASE WHEN p.penempatan -> 1 IS NULL AND p.penempatan -> 0 ->> 'mulai' <= :day THEN p.penempatan -> 0 ELSE (
            SELECT e FROM jsonb_array_elements(p.penempatan) WITH ORDINALITY AS posts(e, n)
            WHERE e ->> 'mulai' <= :day ORDER BY e ->> 'mulai' DESC, n LIMIT 1) END AS post
    FROM pegawai p WHERE p.tenant = :tenant AND p.validated
), people AS (
    SELECT p.asn_id, p.person_fact, p.jenis, p.golongan, p.status, b.event_id AS month_fact, b.traceparent,
        least(b.kuantitas_approved, b.kuantitas_target) AS approved, b.kuantitas_target AS target,
        b.approved_auto AS auto, b.pending, b.hari_kosong AS missing, b.ada_skp, s.slip_id, s.sidik,
        CASE WHEN p.post ->> 'kelas_jabatan' IS NOT NULL THEN (p.post ->> 'kelas_jabatan')::int
            WHEN moved THEN coalesce(s.kelas_jabatan, p.own_kelas) ELSE p.own_kelas END AS kelas,
        CASE WHEN p.post ->> 'kelas_jabatan' IS NOT NULL THEN p.post ->> 'opd'
            WHEN moved THEN s.opd ELSE p.own_opd END AS opd,
        CASE WHEN :by_place THEN coalesce(p.post ->> 'jabatan', p.own_jabatan) ELSE '' END AS jabatan,
        CASE WHEN :by_place THEN coalesce(p.post ->> 'unit', p.own_unit) ELSE '' END AS unit,
        :predicate OR a.asn_id IS NOT NULL AS is_alone
    FROM placed p
    LEFT JOIN bulan b ON b.tenant = :tenant AND b.asn_id = p.asn_id AND b.periode = :periode
    LEFT JOIN slip s ON s.tenant = :tenant AND s.asn_id = p.asn_id AND s.periode = :periode
    LEFT JOIN alone a ON a.asn_id = p.asn_id
    CROSS JOIN LATERAL (SELECT s.slip_id IS NOT NULL AND p.tmt_jabatan > CAST(:last AS date) AS moved) AS m
), keyed AS (
    SELECT *, concat(jenis, chr(31), status, chr(31), kelas, chr(31), golongan, chr(31), jabatan, chr(31), unit,
        chr(31), CASE WHEN :by_place THEN opd END, chr(31), approved, chr(31), target, chr(31), auto, chr(31), pending,
        chr(31), missing, chr(31), ada_skp) AS key
    FROM people
)
"""
_GROUPS = f"""{_PEOPLE}
SELECT key, any_value(jenis) AS jenis, any_value(status) AS status, any_value(kelas) AS kelas_jabatan,
    any_value(golongan) AS golongan, any_value(jabatan) AS jabatan, any_value(unit) AS unit, any_value(opd) AS opd,
    any_value(approved) AS approved, any_value(target) AS target, any_value(auto) AS auto,
    any_value(pending) AS pending, any_value(missing) AS missing, any_value(ada_skp) AS ada_skp,
    count(*) FILTER (WHERE slip_id IS NULL) AS baru
FROM keyed WHERE NOT is_alone GROUP BY key
"""
# Who has to be looked at alone: of no group, of one that appeared since, or with a slip that says something else.
_REST = f"""{_PEOPLE}
SELECT k.asn_id FROM keyed k
LEFT JOIN unnest(CAST(:keys AS text[]), CAST(:prints AS text[])) AS g(key, sidik) ON g.key = k.key
WHERE k.is_alone OR g.key IS NULL OR (k.slip_id IS NOT NULL AND k.sidik IS DISTINCT FROM g.sidik)
ORDER BY k.asn_id
"""
# A trace is recorded where the last bit of its flags says so (W3C Trace Context).
_ISSUE = f"""{_PEOPLE}, fresh AS MATERIALIZED (
    SELECT k.asn_id, k.opd, k.kelas, k.traceparent, uuidv7() AS slip_id, uuidv7() AS event_id, g.status, g.total,
        g.alasan, g.sidik, g.before, g.after,
        replace(replace(g.lines, :person_mark, k.person_fact::text), :month_mark, coalesce(k.month_fact::text, ''))
            AS lines
    FROM keyed k
    JOIN unnest(CAST(:keys AS text[]), CAST(:statuses AS text[]), CAST(:totals AS bigint[]), CAST(:lines AS text[]),
        CAST(:reasons AS text[]), CAST(:prints AS text[]), CAST(:befores AS text[]), CAST(:afters AS text[]))
        AS g(key, status, total, lines, alasan, sidik, before, after) ON g.key = k.key
    WHERE NOT k.is_alone AND k.slip_id IS NULL
), slips AS (
    INSERT INTO slip (tenant, slip_id, run_id, asn_id, periode, opd, kelas_jabatan, status, total, lines, alasan, pack,
        issued_at, version, susulan, sidik)
    SELECT :tenant, slip_id, :run_id, asn_id, :periode, opd, kelas, status, total, CAST(lines AS jsonb), alasan, :pack,
        :now, 1, :ke, sidik FROM fresh
), paid AS (
    INSERT INTO daftar_baris (tenant, periode, ke, asn_id, slip_id, slip_versi, opd, total, sebelum, dibayar)
    SELECT :tenant, :periode, :ke, asn_id, slip_id, 1, opd, total, 0, total FROM fresh WHERE total > 0
), told AS (
    INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
    SELECT :tenant, event_id, :type, asn_id::text, slip_id::text, 1,
        CAST(:head_1 AS bytea) || CAST(event_id::text AS bytea) || CAST(:head_2 AS bytea) ||
        CAST(slip_id::text AS bytea) || CAST(:head_3 AS bytea) || CAST(asn_id::text AS bytea) || CAST(:head_4 AS bytea),
        convert_to(CAST(:body_1 AS text) || slip_id::text || CAST(:body_2 AS text) || asn_id::text ||
            CAST(:body_3 AS text) || to_json(opd)::text || before || lines || after, 'UTF8')
    FROM fresh
)
SELECT count(*) AS slips, array_agg(DISTINCT opd) AS opd,
    ARRAY(SELECT min(traceparent) FROM fresh WHERE right(traceparent, 1) ~ '[13579bdf]'
        GROUP BY substr(traceparent, 4, 32) ORDER BY min(traceparent) LIMIT 1024) AS traces FROM fresh
"""
_TOTAL = """
SELECT count(*) AS slips, coalesce(sum(s.total), 0)::bigint AS total FROM slip s
JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id AND p.validated
WHERE s.tenant = :tenant AND s.periode = :periode
"""


# The planner cannot know how many rows an array and a CTE hold, and would compare everybody with every group.
_HASH_JOINS = "SELECT set_config('enable_nestloop', :nested, true)"


class Group(msgspec.Struct, frozen=True):
    """People who agree in everything; `baru`: how many of them have no slip yet. `person` and `month` cite marks."""

    key: str
    person: Person
    month: Month | None
    baru: int


class Slip(msgspec.Struct, frozen=True):
    """The slip of a group, with marks for facts: `before` and `after` are its event around the lines."""

    key: str
    status: str
    total: int
    lines: str
    alasan: str
    sidik: str
    before: str = ""
    after: str = ""


class Pattern(msgspec.Struct, frozen=True):
    """The event of every first slip, cut where the person comes in: the head in four pieces, the body in three."""

    type: str
    head: tuple[bytes, ...]
    body: tuple[str, ...]


class Issued(msgspec.Struct, frozen=True):
    """What one statement issued: how many slips, the PD they are in, the recorded traces of their months."""

    slips: int
    opd: tuple[str, ...]
    traces: tuple[str, ...]


class Span(msgspec.Struct, frozen=True):
    """A month as the statements ask for it: its name, its last day, and what of the policy forms groups."""

    periode: str
    last: date
    rates: Rates

    def values(self, work: Work) -> dict[str, Any]:
        """The parameters of `_PEOPLE`."""
        hours = self.rates.attendance
        return {
            "tenant": work.tenant, "periode": self.periode, "first": self.last.replace(day=1), "last": self.last,
            "day": self.last.isoformat(), "predicate": self.rates.predicate is not None, "by_place": self._by_place(),
            "masuk": hours.masuk if hours else None, "pulang": hours.pulang if hours else None,
            "jumat": _friday(self.rates), "alpa": "alpa", "hadir": "hadir",
        }  # fmt: skip

    def _by_place(self) -> bool:
        return any(kind.besaran.by_post or kind.besaran.by_unit for kind in self.rates.komponen)


def _friday(rates: Rates) -> time | None:
    hours = rates.attendance
    return (hours.pulang_jumat or hours.pulang) if hours else None


async def groups(work: Work, span: Span) -> list[Group]:
    """The groups of a month as the facts say now."""
    return [_group(row) for row in await _hashed(work, _GROUPS, span.values(work))]


def _group(row: Any) -> Group:
    person = Person(
        jenis=row.jenis, status=row.status, kelas_jabatan=row.kelas_jabatan, opd=row.opd, jabatan=row.jabatan,
        unit=row.unit, golongan=row.golongan, fact=PERSON_FACT,
    )  # fmt: skip
    month = None
    if row.target is not None:
        month = Month(
            approved=row.approved, target=row.target, ada_skp=row.ada_skp, auto=row.auto, pending=row.pending,
            missing=row.missing, fact=MONTH_FACT,
        )  # fmt: skip
    return Group(row.key, person, month, row.baru)


async def rest(work: Work, span: Span, slips: Sequence[Slip]) -> list[UUID]:
    """Whom the groups do not settle, in order: each is computed alone."""
    values = {"keys": [one.key for one in slips], "prints": [one.sidik for one in slips]}
    return [row.asn_id for row in await _hashed(work, _REST, span.values(work) | values)]


async def issue(work: Work, span: Span, slips: Sequence[Slip], by: Pattern, more: dict[str, Any]) -> Issued:
    """Keep, list and tell the first slip of everybody in these groups who has none; in one statement.

    `more`: `run_id`, `pack`, and the list `ke`.
    """
    values = {
        "keys": [one.key for one in slips], "statuses": [one.status for one in slips],
        "totals": [one.total for one in slips], "lines": [one.lines for one in slips],
        "reasons": [one.alasan for one in slips], "prints": [one.sidik for one in slips],
        "befores": [one.before for one in slips], "afters": [one.after for one in slips],
        "person_mark": PERSON_FACT, "month_mark": MONTH_FACT, "now": work.now, "type": by.type,
    }  # fmt: skip
    head = {f"head_{n}": piece for n, piece in enumerate(by.head, 1)}
    body = {f"body_{n}": piece for n, piece in enumerate(by.body, 1)}
    (row,) = await _hashed(work, _ISSUE, span.values(work) | values | head | body | more)
    work.recorded += row.slips
    return Issued(row.slips, tuple(row.opd or ()), tuple(row.traces or ()))


async def _hashed(work: Work, statement: str, values: dict[str, Any]) -> list[Any]:
    """The rows of a statement about everybody; others of this transaction are planned as ever."""
    await work.run(_HASH_JOINS, {"nested": "off"})
    found = await work.all(statement, values)
    await work.run(_HASH_JOINS, {"nested": "on"})
    return found


async def total_of(work: Work, periode: str) -> tuple[int, int]:
    """How many slips of a month stand, and rupiah in all, of people whose data are validated."""
    row = await work.one(_TOTAL, {"tenant": work.tenant, "periode": periode})
    assert row is not None
    return row.slips, row.total
