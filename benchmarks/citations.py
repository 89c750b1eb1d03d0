"""How fast citations are found, and that hostile text takes time in proportion to its length: `make bench-citations TEXTS=FILE`.

TEXTS is a file of texts as JSON lines, plain or .xz, such as a gold set. Figures are CPU seconds of one process; they are printed
and kept in benchmarks/results/.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections.abc import Callable
from pathlib import Path

from mandategraph.cite import cite, leftovers

RESULTS = Path(__file__).with_name("results")
REAL = "Recalling its resolutions 58/220 of 23 December 2003, 1325 (2000) and paragraph 4 (b) of resolution 1267 (1999), "
PIECES = [
    "1",
    "(",
    "/",
    "1/",
    "58/220 ",
    "resolutions 58/220, ",
    "A/1",
    "resolution ",
    "paragraphs 1, 2 (a) ",
    "1 (III), ",
    "Governing ",
    "the General Assembly ",
    "Ibid., vol. ",
    "Treaty Series, vol. 1, ",
    "قرار 58/220 决议 1325 (2000) ",
    "resolution 73/102 A and B",
    "\n ",
    REAL,
]
MILLION = 1_000_000
SIZES = (10 * MILLION, 50 * MILLION)


def seconds(action: Callable[[], object]) -> float:
    """The CPU time of an action."""
    start = time.process_time()
    action()
    return time.process_time() - start


def texts(path: Path) -> list[str]:
    """The texts of a file of JSON lines."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--hostile", action="store_true", help="also time hostile texts of 10 and 50 million characters")
    given = parser.parse_args()
    found: dict[str, object] = {}
    if given.texts:
        read = texts(given.texts)
        cite(read[0])
        characters, times = sum(map(len, read)), [seconds(lambda: [cite(text) for text in read]) for _ in range(3)]
        found["texts"] = {
            "characters": characters,
            "seconds": sorted(times)[1],
            "characters_per_second": characters / sorted(times)[1],
        }
        print(
            f"{characters:,} characters in {sorted(times)[1]:.2f} s: {characters / sorted(times)[1] / MILLION:.1f} million a second"
        )
    if given.hostile:
        rows = {}
        for piece in PIECES:
            large = [piece * (size // len(piece)) for size in SIZES]
            times = [seconds(lambda text=text: leftovers(text, cite(text))) for text in large]  # type: ignore[misc]
            rows[piece] = {"seconds": times, "growth": times[1] / times[0]}
            print(f"{piece[:24]!r:30} {times[0]:7.2f} s {times[1]:7.2f} s  {times[1] / times[0]:.1f} times for 5 times the text")
        found["hostile"] = {"characters": SIZES, "pieces": rows}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "citations.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
