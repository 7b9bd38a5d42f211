"""What the gateway itself says on a page's address: one small page in the pages' dress."""

from __future__ import annotations

from html import escape

from chassis import telemetry
from chassis.problem import TITLES
from gateway.answer import Rejected, Send, give
from gateway.assets import address_of

_PAGE = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · e-Kinerja</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="stylesheet" href="{sheet}">
</head>
<body class="tugas">
<header class="bar"><a class="bar-home" href="/"><span><b>e-Kinerja</b></span></a></header>
<main class="page" id="isi">
<div class="notice {kind}"><h1>{title}</h1><p>{detail}</p><p class="kecil">{number}</p></div>
<p><a class="btn" href="/">Ke beranda</a></p>
</main>
</body>
</html>
"""


async def give_page(send: Send, rejected: Rejected) -> None:
    """The refusal as a page to read; never kept by a cache."""
    trace = (telemetry.current_traceparent() or "")[3:15]
    number = f"Nomor untuk ditanyakan: {trace[:4]}-{trace[4:8]}-{trace[8:]}" if trace else ""
    waits = rejected.status in (429, 503, 504)
    page = _PAGE.format(
        title=escape(TITLES.get(rejected.status, "Kesalahan")), detail=escape(rejected.detail), number=number,
        kind="tunggu" if waits else "tolak", icon=address_of("ikon.svg"), sheet=address_of("gaya.css"),
    )  # fmt: skip
    headers = [(b"cache-control", b"no-store"), *rejected.headers]
    await give(send, rejected.status, page.encode(), b"text/html; charset=utf-8", headers)
