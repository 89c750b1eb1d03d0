"""Whether a document is the same in every format: `make bench-formats SOURCE=FOLDER`, a folder or archive of AKN4UN files.

Each document is read, written as plain text, HTML, DOCX and PDF, and read back. Reported is the share of documents whose
provisions (kind, number and text) and whose citations (document cited and provision) are the same, the share whose paragraphs the
reader alone gives back unchanged, and what is different where they are not. Documents of which the text cannot be printed as a
resolution (other languages than English, sets without text) are left out. Figures are printed and kept in
benchmarks/results/formats.json, one line for each document that is different in benchmarks/results/formats-differences.jsonl.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import papers, typeset
from tests.papers import Paper
from tests.typeset import Layout

from mandategraph import authority, extract, read
from mandategraph.errors import MandateGraphError, SourceError
from mandategraph.intake.files import find
from mandategraph.model import Resolution
from mandategraph.read import blocks
from mandategraph.read.rows import shown

RESULTS = Path(__file__).with_name("results")
WIDTH = 88
COLUMNS = Layout(columns=2, justified=True, hyphenated=True)
INDENTED = Layout(justified=True, indent=24, spacing=0)
FORMS: dict[str, tuple[str, Callable[[Paper], bytes]]] = {
    "text": (".txt", papers.txt),
    "text wrapped at 88": (".txt", lambda paper: papers.txt(paper, width=WIDTH)),
    "html": (".html", papers.html),
    "html with lists": (".html", lambda paper: papers.html(paper, lists=True)),
    "docx": (".docx", papers.docx_file),
    "pdf": (".pdf", typeset.pdf),
    "pdf in two columns, hyphenated": (".pdf", lambda paper: typeset.pdf(paper, COLUMNS)),
    "pdf with indented first lines": (".pdf", lambda paper: typeset.pdf(paper, INDENTED)),
}
SHOWN = 3  # differences kept of one document


@dataclass
class Count:
    """What was found for one form."""

    documents: int = 0
    read: int = 0
    same_paragraphs: int = 0
    same_provisions: int = 0
    same_citations: int = 0
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, Any]:
        """The shares, and the reasons from the most common."""
        count = max(self.documents, 1)
        return {
            "documents": self.documents,
            "read": self.read / count,
            "same_paragraphs_by_the_reader": self.same_paragraphs / count,
            "same_provisions": self.same_provisions / count,
            "same_citations": self.same_citations / count,
            "milliseconds_a_document": 1000 * self.seconds / count,
            "reasons": dict(self.reasons.most_common()),
        }


def provisions(resolution: Resolution) -> list[tuple[str, str, str]]:
    """Kind, number and text of each provision in order, the notes by their numbers."""
    found = [(p.kind, p.number or "", p.text) for p in resolution.provisions]
    return sorted(found, key=lambda row: (row[0] == "footnote", row[1] if row[0] == "footnote" else ""))


def citations(resolution: Resolution, facts: authority.Authority) -> list[tuple[str, str]]:
    """The document cited and the provision that cites it, of each citation in the words."""
    found = extract(resolution, facts).citations
    return sorted((str(c.cited), c.evidence.provision) for c in found if c.evidence.method != "editor-link")


def compared(ours: list[tuple[str, str, str]], theirs: list[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """What is different in provisions that were read back: a reason, and the text that shows it."""
    lost, added = Counter(ours), Counter(theirs)
    lost, added = lost - added, added - lost
    texts = defaultdict(list)
    for kind, number, text in added.elements():
        texts[text].append((kind, number))
    for kind, number, text in lost.elements():
        if texts[text]:
            other, its_number = texts[text].pop()
            reason = f"{kind} read as {other}" if other != kind else "number"
            yield reason, f"{number!r} as {its_number!r}: {text}"
        else:
            yield f"{kind} missing or cut", text
    for text, rest in texts.items():
        for kind, _number in rest:
            yield f"{kind} too much", text


def paragraphs(paper: Paper) -> Counter[str]:
    """The paragraphs and notes of a paper, each on one line."""
    return Counter(_plain(line) for line in papers.paragraphs(paper) if line != paper.head)


def read_paragraphs(content: bytes, suffix: str, paper: Paper) -> Counter[str]:
    """Those that a reader gives, without a running head that the only page has."""
    found = (_plain(shown(block)) for block in blocks(content, Path(f"a{suffix}")))
    return Counter(line for line in found if line != paper.head)


def _plain(text: str) -> str:
    return " ".join(text.replace(" ⁅", "⁅").split())


def measured(name: str, resolution: Resolution, facts: authority.Authority, folder: Path, count: Count) -> dict[str, Any] | None:
    """Write a document in one form, read it back and count; what is different, if anything is."""
    suffix, write = FORMS[name]
    paper = papers.paper(resolution, facts)
    path = folder / f"document{suffix}"
    path.write_bytes(write(paper))
    count.documents += 1
    count.same_paragraphs += paragraphs(paper) == read_paragraphs(path.read_bytes(), suffix, paper)
    start = time.perf_counter()
    try:
        back = read(path)
    except (SourceError, MandateGraphError) as error:
        reason = str(getattr(error, "reason", error)).partition(";")[0].partition("'")[0]
        count.reasons[f"not read: {reason[:80].strip()}"] += 1
        return {"form": name, "symbol": str(resolution.symbol), "differences": [str(error)]}
    count.seconds += time.perf_counter() - start
    count.read += 1
    differences = list(compared(provisions(resolution), provisions(back)))
    ours, theirs = citations(resolution, facts), citations(back, facts)
    count.same_provisions += not differences
    count.same_citations += ours == theirs
    count.reasons.update({reason for reason, _ in differences})
    if ours != theirs and not differences:
        count.reasons["citations differ, provisions do not"] += 1
    if not differences and ours == theirs:
        return None
    told = [f"{reason}: {text[:200]}" for reason, text in differences[:SHOWN]]
    return {"form": name, "symbol": str(resolution.symbol), "differences": told, "citations": ours == theirs}


def main() -> None:
    """Measure and report."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sources", nargs="+", help="folders or archives of AKN4UN files")
    arguments.add_argument("--every", type=int, default=1, metavar="N", help="take every N-th document of a fixed shuffle")
    arguments.add_argument("--form", action="append", choices=list(FORMS), help="only this form; may be given again")
    given = arguments.parse_args()
    facts = authority.load()
    counts = {name: Count() for name in given.form or FORMS}
    RESULTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        paths = sorted(
            found.path for found in find(given.sources, folder / "store" / "generation" / "spool") if found.path.suffix == ".xml"
        )
        random.Random(1).shuffle(paths)  # noqa: S311 - no secret
        with (RESULTS / "formats-differences.jsonl").open("w", encoding="utf-8") as differences:
            for path in paths[:: given.every]:
                try:
                    resolution = read(path)
                except SourceError:
                    continue
                if not resolution.provisions or resolution.language != "en":
                    continue
                for form, count in counts.items():
                    row = measured(form, resolution, facts, folder, count)
                    if row:
                        differences.write(json.dumps(row, ensure_ascii=False) + "\n")
    figures = {form: count.figures() for form, count in counts.items()}
    print(json.dumps(figures, indent=2))
    (RESULTS / "formats.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
