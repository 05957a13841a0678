"""A whole briefing made up by hand, for tests and for looking at the page.

The countries are real, so that the map can be judged; every figure, report and issuer is invented.
"""

from __future__ import annotations

import math
from datetime import date, timedelta

from alee.briefing.content import (
    BriefingContent,
    Concept,
    Corridor,
    DailySeries,
    DatedEvent,
    DifferenceSeries,
    EvidenceRow,
    ForecastCheck,
    Grade,
    Group,
    Headline,
    Input,
    Interval,
    LearntRow,
    NeedRow,
    NeedSeries,
    Period,
    Place,
    Position,
    Preparing,
    PreviousForecast,
    Provenance,
    ReportMark,
    ReserveRow,
    WhatIf,
    WhatIfRow,
)

AS_OF = date(2022, 10, 3)
START = date(2022, 9, 10)
SHOCK = date(2022, 9, 21)
END = date(2022, 11, 2)


def spread(median: float, sigma: float = 0.3) -> Interval:
    """Quantiles of a log-normal with this median."""
    low, ready, high, bad = (median * math.exp(z * sigma) for z in (-1.645, 1.2816, 1.645, 1.96))
    return Interval(low=low, median=median, high=high, ready=ready, bad=bad)


def shifted(median: float, sd: float) -> Interval:
    """Quantiles of a normal; may be negative."""
    low, ready, high, bad = (median + z * sd for z in (-1.645, 1.2816, 1.645, 1.96))
    return Interval(low=low, median=median, high=high, ready=ready, bad=bad)


SPOTS = {
    "Moscow": (55.75, 37.62),
    "St Petersburg": (59.93, 30.34),
    "Southern Russia": (47.23, 39.70),
    "Volga": (53.20, 50.15),
    "Urals": (56.84, 60.60),
    "Western Siberia": (55.03, 82.92),
    "Eastern Siberia": (52.29, 104.30),
    "Far East": (48.48, 135.07),
    "North Caucasus": (43.02, 44.68),
    "Kaliningrad": (54.71, 20.51),
    "Murmansk": (68.97, 33.08),
    "Uralsk": (51.23, 51.37),
    "Kostanay": (53.21, 63.62),
    "Petropavl": (54.87, 69.15),
    "Pavlodar": (52.29, 76.97),
    "Almaty": (43.24, 76.89),
    "Astana": (51.17, 71.43),
    "Georgia": (41.72, 44.79),
    "Armenia": (40.18, 44.51),
    "Azerbaijan": (40.41, 49.87),
    "Istanbul": (41.01, 28.98),
    "Antalya": (36.90, 30.70),
    "Finland": (60.17, 24.94),
    "Norway": (69.73, 30.05),
    "Estonia": (59.44, 24.75),
    "Latvia": (56.95, 24.11),
    "Lithuania": (54.69, 25.28),
    "Poland": (52.23, 21.01),
    "Mongolia": (47.89, 106.91),
    "Serbia": (44.79, 20.45),
    "Montenegro": (42.43, 19.26),
    "Uzbekistan": (41.30, 69.24),
    "Kyrgyzstan": (42.87, 74.59),
    "Tajikistan": (38.56, 68.79),
    "Israel": (32.08, 34.78),
    "United Arab Emirates": (25.20, 55.27),
    "Thailand": (13.75, 100.50),
    "Argentina": (-34.60, -58.38),
    "Mexico": (19.43, -99.13),
    "Germany": (52.52, 13.41),
    "Cyprus": (35.17, 33.36),
    "Egypt": (27.26, 33.81),
    "South Korea": (37.57, 126.98),
}


def spot(name: str) -> Position:
    latitude, longitude = SPOTS[name]
    return Position(latitude=latitude, longitude=longitude)


