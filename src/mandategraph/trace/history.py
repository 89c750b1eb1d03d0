"""The history of a body or mission as a value: how it began, was extended and ended, and what is missing between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from mandategraph.trace.days import days

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """What a document decides of a body, in its words: that it is `set up`, `extended` or `ended`.

    `first` and `last` bound the adoption. Of an extension, `expires` is the last day and `duration` an ISO 8601 duration, where the
    words have them, and `base` the documents and paragraphs that set the mandate out.
    """

    what: str
    symbol: str
    first: date | None
    last: date | None
    paragraph: str
    quote: str
    words: str
    expires: date | None = None
    duration: str | None = None
    base: tuple[str, ...] = ()

    @property
    def end(self) -> str:
        """Until when, as a text."""
        if self.expires:
            return f"until {self.expires}"
        return f"for {self.duration}, from when is not said" if self.duration else "no end read"


@dataclass(frozen=True, slots=True)
class Known:
    """What the authority data say of a body: its beginning and end, and the source of the entry."""

    start: date | None
    end: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Interval:
    """Between two extensions: a `gap` of days without any, an `overlap` (adopted before the other ended), or `unknown`."""

    kind: str
    start: date | None = None
    end: date | None = None

    @property
    def length(self) -> int:
        """The number of days."""
        return (self.end - self.start).days + 1 if self.start and self.end else 0

    def text(self) -> str:
        """The interval as a line."""
        count = f"{self.length} day{'' if self.length == 1 else 's'}"
        if self.kind == "gap":
            return f"gap of {count}, {days(self.start, self.end)}: no extension is in evidence"
        if self.kind == "overlap":
            return f"overlap of {count}: adopted before the one above ends"
        return "whether there is a gap is not known"


@dataclass(frozen=True, slots=True)
class History:
    """What the texts say of a body or mission. `nodes` counts the candidates of the name, 0 for an actor of the authority data.

    `names` are changes of name as sentences, with the place that tells them; `mandating` the documents that give it mandates.
    """

    name: str
    key: str
    nodes: int
    known: Known | None
    events: tuple[Event, ...]
    names: tuple[str, ...]
    mandating: tuple[str, ...]
    as_of: date | None = None

    @property
    def extensions(self) -> tuple[Event, ...]:
        """The extensions, in order of adoption."""
        return self.of("extended")

    def of(self, what: str) -> tuple[Event, ...]:
        """The events of one kind, in order of adoption."""
        return tuple(event for event in self.events if event.what == what)

    def intervals(self) -> tuple[Interval, ...]:
        """What lies between neighbouring extensions, one for each pair. Candidates may be several bodies, and have none."""
        return () if self.nodes else tuple(between(*pair) for pair in pairwise(self.extensions))

    def status(self) -> str | None:
        """Whether a mandate is running on the day `as_of`, by what was adopted by then; None without a day."""
        if self.as_of is None:
            return None
        ended = "".join(
            f"; {e.symbol} ({e.paragraph}) decides to end it, adopted {days(e.first, e.last)}" for e in self.of("ended")
        )
        return f"as of {self.as_of}: {self._running(self.as_of)}{ended}"

    def _running(self, day: date) -> str:
        if self.nodes:
            return "not told, since the name may mean several bodies"
        if not self.extensions:
            return "no extension is in evidence"
        dated = [event for event in self.extensions if event.expires]
        longest = max(dated, key=lambda event: event.expires or date.min, default=None)
        if longest and longest.expires and longest.expires >= day:
            return f"a mandate is running until {longest.expires}, by {longest.symbol} ({longest.paragraph})"
        latest = self.extensions[-1]
        if not latest.expires:
            return f"not known; the latest extension, {latest.symbol} ({latest.paragraph}), runs {latest.end}"
        return f"no mandate is running by these texts; the latest extension, {latest.symbol} ({latest.paragraph}), ran {latest.end}"

    def text(self) -> str:
        """The history as the command line prints it."""
        return "\n".join([*self._head(), *self._extended(), *self._rest()]) + "\n"

    def _head(self) -> Iterator[str]:
        yield f"{self.name} ({self.key})"
        if self.nodes:
            several = (
                "1 document names one so" if self.nodes == 1 else f"{self.nodes} documents name one so; they may be several bodies"
            )
            yield f"no actor of the authority data; {several}"
        yield ""
        if self.known and self.known.start:
            yield f"began {self.known.start}, by the authority data (source: {self.known.source})"
        if self.known and self.known.end:
            yield f"ended {self.known.end}, by the authority data (source: {self.known.source})"
        for event in self.of("set up"):
            yield f"set up by {event.symbol}, adopted {days(event.first, event.last)}"
            yield f"     {event.paragraph}: “{event.quote}”"
        if not (self.of("set up") or (self.known and self.known.start)):
            yield "no founding act is in evidence"

    def _extended(self) -> Iterator[str]:
        yield ""
        yield f"extensions   [{len(self.extensions)}, in order of adoption]"
        intervals = (None, *self.intervals()) if self.intervals() else (None,) * len(self.extensions)
        for number, (event, interval) in enumerate(zip(self.extensions, intervals, strict=True), start=1):
            if interval and interval.kind == "gap":
                yield f"   {interval.text()}"
            yield f"{number:>2} {event.symbol:<22} adopted {days(event.first, event.last):<22} {event.end}"
            yield f"     {event.paragraph}: “{event.quote}”"
            if event.base:
                yield f"     base: {', '.join(event.base)}"
            if interval and interval.kind != "gap":
                yield f"     {interval.text()}"

    def _rest(self) -> Iterator[str]:
        ended = self.of("ended")
        if ended or self.names:
            yield ""
        for event in ended:
            yield f"ended by {event.symbol}, adopted {days(event.first, event.last)}"
            yield f"     {event.paragraph}: “{event.quote}”"
        yield from self.names
        yield ""
        gaps = [interval for interval in self.intervals() if interval.kind == "gap"]
        open_ = [interval for interval in self.intervals() if interval.kind == "unknown"]
        if self.intervals():
            yield f"gaps: {len(gaps)}" + (f"; {len(open_)} of {len(self.intervals())} intervals are not known" if open_ else "")
        yield f"documents that give it mandates: {len(self.mandating)}" + self._pointer()
        if status := self.status():
            yield status

    def _pointer(self) -> str:
        return f"   (mandategraph query mandates/of-addressee --addressee {self.key})" if self.mandating and not self.nodes else ""

    def record(self) -> dict[str, Any]:
        """The history as plain values, for JSON."""
        return {
            "name": self.name,
            "key": self.key,
            "candidates": self.nodes,
            "authority": self.known and {"from": _day(self.known.start), "to": _day(self.known.end), "source": self.known.source},
            "set_up": [_plain(event) for event in self.of("set up")],
            "extensions": [_plain(event) for event in self.extensions],
            "intervals": [{"kind": i.kind, "from": _day(i.start), "to": _day(i.end), "days": i.length} for i in self.intervals()],
            "ended": [_plain(event) for event in self.of("ended")],
            "names": list(self.names),
            "mandating": list(self.mandating),
            "as_of": _day(self.as_of),
            "status": self.status(),
        }


def between(before: Event, after: Event) -> Interval:
    """What lies between the end of an extension and the adoption of the next.

    >>> first = Event("extended", "S/RES/1", date(2016, 1, 1), date(2016, 1, 1), "op-1", "", "", date(2016, 7, 31))
    >>> between(first, Event("extended", "S/RES/2", date(2016, 8, 12), date(2016, 8, 12), "op-4", "", "")).text()
    'gap of 11 days, 2016-08-01/2016-08-11: no extension is in evidence'
    """
    if not before.expires or not after.first:
        return Interval("unknown")
    if after.first <= before.expires:
        return Interval("overlap", after.first, before.expires)
    if after.first == before.expires + DAY:
        return Interval("none")
    return Interval("gap", before.expires + DAY, after.first - DAY)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(event: Event) -> dict[str, Any]:
    return {
        "document": event.symbol,
        "from": _day(event.first),
        "to": _day(event.last),
        "paragraph": event.paragraph,
        "quote": event.quote,
        "words": event.words,
        **(
            {"expires": _day(event.expires), "duration": event.duration, "base": list(event.base)}
            if event.what == "extended"
            else {}
        ),
    }
