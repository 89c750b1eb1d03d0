"""How long each stage takes, and how much memory: `make bench`. Figures are printed and kept in benchmarks/results/.

Each stage runs several times in this process after one warm-up; the median is what to quote. The sample is also built many times
over under other symbols, to show how the cost grows with the number of documents.
"""

from __future__ import annotations

import json
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import mandategraph as mg

SAMPLE = Path(__file__).parents[1] / "data" / "resolutions" / "eclac-611-XXX.md"
RESULTS = Path(__file__).with_name("results")
RUNS = 5


def median_seconds(action: Callable[[], object]) -> float:
    """The median wall time of an action over `RUNS` runs after a warm-up."""
    action()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def copies(folder: Path, count: int) -> list[Path]:
    """The sample under `count` different symbols."""
    text = SAMPLE.read_text(encoding="utf-8")
    paths = []
    for number in range(1, count + 1):
        path = folder / f"{number}.md"
        path.write_text(text.replace("611(XXX)", f"{number}(XXX)", 1), encoding="utf-8")
        paths.append(path)
    return paths


def main() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mg.build([SAMPLE], folder / "store")
        store = mg.open(folder / "store")
        resolution = mg.read(SAMPLE)
        figures = {
            "read": median_seconds(lambda: mg.read(SAMPLE)),
            "extract": median_seconds(lambda: mg.extract(resolution)),
            "build 1": median_seconds(lambda: mg.build([SAMPLE], folder / "one")),
            "validate": median_seconds(lambda: mg.validate(store)),
            "trace": median_seconds(lambda: mg.trace(store, "611(XXX)")),
            "export nquads": median_seconds(lambda: mg.export(store, folder / "dump", ["nquads"])),
        }
        for count in (10, 100):
            paths = copies(folder, count)
            figures[f"build {count}"] = median_seconds(lambda paths=paths: mg.build(paths, folder / "many"))  # type: ignore[misc]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for stage, seconds in figures.items():
        print(f"{stage:<14} {seconds * 1000:10.1f} ms")
    print(f"peak memory    {peak:10.0f} MB   Python {platform.python_version()}")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "pipeline.json").write_text(json.dumps({"seconds": figures, "peak_mb": peak}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
