"""Step three for bare numbers: which document one names, from its form, its context and how bodies number what they adopt."""

from __future__ import annotations

import re

from mandategraph.cite.context import COUNCILS
from mandategraph.cite.tokens import Token
from mandategraph.cite.verdict import COUNCIL, STATEMENTS, Clues, Verdict, council, parsed
from mandategraph.grammar import numbering
from mandategraph.grammar.shapes import decision_series, shape
from mandategraph.model import Method

ASSEMBLY, RIGHTS, ECOSOC, RIGHTS_COMMISSION = "body/ga", "body/hrc", "body/ecosoc", "body/chr"
BY_SESSION = (ASSEMBLY, RIGHTS)  # the bodies that may be meant by a number of a session where none is named
LAST_OF_COMMISSION = 2005  # the last year in which the Commission on Human Rights adopted resolutions
FIGURES = re.compile(r"\d+|(?<=\()[\w-]+(?=\))")


def number(token: Token, clues: Clues) -> Verdict | None:
    """What a number without series names; None where nothing says that a resolution or decision is meant."""
    verdict = FORMS[token.form](token, clues)
    if verdict and verdict.cited and clues.decision and "/RES/" in str(verdict.cited):
        return _decision(token, verdict)
    return verdict


def _number_year(token: Token, clues: Clues) -> Verdict | None:
    """N (YYYY): the Security Council's, if the number is of that year.

    >>> number(Token(0, 11, "number-year", "1325 (2000)"), Clues(None, None, "body/ga")).issuer
    'body/sc'
    """
    count, year = map(int, re.findall(r"\d+", token.text))
    named = clues.named
    printed = parsed(token.text, COUNCIL)
    if numbering.council_fits(count, year) and not clues.decision:
        return Verdict(printed, "resolved", "numbering", COUNCIL)
    if (named and named.key not in {COUNCIL, None}) or clues.decision:
        return _elsewhere(clues)
    known = numbering.council_year(count)
    if not (clues.context or clues.in_list) or known is None or (named and named.name != COUNCILS and named.key is None):
        return _elsewhere(clues) if clues.context else None
    meant = parsed(f"{count}({known})", COUNCIL)
    return Verdict(printed, "contradicted", "numbering", COUNCIL, (meant,) if meant else ())


def _roman(token: Token, clues: Clues) -> Verdict | None:
    """N (ROMAN): of a named body, of the issuing one, or the Assembly's if the number is of that session."""
    if not (clues.context or clues.in_list):
        return None
    return _roman_by_name(token, clues) or _by_list(token, clues) or _roman_by_text(token, clues)


def _roman_by_name(token: Token, clues: Clues) -> Verdict | None:
    named = clues.named
    if not named:
        return None
    key = ECOSOC if named.name == COUNCILS else named.key
    misfit = key == ASSEMBLY and not _fits_roman(token)  # another organization has a General Assembly as well
    return _ambiguous(token, ()) if misfit else _of(token, key, "explicit", clues)


def _roman_by_text(token: Token, clues: Clues) -> Verdict:
    own = clues.context and clues.context.own
    others = clues.issuer not in {None, ASSEMBLY, COUNCIL, RIGHTS}
    if own and clues.issuer not in {None, ASSEMBLY}:
        return _of(token, clues.issuer, "explicit", clues)
    if _fits_roman(token) and (not others or clues.issuer == ECOSOC):
        return Verdict(parsed(token.text, ASSEMBLY), "resolved", "numbering", ASSEMBLY)
    return _of(token, clues.issuer, "issuer", clues) if others else _ambiguous(token, (ASSEMBLY, ECOSOC))


def _fits_roman(token: Token) -> bool:
    figures = FIGURES.findall(token.text)
    return numbering.fits_roman(int(figures[0]), figures[-1])


def _year(token: Token, clues: Clues) -> Verdict | None:
    """YYYY/N: the Economic and Social Council's, or until 2005 the Commission on Human Rights'."""
    if not (clues.context or clues.in_list):
        return None
    if clues.statement:
        return Verdict(parsed(f"{STATEMENTS}{token.text}"), "resolved", "explicit", COUNCIL)
    if clues.named:
        return _of(token, ECOSOC if clues.named.name == COUNCILS else clues.named.key, "explicit", clues)
    return _by_list(token, clues) or _known(clues) or _year_by_text(token, clues)


def _year_by_text(token: Token, clues: Clues) -> Verdict:
    if clues.issuer == ECOSOC:
        return _of(token, ECOSOC, "explicit" if clues.context and clues.context.own else "issuer", clues)
    if clues.context and clues.context.near and clues.near != clues.issuer:
        return _of(token, clues.near, "explicit", clues)
    if int(token.text[:4]) > LAST_OF_COMMISSION or clues.decision:
        return _of(token, ECOSOC, "numbering", clues)
    return _ambiguous(token, (ECOSOC, RIGHTS_COMMISSION))


def _session(token: Token, clues: Clues) -> Verdict | None:
    """N/M and S-N/M: decided by a named body, by the date, by the list, by the issuing body, or left ambiguous."""
    verdict = _session_by_name(token, clues) or _session_by_date(token, clues)
    if verdict or not (clues.context or clues.in_list):
        return verdict
    if not clues.context:
        return _session_by_list(token, clues)
    return _known(clues) or _session_by_text(token, clues)


