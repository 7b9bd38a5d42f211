"""One's own password, changed; the first one must be."""

from __future__ import annotations

from gateway.between import Word
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

_FIELDS = {"lama": "lama", "baru": "baru"}


async def show(visit: Visit) -> Outcome:
    """The form to change the password; the first one must be changed."""
    return _page(visit, {}, "")


async def change(visit: Visit) -> Outcome:
    """Change it; the session goes on with what it may do now."""
    form = Form(visit.typed)
    lama = visit.typed.get("lama", "")
    baru = visit.typed.get("baru", "")
    for name, value, lacking in (
        ("lama", lama, "Tulis kata sandi yang sekarang."),
        ("baru", baru, "Tulis kata sandi baru."),
    ):
        if not value:
            form.wrong(name, lacking)
    if baru and baru != visit.typed.get("ulang", ""):
        form.wrong("ulang", "Kata sandi baru tidak sama dengan yang di atas.")
    if form.salah:
        return _page(visit, form.salah, "")
    told = await visit.send("identity", "/password", {"lama": lama, "baru": baru})
    if told.ok:
        return Go("/beranda", Word("perbarui"))
    problem = told.problem
    if problem.status == 403 and problem.field is None:
        form.wrong("lama", problem.detail)
        return _page(visit, form.salah, "")
    rest = form.blame(problem, _FIELDS)
    return _page(visit, form.salah, rest)


def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    data = {"salah": salah, "tolak": tolak, "pertama": visit.to_do == "sandi"}
    return Shown("umum/sandi.html", data, 422 if salah or tolak else 200)
