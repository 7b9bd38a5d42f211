"""Sessions of the Tim Penilai Kinerja: convened, opened with a quorum, recorded, proposed (KON P35-37). Pure.

Who is the appraised, their superior, or says that they are close to them, does not count in that matter (policy).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.refusal import Refusal, rule
from contracts.sidang import PertimbanganProposed, SidangConvened

UNKNOWN = rule("appraisal.session.unknown", 404, "Sidang tidak ditemukan.", source="implicit")
PAST = rule("appraisal.session.past", 422, "Sidang dipanggil untuk hari ini atau sesudahnya.", "tanggal")
NO_TEAM = rule(
    "appraisal.session.no_team", 409, "Tim Penilai belum mempunyai ketua, sekretaris, dan dua orang anggota."
)
NOT_NOW = rule("appraisal.session.not_now", 409, "Sidang berstatus {state}; langkah ini hanya dari status {wanted}.")
TOO_EARLY = rule("appraisal.session.too_early", 409, "Sidang baru diadakan pada {first}.")
STRANGE_MEMBER = rule(
    "appraisal.session.strange_member", 422, "Bukan anggota Tim Penilai yang diundang ke sidang ini.", "hadir"
)
NO_QUORUM = rule(
    "appraisal.session.no_quorum",
    409,
    "Sidang sah bila dihadiri sekurang-kurangnya oleh ketua, sekretaris, dan dua orang anggota.",
    "hadir",
)
CONFLICT = rule(
    "appraisal.session.conflict",
    409,
    "Tanpa yang berbenturan kepentingan ({n} orang), kuorum untuk perkara ini tidak terpenuhi.",
    "berbenturan",
)
STRANGE_CONFLICT = rule(
    "appraisal.session.strange_conflict", 422, "Benturan kepentingan hanya dinyatakan atas yang hadir.", "berbenturan"
)
NO_RESULT = rule("appraisal.session.no_result", 422, "Pegawai ini belum mempunyai hasil final tahun {year}.", "tahun")
NO_REQUEST = rule(
    "appraisal.session.no_request",
    422,
    "Kebijakan kepegawaian lainnya dipertimbangkan atas permintaan pejabat yang berwenang; sebutkan nomornya.",
    "nomor_permintaan",
)
STRANGE_CASE = rule(
    "appraisal.session.strange_case",
    422,
    "Pegawai ini tidak mempunyai tindak lanjut tahun {year} yang berjalan.",
    "tindak_lanjut",
)
TOO_MANY = rule("appraisal.session.too_many", 409, "Satu sidang memuat paling banyak {most} pertimbangan.")
UNDECIDED = rule("appraisal.session.undecided", 409, "Sidang ini belum memuat satu pertimbangan pun.")

MOST = 200
KETUA, SEKRETARIS, ANGGOTA = SEATS = ("tim_penilai_ketua", "tim_penilai_sekretaris", "tim_penilai_anggota")
# The seven subjects of KON P35(2).
Perkara = Literal["a", "b", "c", "d", "e", "f", "g"]
Keadaan = Literal["convened", "opened", "recorded", "proposed"]


class Anggota(Struct, frozen=True):
    """A member who is invited, with their seat."""

    asn_id: UUID
    peran: str


class Pertimbangan(Struct, frozen=True, kw_only=True):
    """A consideration about a person, on the basis of a final result. `perkara`: letter of KON P35(2).

    `kasus_id`: the follow-up that it is about; `berbenturan`: who was present and did not decide.
    """

    perkara: Perkara
    asn_id: UUID
    tahun: int
    appraisal_id: UUID
    isi: str
    nomor_permintaan: str = ""
    kasus_id: UUID | None = None
    berbenturan: tuple[UUID, ...] = ()


class Sidang(Struct, frozen=True, kw_only=True):
    """A session. `hadir`: who came, of `undangan`."""

    sidang_id: UUID
    tanggal: date
    pukul: str
    tempat: str
    agenda: str
    undangan: tuple[Anggota, ...]
    oleh: UUID
    state: Keadaan = "convened"
    hadir: tuple[UUID, ...] = ()
    putusan: tuple[Pertimbangan, ...] = ()
    berita_acara: str = ""
    version: int = 1


class About(Struct, frozen=True, kw_only=True):
    """The person of a consideration: the superior, the final result and the open case of the year."""

    asn_id: UUID
    atasan_id: UUID | None
    appraisal_id: UUID | None
    kasus_id: UUID | None = None


def is_quorate(seats: Sequence[str]) -> bool:
    """Chair, secretary and two members at least (KON P37(2))."""
    return KETUA in seats and SEKRETARIS in seats and seats.count(ANGGOTA) >= 2


def convene(one: Sidang, today: date) -> tuple[Sidang, SidangConvened]:
    """Called for today or later, with a team that can reach its quorum (KON P37)."""
    if one.tanggal < today:
        raise Refusal(PAST)
    if not is_quorate([member.peran for member in one.undangan]):
        raise Refusal(NO_TEAM)
    event = SidangConvened(
        sidang_id=one.sidang_id, tanggal=one.tanggal, pukul=one.pukul, tempat=one.tempat,
        undangan=tuple(member.asn_id for member in one.undangan),
    )  # fmt: skip
    return one, event


def open_with(one: Sidang, hadir: Collection[UUID], today: date) -> Sidang:
    """The chair declares it valid with who came (KON P37(2))."""
    _check_state(one, "convened")
    if today < one.tanggal:
        raise Refusal(TOO_EARLY, first=one.tanggal.isoformat())
    came = tuple(sorted(set(hadir)))
    if set(came) - {member.asn_id for member in one.undangan}:
        raise Refusal(STRANGE_MEMBER)
    if not is_quorate(_seats(one, came)):
        raise Refusal(NO_QUORUM)
    return replace(one, state="opened", hadir=came, version=one.version + 1)


def consider(one: Sidang, said: Pertimbangan, about: About, *, follow_up: bool = False) -> Sidang:
    """Add a consideration, decided by who has no interest in it (KON P35(2), P37(2); conflict: policy)."""
    _check_state(one, "opened")
    if len(one.putusan) >= MOST:
        raise Refusal(TOO_MANY, most=MOST)
    if said.perkara == "g" and not said.nomor_permintaan.strip():
        raise Refusal(NO_REQUEST)
    if about.appraisal_id is None:
        raise Refusal(NO_RESULT, year=said.tahun)
    if follow_up and about.kasus_id is None:
        raise Refusal(STRANGE_CASE, year=said.tahun)
    if set(said.berbenturan) - set(one.hadir):
        raise Refusal(STRANGE_CONFLICT)
    out = conflicted(one, said, about)
    if not is_quorate(_seats(one, [member for member in one.hadir if member not in out])):
        raise Refusal(CONFLICT, n=len(out))
    case = about.kasus_id if follow_up else None
    kept = replace(said, appraisal_id=about.appraisal_id, kasus_id=case, berbenturan=tuple(sorted(out)))
    return replace(one, putusan=(*one.putusan, kept), version=one.version + 1)


def conflicted(one: Sidang, said: Pertimbangan, about: About) -> frozenset[UUID]:
    """Who was present and may not decide: the person, the superior, and who declared it."""
    known = {about.asn_id, about.atasan_id, *said.berbenturan}
    return frozenset(member for member in one.hadir if member in known)


def record(one: Sidang, berita_acara: str) -> Sidang:
    """The secretary writes the minutes; nothing is added after them."""
    _check_state(one, "opened")
    if not one.putusan:
        raise Refusal(UNDECIDED)
    return replace(one, state="recorded", berita_acara=berita_acara, version=one.version + 1)


def propose(one: Sidang, oleh: UUID) -> tuple[Sidang, PertimbanganProposed]:
    """The chair proposes what was recorded to the PyB."""
    _check_state(one, "recorded")
    after = replace(one, state="proposed", version=one.version + 1)
    event = PertimbanganProposed(
        sidang_id=one.sidang_id, tanggal=one.tanggal, hadir=len(one.hadir), pertimbangan=len(one.putusan), oleh=oleh
    )
    return after, event


def _seats(one: Sidang, people: Collection[UUID]) -> list[str]:
    return [member.peran for member in one.undangan if member.asn_id in people]


def _check_state(one: Sidang, wanted: Keadaan) -> None:
    if one.state != wanted:
        raise Refusal(NOT_NOW, state=one.state, wanted=wanted)
