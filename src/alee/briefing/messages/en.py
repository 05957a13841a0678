"""English words of the briefing. Names in curly brackets are filled in by the page."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "example": "EXAMPLE",
    "example_note": "A worked example, not a current situation. Do not act on these figures.",
    "as_of": "As of {day}",
    "as_of_note": "Nothing published later was used. Forecasts reach to {end}.",
    "as_of_note_public": "Public copy: whole countries and whole weeks, nothing younger than seven days; "
    "small counts, irregular ways and shelters are left out.",
    "for_team": "For the team. Before anything leaves the house, make a public copy: "
    "alee share --audience public.",
    "skip": "Skip to the numbers",
    "contents": "On this page",
    # The answer
    "left": "By {day} about {n} people had left {home} because of {cause} (be ready for {ready}).",
    "focus": "In {place}{silence}: most likely {n}, {range}.",
    "focus_hidden": "In {place}: hidden for safety.",
    "silence_reported": "",
    "silence_zero": ", where the published count is zero",
    "silence_not_reported": ", from where no count had arrived",
    "silence_nobody_publishes": ", where nobody publishes a count",
    "silence_hidden": "",
    "how_to_read": "Most likely is the middle of what fits the reports. Nine in ten histories that fit lie "
    "in the 90 % interval. One in ten passes “be ready for”; one in forty passes “bad case”.",
    # The three numbers, two in a public copy
    "numbers": "The main numbers",
    "n_left": "had left by {day}",
    "n_left_note": "People, once each, since {shock}; those who came back are still counted.",
    "n_rate": "left per day in the last week",
    "n_rate_note": "People per day, mean of the {n} days to {day}.",
    "n_next": "will leave by {end}",
    "n_next_note": "Forecast: people who leave from {day} to {end}.",
    "likely": "Most likely",
    "ready": "Be ready for",
    "bad": "Bad case",
    "interval": "90 % interval",
    "waiting": "About {n} people were waiting in queues, {range}.",
    # Map
    "map": "Where they are, and how they went",
    "map_alt": "Map of the places people reached and the ways they took; the table below holds the figures.",
    "map_note": "People displaced since {shock}, as of {day}. A full circle is the most likely number of "
    "people there, its outer ring the 95 % quantile. A line is as wide as the most likely number of people "
    "who passed, its pale edge the 95 % quantile. Arrows at the edge point to places off the map. "
    "Outlines: Natural Earth; they take no side on borders.",
    "map_rest": "and {n} more in the table",
    "map_twin": "The map as a table",
    # Fan charts
    "fan": "Day by day",
    "fan_public": "Week by week",
    "fan_alt": "{title}: bands and median day by day; the table below holds the figures.",
    "fan_flow": "people per day",
    "fan_stock": "people at the end of the day",
    "fan_note": "Dark band: half of all histories. Pale band: nine in ten. Thick line: the median. "
    "Thin lines: "
    "single histories, which have peaks that bands do not show. Right of the line at {day}: forecast.",
    "fan_note_public": "Dark band: half of all histories. Pale band: nine in ten. Thick line: the median. "
    "Means of whole weeks, to {day}.",
    "fan_marks": "Dots are reports; hollow ones count something else.",
    "fan_twin": "The chart as a table",
    "forecast": "forecast",
    "events": "What happened, what is announced",
    "event_ahead": "announced",
    # Tables
    "places": "Where they are",
    "places_note": "People displaced since {shock} who were there on {day} (a stock; ordinary travellers not "
    "counted), and on {end} (forecast). Cities stand under their country.",
    "places_note_public": "People displaced since {shock} who were there on {day} (a stock; ordinary "
    "travellers not counted), by country. Figures have two digits that count; none from 1 to 9 is shown.",
    "place": "Place",
    "by_end": "By {end}",
    "evidence_grade": "Evidence",
    "grade_meaning": "A: people counted, and counts agree. B: counted with gaps or against each other. "
    "C: indirect reports only. D: no report; the number follows from the model.",
    "counting": "Official counting",
    "reporting_reported": "counted",
    "reporting_zero": "zero: a count was published, and it is zero",
    "reporting_not_reported": "not reported: a source exists, nothing had arrived",
    "reporting_nobody_publishes": "nobody publishes it",
    "reporting_hidden": "hidden for safety",
    "hidden": "hidden for safety",
    "no_places": "No place abroad is part of this scenario.",
    "corridors": "Which ways they took",
    "corridors_note": "Displaced people who passed from {shock} to {day} (a flow; someone who "
    "crosses two borders "
    "is counted on both). Ordinary travellers stand apart.",
    "corridors_more": "The other {n} ways",
    "no_corridors": "No way out carried anybody.",
    "corridor": "Way",
    "mode_foot": "on foot",
    "mode_road": "road",
    "mode_rail": "rail",
    "mode_sea": "sea",
    "mode_air": "air",
    "state": "State",
    "state_open": "open",
    "state_closed": "closed",
    "state_full": "full: a queue",
    "irregular": "irregular way",
    "next": "To {end}",
    "ordinary": "Ordinary trips",
    "waiting_column": "Waiting",
    "not_modelled": "–",
    "groups": "Who they are",
    "groups_note": "People who left home since {shock}, by group (a flow), and their share of all.",
    "group": "Group",
    "share": "Share of all",
    "share_recent": "Share in the last week",
    "share_home": "Share at home",
    "groups_twin": "The bars as a table",
    "weeks": "The next weeks",
    "weeks_note": "Forecast from {day} to {end}, people in each stretch of days (a flow).",
    "days": "Days",
    "leaving": "Leaving",
    "returning": "Coming back",
    "arriving": "Arriving in {place}",
    "with_ready": "{n} ({span}; be ready for {ready})",
    "what_ifs": "What if",
    "without": "Without",
    "with_event": "With it",
    "difference": "Difference",
    "what_if_note": "Both columns share their luck, so the difference is the work of the event alone.",
    "needs": "What to prepare in {place}",
    "needs_note": "The next {n} {n:day|days}, for the group that wrote the file of services. Asks: on any of "
    "these days; one day in ten brings more than “be ready for”. Needed: on the fullest of these days if "
    "nobody is turned away. The chance to run full is that somebody cannot be helped at once before {end}.",
    "needs_bar_note": "In the picture the dashed stroke is what there is.",
    "needs_asks_row": "asks a day",
    "needs_needed_row": "{unit} needed",
    "needs_short_row": "short by",
    "needs_there": "There are",
    "needs_now": "Free now",
    "needs_horizon": "Next {n} {n:day|days}, to {end}",
    "needs_runs_full": "Runs full",
    "about_day": "about {day}",
    "needs_asks_head": "Asks a day",
    "needs_needed_head": "Needed on the fullest day",
    "needs_no_limit": "no limit on",
    "needs_never": "hardly ever",
    "needs_asks": "{service}: most likely {n} {n:asks|ask} a day over the next {days} {days:day|days} "
    "(be ready for {ready}).",
    "needs_asks_few": "{service}: most likely {n} {n:asks|ask} in the next {days} {days:day|days} "
    "(be ready for {ready}).",
    "needs_full": "There {capacity:is|are} {capacity} {unit}; on the fullest day {needed} "
    "{needed:is|are} needed, be ready for "
    "{ready}, bad case "
    "{bad}. It runs full with a chance of {chance}, most likely about {day}.",
    "needs_not_full": "There {capacity:is|are} {capacity} {unit}; on the fullest day {needed} "
    "{needed:is|are} needed, be ready for "
    "{ready}, bad "
    "case {bad}. It hardly ever runs full before {end}.",
    "needs_driver": "The largest ways into {place}, of all who will arrive in 14 days: {ways}.",
    "needs_reach": "The outlook reaches {n} {n:day|days} ahead, to {end}; for three months: "
    "alee forecast --days 90.",
    "needs_reserve": "{service}: the {now} {unit} there {now:is costs|are cost} about {free} {money} a "
    "day for what stands free, and {short} for what is missing; {best} {best_unit} would cost "
    "least ({best_free} and {best_short}).",
    "need_line": "{place}, {service}: most likely {n} {unit} needed in the next {days} {days:day|days}, "
    "be ready for {ready}",
    "need_line_free": "; there {n:is|are} {n}.",
    "need_line_full": "; there {n:is|are} {n}, full about {day} ({chance}).",
    "service": "Service",
    "available": "Free now",
    "unknown": "not known",
    "basis": "Basis",
    "previous": "What we said last time",
    "previous_note": "Forecast as of {day}, beside what was then reported.",
    "said": "We said",
    "happened": "Reported since",
    "inside": "inside the interval",
    "missed": "outside the interval",
    "number": "Number",
    # Evidence
    "evidence": "The reports behind it",
    "evidence_note": "{used} used ({against} of them against the others), {copies} copies counted once, "
    "{superseded} replaced by later figures, {rest} not used. Only reports published by {day}.",
    "contradictions": "Reports that contradict",
    "no_contradictions": "No report stands against the others.",
    "used": "Reports used",
    "copies": "Copies of one figure",
    "superseded": "Replaced by a later figure",
    "not_used": "Not used, and why",
    "report": "Report",
    "says": "Says",
    "counts": "It counts",
    "expected": "Model expected",
    "why": "How far off, and why",
    "against": "against {report}",
    "published": "published {day}",
    "none": "none",
    "concept_people": "people",
    "concept_trips": "trips",
    "concept_other": "something else",
    "balance_gross": "gross",
    "balance_net": "net",
    "balance_none": "",
    "kind_stock": "stock",
    "kind_flow": "flow",
    "kind_rate": "rate",
    "kind_proxy": "indirect",
    # What was learnt
    "learnt": "What the reports told, and what they did not",
    "told": "Told us something",
    "not_told": "Not told",
    "not_told_note": "The reports say nothing worth the name about these; they stay what was assumed.",
    "unknown_name": "Unknown",
    "before": "Before the reports",
    "after": "After",
    "narrowed": "Narrowed by",
    "assumptions": "What is taken for granted",
    "no_assumptions": "The scenario names no assumption.",
    "misuse": "What this must not be used for",
    "misuse_short": "For help, not for control.",
    "misuse_1": "These figures are for people who receive and protect: beds, food, advice, legal help. They "
    "must not be used to stop, turn back, detain or rank people, nor to measure pressure on a border.",
    "misuse_2": "They speak about numbers of people, never about a person. Nothing here can tell who someone "
    "is, where they are or what they will do, and no such data went in.",
    "misuse_3": "Before you publish: hide counts from 1 to 9 and whatever would give them away, leave out "
    "irregular ways and shelters, give places and days more coarsely, and wait at least seven days.",
    "repeat": "How to repeat it",
    "repeat_note": "Same files, same seed: the same page, to the last byte.",
    "command": "Command",
    "version": "Version",
    "scenario": "Scenario",
    "digest": "Digest of the scenario",
    "seed": "Seed",
    "members": "Histories",
    "members_text": "{n}{effective}{failed}",
    "effective": ", {n} effective",
    "failed": ", {n} failed and left out",
    "input": "File {name}",
    # Chat lines and terminal
    "chat_1": "{mark}{home}, as of {day}: about {n} people have left because of {cause}; be ready "
    "for {ready}.",
    "chat_rate": "Last week about {n} left per day, {range}.",
    "chat_rate_hidden": "How many left in the last week is hidden for safety.",
    "chat_public": "Public copy: whole weeks, at least seven days old; small counts are hidden.",
    "chat_next": "Next, to {end}: about {n} more; be ready for {ready}.",
    "chat_end": "An estimate from {used} reports, {against} of them against the others. For help, "
    "not for control.",
    "chat_no_focus": "The most are in {places}.",
    "chat_place": "{place} (about {n})",
    "and_others": "{n} more countries stand in the briefing.",
    "answer_next": "By {end} about {n} more will leave, {range} (be ready for {ready}).",
    "answer_not_told": "Not told by any report: {names}.",
    "answer_told_all": "The reports told something about every unknown.",
}
