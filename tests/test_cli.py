"""The command line, as a stranger uses it."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import lxml.html
import pytest
from click.testing import CliRunner, Result
from tests.made import broken, corpus, english, french, put
from tests.test_fetch import COMMIT, Page, Site, packed, site

import mandategraph as mg
from mandategraph.build import BuildReport
from mandategraph.cli import main
from mandategraph.fetch.sources import upstream

__all__ = ["site"]  # a fixture

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "resolutions" / "eclac-611-XXX.md"


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=given, prog_name="mandategraph")


@pytest.fixture
def at(built: BuildReport) -> list[str]:
    return ["--store", str(built.store)]


VERBS = [
    "read",
    "extract",
    "cite",
    "fetch",
    "build",
    "validate",
    "queries",
    "query",
    "trace",
    "network",
    "coverage",
    "export",
    "calendar",
    "mandates",
    "actors",
    "overlaps",
    "evaluate",
]


def test_the_verbs_are_the_public_functions() -> None:
    assert list(main.commands) == VERBS
    functions = [name for name in mg.__all__ if callable(getattr(mg, name)) and name.islower()]
    verbs = [verb for verb in VERBS if verb != "actors"]  # the name of the module that finds actors in texts
    views = ["series", "changes", "history", "thread"]  # of trace
    assert sorted([*verbs, *views, "akn4un", "find_actors", "open", "write_icalendar"]) == sorted(functions)


def test_all_that_is_public_is_there_and_documented() -> None:
    for name in mg.__all__:
        assert getattr(mg, name).__doc__, name


@pytest.mark.parametrize("verb", VERBS)
def test_help_names_every_option_with_an_explanation(verb: str) -> None:
    command = main.commands[verb]
    text = run(verb, "--help").output
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.opts[0] in text


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_in_the_documentation(verb: str) -> None:
    documentation = "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    assert f"mandategraph {verb}" in documentation
    for parameter in main.commands[verb].params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[-1] in documentation or parameter.opts[0] in documentation, parameter.opts


def test_a_session(tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "s")]
    built = run("build", "--sample", *store)
    assert built.exit_code == 0
    assert built.output.startswith("ECLAC/RES/611(XXX)  eclac-611-XXX.md\n1 document, ")
    validated = run("validate", *store)
    assert validated.exit_code == 0
    assert validated.output.startswith("conforms: violations: 0")
    traced = run("trace", "611(XXX)", *store)
    assert traced.output.splitlines()[0] == "58/220 → 591(XXIX) → 611(XXX)"
    exported = run("export", str(tmp_path / "dump"), "--format", "turtle", "--format", "graphml", *store)
    assert exported.output.split() == [str(tmp_path / "dump" / "mandategraph.ttl"), str(tmp_path / "dump" / "network.graphml")]


def test_read_and_extract() -> None:
    shown = run("read", str(SAMPLE))
    assert "op-9     [decide] Decides to change the name" in shown.output
    assert json.loads(run("read", str(SAMPLE), "--json").output)["symbol"] == "ECLAC/RES/611(XXX)"
    listed = run("extract", str(SAMPLE)).output
    assert re.search(r"Citation +pp-3 +recall ECLAC/RES/591\(XXIX\) \(governed\) +“its resolution 591\(XXIX\)”", listed)
    kinds = [statement["kind"] for statement in json.loads(run("extract", str(SAMPLE), "--json").output)]
    assert kinds.count("Mandate") == 8
    assert kinds.count("Renaming") == 2


def test_build_json_and_a_file_left_out(tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_text("# nothing\n", encoding="utf-8")
    result = run("build", str(SAMPLE), str(bad), "--store", str(tmp_path / "s"), "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["failures"][0]["file"] == str(bad)
    assert answer["outcomes"] == {"built": 1, "refused": 1}
    assert Path(answer["report"]).read_text(encoding="utf-8").startswith("file,symbol,language,outcome,reason\n")
    assert result.stderr.startswith(f"mandategraph: left out: {bad}: no resolution found")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The made record and a store of it."""
    folder = put(tmp_path_factory.mktemp("cli") / "in", corpus())
    mg.build([folder], folder.parent / "store", languages=["en", "fr"])
    return folder, folder.parent / "store"