def place(
    name: str,
    country: str,
    now: float,
    later: float,
    letter: str = "C",
    reason: str = "Only queues and fares speak about it.",
    sigma: float = 0.35,
    **more: object,
) -> Place:
    return Place(
        name=name,
        country=country,
        position=spot(name) if name in SPOTS else None,
        present=spread(now, sigma),
        present_at_end=spread(later, sigma * 1.4),
        change=shifted(later - now, sigma * max(now, later) * 0.8),
        arrivals=spread(now * 1.3, sigma),
        grade=Grade(letter=letter, reason=reason),  # type: ignore[arg-type]
        **{"reporting": "reported", **more},  # type: ignore[arg-type]
    )


def places() -> tuple[Place, ...]:
    under = {"part_of": "Turkey", "reporting": "nobody_publishes"}
    kazakh = {"part_of": "Kazakhstan"}
    daily = "Two ministries publish daily entries; their figures differ by a third."
    return (
        place(
            "Turkey",
            "TUR",
            48_321,
            61_204,
            "C",
            "Seats, fares and house sales only; nobody counts people.",
            0.46,
            is_focus=True,
            is_on_map=False,
            reporting="nobody_publishes",
            reporting_note="The statistics office counts foreigners once a month, all reasons together.",
            reports=("X12", "X13"),
        ),
        place("Istanbul", "TUR", 31_800, 38_100, sigma=0.5, **under),
        place("Antalya", "TUR", 15_900, 21_900, sigma=0.55, **under),
        place("Kazakhstan", "KAZ", 92_400, 81_000, "A", daily, 0.16, is_on_map=False, reports=("X01", "X02")),
        place("Uralsk", "KAZ", 21_300, 11_200, "B", "A regional office counts, with gaps.", 0.3, **kazakh),
        place("Kostanay", "KAZ", 17_500, 12_800, "B", "A regional office counts, with gaps.", 0.3, **kazakh),
        place(
            "Petropavl",
            "KAZ",
            9_700,
            6_900,
            "D",
            "No report speaks about it.",
            0.5,
            part_of="Kazakhstan",
            reporting="not_reported",
        ),
        place("Almaty", "KAZ", 24_800, 31_500, "C", "Rents and identity numbers only.", 0.4, **kazakh),
        place("Astana", "KAZ", 16_200, 18_000, "C", "Rents and identity numbers only.", 0.4, **kazakh),
        place(
            "Georgia", "GEO", 47_200, 52_000, "A", "The ministry publishes entries and exits per day.", 0.14
        ),
        place("Finland", "FIN", 21_700, 11_400, "A", "Border service counts daily in both directions.", 0.12),
        place(
            "Armenia",
            "ARM",
            18_800,
            25_100,
            "C",
            "Flights and fares only.",
            0.38,
            reporting="not_reported",
            reporting_note="Quarterly figures; the next one is due in November.",
        ),
        place("Serbia", "SRB", 9_340, 13_900, "C", "Flights and fares only.", 0.4),
        place("Mongolia", "MNG", 6_120, 5_200, "B", "One crossing counted, one week missing.", 0.22),
        place(
            "Azerbaijan",
            "AZE",
            640,
            700,
            "D",
            "No report speaks about it.",
            0.8,
            reporting="zero",
            reporting_note="The land border is closed; the border service published a nought.",
        ),
        place(
            "Uzbekistan",
            "UZB",
            12_400,
            17_900,
            "D",
            "No report speaks about it.",
            0.6,
            reporting="nobody_publishes",
        ),
        place(
            "Kyrgyzstan",
            "KGZ",
            9_900,
            13_100,
            "C",
            "Onward exits of a neighbour only.",
            0.5,
            reporting="not_reported",
        ),
        place(
            "Tajikistan",
            "TJK",
            4_100,
            5_600,
            "D",
            "No report speaks about it.",
            0.7,
            reporting="nobody_publishes",
        ),
        place("Israel", "ISR", 5_350, 8_800, "B", "Monthly arrivals, early figures.", 0.2),
        place(
            "United Arab Emirates",
            "ARE",
            7_700,
            10_400,
            "D",
            "No report speaks about it.",
            0.6,
            reporting="nobody_publishes",
        ),
        place("Montenegro", "MNE", 3_150, 4_700, sigma=0.5),
        place("Norway", "NOR", 1_480, 920, "A", "One crossing, counted daily.", 0.1),
        place("Estonia", "EST", 890, 610, "A", "Counted daily.", 0.1),
        place("Latvia", "LVA", 720, 480, "A", "Counted daily.", 0.1),
        place("Lithuania", "LTU", 340, 260, "B", "Counted, with transit inside.", 0.25),
        place(
            "Germany", "DEU", 6_900, 12_600, "D", "No report speaks about it.", 0.7, reporting="not_reported"
        ),
        place(
            "Cyprus", "CYP", 1_150, 1_900, "D", "No report speaks about it.", 0.7, reporting="not_reported"
        ),
        place("Egypt", "EGY", 950, 1_200, "D", "No report speaks about it.", 0.8, reporting="not_reported"),
        place(
            "Thailand", "THA", 2_900, 6_100, "D", "No report speaks about it.", 0.7, reporting="not_reported"
        ),
        place(
            "South Korea", "KOR", 61, 180, "D", "No report speaks about it.", 0.9, reporting="not_reported"
        ),
        place(
            "Argentina", "ARG", 840, 2_000, "D", "No report speaks about it.", 0.8, reporting="not_reported"
        ),
        place("Mexico", "MEX", 1_900, 3_300, "C", "Monthly border figures of a neighbour.", 0.5),
        Place(
            name="House by the sea",
            country="GEO",
            position=None,
            present=None,
            present_at_end=None,
            change=None,
            grade=Grade(letter="B", reason="Counted by the people who run it."),
            reporting="hidden",
            part_of="Georgia",
            is_on_map=False,
            reporting_note="A shelter; its size is not for this page.",
        ),
    )


