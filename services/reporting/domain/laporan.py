"""Reports that go from post to post: who writes one, whom it reaches, and in which order. Pure.

The two plans of the pengelola (KUAN P15), the report on the use of data that reaches the Bupati through the head of
BKPP (P24(3)), monitoring that goes to the Bupati and may go on to BKPP (P27; reading A10), and the monitoring of the
infrastructure, from Diskominfo by way of the pengelola (P28). The way of each kind is a value of the packs.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from msgspec import Struct

from contracts.refusal import Refusal, rule
from services.reporting.policy import Jalan

UNKNOWN = rule("reporting.letter.unknown", 404, "Laporan ini tidak ada.", source="implicit")
NO_KIND = rule("reporting.letter.no_kind", 422, "Jenis laporan ini tidak dikenal peraturan Pemda.", "jenis")
NOT_AUTHOR = rule("reporting.letter.not_author", 403, "Laporan jenis ini hanya disusun oleh: {peran}.", "jenis")
WRONG_RECIPIENT = rule("reporting.letter.wrong_recipient", 422, "Laporan ini disampaikan kepada {peran}.", "kepada")
OUT_OF_TURN = rule("reporting.letter.out_of_turn", 409, "Laporan ini lebih dahulu melalui {peran}.", "kepada")
NOT_HOLDER = rule("reporting.letter.not_holder", 403, "Laporan ini sekarang pada {peran}.")
NOT_RECEIVED = rule("reporting.letter.not_received", 409, "Laporan ini belum diterima {peran}.")
AT_END = rule("reporting.letter.at_end", 409, "Laporan ini sudah sampai pada penerima terakhirnya.")


class Laporan(Struct, frozen=True):
    """A report on its way: at which stop it is (from 0), and whether that stop has received it."""

    laporan_id: UUID
    jenis: str
    di: int
    diterima: bool


def check_sending(jalan: Jalan | None, held: Collection[str], kepada: str) -> None:
    """Whether somebody may send a new report to a post."""
    if jalan is None:
        raise Refusal(NO_KIND)
    if not set(jalan.authors) & set(held):
        raise Refusal(NOT_AUTHOR, peran=", ".join(jalan.authors))
    _check_next(jalan, 0, kepada)


def forwarded(laporan: Laporan, jalan: Jalan, held: Collection[str], kepada: str) -> Laporan:
    """The report at its next stop. Who holds it sends it on; past the end of the way its author does, once received."""
    after = laporan.di + 1
    senders = (jalan.stops[laporan.di],) if after < len(jalan.way) else jalan.authors
    if not set(senders) & set(held):
        raise Refusal(NOT_HOLDER, peran=", ".join(senders))
    if after >= len(jalan.stops):
        raise Refusal(AT_END)
    _check_next(jalan, after, kepada)
    if after >= len(jalan.way) and not laporan.diterima:
        raise Refusal(NOT_RECEIVED, peran=jalan.stops[laporan.di])
    return Laporan(laporan.laporan_id, laporan.jenis, after, diterima=False)


def received(laporan: Laporan, jalan: Jalan, held: Collection[str]) -> Laporan:
    """The report, received where it is; said again, nothing changes."""
    if jalan.stops[laporan.di] not in held:
        raise Refusal(NOT_HOLDER, peran=jalan.stops[laporan.di])
    return Laporan(laporan.laporan_id, laporan.jenis, laporan.di, diterima=True)


def _check_next(jalan: Jalan, at: int, kepada: str) -> None:
    wanted = jalan.stops[at]
    if kepada == wanted:
        return
    raise Refusal(OUT_OF_TURN if kepada in jalan.stops else WRONG_RECIPIENT, peran=wanted)


def reads(laporan: Laporan, jalan: Jalan, held: Collection[str]) -> bool:
    """Whether somebody sees a report: its authors, and who it has reached so far."""
    return bool({*jalan.authors, *jalan.stops[: laporan.di + 1]} & set(held))
