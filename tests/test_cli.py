"""The command line, as a stranger uses it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import mandategraph as mg
from mandategraph.build import BuildReport
from mandategraph.cli import main

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "resolutions" / "eclac-611-XXX.md"


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=given, prog_name="mandategraph")


@pytest.fixture
def at(built: BuildReport) -> list[str]:
    return ["--store", str(built.store)]


VERBS = ["read", "extract", "fetch", "build", "validate", "queries", "query", "trace", "network", "coverage", "export"]


def test_the_verbs_are_the_public_functions() -> None:
    assert list(main.commands) == VERBS
    functions = [name for name in mg.__all__ if callable(getattr(mg, name)) and name.islower()]
    assert sorted([*VERBS, "open"]) == sorted(functions)


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
    "an unknown symbol": (["trace", "99/999", "--store", "{store}"], "'99/999': no such document in the graph"),
    "a misspelt query name": (["query", "lineage/citse", "--store", "{store}"], "did you mean lineage/cites"),
    "a broken query file": (["query", "-f", "{tmp}/broken.rq", "--store", "{store}"], "the query cannot be parsed"),
    "an empty query": (["query", "-f", "{tmp}/empty.md", "--store", "{store}"], "the query cannot be parsed"),
    "no store": (["validate", "--store", "{tmp}/nowhere"], "no graph here; make one with"),
    "no endpoint": (["validate", "--endpoint", "http://127.0.0.1:9/"], "no answer"),
    "a missing parameter value": (["query", "lineage/cites", "--document", "1/1", "--store", "{store}"], "no such document"),
    "an unknown language": (
        ["read", str(SAMPLE), "--lang", "xx"],
        "no grammar for the language 'xx'; there is one for: en",
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