def test_a_build_of_a_record(record: tuple[Path, Path], tmp_path: Path) -> None:
    result = run("build", str(record[0]), "--store", str(tmp_path / "s"), "--lang", "en, fr", "--jobs", "0")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert "A/RES/95/128 A-B  A_RES_95_128_E.xml" in lines
    assert re.fullmatch(rf"8 documents, \d+ quads in {tmp_path / 's'} \(run [0-9a-f]{{32}}\)", lines[-2])
    assert lines[-1].startswith(
        "to look at: duplicate: 1, empty: 1, litter: 1, refused: 1, unknown-kind: 1, wrong-language: 1, conflict: 1"
    )
    assert lines[-1].endswith(f"; see {tmp_path / 's' / 'build-report.csv'}")
    left = [Path(line.partition(": left out: ")[2].partition(": ")[0]).name for line in result.stderr.splitlines()]
    assert left == ["A_RES_95_1_E.xml", "A_RES_95_2_E.xml", "A_RES_95_3_E.xml"]


def test_what_is_no_failure_does_not_fail_a_build(tmp_path: Path) -> None:
    """Other languages, empty files and files of other kinds lie in every folder of the official record."""
    put(tmp_path / "in", {"1.xml": english(), "2.xml": french(2), "empty.xml": b"", "test.txt": b"test", "scan.tiff": b"II*"})
    result = run("build", str(tmp_path / "in"), "--store", str(tmp_path / "s"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "to look at: empty: 1, litter: 1, other-language: 1, unknown-kind: 1, contradicted-link: 1; see " in result.stdout


def test_building_again_says_what_was_done(tmp_path: Path) -> None:
    words = ["build", str(put(tmp_path / "in", {f"{n}.xml": english(n) for n in (1, 2, 3)})), "--store", str(tmp_path / "s")]
    first = run(*words).stdout
    again = run(*words)
    assert again.exit_code == 0
    assert "\nnothing has changed; 3 documents, " in again.stdout
    assert again.stdout.replace("nothing has changed; ", "") == first
    put(tmp_path / "in", {"3.xml": english(3, " today")})
    assert "\n2 unchanged; 3 documents, " in run(*words).stdout


def test_many_documents_and_failures_are_counted_and_not_listed(tmp_path: Path) -> None:
    put(tmp_path / "in", {f"{n}.xml": english(n) for n in range(1, 30)} | {f"bad {n}.xml": broken(n) for n in range(30, 60)})
    result = run("build", str(tmp_path / "in"), "--store", str(tmp_path / "s"), "--jobs", "1")
    assert result.exit_code == 1
    assert result.stdout.startswith("29 documents, ")
    assert result.stdout.count("\n") == 2
    assert result.stderr.count("mandategraph: left out: ") == 20


def test_a_build_in_a_pipe_says_nothing_of_its_progress(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {f"{n}.xml": english(n) for n in range(1, 25)})
    words = [sys.executable, "-m", "mandategraph", "build", str(folder), "--store", str(tmp_path / "s"), "--jobs", "1"]
    piped = subprocess.run(words, check=False, capture_output=True, text=True)
    assert (piped.returncode, piped.stderr) == (0, "")
    assert piped.stdout.startswith("24 documents, ")
    assert "\r" not in piped.stdout


def test_the_summary_for_programs(record: tuple[Path, Path], tmp_path: Path) -> None:
    result = run("build", str(record[0]), "--store", str(tmp_path / "s"), "--lang", "en,fr", "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert list(answer) == [
        *("store", "run", "documents", "provisions", "quads", "reused", "unchanged", "outcomes", "findings", "report", "failures"),
    ]
    assert (answer["documents"], answer["reused"], answer["unchanged"]) == (8, 0, False)
    assert answer["outcomes"]["built"] == 7
    assert answer["findings"]["unaligned"] == 1
    assert [failure["outcome"] for failure in answer["failures"]] == ["duplicate", "wrong-language", "refused"]
    again = json.loads(run("build", str(record[0]), "--store", str(tmp_path / "s"), "--lang", "en,fr", "--json").stdout)
    assert again == answer | {"reused": 8, "unchanged": True}


@pytest.mark.parametrize("lang", ["xx", "", ",", "en,xx"])
def test_a_language_that_is_none_is_one_line(lang: str, tmp_path: Path) -> None:
    result = run("build", str(SAMPLE), "--store", str(tmp_path / "s"), "--lang", lang)
    assert result.exit_code == 1
    assert re.fullmatch(r"mandategraph: no language .*; there are: en \(English\), fr .*\n", result.stderr)
    assert not (tmp_path / "s").exists()


def test_read_and_extract_of_official_files(record: tuple[Path, Path]) -> None:
    folder = record[0] / "ga"
    shown = run("read", str(folder / "English" / "A_RES_95_4_E.xml")).output
    assert shown.startswith(
        "A/RES/95/4  South-South cooperation\nGeneral Assembly\n\npp-1     [recall] Recalling its resolution 94/7"
    )
    assert "\nop-1     [request] Requests the Secretary-General to report" in shown
    both = run("read", str(folder / "English" / "A_RES_95_128_E.xml")).output
    assert [line for line in both.splitlines() if line.startswith("A/RES")] == [
        "A/RES/95/128 A-B  Questions relating to information",
        "A/RES/95/128 A  Information",
        "A/RES/95/128 B  Information",
    ]
    several = json.loads(run("read", str(folder / "English" / "A_RES_95_128_E.xml"), "--json").output)
    assert [document["symbol"] for document in several] == ["A/RES/95/128 A-B", "A/RES/95/128 A", "A/RES/95/128 B"]
    assert "Coopération Sud-Sud" in run("read", str(folder / "French" / "A_RES_95_1_F.xml")).output
    listed = run("extract", str(folder / "English" / "A_RES_95_4_E.xml")).output
    assert re.search(r"Citation +pp-1 +recall A/RES/94/7 ", listed)
    refused = run("read", str(folder / "English" / "A_RES_95_3_E.xml"))
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert refused.stderr.endswith("A_RES_95_3_E.xml: no text: the file holds only a cover; get the whole document\n")


def test_coverage_by_body_year_and_language(record: tuple[Path, Path]) -> None:
    rows = json.loads(run("coverage", "--store", str(record[1]), "--format", "json").output)
    # A set and the resolutions in it count as documents, a draft once.
    assert [(row["class"], str(row["year"]), row["language"], row["documents"]) for row in rows] == [
        ("decision", "2040", "ENG", 1),
        ("resolution", "2040", "ENG", 5),
        ("resolution", "2040", "FRA", 1),
        ("draft resolution", "2040", "ENG", 1),
        ("presidential statement", "2040", "ENG", 1),
    ]
    assert all(row["provisions"] > 0 for row in rows)
    assert "General Assembly" in run("coverage", "--store", str(record[1])).output


def test_fetch_and_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["ga"] = Page(packed({"95session/English/A_RES_95_1_E.xml": english(), "README.md": b"#"}))
    sources = site.sources()
    monkeypatch.setattr(import_module("mandategraph.fetch"), "upstream", lambda name, _: upstream(name, sources))
    words = ["fetch", "unxml", "--body", "ga", "--session", "95", "--to", str(site.to)]
    fetched = run(*words)
    assert (fetched.exit_code, fetched.stderr) == (0, "")
    first, total, notice = fetched.stdout.splitlines()
    assert re.fullmatch(rf"{site.to / 'GAresolutions'}|GAresolutions  \d files  commit {COMMIT}", first)
    assert re.fullmatch(rf"\d files in {site.to}", total)
    assert notice == "The source is the United Nations."
    assert f"nothing new; {total}" in run(*words).stdout
    assert json.loads(run(*words, "--json").stdout)["unchanged"] is True
    built = run("build", str(site.to), "--store", str(site.folder / "s"))
    assert (built.exit_code, built.stdout.splitlines()[0]) == (0, "A/RES/95/1  A_RES_95_1_E.xml")
    asked = "SELECT ?c { ?s <https://w3id.org/unmandates/ontology#upstreamCommit> ?c }"
    assert run("query", "-e", asked, "--format", "csv", "--store", str(site.folder / "s")).output == f"c\n{COMMIT}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["unxlm"], "'unxlm' is no known upstream; choose one of: unxml"),
        (["unxml", "--body", "xx"], "'xx' is no body of unxml; choose one of: ga, ga-decisions, sc, hrc, ecosoc"),
        (["unxml", "--session", "78"], "session '78' needs the body whose session it is; choose one of: ga, "),
    ],
)
def test_a_fetch_of_what_is_not_there_is_one_line(words: list[str], message: str, tmp_path: Path) -> None:
    result = run("fetch", *words, "--to", str(tmp_path / "unxml"))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert message in result.stderr
    assert not (tmp_path / "unxml").exists()


