"""The gold inventory of ECLAC 611(XXX), each line asked through SPARQL, and the traps: false facts that must not appear."""

from __future__ import annotations

import pytest
from rdflib import Dataset, URIRef

from mandategraph.query import query
from mandategraph.store import EmbeddedStore

D = "https://w3id.org/unmandates/id/doc/ECLAC/RES/611-XXX"
PREFIXES = f"""
PREFIX unm: <https://w3id.org/unmandates/ontology#>
PREFIX act: <https://w3id.org/unmandates/vocab/act/>
PREFIX assertion: <https://w3id.org/unmandates/vocab/assertion/>
PREFIX role: <https://w3id.org/unmandates/vocab/role/>
PREFIX scope: <https://w3id.org/unmandates/vocab/scope/>
PREFIX status: <https://w3id.org/unmandates/vocab/status/>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX group: <https://w3id.org/unmandates/id/group/>
PREFIX instrument: <https://w3id.org/unmandates/id/instrument/>
PREFIX body: <https://w3id.org/unmandates/id/body/>
PREFIX state: <https://w3id.org/unmandates/id/state/>
PREFIX d: <{D}#>
"""


def ask(store: EmbeddedStore, pattern: str) -> bool:
    return bool(query(store, f"{PREFIXES} ASK {{ {pattern} }}").rows[0][0])


def rows(store: EmbeddedStore, select: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in query(store, PREFIXES + select).text()]


def column(store: EmbeddedStore, select: str) -> list[str]:
    return [row[0] for row in rows(store, select)]


# --- The inventory -------------------------------------------------------------------------------------------------


def test_enacting_body(store: EmbeddedStore) -> None:
    label = "Economic Commission for Latin America and the Caribbean"
    assert column(store, f"SELECT ?l {{ <{D}> unm:adoptedBy/rdfs:label ?l FILTER(LANG(?l) = 'en') }}") == [label]


def test_symbol_and_title(store: EmbeddedStore) -> None:
    select = f"""SELECT ?s ?p ?t ?tp {{ <{D}> dcterms:identifier ?s ; unm:symbolAsPrinted ?p ; dcterms:title ?t ;
      eli:is_realized_by/unm:titleAsPrinted ?tp }}"""
    title = "Cooperation among developing countries and regions"
    assert rows(store, select) == [("ECLAC/RES/611(XXX)", "611(XXX)", title, title.upper())]


def test_three_preambular_paragraphs(store: EmbeddedStore) -> None:
    select = f"SELECT ?p {{ ?n a unm:PreambularParagraph ; eli:is_part_of <{D}> ; unm:order ?o ; unm:leadPhrase ?p }} ORDER BY ?o"
    assert column(store, select) == ["Considering", "Also considering", "Recalling"]


def test_nine_operative_paragraphs(store: EmbeddedStore) -> None:
    select = f"""SELECT ?n ?p {{ ?op a unm:OperativeParagraph ; eli:is_part_of <{D}> ; eli:number ?n ; unm:order ?o ;
      unm:leadPhrase ?p }} ORDER BY ?o"""
    assert rows(store, select) == [
        ("1", "Takes note"),
        ("2", "Acknowledges"),
        ("3", "Specifically acknowledges"),
        ("4", "Reiterates"),
        ("5", "Stresses"),
        ("6", "Underscores"),
        ("7", "Underscores also"),
        ("8", "Requests"),
        ("9", "Decides"),
    ]


def test_eight_items_all_under_paragraph_8_and_no_third_level(store: EmbeddedStore) -> None:
    select = "SELECT ?n ?parent { ?i a unm:SubItem ; eli:number ?n ; eli:is_part_of ?parent ; unm:order ?o } ORDER BY ?o"
    assert rows(store, select) == [(letter, f"{D}#op-8") for letter in "abcdefgh"]


def test_two_footnotes_with_their_anchors(store: EmbeddedStore) -> None:
    select = "SELECT ?n ?p ?t { ?f a unm:Footnote ; eli:number ?n ; unm:anchoredIn ?p ; unm:text ?t } ORDER BY ?n"
    found = rows(store, select)
    assert [(number, place) for number, place, _ in found] == [("15", f"{D}#pp-1"), ("16", f"{D}#op-1")]
    assert found[0][2].endswith("Sales No. E.78.II.A.11 and corrigendum, chap. I.")
    assert found[1][2] == "LC/G.2242(SES.30/18)."


def test_note_marks_stand_where_they_were_printed(store: EmbeddedStore) -> None:
    select = "SELECT ?t ?o { ?r a unm:NoteReference ; unm:inProvision/unm:text ?t ; unm:offset ?o } ORDER BY ?o"
    before = [text[: int(offset)][-17:] for text, offset in rows(store, select)]
    assert before == ["biennium 2002-2003”,"[-17:], "s Plan of Action,"]


