"""An objection to a result: filed in time with reasons, both heard, decided once, final (KON P48). Pure.

Readings B7 (it suspends P39), B18 (what the system expects of the decision), B27 and B40 (who decides).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.appraisal import KeberatanDecided, KeberatanFiled
from contracts.refusal import Refusal, rule
from contracts.terlambat import KeberatanOverdue
from services.appraisal.domain import clocks, judgement
from services.appraisal.domain.appraisal import Appraisal
from services.appraisal.domain.paper import Act, Kepada, check_appraised
from services.appraisal.policy import AppraisalPolicy

NO_OBJECTION = rule("appraisal.objection.unknown", 404, "Keberatan tidak ditemukan.", source="implicit")
AGAIN = rule("appraisal.objection.again", 409, "Keberatan atas penilaian ini sudah diajukan; putusannya final.")
TOO_LATE = rule("appraisal.objection.too_late", 409, "Keberatan diajukan paling lambat {until}.")
DECIDED = rule("appraisal.objection.decided", 409, "Keberatan sudah diputuskan; putusannya final.")
NOT_PARTY = rule(
    "appraisal.objection.not_party",
    403,
    "Hanya pegawai yang dinilai, pejabat penilai dan atasannya.",
)
NOT_ASKED = rule("appraisal.objection.not_asked", 409, "Penjelasan Anda belum diminta oleh atasan pejabat penilai.")
NOT_HEARD = rule("appraisal.objection.not_heard", 409, "Penjelasan kedua pihak diminta dahulu; belum: {parties}.")
WAITING = rule("appraisal.objection.waiting", 409, "Penjelasan {parties} ditunggu sampai {until}.")
NO_CHANGE = rule("appraisal.objection.no_change", 422, "Sebutkan apa yang diubah.", "perilaku")
STRANGE_CHANGE = rule("appraisal.objection.strange_change", 422, "Hasil yang dikuatkan tidak diubah.", "hasil")

Pihak = Literal["penilai", "pegawai"]
PIHAK: tuple[Pihak, ...] = ("penilai", "pegawai")
Hasil = Literal["dikuatkan", "diubah"]


class Keberatan(Struct, frozen=True, kw_only=True):
    """An objection. `penilai_id`: who signed the result; `bukti`: where more evidence lies, as the appraised says.

    `diminta`: when each party was asked; `penjelasan`: what each said. `answer_until`: until when both are waited for;
    `decide_by`: a target of the system, not of the law (B18).
    """

    keberatan_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: int
    penilai_id: UUID
    alasan: str
    bukti: tuple[str, ...]
    filed_at: datetime
    manifest_sha256: str
    decide_by: date
    state: Literal["filed", "decided"] = "filed"
    diminta: Mapping[str, datetime] = {}
    penjelasan: Mapping[str, str] = {}
    answer_until: date | None = None
    hasil: str = ""
    pertimbangan: str = ""
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    version: int = 1


def check_filing(one: Appraisal, actor: UUID, today: date, *, known: bool) -> None:
    """Refuse anybody but the appraised, a second objection, one before the receipt, and one after the last day."""
    check_appraised(one, actor)
    if known:
        raise Refusal(AGAIN)
    if one.state == "final":
        raise Refusal(TOO_LATE, until=one.objection_until.isoformat() if one.objection_until else "")
    if one.state not in ("received", "returned"):
        judgement.check_state(one.state, "received")
    if one.objection_until is None or today > one.objection_until:
        raise Refusal(TOO_LATE, until=one.objection_until.isoformat() if one.objection_until else "")


def file(
    one: Appraisal,
    act: Act,
    alasan: str,
    bukti: Sequence[str],
    policy: AppraisalPolicy,
    keberatan_id: UUID,
    sha256: str,
) -> tuple[Keberatan, KeberatanFiled]:  # fmt: skip
    """File it; the evidence is frozen by its hashes (KON P48(1))."""
    assert one.signed_by is not None
    made = Keberatan(
        keberatan_id=keberatan_id, appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun,
        penilai_id=one.signed_by, alasan=alasan, bukti=tuple(bukti), filed_at=act.pada, manifest_sha256=sha256,
        decide_by=clocks.last_day(act.today, policy.decide_days.value),
    )  # fmt: skip
    event = KeberatanFiled(
        keberatan_id=keberatan_id, appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun,
        filed_on=act.today, manifest_sha256=sha256,
    )  # fmt: skip
    return made, event


def ask(one: Keberatan, parties: Sequence[Pihak], act: Act, policy: AppraisalPolicy) -> Keberatan:
    """The superior asks for an explanation (KON P48(3)); who was asked before is not asked anew."""
    _check_open(one)
    fresh = {party: act.pada for party in parties if party not in one.diminta}
    until = clocks.last_day(act.today, policy.answer_days.value) if fresh else one.answer_until
    return replace(one, diminta={**one.diminta, **fresh}, answer_until=until)


def party_of(one: Keberatan, actor: UUID) -> Pihak:
    """Which of the two parties somebody is; Refusal 403 for neither."""
    if actor == one.asn_id:
        return "pegawai"
    if actor == one.penilai_id:
        return "penilai"
    raise Refusal(NOT_PARTY)


def explain(one: Keberatan, actor: UUID, said: str) -> Keberatan:
    """A party explains, after being asked; until the decision it may be said better."""
    party = party_of(one, actor)
    _check_open(one)
    if party not in one.diminta:
        raise Refusal(NOT_ASKED)
    return replace(one, penjelasan={**one.penjelasan, party: said})


def check_heard(one: Keberatan, today: date) -> None:
    """Both were asked; each has answered, or let the answer date pass (KON P48(3))."""
    _check_open(one)
    if unasked := [party for party in PIHAK if party not in one.diminta]:
        raise Refusal(NOT_HEARD, parties=", ".join(unasked))
    silent = [party for party in PIHAK if party not in one.penjelasan]
    if silent and one.answer_until is not None and today <= one.answer_until:
        raise Refusal(WAITING, parties=", ".join(silent), until=one.answer_until.isoformat())


def check_change(hasil: Hasil, *, changes: bool) -> None:
    """A changed result says what is changed; an upheld one changes nothing."""
    if hasil == "diubah" and not changes:
        raise Refusal(NO_CHANGE)
    if hasil == "dikuatkan" and changes:
        raise Refusal(STRANGE_CHANGE)


def decide(one: Keberatan, act: Act, hasil: Hasil, pertimbangan: str) -> tuple[Keberatan, KeberatanDecided]:
    """Decide, once; who stayed silent is on record by the lack of an explanation (KON P48(4))."""
    check_heard(one, act.today)
    after = replace(
        one, state="decided", hasil=hasil, pertimbangan=pertimbangan, decided_by=act.oleh, decided_at=act.pada,
        version=one.version + 1,
    )  # fmt: skip
    event = KeberatanDecided(
        keberatan_id=one.keberatan_id, appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, hasil=hasil,
        decided_on=act.today, oleh=act.oleh,
    )  # fmt: skip
    return after, event


def _check_open(one: Keberatan) -> None:
    if one.state != "filed":
        raise Refusal(DECIDED)


def overdue(one: Keberatan, above: Kepada) -> tuple[Keberatan, KeberatanOverdue]:
    """The target of the system has passed; who decides is told, and may decide still (reading B18)."""
    event = KeberatanOverdue(
        keberatan_id=one.keberatan_id, appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun,
        decide_by=one.decide_by, kepada=above.asn_id, kepada_peran=above.peran,
    )  # fmt: skip
    return replace(one, version=one.version + 1), event
