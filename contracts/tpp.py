"""What tpp tells: amounts, each line with its rule, and the state of a monthly run."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from contracts.event import Event
from contracts.vocabulary import Kode, Periode, Rupiah


class SlipLine(Struct, frozen=True, kw_only=True):
    """One printed line: the amount, the rule and pasal behind it, and the facts it was computed from."""

    kode: str
    uraian: str
    jumlah: Rupiah
    hitungan: str
    pasal: str
    sumber: tuple[str, ...]


class TppSlipIssued(Event, frozen=True):
    """A person's TPP of a month: `total` is the sum of the printed lines (reading C1).

    `status`: payable, not_eligible, or incomplete; the version of the fact rises with each
    recalculation that changed something.
    """

    aggregate = "slip_id"
    partition_by = "asn_id"

    slip_id: UUID
    run_id: UUID
    asn_id: UUID
    periode: Periode
    opd: Kode
    status: str
    total: Rupiah
    lines: tuple[SlipLine, ...]
    alasan: str
    pack: str


class TppRunFinished(Event, frozen=True):
    """A monthly run is complete; amounts may be exported after Ka. BKPP/BKPSDM's final word."""

    aggregate = "run_id"
    partition_by = "run_id"

    run_id: UUID
    periode: Periode
    slips: int
    changed: int
    total: Rupiah
    pack: str
