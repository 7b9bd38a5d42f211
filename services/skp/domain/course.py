"""The course of an SKP: who moves it on, when, and which step follows which. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from contracts.masa import MasaStatus
from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY
from kernel.penilai import status_on

EXEMPT = rule("skp.plan.exempt", 409, "Penyusunan SKP tidak berlaku pada status kepegawaian ini (exempt).")
EXEMPT_UNTIL = rule("skp.plan.exempt_until", 409, "SKP mulai sesudah status kepegawaian tanpa SKP berakhir (exempt).")
NOT_FROM = rule("skp.step.not_from", 409, "SKP berstatus {state}; langkah ini hanya dari status {wanted}.")
NOT_OWNER = rule("skp.plan.not_owner", 403, "Hanya pemilik SKP.")
NOT_REVIEWER = rule("skp.review.not_reviewer", 403, "Reviu hanya oleh pengelola kinerja pada PD yang sama.")
OWN_REVIEW = rule("skp.review.own", 403, "SKP sendiri tidak dapat direviu sendiri.", source="kebijakan")
NOT_COMMENTER = rule(
    "skp.comment.not_commenter", 403, "Catatan oleh pejabat penilai atau pengelola kinerja pada PD yang sama."
)
CRITERIA = rule("skp.review.criteria", 422, "Kriteria indikator belum terpenuhi: {missing}.", "kriteria")
VACANT = rule("skp.decide.vacant", 403, "Jabatan pejabat penilai kosong; menunggu Plt.")
TOO_EARLY = rule("skp.decide.too_early", 409, "SKP {year} baru dapat ditetapkan mulai 1 Januari {tahun}.")
OTHER_YEARS = rule("skp.plan.year", 422, "SKP disusun untuk tahun ini atau tahun {next}.", "tahun")
NOT_RATIFIER = rule("skp.decide.not_ratifier", 403, "SKP JPT Pratama disahkan oleh Bupati.")
DRAFT_CHANGED = rule(
    "skp.plan.changed", 409, "Draf sudah berubah sejak Anda membukanya; muat ulang, lalu ubah lagi.", source="implicit"
)
ONLY_BUPATI = rule("skp.decide.only_bupati", 403, "SKP ini ditetapkan oleh Bupati.")
ONLY_PENILAI = rule("skp.decide.only_penilai", 403, "SKP ditetapkan oleh pejabat penilai (atasan langsung).")

ORDER = ("draft", "submitted", "reviewed", "agreed", "approved", "set")


def check_exempt(status: str, exempt: Collection[str]) -> None:
    """KON P14: no SKP while the status lasts."""
    if status in exempt:
        raise Refusal(EXEMPT)


def first_day(tahun: int, today: date, spells: Collection[MasaStatus], exempt: Collection[str]) -> date:
    """From when one plans in a year: its first day, or the day on which the last exempt status was over (KON P14)."""
    january = date(tahun, 1, 1)
    ends = (s.selesai + ONE_DAY for s in spells if s.selesai and s.status.value in exempt)
    turns = (day for day in (*(s.mulai for s in spells), *ends) if january < day <= today and day.year == tahun)
    back = [day for day in turns if not _is_exempt(spells, day, exempt) and _is_exempt(spells, day - ONE_DAY, exempt)]
    return max(back, default=january)


def after_segment(first: date, ended: date | None) -> date:
    """What a move ended goes on the day after, in the same year (KON P15(3))."""
    return max(first, ended + ONE_DAY) if ended and (ended.month, ended.day) != (12, 31) else first


def asked_from(tahun: int, today: date, tmt: date, spells: Collection[MasaStatus], exempt: Collection[str]) -> date:
    """From when a plan is asked of somebody in a year: its first day, the post's first, or after an exempt status.

    Reading B33: the window of January, or that after a move, opens on that day.
    """
    first = first_day(tahun, today, spells, exempt)
    return max(first, tmt) if tmt.year == tahun else first


def check_service(mulai: date, today: date, spells: Collection[MasaStatus], exempt: Collection[str]) -> None:
    """A plan holds no day of an exempt status: that ends a segment, and its end begins another (KON P14, P15(3))."""
    days = [mulai, *(s.mulai for s in spells if mulai < s.mulai <= today)]
    if any(_is_exempt(spells, day, exempt) for day in days):
        raise Refusal(EXEMPT_UNTIL)


def _is_exempt(spells: Collection[MasaStatus], day: date, exempt: Collection[str]) -> bool:
    status = status_on(spells, day)
    return status is not None and status.value in exempt


def check_step(state: str, wanted: str, *, tiered: bool = False) -> None:
    """A step is taken only from the one before it; skipping and repeating are refused.

    `tiered`: between agreed and set the penilai approves, and the Bupati ratifies (KON P10(3)).
    """
    order = ORDER if tiered else tuple(s for s in ORDER if s != "approved")
    before = order[order.index(wanted) - 1] if wanted in order else None
    if state != before:
        raise Refusal(NOT_FROM, state=state, wanted=before)


def carried(state: str, repeats: Collection[str]) -> tuple[str, bool, bool]:
    """Where the next version of a set SKP stands, given which steps a change repeats (reading B31).

    The state; whether the owner, and whether the penilai, agreed by what holds from before.
    """
    if state == "submitted" and "review" not in repeats:
        state = "reviewed"
    if state != "reviewed":
        return state, False, False
    owner, penilai = "sign" not in repeats, "agree" not in repeats
    return "agreed" if owner and penilai else state, owner, penilai


# What is asked of an SKP beside the order of its steps, and in which states.
BESIDE: Mapping[str, frozenset[str]] = {
    "edit": frozenset({"draft"}),
    "withdraw": frozenset({"submitted"}),
    "discard": frozenset({"draft"}),
    "return": frozenset({"submitted", "reviewed", "agreed", "approved"}),
    "comment": frozenset({"submitted", "reviewed", "agreed", "approved"}),
    "change": frozenset({"set"}),
    "addendum": frozenset({"set"}),
    "recommend": frozenset({"set"}),
    "measure": frozenset({"set", "closed"}),
    "confirm": frozenset({"closed"}),
}
NOT_NOW = {act: rule(f"skp.not_now.{act}", 409, "SKP berstatus {state}; hanya pada: {states}.") for act in BESIDE}


def check_beside(state: str, act: str) -> None:
    """Refusal 409 when the state does not take the command."""
    if state not in BESIDE[act]:
        raise Refusal(NOT_NOW[act], state=state, states=", ".join(sorted(BESIDE[act])))


def check_owner(owner: object, actor: object) -> None:
    if owner != actor:
        raise Refusal(NOT_OWNER)


def check_reviewer(owner: object, actor: object, peran: Collection[str], same_opd: bool) -> None:
    """The pengelola kinerja of the same PD reviews, and nobody their own plan (KUAN P5(4), KON P6(3))."""
    if "pengelola_kinerja" not in peran or not same_opd:
        raise Refusal(NOT_REVIEWER)
    if owner == actor:
        raise Refusal(OWN_REVIEW)


def check_commenter(owner: object, actor: object, peran: Collection[str], same_opd: bool) -> None:
    """Penilai and pengelola kinerja comment on a plan, nobody on their own (KUAN P5(3), KON P6(2))."""
    if owner == actor or "pengelola_kinerja" not in peran or not same_opd:
        raise Refusal(NOT_COMMENTER)


def check_criteria(met: Mapping[str, bool], criteria: Sequence[str]) -> None:
    """All five criteria of an IKI are confirmed (KUAN P7(2), KON P7(4))."""
    missing = [name for name in criteria if not met.get(name)]
    if missing:
        raise Refusal(CRITERIA, missing=", ".join(missing))


def may_set(atasan: object, actor: object, office: Collection[str], *, vacant: bool = False) -> None:
    """The penilai sets; where that is the Bupati, the account of the office does (KON P10(3), reading B34).

    `vacant`: the post of the penilai is empty; it waits for a Plt (reading A22), and is not the Bupati's.
    """
    if vacant:
        raise Refusal(VACANT)
    if atasan is None:
        if "bupati" not in office:
            raise Refusal(ONLY_BUPATI)
    elif atasan != actor:
        raise Refusal(ONLY_PENILAI)


def due_on(tahun: int, mulai: date, deadline: str, window_days: int) -> date:
    """KON P15(2): the last of January of its year; a plan that begins later has its own window (reading B33)."""
    month, day = map(int, deadline.split("-"))
    january = date(tahun, month, day)
    return max(mulai + timedelta(days=window_days), january) if mulai > date(tahun, 1, 1) else january


def binds_from(mulai: date, selesai: date, today: date) -> date:
    """From when a new version binds: today; from the beginning where its year is over, as the old one is put right."""
    return mulai if today > selesai else max(today, mulai)


def check_year(set_on: date, tahun: int) -> None:
    """An SKP is not set before its year begins (KON P15(2))."""
    if set_on < date(tahun, 1, 1):
        raise Refusal(TOO_EARLY, year=tahun, tahun=tahun)


def check_near(tahun: int, today: date) -> None:
    """A plan is made every year, in its January (KON P15(2)): a draft is for this year or the next, not beyond."""
    if tahun > today.year + 1:
        raise Refusal(OTHER_YEARS, next=today.year + 1)


def check_bupati(office: Collection[str]) -> None:
    """Ratifying is the Bupati's (KON P10(3))."""
    if "bupati" not in office:
        raise Refusal(NOT_RATIFIER)


def check_seen(sidik: str, seen: str) -> None:
    """Nothing is written over what the writer has not seen."""
    if seen != sidik:
        raise Refusal(DRAFT_CHANGED)