def _session_by_name(token: Token, clues: Clues) -> Verdict | None:
    """A named body that can have given the number; the date may be a misprint, the name is none."""
    named = clues.named
    if not named or named.key in {COUNCIL, ECOSOC} or (named.key is None and named.name == COUNCILS):
        return None
    if named.key is None:
        return _elsewhere(clues)
    fits = named.key in _possible(token, None) or named.key not in numbering.bodies()
    return _of(token, named.key, "explicit", clues) if fits else None


def _session_by_date(token: Token, clues: Clues) -> Verdict | None:
    """The only body that can have given the number in the year of its date."""
    if not clues.year:
        return None
    possible = _possible(token, clues.year)
    dated = [body for body in possible if body in BY_SESSION]
    if len(dated) == 1:
        return _of(token, dated[0], "date", clues)
    if clues.near in possible:
        return _of(token, clues.near, "explicit", clues)
    alone = len(possible) == 1 and clues.context and not clues.context.own and not clues.named
    return _of(token, possible[0], "date", clues) if alone else None


def _session_by_list(token: Token, clues: Clues) -> Verdict | None:
    """The body of the list. One of the councils that does not number so stands beside the Assembly ("resolutions of both")."""
    issuer = clues.in_list.issuer if clues.in_list else None
    if issuer in _possible(token, None):
        return _of(token, issuer, "list", clues)
    if issuer in {COUNCIL, ECOSOC}:
        return _known(clues) or _session_by_text(token, clues)
    return None if issuer in numbering.bodies() else _elsewhere(clues)


def _session_by_text(token: Token, clues: Clues) -> Verdict:
    """A number without a date that decides: the body nearest to it, or the issuing one."""
    possible = _possible(token, None)
    if clues.context and clues.context.own and clues.issuer is not None and clues.issuer not in possible:
        return _ambiguous(token, possible)
    choices: list[tuple[str | None, Method]] = [
        (clues.issuer if clues.context and clues.context.own else None, "explicit"),
        (RIGHTS if clues.named and clues.named.name == COUNCILS else None, "explicit"),
        (clues.near if ASSEMBLY not in possible else None, "explicit"),
        (clues.issuer, "issuer"),
        (ASSEMBLY if clues.near != RIGHTS else None, "numbering"),
        (clues.near, "explicit"),
    ]
    return next((_of(token, body, how, clues) for body, how in choices if body in possible), None) or _ambiguous(token, possible)


def _council_number(token: Token, clues: Clues) -> Verdict | None:
    """A number without year: the Security Council's, where that body is named or adopted the text."""
    named = clues.named.key if clues.named else clues.issuer
    return None if named != COUNCIL or clues.decision else council(token.text)


def _by_list(token: Token, clues: Clues) -> Verdict | None:
    """The document of the body whose list the number continues."""
    return _of(token, clues.in_list.issuer, "list", clues) if clues.in_list and not clues.context else None


def _known(clues: Clues) -> Verdict | None:
    """What the same number named earlier in the text."""
    return Verdict(clues.known, "resolved", "repetition", clues.known.body) if clues.known else None


def _possible(token: Token, year: int | None) -> tuple[str, ...]:
    """The bodies that can have given a number of a session."""
    session, _, _ = token.text.partition("/")
    if session.startswith("ES-"):
        return (ASSEMBLY,)
    if session.startswith("S-"):
        return numbering.bodies_of_special(int(session[2:]), year)
    return numbering.bodies_of_session(int(session), year)


def _of(token: Token, body: str | None, method: Method, clues: Clues) -> Verdict:
    """The document of a body; one whose documents have no symbol stays unresolved, with the body named."""
    cited = parsed(token.text, body) if body and body.startswith("body/") else None
    if cited and cited.session and re.match(shape("year"), f"{cited.session}/"):
        cited = None
    if cited:
        return Verdict(cited, "resolved", method, body)
    if body in {ASSEMBLY, RIGHTS, COUNCIL, ECOSOC, clues.issuer}:
        return _ambiguous(token, ())
    return Verdict(None, "unresolved", method, body)


def _elsewhere(clues: Clues) -> Verdict:
    """A document of another body, which has no symbol that could be told from its number."""
    if clues.named:
        return Verdict(None, "unresolved", "explicit", clues.named.key or clues.named.name)
    return Verdict(None, "unresolved", "list", clues.in_list.issuer if clues.in_list else None)


def _ambiguous(token: Token, bodies: tuple[str, ...]) -> Verdict:
    found = [parsed(token.text, body) for body in bodies]
    return Verdict(None, "ambiguous", "numbering", None, tuple(symbol for symbol in found if symbol))


def _decision(token: Token, verdict: Verdict) -> Verdict:
    """The decision of the number instead of the resolution; only some bodies' decisions have a symbol."""
    series = decision_series(verdict.issuer or "")
    cited = parsed(series + token.text) if series else None
    return verdict._replace(cited=cited, status="resolved" if cited else "ambiguous")


FORMS = {"number": _council_number, "number-year": _number_year, "roman": _roman, "year": _year, "session": _session}