WAYS: tuple[tuple[str, str, str, float, float], ...] = (
    ("Volga", "Uralsk", "road", 41_200, 0.25),
    ("Urals", "Kostanay", "road", 33_800, 0.25),
    ("Western Siberia", "Petropavl", "road", 21_000, 0.35),
    ("Western Siberia", "Pavlodar", "road", 13_400, 0.3),
    ("North Caucasus", "Georgia", "road", 61_900, 0.15),
    ("Southern Russia", "North Caucasus", "road", 38_000, 0.4),
    ("St Petersburg", "Finland", "road", 34_700, 0.12),
    ("St Petersburg", "Estonia", "road", 2_300, 0.2),
    ("Moscow", "Latvia", "road", 1_700, 0.2),
    ("Moscow", "Lithuania", "rail", 610, 0.3),
    ("Kaliningrad", "Poland", "road", 240, 0.6),
    ("Murmansk", "Norway", "road", 2_150, 0.1),
    ("Moscow", "Istanbul", "air", 23_500, 0.45),
    ("Moscow", "Antalya", "air", 12_900, 0.5),
    ("St Petersburg", "Istanbul", "air", 6_100, 0.55),
    ("Urals", "Antalya", "air", 2_900, 0.7),
    ("Moscow", "Armenia", "air", 14_300, 0.4),
    ("Southern Russia", "Armenia", "air", 2_800, 0.6),
    ("Moscow", "Azerbaijan", "air", 1_000, 0.7),
    ("Moscow", "Serbia", "air", 6_600, 0.4),
    ("Moscow", "Uzbekistan", "air", 5_200, 0.6),
    ("Moscow", "Kyrgyzstan", "air", 3_900, 0.6),
    ("Moscow", "Tajikistan", "air", 2_100, 0.7),
    ("Moscow", "Israel", "air", 5_100, 0.25),
    ("Moscow", "United Arab Emirates", "air", 6_700, 0.6),
    ("Moscow", "Thailand", "air", 1_600, 0.8),
    ("Western Siberia", "Thailand", "air", 800, 0.8),
    ("Eastern Siberia", "Mongolia", "road", 8_300, 0.2),
    ("Far East", "South Korea", "sea", 70, 0.9),
    ("Georgia", "Armenia", "road", 7_200, 0.5),
    ("Georgia", "Istanbul", "road", 5_400, 0.6),
    ("Serbia", "Montenegro", "road", 1_900, 0.6),
    ("Uralsk", "Almaty", "rail", 12_000, 0.4),
    ("Kostanay", "Astana", "road", 11_400, 0.4),
    ("Petropavl", "Astana", "rail", 8_100, 0.5),
    ("Almaty", "Uzbekistan", "road", 8_000, 0.5),
    ("Almaty", "Kyrgyzstan", "road", 9_100, 0.5),
    ("Finland", "Germany", "air", 7_600, 0.5),
    ("Istanbul", "Argentina", "air", 880, 0.8),
    ("Istanbul", "Mexico", "air", 2_000, 0.6),
    ("Antalya", "Cyprus", "sea", 700, 0.8),
    ("Istanbul", "Egypt", "air", 900, 0.8),
)


