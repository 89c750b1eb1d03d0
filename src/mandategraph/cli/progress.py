"""The progress of a long command on a terminal."""

from __future__ import annotations

import sys
import time
from typing import Self

import click


class Progress:
    """What a long command is doing, on one line of a terminal; silent where standard error is none."""

    def __init__(self, *, as_json: bool) -> None:
        """With `as_json` nothing is shown."""
        self.shown = sys.stderr.isatty() and not as_json
        self.stage, self.began = "", 0.0

    def __enter__(self) -> Self:
        """The progress itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the line."""
        if self.shown:
            click.echo("\r\033[K", err=True, nl=False)

    def tell(self, stage: str, done: int, total: int) -> None:
        """Show how much is done, how fast, and how long the rest may take."""
        if not self.shown:
            return
        if stage != self.stage:
            self.stage, self.began = stage, time.monotonic()
        spent = time.monotonic() - self.began
        rate = done / spent if spent else 0.0
        rest = f", {(total - done) / rate:.0f} s left" if rate and done < total else ""
        click.echo(f"\r\033[K{stage}: {done} of {total}, {rate:.0f}/s{rest}", err=True, nl=False)
