"""Copies of the supporting documents, handed to the penilai for the new year where the law asks for them."""

from __future__ import annotations

from ekinerja.demo import plan
from ekinerja.demo.client import Failed, each
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story

OWING = ("kuansing",)  # KUAN P23(3); Konawe Selatan's law has no such duty
EXEMPT = "cltn"
_PAGE = "BT /F1 12 Tf 72 770 Td (Salinan dokumen pendukung, contoh: nomor {n}) Tj ET"
_FONT = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


async def hand_over(story: Story) -> None:
    """Everybody who owes copies hands them over, once; Failed when other people owe than the law says."""
    if story.tenant in OWING:
        await each([p for p in story.people if p.validated], lambda person: _hand_over(story, person))


async def _hand_over(story: Story, person: Person) -> None:
    user = story.users[person.nip]
    listed = await user.get(f"/api/skp/copies?tahun={plan.YEAR + 1}")
    owed = [copies["salinan_id"] for copies in listed if copies["asn_id"] == user.id]
    if len(owed) != (person.status != EXEMPT):
        raise Failed(f"{story.tenant}: someone who is {person.status} owes copies {len(owed)} times")
    for salinan in owed:
        kept = await user.post(
            "/api/skp/documents?jenis=sk&nama=SK.pdf",
            data=document(person.n),
            headers={"content-type": "application/octet-stream"},
        )
        done = await user.post(f"/api/skp/copies/{salinan}/deliver", {"dokumen": [kept["dokumen_id"]]})
        if done["late"]:
            raise Failed(f"{story.tenant}: copies handed over in December are called late")


def document(n: int) -> bytes:
    """A PDF of one page that names a number and nobody."""
    text = _PAGE.format(n=n)
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {_FONT} >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
    )
    written, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    return f"{written}{head}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n".encode()