def corridor(start: str, end: str, mode: str, total: float, sigma: float) -> Corridor:
    full = (start, end) in {("North Caucasus", "Georgia"), ("Volga", "Uralsk")}
    closed = (start, end) in {("Moscow", "Latvia"), ("St Petersburg", "Estonia")}
    return Corridor(
        name=f"{start} to {end} by {mode}",
        from_place=start,
        to_place=end,
        from_position=spot(start),
        to_position=spot(end),
        mode=mode,  # type: ignore[arg-type]
        flow=spread(total, sigma),
        flow_next=Interval(low=0, median=0, high=0, ready=0, bad=0)
        if closed
        else spread(total / 3, sigma * 2),
        ordinary=spread(total * 0.7, 0.2) if mode != "air" else None,
        state="full" if full else "closed" if closed else "open",
        waiting=spread(5_300, 0.5) if full else None,
        capacity=9_000 if full else None,
        is_irregular=(start, end) == ("Kaliningrad", "Poland"),
    )


def wave(day: date) -> float:
    """Invented departures per day."""
    since = (day - SHOCK).days
    if since < 0:
        return 0.0
    return 21_000 * (1 - math.exp(-(since + 1) / 2.5)) * math.exp(-max(0, since - 5) / 13)


def series(
    title: str, values: list[float], kind: str, place_name: str | None, *, marks: tuple[ReportMark, ...]
) -> DailySeries:
    days = tuple(START + timedelta(days=k) for k in range((END - START).days + 1))
    widths = [0.18 + 0.035 * max(0, (day - AS_OF).days) for day in days]

    def band(z: float) -> tuple[float, ...]:
        return tuple(value * math.exp(z * width) for value, width in zip(values, widths, strict=True))

    def path(number: int) -> tuple[float, ...]:
        return tuple(
            value
            * math.exp(
                width * 1.2 * math.sin(1.3 * number + (0.5 + 0.11 * number) * k) * (1 if number % 2 else -1)
            )
            for k, (value, width) in enumerate(zip(values, widths, strict=True))
        )

    return DailySeries(
        title=title,
        kind=kind,  # type: ignore[arg-type]
        place=place_name,
        days=days,
        low=band(-1.645),
        lower_quartile=band(-0.674),
        median=band(0),
        upper_quartile=band(0.674),
        high=band(1.645),
        paths=tuple(path(number) for number in range(1, 7)),
        reports=marks,
    )


