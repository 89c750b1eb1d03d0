"""A first look at a file: what it is, which document it holds, in which language; without reading it as a document."""

from __future__ import annotations

import contextlib
import hashlib
import re
from dataclasses import dataclass, replace
from html import unescape

from mandategraph.authority import Authority
from mandategraph.build.ledger import WAITING, File
from mandategraph.errors import MandateGraphError, SourceError, SymbolError
from mandategraph.grammar import language as grammars
from mandategraph.intake.files import Found
from mandategraph.read import FORMATS, MAX_BYTES, XML, content, documents, tongue
from mandategraph.symbol import Symbol

SYMBOL = re.compile(rb"<docNumber\b[^>]*\brefersTo=[\"']#symbol[\"'][^>]*>(.*?)</docNumber>", re.DOTALL)
LANGUAGE = re.compile(rb"<FRBRlanguage\b[^>]*\blanguage=[\"'](\w+)[\"']")
KIND = re.compile(rb"<statement\b[^>]*\bname=[\"']([^\"']*)[\"']")
WORK = re.compile(rb"<FRBRuri\b[^>]*\bvalue=[\"'][^\"']*/([^/\"']+)/?[\"']")
SERIES = {"resolution": "/RES/", "decision": "/DEC/", "presidentialStatement": "/PRST/"}
BODY = re.compile(rb"<(?:preamble|mainBody)\b")
TAG = re.compile(r"<[^>]*>")
SAMPLE = 12_000  # bytes of the body in which the language is looked for
SMALLEST = 8  # bytes below which a file is litter


def survey(found: Found, languages: list[str], authority: Authority) -> File:
    """A file with what a first look tells: the outcome is `waiting` for one that is to be read, else why it is left out.

    The symbol is the one on the cover. The language is that of the text itself, where the text is long enough to tell.
    """
    path = found.path
    file = File(found.name, str(path), WAITING, upstream=found.upstream, upstream_commit=found.commit)
    with contextlib.suppress(OSError):
        if path.stat().st_size <= MAX_BYTES:
            file = replace(file, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), media_type="application/octet-stream")
    if path.suffix.lower() not in FORMATS:
        return replace(file, outcome="unknown-kind", reason=f"files of this kind are not read; known are {', '.join(FORMATS)}")
    try:
        bytes_ = content(path)
        file = replace(file, media_type=FORMATS[path.suffix.lower()])
        if len(bytes_) < SMALLEST:
            return replace(file, outcome="litter", reason=f"only {len(bytes_)} bytes")
        if path.suffix.lower() != XML:
            language = next((each for each in languages if each in grammars.available()), languages[0])
            symbol = str(documents(path, language=language, authority=authority, name=found.name)[0].symbol)
            return replace(file, symbol=symbol, language=language)
        about = _of_xml(bytes_)
        # Where no symbol is seen at first, reading the file as a document finds it, or tells why there is none.
        symbol = str(about.symbol or documents(path, authority=authority, name=found.name)[0].symbol)
    except SourceError as error:
        outcome = "empty" if "is empty" in error.reason else "refused"
        place = f"line {error.line}: " if error.line else ""
        return replace(file, outcome=outcome, reason=f"{place}{error.reason}")
    except MandateGraphError as error:
        return replace(file, outcome="refused", reason=str(error))
    return _of_language(replace(file, symbol=symbol, language=about.language or about.told, fit=about.fit), about, languages)


def _of_language(file: File, about: About, languages: list[str]) -> File:
    """A file, left out where its language is another one than that of its folder, or none of the build."""
    folder = tongue.of_folder(file.name)
    if folder and about.language and folder != about.language:
        where = tongue.languages()[folder]["name"]
        reason = f"the text is in the language {about.language}, in a folder named {where}"
        return replace(file, outcome="wrong-language", reason=reason)
    if file.language and file.language not in languages:
        reason = f"the language {file.language} is not among those of this build ({', '.join(languages)})"
        return replace(file, outcome="other-language", reason=reason)
    return file


@dataclass(frozen=True, slots=True)
class About:
    """What the first look sees in an AKN4UN file.

    The symbol on the cover, how many marks confirm it, and the language of the text itself and as `told` by the metadata.
    """

    symbol: Symbol | None
    fit: int
    language: str | None
    told: str | None


def _of_xml(bytes_: bytes) -> About:
    number, coded, body = SYMBOL.search(bytes_), LANGUAGE.search(bytes_), BODY.search(bytes_)
    symbol = None
    if number:
        with contextlib.suppress(SymbolError):
            symbol = Symbol.parse(" ".join(unescape(TAG.sub("", number[1].decode("utf-8", "replace"))).split()))
    start = body.start() if body else 0
    sample = unescape(TAG.sub(" ", bytes_[start : start + SAMPLE].decode("utf-8", "ignore")))
    told = tongue.by_code().get(coded[1].decode()) if coded else None
    return About(symbol, _fit(bytes_, symbol) if symbol else 0, tongue.guess(sample), told)


def _fit(bytes_: bytes, symbol: Symbol) -> int:
    """How many marks confirm a symbol: the name of the statement (0 or 2), and the end of the address of the work (0 or 1)."""
    kind, work = KIND.search(bytes_), WORK.search(bytes_)
    named = kind is not None and SERIES.get(kind[1].decode("utf-8", "replace"), "") in str(symbol)
    number = re.sub(r"[^0-9A-Z]+", "-", symbol.short.upper()).strip("-")
    return 2 * named + (work is not None and work[1].decode("utf-8", "replace").upper() == number)


def check(languages: list[str]) -> None:
    """Raise `MandateGraphError` for a language that is none of the official ones."""
    unknown = [language for language in languages if language not in tongue.languages()]
    if unknown or not languages:
        known = ", ".join(f"{tag} ({row['name']})" for tag, row in tongue.languages().items())
        raise MandateGraphError(f"no language {', '.join(unknown) or '(none given)'}; there are: {known}")