def test_direct_document_citations(store: EmbeddedStore) -> None:
    found = [
        (r["cited"], r["paragraph"], r["relation"], r["scope"], r["status"])
        for r in query(store, "lineage/cites", document="611(XXX)").records()
        if not r["cited"].startswith("instrument/")
    ]
    assert found == [
        ("A/RES/58/220", "pp-1", "considers", "governed", "resolved"),
        ("A/RES/58/220", "pp-2", "considers", "governed", "inferred antecedent"),
        ("ECLAC/RES/591(XXIX)", "pp-3", "recalls", "governed", "resolved"),
        ("LC/G.2242(SES.30/18)", "op-1", "takes note of", "governed", "resolved"),
        ("Sales No. E.78.II.A.11", "fn-15", "mentions document", "footnote", "resolved"),
        ("LC/G.2242(SES.30/18)", "fn-16", "mentions document", "footnote", "resolved"),
    ]


def test_the_conference_report_is_cited_at_its_chapter(store: EmbeddedStore) -> None:
    assert column(store, "SELECT ?p { ?c a unm:Citation ; unm:inProvision d:fn-15 ; unm:pinpoint ?p }") == ["chap. I"]


def test_three_instruments(store: EmbeddedStore) -> None:
    select = "SELECT ?i ?p { ?c cito:hasCitedEntity ?i ; unm:inProvision ?p . ?i a unm:Instrument . ?p unm:order ?o } ORDER BY ?o"
    assert rows(store, select) == [
        ("https://w3id.org/unmandates/id/instrument/buenos-aires-plan-of-action-1978", f"{D}#pp-1"),
        ("https://w3id.org/unmandates/id/instrument/un-millennium-declaration-2000", f"{D}#pp-2"),
        ("https://w3id.org/unmandates/id/instrument/monterrey-consensus-2002", f"{D}#op-7"),
    ]


def test_two_conferences_with_place_and_dates_in_the_words(store: EmbeddedStore) -> None:
    select = """SELECT ?p ?place ?from ?to { ?m unm:mentionedEntity ?c ; unm:inProvision ?p ; schema:location ?place ;
      schema:startDate ?from ; schema:endDate ?to . ?c a unm:Conference } ORDER BY ?from"""
    assert rows(store, select) == [
        (f"{D}#fn-15", "Buenos Aires", "1978-08-30", "1978-09-12"),
        (f"{D}#op-7", "Monterrey, Mexico", "2002-03-18", "2002-03-22"),
    ]


def test_programme_and_bienniums(store: EmbeddedStore) -> None:
    programme = "SELECT ?m ?l { ?m unm:concernsProgramme/dcterms:temporal/rdfs:label ?l }"
    assert rows(store, programme) == [(f"{D}#mandate-op-8-b-1", "2006-2007")]
    periods = "SELECT ?p ?l { ?m unm:inProvision ?p ; unm:mentionedEntity ?e . ?e a unm:Period ; rdfs:label ?l } ORDER BY ?l"
    assert rows(store, periods) == [(f"{D}#op-1", "2002-2003"), (f"{D}#op-8-b", "2006-2007")]


def test_two_renamings_one_decided_here_and_one_reported(store: EmbeddedStore) -> None:
    select = """SELECT ?p ?e ?from ?to ?by ?in ?how ?kept { ?r a unm:Renaming ; unm:inProvision ?p ; unm:renamedEntity ?e ;
      unm:fromName/unm:nameText ?from ; unm:toName/unm:nameText ?to ; unm:decidedBy ?by ; unm:decidedIn/dcterms:identifier ?in ;
      unm:assertionSource ?how . OPTIONAL { ?r unm:mandatePreserved ?kept } } ORDER BY ?how"""
    base = "https://w3id.org/unmandates/"
    assert rows(store, select) == [
        (
            f"{D}#op-9",
            f"{base}id/body/eclac-committee-dc-cooperation",
            "Committee on Cooperation among Developing Countries and Regions",
            "Committee on South-South Cooperation",
            f"{base}id/body/eclac",
            "ECLAC/RES/611(XXX)",
            f"{base}vocab/assertion/primary",
            "",
        ),
        (
            f"{D}#pp-1",
            f"{base}id/body/hlc-tcdc",
            "High-level Committee on the Review of Technical Cooperation among Developing Countries",
            "High-level Committee on South-South Cooperation",
            f"{base}id/body/ga",
            "A/RES/58/220",
            f"{base}vocab/assertion/reported",
            "true",
        ),
    ]


