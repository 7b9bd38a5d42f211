"""Signing in by pages, byte for byte and in a browser without JavaScript; what a stranger's page cannot do."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import aiohttp
import pyotp
import pytest

from ekinerja.stack import Stack
from tests.browser import browser

NEW = "kuda baterai tepat sekali"
PRIVATE = "x-ekinerja-"


@pytest.fixture
async def web(system: Stack) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(system.url(), cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


async def sign_in(web: aiohttp.ClientSession, system: Stack, **more: str) -> aiohttp.ClientResponse:
    given = {"pemda": "konsel", "nip": "bupati", "sandi": system.instance.secrets().bootstrap_password}
    headers = {"origin": system.url()}
    return await web.post("/masuk", data=given | more, headers=headers, allow_redirects=False)


async def test_the_front_door_is_the_sign_in_and_the_api_page_has_its_own(web: aiohttp.ClientSession) -> None:
    async with web.get("/", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["location"]) == (303, "/masuk")
    async with web.get("/masuk") as answer:
        page = await answer.text()
        assert answer.status == 200 and "Masuk ke e-Kinerja" in page
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy and answer.headers["cache-control"] == "no-store"
        assert not [name for name in answer.headers if name.lower().startswith(PRIVATE)]
    for path in ("/api", "/api/docs"):
        async with web.get(path) as answer:
            assert answer.status == 200 and "swagger" in await answer.text()


async def test_what_is_nowhere_is_a_page(web: aiohttp.ClientSession) -> None:
    async with web.get("/tidak/ada") as answer:
        assert answer.status == 404 and "tidak ada pada Pemda Anda" in await answer.text()


async def test_a_page_of_a_person_leads_to_the_sign_in_and_back(web: aiohttp.ClientSession) -> None:
    async with web.get("/akun", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["location"]) == (303, "/masuk?lanjut=/akun")


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "same-origin"}],
    ids=["nothing", "elsewhere", "null", "no origin"],
)
async def test_a_form_of_a_strangers_page_does_nothing(web: aiohttp.ClientSession, headers: dict[str, str]) -> None:
    async with web.post("/masuk", data={"pemda": "konsel"}, headers=headers) as answer:
        assert answer.status == 403 and "set-cookie" not in answer.headers


async def test_a_wrong_password_stands_beside_its_field(web: aiohttp.ClientSession, system: Stack) -> None:
    async with await sign_in(web, system, sandi="salah sama sekali ini") as answer:
        page = await answer.text()
        assert answer.status == 422 and 'id="sandi-s"' in page and 'value="bupati"' in page
        assert "salah sama sekali" not in page and "set-cookie" not in answer.headers


async def test_a_session_is_a_cookie_that_says_nothing_and_its_forms_carry_its_proof(
    web: aiohttp.ClientSession, system: Stack
) -> None:
    async with await sign_in(web, system) as answer:
        assert (answer.status, answer.headers["location"]) == (303, "/akun/sandi"), "the first password must be changed"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "." not in cookie.split(";")[0]
        assert not [name for name in answer.headers if name.lower().startswith(PRIVATE)]
    async with web.get("/beranda", allow_redirects=False) as answer:
        assert answer.headers["location"] == "/akun/sandi", "and opens nothing else"
    proofs = []
    for _ in range(2):
        async with web.get("/akun/sandi") as answer:
            proofs.append(re.findall(r'name="_bukti" value="([^"]+)"', await answer.text())[0])
    assert proofs[0] != proofs[1], "other letters each time (BREACH)"
    headers = {"origin": system.url()}
    for proof in ("", "x", "AAAAAAAA" + proofs[0][8:], proofs[0].partition(".")[2]):
        given = {"lama": "x", "baru": "y", "ulang": "y", "_bukti": proof}
        async with web.post("/akun/sandi", data=given, headers=headers) as answer:
            assert answer.status == 403, "without the proof of this session"
    async with web.post("/keluar", data={"_bukti": proofs[1]}, headers=headers, allow_redirects=False) as answer:
        assert answer.status == 303 and "Max-Age=0" in answer.headers["set-cookie"]
    async with web.get("/akun/sandi", allow_redirects=False) as answer:
        assert answer.headers["location"].startswith("/masuk")


async def test_what_a_client_says_in_our_own_name_is_not_heard(web: aiohttp.ClientSession) -> None:
    forged = {f"{PRIVATE}tenant": "konsel", f"{PRIVATE}bukti": "00" * 32, "authorization": "Bearer x.y.z"}
    async with web.get("/akun", headers=forged, allow_redirects=False) as answer:
        assert answer.headers["location"].startswith("/masuk")


async def test_kuan_p26_1_a_first_sign_in_without_javascript(system: Stack) -> None:
    """The first password, then a second factor, then what the account may open; each as an ordinary page."""
    async with browser() as chromium:
        page = await (await chromium.new_context(java_script_enabled=False)).new_page()
        wrong: list[str] = []
        page.on("console", lambda said: None if " 422 " in said.text else wrong.append(said.text))
        await page.goto(f"{system.url()}/masuk")
        await page.check("input[value=konsel]", force=True)
        await page.fill("#nip", "operator")
        await page.fill("#sandi", system.instance.secrets().bootstrap_password)
        await page.click("button:has-text('Masuk')")
        await page.fill("#lama", system.instance.secrets().bootstrap_password)
        await page.fill("#baru", NEW)
        await page.fill("#ulang", NEW)
        await page.click("main button.utama")
        assert page.url.endswith("/akun/kode"), "an operator needs a second factor"
        await page.click("button:has-text('Buat kode')")
        secret = await page.locator("b.kode").inner_text()
        assert await page.locator("svg.qr").count() == 1
        await page.fill("#kode", "000000")
        await page.click("button:has-text('Pakai kode ini')")
        assert await page.locator("#kode-s").count() == 1, "a wrong code is said beside its field, the secret stays"
        assert await page.locator("b.kode").inner_text() == secret
        await page.fill("#kode", pyotp.TOTP(secret).now())
        await page.click("button:has-text('Pakai kode ini')")
        assert page.url.endswith("/menu")
        await page.click("button:has-text('Keluar')")
        assert "keluar" in page.url
    assert wrong == []