def daily() -> tuple[DailySeries, ...]:
    days = [START + timedelta(days=k) for k in range((END - START).days + 1)]
    flow = [wave(day) for day in days]
    stock, inside = [], 0.0
    for value in flow:
        inside += 0.16 * value - 0.008 * inside
        stock.append(inside)
    leaving = (
        ReportMark(
            report="X20",
            start=date(2022, 9, 21),
            end=date(2022, 9, 24),
            value=16_250,
            low=12_000,
            high=20_000,
            label="a newspaper, exits, all travellers",
        ),
        ReportMark(
            report="X21",
            start=date(2022, 9, 27),
            end=date(2022, 9, 27),
            value=24_000,
            low=None,
            high=None,
            label="border service of a neighbour",
            is_comparable=False,
        ),
        ReportMark(
            report="X22",
            start=date(2022, 9, 28),
            end=date(2022, 10, 2),
            value=14_100,
            low=10_400,
            high=18_800,
            label="sum of three ministries",
        ),
    )
    turkey = (
        ReportMark(
            report="X13",
            start=date(2022, 9, 30),
            end=date(2022, 9, 30),
            value=35_000,
            low=20_000,
            high=50_000,
            label="an association of landlords",
        ),
    )
    return (
        series("People leaving Russia because of the call-up", flow, "flow", None, marks=leaving),
        series("People present in Turkey because of the call-up", stock, "stock", "Turkey", marks=turkey),
        series(
            "People present in Georgia because of the call-up",
            [v * 1.02 for v in stock],
            "stock",
            "Georgia",
            marks=(),
        ),
    )


PEOPLE_GROSS = Concept(counts="people", balance="gross", kind="flow")
TRIPS_GROSS = Concept(counts="trips", balance="gross", kind="flow")
PROXY = Concept(counts="other", balance="none", kind="proxy")
STOCK = Concept(counts="people", balance="none", kind="stock")


