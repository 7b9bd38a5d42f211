"""What an entry must be on its face, and what may become of it: the table of states and commands. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, time
from uuid import UUID

from contracts.masa import MasaPenilai, Sebagai
from contracts.refusal import Refusal, Rule, rule
from contracts.vocabulary import Kapasitas
from kernel.penilai import ACTING, definitive_on, penilai_on

NOT_YET = rule("activity.entry.not_yet", 422, "Tanggal aktivitas belum terjadi.", "tanggal")
ENDS_FIRST = rule(
    "activity.entry.ends_first",
    422,
    "Jam selesai harus sesudah jam mulai; yang melewati tengah malam diisi sebagai dua aktivitas.",
    "selesai",
)
NO_CATEGORY = rule("activity.entry.category", 422, "Kategori aktivitas: {known}.", "kategori", source="value")
BACKFILLED = rule(
    "activity.entry.backfilled", 409, "Hari itu hanya dapat diisi sampai {until}.", "tanggal", source="kebijakan"
)
NOT_OWNER = rule("activity.entry.not_owner", 403, "Hanya pemilik aktivitas ini.")
NOT_DECIDER = rule(
    "activity.entry.not_decider", 403, "Hanya pejabat penilai (atasan langsung) yang dapat memutus aktivitas ini."
)
NO_GROUND = rule("activity.entry.no_ground", 422, "Dasar penolakan hanya: {grounds}.", "dasar", source="value")
NOT_DECLARED = rule("activity.entry.not_declared", 422, "Nyatakan bahwa isian ini benar.", "benar")
OTHER_DAY = rule(
    "activity.entry.other_day", 422, "Tanggal tidak dapat diubah; isilah aktivitas baru pada tanggal itu.", "tanggal"
)
CHANGED = rule(
    "activity.entry.changed",
    409,
    "Aktivitas sudah berubah (versi {version}); muat ulang lebih dahulu.",
    source="implicit",
)


def no_reason(subject: str) -> Rule:
    """The rule that asks for a written reason for an act; its law is the act's."""
    return rule(f"activity.{subject}.no_reason", 422, "Alasan wajib ditulis.", "alasan")


NO_REASON = no_reason("entry")

# State → what may be done to it. `auto` is an approval by the system, which only a finding of untruth undoes (A2), and
# which its penilai may verify afterwards; it is then as if they had approved it.
ALLOWED: dict[str, frozenset[str]] = {
    "assisted": frozenset({"confirm", "discard", "attach_for"}),
    "submitted": frozenset({"verify", "reject", "edit", "correct", "assist", "lapse", "attach"}),
    "escalated": frozenset({"verify", "reject", "edit", "correct", "assist", "attach"}),
    "approved": frozenset({"reopen"}),
    "auto": frozenset({"verify", "reopen", "reject"}),
    "rejected": frozenset({"edit", "attach"}),
}
_WHY = {
    "assisted": "Aktivitas ini menunggu konfirmasi pemiliknya.",
    "submitted": "Aktivitas ini sudah terkirim dan menunggu putusan pejabat penilai; pemiliknya dapat memperbaikinya.",
    "escalated": "Aktivitas ini sudah terkirim dan menunggu putusan pejabat penilai; pemiliknya dapat memperbaikinya.",
    "approved": "Aktivitas ini sudah disetujui; mintalah pejabat penilai membukanya kembali.",
    "auto": "Aktivitas ini sudah disetujui oleh sistem; mintalah pejabat penilai membukanya kembali.",
    "rejected": "Aktivitas ini sudah ditolak; pemiliknya dapat memperbaiki dan mengirimnya kembali.",
}
# One rule an act: the law of an act is also the law of its refusal; what the state is, the sentence says.
NOT_NOW = {
    act: rule(f"activity.not_now.{act}", 409, "{why}") for act in sorted(frozenset[str]().union(*ALLOWED.values()))
}


def check_entry(tanggal: date, today: date, mulai: time, selesai: time) -> None:
    """What an entry must be on its face."""
    if tanggal > today:
        raise Refusal(NOT_YET)
    if selesai <= mulai:
        raise Refusal(ENDS_FIRST)


def check_category(kategori: str, known: Collection[str], pasal: str) -> None:
    """One of the categories that the law knows (KUAN P23(6))."""
    if kategori not in known:
        raise Refusal(NO_CATEGORY, known=" atau ".join(known), pasal=pasal)


