"""A page to draw on, measured in points (1/72 inch) from its lower left corner. The only module that knows matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from mandategraph.errors import MissingExtra

INK, GREY, PALE, WHITE = "#222222", "#6E6E6E", "#D9D9D9", "#FFFFFF"
# M. Okabe and K. Ito, Color Universal Design (2008): told apart with any kind of colour vision. Yellow comes last, as it is pale.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
FONT = "DejaVu Sans"
LEADING = 1.2
MIDDLE = 0.36
DOTS_PER_INCH = 300
SAME_BYTES: Any = {"svg.fonttype": "none", "svg.hashsalt": "mandategraph"}


def palette(lanes: Iterable[str], bodies: Iterable[str]) -> dict[str, str]:
    """A colour for each lane; those that are no single body are grey."""
    colours = iter(COLOURS)
    single = set(bodies)
    return {lane: next(colours, GREY) if lane in single else GREY for lane in lanes}


def text_size(text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
    """Width and height of a text of one or more lines."""
    try:
        from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - an optional dependency
        from matplotlib.textpath import text_to_path  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("matplotlib", "pictures") from error
    font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
    lines = text.split("\n")
    width = max(text_to_path.get_text_width_height_descent(line, font, False)[0] for line in lines)
    return width, len(lines) * size * LEADING


class Page:
    """A page of a size. Everything drawn later lies above what was drawn before."""

    def __init__(self, width: float, height: float) -> None:
        """An empty page; raises `MissingExtra` where matplotlib is not installed."""
        try:
            from matplotlib.figure import Figure  # noqa: PLC0415 - an optional dependency
        except ImportError as error:
            raise MissingExtra("matplotlib", "pictures") from error
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / 72, height / 72))
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, width), ylim=(0, height))
        self._axes.set_axis_off()
        self._order = 1.0

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        colour: str = INK,
        bold: bool = False,
        italic: bool = False,
        across: str = "left",
        backed: bool = False,
    ) -> None:
        """A text centred on a height; `across` says which of its points stands at the place, `backed` gives it a white ground."""
        several = "\n" in text
        self._axes.text(
            x,
            # The middle of the small letters of one line, whichever letters it has, so that words in a row stand on one line.
            y if several else y - MIDDLE * size,
            text,
            fontsize=size,
            color=colour,
            fontfamily=FONT,
            fontweight="bold" if bold else "normal",
            fontstyle="italic" if italic else "normal",
            horizontalalignment=across,
            verticalalignment="center" if several else "baseline",
            multialignment=across,
            linespacing=LEADING,
            parse_math=False,
            usetex=False,
            zorder=self._next(),
            bbox={"facecolor": WHITE, "edgecolor": "none", "alpha": 0.8, "pad": 0.6} if backed else None,
        )

    def circle(self, x: float, y: float, radius: float, colour: str, *, filled: bool = True, line: float = 1.4) -> None:
        """A circle; an empty one has a line of the colour, as thick as `line`, inside the radius."""
        from matplotlib.patches import Circle  # noqa: PLC0415

        face = colour if filled else WHITE
        inner = radius if filled else radius - line / 2
        style = {"facecolor": face, "edgecolor": WHITE if filled else colour, "linewidth": 0.4 if filled else line}
        self._axes.add_artist(Circle((x, y), inner, **style, zorder=self._next()))

    def line(self, *points: tuple[float, float], colour: str = PALE, width: float = 0.6, dashed: bool = False) -> None:
        """A line through points."""
        xs, ys = zip(*points, strict=True)
        style = (0, (3, 2)) if dashed else "solid"
        self._axes.plot(xs, ys, color=colour, linewidth=width, linestyle=style, zorder=self._next(), clip_on=False)

    def arrow(self, points: Sequence[tuple[float, float]], *, colour: str = GREY, width: float = 0.9, bend: float = 6.0) -> None:
        """An arrow along points, with corners rounded by `bend`."""
        from matplotlib.path import Path as Outline  # noqa: PLC0415

        vertices, codes = [points[0]], [Outline.MOVETO]
        for before, corner, after in zip(points, points[1:], points[2:], strict=False):
            vertices += [_towards(corner, before, bend), corner, _towards(corner, after, bend)]
            codes += [Outline.LINETO, Outline.CURVE3, Outline.CURVE3]
        self._head(path=Outline([*vertices, points[-1]], [*codes, Outline.LINETO]), color=colour, linewidth=width)

    def bow(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        shrink: tuple[float, float],
        *,
        bend: float,
        colour: str,
        width: float,
        alpha: float,
    ) -> None:
        """A bent arrow between two circles, of whose radii it is `shrink` short."""
        style: Any = {"connectionstyle": f"arc3,rad={bend}", "shrinkA": shrink[0], "shrinkB": shrink[1]}
        self._head(posA=start, posB=end, color=colour, linewidth=width, alpha=alpha, **style)

    def save(self, path: Path) -> list[Path]:
        """Write the page beside a path, as SVG with its texts as texts and as PNG with 300 dots per inch; give both paths.

        Neither holds a date or the version of a program, so that the same page gives the same bytes.
        """
        import matplotlib as mpl  # noqa: PLC0415

        svg, png = path.with_suffix(".svg"), path.with_suffix(".png")
        with mpl.rc_context():
            mpl.rcdefaults()  # whatever the user's own settings are
            mpl.rcParams.update(SAME_BYTES)
            self._figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": "mandategraph"})
            self._figure.savefig(png, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
        return [svg, png]

    def _head(self, **settings: Any) -> None:  # noqa: ANN401 - settings of matplotlib
        from matplotlib.patches import FancyArrowPatch  # noqa: PLC0415

        shape: Any = {
            "arrowstyle": "-|>,head_length=0.55,head_width=0.25",
            "mutation_scale": 4 + 4 * min(settings["linewidth"], 1.0),
            "joinstyle": "miter",
        }
        self._axes.add_artist(FancyArrowPatch(**shape, **settings, zorder=self._next()))

    def _next(self) -> float:
        self._order += 1
        return self._order


def _towards(corner: tuple[float, float], other: tuple[float, float], distance: float) -> tuple[float, float]:
    """The point at a distance from a corner on the way to another point, or half way where that is near."""
    across, up = other[0] - corner[0], other[1] - corner[1]
    length = (across**2 + up**2) ** 0.5
    share = min(distance / length, 0.5) if length else 0.0
    return corner[0] + across * share, corner[1] + up * share