def test_queries_are_listed_with_their_questions() -> None:
    text = run("queries").output
    assert "lineage/cites\n    Which documents does this document cite" in text
    assert len(json.loads(run("queries", "--json").output)) == len(mg.queries())


def test_query_forms(at: list[str], tmp_path: Path) -> None:
    assert run("query", "lineage/cites", "--document", "611(XXX)", *at).output.count("\n") == 11
    assert run("query", "lineage/cites", "--document=58/220", *at).output.count("\n") == 2
    sparql = "SELECT (COUNT(*) AS ?n) WHERE { ?m a <https://w3id.org/unmandates/ontology#Mandate> }"
    assert run("query", "-e", sparql, "--format", "csv", *at).output == "n\n8\n"
    assert run("query", "-f", "-", "--format", "csv", *at, given=sparql).output == "n\n8\n"
    (tmp_path / "q.rq").write_text(sparql, encoding="utf-8")
    assert run("query", "-f", str(tmp_path / "q.rq"), "--format", "tsv", *at).output == "n\n8\n"


def test_the_same_question_to_an_endpoint(endpoint: str, at: list[str]) -> None:
    local = run("trace", "611(XXX)", *at)
    assert local.exit_code == 0
    assert run("trace", "611(XXX)", "--endpoint", endpoint).output == local.output


