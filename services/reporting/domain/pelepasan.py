"""When data about people leave the system: consent, coordination, and for whom the door is open. Pure.

Nobody receives daily activities without the consent of the pengelola, coordinated with the head of BKPP and with the
head of each PD concerned (KUAN P26(2); reading A23: the text means every outside party, and every kind of these data).
A release opens PD by PD: what one head has not coordinated stays in, and the rest may go. A topic of events cannot be
cut: a system of others reads it while the release is open for every PD that the Pemda has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from msgspec import Struct

from contracts.refusal import Refusal, rule
from contracts.reporting import DataLepas, PelepasanRecorded, TopikLepas

Sebagai = Literal["pengelola", "kepala_badan", "kepala_pd"]
Sikap = Literal["setuju", "keberatan", "dicabut"]
Keadaan = Literal["menunggu", "terbuka", "dicabut", "berakhir"]
LONGEST_SPAN = 366

UNKNOWN = rule("reporting.release.unknown", 404, "Permohonan pelepasan data ini tidak ada.", source="implicit")
SPAN = rule(
    "reporting.release.span", 422, "Tanggal data harus berurutan dan paling panjang {paling} hari.", "sampai",
    source="implicit",
)  # fmt: skip
TOO_LONG = rule(
    "reporting.release.too_long", 422, "Pelepasan berakhir paling lambat {paling}.", "berlaku_sampai", source="value"
)
PAST = rule(
    "reporting.release.past", 422, "Hari berakhirnya pelepasan sudah lewat.", "berlaku_sampai", source="implicit"
)
NONE = rule("reporting.release.none", 422, "Pilih perangkat daerahnya.", "opd", source="implicit")
NO_PD = rule("reporting.release.no_pd", 422, "Perangkat daerah tidak dikenal: {opd}.", "opd", source="implicit")
TWICE = rule("reporting.release.twice", 422, "Perangkat daerah disebut dua kali: {opd}.", "opd", source="implicit")
NOTHING = rule("reporting.release.nothing", 422, "Pilih data atau topik yang diminta.", "data", source="implicit")
NOT_WHOLE = rule(
    "reporting.release.not_whole", 422,
    "Topik memuat seluruh perangkat daerah dan tidak dapat dipilah; belum disebut: {opd}.", "opd",
)  # fmt: skip
NOT_CONSENTER = rule("reporting.release.not_consenter", 403, "Hanya {peran} yang menyetujui pelepasan data.")
NOT_HEAD = rule(
    "reporting.release.not_head", 403, "Koordinasi ini hanya oleh {peran} atau kepala perangkat daerah itu.", "opd"
)
NOT_IN_SCOPE = rule(
    "reporting.release.not_in_scope", 403, "Perangkat daerah ini tidak termasuk permohonan.", "opd", source="implicit"
)
NO_REASON = rule("reporting.release.no_reason", 422, "Tulis alasan keberatan.", "alasan", source="implicit")
REVOKED = rule("reporting.release.revoked", 409, "Pelepasan ini sudah dicabut; ajukan permohonan baru.")
ENDED = rule("reporting.release.ended", 409, "Pelepasan ini berakhir pada {hari}; ajukan permohonan baru.")
NOTHING_SAID = rule("reporting.release.nothing_said", 409, "Anda belum menyetujui pelepasan ini.", source="implicit")
NO_CONSENT = rule("reporting.release.no_consent", 409, "Belum disetujui {peran}: tidak ada data yang dilepas.")
NO_COORDINATION = rule(
    "reporting.release.no_coordination", 409, "Belum dikoordinasikan dengan {peran}: tidak ada data yang dilepas."
)
NO_PD_WORD = rule(
    "reporting.release.no_pd_word", 409, "Belum dikoordinasikan dengan kepala {opd}: datanya tidak dilepas.", "opd"
)
OTHER_DATA = rule("reporting.release.other_data", 409, "Jenis data ini tidak dimohon.", "jenis")
OTHER_TOPIC = rule("reporting.release.other_topic", 409, "Topik ini tidak dimohon: {topik}.", "topik")
OTHER_TIME = rule("reporting.release.other_time", 409, "Bulan ini di luar masa yang dimohon.", "bulan")


class Kata(Struct, frozen=True):
    """What somebody who is asked has said. `opd`: of a head of a PD, which."""

    sebagai: Sebagai
    opd: str
    sikap: Sikap


class Asked(Struct, frozen=True):
    """Which parties a Pemda asks by their roles, and whether an objection keeps the data in."""

    consent: str
    head: str
    blocks: bool


class Pelepasan(Struct, frozen=True, kw_only=True):
    """A release as it stands. Days are the Pemda's; `berlaku_sampai` is its last day."""

    pelepasan_id: UUID
    pihak: str
    tujuan: str
    dasar: str
    data: tuple[DataLepas, ...]
    dari: date
    sampai: date
    opd: tuple[str, ...]
    berlaku_sampai: date
    topik: tuple[TopikLepas, ...] = ()
    kata: tuple[Kata, ...] = ()

    def said(self, sebagai: Sebagai, opd: str = "") -> Sikap | None:
        """What somebody has said; None: nothing yet."""
        return next((k.sikap for k in self.kata if (k.sebagai, k.opd) == (sebagai, opd)), None)