def test_eight_mandates_to_the_executive_secretary_under_paragraph_8(store: EmbeddedStore) -> None:
    found = query(store, "mandates/by-document", document="611(XXX)").records()
    verbs = ["modernize", "intensify", "continue to strengthen", "take", "request", "strengthen", "participate", "support"]
    assert [(r["paragraph"], r["verb"]) for r in found] == list(zip([f"op-8-{x}" for x in "abcdefgh"], verbs, strict=True))
    assert {(r["addressee"], r["chapeau"], r["act"], r["force"]) for r in found} == {
        ("Executive Secretary", "op-8", "request", "directive")
    }
    assert column(store, "SELECT DISTINCT ?a { ?m unm:addressee ?a }") == [
        "https://w3id.org/unmandates/id/post/eclac-executive-secretary"
    ]


def test_item_e_embeds_a_request_to_the_international_community(store: EmbeddedStore) -> None:
    found = rows(store, "SELECT ?p ?a { ?m unm:secondaryAddressee ?a ; unm:inProvision ?p }")
    assert found == [(f"{D}#op-8-e", "https://w3id.org/unmandates/id/group/international-community")]


def test_twelve_countries_acknowledged_in_an_open_list(store: EmbeddedStore) -> None:
    select = """SELECT ?code { ?m unm:inProvision d:op-3 ; unm:role role:acknowledged-supporter ; unm:listIsOpen true ;
      unm:mentionedEntity ?s . ?s a unm:State ; skos:notation ?code FILTER(STRLEN(?code) = 3) } ORDER BY ?code"""
    assert column(store, select) == ["ARG", "CAN", "CHL", "COL", "DEU", "ESP", "FRA", "ITA", "JPN", "NLD", "SWE", "URY"]


def test_seven_institution_entries_acknowledged_one_of_two_entities(store: EmbeddedStore) -> None:
    select = """SELECT ?m (COUNT(?b) AS ?n) { ?m unm:inProvision d:op-3 ;
      unm:role role:acknowledged-supporter ; unm:listIsOpen true ;
      unm:mentionedEntity ?b . ?b a unm:Body } GROUP BY ?m ORDER BY ?m"""
    assert sorted(int(n) for _, n in rows(store, select)) == [1, 1, 1, 1, 1, 1, 2]


@pytest.mark.parametrize(
    ("actor", "provision"),
    [
        ("body/ga", "pp-1"),
        ("group/international-community", "op-8-e"),
        ("body/sela", "op-8-h"),
        ("body/undp", "op-8-h"),
        ("group/regional-commissions", "op-8-f"),
        ("group/latin-american-and-caribbean-countries", "op-8-e"),
        ("group/developing-countries-and-their-partners", "pp-2"),
        ("group/united-nations-organizations", "pp-2"),
        ("group/multilateral-institutions", "pp-2"),
    ],
)
def test_other_actors(store: EmbeddedStore, actor: str, provision: str) -> None:
    assert ask(store, f"d:{provision} unm:mentions <https://w3id.org/unmandates/id/{actor}>")


def test_unresolved_references(store: EmbeddedStore) -> None:
    found = [(r["paragraph"], r["quote"]) for r in query(store, "quality/unresolved").records()]
    adopted = "the new mandates and approaches adopted by the General Assembly"
    assert found == [("op-8", "the relevant mandates"), ("op-8-a", adopted), ("op-9", adopted)]


def test_session_dates_come_from_the_authority_data(store: EmbeddedStore) -> None:
    select = f"""SELECT ?g ?from ?to ?place {{ GRAPH ?any {{ <{D}> unm:adoptedAtSession ?s }}
      GRAPH ?g {{ ?s schema:startDate ?from ; schema:endDate ?to ; schema:location ?place }} }}"""
    graph = "https://w3id.org/unmandates/graph/authority/sessions"
    assert rows(store, select) == [(graph, "2004-06-28", "2004-07-02", "San Juan, Puerto Rico")]
    assert ask(
        store,
        "<https://w3id.org/unmandates/id/doc/A/RES/58/220> eli:date_document ?d FILTER(STR(?d) = '2003-12-23')",
    )
    assert not ask(store, f"<{D}> eli:date_document ?date")


def test_reported_acts_with_agent_source_and_addressee(store: EmbeddedStore) -> None:
    found = [
        (r["paragraph"], r["agent"], r["act"], r["addressee"], r["source"]) for r in query(store, "quality/reported").records()
    ]
    assembly, source = "General Assembly", "A/RES/58/220"
    assert found == [
        ("pp-1", assembly, "endorse", None, source),
        ("pp-1", "High-level Committee on South-South Cooperation", "reaffirm", None, None),
        ("pp-1", assembly, "decide", None, source),
        ("pp-2", assembly, "urge", "developing countries and their partners", source),
        ("pp-2", assembly, "urge", "United Nations organizations", source),
        ("pp-2", assembly, "urge", "multilateral institutions", source),
    ]


# --- The traps: each pattern is a false fact. The patterns are proven able to match in the test below them. -----------

