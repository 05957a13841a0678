"""A world from small tables in the formats that people have; every number with its file and row."""

import datetime as dt
import re

import pytest

import alee
from alee.cli import main
from alee.core.errors import InputError
from alee.files.world.build import WorldTables, build_world
from alee.files.world.codes import find_country, name_of

VISAS = """Passport,Destination,Requirement
RUS,GEO,360
RUS,TUR,60
RUS,FIN,visa required
RUS,ARM,visa free
RUS,UKR,no admission
RUS,USA,visa required
RUS,THA,visa on arrival
RUS,RUS,-1
GEO,TUR,90
RUS,Atlantis,visa free
"""
PAIRS = """iso_o,iso_d,contig,comlang_off,comlang_ethno,dist
RUS,GEO,1,0,1,1650
GEO,RUS,1,0,1,1650
RUS,FIN,1,0,0,890
FIN,RUS,1,0,0,890
GEO,TUR,1,0,0,1300
TUR,GEO,1,0,0,1300
GEO,ARM,1,0,0,170
ARM,GEO,1,0,0,170
RUS,TUR,0,0,0,1750
RUS,ARM,0,0,1,1800
RUS,UKR,1,0,1,760
RUS,USA,0,0,0,7500
RUS,THA,0,0,0,7000
RUS,RUS,0,1,1,500
RUS,ZZZ,1,0,0,10
"""
CITIES = """iso3,lat,lon,city_en
RUS,55.75,37.62,Moscow
GEO,41.72,44.79,Tbilisi
TUR,41.01,28.97,Istanbul
FIN,60.17,24.94,Helsinki
ARM,40.18,44.51,Yerevan
UKR,50.45,30.52,Kyiv
USA,40.71,-74.0,New York
"""
AIRPORTS = """2985,"Sheremetyevo","Moscow","Russia","SVO","UUEE",55.97,37.41,622,3,"N","x","airport","x"
1701,"Istanbul Airport","Istanbul","Turkey","IST","LTFM",41.26,28.74,163,3,"E","x","airport","x"
3885,"Suvarnabhumi","Bangkok","Thailand","BKK","VTBS",13.68,100.74,5,7,"U","x","airport","x"
9999,"Nowhere Field","Nowhere","Atlantis","NWH",\\N,0,0,0,0,"U","x","airport","x"
"""
ROUTES = """SU,130,SVO,2985,IST,1701,,0,321
TK,4951,SVO,2985,IST,1701,,0,321
XX,1,SVO,2985,IST,1701,Y,0,321
SU,130,SVO,2985,BKK,3885,,0,77W
SU,130,SVO,2985,XXX,\\N,,0,77W
"""
MIGRANTS = """Title,,,,,,,
To,Location code of destination,From,Location code of origin,1990,2020,2024,2020
WORLD,900,Russian Federation,643,100,200,300,1
Georgia,268,Russian Federation,643,50,26000,99999,1
Turkey,792,Russian Federation,643,10,30000,99999,1
Turkey,792,Georgia,268,10,20000,99999,1
"""


@pytest.fixture
def tables(tmp_path):
    texts = {"visas.csv": VISAS, "dist_cepii.csv": PAIRS, "geo_cepii.csv": CITIES, "airports.dat": AIRPORTS,
             "routes.dat": ROUTES, "desa.csv": MIGRANTS}  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return WorldTables(
        visas=tmp_path / "visas.csv", pairs=tmp_path / "dist_cepii.csv", cities=tmp_path / "geo_cepii.csv",
        airports=tmp_path / "airports.dat", routes=tmp_path / "routes.dat", migrants=tmp_path / "desa.csv",
    )  # fmt: skip


@pytest.fixture
def world(tables):
    return build_world(tables, origin="RUS", date="2022-09-21", residents=144_000_000)


def test_places_say_who_may_enter_and_where_each_number_stands(world):
    places = {place.country: place for place in world.scenario.places}
    assert set(places) == {"RUS", "GEO", "TUR", "FIN", "ARM", "UKR", "THA"}
    assert places["RUS"].residents == 144_000_000
    assert (places["GEO"].requires, places["GEO"].stay_limit_days, places["GEO"].kin) == (None, 360, 26000)
    assert (places["FIN"].requires, places["UKR"].requires, places["THA"].requires) == (
        "visa",
        "permit",
        None,
    )
    assert places["GEO"].language == 0.4
    source = places["GEO"].source
    for part in ("geo_cepii.csv row 3", "visas.csv row 2", "desa.csv row 4 (2020)", "dist_cepii.csv row 2"):
        assert part in source


