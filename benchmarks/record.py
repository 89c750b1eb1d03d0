"""How long the official record takes to build, against the floor below which no build can come: `make bench-record SOURCE=...`.

The floor is measured in the same run: the time lxml alone takes to parse the same files, plus the time pyoxigraph alone takes to
bulk-load the same quads, in one call and as leniently as the build does. With `--grow` a part of the files is built once, ten
times and a hundred times over under other symbols, to show how time and memory grow. Figures are printed and kept in
benchmarks/results/record.json.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from lxml import etree

from mandategraph.intake.files import find

RESULTS = Path(__file__).with_name("results")
SYMBOL = re.compile(rb'(<docNumber refersTo="#symbol">)([^<]*)(</docNumber>)')
LAST_NUMBER = re.compile(rb"(\d+)(?=(?: ?\(\d{4}\))?(?: ?[A-Z](?:-[A-Z])?)?\s*$)")
BUILD = "import sys; from mandategraph.cli import main; main()"


def xml_files(sources: list[str], spool: Path) -> list[Path]:
    """The XML files of the sources, archives unpacked."""
    return [found.path for found in find(sources, spool) if found.path.suffix == ".xml"]


def parsing(paths: list[Path]) -> float:
    """The seconds lxml takes to parse the files, one after the other, from memory."""
    contents = [path.read_bytes() for path in paths]
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    start = time.perf_counter()
    for content in contents:
        etree.fromstring(content, parser)
    return time.perf_counter() - start


def building(sources: list[str], store: Path) -> dict[str, Any]:
    """Build in a process of its own: seconds, the report, and the peak memory of the largest process in MB."""
    peak_file = store.with_suffix(".peak")
    command = ["/usr/bin/time", "-f", "%M", "-o", str(peak_file), sys.executable, "-c", BUILD]
    if not Path(command[0]).exists():
        command = command[5:]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "build", *sources, "--store", str(store), "--json"], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    report = json.loads(done.stdout)
    peak = int(peak_file.read_text().split()[-1]) / 1024 if peak_file.exists() else None
    return {"seconds": seconds, "peak_mb": peak, **{name: report[name] for name in ("documents", "provisions", "quads")}}


def loading(store: Path, folder: Path) -> float:
    """The seconds pyoxigraph takes to bulk-load the quads of a store into an empty one."""
    quads = folder / "quads.nq"
    generation = store / (store / "current").read_text(encoding="utf-8") / "store"
    ox.Store.read_only(str(generation)).dump(str(quads), format=ox.RdfFormat.N_QUADS)
    code = (
        "import sys, time, pyoxigraph as ox; s = ox.Store(sys.argv[2]); t = time.perf_counter();"
        "s.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS, lenient=True); s.flush(); print(time.perf_counter() - t)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(quads), str(folder / "alone")], capture_output=True, text=True, check=True
    )
    quads.unlink()
    shutil.rmtree(folder / "alone")
    return float(done.stdout)


def size(folder: Path) -> float:
    """The megabytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def copies(paths: list[Path], times: int, folder: Path) -> Iterator[Path]:
    """The files `times` over, each copy under a symbol of its own."""
    for round_ in range(times):
        place = folder / f"{round_}"
        place.mkdir(parents=True)
        for number, path in enumerate(paths):

            def renamed(match: re.Match[bytes], round_: int = round_) -> bytes:
                moved = LAST_NUMBER.sub(lambda m: str(int(m[1]) + 10_000 * round_).encode(), match[2])
                return match[1] + moved + match[3]

            copy = place / f"{number}.xml"
            copy.write_bytes(SYMBOL.sub(renamed, path.read_bytes()))
            yield copy


def against_the_floor(sources: list[str], folder: Path) -> dict[str, Any]:
    """A first build, an unchanged one, and the floor."""
    paths = xml_files(sources, folder / "spool")
    parse = parsing(paths)
    shutil.rmtree(folder / "spool", ignore_errors=True)
    store = folder / "store"
    first = building(sources, store)
    again = building(sources, store)
    load = loading(store, folder)
    seconds = first["seconds"]
    return {
        **first,
        "files": len(paths),
        "documents_per_second": first["documents"] / seconds,
        "provisions_per_second": first["provisions"] / seconds,
        "quads_per_second": first["quads"] / seconds,
        "disk_mb": size(store),
        "parse_seconds": parse,
        "load_seconds": load,
        "ratio_to_floor": seconds / (parse + load),
        "unchanged_seconds": again["seconds"],
        "unchanged_share": again["seconds"] / seconds,
    }


def growth(sources: list[str], part: int, folder: Path) -> list[dict[str, Any]]:
    """Builds of every `part`-th file, once, ten and a hundred times over."""
    paths = xml_files(sources, folder / "spool")[::part]
    rows = []
    for times in (1, 10, 100):
        made = folder / f"x{times}"
        count = sum(1 for _ in copies(paths, times, made))
        rows.append({"times": times, "files": count, **building([str(made)], folder / f"store-{times}")})
        shutil.rmtree(made)
        shutil.rmtree(folder / f"store-{times}")
        print(json.dumps(rows[-1]), flush=True)
    return rows


def main() -> None:
    """Measure and report."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sources", nargs="+", help="folders or archives of AKN4UN files")
    arguments.add_argument("--grow", type=int, metavar="N", help="build every N-th file once, 10 and 100 times over instead")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        figures: Any = growth(given.sources, given.grow, folder) if given.grow else against_the_floor(given.sources, folder)
    kind = "growth" if given.grow else "record"
    print(json.dumps(figures, indent=2))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{kind}.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
