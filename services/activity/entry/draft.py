"""What an entry comes to before any table is asked: its terms under the law, its event, its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timezone
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from chassis.ids import new_id
from chassis.outages import moved
from chassis.outbox import pattern_of
from chassis.regulation import Packs, Rule
from contracts.activity import ActivitySubmitted
from contracts.envelope import body_of
from contracts.event import Event, Fact
from contracts.refusal import lacking
from contracts.vocabulary import Kategori
from services.activity.domain import clock
from services.activity.domain.entry import check_backfill, check_category, check_entry
from services.activity.entry.command import EnteredActivity, Entry
from services.activity.policy import ActivityPolicy


class Term(Struct, frozen=True):
    """What the law makes of a day reported on another day: the same for everyone of a Pemda."""

    periode: str
    open_until: date | None
    due_on: date | None
    lapse_on: date | None
    late: bool
    categories: Rule[tuple[str, ...]]
    no_duty: str
    deadlines: tuple[tuple[str, str, datetime], ...]


class Draft(Struct, frozen=True):
    """An entry that stands up to the rules, with its fact and its receipt, ready to be written."""

    entry: Entry
    activity_id: UUID
    term: Term
    event_id: UUID
    headers: bytes
    body: bytes
    answer: bytes


class Terms:
    """The terms of one Pemda under one calendar; each day's are worked out once."""

    def __init__(
        self, packs: Packs, tenant: str, kalender: clock.Kalender, outages: Sequence[tuple[datetime, datetime]] = ()
    ) -> None:
        self._packs = packs
        self._tenant = tenant
        self._kalender = kalender
        self._outages = outages
        self._zones: dict[date, ZoneInfo] = {}
        self._known: dict[tuple[date, date], Term] = {}
        self._heads: Heads | None = None

    def draft(self, entry: Entry, now: datetime) -> Draft:
        """The draft of an entry; Refusal says what is wrong with it on its face."""
        command = entry.command
        term = self.term(command.tanggal, command.kategori, command.mulai, command.selesai, now)
        if not command.benar:
            raise lacking("Nyatakan bahwa isian ini benar.", "23(1)", "benar")
        event = ActivitySubmitted(
            activity_id=new_id(),
            asn_id=entry.actor.id,
            tanggal=command.tanggal,
            kategori=command.kategori,
            butir_id=command.butir_id,
            kuantitas=command.kuantitas,
            late=term.late,
            due_on=term.due_on,
            submitted_at=now,
        )
        if self._heads is None or self._heads.now != now:
            self._heads = Heads(self._tenant, now)
        return self._heads.written_out(entry, event, term)

    def term(self, tanggal: date, kategori: Kategori, mulai: time, selesai: time, now: datetime) -> Term:
        """The terms of work of a day entered now; Refusal for what cannot be, or no more, entered (A16)."""
        today = now.astimezone(self._zone(tanggal)).date()
        check_entry(tanggal, today, mulai, selesai)
        term = self._known.get((tanggal, today)) or self._work_out(tanggal, today)
        check_backfill(today, term.open_until)
        check_category(kategori.value, term.categories.value, term.categories.pasal)
        return term

    def _zone(self, day: date) -> ZoneInfo:
        zone = self._zones.get(day)
        if zone is None:
            zone = self._zones[day] = ZoneInfo(self._packs.resolve(self._tenant, day).head.zone)
        return zone

    def _work_out(self, day: date, today: date) -> Term:
        policy = self._packs.resolve(self._tenant, day).section("activity", ActivityPolicy)
        periode, zone = clock.periode_of(day), self._zone(day)
        due, lapse = clocks_of(policy, self._kalender, today)
        closes = clock.closes_on(periode, self._kalender.of_week(5), policy.close_workday.value)
        deadlines = [("month_close", periode, clock.end_of(closes, zone))]
        deadlines += [("approval_lapse", d.isoformat(), clock.end_of(d, zone)) for d in {due, lapse} if d]
        late = clock.is_late(day, today, self._kalender, policy.late_after_workdays.value)
        term = Term(
            periode, self._open_until(policy, day, zone), due, lapse, late, policy.categories,
            ",".join(policy.no_duty_statuses.value), tuple(deadlines),
        )  # fmt: skip
        self._known[day, today] = term
        return term

    def _open_until(self, policy: ActivityPolicy, day: date, zone: ZoneInfo) -> date | None:
        """The last day on which a day may be entered (A16), past days with a long outage (X8); None: no such limit."""
        limit = policy.backfill_limit.value
        if not isinstance(limit, int):
            return None
        hours, enough = policy.outage_hours.value, policy.outage_minutes.value
        return moved(day + limit * clock.ONE_DAY, self._kalender, self._outages, zone, hours, enough)


def clocks_of(policy: ActivityPolicy, kalender: clock.Kalender, on: date) -> tuple[date | None, date | None]:
    """Last day of the penilai (KUAN P23(5)) and of the system's approval (P23(7), reading A1) for an entry of today."""
    due = clock.due_on(on, kalender, policy.verify_clock.value, policy.verify_days.value)
    if due is None or policy.auto_approve.value != "on":
        return due, None
    return due, clock.due_on(on, kalender, policy.auto_approve_basis.value, policy.verify_days.value)


class Heads:
    """Facts of one Pemda and one moment: the envelope that they share, completed for each."""

    _ID, _SUBJECT, _KEY, _ACTOR = UUID(int=(1 << 128) - 1), "s" * 36, "k" * 36, "a" * 36
    _TRACE, _TRACEPARENT = "t" * 32, "p" * 55

    def __init__(self, tenant: str, now: datetime) -> None:
        self.now = now
        self._tenant = tenant
        self._patterns: dict[bool, bytes] = {}

    def written_out(self, entry: Entry, event: ActivitySubmitted, term: Term) -> Draft:
        """The entry with its fact and its receipt."""
        event_id, traceparent = new_id(), entry.traceparent
        trace = traceparent[3:35] if traceparent else ""
        subject, person = str(event.activity_id), str(event.asn_id)
        texts = [str(event_id), subject, person, str(entry.actor.id), trace or subject]
        texts += [traceparent, traceparent] if traceparent else []
        headers = self._pattern(event, bool(traceparent)) % tuple([text.encode() for text in texts])
        receipt = EnteredActivity(event.activity_id, "submitted", event.late, event.due_on, self.now, trace)
        return Draft(entry, event.activity_id, term, event_id, headers, body_of(event), msgspec.json.encode(receipt))

    def _pattern(self, event: ActivitySubmitted, traced: bool) -> bytes:
        found = self._patterns.get(traced)
        if found is None:
            correlation, traceparent = (self._TRACE, self._TRACEPARENT) if traced else ("t" * 36, None)
            fact: Fact[Event] = Fact(
                id=self._ID,
                tenant=self._tenant,
                subject=self._SUBJECT,
                key=self._KEY,
                version=1,
                occurred_at=self.now.astimezone(timezone.utc),
                actor=self._ACTOR,
                correlation=correlation,
                traceparent=traceparent,
                event=event,
            )
            blanks = (str(self._ID), self._SUBJECT, self._KEY, self._ACTOR, correlation, self._TRACEPARENT)
            found = self._patterns[traced] = pattern_of(fact, *blanks)
        return found
