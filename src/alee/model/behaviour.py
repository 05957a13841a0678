"""Behaviour: how people choose, as numbers or priors, each explained in words.

None of these defaults was fitted to the situation that a scenario describes: they say what was believed
beforehand, widely enough that reports can change it. "assumption" means the project's own judgement.
"""

from __future__ import annotations

from typing import Literal

from alee.model.fields import Declared, declared
from alee.model.numbers import Whole
from alee.model.priors import Beta, LogitNormal, LogNormal, Quantity

GUESS = "assumption"


class Behaviour(Declared):
    """How people choose: when to leave, where to go, when to move on, settle or return.

    Raises
    ------
    ScenarioError
        If a key is unknown or a value is out of its range.
    """

    preset: Literal["alee", "flee"] = declared(
        "alee", "Which rules hold: Alee's own, or the published rules of the Flee simulator."
    )

    # Leaving home
    leave_share: Quantity = declared(
        LogNormal(0.002, 1.0),
        "Of people as ready to leave as a group of 1, the rate at which they go on the worst day of a shock"
        " of size 1; 0.002 is two in a thousand per day.",
        unit="per day", low=0, source=GUESS,
    )  # fmt: skip
    rise_days: Quantity = declared(
        LogNormal(1.5, 0.5),
        "Days that most people need between the news and setting out: packing, tickets, goodbyes.",
        unit="days", above=0, source=GUESS,
    )  # fmt: skip
    half_life_days: Quantity = declared(
        LogNormal(9.0, 0.5),
        "Days after which half of the first urge to leave has worn off.",
        unit="days", above=0, source=GUESS,
    )  # fmt: skip
    floor: Quantity = declared(
        Beta(2.0, 18.0),
        "Part of the peak at which people keep leaving for good while the shock lasts.",
        unit="share", low=0, high=1, source=GUESS,
    )  # fmt: skip
    rumour_boost: Quantity = declared(
        LogNormal(0.35, 0.5),
        "How much a rumoured closure hastens leaving; 0.7 doubles it.",
        unit="log", low=0, source=GUESS,
    )  # fmt: skip
    wobble: Quantity = declared(
        LogNormal(0.2, 0.4),
        "How much leaving jumps from day to day without a reason that the model knows; 0.2 is about 20 %.",
        unit="log", low=0, source=GUESS,
    )  # fmt: skip
    wobble_memory: Quantity = declared(
        Beta(4.0, 4.0),
        "How much of such a jump is still felt the next day; 0 nothing, 1 all of it.",
        unit="share", low=0, high=1, source=GUESS,
    )  # fmt: skip
    wobble_days: Whole = declared(
        1,
        "Days that one such jump lasts; 7 for long crises, where reports come every few weeks.",
        unit="days", low=1, high=90, source=GUESS,
    )  # fmt: skip

    # Choosing a way
    cost_per_hour: Quantity = declared(
        LogNormal(0.03, 0.5),
        "How much an hour on the way puts people off; at 0.03 a day on the way halves a choice.",
        unit="log/hour", low=0, source=GUESS,
    )  # fmt: skip
    cost_per_100_usd: Quantity = declared(
        LogNormal(0.15, 0.6),
        "How much a fare puts people off; at 0.15 a fare of 460 US dollars halves a choice.",
        unit="log/100 USD", low=0, source=GUESS,
    )  # fmt: skip
    cost_per_1000_km: Quantity = declared(
        LogNormal(0.2, 0.6),
        "How much being far from home puts people off, beyond time and fare.",
        unit="log/1000 km", low=0, source=GUESS,
    )  # fmt: skip
    kin_weight: Quantity = declared(
        LogNormal(0.3, 0.5),
        "How much kin draw others; at 0.3 a place with 9,000 of them is chosen twice as often as with none.",
        unit="log", low=0, source=GUESS,
    )  # fmt: skip
    language_weight: Quantity = declared(
        LogNormal(0.7, 0.5),
        "How much being understood everywhere draws people; 0.7 doubles a choice.",
        unit="log", low=0, source=GUESS,
    )  # fmt: skip
    safety_weight: Quantity = declared(
        LogNormal(1.4, 0.5),
        "How much full safety draws people compared with none; 1.4 makes a choice four times as likely.",
        unit="log", low=0, source=GUESS,
    )  # fmt: skip
    price_weight: Quantity = declared(
        LogNormal(0.4, 0.5),
        "How much dear living puts people off; at 0.4 a place twice as dear is chosen a quarter less often.",
        unit="log", low=0, source=GUESS,
    )  # fmt: skip
    discount: Quantity = declared(
        Beta(6.0, 4.0),
        "How much what lies beyond the next place counts; 0 not at all, 1 as much as the place itself.",
        unit="share", low=0, high=1, source=GUESS,
    )  # fmt: skip
    lookahead: Whole = declared(
        1,
        "How many corridors ahead people look when they choose.",
        unit="corridors",
        low=0,
        high=3,
        source=GUESS,
    )

    # Queues
    queue_cost: Quantity = declared(
        LogNormal(0.5, 0.5),
        "How much each day of queue ahead puts people off; at 0.5 a day and a half of queue halves a choice.",
        unit="log/day", low=0, source=GUESS,
    )  # fmt: skip
    give_up: Quantity = declared(
        LogitNormal(0.04, 0.7),
        "Part of those waiting at a border who leave the queue on one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    turn_back: Quantity = declared(
        Beta(2.0, 6.0),
        "Of those who leave a queue, the part who go home for good; the others look for another way.",
        unit="share", low=0, high=1, source=GUESS,
    )  # fmt: skip

    # Moving on
    move_origin: Quantity = declared(
        LogitNormal(0.8, 0.6),
        "Part of those who have decided to leave home who set out on one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    move_town: Quantity = declared(
        LogitNormal(0.3, 0.7),
        "Part of newcomers in a town on the way who move on in one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    move_crossing: Quantity = declared(
        LogitNormal(0.8, 0.6),
        "Part of newcomers at a border crossing who move on in one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    move_hub: Quantity = declared(
        LogitNormal(0.6, 0.6),
        "Part of newcomers at an airport or port who move on in one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    move_city: Quantity = declared(
        LogitNormal(0.03, 0.7),
        "Part of newcomers in a city who move on in one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    move_camp: Quantity = declared(
        LogitNormal(0.005, 0.8),
        "Part of newcomers in a camp who move on in one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    staying_factor: Quantity = declared(
        LogitNormal(0.15, 0.6),
        "People who have settled for now move on this much less than newcomers.",
        unit="share", low=0, high=1, source=GUESS,
    )  # fmt: skip
    settle: Quantity = declared(
        LogitNormal(0.07, 0.6),
        "Part of newcomers who settle for now on one day; 0.07 is about two weeks of being new.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    go_home_fresh: Quantity = declared(
        LogitNormal(0.008, 0.7),
        "Part of newcomers abroad who go back home on one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    go_home_staying: Quantity = declared(
        LogitNormal(0.002, 0.7),
        "Part of those settled abroad who go back home on one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
    follow_rate: Quantity = declared(
        LogNormal(0.01, 0.8),
        "How fast families follow: per day, times the part of the group they follow that is gone.",
        unit="per day", low=0, source=GUESS,
    )  # fmt: skip
    follow_delay_days: Whole = declared(
        10, "Days before families begin to follow.", unit="days", low=0, high=365, source=GUESS
    )
    limit_push: Quantity = declared(
        Beta(8.0, 4.0),
        "Part of those whose permitted stay ends who really leave then.",
        unit="share", low=0, high=1, source=GUESS,
    )  # fmt: skip

    # Capacity and ordinary traffic
    capacity_scale: Quantity = declared(
        LogNormal(1.0, 0.15),
        "How far all stated capacities are off; 1.1 means that a tenth more can pass than stated.",
        unit="factor", above=0, source=GUESS,
    )  # fmt: skip
    ordinary_after: Quantity = declared(
        LogNormal(0.8, 0.25),
        "What is left of ordinary travel on the worst day of a shock; 1 means that nothing changes.",
        unit="factor", low=0, source=GUESS,
    )  # fmt: skip
    ordinary_noise: Quantity = declared(
        LogNormal(0.12, 0.4),
        "How much ordinary travel jumps from day to day; 0.12 is about 12 %.",
        unit="log", low=0, source=GUESS,
    )  # fmt: skip
    ordinary_give_up: Quantity = declared(
        LogitNormal(0.3, 0.6),
        "Part of ordinary travellers in a queue who drop their trip on one day.",
        unit="share/day", low=0, high=1, source=GUESS,
    )  # fmt: skip