def test_ways_are_borders_and_flights_and_never_lead_back_home(world):
    ways = {(w.from_place, w.to_place, w.mode): w for w in world.scenario.corridors}
    russia, turkey = "Russia (main city)", "Türkiye (main city)"
    air = ways[(russia, turkey, "air")]
    assert "routes.dat row 1 and 1 more" in air.source, "a code share is another airline's flight"
    assert str(air.capacity) == "lognormal(200, 0.5)"
    assert (russia, turkey, "road") not in ways
    assert ways[("Georgia (main city)", turkey, "road")].km == pytest.approx(1690)
    assert not [w for w in ways if w[1] == russia]


def test_nothing_is_skipped_silently(world):
    said = "\n".join(world.notes)
    assert "visas.csv: visa rules of 1 name, no country: Atlantis" in said
    assert "routes.dat: 1 route of airports" in said
    assert "left out, because no way leads there: USA" in said


def test_a_world_can_be_saved_checked_and_played(tables, tmp_path, capsys):
    out = tmp_path / "world-rus"
    options = [
        f"--{name}={getattr(tables, name)}"
        for name in ("visas", "pairs", "cities", "airports", "routes", "migrants")
    ]
    with pytest.raises(SystemExit) as ended:
        main(
            [
                "build-world",
                "--origin",
                "Russia",
                "--date",
                "2022-09-21",
                "--residents",
                "144000000",
                "--out",
                str(out),
                *options,
            ]
        )
    assert ended.value.code == 0
    assert "7 places" in capsys.readouterr().out
    scenario = alee.load_scenario(out)
    assert scenario.start < dt.date(2022, 9, 21)
    ensemble = alee.simulate(scenario, members=3, seed=1)
    assert int(ensemble.displaced.sum()) > 0
    assert int(ensemble.present.sel(place="Ukraine (main city)").sum()) == 0, (
        "no admission means nobody comes"
    )


def test_a_matrix_of_visas_and_old_numbers_are_understood(tables, tmp_path):
    (tmp_path / "visas.csv").write_text("Passport,GEO,FIN,TUR\nRUS,3,0,2\nGEO,-1,0,3\n", encoding="utf-8")
    places = {
        p.country: p
        for p in build_world(tables, origin="RU", date="2022-09-21", residents=1000).scenario.places
    }
    assert (places["GEO"].requires, places["FIN"].requires, places["TUR"].requires) == (None, "visa", None)


def changed(tables, tmp_path, file, old, new):
    """The world after one change in a file."""
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
    return build_world(tables, origin="RUS", date="2022-09-21", residents=144_000_000)


@pytest.mark.parametrize(
    ("written", "rule"),
    [("360 days", (None, 360)), ("360.0", (None, 360)), ("1 day", (None, 1)), ("Visa Free", (None, None)),
     ("visa required", ("visa", None)), ("covid ban", ("permit", None)), ("e-visa", (None, None))],
)  # fmt: skip
def test_visa_rules_are_read_as_people_write_them(tables, tmp_path, written, rule):
    world = changed(tables, tmp_path, "visas.csv", "RUS,GEO,360", f"RUS,GEO,{written}")
    georgia = next(p for p in world.scenario.places if p.country == "GEO")
    assert (georgia.requires, georgia.stay_limit_days) == rule


@pytest.mark.parametrize("written", ["visa fre", "-5", "1e9", "nan"])
def test_no_visa_is_made_up_for_words_that_say_none(tables, tmp_path, written):
    with pytest.raises(InputError, match=f'visas.csv row 2, GEO: "{written}" is no visa rule') as refusal:
        changed(tables, tmp_path, "visas.csv", "RUS,GEO,360", f"RUS,GEO,{written}")
    assert "Allowed: visa free," in str(refusal.value)


def test_a_country_without_a_visa_rule_is_named(tables, tmp_path):
    world = changed(tables, tmp_path, "visas.csv", "RUS,THA,visa on arrival", "RUS,THA")
    assert "visas.csv: no visa rule stands for THA." in world.notes
    assert "THA" not in {place.country for place in world.scenario.places}


