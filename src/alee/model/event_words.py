"""What an event does to the world, as a plain sentence for whoever is about to write it down."""

from alee.model.events import CapacityChange, Conflict, EntryRule, Event, Given, Rumour, Shock


def effect_words(event: Event) -> str:
    """Say what an event will do: to whom, where, from when, and until when or for good."""
    where = event.target
    says = {
        "closure": f"nobody passes {where} any more",
        "opening": f"people can pass {where} again",
        "shock_end": f"nobody more is made to leave {where or 'home'}",
    }.get(event.kind, "")
    if isinstance(event, EntryRule):
        says = _rule_words(event)
    elif isinstance(event, CapacityChange):
        how = f"{_number(event.factor)} times as many as before" if event.persons_per_day is None else ""
        says = f"{how or f'at most {_number(event.persons_per_day)} people a day'} can pass {where}"
    elif isinstance(event, Shock):
        says = f"people leave {where or 'every place at home'}, with strength {_number(event.size)}"
    elif isinstance(event, Conflict):
        says = f"people leave {where} {_number(event.intensity)} times as readily"
    elif isinstance(event, Rumour):
        says = f"people at home hear that {where or 'the border'} may close, and act fast or never"
    elif isinstance(event, Given):
        return f"On {event.start}, {_number(event.persons)} people in all are displaced."
    until = "for good: no last day is written" if event.end is None else f"until {event.end}"
    return f"From {event.start} on {says}, {until}."


def _rule_words(rule: EntryRule) -> str:
    """Who is let in, and that a rule without groups is one for everybody."""
    group = f"of {', '.join(rule.groups)}" if rule.groups else "of all groups"
    who = {0.0: "nobody", 1.0: "everybody"}.get(rule.admit, f"{rule.admit:.0%}")
    return f"{who} {group} is let in at {rule.target}"


def _number(value: object) -> str:
    """A figure, or that it is drawn."""
    return f"{value:,.10g}" if isinstance(value, int | float) else "a number that is drawn"
