"""A text with its citations marked and linked, as one page that needs nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from heapq import merge
from html import escape
from string import Template

from mandategraph import assets
from mandategraph.cite import Leftover, Reference
from mandategraph.symbol import Symbol

BREAK = re.compile(r"\n[^\S\n]*(?=\n)")
LABELS = {
    "resolved": "resolved",
    "inferred-antecedent": "points back",
    "ambiguous": "ambiguous",
    "contradicted": "number and year do not fit",
    "unresolved": "no document symbol",
    "leftover": "shaped like a symbol, not understood",
}


def marked_text(
    text: str, references: Sequence[Reference], leftovers: Sequence[Leftover] = (), *, title: str, language: str = "en"
) -> str:
    """An HTML page of a text in which each reference is marked by its status and linked to the document at the United Nations.

    A table below lists them, each with what was read. Everything in the text is escaped, the page loads nothing.

    >>> from mandategraph.cite import cite
    >>> page = marked_text("Recalling <b>A/RES/58/220</b>", cite("Recalling <b>A/RES/58/220</b>"), title="Test")
    >>> "Recalling &lt;b&gt;<mark" in page, 'href="https://docs.un.org/en/A/RES/58/220"' in page
    (True, True)
    """
    body, position = [], 0
    spans: list[tuple[int, Reference | Leftover]] = [(reference.start, reference) for reference in references]
    numbers = {id(reference): number for number, reference in enumerate(references, start=1)}
    for start, span in merge(spans, ((leftover.start, leftover) for leftover in leftovers), key=lambda pair: pair[0]):
        body += [_paragraphs(text[position:start]), _mark(span, numbers.get(id(span)))]
        position = span.end
    body.append(_paragraphs(text[position:]))
    counts = Counter(_class(reference) for reference in references) + Counter({"leftover": len(leftovers)})
    legend = "".join(
        f'<li><mark class="{name}">{label}</mark> {counts[name]}</li>' for name, label in LABELS.items() if counts[name]
    )
    rows = "".join(_row(number, reference) for number, reference in enumerate(references, start=1))
    page = Template(assets.text("data/pages/marked.html"))
    return page.substitute(
        title=escape(title),
        language=escape(language, quote=True),
        legend=legend,
        text="".join(body),
        rows=rows,
        number=len(references),
    )


def _class(reference: Reference) -> str:
    return "internal" if reference.form == "internal" else reference.status


def _paragraphs(text: str) -> str:
    """Text between marks; blank lines part paragraphs."""
    return BREAK.sub("</p><p>", escape(text)).replace("</p><p>\n", "</p>\n<p>")


def _mark(span: Reference | Leftover, number: int | None) -> str:
    if isinstance(span, Leftover):
        return f'<mark class="leftover" title="{LABELS["leftover"]}">{escape(span.quote)}</mark>'
    told = "; ".join(filter(None, [str(span.cited or ""), LABELS.get(span.status, ""), span.form, span.method, span.pinpoint]))
    words = f'<a href="#r{number}" id="w{number}" title="{escape(told, quote=True)}">{escape(span.quote)}</a>'
    return f'<mark class="{_class(span)}">{words}</mark>'


def _row(number: int, reference: Reference) -> str:
    document = _link(reference.cited) if reference.cited else ""
    meant = ", ".join(_link(candidate) for candidate in reference.candidates)
    cells = [
        f'<a href="#w{number}">{escape(reference.quote)}</a>',
        document + (f' <span class="meant">perhaps {meant}</span>' if meant else ""),
        escape(reference.issuer or ""),
        escape(reference.pinpoint or ""),
        escape(reference.phrase or reference.scope),
        escape(LABELS[reference.status]),
        escape(f"{reference.form}, {reference.method}"),
        f"{reference.confidence}",
    ]
    return f'<tr id="r{number}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _link(symbol: Symbol) -> str:
    name = escape(str(symbol))
    return f'<a href="{escape(symbol.address, quote=True)}">{name}</a>' if symbol.address else name
