"""A calendar as iCalendar (RFC 5545), for the calendars of offices and telephones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from textwrap import shorten
from typing import Any

from mandategraph.agenda import Agenda, Entry
from mandategraph.errors import MissingExtra

PRODUCT = "-//mandategraph//calendar of mandates//EN"
SUMMARY_LETTERS = 120
TITLES = {"report": "Report due", "deadline": "Due", "expiry": "Expires", "review": "Review due"}
INTENDED = {"expiry": "End intended", "review": "Review intended"}
# What an entry is that has no day of its own, and on which day it stands.
NOTES = {
    "month": "The text names a month and no day; this entry stands on its last day.",
    "year": "The text names a year and no day; this entry stands on its last day.",
    "session": "The text names no day: {session}, between {first} and {last}; this entry stands on the first of these days.",
    "recurring": "The text names no first or last time; this entry stands once, on the day on which the task was given.",
}


def write_icalendar(agenda: Agenda, path: str | Path) -> Path:
    """Write the entries that have a day as an iCalendar file; give its path.

    The same entries give the same bytes: an event is identified by the IRI of its statement, and its time stamp is the day of
    adoption. Raises `MissingExtra` without the library.
    """
    try:
        from icalendar import Calendar, Event  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise MissingExtra("icalendar", "calendar") from error
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for entry in agenda.entries:
        if entry.first:
            event = Event()
            for name, value in _properties(entry, entry.first):
                event.add(name, value)
            calendar.add_component(event)
    path = Path(path)
    path.write_bytes(calendar.to_ical())
    return path


def _properties(entry: Entry, day: date) -> Iterator[tuple[str, Any]]:
    """The properties of the event for an entry: it lasts the whole day, and does not make that day busy."""
    yield "uid", entry.iri
    yield "dtstamp", datetime.combine(entry.adopted or day, time(), UTC)
    yield "dtstart", day
    yield "summary", _summary(entry)
    yield "description", _description(entry)
    yield "categories", [entry.kind]
    yield "url", entry.iri
    yield "transp", "TRANSPARENT"


def _summary(entry: Entry) -> str:
    """What is due, when, and who must do it: all that many calendars show."""
    title = TITLES[entry.kind] if entry.firm else INTENDED.get(entry.kind, TITLES[entry.kind])
    title = title if entry.precision == "day" else f"{title} ({_when(entry)})"
    words = entry.what if entry.kind == "expiry" else ": ".join(filter(None, (entry.who, entry.what)))
    return shorten(f"{title}: {words}", SUMMARY_LETTERS, placeholder=" …") + f" [{entry.document}]"


def _when(entry: Entry) -> str:
    return entry.words if entry.precision == "recurring" else entry.exactly if entry.precision == "session" else f"by {entry.when}"


def _description(entry: Entry) -> str:
    """The source with its words, and what the day of the event means where the words name no day."""
    lines = [
        f"{entry.document}, {entry.paragraph}: “{entry.words}”",
        entry.what,
        NOTES.get(entry.precision, "").format(session=entry.exactly, first=entry.first, last=entry.last),
    ]
    return "\n\n".join(filter(None, dict.fromkeys(lines)))
