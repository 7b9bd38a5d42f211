"""The paper from its signature to its return: delivered, received, returned, or set by the superior.

KON P38, P39, P48(1); readings B7, B25-B27, B36, B39-B41. Every act returns the next state and its event. Pure.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.appraisal import AppraisalDelivered, AppraisalLapsed, AppraisalReceived, AppraisalReturned
from contracts.refusal import Refusal, rule
from contracts.vocabulary import KepadaPeran
from services.appraisal.domain import clocks, judgement
from services.appraisal.domain.appraisal import Appraisal, Dinilai, SerahTerima
from services.appraisal.policy import AppraisalPolicy

NOT_APPRAISED = rule("appraisal.result.not_appraised", 403, "Hanya pegawai yang dinilai.")
NOT_SUPERIOR = rule("appraisal.paper.not_superior", 403, "Hanya atasan dari pejabat penilai.")
NOT_HELPER = rule("appraisal.paper.not_helper", 403, "Serah terima dicatat pengelola kinerja PD pegawai ini.")
NO_SUBSTITUTE = rule("appraisal.paper.no_substitute", 409, "Pejabat penilai adalah Bupati; tidak ada atasan pengganti.")
NOT_LAPSED = rule("appraisal.paper.not_lapsed", 409, "Batas waktu tanda tangan berlaku sampai {until}.")
OBJECTED = rule("appraisal.paper.objected", 409, "Keberatan diajukan; penetapan oleh atasan menunggu keputusannya.")

Cara = Literal["tanda_terima", "tanda_tangan", "serah_terima"]
Perkara = Literal["penandatanganan", "penyampaian", "penerimaan", "pengembalian", "penetapan"]


class Act(Struct, frozen=True, kw_only=True):
    """Who acts, when, and the Pemda's day of it."""

    oleh: UUID
    pada: datetime
    today: date


class Kepada(Struct, frozen=True):
    """The superior of the penilai: a person, or (None) the Bupati. `beyond`: the penilai is the Bupati (B27)."""

    asn_id: UUID | None
    beyond: bool = False

    def is_held_by(self, actor: UUID, office: Collection[str]) -> bool:
        return self.asn_id == actor if self.asn_id else "bupati" in office

    @property
    def peran(self) -> KepadaPeran:
        return "" if self.asn_id else "pengelola_e_kinerja" if self.beyond else "bupati"


def check_superior(above: Kepada, actor: UUID, office: Collection[str]) -> None:
    """Refuse anybody but the superior of the penilai (KON P39, P48(1))."""
    if not above.is_held_by(actor, office):
        raise Refusal(NOT_SUPERIOR)


def deliver(one: Appraisal, act: Act, policy: AppraisalPolicy, signed_on: date) -> tuple[Appraisal, AppraisalDelivered]:
    """The penilai releases the paper (KON P38(2)); late is accepted and flagged (B41)."""
    judgement.check_state(one.state, "signed")
    late = act.today > clocks.last_day(signed_on, policy.deliver_days.value)
    event = AppraisalDelivered(
        appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, delivered_on=act.today, late=late
    )
    return replace(one, state="delivered", version=one.version + 1, delivered_at=act.pada, lapsed=""), event


def acknowledge(one: Appraisal, act: Act, policy: AppraisalPolicy, cara: Cara) -> tuple[Appraisal, AppraisalReceived]:
    """The appraised has the paper: from now on the terms of the return and of an objection run (KON P38(3), P48(1))."""
    judgement.check_state(one.state, "delivered")
    until = clocks.last_day(act.today, policy.objection_days.value)
    event = AppraisalReceived(
        appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, received_on=act.today, cara=cara,
        objection_until=until,
    )  # fmt: skip
    after = replace(
        one, state="received", version=one.version + 1, received_at=act.pada, received_how=cara, lapsed="",
        objection_until=until,
    )  # fmt: skip
    return after, event


def hand_over(
    one: Appraisal, act: Act, policy: AppraisalPolicy, record: SerahTerima
) -> tuple[Appraisal, AppraisalReceived]:
    """The pengelola kinerja hands the paper over with a witness, where the appraised did not take it (B39)."""
    after, event = acknowledge(one, act, policy, "serah_terima")
    return replace(after, serah_terima=record), event


def check_appraised(one: Appraisal, actor: UUID) -> None:
    if one.asn_id != actor:
        raise Refusal(NOT_APPRAISED)


def give_back(
    one: Appraisal, act: Act, policy: AppraisalPolicy, received_on: date, *, substitute: bool = False
) -> tuple[Appraisal, AppraisalReturned]:
    """The second signature: of the appraised, or of the superior in their place (KON P38(3), P39)."""
    judgement.check_state(one.state, "received")
    late = act.today > clocks.last_day(received_on, policy.return_days.value)
    event = AppraisalReturned(
        appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, returned_on=act.today, oleh=act.oleh,
        pengganti=substitute, late=late,
    )  # fmt: skip
    after = replace(
        one, state="returned", version=one.version + 1, returned_at=act.pada, returned_by=act.oleh, lapsed="",
        substitute_until=None,
    )  # fmt: skip
    return after, event


def check_substitute(one: Appraisal, above: Kepada, today: date, over: date) -> None:
    """Refuse before the term of the signature is `over`, beside an objection, and above the Bupati (P39; B7, B27)."""
    if above.beyond:
        raise Refusal(NO_SUBSTITUTE)
    if one.state not in ("opened", "received"):
        judgement.check_state(one.state, "received")
    if one.objected:
        raise Refusal(OBJECTED)
    if today <= over:
        raise Refusal(NOT_LAPSED, until=over.isoformat())


def check_helper(who: Dinilai, opd: str | None, office: Collection[str], actor: UUID) -> None:
    """Refuse anybody but a pengelola kinerja of the PD, and nobody hands over their own paper (B39)."""
    if opd != who.opd or "pengelola_kinerja" not in office or actor == who.asn_id:
        raise Refusal(NOT_HELPER)


def lapse(
    one: Appraisal, perkara: Perkara, due_on: date, to: tuple[UUID | None, KepadaPeran], until: date | None = None
) -> tuple[Appraisal, AppraisalLapsed]:
    """A term has passed without its act: who is concerned is told, and nothing else follows by itself."""
    event = AppraisalLapsed(
        appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, perkara=perkara, due_on=due_on,
        kepada=to[0], kepada_peran=to[1], until=until,
    )  # fmt: skip
    after = replace(
        one, version=one.version + 1, lapsed=perkara, lapsed_to=to[0], lapsed_to_role=to[1],
        substitute_until=until or one.substitute_until,
    )  # fmt: skip
    return after, event


def is_finished(one: Appraisal, today: date) -> bool:
    """Whether the result stands: both have signed, the days for an objection are over, none is open (B36)."""
    over = one.objection_until is not None and today > one.objection_until
    return one.state == "returned" and over and not one.objected
