"""Plain characters, white space and slugs: the ways in which text is normalised."""

from __future__ import annotations

import re
import unicodedata

# Characters of typesetting that are no words: a hyphen that does not break is a hyphen; the others have no width.
TYPOGRAPHY = {0x2011: "-", 0x00AD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
TYPESET = re.compile("[\u2011\u00ad\u200b\u2060\ufeff]")


def plain(text: str) -> str:
    r"""Text in Unicode normal form C, without soft hyphens and characters of no width, its non-breaking hyphens as hyphens.

    >>> plain("Fifty\u2011fifth\u200b")
    'Fifty-fifth'
    """
    if TYPESET.search(text):
        text = text.translate(TYPOGRAPHY)
    return unicodedata.normalize("NFC", text)


def normalised(text: str) -> str:
    r"""Plain text with every run of white space as one blank and none at the ends.

    >>> normalised(" the\u00a0Economic\n Commission ")
    'the Economic Commission'
    """
    return " ".join(plain(text).split())


def slug(text: str, limit: int = 80) -> str:
    """A name as the tail of an IRI: lower-case ASCII letters and digits, joined by hyphens, at most `limit` characters.

    >>> slug("Comisión Económica para América Latina")
    'comision-economica-para-america-latina'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:limit].strip("-") or "unnamed"
