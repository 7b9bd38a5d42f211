"""What an entry must be on its face, and what may become of it: the table of states and commands. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, time
from uuid import UUID

from contracts.penilai import ACTING, MasaPenilai, definitive_on, penilai_on
from contracts.refusal import Part, Refusal, forbidden, lacking, wrong_state

# State → what may be done to it. `auto` is an approval by the system, which only a finding of untruth undoes (A2).
ALLOWED: dict[str, frozenset[str]] = {
    "assisted": frozenset({"confirm", "discard", "attach_for"}),
    "submitted": frozenset({"verify", "reject", "edit", "correct", "assist", "lapse", "attach"}),
    "escalated": frozenset({"verify", "reject", "edit", "correct", "assist", "attach"}),
    "approved": frozenset({"reopen"}),
    "auto": frozenset({"reopen", "reject"}),
    "rejected": frozenset({"edit", "attach"}),
}
_PASAL = {
    "verify": "23(5)", "reject": "23(8)", "edit": "18 a", "correct": "17 c", "reopen": "18 a (A26)",
    "confirm": "16 b (A7)", "discard": "16 b (A7)", "lapse": "23(7)", "assist": "16 b (A7)",
    "attach": "18 a, 25(2)", "attach_for": "16 b (A7)",
}  # fmt: skip
_WHY = {
    "assisted": "Aktivitas ini menunggu konfirmasi pemiliknya.",
    "submitted": "Aktivitas ini sudah terkirim dan menunggu putusan pejabat penilai; pemiliknya dapat memperbaikinya.",
    "escalated": "Aktivitas ini sudah terkirim dan menunggu putusan pejabat penilai; pemiliknya dapat memperbaikinya.",
    "approved": "Aktivitas ini sudah disetujui; mintalah pejabat penilai membukanya kembali.",
    "auto": "Aktivitas ini sudah disetujui oleh sistem; mintalah pejabat penilai membukanya kembali.",
    "rejected": "Aktivitas ini sudah ditolak; pemiliknya dapat memperbaiki dan mengirimnya kembali.",
}


def check_entry(tanggal: date, today: date, mulai: time, selesai: time) -> None:
    """What an entry must be on its face."""
    if tanggal > today:
        raise lacking("Tanggal aktivitas belum terjadi.", "23(1)", "tanggal")
    if selesai <= mulai:
        said = "Jam selesai harus sesudah jam mulai; yang melewati tengah malam diisi sebagai dua aktivitas."
        raise lacking(said, "23(1)", "selesai")


def check_category(kategori: str, known: Collection[str], pasal: str) -> None:
    """One of the categories that the law knows (KUAN P23(6))."""
    if kategori not in known:
        raise lacking(f"Kategori aktivitas: {' atau '.join(known)}.", pasal, "kategori")


def check_backfill(today: date, open_until: date | None) -> None:
    """How late a day may still be entered, where the Pemda has set a limit (reading A16)."""
    if open_until is not None and today > open_until:
        raise wrong_state(f"Hari itu hanya dapat diisi sampai {open_until.isoformat()}.", "kebijakan")


def state_of(state: str, cara: str | None) -> str:
    """The row of the table: an approval by the system stands apart."""
    return "auto" if state == "approved" and cara == "auto" else state


def check_allowed(state: str, cara: str | None, act: str) -> None:
    """Refusal 409 when the state does not take the command."""
    found = state_of(state, cara)
    if act not in ALLOWED[found]:
        raise wrong_state(_WHY.get(found, "Aktivitas ini tidak dalam keadaan untuk langkah itu."), _PASAL[act])


def check_owner(owner: object, actor: object) -> None:
    """An entry is its owner's alone (KUAN P23(1))."""
    if owner != actor:
        raise forbidden("Hanya pemilik aktivitas ini.", "23(1)")


def decider(
    terms: Iterable[MasaPenilai], tanggal: date, today: date, old_stays: Callable[[UUID], bool]
) -> MasaPenilai | None:
    """Who decides on an entry of `tanggal` today (readings A21, A22).

    Whoever acts for the penilai today; else the penilai of the activity's date while `old_stays` in the PD; else
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
    """Whether a term is the actor's: the direct superior, who acts for him, or the Bupati (KUAN P1(24), P17)."""
    return term is not None and (term.penilai_id == actor or (term.sebagai.value == "bupati" and "bupati" in office))


def check_decider(terms: Iterable[MasaPenilai | None], actor: UUID, office: Collection[str]) -> None:
    """Only the pejabat penilai decides, or who by one of the terms stands in his place."""
    if not any(decides(term, actor, office) for term in terms):
        raise forbidden("Hanya pejabat penilai (atasan langsung) yang dapat memutus aktivitas ini.", "1(24)")


def check_reason(dasar: str, alasan: str, grounds: Collection[str]) -> None:
    """Withholding needs the one ground the law knows and a written reason (KUAN P23(8))."""
    if dasar not in grounds:
        raise lacking("Dasar penolakan hanya: tidak sesuai data yang sebenarnya.", "23(8)", "dasar")
    check_said(alasan, "23(8)")


def check_seen(isi_versi: int, seen: int | None) -> None:
    """Nobody changes or decides over what he has not seen; who names no version takes it as it stands."""
    if seen is not None and seen != isi_versi:
        raise wrong_state(f"Aktivitas sudah berubah (versi {isi_versi}); muat ulang lebih dahulu.", "implicit")


def of_many(ids: Sequence[UUID], against: Mapping[UUID, Refusal]) -> Refusal:
    """What is against some of the entries of a command; that of a single entry as it is.

    The gravest status speaks for all: what is not there before what is not his, that before what has changed.
    """
    if len(ids) == 1:
        return against[ids[0]]
    found = [(n, against[i]) for n, i in enumerate(ids) if i in against]
    worst = min((refusal for _, refusal in found), key=lambda r: (404, 403, 409).index(r.status))
    parts = tuple(Part(f"ids[{n}]", refusal.message, refusal.pasal) for n, refusal in found)
    said = f"{len(found)} dari {len(ids)} aktivitas menghalangi. {worst.message}"
    return Refusal(said, worst.pasal, worst.status, "ids", parts)


def check_said(alasan: str, pasal: str) -> None:
    """A written reason that is not blank."""
    if not alasan.strip():
        raise lacking("Alasan wajib ditulis.", pasal, "alasan")