def test_trace_json_dot_and_full(at: list[str]) -> None:
    assert json.loads(run("trace", "611(XXX)", "--json", *at).output)["focus"] == "ECLAC/RES/611(XXX)"
    assert run("trace", "611(XXX)", "--dot", *at).output.startswith("digraph lineage {")
    assert run("trace", "58/220", "--forward", *at).output.startswith("58/220 → 611(XXX)\n")
    assert run("trace", "611(XXX)", "--full", *at).output.startswith("A/RES/58/220 → ECLAC/RES/591(XXIX)")


def test_trace_by_classes_of_edges(at: list[str]) -> None:
    assert run("trace", "611(XXX)", "--edges", "identity, endorsement", *at).output.startswith("58/220 → 611(XXX)\n")
    refused = CliRunner().invoke(main, ["trace", "611(XXX)", "--edges", "kinship", *at])
    assert refused.exit_code == 2
    assert "no class of edges 'kinship'; there are: documentary, basis, continuity" in " ".join(refused.output.split())


def test_network_table(at: list[str]) -> None:
    rows = json.loads(run("network", "--format", "json", *at).output)
    assert {"A/RES/58/220", "ECLAC/RES/611(XXX)"} <= {row["document"] for row in rows}


@pytest.mark.parametrize("form", ["turtle", "json", "csv", "html"])
def test_report_forms(at: list[str], form: str) -> None:
    result = run("validate", "--format", form, *at)
    assert result.exit_code == 0
    assert result.output


def test_a_graph_that_does_not_conform_has_exit_status_1(tmp_path: Path) -> None:
    graph = tmp_path / "bad.ttl"
    graph.write_text("<urn:m> a <https://w3id.org/unmandates/ontology#Mandate> .", encoding="utf-8")
    result = run("validate", "--store", str(graph))
    assert result.exit_code == 1
    assert result.output.startswith("does not conform: violations: ")


