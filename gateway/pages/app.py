"""The site on one screen: every page, what shows it, what its form does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import HttpMethod, Litestar, Request, Response, get, route

from chassis import memory, telemetry
from chassis.regulation import Packs
from gateway.pages.desk import Desk
from gateway.pages.pd import daftar as daftar_pd
from gateway.pages.pd import pegawai as pegawai_pd
from gateway.pages.pd import rujukan, tiket
from gateway.pages.pegawai import (
    adendum,
    bantuan,
    beranda,
    bulan,
    butir,
    catat,
    catatan,
    hasil,
    pembinaan,
    pemutakhiran,
    penilaian,
    perubahan,
    pesan,
    rencana,
    skp,
    slip,
    survei,
    susun,
    ukur,
)
from gateway.pages.pegawai import impor as isian
from gateway.pages.pemda import regencies
from gateway.pages.pengelola import (
    daftar,
    ekspor,
    gangguan,
    hitung,
    impor,
    kalender,
    keadaan,
    kebijakan,
    opd,
    pegawai,
    pelatihan,
    pelepasan,
    peran,
    reviu,
    siasn,
    tim,
)
from gateway.pages.penilai import antrean, bawahan, kosong, menunggu, tambahan
from gateway.pages.penilai import penilaian as menilai
from gateway.pages.penilai import skp as menetapkan
from gateway.pages.pimpinan import dasbor, laporan
from gateway.pages.settings import PageSettings, read_page_settings
from gateway.pages.site import Screen, Site
from gateway.pages.umum import akun, jejak, keberatan, masuk, menu, monev, publik
from gateway.pool import Pool

NAME = "pages"
SWEEP_SECONDS = 0.25
SITE = [
    Screen(path="/", show=masuk.door, open=True),
    Screen(path="/masuk", show=masuk.show, act=masuk.sign_in, open=True, task=True),
    Screen(path="/keluar", act=masuk.sign_out, open=True),
    Screen(path="/gangguan", show=publik.ledger, open=True, public=True),
    Screen(path="/monev", show=monev.show, open=True, public=True),
    Screen(path="/monev/{bulan}", show=monev.show, open=True, public=True),
    Screen(path="/status", show=publik.status, open=True, public=True),
    Screen(path="/aksesibilitas", show=publik.accessibility, open=True, public=True),
    Screen(path="/luring", show=publik.offline, open=True, public=True),
    Screen(path="/privasi", show=publik.privacy, open=True, public=True),
    Screen(path="/menu", show=menu.show),
    Screen(path="/akun", show=akun.show),
    Screen(path="/akun/sesi/{id}/akhiri", act=akun.end_session),
    Screen(path="/akun/jejak", show=jejak.own),
    Screen(path="/akun/sandi", show=akun.password, act=akun.change_password, limited=True, task=True),
    Screen(path="/akun/kode", show=akun.second_factor, act=akun.confirm_factor, limited=True, task=True),
    Screen(path="/beranda", show=beranda.show),
    Screen(path="/aktivitas/catat", show=catat.show, act=catat.keep, task=True),
    Screen(path="/aktivitas/catat/hasil", show=hasil.show, act=hasil.send, task=True),
    Screen(path="/aktivitas", show=bulan.this_month),
    Screen(path="/aktivitas/impor", show=isian.show, act=isian.hand_in),
    Screen(path="/aktivitas/impor/{id}", show=isian.one, act=isian.confirm),
    Screen(path="/aktivitas/{bulan}", show=bulan.show),
    Screen(path="/aktivitas/{id}", show=catatan.show, act=catatan.confirm),
    Screen(path="/aktivitas/{id}/ubah", show=catatan.edit, act=catatan.change, task=True),
    Screen(path="/aktivitas/{id}/bukti", act=catatan.attach),
    Screen(path="/aktivitas/{id}/lepas", act=catatan.detach),
    Screen(path="/aktivitas/{id}/tanda-terima", show=hasil.receipt),
    Screen(path="/skp", show=skp.show_all, act=susun.begin),
    Screen(path="/skp/{id}", show=skp.show, act=skp.step),
    Screen(path="/skp/{id}/susun", show=susun.show, act=susun.act),
    Screen(path="/skp/{id}/butir", show=butir.show, act=butir.keep, task=True),
    Screen(path="/skp/{id}/butir/{butir}", show=butir.show, act=butir.keep, task=True),
    Screen(path="/skp/{id}/ukur", show=ukur.show, act=ukur.measure),
    Screen(path="/skp/{id}/perubahan", show=perubahan.show, act=perubahan.open_change),
    Screen(path="/skp/{id}/dokumen", act=perubahan.attach),
    Screen(path="/skp/{id}/adendum", show=adendum.show, act=adendum.propose),
    Screen(path="/rencana", show=rencana.show, act=rencana.keep),
    Screen(path="/pemutakhiran", show=pemutakhiran.show),
    Screen(path="/pemutakhiran/dokumen", act=pemutakhiran.ask),
    Screen(path="/pemutakhiran/{id}", act=pemutakhiran.step),
    Screen(path="/pembinaan", show=pembinaan.show, act=pembinaan.answer),
    Screen(path="/penilaian", show=penilaian.latest),
    Screen(path="/penilaian/{tahun}", show=penilaian.show, act=penilaian.receive),
    Screen(path="/survei", show=survei.show, act=survei.act),
    Screen(path="/tpp", show=slip.latest),
    Screen(path="/tpp/{bulan}", show=slip.show),
    Screen(path="/pesan", show=pesan.show, act=pesan.mark),
    Screen(path="/bantuan", show=bantuan.show, act=bantuan.report),
    Screen(path="/bantuan/masukan", act=bantuan.speak),
    Screen(path="/antrean", show=antrean.counts, act=antrean.open_queue),
    Screen(path="/antrean/daftar", show=antrean.show, act=antrean.decide),
    Screen(path="/bawahan", show=bawahan.show),
    Screen(path="/bawahan/{id}", show=bawahan.one, act=bawahan.reopen),
    Screen(path="/hari-kosong", show=kosong.show, act=kosong.act),
    Screen(path="/skp-bawahan", show=menetapkan.show, act=menetapkan.many),
    Screen(path="/skp-bawahan/tambahan", show=tambahan.show, act=tambahan.act),
    Screen(path="/skp-bawahan/{id}", show=menetapkan.one, act=menetapkan.act),
    Screen(path="/pengesahan", show=menetapkan.show),
    Screen(path="/penilaian-bawahan", show=menilai.latest),
    Screen(path="/penilaian-bawahan/{tahun}", show=menilai.show),
    Screen(path="/penilaian-bawahan/{tahun}/{id}", show=menilai.one, act=menilai.sign, task=True),
    Screen(path="/penilaian-menunggu", show=menunggu.show, act=menunggu.act),
    Screen(path="/keberatan/{id}", show=keberatan.show, act=keberatan.act),
    Screen(path="/reviu-skp", show=reviu.show),
    Screen(path="/reviu-skp/{id}", show=reviu.one, act=reviu.act),
    Screen(path="/belum-skp", show=reviu.without),
    Screen(path="/belum-diukur", show=reviu.unmeasured),
    Screen(path="/pegawai", show=pegawai.show),
    Screen(path="/pegawai/{id}", show=pegawai.one, act=pegawai.change),
    Screen(path="/impor", show=impor.show, act=impor.hand_in),
    Screen(path="/impor/{id}", show=impor.one, act=impor.act),
    Screen(path="/perangkat-daerah", show=opd.show, act=opd.keep),
    Screen(path="/kalender", show=kalender.this_year),
    Screen(path="/kalender/{tahun}", show=kalender.show, act=kalender.keep),
    Screen(path="/peran", show=peran.show, act=peran.act),
    Screen(path="/usul", show=peran.proposals),
    Screen(path="/usul/{id}", act=peran.decide),
    Screen(path="/siasn", show=siasn.this_year),
    Screen(path="/siasn/{tahun}", show=siasn.show, act=siasn.act),
    Screen(path="/siasn/{tahun}/impor", act=siasn.compare),
    Screen(path="/pelatihan", show=pelatihan.show, act=pelatihan.record),
    Screen(path="/tim", show=tim.show, act=tim.act),
    Screen(path="/pd/rujukan", show=rujukan.show, act=rujukan.keep),
    Screen(path="/pd/tiket", show=tiket.show),
    Screen(path="/pd/tiket/{id}", show=tiket.show, act=tiket.act),
    Screen(path="/pd/pegawai", show=pegawai_pd.show, act=pegawai_pd.act),
    Screen(path="/pd/bulan", show=pegawai_pd.month, act=pegawai_pd.open_month),
    Screen(path="/tpp/keadaan", show=keadaan.show, act=keadaan.act),
    Screen(path="/tpp/kebijakan", show=kebijakan.show, act=kebijakan.hand_in),
    Screen(path="/tpp/kebijakan/{id}", show=kebijakan.one, act=kebijakan.act),
    Screen(path="/tpp/hitung", show=hitung.latest),
    Screen(path="/tpp/hitung/{bulan}", show=hitung.show, act=hitung.run),
    Screen(path="/audit", show=jejak.trail),
    Screen(path="/operasi/gangguan", show=gangguan.show, act=gangguan.act),
    Screen(path="/tpp/daftar", show=daftar.latest),
    Screen(path="/tpp/daftar/{bulan}", show=daftar.show, act=daftar.act),
    Screen(path="/tpp/daftar/{bulan}/pd", show=daftar_pd.show, act=daftar_pd.act),
    Screen(path="/pelepasan", show=pelepasan.show, act=pelepasan.ask),
    Screen(path="/pelepasan/{id}", show=pelepasan.one, act=pelepasan.act),
    Screen(path="/ekspor", show=ekspor.show, act=ekspor.ask),
    Screen(path="/laporan", show=laporan.show, act=laporan.send),
    Screen(path="/laporan/{id}", show=laporan.one, act=laporan.act),
    Screen(path="/dasbor", show=dasbor.latest),
    Screen(path="/dasbor/{bulan}", show=dasbor.show, act=dasbor.act),
    Screen(path="/dasbor/{bulan}/pd", show=dasbor.of_pd),
    Screen(path="/dasbor/{bulan}/saya", show=dasbor.mine),
]
_METHODS = [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST]


@get("/health/live", include_in_schema=False)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "hidup"}


@get("/health/ready", include_in_schema=False)
async def ready() -> dict[str, str]:
    """It can render: what it needs of others is asked for by each page."""
    return {"status": "siap"}


@get("/metrics", include_in_schema=False)
async def metrics() -> Response[bytes]:
    """Prometheus text."""
    return Response(telemetry.metrics_page(), media_type="text/plain; version=0.0.4; charset=utf-8")


@route(["/", "/{rest:path}"], http_method=_METHODS, include_in_schema=False)
async def page(request: Request[Any, Any, Any], rest: str = "") -> Response[bytes]:
    """Every page, by the table above."""
    screen, given = request.app.state.site.find(request.scope["path"])
    answer: Response[bytes] = await request.app.state.desk.serve(screen, request, given)
    return answer


def create(settings: PageSettings | None = None) -> Any:
    """The ASGI app, traced."""
    settings = settings or read_page_settings()
    telemetry.configure(
        NAME, traces_dir=settings.traces, otlp_endpoint=settings.otlp_endpoint, profile=settings.profile
    )
    pools = {name: Pool(url) for name, url in settings.services.items()}

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweep(list(pools.values())))
        memory.settle()
        try:
            yield
        finally:
            sweeping.cancel()
            for pool in pools.values():
                pool.close()

    app = Litestar([live, ready, metrics, page], lifespan=[lifespan], openapi_config=None, logging_config=None)
    app.state.site = site = Site(SITE)
    app.state.desk = Desk(site, pools, regencies(Packs.load(settings.regulations)))
    return telemetry.TraceRequests(app, NAME)


async def _sweep(pools: list[Pool]) -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        for pool in pools:
            pool.sweep()