def check_backfill(today: date, open_until: date | None) -> None:
    """How late a day may still be entered, where the Pemda has set a limit (reading A16)."""
    if open_until is not None and today > open_until:
        raise Refusal(BACKFILLED, until=open_until.isoformat())


def state_of(state: str, cara: str | None) -> str:
    """The row of the table: an approval by the system stands apart."""
    return "auto" if state == "approved" and cara == "auto" else state


def check_allowed(state: str, cara: str | None, act: str) -> None:
    """Refusal 409 when the state does not take the command."""
    found = state_of(state, cara)
    if act not in ALLOWED[found]:
        raise Refusal(NOT_NOW[act], why=_WHY[found])


def check_owner(owner: object, actor: object) -> None:
    """An entry is its owner's alone (KUAN P23(1))."""
    if owner != actor:
        raise Refusal(NOT_OWNER)


def decider(
    terms: Iterable[MasaPenilai], tanggal: date, today: date, old_stays: Callable[[UUID], bool]
) -> MasaPenilai | None:
    """Who decides on an entry of `tanggal` today (readings A21, A22).

    The acting official of today; else the penilai of the activity's date while `old_stays` in the PD; else
    today's. `sebagai` kosong: the post is vacant and the clock stands still.
    """
    terms = tuple(terms)
    now = penilai_on(terms, today)
    if now is not None and now.sebagai in ACTING:
        return now
    then = definitive_on(terms, tanggal)
    if then is None or then.penilai_id is None or (now and then.penilai_id == now.penilai_id):
        return now
    return then if old_stays(then.penilai_id) else now


def decides(term: MasaPenilai | None, actor: UUID, office: Collection[str]) -> bool:
    """Whether a term is the actor's: the direct superior, who acts for them, or the Bupati (KUAN P1(24), P17)."""
    return term is not None and (term.penilai_id == actor or (term.sebagai.value == "bupati" and "bupati" in office))


def capacity(terms: Iterable[MasaPenilai | None], actor: UUID, office: Collection[str]) -> Kapasitas:
    """As what somebody decides by these terms: empty, himself; else plt, plh, or atasan for one who stayed silent."""
    for n, term in enumerate(terms):
        if term is not None and decides(term, actor, office):
            return "atasan" if n else _ACTS.get(term.sebagai, "")
    return ""


_ACTS: dict[Sebagai, Kapasitas] = {Sebagai.PLT: "plt", Sebagai.PLH: "plh", Sebagai.ATASAN: "atasan"}


def check_decider(terms: Iterable[MasaPenilai | None], actor: UUID, office: Collection[str]) -> None:
    """Only the pejabat penilai decides, or who by one of the terms stands in their place."""
    if not any(decides(term, actor, office) for term in terms):
        raise Refusal(NOT_DECIDER)


GROUNDS = {"tidak_sesuai_data": "tidak sesuai data yang sebenarnya"}


def check_reason(dasar: str, alasan: str, grounds: Collection[str], pasal: str) -> None:
    """Withholding needs a ground that the law knows and a written reason (KUAN P23(8))."""
    if dasar not in grounds:
        raise Refusal(NO_GROUND, pasal, grounds=", ".join(GROUNDS.get(ground, ground) for ground in grounds))
    check_said(alasan, NO_REASON)


def check_seen(isi_versi: int, seen: int | None) -> None:
    """Nobody changes or decides over what they have not seen; who names no version takes it as it stands."""
    if seen is not None and seen != isi_versi:
        raise Refusal(CHANGED, version=isi_versi)


def of_many(ids: Sequence[UUID], against: Mapping[UUID, Refusal]) -> Refusal:
    """What is against some of the entries of a command; for a single entry its own refusal.

    The gravest status speaks for all: unknown before not theirs, not theirs before changed.
    """
    if len(ids) == 1:
        return against[ids[0]]
    found = [(n, against[i]) for n, i in enumerate(ids) if i in against]
    worst = min((refusal for _, refusal in found), key=lambda r: (404, 403, 409).index(r.status))
    parts = tuple(refusal.at(f"ids[{n}]") for n, refusal in found)
    before = f"{len(found)} dari {len(ids)} aktivitas menghalangi. "
    return worst.of_many("ids", parts, before)


def check_said(alasan: str, lacking: Rule) -> None:
    """A written reason that is not blank; `lacking`: the rule that asks for it."""
    if not alasan.strip():
        raise Refusal(lacking)