BAD = {
    "an empty file": (["read", "{tmp}/empty.md"], "{tmp}/empty.md: the file is empty; give the text of one resolution"),
    "a binary file": (["build", "{tmp}/binary.txt"], "not UTF-8 text"),
    "no resolution": (["build", "{tmp}/list.txt"], "no resolution found: no heading such as '611(XXX) TITLE'"),
    "a truncated one": (["build", "{tmp}/cut.md"], "the text breaks off after"),
    "a missing file": (["read", "{tmp}/none.md"], "cannot be opened (No such file or directory); check the path"),
    "an unknown symbol": (["trace", "99/999", "--store", "{store}"], "'99/999': no such document or actor in the graph"),
    "a misspelt query name": (["query", "lineage/citse", "--store", "{store}"], "did you mean lineage/cites"),
    "a broken query file": (["query", "-f", "{tmp}/broken.rq", "--store", "{store}"], "the query cannot be parsed"),
    "an empty query": (["query", "-f", "{tmp}/empty.md", "--store", "{store}"], "the query cannot be parsed"),
    "no store": (["validate", "--store", "{tmp}/nowhere"], "no graph here; make one with"),
    "no endpoint": (["validate", "--endpoint", "http://127.0.0.1:9/"], "no answer"),
    "a missing parameter value": (["query", "lineage/cites", "--document", "1/1", "--store", "{store}"], "no such document"),
    "an unknown language": (
        ["read", str(SAMPLE), "--lang", "xx"],
        "no grammar for the language 'xx'; there is one for: en, es, fr",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_clear_line_and_nothing_is_written(case: str, tmp_path: Path, built: BuildReport) -> None:
    (tmp_path / "empty.md").write_bytes(b" \n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "list.txt").write_text("Eggs.\n\nMilk.\n", encoding="utf-8")
    (tmp_path / "cut.md").write_text(SAMPLE.read_text(encoding="utf-8")[:5000], encoding="utf-8")
    (tmp_path / "broken.rq").write_text("SELECT ?s WHERE {", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    words, message = BAD[case]
    arguments = [word.format(tmp=tmp_path, store=built.store) for word in words]
    if arguments[0] == "build":
        arguments += ["--store", str(tmp_path / "new")]
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("mandategraph: ")
    assert result.stderr.count("\n") == 1
    assert message.format(tmp=tmp_path) in result.stderr
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "words",
    [
        ["build"],
        ["query"],
        ["query", "lineage/cites", "-e", "ASK {}"],
        ["query", "lineage/cites", "stray"],
        ["trace"],
        ["frobnicate"],
    ],
)
def test_misuse_has_exit_status_2_and_says_how(words: list[str], at: list[str]) -> None:
    result = run(*words, *(at if words[0] in {"query", "trace"} else []))
    assert result.exit_code == 2
    assert "Usage: mandategraph" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_MANDATEGRAPH_COMPLETE", f"{shell}_source")
    result = CliRunner().invoke(main, [], prog_name="mandategraph", complete_var="_MANDATEGRAPH_COMPLETE")
    assert "_MANDATEGRAPH_COMPLETE" in result.output


def test_the_transcripts_of_the_readme_are_true(at: list[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f'$ mandategraph trace "611(XXX)"\n{run("trace", "611(XXX)", *at).output}```' in readme
    assert f"$ mandategraph validate\n{run('validate', *at).output.splitlines()[0]}\n" in readme
    mandates = run("query", "mandates/by-document", "--document", "611(XXX)", "--format", "csv", *at).output.splitlines()
    assert "\n".join(",".join(line.split(",")[:5]) for line in mandates) in readme


# --- Citations of any text --------------------------------------------------------------------------------------------

TEXT = """The General Assembly,

Recalling its resolutions 58/220 and 60/1 of 24 October 2005, paragraph 1 (a) of resolution 1267 (1999), <b>24/7</b>,

Noting resolution 2140 (2015).
"""


def test_cite_lists_the_citations_of_a_text(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    from_file, from_input = run("cite", str(file), "--format", "csv"), run("cite", "-", "--format", "csv", given=TEXT)
    assert from_file.output == from_input.output
    rows = list(csv.DictReader(from_file.output.splitlines()))
    assert [(row["cited"], row["status"], row["candidates"]) for row in rows] == [
        ("A/RES/58/220", "resolved", ""),
        ("A/RES/60/1", "resolved", ""),
        ("S/RES/1267(1999)", "resolved", ""),
        ("S/RES/2140(2015)", "contradicted", "S/RES/2140(2014)"),
    ]
    assert rows[2]["provisions"] == "op-1-a"
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["words"] for row in rows)
    assert json.loads(run("cite", "-", "--json", given=TEXT).output)[0]["quote"] == "its resolutions 58/220"
    assert run("cite", str(file), "--leftovers").output.split()[-1] == "24/7"


def test_cite_reads_every_kind_of_file() -> None:
    assert "A/RES/58/220" in run("cite", str(SAMPLE)).output
    assert "A/RES/94/7" in run("cite", str(ROOT / "tests" / "record" / "English" / "A_RES_95_1.xml")).output


def test_cite_writes_the_text_marked_and_linked(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("cite", "-", "--html", str(page), given=TEXT).output == f"{page}  4 references, 1 left over\n"
    html = page.read_text(encoding="utf-8")
    tree = lxml.html.fromstring(html)
    marks = [(mark.get("class"), "".join(map(str, mark.itertext()))) for mark in tree.iter("mark")]
    assert [words for kind, words in marks if kind == "resolved"][1:] == [
        "its resolutions 58/220",
        "60/1",
        "resolution 1267 (1999)",
    ]
    assert [words for kind, words in marks if kind == "leftover"][1:] == ["24/7"]
    assert "https://docs.un.org/en/S/RES/2140(2014)" in html  # the probable one, beside the misprint
    assert "<b>" not in html.partition("<main>")[2]
    assert "".join("".join(map(str, next(tree.iter("main")).itertext())).split()) == "".join(TEXT.split())
    assert not re.search(r"(src|href)=\"(?!#|https://docs\.un\.org/)", html)


@pytest.mark.parametrize(("given", "words"), [(b"\xff\xfe", "not UTF-8 text"), (b"a\0b", "a binary file")])
def test_cite_refuses_what_is_no_text(given: bytes, words: str) -> None:
    result = CliRunner().invoke(main, ["cite", "-"], input=given)
    assert result.exit_code == 1
    assert result.stderr.startswith("mandategraph: standard input:")
    assert words in result.stderr
