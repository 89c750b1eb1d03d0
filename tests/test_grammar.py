"""The grammar: opening phrases, names and their short forms, reported clauses, dates, shapes; and the tables themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandategraph import assets, authority
from mandategraph.grammar import acts, clauses, dates, shapes
from mandategraph.grammar import language as languages
from mandategraph.grammar.names import Gazetteer, gazetteer, names_of
from mandategraph.grammar.phrases import Form
from mandategraph.grammar.spans import overlapping
from mandategraph.model import Provision, Resolution, SourceFile
from mandategraph.symbol import Symbol

ENGLISH = languages.load("en")
LEXICON = acts.load("en")


def document(*texts: str, issuer: str = "body/eclac") -> Resolution:
    """A resolution of these preambular paragraphs."""
    provisions = tuple(Provision(f"pp-{n}", "preambular", text, lead=LEXICON.lead(text)) for n, text in enumerate(texts, start=1))
    source = SourceFile("test.txt", "0" * 64, "text/plain")
    return Resolution(Symbol.parse("A/RES/99/1"), "99/1", "Title", "TITLE", issuer, "en", provisions, source)


# --- Opening phrases --------------------------------------------------------------------------------------------------

#   text, phrase, act, family
LEADS = [
    ("Takes note of the report", "Takes note", "take-note", "assertive"),
    ("Specifically acknowledges, in this connection, the support", "Specifically acknowledges", "acknowledge", "assertive"),
    ("Underscores also the need", "Underscores also", "underscore", "assertive"),
    ("Also considering that in that resolution", "Also considering", "consider", "assertive"),
    ("Having considered the report", "Having considered", "consider", "assertive"),
    ("Calls upon all Member States to", "Calls upon", "call-upon", "directive"),
    ("Calls on Governments to", "Calls on", "call-upon", "directive"),
    ("Further invites donors to", "Further invites", "invite", "directive"),
    ("Once again requests the Secretary-General to", "Once again requests", "request", "directive"),
    ("Strongly condemns all attacks", "Strongly condemns", "condemn", "expressive"),
    ("Further also requests it to", "Further also requests", "request", "directive"),
    ("Notes with concern that", "Notes with concern", "note", "assertive"),
    ("Decides, in this regard, to", "Decides", "decide", "dispositive"),
    ("Authorises the Fund to", "Authorises", "authorize", "dispositive"),
    ("Mindful of the vastness", "Mindful", "bear-in-mind", "assertive"),
    ("Guided by the Charter", "Guided", "be-guided", "assertive"),
]


@pytest.mark.parametrize(("text", "phrase", "act", "family"), LEADS)
def test_the_opening_phrase_of_a_paragraph(text: str, phrase: str, act: str, family: str) -> None:
    lead = LEXICON.lead(text)
    assert lead
    assert (lead.phrase, lead.act, lead.family) == (phrase, act, family)


@pytest.mark.parametrize(
    "text", ["", "The Commission requests", "Decided to", "Requestor of", "Modernize the approaches", "Also the need"]
)
def test_a_text_without_an_opening_phrase(text: str) -> None:
    assert LEXICON.lead(text) is None


def test_only_the_third_person_is_operative() -> None:
    assert LEXICON.is_operative("Also requests the Secretary-General to report")
    assert not LEXICON.is_operative("Requesting the Secretary-General to report")
    assert not LEXICON.is_operative("Request the international community to support")


def test_every_act_has_its_forms_and_directives_have_a_force() -> None:
    assert len(LEXICON.acts) > 40
    for key, act in LEXICON.acts.items():
        assert {form for form in ("third", "participle", "past", "base") if key in LEXICON.forms[form].values()}
        assert (act.force is not None) == (act.family in {"dispositive", "directive", "commissive"})


@pytest.mark.parametrize("form", acts.FORMS)
def test_no_word_has_two_acts_in_one_form(form: Form) -> None:
    column = acts.FORMS.index(form)
    words = [word for row in assets.toml("data/grammar/acts.toml").values() for word in row["en"][column].split("/") if word]
    assert len(words) == len(set(words))


def test_every_pattern_of_the_language_compiles() -> None:
    fill = dict.fromkeys(("bodies", "heads", "months", "past", "noun", "symbol", "words", "to"), "X")
    found = 0
    for section in assets.toml("data/grammar/en.toml").values():
        for value in section.values():
            if isinstance(value, str):
                re.compile(languages.filled(value, fill))
                found += 1
    assert found > 30


#   section, name of the pattern or list, texts that it matches: one for each way to say it
NEEDED = [
    ("names", "open_list", [", among others", " inter alia", ", and others"]),
    ("reported", "nominal_agent", [f"the decisions {verb} by the " for verb in ("adopted", "made", "issued", "approved")]),
    ("citation", "entitled", ["the note by the Secretary-General entitled “Trade”"]),
    ("citation", "unresolved", ["the relevant mandates", "its previous resolutions", "other relevant decisions"]),
    (
        "mandate",
        "programme",
        ["programme of work for the biennium 2006-2007", "programme of work of the secretariat for the period 2006-2007"],
    ),
    (
        "renaming",
        "forms",
        ["change the name of the Fund to the Bank", "rename the Fund as the Bank", "that the Fund shall be renamed Bank"],
    ),
    ("renaming", "forms", ["that the Fund will hereafter be known as the Bank", "that the Fund shall be called Bank"]),
    ("renaming", "forms", ["change the title of the Fund to Bank", "that the Fund shall be redesignated Bank"]),
    (
        "renaming",
        "told",
        [
            "The Fund changed its name to the Bank",
            "changed the name of the Fund to the Bank",
            "The Fund was renamed the Bank",
            "The Fund was redesignated the Bank",
            "in the Fund, the change of its designation to the Bank",
            "the Bank (formerly the Fund)",
            "the Bank (previously the Fund)",
            "The Fund became the Bank as from 1984",
        ],
    ),
    ("extension", "shall", [f"that the measures shall {rest}" for rest in ("continue until 1 May", "remain in force")]),
    ("extension", "shall", [f"that the mandate shall be {verb}ed" for verb in ("extend", "renew", "prolong")]),
    ("ending", "to_review", ["to review it", "to re-examine it", "to reassess it", "to keep it under consideration"]),
    ("ending", "ends", ["shall expire", "shall lapse", "shall cease to exist", "will terminate", "shall be discontinued"]),
    ("ending", "ends", ["shall come to an end", "shall remain in force until"]),
    ("ending", "whether", ["at the end of this period decide whether"]),
    ("ending", "may_end", ["to terminate it when", "to lift it once", "to suspend it if"]),
    (
        "deadline",
        "forms",
        [
            "at its eightieth session",
            "within 90 days",
            "by one week",
            "within two weeks",
            "within six months",
            "before three years",
        ],
    ),
    ("deadline", "forms", ["by the end of 1999", "by 2026", "before the expiry of the mandate", "before the adoption of the plan"]),
    (
        "deadline",
        "forms",
        ["by the end of the present mandate", "in its next report", "at its next meeting", "at its next segment"],
    ),
    (
        "deadline",
        "forms",
        [
            f"by 1 {month}"
            for month in ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
        ],
    ),
    ("deadline", "forms", ["by 1 November", "by 1 December"]),
    (
        "periodicity",
        "forms",
        ["every two years", "on a regular basis", "at regular intervals", "annually", "biennially", "quarterly"],
    ),
    ("periodicity", "forms", ["monthly", "yearly", "periodically", "weekly", "each year", "once a year", "twice a year"]),
    ("partner", "forms", ["in consultation with the Council", "include in these consultations the Council"]),
    ("event", "conference", ["World Conference on Trade", "Conference for Peace"]),
    ("event", "period", ["biennium 2006-2007", "biennia 2006-2009", "period 2006-2009", "years 2006-07"]),
]


@pytest.mark.parametrize(("section", "name", "texts"), NEEDED)
def test_a_pattern_is_possible_wherever_it_matches(section: str, name: str, texts: list[str]) -> None:
    fill = {"heads": "Fund", "bodies": "General Assembly"}
    several = isinstance(assets.toml("data/grammar/en.toml")[section][name], list)
    for text in texts:
        patterns = ENGLISH.patterns(section, name) if several else [ENGLISH.pattern(section, name, **fill)]
        assert any(pattern.search(text) for pattern in patterns)
        assert ENGLISH.possible(section, name, text)


def test_every_word_that_a_pattern_needs_is_tried() -> None:
    needs = {
        (section, name): words
        for section, rows in assets.toml("data/grammar/en.toml")["needs"].items()
        for name, words in rows.items()
    }
    assert {(section, name) for section, name, _ in NEEDED} == set(needs)
    for key, words in needs.items():
        texts = [text for section, name, rows in NEEDED if (section, name) == key for text in rows]
        assert all(any(word in text for text in texts) for word in words)


@settings(derandomize=True)
@given(words=st.sets(st.text("abc ?", min_size=1, max_size=5), max_size=12), text=st.text("abc ?", max_size=12))
def test_alternatives_that_share_beginnings_match_the_longest(words: set[str], text: str) -> None:
    found = re.match(f"(?:{languages.alternatives(words)})", text) if words else None
    assert (found[0] if found else "") == max((word for word in words if text.startswith(word)), key=len, default="")


# --- Names ------------------------------------------------------------------------------------------------------------

#   text, the names found in it (as printed, key)
NAMES = [
    ("the General Assembly", [("General Assembly", "body/ga")]),
    ("the general  assembly", [("general  assembly", "body/ga")]),
    ("ECLAC and eclac", [("ECLAC", "body/eclac")]),
    (
        "the High-level Committee on South-South Cooperation",  # not the Committee on South-South Cooperation
        [("High-level Committee on South-South Cooperation", "body/hlc-tcdc")],
    ),
    ("Chile and Chilean", [("Chile", "state/CHL")]),
    ("non-Chile", []),
    ("the Executive Secretary", [("Executive Secretary", "post/eclac-executive-secretary")]),
    ("la Asamblea General", []),  # a name in another language
    ("developing countries and their partners", [("developing countries and their partners", "group/developing-countries-and-their-partners")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    found = gazetteer(authority.load(), "en").find(text, "body/eclac")
    assert [(text[name.start : name.end], name.key) for name in found] == expected


def test_a_name_that_can_mean_several_is_left_out() -> None:
    finder = gazetteer(authority.load(), "en")
    assert not finder.find("the Executive Secretary", "body/ga")
    assert [name.key for name in finder.find("the Executive Secretary", "body/escap")] == ["post/escap-executive-secretary"]


KNOWN = ("Committee", "Committee on Trade", "Committee on Trade and Development", "Trade", "trade union", "Trade Union Fund of 77",
  "ECLAC", "Group of 77", "Group of 77 and China", "States", "Member States", "Côte d’Ivoire", "Non-Self-Governing Territory")  # fmt: skip
PIECES = sorted({word for name in KNOWN for word in (*name.split(), *name.lower().split())})


def longest_names(text: str) -> list[str]:
    """The known names in a text, tried one after the other at each place."""
    found, place = [], 0
    while place < len(text):
        matches = [] if re.match(r"[\w-]", text[:place][-1:]) else [known_at(text, name, place) for name in KNOWN]
        longest = max((match for match in matches if match), key=len, default="")
        found += [longest] if longest else []
        place += len(longest) or 1
    return found


def known_at(text: str, name: str, place: int) -> str:
    """The words at a place of a text if they are a name: one of several words in any letter case and with any white space."""
    flags = re.IGNORECASE if " " in name else re.NOFLAG
    match = re.compile(re.escape(name).replace(r"\ ", r"\s+") + r"(?!\w)", flags).match(text, place)
    return match[0] if match else ""


@settings(derandomize=True, max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", " ", "  ", "\n", ", ", "-", "", "’s "])), max_size=12)
)
def test_the_longest_name_on_word_boundaries_is_found(pieces: list[tuple[str, str]]) -> None:
    names = tuple(authority.Name(f"group/{n}", 1, name, "en", "official", None, None, "made") for n, name in enumerate(KNOWN))
    text = "the " + "".join(word + gap for word, gap in pieces)  # in a text of capitals only, acronyms are not looked for
    found = Gazetteer(replace(authority.load(), names=names), "en").find(text, None)
    assert [text[name.start : name.end] for name in found] == longest_names(text)


def test_thousands_of_names_that_begin_alike() -> None:
    texts = [f"Committee on the Review of Question {n} of {n % 7} Questions" for n in range(3000)]
    names = tuple(authority.Name(f"body/c{n}", 1, text, "en", "official", None, None, "made") for n, text in enumerate(texts))
    finder = Gazetteer(replace(authority.load(), names=names), "en")
    assert [name.key for name in finder.find(", ".join(texts).upper(), None)] == [f"body/c{n}" for n in range(3000)]
    assert not finder.find("Committee on the Review of Question 1 of 1 Question " * 1000, None)


#   issuing body, paragraphs, the short forms of the last one
SHORT = [
    ("body/eclac", ["Recalling the European Commission,", "Noting that the Commission agreed,"], ["body/eclac"]),
    ("body/ga", ["Recalling the European Commission,", "Noting that the Commission agreed,"], ["body/european-commission"]),
    ("body/ga", ["Noting that the Commission agreed,"], []),
    ("body/eclac", ["Noting General Assembly resolution 58/220, in which the Assembly endorsed it,"], ["body/ga"]),
    ("body/eclac", ["Noting the High-level Committee on South-South Cooperation,", "Noting the Committee on South-South Cooperation,",
      "Noting the Committee and its work,"], []),  # which of the two?
    ("body/ga", ["Recalling the Security Council,", "Noting Council resolution 1325 (2000),"], ["body/sc"]),
    ("body/sc", ["Noting the Security Council and the Council,"], ["body/sc"]),
    ("body/eclac", ["Noting the United Nations Development Programme,", "Noting the Programme of Action,"], []),
    ("body/eclac", ["Noting the United Nations Development Programme,", "Noting the Programme,"], ["body/undp"]),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "paragraphs", "expected"), SHORT)
def test_short_forms(issuer: str, paragraphs: list[str], expected: list[str]) -> None:
    resolution = document(*paragraphs, issuer=issuer)
    names = names_of(resolution, authority.load(), ENGLISH)[resolution.provisions[-1].id]
    assert [name.key for name in names if name.method == "antecedent"] == expected


# --- Reported clauses -------------------------------------------------------------------------------------------------

#   text, (agent, act, the words of the clause)
REPORTED: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "Considering General Assembly resolution 58/220, in which the Assembly endorsed the decisions, and decided to change it,",
        [
            ("body/ga", "endorse", "the Assembly endorsed the decisions"),
            ("body/ga", "decide", "decided to change it"),
        ],
    ),
    (
        "Noting that the General Assembly also urged all organizations to act, and further requested a report;",
        [
            ("body/ga", "urge", "the General Assembly also urged all organizations to act"),
            ("body/ga", "request", "requested a report"),
        ],
    ),
    ("Recalling the Security Council established by the Charter,", []),  # a participle
    ("Recalling that Chile urged nothing,", []),  # only bodies and posts act
    ("Recalling the General Assembly,", []),
]


@pytest.mark.parametrize(("text", "expected"), REPORTED)
def test_reported_clauses(text: str, expected: list[tuple[str, str, str]]) -> None:
    resolution = document(text)
    provision = resolution.provisions[0]
    names = names_of(resolution, authority.load(), ENGLISH)[provision.id]
    found = clauses.reported(provision, names, LEXICON, ENGLISH)
    assert [(c.agent, c.act, text[c.start : c.end]) for c in found] == expected


# --- Dates ------------------------------------------------------------------------------------------------------------

#   text, first and last day
DATES: list[tuple[str, tuple[date, date] | None]] = [
    ("30 August-12 September 1978. United", (date(1978, 8, 30), date(1978, 9, 12))),
    ("18 to 22 March 2002;", (date(2002, 3, 18), date(2002, 3, 22))),
    ("3–14 June 1992)", (date(1992, 6, 3), date(1992, 6, 14))),
    ("26 and 27 June 2018,", (date(2018, 6, 26), date(2018, 6, 27))),
    ("29 December 2003 to 3 January 2004", (date(2003, 12, 29), date(2004, 1, 3))),
    ("29 February 2004", (date(2004, 2, 29), date(2004, 2, 29))),
    ("29 February 2003", None),
    ("22 to 18 March 2002", None),
    ("March 2002", None),
    ("18 Marzo 2002", None),
    ("18 March 20023", None),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: tuple[date, date] | None) -> None:
    found = dates.interval(text, ENGLISH)
    assert (found and (found.first, found.last)) == expected


@settings(derandomize=True, deadline=None)
@given(first=st.dates(date(1900, 1, 1)), last=st.dates(date(1900, 1, 1)))
def test_a_printed_interval_is_read(first: date, last: date) -> None:
    first, last = sorted((first, last))
    months = ENGLISH.words("dates", "months")
    text = f"{first.day} {months[first.month - 1]} {first.year} to {last.day} {months[last.month - 1]} {last.year}"
    found = dates.interval(f"held from {text}, with", ENGLISH, len("held from "))
    assert found == dates.Interval(first, last, len("held from ") + len(text))


# --- Shapes and stretches ---------------------------------------------------------------------------------------------

#   shape, text, whether all of it has the shape
SHAPES = [
    ("full", "A/RES/58/220", True),
    ("full", "LC/G.2242(SES.30/18)", True),
    ("full", "FCCC/CP/2015/10/Add.1", True),
    ("full", "S/RES/1540 (2004)", True),
    ("full", "and/or", False),
    ("session", "58/220", True),
    ("session", "S-27/2", True),
    ("session", "ES-10/14", True),
    ("session", "2002-2003", False),
    ("session", "1/2/3", False),
    ("convention", "1/CP.21", True),
    ("convention", "1/CP", False),
    ("symbol", "A/75/6 (Sect. 29A)/Corr.1", True),
    ("symbol", "UNEP/EA.4/Res.6", True),
    ("printed", "752(PLEN.36)", True),
    ("printed", "217 A (III)", True),
    ("loose", "2020/2021", True),
    ("loose", "and/or", False),
]


@pytest.mark.parametrize(("shape", "text", "expected"), SHAPES)
def test_shapes(shape: str, text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert bool(re.fullmatch(shapes.shape(shape), text)) is expected


def test_every_shape_compiles_and_has_an_example() -> None:
    named = {name for name, value in assets.toml("data/grammar/shapes.toml").items() if isinstance(value, str)}
    for name in named:
        re.compile(shapes.shape(name))
    assert len(named) > 10


@settings(derandomize=True)
@given(
    lengths=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=8),
    start=st.integers(0, 40),
    length=st.integers(1, 9),
)
def test_the_stretch_that_holds_a_place(lengths: list[tuple[int, int]], start: int, length: int) -> None:
    stretches, position = [], 0
    for gap, size in lengths:
        stretches.append(SimpleNamespace(start=position + gap, end=position + gap + size))
        position += gap + size
    shared = [s for s in stretches if s.start < start + length and start < s.end]
    assert overlapping(stretches, start, start + length) == (shared[-1] if shared else None)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("an amount of 2,400,000 United States dollars", []),
        ("maritime security in the Gulf of Guinea", []),
        ("the situation in the Lake Chad Basin region", []),
        ("support to Chad and Guinea", ["state/TCD", "state/GIN"]),
        ("the United States and the United States Virgin Islands", ["state/USA"]),
    ],
)
def test_a_longer_name_that_means_something_else_hides_the_name_in_it(text: str, keys: list[str]) -> None:
    assert [span.key for span in gazetteer(authority.load(), "en").find(text, None)] == keys