@pytest.mark.parametrize(
    ("file", "old", "new", "note"),
    [
        ("dist_cepii.csv", "RUS,TUR,0,0", "RUS,TUR,NaN,0", 'dist_cepii.csv: .* left out: row 10 \\("NaN"\\)'),
        ("dist_cepii.csv", "RUS,TUR,0,0,0,1750", "RUS,TUR", ""),
        ("dist_cepii.csv", "RUS,ZZZ,1,0,0,10", "RUS", r"pairs of 1 name, no country: \(blank\)"),
        ("dist_cepii.csv", "0,0,7000", "0,0,inf", 'left out: row 14 \\("inf"\\)'),
        ("geo_cepii.csv", "USA,40.71,-74.0,New York", "USA,40.71", "USA"),
        ("geo_cepii.csv", "40.71,-74.0", '"40,71",-74.0', 'geo_cepii.csv: .*row 8 \\("40,71"\\)'),
        ("desa.csv", ",30000,", ",inf,", 'desa.csv: cells .* left out: row 5 \\("inf"\\)'),
        ("desa.csv", "Turkey,792,Georgia,268,10,20000,99999,1", "Turkey,792", ""),
        ("routes.dat", "SU,130,SVO,2985,BKK,3885,,0,77W", "SU,130,SVO", "routes.dat: too short .*: row 4"),
    ],
)
def test_cells_that_hold_no_number_and_short_rows_are_left_out_and_said(
    tables, tmp_path, file, old, new, note
):
    world = changed(tables, tmp_path, file, old, new)
    ways = {(w.from_place, w.to_place, w.mode) for w in world.scenario.corridors}
    assert ("Russia (main city)", "Türkiye (main city)", "road") not in ways
    assert re.search(note, "\n".join(world.notes))


def test_thousands_may_be_set_apart_by_commas(tables, tmp_path):
    world = changed(tables, tmp_path, "desa.csv", ",26000,", ',"26,000",')
    assert next(p for p in world.scenario.places if p.country == "GEO").kin == 26000


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("visas.csv", "Passport,Destination,Requirement\nGEO,TUR,90\n", "no row speaks of the passport RUS"),
        ("dist_cepii.csv", "iso_o,iso_d,contig\nRUS,GEO,1\n", "the column dist is missing"),
        ("dist_cepii.csv", "iso_o,iso_d,contig,dist\nGEO,TUR,1,9\n", "no way leads out of Russia"),
        ("desa.csv", "a,b\n1,2\n", "the column location code of destination is missing"),
        ("geo_cepii.csv", "iso3,lat\nRUS,1\n", "the column lon is missing"),
    ],
)
def test_tables_that_cannot_be_understood_are_refused(tables, tmp_path, file, text, words):
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        build_world(tables, origin="RUS", date="2022-09-21", residents=1000)


def test_flights_need_both_tables(tables):
    only = WorldTables(visas=tables.visas, pairs=tables.pairs, cities=tables.cities, airports=tables.airports)
    with pytest.raises(InputError, match="Flights need both"):
        build_world(only, origin="RUS", date="2022-09-21", residents=1000)


def test_a_missing_file_and_a_false_workbook_are_said(tables, tmp_path):
    (tmp_path / "desa.csv").write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(InputError, match="not a spreadsheet"):
        build_world(tables, origin="RUS", date="2022-09-21", residents=1000)
    (tmp_path / "desa.csv").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        build_world(tables, origin="RUS", date="2022-09-21", residents=1000)


@pytest.mark.parametrize(
    ("written", "code"),
    [("RUS", "RUS"), ("ru", "RUS"), ("643", "RUS"), (643, "RUS"), ("Russian Federation", "RUS"),
     ("ROM", "ROU"), ("ZAR", "COD"),
     ("Turkey", "TUR"), ("Burma", "MMR"), ("Cote d'Ivoire", "CIV"), ("Congo (Kinshasa)", "COD"), ("4", "AFG"),
     ("WORLD", None), ("900", None), ("", None), ("Atlantis", None)],
)  # fmt: skip
def test_countries_are_found_however_they_are_written(written, code):
    assert find_country(written) == code


def test_countries_have_names():
    assert name_of("GEO") == "Georgia"


def test_a_country_without_a_position_is_said_once(tables):
    tables.cities.write_text("".join(line for line in CITIES.splitlines(True) if "ARM" not in line))
    said = build_world(tables, origin="RUS", date="2022-09-21", residents=5).notes
    assert [line for line in said if "ARM" in line] == ["left out, because they have no position: ARM."]


def test_a_home_without_a_position_is_not_called_a_home_without_ways(tables):
    bare = WorldTables(visas=tables.visas, pairs=tables.pairs)
    with pytest.raises(InputError, match="no position is known"):
        build_world(bare, origin="RUS", date="2022-09-21", residents=5)


def test_airports_and_routes_the_wrong_way_round_are_refused(tables):
    swapped = WorldTables(
        visas=tables.visas, pairs=tables.pairs, cities=tables.cities, airports=tables.routes,
        routes=tables.airports,
    )  # fmt: skip
    with pytest.raises(InputError, match="the wrong way round"):
        build_world(swapped, origin="RUS", date="2022-09-21", residents=5)
