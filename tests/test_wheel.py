"""The wheel, installed outside the checkout, carries all it needs and runs the demo."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.made import english, put

ROOT = Path(__file__).parents[1]

DEMO = """
import mandategraph, mandategraph.assets as assets
assert {target!r} in mandategraph.__file__ and {target!r} in str(assets.root()), assets.root()
from mandategraph.cli import main
main(["build", "--sample", "--store", "store"], standalone_mode=False)
main(["validate", "--store", "store"], standalone_mode=False)
main(["trace", "611(XXX)", "--store", "store"], standalone_mode=False)
main(["build", "record", "--jobs", "1", "--store", "many"], standalone_mode=False)
main(["export", "dump", "--store", "store", "--format", "turtle", "--format", "jsonld", "--format", "csv"], standalone_mode=False)
"""


def test_the_wheel_runs_the_demo(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("mandategraph-*.whl")
    target = tmp_path / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    put(tmp_path / "record", {f"{number}.xml": english(number) for number in range(1, 21)})  # enough for a worker
    environment = {**os.environ, "PYTHONPATH": str(target)}
    demo = [sys.executable, "-c", DEMO.format(target=str(target))]
    ran = subprocess.run(demo, check=False, capture_output=True, cwd=tmp_path, env=environment, text=True)
    assert ran.returncode == 0, ran.stderr
    assert "conforms: violations: 0" in ran.stdout
    assert "20 documents, " in ran.stdout
    assert "58/220 → 591(XXIX) → 611(XXX)" in ran.stdout
    assert (tmp_path / "dump" / "mandategraph.ttl").stat().st_size > 100_000
