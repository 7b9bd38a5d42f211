"""What the parser says of wrong input, in Indonesian, and the member that it blames."""

from __future__ import annotations

import json
import re
from math import isfinite

from chassis.blank import leaves
from chassis.timeofday import FORM as TIME_OF_DAY

_AT = re.compile(r"(?: - at `\$\.?(?P<field>[^`]*)`)$")
_NAMED = re.compile(
    r"(?:missing required|contains unknown) field `(?P<name>[^`]*)`|^Missing required \w+ parameter '(?P<given>[^']*)'"
)
_TYPES = {
    "object": "objek", "array": "daftar", "str": "teks", "int": "bilangan bulat", "float": "bilangan",
    "bool": "true atau false", "null": "kosong", "date": "tanggal", "time": "jam", "datetime": "waktu",
    "decimal": "bilangan",
}  # fmt: skip
_KINDS = {"date": "tanggal (TTTT-BB-HH)", "time": "jam (JJ:MM:DD)", "datetime": "waktu ISO 8601"}
# What is asked for where a text has a form of its own; nobody is shown the form as the parser knows it.
FORMS = {
    r"\S": "belum diisi",
    "^[0-9]{6}$": "harus 6 angka",
    "^(?:[0-9]{6}|[0-9]{5}-?[0-9]{5}-?[0-9]{5})$": "harus 6 angka, atau kode pemulihan dari 15 angka",
    "^[0-9]{18}$": "harus 18 angka (NIP)",
    "^([01][0-9]|2[0-3])[.:][0-5][0-9]$": "harus jam, misalnya 09.30",
    "^([a-z][a-z0-9._-]{3,62}|[0-9]{18})$": "harus 4-63 huruf kecil, angka, titik atau garis, diawali huruf; atau NIP",
    "^2[01][0-9]{2}-(0[1-9]|1[0-2])$": "harus bulan TTTT-BB, misalnya 2026-01",
    r"^(2[01][0-9]{2}-(0[1-9]|1[0-2]))?(?![\s\S])": "harus bulan TTTT-BB, misalnya 2026-01, atau kosong",
    "^[0-9A-Za-z -]+$": "hanya huruf, angka, spasi dan garis",
    "^2[01][0-9]{2}(-(0[1-9]|1[0-2]|T[1-4]|S[12]))?$": "harus tahun, bulan, triwulan atau semester: 2026, 2026-01, "
    "2026-T1, 2026-S1",
    "^[0-9a-f]{32}$": "harus nomor jejak: 32 angka atau huruf a-f",
    "^[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}(?:-?[0-9a-f]{4}){0,5}$": "harus nomor resi, misalnya 4bf9-2f35-77b3",
    "^[0-9]{1,18}-[0-9]{1,2}-[0-9]{1,18}$": "harus tanda lanjutan dari jawaban sebelumnya",
    "^[0-9]{1,15}([.][0-9]{1,30})?$": "harus bilangan desimal dengan titik, misalnya 91.40",
    TIME_OF_DAY: "bukan jam (JJ:MM atau JJ:MM:DD)",
    r"^[A-Za-z0-9._/-]+(?![\s\S])": "hanya huruf, angka, titik, garis dan garis miring",
}
_OTHER_FORM = "tidak dalam bentuk yang diminta"
_SAYINGS = [
    (re.compile(pattern), saying)
    for pattern, saying in (
        (r"Expected `(.*)`, got `(.*)`", "diharapkan {0}, bukan {1}"),
        (r"Expected `.*` of length <= (\d+)", "paling panjang {0}"),
        (r"Expected `.*` of length >= (\d+)", "paling pendek {0}"),
        (r"Expected `.*` matching regex '(.*)'", "{0}"),
        (r"Expected `.*` with no timezone component", "sebut tanpa zona waktu"),
        (r"Expected `.*` with a timezone component", "sebut zona waktunya"),
        (r"Expected `.*` >=? (\S+)", "paling sedikit {0}"),
        (r"Expected `.*` <=? (\S+)", "paling banyak {0}"),
        (r"Invalid UUID", "bukan nomor pengenal (UUID)"),
        (r"Invalid RFC3339 encoded (date|time|datetime)", "bukan {0}"),
        (r"Invalid enum value .*", "bukan salah satu pilihan"),
        (r"Object missing required field .*|Missing required \w+ parameter .*", "belum diisi"),
        (r"Object contains unknown field .*", "tidak dikenal"),
        (r"Number out of range|Timestamp is out of range ?", "di luar batas"),
        (r"JSON is malformed: .*|Input data was truncated", "bukan JSON yang utuh"),
        (r"Not Found", "Alamat ini tidak ada."),
        (r"Method Not Allowed", "Cara akses ini tidak dilayani."),
    )
]


def read(told: str) -> tuple[str, str | None]:
    """The message in our words, or as it came when it is none of the parser's; and the member to blame, dotted."""
    field = None
    if found := _AT.search(told):
        field, told = found["field"], told[: found.start()]
    if named := _NAMED.search(told):
        name = named["name"] or named["given"]
        field = f"{field}.{name}" if field else name
    for pattern, saying in _SAYINGS:
        if found := pattern.fullmatch(told):
            if saying == "{0}":
                return FORMS.get(found[1].replace("\\\\", "\\"), _OTHER_FORM), field
            return saying.format(*map(_word, found.groups())), field
    return told, field


def place(field: str | None) -> str | None:
    """A path up to where it goes through a member whose name nobody told; None when that is the first."""
    return (field or "").partition("[...]")[0] or None


def overflowing(body: bytes) -> str | None:
    """The path of the first number of JSON that no number of ours can hold; None when there is none."""
    try:
        found = (at for at, value in leaves(json.loads(body)) if isinstance(value, float) and not isfinite(value))
        return next(found, None)
    except ValueError:
        return None


def _word(text: str) -> str:
    if text in _KINDS and "|" not in text:
        return _KINDS[text]
    return " atau ".join(_TYPES.get(part, part) for part in text.split(" | "))
