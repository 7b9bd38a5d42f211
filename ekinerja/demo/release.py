"""A release of data lets a reader in and out: asked for, refused, consented to and coordinated, taken, revoked."""

from __future__ import annotations

from typing import Any

from ekinerja.demo import plan
from ekinerja.demo.client import Failed, User
from ekinerja.demo.story import Story

_YES = {"sikap": "setuju"}


async def let_out(story: Story) -> None:
    """One PD's entries of the month go to an auditor after three words, and no more once one is taken back."""
    asker = story.user("pengelola_e_kinerja")
    head_role = "ka_bkpp" if story.tenant == "kuansing" else "ka_bkpsdm"
    head = story.holders(head_role)[0]
    badan = story.users[head.nip]
    one = next(p for p in story.holders("kepala_pd") if p.opd != head.opd)
    wish = {
        "pihak": "BPKP Perwakilan", "tujuan": "Audit kinerja 2025", "dasar": "S-112/PW/2026", "data": ["catatan"],
        "dari": f"{plan.PERIODE}-01", "sampai": f"{plan.PERIODE}-31", "opd": [one.opd], "berlaku_sampai": "2026-03-31",
    }  # fmt: skip
    release = (await asker.post("/api/reporting/releases", wish))["pelepasan_id"]
    path = f"/api/reporting/releases/{release}"
    await _check(asker, path, one.opd, 409)
    consenter = asker if story.tenant == "kuansing" else _of_badan(story, head.opd)
    await consenter.post(f"{path}/consent", _YES)
    await badan.post(f"{path}/coordinate", _YES)
    await story.users[one.nip].post(f"{path}/coordinate", _YES | {"opd": one.opd})
    content = await _check(asker, path, one.opd, 200)
    wanted = plan.expected(story.tenant, story.people)[one.opd].submitted
    if (rows := len(content.decode("utf-8-sig").splitlines()) - 1) != wanted:
        raise Failed(f"{story.tenant}: {rows} entries of {one.opd} were released, the input says {wanted}")
    await badan.post(f"{path}/revoke", {"sebagai": "kepala_badan", "alasan": "Audit selesai."})
    await _check(asker, path, one.opd, 409)


def _of_badan(story: Story, opd: str) -> User:
    return story.users[next(p for p in story.holders("pengelola_kinerja") if p.opd == opd).nip]


async def _check(asker: User, path: str, opd: str, status: int) -> Any:
    rows = f"{path}/rows.csv?jenis=catatan&opd={opd}&bulan={plan.PERIODE}"
    found, body, _ = await asker.ask("GET", rows)
    if found != status:
        raise Failed(f"{asker.tenant}: the release answers {found}, not {status}: {body}")
    return body
