"""A mandate as a row of a list, made of the answers of `queries/mandates/list.rq`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from mandategraph.query import query, saved
from mandategraph.store import Store

MARK = "# VALUES ?{} {{ … }} may stand here."


@dataclass(frozen=True, slots=True)
class MandateRow:
    """A mandate, or the extension of one, with the words of its document.

    `who` are the addressees, or what is extended. `act` is the act and `directive` its words; `kind` is the kind of the task, or
    "extension". `deadline` are the words, `due` the last day that they allow, or until which something is extended; `session` is
    the number of the session of the body `session_of` (a key) at which the task is due. `successors` are the documents that
    continue the document in its series: a hint, no status. `adopted` is the last day on which the document can have been adopted.
    """

    mandate: str
    document: str
    paragraph: str
    adopted: date | None
    issuer: str
    who: tuple[str, ...]
    act: str
    directive: str | None
    force: str | None
    kind: str | None
    task: str
    recipients: tuple[str, ...]
    partners: tuple[str, ...]
    deadline: str | None
    due: date | None
    session: int | None
    session_of: str | None
    periodicity: str | None
    period: str | None
    successors: tuple[str, ...]

    @classmethod
    def of(cls, answers: Sequence[Mapping[str, Any]]) -> Self:
        """The row of a mandate from its answers, one for each combination of addressee, recipient and partner."""
        first = answers[0]
        names = ("mandate", "document", "paragraph", "issuer", "act", "directive", "force", "kind", "task", "deadline")
        days = ("due", "session", "session_of", "periodicity")
        return cls(
            **{name: first[name] for name in (*names, *days)},
            adopted=first["to"],
            period=None if first["period"] is None else str(first["period"]),
            who=_all(answers, "who"),
            recipients=_all(answers, "recipient"),
            partners=_all(answers, "partner"),
            successors=_all(answers, "successor"),
        )

    @property
    def work(self) -> str:
        """The IRI of the document."""
        return self.mandate.partition("#")[0]


def described(store: Store, mandates: Iterable[str], *, until: date, language: str) -> list[MandateRow]:
    """The rows of mandates, named by their IRIs; the latest document first, and in the order of its paragraphs."""
    text = saved("mandates/list").bound(store, {"until": until.isoformat(), "language": language})
    found: dict[str, list[Mapping[str, Any]]] = {}
    for answer in query(store, narrowed(text, mandate=mandates)).records():
        found.setdefault(answer["mandate"], []).append(answer)
    return [MandateRow.of(answers) for answers in found.values()]


def narrowed(text: str, **values: Iterable[str]) -> str:
    """A query that asks only of the things with these IRIs: they take the place of the comment that says where they may stand.

    >>> narrowed("SELECT ?m WHERE { # VALUES ?m { … } may stand here.", m=["urn:a"])
    'SELECT ?m WHERE { VALUES ?m { <urn:a> }'
    """
    for name, iris in values.items():
        text = text.replace(MARK.format(name), f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in iris)} }}")
    return text


def _all(answers: Iterable[Mapping[str, Any]], name: str) -> tuple[str, ...]:
    """The different values of a column, in the order in which they come."""
    return tuple(dict.fromkeys(answer[name] for answer in answers if answer[name] is not None))
