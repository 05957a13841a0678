"""The pictures: inside their frame, to scale, without labels that cover each other."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from alee.plots import fan
from alee.plots.bars import draw_bar, draw_costs, draw_share, draw_swing
from alee.plots.fan import Fan, draw_fan, tick_step
from alee.plots.frame import WIDE, MapFlow, MapPlace
from alee.plots.interval import Interval
from alee.plots.labels import text_width
from alee.plots.map import draw_map
from alee.plots.panel import Panel, draw_panel, reach_of
from alee.plots.projection import distance, edge_point, fit, flatten
from alee.plots.svg import element, number, outline


def wide(median: float) -> Interval:
    return Interval(low=median / 2, median=median, ready=median * 1.5, high=median * 2, bad=median * 3)


PLACES = [
    MapPlace(label="Near", figure="100", latitude=41.0, longitude=29.0, stock=wide(100)),
    MapPlace(label="<b>", figure="400", latitude=43.0, longitude=44.0, stock=wide(400)),
    MapPlace(label="Far", figure="10", latitude=-34.6, longitude=-58.4, stock=wide(10)),
    MapPlace(label="Handful", figure="9", latitude=-33.4, longitude=-70.7, stock=wide(9)),
]


def picture() -> str:
    flows = [
        MapFlow(start=(55.8, 37.6), end=(41.0, 29.0), flow=wide(100)),
        MapFlow(start=(55.8, 37.6), end=(-34.6, -58.4), flow=wide(1)),
    ]
    return str(
        draw_map(PLACES, flows, looks=WIDE, title="Map", description="Words", identity="m", home="Russia")
    )


def test_map_is_well_formed_and_without_style() -> None:
    text = picture()
    ElementTree.fromstring(text)
    assert "style=" not in text
    assert "<b>" not in text


def test_area_of_a_circle_follows_the_people() -> None:
    radii = [float(r) for r in re.findall(r'class="disc"[^>]* r="([\d.]+)"', picture())]
    assert len(radii) == 2
    assert max(radii) / min(radii) == pytest.approx(2.0, abs=0.05)


def test_far_places_stand_at_the_edge_with_their_name() -> None:
    far = re.search(r'<g class="far">(.*?)</g>', picture())
    assert far is not None
    assert "Far 10" in far[1]
    assert "Handful" not in far[1]


def test_projection_keeps_areas() -> None:
    centre = (50.0, 40.0)
    step = 0.01
    areas = []
    for latitude, longitude in ((50.0, 40.0), (60.0, 80.0), (35.0, 10.0)):
        x0, y0 = flatten((latitude, longitude), centre)
        x1, y1 = flatten((latitude + step, longitude), centre)
        # A degree of longitude shrinks with the cosine of the latitude; widen the step accordingly.
        far = longitude + step / distance_of_degree(latitude)
        x2, y2 = flatten((latitude, far), centre)
        areas.append(abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)))
    assert areas[1:] == pytest.approx([areas[0]] * 2, rel=2e-3)


def distance_of_degree(latitude: float) -> float:
    return distance((latitude, 0.0), (latitude, 1.0))


def test_fit_leaves_far_places_out_and_holds_the_rest() -> None:
    points = [(55.0, 37.0), (41.0, 29.0), (43.0, 77.0), (-34.6, -58.4)]
    view = fit(points, [10, 5, 5, 0.01], size=(1000, 600), margin=40, coverage=0.99)
    spots = [view.at(*point) for point in points]
    assert all(39 <= x <= 961 and 39 <= y <= 561 for x, y in spots[:3])
    assert not (0 <= spots[3][0] <= 1000 and 0 <= spots[3][1] <= 600)


def test_edge_point_reaches_the_frame() -> None:
    assert edge_point((50, 50), (1, 0), (100, 100), 8) == (92, 50)
    assert edge_point((50, 50), (0, -2), (100, 100), 8) == (50, 8)


def fan_of(largest: float, as_of: int) -> Fan:
    days = [date(2022, 9, 10) + timedelta(days=k) for k in range(20)]
    up = [largest * k / 38 for k in range(20)]
    return Fan(
        title="T", days=days, low=up, lower_quartile=up, median=up, upper_quartile=up,
        high=[2 * v for v in up], unit="people per day", as_of=days[as_of], as_of_words="As of 20 September",
        ahead_words="forecast", paths=[up, up],
    )  # fmt: skip


@pytest.mark.parametrize("style", [fan.WIDE, fan.NARROW])
@pytest.mark.parametrize(("largest", "as_of"), [(38, 1), (3e6, 10), (4e9, 19)])
def test_no_word_of_a_fan_is_cut_off(largest: float, as_of: int, style: fan.FanStyle) -> None:
    drawn = draw_fan(
        fan_of(largest, as_of), description="D", identity="f", say=lambda v: f"{v:,.0f}", style=style
    )
    for word in ElementTree.fromstring(str(drawn)).iter():
        if not word.tag.endswith("text"):
            continue
        x, width = float(word.attrib["x"]), text_width(word.text or "", style.size)
        left = x - {"end": width, "middle": width / 2}.get(word.get("text-anchor", "start"), 0)
        assert left >= 0, word.text


def test_fan_draws_bands_median_paths_and_as_of() -> None:
    text = str(draw_fan(fan_of(38, 10), description="D", identity="f", say=str))
    ElementTree.fromstring(text)
    assert text.count('class="path"') == 2
    assert all(f'class="{kind}"' in text for kind in ("band-90", "median", "as-of", "ahead"))


@pytest.mark.parametrize("largest", [0.3, 1, 7, 38, 99, 1234, 320_000])
def test_ticks_are_few_and_round(largest: float) -> None:
    assert 2 <= largest / tick_step(largest) <= 5.01


def test_bar_of_nobody_is_drawn_at_the_start() -> None:
    nobody = Interval(low=0, median=0, ready=0, high=0, bad=0)
    assert 'cx="5"' in str(draw_bar(nobody, largest=0.0))


def test_svg_escapes_and_shortens() -> None:
    assert str(element("text", {"x": 1.04}, "<&")) == '<text x="1">&lt;&amp;</text>'
    assert number(-0.04) == "0"
    assert outline([(0, 0), (1, 1), (3, 0.5)], is_closed=True) == "M0 0l1 1 2-0.5z"


def panel_of(low: float, high: float) -> Panel:
    days = [date(2030, 3, 1) + timedelta(days=k) for k in range(8)]
    return Panel(
        title="People in Upland", words="about 40 fewer", days=days, low=[low * k / 7 for k in range(8)],
        median=[(low + high) * k / 14 for k in range(8)], high=[high * k / 7 for k in range(8)],
        start=days[2], start_words="from 3 March",
    )  # fmt: skip


def test_small_charts_share_one_scale_and_stay_inside() -> None:
    large, small = panel_of(-90.0, 10.0), panel_of(-1.0, 2.0)
    reach = reach_of([large, small])
    assert reach == (-90.0, 10.0)
    drawn = [
        ElementTree.fromstring(
            draw_panel(p, reach=reach, description="d", identity=f"p{k}", say=lambda v: f"{v:+,.0f}")
        )
        for k, p in enumerate((large, small))
    ]  # fmt: skip
    ticks = [[t.text for t in svg.iter("text") if t.get("class") == "tick"] for svg in drawn]
    assert ticks[0] == ticks[1]
    assert "+0" in ticks[0]
    zeros = {(base.get("y1")) for svg in drawn for base in svg.iter("line") if base.get("class") == "base"}
    assert len(zeros) == 1
    for svg in drawn:
        width, height = (float(v) for v in svg.get("viewBox", "").split()[2:])
        for line in svg.iter("line"):
            assert 0 <= float(line.get("x1", 0)) <= float(line.get("x2", 0)) <= width
            assert 0 <= float(line.get("y1", 0)) <= height


def test_a_chart_of_nothing_at_all_can_be_drawn() -> None:
    flat = panel_of(0.0, 0.0)
    ElementTree.fromstring(
        draw_panel(flat, reach=reach_of([flat]), description="d", identity="p", say=lambda v: f"{v:g}")
    )


def test_more_and_fewer_differ_without_colour() -> None:
    fewer = Interval(low=-80, median=-40, ready=-10, high=5, bad=6)
    more = Interval(low=-5, median=20, ready=30, high=40, bad=50)
    hollow, filled = (draw_swing(i, reach=(-80, 40)) for i in (fewer, more))
    assert 'class="fewer"' in hollow
    assert 'class="more"' in filled
    zero = re.search(r'class="zero" d="M(\d+) ', hollow)
    assert zero is not None
    assert f'class="zero" d="M{zero[1]} ' in filled, "nought stands at one place in all rows"
    assert f"M{zero[1]} 3h-" in hollow
    assert f"M{zero[1]} 3h" in filled


def test_bars_of_costs_stand_behind_each_other() -> None:
    first, last = re.findall(r'd="M(\d+) 4h(\d+)', draw_costs(30.0, 70.0, largest=100.0))
    assert int(first[0]) + int(first[1]) == int(last[0])
    assert int(last[1]) == pytest.approx(98, abs=1)
    assert draw_costs(0.0, 0.0, largest=0.0).count("<path") == 0
    assert 'width="140"' in draw_share(1.0)