def evidence() -> tuple[EvidenceRow, ...]:
    def row(
        report: str, place_name: str, figure: str, issuer: str, status: str, **more: object
    ) -> EvidenceRow:
        basics: dict[str, object] = {
            "measure": "entries",
            "concept": TRIPS_GROSS,
            "start": date(2022, 9, 21),
            "end": date(2022, 9, 26),
            "published": date(2022, 9, 27),
            "outlet": "Example Gazette",
            "url": f"https://example.org/{report}",
        }
        return EvidenceRow(
            report=report,
            place=place_name,
            figure=figure,
            issuer=issuer,
            status=status,
            **{**basics, **more},  # type: ignore[arg-type]
        )

    return (
        row(
            "X01",
            "Kazakhstan",
            "91,000 persons",
            "Ministry of Crossings",
            "used",
            value=91_000,
            predicted=spread(94_000, 0.08),
        ),
        row(
            "X02",
            "Kazakhstan",
            "more than 90,000 persons",
            "Ministry of Crossings",
            "copy",
            related="X01",
            reason="Repeats the ministry's figure of the same day, rounded.",
            value_low=90_000,
        ),
        row(
            "X03",
            "Kazakhstan",
            "91 thousand",
            "Ministry of Crossings",
            "copy",
            related="X01",
            reason="Repeats the ministry's figure in another outlet.",
            value=91_000,
        ),
        row(
            "X04",
            "Kazakhstan",
            "64,000 persons",
            "Office of Arrivals",
            "contradicts",
            related="X01",
            reason="Counts the same days at the same border; both cannot be right.",
            value=64_000,
            predicted=spread(93_000, 0.09),
        ),
        row(
            "X05",
            "Georgia",
            "8,400 a day",
            "Ministry of Roads",
            "superseded",
            related="X06",
            reason="The ministry corrected it two days later.",
            value=8_400,
            predicted=spread(9_900, 0.1),
        ),
        row(
            "X06",
            "Georgia",
            "9,950 a day",
            "Ministry of Roads",
            "used",
            value=9_950,
            predicted=spread(9_900, 0.07),
            published=date(2022, 9, 29),
        ),
        row(
            "X07",
            "Finland",
            "7,100 persons",
            "Border service",
            "used",
            value=7_100,
            predicted=spread(7_300, 0.06),
            start=date(2022, 9, 24),
            end=date(2022, 9, 24),
            published=date(2022, 9, 25),
        ),
        row(
            "X08",
            "Finland",
            "between 1,000 and 2,000 more than usual",
            "Border service",
            "used",
            value_low=1_000,
            value_high=2_000,
            predicted=spread(1_450, 0.3),
        ),
        row(
            "X09",
            "Mongolia",
            "3,000 persons",
            "Border post",
            "used",
            value=3_000,
            predicted=spread(2_600, 0.12),
            concept=PEOPLE_GROSS,
        ),
        row(
            "X10",
            "Russia",
            "261,000 men",
            "a newspaper, unnamed source",
            "outside",
            concept=PEOPLE_GROSS,
            measure="departures_from_origin",
            value=261_000,
            predicted=spread(121_000, 0.15),
            reason="No history comes near it in four days; it may count all exits, travellers included.",
        ),
        row(
            "X11",
            "Estonia",
            "1,190 persons",
            "Police and border guard",
            "used",
            value=1_190,
            predicted=spread(1_210, 0.05),
        ),
        row(
            "X12",
            "Turkey",
            "60 flights a day",
            "Airports authority",
            "used",
            measure="flights_per_day",
            concept=PROXY,
            value=60,
            predicted=spread(57, 0.07),
        ),
        row(
            "X13",
            "Turkey",
            "35,000 persons",
            "Association of landlords",
            "used",
            measure="stock",
            concept=STOCK,
            value=35_000,
            predicted=spread(40_100, 0.4),
        ),
        row(
            "X14",
            "Turkey",
            "1,196 dwellings",
            "Statistics office",
            "not_used",
            measure="house_sales",
            concept=PROXY,
            reason="House sales are not connected to the model yet.",
        ),
        row(
            "X15",
            "Serbia",
            "fare of 610 euro",
            "Ticket agency",
            "not_used",
            measure="air_fare",
            concept=PROXY,
            reason="Fares are not connected to the model yet.",
        ),
        row(
            "X16",
            "Russia",
            "41 on a scale of 100",
            "Search engine",
            "not_used",
            measure="search_interest",
            concept=PROXY,
            reason="Search interest is not connected to the model yet.",
        ),
        row(
            "X17",
            "Kazakhstan",
            "8,700 a day",
            "Ministry of Crossings",
            "not_used",
            reason="Speaks about 2019, before the period; it set the level of ordinary traffic.",
            start=date(2019, 1, 1),
            end=date(2019, 12, 31),
            published=date(2020, 1, 14),
        ),
        row(
            "X18",
            "Georgia",
            "up to 50,000",
            "Mayor of a border town",
            "used",
            value_high=50_000,
            predicted=spread(38_000, 0.2),
        ),
        row(
            "X19",
            "Armenia",
            "1,600 seats",
            "Airport",
            "not_used",
            start=None,
            end=None,
            measure="seats",
            concept=PROXY,
            reason="Gives no date.",
        ),
        row(
            "X20",
            "Russia",
            "65,000 exits",
            "a newspaper",
            "used",
            measure="departures_from_origin",
            value=65_000,
            predicted=spread(59_000, 0.14),
        ),
    )


