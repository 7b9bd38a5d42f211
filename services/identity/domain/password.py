"""What a password must be, under the profile the Pemda chose. Pure."""

from __future__ import annotations

from contracts.refusal import Refusal, rule
from services.identity.policy import PasswordProfile

TOO_SHORT = rule(
    "identity.password.too_short", 422, "Kata kunci paling sedikit {least} karakter.", "baru", source="kebijakan"
)
CLASSES = rule(
    "identity.password.classes", 422, "Kata kunci memuat huruf besar, huruf kecil, angka, dan tanda baca.", "baru"
)
GUESSED = rule(
    "identity.password.guessed", 422, "Kata kunci ini mudah ditebak; pilih yang lain.", "baru", source="kebijakan"
)

_COMMON = frozenset(
    {
        "password", "passw0rd", "p4ssword", "katakunci", "kata kunci", "katasandi", "kata sandi", "rahasia", "qwerty",
        "123456", "abcdef", "111111", "bismillah", "indonesia", "sayang", "admin", "kuansing", "konsel", "konawe",
        "ekinerja", "e-kinerja", "bkpsdm", "merdeka", "garuda",
    }
)  # fmt: skip


def check_password(password: str, profile: PasswordProfile, login: str) -> None:
    """Long enough, of enough kinds of characters, not made of what everybody tries, not the login."""
    if len(password) < profile.min_length:
        raise Refusal(TOO_SHORT, least=profile.min_length)
    if _kinds(password) < profile.classes:
        raise Refusal(CLASSES)
    if _without_common(password.lower(), login) < profile.min_length // 2 or len(set(password)) < 5:
        raise Refusal(GUESSED)


def _kinds(password: str) -> int:
    tests = (str.isupper, str.islower, str.isdigit, lambda c: not c.isalnum())
    return sum(any(test(c) for c in password) for test in tests)


def _without_common(password: str, login: str) -> int:
    """How many characters are left when the words that everybody tries, and the login, are taken away."""
    for word in sorted({*_COMMON, login.lower()}, key=len, reverse=True):
        password = password.replace(word, "") if word else password
    return len(password)
