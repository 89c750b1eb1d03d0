"""What the tests share: the built sample graph, and the same graph on three engines."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mandategraph.build import BuildReport, build
from mandategraph.publish import export
from mandategraph.store import EmbeddedStore, MemoryStore, RemoteStore, Store, open_store

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "resolutions" / "eclac-611-XXX.md"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The build of the sample resolutions."""
    return build([ROOT / "data" / "resolutions"], tmp_path_factory.mktemp("built") / "store")


@pytest.fixture(scope="session")
def store(built: BuildReport) -> EmbeddedStore:
    """The embedded store of the sample resolutions."""
    opened = open_store(built.store)
    assert isinstance(opened, EmbeddedStore)
    return opened


@pytest.fixture(scope="session")
def nquads(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same graph as an N-Quads file."""
    return export(store, tmp_path_factory.mktemp("nquads"), ["nquads"])[0]


@pytest.fixture(scope="session")
def memory(nquads: Path) -> MemoryStore:
    """The same graph in rdflib's memory store."""
    return MemoryStore.read(nquads)


@pytest.fixture(scope="session")
def endpoint(nquads: Path) -> Iterator[str]:
    """The address of a SPARQL endpoint, a process of its own with another SPARQL service over the same graph."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(Path(__file__).with_name("endpoint.py")), str(nquads), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            message = process.stderr.read().decode() if process.stderr else ""
            raise RuntimeError(f"the endpoint ended: {message}")
        try:
            urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=1).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the endpoint did not start")


@pytest.fixture(params=["embedded", "memory", "endpoint"])
def engine(request: pytest.FixtureRequest) -> Store:
    """The same graph on each engine in turn."""
    fixtures: dict[str, Callable[[], Store]] = {
        "embedded": lambda: request.getfixturevalue("store"),
        "memory": lambda: request.getfixturevalue("memory"),
        "endpoint": lambda: RemoteStore(request.getfixturevalue("endpoint")),
    }
    return fixtures[request.param]()
