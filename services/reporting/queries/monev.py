"""What everybody may see of a published month (KUAN P29): totals without a person, small cells hidden."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.reporting.domain.tersembunyi import Baris, Tampak, added, shown
from services.reporting.queries.dashboards import days_of
from services.reporting.store import figures, recaps
from services.reporting.store.asked import policy_of

NOT_PUBLISHED = rule("reporting.monev.not_published", 404, "Belum ada hasil monev yang diterbitkan.", source="implicit")


class Monev(Struct, frozen=True):
    """A published month. The cells of a row: approved by a penilai, by the system, sent back, undecided, all of them.

    None is hidden: fewer than `paling_sedikit` people are behind it, or it would reveal such a figure. `median_jam`:
    hours from an entry to its approval; `otomatis`, `bertumpuk`: in per cent, as decimal texts.
    """

    periode: str
    paling_sedikit: int
    pd: list[Tampak]
    semua: Tampak | None
    median_jam: str | None
    otomatis: str | None
    bertumpuk: str | None


class Published(Struct, frozen=True):
    """What was published, when, and which months there are besides."""

    terbit_pada: datetime
    isi: Monev
    bulan: list[str]


async def drawn_up(work: Work, periode: str) -> Monev:
    """A month as it is published: what is hidden now stays hidden."""
    policy = policy_of(work)
    least = policy.publish_least.value
    rows = [Baris(b.nama, b.asn, b.sel, b.orang) for b in await figures.behind(work, periode)]
    pd, whole = shown(rows, added("Semua", rows), least) if rows else ([], None)
    honest = await figures.honest(work, *days_of(periode), policy.pile_from.value)
    enough = honest.orang >= least
    return Monev(
        periode, least, pd, whole, median_jam=honest.median_jam if enough else None,
        otomatis=_percent(honest.sistem, honest.penilai + honest.sistem) if enough else None,
        bertumpuk=_percent(honest.bertumpuk, honest.penilai) if enough else None,
    )  # fmt: skip


def _percent(part: int, of: int) -> str | None:
    """One decimal, half up."""
    return None if not of else f"{(1000 * part * 2 + of) // (2 * of) / 10:.1f}"


async def published(work: Work, periode: str) -> Published:
    """A published month, or (empty) the latest; Refusal 404 where there is none."""
    months = await recaps.published_months(work)
    at = periode or (months[-1] if months else "")
    found = await recaps.published(work, at, Monev) if at in months else None
    if found is None:
        raise Refusal(NOT_PUBLISHED)
    return Published(found[0], found[1], months)
