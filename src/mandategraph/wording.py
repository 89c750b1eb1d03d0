"""White space and slugs: the two ways in which text is normalised."""

from __future__ import annotations

import re
import unicodedata


def normalised(text: str) -> str:
    r"""Text in Unicode normal form C, with every run of white space as one blank and none at the ends.

    >>> normalised(" the\u00a0Economic\n Commission ")
    'the Economic Commission'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def slug(text: str, limit: int = 80) -> str:
    """A name as the tail of an IRI: lower-case ASCII letters and digits, joined by hyphens, at most `limit` characters.

    >>> slug("Comisión Económica para América Latina")
    'comision-economica-para-america-latina'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:limit].strip("-") or "unnamed"
