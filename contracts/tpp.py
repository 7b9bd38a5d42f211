"""What tpp tells: amounts, each line with its rule, and the state of a monthly run."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

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


class SlipDifference(Struct, frozen=True, kw_only=True):
    """A printed line that a recalculation changed: rupiah, calculation and facts before and after; 0: no such line."""

    kode: str
    uraian: str
    sebelum: Rupiah
    sesudah: Rupiah
    selisih: Rupiah
    hitungan_sebelum: str
    hitungan: str
    pasal: str
    sumber_sebelum: tuple[str, ...]
    sumber: tuple[str, ...]


class TppSlipIssued(Event, frozen=True):
    """A person's TPP of a month: `total` is the sum of the printed lines (reading C1).

    `status`: payable, not_eligible, or incomplete. `versi` rises with each recalculation that changed something, and
    the version of the fact with it; from the second on `selisih` says what changed in each line, and the members with
    `_sebelum` what stood before. An earlier version is kept as it was issued. `contoh`: computed by an example policy,
    which binds nobody: do not pay. `kelas_jabatan`: of the post that it was computed by. `susulan`: the list of
    the month that carries this version: 0 the first, from 1 on one of differences, for the first was final by then.
    `dasar`: the decree that sets the amounts, by its title, number and date; empty of slips from before it was told.
    """

    aggregate = "slip_id"
    partition_by = "asn_id"

    slip_id: UUID
    run_id: UUID
    asn_id: UUID
    periode: Periode
    opd: Kode
    status: Annotated[
        str,
        Meta(
            description="payable: pay `total`; not_eligible: no TPP by law; incomplete: `alasan` says what is missing",
            examples=["payable", "not_eligible", "incomplete"],
        ),
    ]
    total: Rupiah
    lines: tuple[SlipLine, ...]
    alasan: str
    pack: str
    versi: Annotated[int, Meta(ge=1, le=2**31 - 1)] = 1
    total_sebelum: Rupiah | None = None
    status_sebelum: str = ""
    alasan_sebelum: str = ""
    selisih: tuple[SlipDifference, ...] = ()
    contoh: bool = False
    kelas_jabatan: int | None = None
    susulan: Annotated[int, Meta(ge=0, le=999)] = 0
    dasar: Annotated[str, Meta(max_length=500)] = ""


class TppRunFinished(Event, frozen=True):
    """A monthly run is complete; amounts may be exported after Ka. BKPP/BKPSDM's final word.

    `changed`: slips issued by this run; one that issues none is not told.
    """

    aggregate = "run_id"
    partition_by = "run_id"

    run_id: UUID
    periode: Periode
    slips: int
    changed: int
    total: Rupiah
    pack: str


class TppDaftarFinalized(Event, frozen=True):
    """A list of a month is final and may be paid: the head of BKPP or BKPSDM said so after the head of each PD.

    `ke` 0: what everybody is paid for the month. From 1 on: differences alone, for what became known after the list
    before was final; `jumlah` may then be below zero. `opd`: how many PD are in it. `contoh`: computed by an example
    policy, which binds nobody: do not pay. Who is paid what is in the slips whose `susulan` is `ke`. `nomor`: an id
    that nobody guesses; the code on the papers of the list is made of it. `jabatan`: the post of who said final. None
    and empty of lists from before they were told.
    """

    aggregate = "daftar_id"
    partition_by = "daftar_id"

    daftar_id: Annotated[str, Meta(max_length=16, examples=["2026-01:0"])]
    periode: Periode
    ke: Annotated[int, Meta(ge=0, le=999)]
    orang: Annotated[int, Meta(ge=0, le=2**31 - 1)]
    jumlah: Rupiah
    opd: Annotated[int, Meta(ge=0, le=2**31 - 1)]
    contoh: bool = False
    nomor: UUID | None = None
    jabatan: Annotated[str, Meta(max_length=200)] = ""
