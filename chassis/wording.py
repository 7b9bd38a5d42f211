"""What the parser says of wrong input, in Indonesian, and the member that it blames."""

from __future__ import annotations

import re

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
_SAYINGS = [
    (re.compile(pattern), saying)
    for pattern, saying in (
        (r"Expected `(.*)`, got `(.*)`", "diharapkan {0}, bukan {1}"),
        (r"Expected `.*` of length <= (\d+)", "paling panjang {0}"),
        (r"Expected `.*` of length >= (\d+)", "paling pendek {0}"),
        (r"Expected `.*` matching regex '\\\\S'", "belum diisi"),
        (r"Expected `.*` matching regex '(.*)'", "tidak berbentuk {0}"),
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
            return saying.format(*map(_word, found.groups())), field
    return told, field


def _word(text: str) -> str:
    if text in _KINDS and "|" not in text:
        return _KINDS[text]
    return " atau ".join(_TYPES.get(part, part) for part in text.split(" | "))
