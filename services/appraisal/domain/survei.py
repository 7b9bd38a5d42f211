"""The closed survey of behaviour among peers and direct subordinates (KON P27(3), P29, P30; readings B6, B16). Pure.

Who is asked is drawn by lot; what they say is sealed (domain/kotak.py) until it closes, and only means are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.refusal import Refusal, rule
from contracts.survei import UndanganSurveiSent
from services.appraisal.domain.kotak import KELOMPOK, Jawaban, Kelompok, halo
from services.appraisal.policy import AppraisalPolicy

UNKNOWN = rule("appraisal.survey.unknown", 404, "Undangan survei tidak ditemukan.", source="implicit")
DONE = rule("appraisal.survey.done", 409, "Undangan survei ini sudah {state}.")
OVER = rule("appraisal.survey.over", 409, "Survei berakhir pada {until}.")
STRANGE = rule("appraisal.survey.strange", 422, "Beri nilai untuk tepat aspek ini: {aspects}.", "nilai")
LOST = rule(
    "appraisal.survey.lost", 409, "Survei ini tidak dapat dibuka lagi; penilaian perilaku oleh pejabat penilai saja.",
    source="implicit",
)  # fmt: skip
STILL_OPEN = rule(
    "appraisal.survey.still_open", 409, "Survei perilaku berjalan sampai {until}; tanda tangan sesudahnya."
)

Keadaan = Literal["reserve", "asked", "declined", "answered"]
_SAID = {"reserve": "cadangan", "declined": "ditolak", "answered": "dijawab"}


class Hasil(Struct, frozen=True, kw_only=True):
    """What a survey came to; nothing finer is kept anywhere.

    `nilai`: what counts beside the penilai's own marks; None: nobody answered, the penilai counts whole (B6). `rekan`,
    `bawahan`: the means of both groups, only where neither can be traced to fewer people than the law lets be shown.
    `halo`: the mean spread within an answer; None of fewer people than that.
    """

    n_rekan: int = 0
    n_bawahan: int = 0
    nilai: Decimal | None = None
    rekan: Decimal | None = None
    bawahan: Decimal | None = None
    halo: Decimal | None = None

    @property
    def n(self) -> int:
        return self.n_rekan + self.n_bawahan


class Survei(Struct, frozen=True, kw_only=True):
    """The survey about one person in one year. `kotak`: the sealed box, empty once it is closed."""

    survei_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: int
    mulai: date
    sampai: date
    aspek: tuple[str, ...]
    kotak: bytes
    state: Literal["open", "closed"] = "open"
    hasil: Hasil = Hasil()


class Undangan(Struct, frozen=True, kw_only=True):
    """One person who is asked, or stands in reserve.

    `urutan`: in which order the reserve is called; `kali`: how often a person was reminded.
    """

    undangan_id: UUID
    survei_id: UUID
    asn_id: UUID
    kelompok: Kelompok
    urutan: int
    state: Keadaan
    kali: int = 0


def first_day(tahun: int, opens: str) -> date:
    """The day on which the surveys of a year open."""
    month, day = map(int, opens.split("-"))
    return date(tahun, month, day)


def window(today: date, tahun: int, days: int, sign_until: str) -> tuple[date, date] | None:
    """First and last day of a survey that opens today; None where it could not end in time to be signed after."""
    month, day = map(int, sign_until.split("-"))
    until = today + timedelta(days=days)
    return (today, until) if until < date(tahun + 1, month, day) else None


def drawn(
    lots: Mapping[Kelompok, Sequence[tuple[UUID, UUID]]], asked: Mapping[Kelompok, int], survei_id: UUID
) -> list[Undangan]:
    """Invitations of a draw. `lots`: by group, (invitation, person) by lot; the rest is the reserve."""
    return [
        Undangan(
            undangan_id=undangan_id, survei_id=survei_id, asn_id=asn_id, kelompok=group, urutan=n,
            state="asked" if n < asked[group] else "reserve",
        )
        for group in KELOMPOK
        for n, (undangan_id, asn_id) in enumerate(lots[group])
    ]  # fmt: skip


def sent(one: Undangan, until: date) -> tuple[UndanganSurveiSent, int]:
    """What is told of an invitation or a reminder, with its version."""
    event = UndanganSurveiSent(undangan_id=one.undangan_id, asn_id=one.asn_id, sampai=until, kali=one.kali)
    return event, one.kali + 1


def check_invited(one: Undangan, survey: Survei, actor: UUID, today: date) -> None:
    """Refuse anybody but the person asked, a second answer, and what comes after the last day."""
    if one.asn_id != actor or one.state == "reserve":
        raise Refusal(UNKNOWN)
    if survey.state != "open" or today > survey.sampai:
        raise Refusal(OVER, until=survey.sampai.isoformat())
    if one.state != "asked":
        raise Refusal(DONE, state=_SAID[one.state])


def answer(one: Undangan, survey: Survei, marks: Mapping[str, int]) -> Jawaban:
    """What goes into the box: a mark for each aspect of the appraised, and the group."""
    if set(marks) != set(survey.aspek):
        raise Refusal(STRANGE, aspects=", ".join(survey.aspek))
    return Jawaban(one.kelompok, tuple(marks[aspect] for aspect in survey.aspek))


def next_of(invited: Sequence[Undangan], declined: Undangan) -> Undangan | None:
    """Who of the reserve is asked instead of somebody who declined: the next of the same group."""
    reserve = [one for one in invited if one.kelompok == declined.kelompok and one.state == "reserve"]
    first = min(reserve, key=lambda one: one.urutan, default=None)
    return replace(first, state="asked") if first else None


def result(answers: Sequence[Jawaban], policy: AppraisalPolicy) -> Hasil:
    """What the answers come to (KON P29(5), reading B6); each person counts alike, whatever their group."""
    least = policy.survey_min_shown.value
    by = {group: [_mean_of(a) for a in answers if a.kelompok == group] for group in KELOMPOK}
    groups = [marks for marks in by.values() if marks]
    everybody = [mark for marks in groups for mark in marks]
    found = Hasil(n_rekan=len(by["rekan"]), n_bawahan=len(by["bawahan"]))
    if not everybody or len(everybody) < policy.survey_min_used.value:
        return found
    # a group of too few is joined with the other: beside the mean of all, its own could be worked out
    apart = all(len(marks) >= least for marks in groups)
    halves = apart and policy.survey_split.value == "per_kelompok"
    nilai = _mean([_mean(marks) for marks in groups]) if halves else _mean(everybody)
    return replace(
        found, nilai=nilai, rekan=_mean(by["rekan"]) if apart and by["rekan"] else None,
        bawahan=_mean(by["bawahan"]) if apart and by["bawahan"] else None,
        halo=Decimal(halo(answers)) / len(answers) if len(everybody) >= least else None,
    )  # fmt: skip


def combine(own: Decimal, peers: Decimal | None, weight_own: Decimal, weight_peers: Decimal) -> Decimal:
    """The nilai perilaku: 60 and 40 per cent (KON P29(4-5)); the penilai's own where nobody answered (B6)."""
    return own if peers is None else weight_own * own + weight_peers * peers


def check_closed(survey: Survei | None) -> None:
    """The penilai signs with the survey's result, not before it (KON P29(1))."""
    if survey is not None and survey.state == "open":
        raise Refusal(STILL_OPEN, until=survey.sampai.isoformat())


def _mean_of(one: Jawaban) -> Decimal:
    return Decimal(sum(one.nilai)) / len(one.nilai)


def _mean(marks: Sequence[Decimal]) -> Decimal:
    return sum(marks, Decimal(0)) / len(marks)