TRAPS = {
    "611 reaffirms the Buenos Aires Plan of Action": f"<{D}> unm:reaffirms ?x",
    "a citation of the Plan by an own act": """?c cito:hasCitedEntity instrument:buenos-aires-plan-of-action-1978 ;
      cito:hasCitingEntity ?d ; unm:act ?a FILTER(?a != act:mention)""",
    "611 urges developing countries or UN organizations": "?m a unm:Mandate ; unm:act act:urge",
    "a mandate to developing countries": f"<{D}> unm:givesMandateTo group:developing-countries-and-their-partners",
    "a mandate to UN organizations": f"<{D}> unm:givesMandateTo group:united-nations-organizations",
    "a mandate from the preamble": "?m a unm:Mandate ; unm:inProvision/a unm:PreambularParagraph",
    "a mandate from the renaming of paragraph 9": "?m a unm:Mandate ; unm:inProvision d:op-9",
    "Sweden is a donor, or any State anything but itself": """?s a unm:State ; ?p ?v
      FILTER(?p NOT IN (<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>, rdfs:label, dcterms:identifier, dcterms:source,
        skos:notation, unm:hasName))""",
    "a State in the group of donor countries": "?s a unm:State . group:donor-countries ?p ?s",
    "Japan is a member State": "?s a unm:State . ?s ?p ?o . ?o a unm:ActorGroup",
    "a State in another role than that of its words": """?m unm:mentionedEntity ?s ; unm:role ?r . ?s a unm:State
      FILTER(?r != role:acknowledged-supporter)""",
    "an adoption day that the text does not give": f"<{D}> eli:date_document ?date",
    "611 renames the High-level Committee": f"<{D}> unm:renames body:hlc-tcdc",
    "58/220 cites 591(XXIX) or the other way round": """?a unm:cites ?b . ?a dcterms:identifier ?x . ?b dcterms:identifier ?y
      FILTER(CONTAINS(?x, "58/220") && CONTAINS(?y, "591") || CONTAINS(?x, "591") && CONTAINS(?y, "58/220"))""",
    "58/220 created the ECLAC committee": "?r unm:renamedEntity body:eclac-committee-dc-cooperation ; unm:decidedBy body:ga",
    "Mexico, a place, as an actor": "?m unm:mentionedEntity state:MEX",
    "a bare 611(XXX) given to the Assembly": "?d dcterms:identifier 'A/RES/611(XXX)'",
    "a blank node": "?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o))",
}


@pytest.mark.parametrize("trap", TRAPS)
def test_no_false_fact(store: EmbeddedStore, trap: str) -> None:
    assert not ask(store, TRAPS[trap])


FALSE_FACTS = f"""
@prefix unm: <https://w3id.org/unmandates/ontology#> . @prefix act: <https://w3id.org/unmandates/vocab/act/> .
@prefix role: <https://w3id.org/unmandates/vocab/role/> . @prefix cito: <http://purl.org/spar/cito/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/unmandates/id/> .
<{D}> unm:reaffirms <instrument/buenos-aires-plan-of-action-1978> ; eli:date_document "2004-07-02" ;
  unm:givesMandateTo <group/developing-countries-and-their-partners> , <group/united-nations-organizations> ;
  unm:renames <body/hlc-tcdc> .
<{D}#c> cito:hasCitedEntity <instrument/buenos-aires-plan-of-action-1978> ; cito:hasCitingEntity <{D}> ; unm:act act:reaffirm .
<{D}#m1> a unm:Mandate ; unm:act act:urge ; unm:inProvision <{D}#pp-2> .
<{D}#m2> a unm:Mandate ; unm:inProvision <{D}#op-9> .
<{D}#pp-2> a unm:PreambularParagraph .
<state/SWE> a unm:State ; unm:isDonor true ; skos:broader <group/member-states> .
<group/member-states> a unm:ActorGroup . <group/donor-countries> skos:member <state/SWE> .
<{D}#m3> unm:mentionedEntity <state/SWE> , <state/MEX> ; unm:role role:addressee .
<doc/A/RES/58/220> unm:cites <doc/E/591> ; dcterms:identifier "A/RES/58/220" .
<doc/E/591> dcterms:identifier "ECLAC/RES/591(XXIX)" .
<{D}#r> unm:renamedEntity <body/eclac-committee-dc-cooperation> ; unm:decidedBy <body/ga> .
<doc/x> dcterms:identifier "A/RES/611(XXX)" ; eli:is_part_of [] .
"""


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_catches_its_false_fact(trap: str) -> None:
    dataset = Dataset(default_union=True)
    dataset.graph(URIRef("urn:false")).parse(data=FALSE_FACTS, format="turtle")
    assert dataset.query(f"{PREFIXES} ASK {{ {TRAPS[trap]} }}").askAnswer
