"""A page to draw on, measured in points, and saved as SVG and PNG: the same drawing gives the same bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from mandategraph.errors import MissingExtra
from mandategraph.publish.layout import Box

POINTS_PER_INCH = 72.0
DPI = 300
INK, GREY, PALE = "#1a1a1a", "#6b6b6b", "#eef1f4"
# Okabe and Ito (2008), "Color Universal Design": told apart by people with any kind of colour vision.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D1F", "#555555", "#999999")
# Text stays text, so that it can be searched and edited; no date and no random identifiers go into a file.
SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "mandategraph", "font.family": ["DejaVu Sans", "sans-serif"]}


class Canvas:
    """A page of `width` by `height` points; (0, 0) is its lower left corner."""

    def __init__(self, width: float, height: float) -> None:
        """Raise `MissingExtra` where matplotlib is not installed."""
        try:
            import matplotlib as mpl  # noqa: PLC0415 - an extra, and slow to load
            from matplotlib.figure import Figure  # noqa: PLC0415
        except ImportError as error:
            raise MissingExtra("matplotlib", "pictures") from error
        self._settings = mpl.rc_context(SETTINGS)
        self.width, self.height = width, height
        with mpl.rc_context(SETTINGS):
            self.figure: Any = Figure(figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH))
            self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(0, height)
        self.axes.axis("off")

    def text(self, x: float, y: float, text: str, size: float, **style: Any) -> None:  # noqa: ANN401 - matplotlib's own
        """Write a text; `ha`, `va`, `color` and the like are matplotlib's."""
        self.axes.text(x, y, text, **{"fontsize": size, "color": INK, "va": "center", "zorder": 5, **style})

    def line(self, start: tuple[float, float], end: tuple[float, float], **style: Any) -> None:  # noqa: ANN401
        """Draw a line."""
        self.axes.plot((start[0], end[0]), (start[1], end[1]), **{"color": GREY, "lw": 0.6, "zorder": 1, **style})

    def box(self, box: Box, **style: Any) -> None:  # noqa: ANN401
        """Draw a rectangle with round corners."""
        from matplotlib.patches import FancyBboxPatch  # noqa: PLC0415

        shape = f"round,pad=0,rounding_size={min(3.0, (box.top - box.bottom) / 2)}"
        corner, width, height = (box.left, box.bottom), box.right - box.left, box.top - box.bottom
        self.axes.add_patch(FancyBboxPatch(corner, width, height, boxstyle=shape, **{"lw": 0.8, "zorder": 3, **style}))

    def circle(self, x: float, y: float, radius: float, **style: Any) -> None:  # noqa: ANN401
        """Draw a circle."""
        from matplotlib.patches import Circle  # noqa: PLC0415

        self.axes.add_patch(Circle((x, y), radius, **{"lw": 0.6, "zorder": 3, **style}))

    def arrow(self, start: tuple[float, float], end: tuple[float, float], bend: float, **style: Any) -> None:  # noqa: ANN401
        """Draw an arrow; `bend` is how far it leaves the straight line, as a part of its length."""
        from matplotlib.patches import FancyArrowPatch  # noqa: PLC0415

        fixed = {"arrowstyle": "-|>", "connectionstyle": f"arc3,rad={bend}", "mutation_scale": 7, "zorder": 2}
        self.axes.add_patch(FancyArrowPatch(start, end, **{**fixed, "color": GREY, "lw": 0.8, "shrinkA": 0, "shrinkB": 0, **style}))

    def save(self, path: Path) -> list[Path]:
        """Write the page beside `path` with the endings `.png` and `.svg`; give the paths."""
        targets = [path.with_suffix(".png"), path.with_suffix(".svg")]
        with self._settings:
            self.figure.savefig(targets[0], dpi=DPI, metadata={"Software": None})
            self.figure.savefig(targets[1], metadata={"Date": None, "Creator": None})
        return targets


@cache
def text_width(text: str, size: float) -> float:
    """How wide a text is, in points."""
    from matplotlib.textpath import TextPath  # noqa: PLC0415

    return float(TextPath((0, 0), text, size=size).get_extents().width) if text.strip() else 0.0
