"""What an entry comes to before any table is asked: its terms under the law, its event, its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timezone
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from chassis.ids import new_id
from chassis.outbox import pattern_of
from chassis.regulation import Packs, Value
from contracts.activity import ActivitySubmitted
from contracts.envelope import body_of
from contracts.event import Event, Fact
from contracts.refusal import Refusal
from contracts.vocabulary import Kategori
from kernel.outages import moved
from services.activity.domain import clock, facts
from services.activity.domain.entry import NOT_DECLARED, check_backfill, check_category, check_entry
from services.activity.entry.command import EnteredActivity, Entry
from services.activity.policy import ActivityPolicy


class Term(Struct, frozen=True):
    """What the law makes of a day reported on another day: the same for everyone of a Pemda."""

    periode: str
    open_until: date | None
    due_on: date | None
    lapse_on: date | None
    late: bool
    categories: Value[tuple[str, ...]]
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
        self._zone = packs.zone_of(tenant)
        self._known: dict[tuple[date, date], Term] = {}
        self._heads = Heads(tenant)
        self._at: datetime | None = None
        self._day = date.min

    def draft(self, entry: Entry, now: datetime, *, held: bool) -> Draft:
        """The draft of an entry; Refusal when the entry alone, without the tables, shows a mistake.

        `held`: the post of the penilai is vacant and the clock stands still (A22). The event then tells no last day;
        the row keeps it, because a penilai may take office before it has passed.
        """
        command = entry.command
        term = self.term(command.tanggal, command.kategori, command.mulai, command.selesai, now)
        if not command.benar:
            raise Refusal(NOT_DECLARED)
        due = None if held else term.due_on
        event = facts.submitted(new_id(), entry.actor.id, command, now, late=term.late, due_on=due)
        return self._heads.written_out(entry, event, term)

    def term(self, tanggal: date, kategori: Kategori, mulai: time, selesai: time, now: datetime) -> Term:
        """The terms of work of a day entered now; Refusal for what cannot be, or no more, entered (A16)."""
        today = self._today(now)
        check_entry(tanggal, today, mulai, selesai)
        term = self._known.get((tanggal, today)) or self._work_out(tanggal, today)
        check_backfill(today, term.open_until)
        check_category(kategori.value, term.categories.value, term.categories.pasal)
        return term

    def _today(self, now: datetime) -> date:
        """Asked for each of many entries of one moment."""
        if self._at != now:
            self._at, self._day = now, clock.day_of(now, self._zone)
        return self._day

    def _work_out(self, day: date, today: date) -> Term:
        policy = self._packs.resolve(self._tenant, day).section("activity", ActivityPolicy)
        periode, zone = clock.periode_of(day), self._zone
        due, lapse = clocks_of(policy, self._kalender, today)
        closes = clock.closes_on(periode, self._kalender.of_week(5), policy.close_workday.value)
        deadlines = [("month_close", periode, clock.end_of(closes, zone))]
        deadlines += [("approval_lapse", d.isoformat(), clock.end_of(d, zone)) for d in {due, lapse} if d]
        on_time = clock.on_time_until(day, self._kalender, policy.late_after_workdays.value)
        late = today > self._past_outages(policy, on_time, zone)
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
        return self._past_outages(policy, day + limit * clock.ONE_DAY, zone)

    def _past_outages(self, policy: ActivityPolicy, day: date, zone: ZoneInfo) -> date:
        hours, enough = policy.outage_hours.value, policy.outage_minutes.value
        return moved(day, self._kalender, self._outages, zone, hours, enough)


def clocks_of(policy: ActivityPolicy, kalender: clock.Kalender, on: date) -> tuple[date | None, date | None]:
    """Last day of the penilai (KUAN P23(5)) and of the system's approval (P23(7), reading A1) for an entry of today."""
    due = clock.due_on(on, kalender, policy.verify_clock.value, policy.verify_days.value)
    if due is None or policy.auto_approve.value != "on":
        return due, None
    return due, clock.due_on(on, kalender, policy.auto_approve_basis.value, policy.verify_days.value)


class Heads:
    """The envelope that the facts of one Pemda share, completed for each."""

    _ID, _SUBJECT, _KEY, _ACTOR = UUID(int=(1 << 128) - 1), "s" * 36, "k" * 36, "a" * 36
    _TIME = datetime(1, 1, 1, 1, 1, 1, 1, tzinfo=timezone.utc)

    def __init__(self, tenant: str) -> None:
        self._tenant = tenant
        self._patterns: dict[int, bytes] = {}
        self._now, self._time = self._TIME, b""

    def written_out(self, entry: Entry, event: ActivitySubmitted, term: Term) -> Draft:
        """The entry with its fact and its receipt."""
        event_id, now, traceparent = new_id(), event.submitted_at, entry.traceparent
        trace = traceparent[3:35] if traceparent else ""
        if now is not self._now:
            self._now, self._time = now, _written(now)
        person, subject = str(event.asn_id).encode(), str(event.activity_id).encode()
        traced = traceparent.encode() if traceparent else b""
        rest = (traced[3:35], traced, traced) if traced else (subject,)
        texts = (str(event_id).encode(), subject, self._time, person, str(entry.actor.id).encode(), *rest)
        headers = self._pattern(event, len(traced)) % texts
        receipt = EnteredActivity(event.activity_id, "submitted", event.late, event.due_on, now, trace)
        return Draft(entry, event.activity_id, term, event_id, headers, body_of(event), msgspec.json.encode(receipt))

    def _pattern(self, event: ActivitySubmitted, traced: int) -> bytes:
        found = self._patterns.get(traced)
        if found is None:
            correlation = "c" * (32 if traced else 36)
            fact: Fact[Event] = Fact(
                id=self._ID,
                tenant=self._tenant,
                subject=self._SUBJECT,
                key=self._KEY,
                version=1,
                occurred_at=self._TIME,
                actor=self._ACTOR,
                correlation=correlation,
                traceparent="t" * traced or None,
                event=event,
            )
            time = _written(self._TIME).decode()
            blanks = [str(self._ID), self._SUBJECT, time, self._KEY, self._ACTOR, correlation]
            blanks += ["t" * traced] if traced else []
            found = self._patterns[traced] = pattern_of(fact, *blanks)
        return found


def _written(moment: datetime) -> bytes:
    """As the envelope writes a time, always with its microseconds: one length."""
    return moment.astimezone(timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z").encode()
