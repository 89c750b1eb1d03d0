"""What the official record says of mandates, read by eye in the development corpus, where it lies beside the checkout.

The corpus is not part of the project; without it these tests are skipped.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mandategraph import authority
from mandategraph.errors import MandateGraphError
from mandategraph.grammar import dates
from mandategraph.grammar import language as languages
from mandategraph.mandates.annotation import Extended
from mandategraph.mandates.changes import may_rename, renamings
from mandategraph.mandates.extensions import bearer
from mandategraph.mandates.phrases import clauses_of
from mandategraph.mandates.reading import Reader
from mandategraph.model import Provision, Resolution
from mandategraph.read import documents

SHARED = Path(__file__).parents[1].parent / "shared"
CORPUS = SHARED / "corpus" / "dev-english.tar.xz"
ENGLISH = languages.load("en")

pytestmark = [
    pytest.mark.skipif(not CORPUS.exists(), reason=f"the development corpus is not at {SHARED}"),
    pytest.mark.xdist_group("official"),
]

# The resolutions that extend the mandate of a body, with its last day, or for how long where they print no day.
EXTENSIONS = {
    "MINURSO": {
        "S/RES/1292(2000)": "2000-05-31",
        "S/RES/1301(2000)": "2000-07-31",
        "S/RES/1309(2000)": "2000-10-31",
        "S/RES/1324(2000)": "2001-02-28",
        "S/RES/1342(2001)": "2001-04-30",
        "S/RES/1349(2001)": "2001-06-30",
        "S/RES/1359(2001)": "2001-11-30",
        "S/RES/1380(2001)": "2002-02-28",
        "S/RES/1394(2002)": "2002-04-30",
        "S/RES/1406(2002)": "2002-07-31",
        "S/RES/1429(2002)": "2003-01-31",
        "S/RES/1463(2003)": "2003-03-31",
        "S/RES/1469(2003)": "2003-05-31",
        "S/RES/1485(2003)": "2003-07-31",
        "S/RES/1495(2003)": "2003-10-31",
        "S/RES/1513(2003)": "2004-01-31",
        "S/RES/1523(2004)": "2004-04-30",
        "S/RES/1541(2004)": "2004-10-31",
        "S/RES/1570(2004)": "2005-04-30",
        "S/RES/1598(2005)": "2005-10-31",
        "S/RES/1634(2005)": "2006-04-30",
        "S/RES/1675(2006)": "2006-10-31",
        "S/RES/1720(2006)": "2007-04-30",
        "S/RES/1754(2007)": "2007-10-31",
        "S/RES/1783(2007)": "2008-04-30",
        "S/RES/1813(2008)": "2009-04-30",
        "S/RES/1871(2009)": "2010-04-30",
        "S/RES/1920(2010)": "2011-04-30",
        "S/RES/1979(2011)": "2012-04-30",
        "S/RES/2044(2012)": "2013-04-30",
        "S/RES/2099(2013)": "2014-04-30",
        "S/RES/2152(2014)": "2015-04-30",
        "S/RES/2218(2015)": "2016-04-30",
        "S/RES/2285(2016)": "2017-04-30",
        "S/RES/2351(2017)": "2018-04-30",
        "S/RES/2414(2018)": "2018-10-31",
        "S/RES/2440(2018)": "2019-04-30",
        "S/RES/2468(2019)": "2019-10-31",
        "S/RES/2494(2019)": "2020-10-31",
        "S/RES/2548(2020)": "2021-10-31",
        "S/RES/2602(2021)": "2022-10-31",
        "S/RES/2654(2022)": "2023-10-31",
    },
    "MONUSCO": {
        "S/RES/1991(2011)": "2012-06-30",
        "S/RES/2053(2012)": "2013-06-30",
        "S/RES/2098(2013)": "2014-03-31",
        "S/RES/2147(2014)": "2015-03-31",
        "S/RES/2211(2015)": "2016-03-31",
        "S/RES/2277(2016)": "2017-03-31",
        "S/RES/2348(2017)": "2018-03-31",
        "S/RES/2409(2018)": "2019-03-31",
        "S/RES/2463(2019)": "2019-12-20",
        "S/RES/2502(2019)": "2020-12-20",
        "S/RES/2556(2020)": "2021-12-20",
        "S/RES/2612(2021)": "2022-12-20",
        "S/RES/2666(2022)": "2023-12-20",
    },
    "Monitoring Team": {
        "S/RES/1617(2005)": "17 months",
        "S/RES/1735(2006)": "18 months",
        "S/RES/1822(2008)": "18 months",
        "S/RES/1904(2009)": "18 months",
        "S/RES/1989(2011)": "18 months",
        "S/RES/2083(2012)": "thirty months",
        "S/RES/2161(2014)": "thirty months",
        "S/RES/2253(2015)": "twenty four months",
        "S/RES/2368(2017)": "twenty four months",
        "S/RES/2610(2021)": "thirty months",
    },
    "UNDOF": {
        "S/RES/1300(2000)": "2000-11-30",
        "S/RES/1328(2000)": "2001-05-31",
        "S/RES/1351(2001)": "2001-11-30",
        "S/RES/1381(2001)": "2002-05-31",
        "S/RES/1415(2002)": "2002-12-31",
        "S/RES/1451(2002)": "2003-06-30",
        "S/RES/1488(2003)": "2003-12-31",
        "S/RES/1520(2003)": "2004-06-30",
        "S/RES/1550(2004)": "2004-12-31",
        "S/RES/1578(2004)": "2005-06-30",
        "S/RES/1605(2005)": "2005-12-31",
        "S/RES/1648(2005)": "2006-06-30",
        "S/RES/1685(2006)": "2006-12-31",
        "S/RES/1729(2006)": "2007-06-30",
        "S/RES/1759(2007)": "2007-12-31",
        "S/RES/1788(2007)": "2008-06-30",
        "S/RES/1821(2008)": "2008-12-31",
        "S/RES/1848(2008)": "2009-06-30",
        "S/RES/1875(2009)": "2009-12-31",
        "S/RES/1899(2009)": "2010-06-30",
        "S/RES/1934(2010)": "2010-12-31",
        "S/RES/1965(2010)": "2011-06-30",
        "S/RES/1994(2011)": "2011-12-31",
        "S/RES/2028(2011)": "2012-06-30",
        "S/RES/2052(2012)": "2012-12-31",
        "S/RES/2084(2012)": "2013-06-30",
        "S/RES/2108(2013)": "2013-12-31",
        "S/RES/2131(2013)": "2014-06-30",
        "S/RES/2163(2014)": "2014-12-31",
        "S/RES/2192(2014)": "2015-06-30",
        "S/RES/2229(2015)": "2015-12-31",
        "S/RES/2257(2015)": "2016-06-30",
        "S/RES/2294(2016)": "2016-12-31",
        "S/RES/2330(2016)": "2017-06-30",
        "S/RES/2361(2017)": "2017-12-31",
        "S/RES/2394(2017)": "2018-06-30",
        "S/RES/2426(2018)": "2018-12-31",
        "S/RES/2450(2018)": "2019-06-30",
        "S/RES/2477(2019)": "2019-12-31",
        "S/RES/2503(2019)": "2020-06-30",
        "S/RES/2530(2020)": "2020-12-31",
        "S/RES/2555(2020)": "2021-06-30",
        "S/RES/2581(2021)": "2021-12-31",
        "S/RES/2613(2021)": "2022-06-30",
        "S/RES/2639(2022)": "2022-12-31",
        "S/RES/2671(2022)": "2023-06-30",
    },
    "UNIFIL": {
        "S/RES/1288(2000)": "2000-07-31",
        "S/RES/1310(2000)": "2001-01-31",
        "S/RES/1337(2001)": "2001-07-31",
        "S/RES/1365(2001)": "2002-01-31",
        "S/RES/1391(2002)": "2002-07-31",
        "S/RES/1428(2002)": "2003-01-31",
        "S/RES/1461(2003)": "2003-07-31",
        "S/RES/1496(2003)": "2004-01-31",
        "S/RES/1525(2004)": "2004-07-31",
        "S/RES/1553(2004)": "2005-01-31",
        "S/RES/1583(2005)": "2005-07-31",
        "S/RES/1614(2005)": "2006-01-31",
        "S/RES/1655(2006)": "2006-07-31",
        "S/RES/1697(2006)": "2006-08-31",
        "S/RES/1701(2006)": "2007-08-31",
        "S/RES/1773(2007)": "2008-08-31",
        "S/RES/1832(2008)": "2009-08-31",
        "S/RES/1884(2009)": "2010-08-31",
        "S/RES/1937(2010)": "2011-08-31",
        "S/RES/2004(2011)": "2012-08-31",
        "S/RES/2064(2012)": "2013-08-31",
        "S/RES/2115(2013)": "2014-08-31",
        "S/RES/2172(2014)": "2015-08-31",
        "S/RES/2236(2015)": "2016-08-31",
        "S/RES/2305(2016)": "2017-08-31",
        "S/RES/2373(2017)": "2018-08-31",
        "S/RES/2433(2018)": "2019-08-31",
        "S/RES/2485(2019)": "2020-08-31",
        "S/RES/2539(2020)": "2021-08-31",
        "S/RES/2591(2021)": "2022-08-31",
        "S/RES/2650(2022)": "2023-08-31",
    },
    "UNMISS": {
        "S/RES/2057(2012)": "2013-07-15",
        "S/RES/2109(2013)": "2014-07-15",
        "S/RES/2155(2014)": "2014-11-30",
        "S/RES/2187(2014)": "2015-05-30",
        "S/RES/2223(2015)": "2015-11-30",
        "S/RES/2241(2015)": "2015-12-15",
        "S/RES/2252(2015)": "2016-07-31",
        "S/RES/2302(2016)": "2016-08-12",
        "S/RES/2304(2016)": "2016-12-15",
        "S/RES/2326(2016)": "2016-12-16",
        "S/RES/2327(2016)": "2017-12-15",
        "S/RES/2392(2017)": "2018-03-15",
        "S/RES/2406(2018)": "2019-03-15",
        "S/RES/2459(2019)": "2020-03-15",
        "S/RES/2514(2020)": "2021-03-15",
        "S/RES/2567(2021)": "2022-03-15",
        "S/RES/2625(2022)": "2023-03-15",
    },
}
# The words by which a body is named.
NAMES = {
    "MINURSO": ("MINURSO",),
    "MONUSCO": ("MONUSCO",),
    "Monitoring Team": ("New York-based Monitoring Team",),
    "UNDOF": ("UNDOF", "United Nations Disengagement Observer Force"),
    "UNIFIL": ("UNIFIL", "United Nations Interim Force in Lebanon"),
    "UNMISS": ("UNMISS",),
}


# Each renaming of the corpus, with the first symbol, in their order as text, of a document that tells of it; True: decided there.
RENAMINGS = {
    ("A/RES/74/31", "Committee on Disarmament", "Conference on Disarmament", False),
    ("A/RES/74/58", "Conference of the Committee on Disarmament", "Committee on Disarmament", False),
    (
        "A/RES/74/69",
        "United Nations Regional Centre for Peace and Disarmament in Asia",
        "United Nations Regional Centre for Peace and Disarmament in Asia and the Pacific",
        False,
    ),
    (
        "A/RES/74/222",
        "Governing Council of the United Nations Environment Programme",
        "United Nations Environment Assembly of the United Nations Environment Programme",
        False,
    ),
    (
        "A/RES/74/273",
        "outreach programme",
        "outreach programme on the 1994 genocide against the Tutsi in Rwanda and the United Nations",
        True,
    ),
    (
        "A/RES/74/301",
        "New Partnership Planning and Coordinating Agency",
        "African Union Development Agency-New Partnership for Africa’s Development",
        False,
    ),
    ("A/RES/75/129", "University Traineeship Programme", "Judicial Fellowship Programme", False),
    ("A/RES/75/16", "Organization of the Islamic Conference", "Organization of Islamic Cooperation", False),
    (
        "A/RES/75/322",
        "African Union Development Agency",
        "African Union Development Agency-New Partnership for Africa’s Development",
        False,
    ),
    (
        "A/HRC/RES/55/2",
        "Independent Expert on the issue of human rights obligations relating to the enjoyment of a safe, clean, healthy and sustainable "
        "environment",
        "Special Rapporteur on the issue of human rights obligations relating to the enjoyment of a safe, clean, healthy and sustainable "
        "environment",
        False,
    ),
    (
        "A/RES/77/24",
        "training programme for Palestinian broadcasters and journalists",
        "Shireen Abu Akleh Training Programme for Palestinian Broadcasters and Journalists",
        False,
    ),
    (
        "E/RES/2022/11",
        "Special Body on Least Developed, Landlocked Developing and Pacific Island Developing Countries",
        "Special Body on Least Developed, Landlocked Developing and Small Island Developing States",
        True,
    ),
    (
        "E/RES/2023/5",
        "Transport of dangerous goods",
        "Transport of dangerous goods and the Globally Harmonized System of Classification and Labelling of Chemicals",
        True,
    ),
    (
        "S/RES/2125(2013)",
        "Regional Anti Piracy Prosecution and Intelligence Coordination Centre",
        "Regional Fusion and Law Enforcement Centre for Safety and Security at Sea",
        False,
    ),
    (
        "S/RES/2253(2015)",
        "1267/1989 Al-Qaida Sanctions Committee",
        "1267/1989/2253 ISIL (Da’esh) and Al-Qaida Sanctions Committee",
        True,
    ),
    ("S/RES/2253(2015)", "Al-Qaida Sanctions List", "ISIL (Da’esh) and Al-Qaida Sanctions List", True),
    (
        "S/RES/2444(2018)",
        "Committee pursuant to resolutions 751 (1992) and 1907 (2009) concerning Somalia and Eritrea",
        "Committee pursuant to resolution 751 (1992) concerning Somalia",
        True,
    ),
    ("S/RES/2568(2021)", "Comprehensive Approach to Security Executive", "Security and Justice Committee", False),
    (
        "S/RES/2662(2022)",
        "Security Council Committee established pursuant to resolution 751 (1992) concerning Somalia",
        "Security Council Committee pursuant to resolution 751 (1992) concerning Al-Shabaab",
        True,
    ),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> tuple[Resolution, ...]:
    """All documents of the corpus that can be read; what cannot is listed in `test_official.py`."""
    folder = tmp_path_factory.mktemp("record")
    with tarfile.open(CORPUS) as archive:
        archive.extractall(folder, filter="data")
    return tuple(_documents(folder))


def _documents(folder: Path) -> Iterator[Resolution]:
    for path in sorted(folder.rglob("*.xml")):
        try:
            yield from documents(path, language="en", authority=authority.load())
        except MandateGraphError:
            continue


@pytest.fixture(scope="module")
def extended(record: tuple[Resolution, ...]) -> list[tuple[Resolution, Provision, Extended]]:
    """All extensions of the resolutions of the Security Council."""
    resolutions = (resolution for resolution in record if str(resolution.symbol).startswith("S/RES/"))
    return [found for resolution in resolutions for found in _extended(resolution)]


def _extended(resolution: Resolution) -> Iterator[tuple[Resolution, Provision, Extended]]:
    reader = Reader(ENGLISH, resolution.issuing_body)
    for provision in resolution.provisions:
        if provision.kind in {"operative", "item"}:
            found = reader.annotation(provision.text, _chapeaux(resolution, provision)).extensions
            yield from ((resolution, provision, each) for each in found)


def _chapeaux(resolution: Resolution, provision: Provision) -> list[str]:
    """The texts above a provision, outermost first."""
    above: list[str] = []
    while provision.parent:
        provision = resolution.by_id[provision.parent]
        above.insert(0, provision.text)
    return above


@pytest.mark.parametrize("body", EXTENSIONS)
def test_the_history_of_a_mandate_is_complete(body: str, extended: list[tuple[Resolution, Provision, Extended]]) -> None:
    found: dict[str, date | str | None] = {}
    for resolution, provision, each in extended:
        named = bearer(each, provision, resolution, ENGLISH)
        words = named[2] if named else each.entity
        if any(name in words for name in NAMES[body]) and "redeployment" not in words:
            found[str(resolution.symbol)] = dates.last_day(each.until, ENGLISH) if each.until else each.duration
    expected = {symbol: date.fromisoformat(when) if when[:1] == "2" else when for symbol, when in EXTENSIONS[body].items()}
    assert found == expected


def test_every_renaming_is_found_and_nothing_else(record: tuple[Resolution, ...]) -> None:
    found: dict[tuple[str | None, str, bool], str] = {}
    for resolution in record:
        for provision in resolution.provisions:
            if may_rename(provision.text, ENGLISH):
                for each in renamings(provision.text, clauses_of(provision.text, ENGLISH), ENGLISH):
                    name = str(resolution.symbol)
                    found[each.old, each.new, each.here] = min(name, found.get((each.old, each.new, each.here), name))
    assert {(symbol, *words) for words, symbol in found.items()} == RENAMINGS