def check_request(wanted: Pelepasan, known: Iterable[str], today: date, max_days: int, pasal: str) -> None:
    """Whether a release may be asked for like this; Refusal 422 says what is wrong."""
    if not 0 <= (wanted.sampai - wanted.dari).days < LONGEST_SPAN:
        raise Refusal(SPAN, paling=LONGEST_SPAN)
    if wanted.berlaku_sampai < today:
        raise Refusal(PAST)
    last = today + timedelta(days=max_days)
    if wanted.berlaku_sampai > last:
        raise Refusal(TOO_LONG, pasal, paling=last)
    if twice := sorted({one for one in wanted.opd if wanted.opd.count(one) > 1}):
        raise Refusal(TWICE, opd=", ".join(twice))
    if strange := sorted(set(wanted.opd) - (units := set(known))):
        raise Refusal(NO_PD, opd=", ".join(strange))
    if not wanted.data and not wanted.topik:
        raise Refusal(NOTHING)
    if not wanted.opd:
        raise Refusal(NONE)
    if wanted.topik and (missing := sorted(units - set(wanted.opd))):
        raise Refusal(NOT_WHOLE, opd=", ".join(missing))


def check_open(release: Pelepasan, today: date) -> None:
    """Refusal 409 where a release has ended for good."""
    if "dicabut" in (release.said("pengelola"), release.said("kepala_badan")):
        raise Refusal(REVOKED)
    if today > release.berlaku_sampai:
        raise Refusal(ENDED, hari=release.berlaku_sampai)


def say(release: Pelepasan, word: Kata, alasan: str, today: date) -> Pelepasan:
    """The release after somebody has said yes or no; what was revoked stays so, Refusal 409."""
    check_open(release, today)
    if release.said(word.sebagai, word.opd) == "dicabut":
        raise Refusal(REVOKED)
    if word.sikap == "keberatan" and not alasan.strip():
        raise Refusal(NO_REASON)
    return _with(release, word)


def revoke(release: Pelepasan, sebagai: Sebagai, opd: str, today: date) -> Pelepasan:
    """The release after somebody has taken the yes back: all of it, or the part of their PD. For good."""
    check_open(release, today)
    said = release.said(sebagai, opd)
    if said == "dicabut":
        raise Refusal(REVOKED)
    if said != "setuju":
        raise Refusal(NOTHING_SAID)
    return _with(release, Kata(sebagai, opd, "dicabut"))


def _with(release: Pelepasan, word: Kata) -> Pelepasan:
    kept = tuple(k for k in release.kata if (k.sebagai, k.opd) != (word.sebagai, word.opd))
    return Pelepasan(
        pelepasan_id=release.pelepasan_id, pihak=release.pihak, tujuan=release.tujuan, dasar=release.dasar,
        data=release.data, dari=release.dari, sampai=release.sampai, opd=release.opd,
        berlaku_sampai=release.berlaku_sampai, topik=release.topik, kata=(*kept, word),
    )  # fmt: skip


def objection_to(release: Pelepasan, opd: str, asked: Asked, today: date) -> Refusal | None:
    """Why the data of a PD do not go; None: they go."""
    try:
        check_open(release, today)
    except Refusal as no:
        return no
    if release.said("pengelola") != "setuju":
        return Refusal(NO_CONSENT, peran=asked.consent)
    if not _is_coordinated(release.said("kepala_badan"), asked):
        return Refusal(NO_COORDINATION, peran=asked.head)
    if not _is_coordinated(release.said("kepala_pd", opd), asked):
        return Refusal(NO_PD_WORD, opd=opd)
    return None


def _is_coordinated(said: Sikap | None, asked: Asked) -> bool:
    """The text asks to coordinate, not to agree: whether an objection blocks is the Pemda's reading (A23)."""
    return said == "setuju" or (said == "keberatan" and not asked.blocks)


def open_for(release: Pelepasan, asked: Asked, today: date) -> tuple[str, ...]:
    """The PD whose data go now."""
    return tuple(opd for opd in release.opd if objection_to(release, opd, asked, today) is None)


def state_of(release: Pelepasan, asked: Asked, today: date) -> Keadaan:
    """How a release stands."""
    if "dicabut" in (release.said("pengelola"), release.said("kepala_badan")):
        return "dicabut"
    if today > release.berlaku_sampai:
        return "berakhir"
    return "terbuka" if open_for(release, asked, today) else "menunggu"


def check_taking(release: Pelepasan, data: DataLepas, opd: str, bulan: str, asked: Asked, today: date) -> None:
    """Whether these rows go now: asked for, consented to and coordinated; Refusal says why not."""
    if opd not in release.opd:
        raise Refusal(NOT_IN_SCOPE)
    if data not in release.data:
        raise Refusal(OTHER_DATA)
    if not f"{release.dari:%Y-%m}" <= bulan <= f"{release.sampai:%Y-%m}":
        raise Refusal(OTHER_TIME)
    if no := objection_to(release, opd, asked, today):
        raise no


def check_reader(release: Pelepasan, topik: Iterable[str], known: Iterable[str], asked: Asked, today: date) -> None:
    """Whether a system of the party reads these topics now: all PD of the Pemda are open; Refusal 409 says why not."""
    if strange := sorted(set(topik) - set(release.topik)):
        raise Refusal(OTHER_TOPIC, topik=", ".join(strange))
    for opd in sorted({*known, *release.opd}):
        if no := objection_to(release, opd, asked, today):
            raise no


def recorded(release: Pelepasan, asked: Asked, today: date) -> PelepasanRecorded:
    """The release as it is told."""
    return PelepasanRecorded(
        pelepasan_id=release.pelepasan_id, pihak=release.pihak, tujuan=release.tujuan, dasar=release.dasar,
        data=release.data, dari=release.dari, sampai=release.sampai, opd=release.opd,
        opd_terbuka=open_for(release, asked, today), keadaan=state_of(release, asked, today),
        berlaku_sampai=release.berlaku_sampai, topik=release.topik,
    )  # fmt: skip
