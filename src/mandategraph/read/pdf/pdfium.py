"""The characters of a PDF file through PDFium: run as a program of its own, for PDFium is native code and files may be hostile.

Standard input is the file, the arguments are the folder of pypdfium2, the most pages and the most characters on one page. For each
page standard output has a line of JSON and then the characters: their codes, their quarter turns, and left and right edge, base
line and size in points. A line with `error` is the last. Imports nothing but the standard library and pypdfium2, to start quickly.
"""

from __future__ import annotations

import ctypes
import json
import sys
from array import array
from collections.abc import Iterator
from math import hypot
from typing import Any

MEMORY = 2_000_000_000  # bytes of address space
SECONDS = 120  # of computing
MOST_OBJECTS = 20_000  # on one page, among which rules and pictures are looked for
RULE_HEIGHT, RULE_WIDTH = 2.5, 20.0
HYPHEN, BLANK = 0x02, 0x20  # PDFium gives 2 for a hyphen at the end of a line
GENERATED = -1  # turns of a blank that stands between the words but not in the file


def limit() -> None:
    """Limit memory and time, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Write the pages of the file."""
    folder, most_pages, most_characters = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    content = sys.stdin.buffer.read()
    sys.path.insert(0, folder)
    import pypdfium2 as pdfium  # noqa: PLC0415 - its folder is an argument

    limit()
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        say({"error": "password" if "password" in str(error).lower() else "damaged"})
        return
    if len(document) > most_pages:
        say({"error": "pages"})
        return
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            say({"error": "page", "page": number})
            return
        count = text.count_chars()
        if count > most_characters:
            say({"error": "characters", "page": number})
            return
        rules, has_picture = drawn(pdfium, page)
        codes, turns, places = array("L"), array("b"), array("d")
        for code, turn, place in characters(pdfium.raw, text, count):
            codes.append(code)
            turns.append(turn)
            places.extend(place)
        say({"page": number, "characters": len(codes), "rules": rules, "picture": has_picture})
        for values in (codes, turns, places):
            sys.stdout.buffer.write(values.tobytes())
        text.close()
        page.close()


def say(told: dict[str, Any]) -> None:
    """Write a line."""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")


def characters(raw: Any, text: Any, count: int) -> Iterator[tuple[int, int, tuple[float, float, float, float]]]:  # noqa: ANN401
    """The characters of a page in the order of the file: code, quarter turns of its line, and place on the page so turned."""
    handle = text.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if raw.FPDFText_IsGenerated(handle, index) == 1 and code != HYPHEN:
            if code == BLANK:
                yield BLANK, GENERATED, (0.0, 0.0, 0.0, 0.0)
            continue
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetMatrix(handle, index, matrix)
        a, b = matrix.a, matrix.b
        turn = (0 if a > 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
        size = raw.FPDFText_GetFontSize(handle, index) * hypot(matrix.c, matrix.d)
        if turn == 0:
            place = (box.left, box.right, y.value, size)
        elif turn == 1:
            place = (box.bottom, box.top, -x.value, size)
        elif turn == 2:  # noqa: PLR2004 - quarter turns
            place = (-box.right, -box.left, -y.value, size)
        else:
            place = (-box.top, -box.bottom, x.value, size)
        yield code, turn, place


def drawn(pdfium: Any, page: Any) -> tuple[list[tuple[float, float, float]], bool]:  # noqa: ANN401
    """The horizontal rules of a page as left, right and height, and whether there is a picture on it."""
    rules, has_picture = [], False
    kinds = [pdfium.raw.FPDF_PAGEOBJ_PATH, pdfium.raw.FPDF_PAGEOBJ_IMAGE]
    for position, element in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if position > MOST_OBJECTS:
            break
        if element.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
            continue
        try:
            left, bottom, right, top = element.get_bounds()
        except pdfium.PdfiumError:
            continue
        if top - bottom <= RULE_HEIGHT and right - left >= RULE_WIDTH:
            rules.append((left, right, (top + bottom) / 2))
    return rules, has_picture


if __name__ == "__main__":
    main()
