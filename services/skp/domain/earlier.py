"""An SKP that was set under the law before and holds under this one (KON P51-52, reading B29). Pure."""

from __future__ import annotations

from datetime import date

from contracts.refusal import Refusal, rule

NO_DAY = rule(
    "skp.earlier.no_day", 422,
    "SKP ini mulai sebelum {since}; sebutkan tanggal penetapannya menurut peraturan terdahulu.", "ditetapkan_pada",
)  # fmt: skip
NOT_THEN = rule(
    "skp.earlier.not_then", 422, "Tanggal penetapan itu bukan dari tahun SKP sebelum {since}.", "ditetapkan_pada"
)
NOT_EARLIER = rule(
    "skp.earlier.not_earlier", 422, "SKP ini di bawah peraturan yang berlaku; ia ditetapkan hari ini.",
    "ditetapkan_pada",
)  # fmt: skip


def check(mulai: date, tahun: int, since: date, ditetapkan_pada: date | None) -> None:
    """One that begins before the law (`since`) says when it was set, in its year, before it; no other says so."""
    if mulai >= since:
        if ditetapkan_pada is not None:
            raise Refusal(NOT_EARLIER)
        return
    if ditetapkan_pada is None:
        raise Refusal(NO_DAY, since=since.isoformat())
    if not date(tahun, 1, 1) <= ditetapkan_pada < since:
        raise Refusal(NOT_THEN, since=since.isoformat())
