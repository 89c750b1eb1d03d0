"""The operative phrases of a paragraph, as the editors set them in italics and as the grammar knows them."""

from __future__ import annotations

from mandategraph.grammar import acts
from mandategraph.grammar import language as languages
from mandategraph.model import Lead, ProvisionKind
from mandategraph.read.akn.inline import Marked

OWN = {"preambular", "operative", "item"}


class Phrases:
    """Finds the phrases in one language; in a language without a grammar only the italics speak, and no act is known."""

    def __init__(self, code: str) -> None:
        """`code` is the language of the text."""
        known = code in languages.available()
        self.lexicon = acts.load(code) if known else None
        self.subject = languages.load(code).pattern("phrase", "subject") if known else None

    def of(self, kind: ProvisionKind, text: Marked) -> tuple[Lead | None, tuple[Lead, ...]]:
        """The leading phrase of a provision and the further ones; none for parts that are not the document's own words."""
        if kind not in OWN:
            return None, ()
        lead = self._lead(kind, text)
        if not self.lexicon:
            return lead, ()
        further = []
        for start, end in text.italics:
            words = text.text[start:end]
            known = self.lexicon.lead(words) if start and words[:1].islower() else None
            if known and not (lead and start < lead.end):
                further.append(Lead(words, known.act, known.family, start))
        return lead, tuple(further)

    def _lead(self, kind: ProvisionKind, text: Marked) -> Lead | None:
        """The phrase that opens a provision: what the grammar knows of it, in the words that the editors marked."""
        italic = next((text.text[:end].rstrip(" ,;:") for start, end in text.italics if start == 0), "")
        known = self.lexicon.lead(text.text) if self.lexicon else None
        if known and kind == "item" and not italic and self.lexicon and not self.lexicon.is_operative(text.text):
            known = None
        if known and self._is_same(italic, known) and known.family != "directive":
            return Lead(italic, known.act, known.family)
        if known:
            return known
        if italic and kind != "item":
            return Lead(italic, None, None)
        return self._with_subject(text.text) if kind == "operative" else None

    def _is_same(self, italic: str, known: Lead) -> bool:
        """Whether the editors marked a known phrase, with more or with fewer words: "Expresses" of "Expresses its concern"."""
        if italic.startswith(known.phrase):
            return True
        shorter = self.lexicon.lead(italic) if self.lexicon and italic and known.phrase.startswith(italic) else None
        return shorter is not None and shorter.phrase == italic

    def _with_subject(self, text: str) -> Lead | None:
        """The phrase after a subject: “The Security Council recalls …”, as statements of the President are worded."""
        subject = self.subject.match(text) if self.subject else None
        if not subject or not self.lexicon:
            return None
        rest = text[subject.end() :]
        known = self.lexicon.lead(rest)
        if not known or not self.lexicon.is_operative(rest):
            return None
        return Lead(known.phrase, known.act, known.family, subject.end())