def build() -> BriefingContent:
    """Make the example; every call gives the same content."""
    flow = [wave(SHOCK + timedelta(days=k)) for k in range((END - SHOCK).days + 1)]
    past = sum(flow[: (AS_OF - SHOCK).days + 1])
    ahead = sum(flow) - past
    return BriefingContent(
        title="A made-up exercise: leaving Russia after a call-up",
        is_example=True,
        home="Russia",
        cause="the call-up",
        shock_date=SHOCK,
        as_of=AS_OF,
        horizon_end=END,
        headline=Headline(
            left=spread(past, 0.16),
            abroad=spread(past * 0.93, 0.17),
            leaving_per_day=spread(13_900, 0.2),
            left_by_end=spread(past + ahead, 0.25),
            leaving_next=spread(ahead, 0.5),
            waiting=spread(10_600, 0.4),
        ),
        places=places(),
        corridors=tuple(corridor(*way) for way in WAYS),
        groups=(
            Group(
                name="Men liable to the call-up",
                left=spread(past * 0.61, 0.18),
                share=shifted(0.61, 0.05),
                share_recent=shifted(0.52, 0.06),
                share_of_residents=0.17,
            ),
            Group(
                name="Their families",
                left=spread(past * 0.23, 0.25),
                share=shifted(0.23, 0.04),
                share_recent=shifted(0.33, 0.06),
                share_of_residents=0.29,
            ),
            Group(
                name="Everybody else",
                left=spread(past * 0.16, 0.35),
                share=shifted(0.16, 0.04),
                share_recent=shifted(0.15, 0.05),
                share_of_residents=0.54,
            ),
        ),
        daily=daily(),
        periods=tuple(
            Period(
                start=AS_OF + timedelta(days=1 + 7 * k),
                end=min(END, AS_OF + timedelta(days=7 + 7 * k)),
                leaving=spread(62_000 * math.exp(-0.54 * k), 0.25 + 0.1 * k),
                returning=spread(14_000 * math.exp(-0.1 * k), 0.5),
                arriving=(("Turkey", spread(9_000 * math.exp(-0.4 * k), 0.5 + 0.1 * k)),),
            )
            for k in range(5)
        ),
        evidence=evidence(),
        learnt=(
            LearntRow(
                name="Half-life of the wave",
                unit="days",
                before=spread(9, 0.4),
                after=spread(8.1, 0.15),
                contraction=0.64,
                is_learnt=True,
            ),
            LearntRow(
                name="Ordinary traffic into Kazakhstan",
                unit="trips per day",
                before=spread(5_200, 0.3),
                after=spread(4_700, 0.12),
                contraction=0.61,
                is_learnt=True,
            ),
            LearntRow(
                name="Share of foreigners in the Georgian count",
                unit="",
                before=spread(0.3, 0.4),
                after=spread(0.26, 0.21),
                contraction=0.5,
                is_learnt=True,
            ),
            LearntRow(
                name="How long people stay in Turkey before moving on",
                unit="days",
                before=spread(30, 0.5),
                after=spread(29, 0.49),
                contraction=0.03,
                is_learnt=False,
                note="Exits from Turkish airports by citizenship would tell.",
            ),
            LearntRow(
                name="Daily chance to go home from Kazakhstan",
                unit="",
                before=spread(0.004, 0.8),
                after=spread(0.0043, 0.77),
                contraction=0.05,
                is_learnt=False,
                note="A second count of people present would tell.",
            ),
        ),
        assumptions=(
            "People who left before 21 September are ordinary travellers, whatever their reasons.",
            "A queue at a road crossing holds three people per car.",
            "No second call-up is announced before 2 November.",
        ),
        provenance=Provenance(
            command="alee brief runs/exercise --as-of 2022-10-03 --seed 2022",
            version="0.1.0",
            scenario="exercise",
            scenario_digest="5f1c" * 16,
            seed=2022,
            members=1000,
            effective_members=412.6,
            failed_members=0,
            inputs=(
                Input(name="scenario.yaml", sha256="0a1b" * 16),
                Input(name="reports.csv", sha256="2c3d" * 16),
            ),
            diagnostics=(("steps of the smoother", "4"), ("reports fitted", "13 of 20")),
        ),
        events=(
            DatedEvent(day=SHOCK, text="Call-up announced"),
            DatedEvent(day=date(2022, 9, 30), text="Finland closes its land border to tourists"),
            DatedEvent(day=date(2022, 10, 15), text="Estonia ends bus traffic", is_ahead=True),
        ),
        what_ifs=(
            WhatIf(
                name="Upper Lars closes on 10 October",
                words=("Leaving Russia: about 10,000 fewer (4,000 to 16,000 fewer) by 2 November.",),
                start=date(2022, 10, 10),
                series=(
                    DifferenceSeries(
                        title="People in Georgia",
                        days=tuple(date(2022, 10, 3) + timedelta(days=k) for k in range(28)),
                        low=tuple(-700.0 * k for k in range(28)),
                        lower_quartile=tuple(-600.0 * k for k in range(28)),
                        median=tuple(-500.0 * k for k in range(28)),
                        upper_quartile=tuple(-400.0 * k for k in range(28)),
                        high=tuple(-300.0 * k for k in range(28)),
                    ),
                ),
                rows=(
                    WhatIfRow(
                        label="People in Georgia on 2 November",
                        without=spread(52_000, 0.2),
                        with_event=spread(37_000, 0.22),
                        difference=shifted(-15_000, 3_000),
                    ),
                    WhatIfRow(
                        label="People in Kazakhstan on 2 November",
                        without=spread(81_000, 0.22),
                        with_event=spread(86_000, 0.22),
                        difference=shifted(5_200, 1_500),
                    ),
                ),
            ),
        ),
        needs=(
            NeedRow(
                place="Istanbul",
                service="a bed for the night",
                kind="asks",
                unit="beds",
                days=14,
                asked=spread(34, 0.4),
                source="the group's last three weeks",
            ),
            NeedRow(
                place="Istanbul",
                service="a bed for the night",
                kind="needed",
                unit="beds",
                days=14,
                asked=spread(150, 0.3),
                available=21,
                capacity=120,
                full_chance=0.84,
                full_day=date(2022, 10, 7),
                source="the group's last three weeks",
            ),
            NeedRow(
                place="Istanbul",
                service="counselling",
                kind="asks",
                unit="places",
                days=14,
                asked=spread(12, 0.5),
                source="assumption",
            ),
            NeedRow(
                place="Istanbul",
                service="counselling",
                kind="needed",
                unit="places",
                days=14,
                asked=spread(40, 0.5),
                source="assumption",
            ),
        ),
        preparing=Preparing(
            group="Example volunteers",
            today=date(2022, 10, 3),
            sentences=("A bed for the night: most likely 34 ask a day.",),
            costs=("A bed for the night: the 120 beds there are cost about 40 USD a day.",),
            money="USD",
            series=(
                NeedSeries(
                    service="a bed for the night",
                    unit="beds",
                    days=tuple(date(2022, 10, 4) + timedelta(days=k) for k in range(30)),
                    low=(80.0,) * 30,
                    median=tuple(100.0 + 2 * k for k in range(30)),
                    ready=tuple(120.0 + 3 * k for k in range(30)),
                    high=tuple(125.0 + 3 * k for k in range(30)),
                    capacity=(120.0,) * 30,
                    full_day=date(2022, 10, 7),
                    full_chance=0.84,
                ),
                NeedSeries(
                    service="counselling",
                    unit="places",
                    days=tuple(date(2022, 10, 4) + timedelta(days=k) for k in range(30)),
                    low=(0.0,) * 30,
                    median=(0.0,) * 30,
                    ready=(0.0,) * 30,
                    high=(0.0,) * 30,
                ),
            ),
            reserves=(
                ReserveRow(
                    service="a bed for the night",
                    unit="beds",
                    size="now",
                    units=120,
                    holding=40.0,
                    missing=90.0,
                ),
                ReserveRow(
                    service="a bed for the night",
                    unit="beds",
                    size="cheapest",
                    units=150,
                    holding=60.0,
                    missing=30.0,
                ),
            ),
            drivers=(("Moscow > Istanbul by air", 0.4), ("Tbilisi > Istanbul by air", 0.1)),
        ),
        previous=PreviousForecast(
            as_of=date(2022, 9, 27),
            checks=(
                ForecastCheck(
                    label="Entries to Georgia, 28 September",
                    said=spread(8_200, 0.2),
                    happened=9_950,
                    report="X06",
                ),
                ForecastCheck(
                    label="Entries to Finland, 1 October",
                    said=spread(5_900, 0.2),
                    happened=1_688,
                    report="X07",
                ),
            ),
        ),
    )
