"""Opening phrases and the acts they perform, from `data/grammar/acts.toml`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from mandategraph import assets
from mandategraph.grammar import language as languages
from mandategraph.grammar.phrases import Phrases
from mandategraph.model import Lead

Form = Literal["third", "participle", "past", "base", "noun"]
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
        self._subject = languages.load(code).pattern("phrase", "subject")
        self._phrases = Phrases(languages.load(code), {form: frozenset(verbs) for form, verbs in self.forms.items()})

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
        if not found:
            return None
        key = self.forms[found.form].get(found.verb)  # type: ignore[index]
        return Lead(text[: found.end], key, self.acts[key].family if key else None)

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
