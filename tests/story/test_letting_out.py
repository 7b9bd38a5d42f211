"""Data that leave, figures that everybody sees, and a slip that a stranger checks: in a browser, without JavaScript."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from confluent_kafka import Consumer
from playwright.async_api import Browser

from ekinerja.commands.reader import reader
from ekinerja.demo.client import User
from ekinerja.demo.story import Story
from ekinerja.kafka import client_config
from ekinerja.stack import Stack
from kernel.kode import code_of, spoken
from tests.story.conftest import Lived
from tests.story.test_pages import people
from tests.story.visitor import AXE, Visitor, visitor

MONTH = "2025-12"


async def at_window(chromium: Browser, system: Stack, person: User | None = None) -> Visitor:
    one = await visitor(chromium, system.url(), java_script_enabled=person is None)
    if person is not None:
        await one.sign_in(person)
    return one


async def test_kuan_p26_2_a_release_is_asked_for_consented_to_and_taken_back_on_its_page(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """What lacks comes back beside its field; the words are said one by one; the last closes it."""
    one = await at_window(chromium, system, lived.kuansing.user("pengelola_e_kinerja"))
    await one.go("/pelepasan")
    await one.press("Ajukan permohonan", "main form")
    assert "Pilih data yang diminta" in await one.page.inner_text("main")
    for field, said in {
        "pihak": "Inspektorat Provinsi", "dasar": "S-7/2026", "tujuan": "Reviu kinerja", "dari": f"{MONTH}-01",
        "sampai": f"{MONTH}-31", "berlaku_sampai": "2026-06-30",
    }.items():  # fmt: skip
        await one.page.fill(f"#{field}", said)
    await one.page.locator("input[name=data]").first.check(force=True)
    await one.page.locator("input[name=opd]").first.check(force=True)
    await one.press("Ajukan permohonan", "main form")
    assert "menunggu persetujuan" in await one.page.inner_text("h1")
    await one.press("Setujui")
    assert "setuju" in await one.page.inner_text("main table")
    await one.press("Cabut")
    assert (await one.title()).startswith("Belum terkirim"), "without a reason nothing is taken back"
    await one.page.fill("#alasan", "Tidak diperlukan lagi.")
    await one.press("Cabut")
    assert "dicabut" in await one.page.inner_text("h1")
    assert one.wrong == []


async def test_kuan_p26_2_a_system_is_asked_for_on_the_page_and_let_in_by_the_command(
    system: Stack, lived: Lived, chromium: Browser, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked for on the page, said yes by every head of both Pemda, read over Kafka, seen on the page."""
    releases = {}
    for story in (lived.kuansing, lived.konsel):
        releases[story.tenant] = await asked_for(await at_window(chromium, system, asker(story)))
        await all_agree(story, releases[story.tenant])
    monkeypatch.setattr("ekinerja.commands.reader.Environment", lambda *_: system.environment)
    await asyncio.to_thread(reader, "bank", "tpp", release=tuple(releases.values()))
    password = capsys.readouterr().out.rpartition("its password: ")[2].strip()
    given = client_config(system.kafka_servers(), "bank", password, "SASL_PLAINTEXT")
    consumer = Consumer({**given, "group.id": "bank", "auto.offset.reset": "earliest"})
    consumer.subscribe(["ekinerja.tpp"])
    first = None
    async with asyncio.timeout(30):
        while first is None:
            first = await asyncio.to_thread(_next, consumer)
    assert isinstance(first, bytes), first
    head = lived.kuansing.holders("ka_bkpp")[0]
    one = await at_window(chromium, system, lived.kuansing.users[head.nip])
    await one.go(f"/pelepasan/{releases['kuansing']}")
    assert "bank" in await one.page.inner_text("main") and "membaca" in await one.page.inner_text("main")
    assert one.wrong == []
    await asyncio.to_thread(consumer.close)


def asker(story: Story) -> User:
    return story.user("pengelola_e_kinerja")


async def asked_for(one: Visitor) -> UUID:
    """A release of the topic of tpp with every PD, by the form."""
    await one.go("/pelepasan")
    for field, said in {
        "pihak": "Bank Daerah", "dasar": "S-8/2026", "tujuan": "Pembayaran TPP", "dari": f"{MONTH}-01",
        "sampai": f"{MONTH}-31", "berlaku_sampai": "2026-06-30",
    }.items():  # fmt: skip
        await one.page.fill(f"#{field}", said)
    await one.page.locator("input[name=topik][value=tpp]").check(force=True)
    await one.press("Ajukan permohonan", "main form")
    assert "menunggu persetujuan" in await one.page.inner_text("h1")
    assert "seluruh perangkat daerah" in await one.page.inner_text("main")
    assert one.wrong == []
    return UUID(one.page.url.rpartition("/")[2])


async def all_agree(story: Story, ident: UUID) -> None:
    """The pengelola, the head of the badan, and the head of each PD."""
    path, yes = f"/api/reporting/releases/{ident}", {"sikap": "setuju"}
    head = story.holders("ka_bkpp" if story.tenant == "kuansing" else "ka_bkpsdm")[0]
    consenters = [story.users[p.nip] for p in story.holders("pengelola_kinerja") if p.opd == head.opd]
    await (asker(story) if story.tenant == "kuansing" else consenters[0]).post(f"{path}/consent", yes)
    await story.users[head.nip].post(f"{path}/coordinate", yes)
    for one in story.holders("kepala_pd"):
        await story.users[one.nip].post(f"{path}/coordinate", yes | {"opd": one.opd})
    assert (await asker(story).get(path))["keadaan"] == "terbuka"


def _next(consumer: Consumer) -> bytes | int | None:
    """The next record, the code of an error, or None after a second."""
    message = consumer.poll(1.0)
    if message is None:
        return None
    error = message.error()
    return int(error.code()) if error else bytes(message.value() or b"")


async def test_kuan_p29_everybody_sees_the_published_month_and_nobody_in_it(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    one = await at_window(chromium, system)
    await one.page.add_init_script(path=str(AXE))
    for path in ("/monev?pemda=kuansing", f"/monev/{MONTH}?pemda=konsel", "/cek"):
        await one.go(path)
        await one.check(path)
        text = await one.page.content()
        assert not [p.nip for p in [*lived.kuansing.people, *lived.konsel.people] if p.nip in text]
    assert await one.page.context.cookies() == []
    assert one.wrong == []


async def test_a_stranger_checks_a_slip_and_finds_a_changed_amount(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    pegawai, _ = people(lived.konsel)
    slip = await pegawai.get(f"/api/tpp/slips/mine?periode={MONTH}")
    one = await at_window(chromium, system)
    await one.page.add_init_script(path=str(AXE))
    await one.go(f"/cek?pemda=konsel&kode={spoken(code_of('slip', slip['slip_id'], slip['versi']))}")
    assert "berlaku" in await one.page.inner_text("h1")
    await one.check("/cek/{kode}")
    for amount, said in ((slip["total"] + 1_000_000, "bukan yang diterbitkan"), (slip["total"], "sama dengan")):
        await one.page.fill("#jumlah", str(amount))
        await one.press("Cocokkan")
        assert said in await one.page.inner_text("main")
    await one.go("/cek/ABCDEFGHJKMN?pemda=konsel")
    assert "Tidak ada dokumen" in await one.page.inner_text("h1")
    assert [said for said in one.wrong if " 404 " not in said] == []
