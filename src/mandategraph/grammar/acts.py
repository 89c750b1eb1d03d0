"""Opening phrases and the acts they perform, from `data/grammar/acts.toml`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from mandategraph import assets
from mandategraph.grammar import language as languages
from mandategraph.grammar.phrases import Form, Phrase, Phrases
from mandategraph.model import Lead

LONGEST = 200  # characters in which a phrase must end
WITHIN = 80  # characters before a further phrase in which a relative clause may begin
FORMS: tuple[Form, ...] = ("third", "participle", "past", "base", "noun")


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its `family`, and the force of a mandate given by it, within the Organization and to others."""

    key: str
    family: str
    force: str | None
    force_outside: str | None


class Lexicon:
    """The surface forms of all acts in one language."""

    def __init__(self, code: str) -> None:
        """`code` is the language, for example `en`."""
        table = assets.toml("data/grammar/acts.toml")
        self.acts = {
            key: Act(key, row["family"], row.get("force"), row.get("external", row.get("force"))) for key, row in table.items()
        }
        self.forms: dict[Form, dict[str, str]] = {
            form: {text: key for key, row in table.items() for text in row[code][column].split("/") if text}
            for column, form in enumerate(FORMS)
        }
        self._patterns = {form: languages.alternatives(texts) for form, texts in self.forms.items()}
        grammar = languages.load(code)
        self._subject = grammar.pattern("phrase", "subject")
        self._further = [grammar.pattern("phrase", name) for name in ("further_glue", "further_object", "relative")]
        self._phrases = Phrases(grammar, {form: frozenset(verbs) for form, verbs in self.forms.items()})

    def lead(self, text: str, issuer: str | None = None) -> Lead | None:
        """The opening phrase of a provision, or None where it has none; of a verb that performs no act the act is None.

        `issuer` is the issuing body, where it is known: the editors of some set less apart than those of others.

        >>> load("en").lead("Underscores also the need to arrange for")
        Lead(phrase='Underscores also', act='underscore', family='assertive', offset=0)
        >>> [load("en").lead("Expresses its deep concern at it", issuer).phrase for issuer in ("body/ga", "body/sc")]
        ['Expresses its deep concern', 'Expresses']
        >>> load("en").lead("(Signed) the Chair")
        """
        found = self._phrases.match(text, issuer)
        return self._lead(text[: found.end], found) if found else None

    def _lead(self, words: str, phrase: Phrase, offset: int = 0) -> Lead:
        """The lead of a phrase: the act of its verb, if it performs one."""
        key = self.forms[phrase.form].get(phrase.verb)
        return Lead(words, key, self.acts[key].family if key else None, offset)

    def own(self, text: str, issuer: str | None = None) -> Lead | None:
        """The leading phrase of a paragraph, which may stand after its subject, as in statements of the President.

        >>> load("en").own("“The Security Council recalls its resolutions").phrase
        'recalls'
        """
        lead = self.lead(text, issuer)
        subject = None if lead else self._subject.match(text)
        if not subject:
            return lead
        told = self.lead(text[subject.end() :], issuer)
        return replace(told, offset=subject.end()) if told and self.is_operative(text[subject.end() :]) else None

    def further(self, text: str, lead: Lead, issuer: str | None = None) -> tuple[Lead, ...]:
        """The phrases in the third person after the leading one: "and calls upon", "; further requests".

        >>> english = load("en")
        >>> text = "Welcomes the report, which notes the delay; requests Chile to pay, and in this regard calls upon the Fund"
        >>> [lead.phrase for lead in english.further(text, english.lead(text))]
        ['requests', 'calls upon']
        """
        glue, following, relative = self._further
        found: list[Lead] = []
        for match in glue.finditer(text, lead.end):
            start = match.end()
            if found and start < found[-1].end:
                continue
            phrase = self._phrases.match(text[start : start + LONGEST], issuer)
            if not phrase or not phrase.third or not following.match(text, start + phrase.end):
                continue
            if not relative.search(text[max(lead.end, match.start() - WITHIN) : match.start() + 1]):
                found.append(self._lead(text[start : start + phrase.end], phrase, start))
        return tuple(found)

    def is_operative(self, text: str) -> bool:
        """Whether a text opens with a verb in the third person, as operative paragraphs do."""
        found = self._phrases.match(text)
        return found is not None and found.third

    def opens(self, text: str, *, third: bool | None = None) -> bool:
        """Whether a text begins with an operative phrase, in the third person or not where that is asked."""
        found = self._phrases.match(text)
        return found is not None and (third is None or found.third == third)

    def pattern(self, form: Form) -> str:
        """A pattern that matches any verb in a form."""
        return self._patterns[form]

    def act(self, form: Form, text: str) -> Act:
        """The act of a verb in a form; raises `KeyError` for an unknown one.

        >>> load("en").act("past", "urged").family
        'directive'
        """
        return self.acts[self.forms[form][text.lower()]]

    def is_directive(self, form: Form, text: str) -> bool:
        """Whether a text is a verb in a form whose act asks somebody to act.

        >>> load("en").is_directive("base", "Request"), load("en").is_directive("base", "Support")
        (True, False)
        """
        key = self.forms[form].get(text.lower())
        return key is not None and self.acts[key].family == "directive"


@cache
def load(code: str) -> Lexicon:
    """The lexicon of a language."""
    return Lexicon(code)
