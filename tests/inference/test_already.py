"""People displaced before the first day: they are there, and a delay of registration does not lose them."""

from pathlib import Path

import numpy as np

from alee.compiler import compile_plan
from alee.files.scenario_folder import load_scenario
from alee.inference.figures import predict_figures
from alee.inference.observation import observe
from alee.model.reports import Report

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"


def test_people_who_were_there_before_the_first_day_are_in_a_delayed_stock() -> None:
    scenario = load_scenario(HAMLET)
    place = next(p.name for p in scenario.places if p.country not in scenario.home)
    places = tuple(p.model_copy(update={"already": 500.0}) if p.name == place else p for p in scenario.places)
    full = scenario.model_copy(update={"places": places})
    plan = compile_plan(full, until=full.as_of, as_of=full.as_of)
    day = full.start
    report = Report(
        id="x", published=day, start=day, end=day, place=place, measure="registered", value=500,
        unit="persons", issuer="somebody",
    )  # fmt: skip
    observations = [observe(plan, report)]
    z = np.zeros((20, len(plan.parameters) + len(observations[0].parameters)))
    figures = predict_figures(plan, observations, z, seed=1)
    assert (np.abs(figures[:, 0] - 500.0) < 30.0).all()
