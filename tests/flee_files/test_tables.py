"""What a hurried hand does to a table of a Flee folder is refused, or named, with the file and the line."""

from pathlib import Path

import pytest

from alee.core.errors import ImportFailed
from alee.files.flee.folder import load_flee
from tests.flee_files.test_import_flee import FILES
from tests.flee_files.test_notes import make_odd
from tests.flee_files.test_optional_files import AGENTS, HUNGRY, WOMEN, folder_with

LOCATIONS = FILES["input_csv/locations.csv"]
ROUTES = FILES["input_csv/routes.csv"]
CONFLICTS = FILES["input_csv/conflicts.csv"]
PERIOD = FILES["input_csv/sim_period.csv"]
LAYOUT = FILES["source_data/data_layout.csv"]
ELDERLY = "move_rules:\n  ElderlyAvoidHazards: True\n"
CLOSED = "#type,name1,name2,start,end\n"


def with_column(name: str, value: str) -> str:
    """Add a column to locations.csv: a header, and a value at the first place."""
    header, first, rest = LOCATIONS.split("\n", 2)
    return f"{header},{name}\n{first},{value}\n{rest}"


def own_speed(value: str, column: str = "max_move_speed") -> str:
    _, first, rest = ROUTES.split("\n", 2)
    return (
        f"#name1,name2,distance,forced_redirection,{column}\n{first.split(',')[0]},Beta,100,,{value}\n{rest}"
    )


REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "negative intensity": ({"locations": with_column("conflict_intensity", "-1")},
                           'locations.csv, line 2, column "conflict_intensity": -1 is a negative number'),
    "negative stock": ({"locations": with_column("initial_idps", "-5")}, '"initial_idps": -5 is a negative'),
    "misspelt column": ({"locations": with_column("capacity_perday", "5")},
                        'line 1: there is no column "capacity_perday"'),
    "column twice": ({"locations": with_column("hdi,hdi", "1,1")}, 'line 1: the column "hdi" stands twice'),
    "negative residents": ({"locations": LOCATIONS.replace("town,,2000", "town,,-2000")},
                           'line 3, column "population": -2000 is a negative number'),
    "negative day of conflict": ({"locations": LOCATIONS.replace("town,,2000", "town,-3,2000")},
                                 'line 3, column "conflict_date": -3 is a negative number'),
    "no name": ({"locations": LOCATIONS + ",South,Mali,13,2,town,,10\n"}, "line 5: the name of the place is"),
    "no country": ({"locations": LOCATIONS + "Delta,South,,13,2,town,,10\n"}, "line 5: the country of the"),
    "off the globe": ({"locations": LOCATIONS + "Delta,South,Mali,200,2,town,,1\n"}, "the latitude is 200"),
    "semicolons": ({"locations": LOCATIONS.replace(",", ";")}, "line 1: the cells are parted by semicolons"),
    "tabs": ({"routes": ROUTES.replace(",", "\t")}, "line 1: the cells are parted by tabs"),
    "open quotation mark": ({"locations": LOCATIONS.replace("\nBeta", '\n"Beta')},
                            "locations.csv, line 3: a quotation mark is opened here"),
    "no speed": ({"routes": own_speed("0")}, "routes.csv, line 2: the speed is 0 km a day"),
    "negative speed": ({"routes": own_speed("-7")}, "line 2: the speed is -7 km a day"),
    "misspelt speed": ({"routes": own_speed("7", "max_mov_speed")}, 'Did you mean "max_move_speed"?'),
    "farther than round the earth": ({"routes": ROUTES.replace("100", "100100")}, "Allowed: at most 50,000"),
    "redirection": ({"routes": ROUTES.replace("Alpha,Beta,100", "Alpha,Beta,100,3")},
                    "line 2: the forced redirection is 3"),
    "no route": ({"routes": "#name1,name2,distance\n"}, "routes.csv, line 1: the file holds no route"),
    "no conflict table": ({"conflicts": ""}, "conflicts.csv, line 1: the header is missing"),
    "negative conflict": ({"conflicts": CONFLICTS.replace("0,1,0", "0,-1,0")},
                          'conflicts.csv, line 2, column "Alpha": -1 is a negative number'),
    "length twice": ({"sim_period": PERIOD.rstrip() + "\nLength,9\n"}, "Length stands twice"),
    "misspelt length": ({"sim_period": PERIOD.rstrip() + "\nLenght,9\n"}, 'Did you mean "Length"?'),
    "closing before the start": ({"closures": CLOSED + "location,Beta,,-5,1\n"},
                                 'closures.csv, line 2, column "start": -5 is a negative number'),
    "end below never": ({"closures": CLOSED + "location,Beta,,0,-7\n"}, "line 2: the closure ends on day -7"),
    "no counts": ({"data_layout": ""}, "data_layout.csv, line 1: the file names no counts"),
    "counts from elsewhere": ({"data_layout": LAYOUT.replace("gamma.csv", "../../gamma.csv")},
                              '"../../gamma.csv" is no name of a file in source_data'),
}  # fmt: skip
NOTED: dict[str, tuple[dict[str, str], str]] = {
    "column that is not read": (
        {"locations": with_column("mayor", "x")},
        'odd/input_csv/locations.csv, line 1: the column "mayor" is not read; no rule asks for it.',
    ),
    "end before the start": (
        {"closures": CLOSED + "location,Beta,,2,1\n"},
        "odd/input_csv/closures.csv, line 2: it ends on day 1, before it starts on day 2; so it never ends, "
        "as in Flee.",
    ),
    "start after the last day": (
        {"closures": CLOSED + "location,Beta,,7,-1\n"},
        "odd/input_csv/closures.csv, line 2: day 7 lies after the last day, 2; nothing closes.",
    ),
    "characters that nobody sees": (
        {"routes": ROUTES.replace("Beta,Gamma", "Beta\u200b,Gamma")},
        'odd/input_csv/routes.csv, line 3: characters that nobody sees in "Beta?" are dropped; Flee would '
        "keep them.",
    ),
    "a camp that no way leads to": (
        {"locations": LOCATIONS + "Delta,South,Niger,13,2,camp,,10\nEnd,South,Niger,13,2,camp,,0\n",
         "routes": ROUTES + "Delta,End,10,\n",
         "data_layout": LAYOUT + "Delta,gamma.csv\nEnd,gamma.csv\n"},
        "odd/input_csv/locations.csv, line 5: no way leads from any place with residents to Delta.",
    ),
    "a camp in the place of the total": (
        {"data_layout": "Gamma,gamma.csv\n"},
        "odd/source_data/data_layout.csv, line 1: the first row, Gamma, is a camp; it is taken for the total "
        "and left out of daily sums, as in Flee.",
    ),
    "conflict above 1": (
        {"conflicts": CONFLICTS.replace("0,1,0", "0,7,0")},
        "odd/input_csv/conflicts.csv, line 2: the conflict at Alpha is 7; above 1 it counts as it is.",
    ),
}  # fmt: skip
TWICE = {
    "a trait": (WOMEN, {"demographics_gender": "gender,Default\nfemale,1\nmale,1\nFemale,2\n"},
                'more/input_csv/demographics_gender.csv, line 4: "Female" stands in line 2 already'),
    "an age": (ELDERLY, {"demographics_age": "age,Default\n7,1\n7.0,2\n"},
               'demographics_age.csv, line 3: "7.0" stands in line 2 already'),
    "a column of a trait": (WOMEN, {"demographics_gender": "gender,Default,Alpha,Alpha\nmale,1,1,2\n"},
                            'demographics_gender.csv, line 1: the column "Alpha" stands twice'),
    "a column of persons": (AGENTS, {"agents": "location,age,age\nBeta,7,8\n"},
                            'agents.csv, line 1: the column "age" stands twice'),
    "a region": (HUNGRY, {"region_attributes_IPC": "#Day,North,South,South\n0,1,1,2\n"},
                 'region_attributes_IPC.csv, line 1: the column "South" stands twice'),
    "no age": (ELDERLY, {"demographics_age": "age,Default\n-7,1\n"},
               'demographics_age.csv, line 2, column "age": -7 is a negative number'),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_refused_with_file_and_line(case: str, tmp_path: Path) -> None:
    changed, words = REFUSED[case]
    with pytest.raises(ImportFailed) as caught:
        load_flee(make_odd(tmp_path, changed))
    assert words in str(caught.value)
    assert len(caught.value.problems) <= 3


@pytest.mark.parametrize("case", NOTED)
def test_what_is_odd_is_named_with_file_and_line(case: str, tmp_path: Path) -> None:
    changed, expected = NOTED[case]
    assert expected in load_flee(make_odd(tmp_path, changed)).notes


@pytest.mark.parametrize("case", TWICE)
def test_what_stands_twice_is_refused(case: str, tmp_path: Path) -> None:
    settings, files, words = TWICE[case]
    with pytest.raises(ImportFailed) as caught:
        load_flee(folder_with(tmp_path, settings, **files))
    assert words in str(caught.value)


def test_a_total_that_is_asked_for_must_be_there(tmp_path: Path) -> None:
    folder = make_odd(tmp_path, {"data_layout": LAYOUT.replace("total", "all")})
    (folder / "simsetting.yml").write_text("spawn_rules:\n  sum_from_camps: False\n")
    with pytest.raises(ImportFailed, match='line 1: there is no row "total", but sum_from_camps is off'):
        load_flee(folder)


NEEDED = LOCATIONS.split("\n", 1)[0].lstrip("#").split(",")[:8]


def without_column(table: str, gone: int, extra: int = 0) -> str:
    """Take a column out of a table, and add some others at the end."""
    lines = [line.split(",") for line in table.strip().split("\n")]
    more = [f"more{k}" for k in range(extra)]
    return "\n".join(",".join([*line[:gone], *line[gone + 1 :], *more]) for line in lines) + "\n"


def problems_of(tmp_path: Path, **files: str) -> list[str]:
    with pytest.raises(ImportFailed) as refused:
        load_flee(make_odd(tmp_path, files))
    return [f"{p.where}: {p.wrong}. {p.allowed}" for p in refused.value.problems]


@pytest.mark.parametrize("extra", [0, 1, 3])
@pytest.mark.parametrize("gone", range(8))
def test_a_missing_column_is_one_problem_that_names_it(tmp_path: Path, gone: int, extra: int) -> None:
    if gone == 7 and extra:
        return  # the last one then merely has another name, and order is what counts
    (problem,) = problems_of(tmp_path, locations=without_column(LOCATIONS, gone, extra))
    assert f'locations.csv, line 1: the column "{NEEDED[gone]}" is missing' in problem
    assert f"in this order: {', '.join(NEEDED)}" in problem


def test_short_names_of_other_columns_are_not_called_missing(tmp_path: Path) -> None:
    short = LOCATIONS.replace("latitude", "lat").replace("longitude", "lon")
    (problem,) = problems_of(tmp_path, locations=without_column(short, 2))
    assert 'the column "country" is missing' in problem


def test_rows_without_a_header_that_are_all_too_short_are_one_problem(tmp_path: Path) -> None:
    body = without_column(LOCATIONS, 2).split("\n", 1)[1]
    (problem,) = problems_of(tmp_path, locations=body)
    assert "locations.csv, line 1: a column is missing: all rows have 7 cells" in problem


def test_routes_without_a_distance_are_one_problem(tmp_path: Path) -> None:
    table = "\n".join(",".join(line.split(",")[:2]) for line in ROUTES.strip().split("\n"))
    (problem,) = problems_of(tmp_path, routes=table)
    assert 'routes.csv, line 1: the column "distance" is missing' in problem
