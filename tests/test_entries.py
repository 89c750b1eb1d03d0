"""Looking an actor up: the entries of the authority data, and the names that are only looked up."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner, Result

from mandategraph import authority, find_actors
from mandategraph.cli import main
from mandategraph.errors import NotInGraph
from mandategraph.grammar.names import gazetteer
from mandategraph.symbol import Symbol

# Names of organs and actors that resolutions print most often, and the actors that bear them.
OFTEN = [
    ("United Nations", "united-nations"),
    ("General Assembly", "ga"),
    ("Security Council", "sc"),
    ("United Nations Security Council", "sc"),
    ("Economic and Social Council", "ecosoc"),
    ("Human Rights Council", "hrc"),
    ("Commission on Human Rights", "chr"),
    ("International Court of Justice", "icj"),
    ("United Nations Secretariat", "secretariat"),
    ("Fifth Committee", "ga-fifth-committee"),
    ("Sixth Committee", "ga-sixth-committee"),
    ("Peacebuilding Commission", "pbc"),
    ("Advisory Committee on Administrative and Budgetary Questions", "acabq"),
    ("Commission on the Status of Women", "csw"),
    ("Commission on Crime Prevention and Criminal Justice", "ccpcj"),
    ("Conference on Disarmament", "conference-on-disarmament"),
    ("World Health Assembly", "wha"),
    ("United Nations Environment Assembly", "unea"),
    ("Conference of the Parties to the United Nations Framework Convention on Climate Change", "unfccc-cop"),
    ("Conference of the Parties to the Convention on Biological Diversity", "cbd-cop"),
    ("Review Conference of the Parties to the Treaty on the Non-Proliferation of Nuclear Weapons", "npt-review-conference"),
    ("Review Conference", "npt-review-conference"),
    ("Intergovernmental Panel on Climate Change", "ipcc"),
    ("Security Council Working Group on Children and Armed Conflict", "sc-working-group-on-children-and-armed-conflict"),
    ("Office of the United Nations High Commissioner for Human Rights", "ohchr"),
    ("Office of the United Nations High Commissioner for Refugees", "unhcr"),
    ("United Nations Office on Drugs and Crime", "unodc"),
    ("Department of Global Communications of the Secretariat", "dgc"),
    ("United Nations Logistics Base", "unlb"),
    ("United Nations Development Programme", "undp"),
    ("United Nations Environment Programme", "unep"),
    ("United Nations Conference on Trade and Development", "unctad"),
    ("United Nations Children’s Fund", "unicef"),
    ("United Nations Entity for Gender Equality and the Empowerment of Women", "un-women"),
    ("World Health Organization", "who"),
    ("International Labour Organization", "ilo"),
    ("Food and Agriculture Organization of the United Nations", "fao"),
    ("United Nations Educational, Scientific and Cultural Organization", "unesco"),
    ("International Maritime Organization", "imo"),
    ("International Monetary Fund", "imf"),
    ("World Bank", "world-bank"),
    ("International Atomic Energy Agency", "iaea"),
    ("World Trade Organization", "wto"),
    ("International Criminal Court", "icc"),
    ("International Criminal Police Organization", "interpol"),
    ("International Committee of the Red Cross", "icrc"),
    ("African Union", "african-union"),
    ("African Union Peace and Security Council", "au-psc"),
    ("Assembly of Heads of State and Government of the African Union", "au-assembly"),
    ("European Union", "eu"),
    ("Economic Community of West African States", "ecowas"),
    ("Intergovernmental Authority on Development", "igad"),
    ("Caribbean Community", "caricom"),
    ("Caribbean Development Bank", "caribbean-development-bank"),
    ("Organisation of Eastern Caribbean States", "oecs"),
    ("Pacific Islands Forum", "pacific-islands-forum"),
    ("Council of Regional Organizations in the Pacific", "crop"),
    ("Economic Commission for Latin America and the Caribbean", "eclac"),
    ("Economic and Social Commission for Asia and the Pacific", "escap"),
    ("United Nations Disengagement Observer Force", "undof"),
    ("United Nations Assistance Mission in Afghanistan", "unama"),
    ("United Nations Mission in Liberia", "unmil"),
    ("United Nations Operation in Côte d’Ivoire", "unoci"),
    ("United Nations Organization Mission in the Democratic Republic of the Congo", "monusco"),
    ("Secretary-General of the United Nations", "secretary-general"),
    ("President of the General Assembly", "president-of-the-general-assembly"),
    ("President of the Security Council", "president-of-the-security-council"),
    ("United Nations High Commissioner for Human Rights", "high-commissioner-for-human-rights"),
    ("Special Representative of the Secretary-General", "srsg"),
    ("Special Representative", "srsg"),
    ("Special Envoy", "special-envoy-of-the-secretary-general"),
    ("Special Rapporteur", "special-rapporteur"),
    ("Special Rapporteur of the Human Rights Council", "special-rapporteur"),
    ("Independent Expert", "independent-expert"),
    ("High Commissioner", "high-commissioner-for-human-rights high-commissioner-for-refugees"),
    ("Office of the High Commissioner", "ohchr unhcr"),
    ("President of the Council", "president-of-ecosoc president-of-the-human-rights-council president-of-the-security-council"),
    ("Advisory Committee", "acabq hrc-advisory-committee"),
    ("Group of Experts", "goe-cote-divoire group-of-experts-drc"),
    ("Conference of the Parties", "cbd-cop unccd-cop unfccc-cop untoc-cop"),
    ("Member States", "member-states"),
    ("Member State", "member-states"),
    ("States Members of the United Nations", "member-states"),
    ("States Parties", "states-parties"),
    ("African States", "african-states"),
    ("Heads of State and Government", "heads-of-state-and-government"),
    ("United Nations Country Team", "united-nations-country-teams"),
    ("United States of America", "USA"),
    ("United States", "USA"),
    ("Russian Federation", "RUS"),
]
# Of the most frequent names of actors, those that no entry bears: each is of a kind that a text makes one of its own.
OPEN = ["Working Group", "Group of Governmental Experts", "Head of Mission", "Security Council Committee"]


@pytest.mark.parametrize(("name", "tails"), OFTEN)
def test_the_names_that_resolutions_print_most_are_known(name: str, tails: str) -> None:
    assert sorted(entry.key.partition("/")[2] for entry in find_actors(name)) == tails.split()


@pytest.mark.parametrize("name", OPEN)
def test_a_name_that_a_text_makes_one_of_its_own_is_no_entry(name: str) -> None:
    with pytest.raises(NotInGraph, match="no actor named"):
        find_actors(name)


#   name, key, kind, parents, founding acts, first and last day
ENTRIES = [
    ("UNMISS", "body/unmiss", "mission", "body/sc", "S/RES/1996(2011)", "2011-07-08", None),
    ("MONUC", "body/monusco", "mission", "body/sc", "S/RES/1279(1999)", "1999-11-30", None),
    ("untaet", "body/untaet", "mission", "body/sc", "S/RES/1272(1999)", "1999-10-25", "2002-05-20"),
    ("Comité contre la torture", "body/cat", "treaty-body", "", "", None, None),
    ("body/cted", "body/cted", "department", "body/ctc body/sc", "S/RES/1535(2004)", "2004-03-26", None),
    ("ICRC", "body/icrc", "non-governmental-organization", "", "", "1863-02-17", None),  # A/RES/45/6 made it an observer
    ("the Emergency Relief Coordinator", "post/emergency-relief-coordinator", "post", "body/ocha body/secretariat", "", None, None),
    ("Cote d'Ivoire", "state/CIV", "state", "", "", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "key", "kind", "parents", "acts", "start", "end"), ENTRIES)
def test_an_entry(name: str, key: str, kind: str, parents: str, acts: str, start: str | None, end: str | None) -> None:
    (entry,) = find_actors(name)
    assert (entry.key, entry.kind) == (key, kind)
    assert entry.parents == tuple(parents.split())
    assert entry.acts == tuple(Symbol.parse(act) for act in acts.split())
    assert (entry.start, entry.end) == tuple(date.fromisoformat(day) if day else None for day in (start, end))


def test_a_body_has_its_posts_and_members() -> None:
    (assembly,) = find_actors("body/ga")
    assert "body/ga-first-committee" in assembly.members
    assert assembly.posts == ("post/president-of-the-general-assembly",)


def test_the_actors_of_a_kind() -> None:
    courts = {entry.label for entry in find_actors(kind="court")}
    assert {"International Court of Justice", "United Nations Dispute Tribunal"} <= courts
    assert "Human Rights Committee" not in courts


def test_a_name_that_nobody_bears() -> None:
    with pytest.raises(NotInGraph, match=r"no actor named 'UNMISSS' in the authority data; did you mean: UNMISS"):
        find_actors("UNMISSS")
    with pytest.raises(NotInGraph, match="no actor is of kind 'panel'; the kinds are: committee, court, "):
        find_actors(kind="panel")
    with pytest.raises(NotInGraph, match="no actor named 'UNMISS' is of kind 'court'; leave the kind out"):
        find_actors("UNMISS", "court")


# --- Names that are looked up, and not looked for in texts ---------------------------------------------------------------

#   sentence, the keys that are found in it
SENTENCES = [
    ("Encourages donors, the media, academia, parliaments and all other stakeholders to support the Fund", []),
    ("the Legal Committee of the International Maritime Organization", ["body/imo"]),
    ("the Economic and Social Commission", []),  # not the Social Commission of 1946
    ("the Administrator of the Trust Territory", []),
    ("the Administrator of the United Nations Development Programme", ["post/undp-administrator"]),
    ("Requests the Panel of Experts to report", []),
    ("the Charter of the United Nations", []),
    ("children who live in the street", []),
    ("THE RIGHTS OF CHILDREN WHO LIVE IN THE STREET", []),
    ("the report of WHO on children who live in the street", ["body/who"]),
    ("an Assistant Secretary-General and the Technical Secretariat", []),
    ("the National Security Council", []),
    ("the Secretariat and the Secretary-General", ["body/secretariat", "post/secretary-general"]),
    ("the international financial institutions and other financial institutions", ["group/international-financial-institutions"]),
]


@pytest.mark.parametrize(("sentence", "keys"), SENTENCES)
def test_plain_words_are_no_names_in_texts(sentence: str, keys: list[str]) -> None:
    assert [span.key for span in gazetteer(authority.load(), "en").find(sentence, "body/ga")] == keys


def test_a_single_plain_word_is_a_name_only_if_it_is_silent() -> None:
    lower = [name for name in authority.load().names if name.language == "en" and " " not in name.text and name.text.islower()]
    assert lower
    assert [name.text for name in lower if not name.silent] == []


# --- The verb ----------------------------------------------------------------------------------------------------------


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["actors", *words], prog_name="mandategraph")


def test_the_verb_prints_all_that_is_known_of_an_actor() -> None:
    assert run("MONUC").output.splitlines()[:11] == [
        "body/monusco  United Nations Organization Stabilization Mission in the Democratic Republic of the Congo",
        "  kind        mission",
        "  within      body/sc",
        "  days        1999-11-30 ..",
        "  founded by  S/RES/1279(1999)",
        "  source      S/RES/1279(1999)",
        "  posts       post/srsg-drc",
        "  name        en official  United Nations Organization Mission in the Democratic Republic of the Congo"
        "  1999-11-30 .. 2010-07-01",
        "  name        en acronym   MONUC",
        "  name        en official  United Nations Organization Stabilization Mission in the Democratic Republic of the Congo"
        "  2010-07-01 ..",
        "  name        en acronym   MONUSCO",
    ]


def test_the_verb_marks_a_name_that_is_not_looked_for() -> None:
    assert "  name        en official  Legal Committee  not looked for in texts" in run("Legal Committee").output.splitlines()


def test_the_verb_lists_actors_of_a_kind() -> None:
    result = run("--kind", "principal-organ")
    assert result.output.splitlines()[0].split() == ["body/ga", "principal-organ", "General", "Assembly"]
    lines = run("--kind", "mission").output.splitlines()
    assert len({line.index("  mission  ") for line in lines}) == 1
    assert next(line for line in lines if line.startswith("body/untaet ")).split()[1:5] == [
        "mission",
        "1999-10-25",
        "..",
        "2002-05-20",
    ]


def test_the_verb_lists_every_actor() -> None:
    facts = authority.load()
    assert len(run().output.splitlines()) == sum(map(len, (facts.bodies, facts.posts, facts.states, facts.groups)))


def test_the_verb_prints_json() -> None:
    (found,) = json.loads(run("UNTSO", "--json").output)
    assert (found["key"], found["start"], found["acts"]) == ("body/untso", "1948-05-29", ["S/RES/50(1948)"])
    assert found["names"][0]["text"] == "United Nations Truce Supervision Organization"


def test_the_verb_refuses_a_name_that_nobody_bears() -> None:
    result = run("Committee of Bees")
    assert result.exit_code == 1
    assert "no actor named 'Committee of Bees'" in result.output
