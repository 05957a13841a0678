"""One object per person, one rule after the other: the yardstick for any faster form of Flee's rules.

Flee moves persons one at a time. A person decides whether to leave a place, picks a whole route among all
those it is aware of, and then follows it link by link, day by day. This module says that in the plainest
Python there is, so that a faster engine can be held against it. It covers the rules on choosing, deciding,
travelling, capacity, conflict, closing of places, countries and camps, and spawning. Nothing here is fast,
and nothing here is shared with the engine.

Distances in km, speeds in km per day, days counted from 0.
"""

import numpy as np

from verification.flee_agreement import more
from verification.flee_agreement.graph import (
    CLOSING_KINDS,
    NO_CONFLICT,
    Closing,
    Files,
    Link,
    Person,
    Place,
    Settings,
)
from verification.flee_agreement.scored import Scored

__all__ = ["Closing", "Link", "Person", "Place", "Settings", "World"]


class World(Scored):
    """All places and persons, and the rules that move them.

    Parameters
    ----------
    places
        In file order; the first one's country is home.
    routes
        (name, name, km); each one makes a link in both directions.
    settings
        Numbers of the rules.
    seed
        Seed of the random numbers.

    Raises
    ------
    ValueError
        If a closing is of a kind that is not played here.
    """

    def __init__(
        self,
        places: list[Place],
        routes: list[tuple[str, str, float]],
        settings: Settings,
        *,
        seed: int,
        conflicts: dict[str, list[float]] | None = None,
        closings: tuple[Closing, ...] = (),
        files: Files | None = None,
    ) -> None:
        for closing in closings:
            if closing.kind not in CLOSING_KINDS:
                raise ValueError(f'closing "{closing.kind}": not played. Allowed are {CLOSING_KINDS}.')
        self.settings, self.rng, self.day = settings, np.random.default_rng(seed), 0
        self.files = files or Files()
        self.places = {place.name: place for place in places}
        self.conflicts, self.closings = conflicts or {}, closings
        self.persons: list[Person] = []
        self.debt = 0
        for place in places:
            place.is_foreign = place.country != places[0].country
            self._begin(place)
        for name1, name2, km in routes:
            self.connect(name1, name2, km)

    def _begin(self, place: Place) -> None:
        self._turn(place, place.kind)
        if place.kind == "conflict" and place.intensity == NO_CONFLICT:
            place.intensity = 1.0
        if not place.is_camp and place.kind != "flood_zone" and place.movechance < 0.005:
            place.kind = "camp"

    def _turn(self, place: Place, kind: str) -> None:
        """Make a place one of a kind."""
        chances = {
            "camp": self.settings.camp_movechance,
            "idpcamp": self.settings.idpcamp_movechance,
            "conflict": self.settings.conflict_movechance,
            "town": self.settings.default_movechance,
            "flood_zone": self.settings.default_movechance,
        }
        place.kind, place.is_town = kind, kind == "town"
        place.movechance = chances.get(kind, 1.0)

    def connect(
        self, name1: str, name2: str, km: float, *, speed: float | None = None, walking: float = 0.0
    ) -> None:
        """Make a link each way; a speed of None is that of the settings."""
        one, two = self.places[name1], self.places[name2]
        for start, end in ((one, two), (two, one)):
            start.links.append(
                Link(start=start, end=end, km=km, max_move_speed=speed, walk_probability=walking)
            )

    def _plan(self, person: Person) -> None:
        choices = self.route_chances(person.place, person)
        if choices:
            k = self.rng.choice(len(choices), p=[chance for _, chance in choices])
            person.route = choices[int(k)][0]

    # --- Moving (1.6) ---------------------------------------------------------------------------------

    def leaving_chance(self, place: Place) -> float:
        """Compute the chance that a person without a plan leaves today."""
        s, chance = self.settings, place.movechance
        if s.movechance_pop_scale_factor != 0.0:
            size = max(place.pop, place.capacity) / s.movechance_pop_base
            chance = float(chance * size**s.movechance_pop_scale_factor)
        if s.flee_when_starving:
            hungry = more.hunger(self.files, place, self.day)
            chance = hungry + (1.0 - hungry) * min(chance, 1.0)
        level = more.flood(self.files, place, self.day)
        return more.at_level(s.flood_movechances, level) if s.flood_movechances and level > 0 else chance

    def decide(self, person: Person, *, is_forced: bool = False) -> None:
        """Let a person at a place stay, or set out on the first link of its route."""
        if not person.is_active or more.is_harvest(self.files, self.settings, self.day):
            return
        is_sure = bool(person.route) or (is_forced and person.place.is_town)
        if not is_sure and self.rng.random() >= self.leaving_chance(person.place):
            return
        if not person.route:
            self._plan(person)
        if not person.route:
            return
        last = self.places[person.route[-1]]
        ahead = [link for link in person.place.links if link.end.name == person.route[0]]
        if not ahead or (last.is_camp and self.room(last) < 0.5):
            person.route = ()
            return
        person.place.people -= 1
        person.link, person.km_on_link, person.route = ahead[0], 0.0, person.route[1:]

    def _speed(self, person: Person, link: Link) -> float:
        speed = self.settings.max_move_speed if link.max_move_speed is None else link.max_move_speed
        if self.settings.start_on_foot and person.places_travelled == 1:
            speed = self.settings.max_walk_speed
        if link.walk_probability > 0.0 and self.rng.random() < link.walk_probability:
            speed = self.settings.max_walk_speed
        return speed

    def travel(self, person: Person) -> None:
        """Move a person along its link, and on if there is time left; each further link gets a full speed."""
        link = person.link
        if link is None:
            return
        speed = self._speed(person, link)
        person.km_on_link += speed
        person.km_today += speed
        if person.km_on_link <= link.km:
            return
        person.places_travelled += 1
        person.km_today -= person.km_on_link - link.km
        is_shut = link in link.start.closed
        person.place = link.start if is_shut else link.end
        person.place.people += 1
        person.link, person.km_on_link = None, 0.0
        if is_shut or person.km_today >= speed:
            return
        index = (person.recent_travel + person.km_today / self.settings.max_move_speed) / 2.0
        self.decide(person, is_forced=self.settings.avoid_short_stints and index < 0.5)
        self.travel(person)

    # --- The day (1.2, 1.3, 1.7, 1.8) -----------------------------------------------------------------

    def switch_conflicts(self) -> None:
        """Turn conflicts on and off; a change between positive values does nothing."""
        for name, series in self.conflicts.items():
            place, value = self.places[name], series[self.day]
            before = series[self.day - 1] if self.day > 0 else 0.0
            if value > 1e-6 and (self.day == 0 or before <= 0.0):
                place.intensity, place.conflict_since = value, self.day
                place.movechance, place.is_town = self.settings.conflict_movechance, False
            elif self.day > 0 and before > 0.0 and value <= 0.0:
                place.intensity, place.conflict_since = NO_CONFLICT, -1
                place.movechance, place.is_town = self.settings.default_movechance, True

    def spawn_chances(self) -> dict[str, float]:
        """Compute the chance of each place to be the origin of a new person; empty without conflict."""
        weights = {}
        s = self.settings
        for p in self.places.values():
            weight = p.intensity * self.decay(p) if p.intensity > 0.0 else 0.0
            is_meant = p.intensity > 0.0 or not s.conflict_zone_spawning_only
            if s.starvation_driven_spawning and self.day > 0 and is_meant:
                weight += more.hunger(self.files, p, self.day)
            if weight * p.pop > 0.0:
                weights[p.name] = weight * p.pop
        total = sum(weights.values())
        return {name: w / total for name, w in weights.items()} if total > 0.0 else {}

    def spawn(self, change: int) -> None:
        """Bring in ``change`` persons, after a debt from falling totals has been worked off."""
        wanted = change - self.debt
        self.debt = max(0, -wanted)
        if wanted <= 0:
            return
        chances = self.spawn_chances()
        if not chances:  # Flee stops here; they set out on the next day that has a place for it
            self.debt = -wanted
            return
        drawn = self.rng.multinomial(wanted, list(chances.values()))
        for name, n in zip(chances, drawn, strict=True):
            self.put(name, int(n))

    def spawn_by_conflict(self) -> None:
        """Bring in the persons that each conflict zone displaces today, whatever the totals say."""
        rate, mode = self.settings.displaced_per_conflict_day, self.settings.spawn_mode
        for place in self.places.values():
            if place.intensity <= 0.0:
                continue
            if mode == "poisson":
                n = int(self.rng.poisson(rate * place.intensity))
            else:
                n = int(rate * (place.pop if mode == "pop_ratio" else 1.0) * place.intensity)
            self.put(place.name, n)

    def spawn_by_flood(self) -> None:
        """Bring in the persons that floods displace today."""
        s = self.settings
        for place in self.places.values():
            level = more.flood(self.files, place, self.day)
            rate = more.at_level(s.displaced_per_flood_day, level)
            if level > 0 and s.flood_spawn_mode == "poisson":
                self.put(place.name, int(self.rng.poisson(int(rate))))
            elif level > 0:
                self.put(place.name, int(rate * (place.pop if s.flood_spawn_mode == "pop_ratio" else 1.0)))

    def put(self, name: str, n: int, *, is_new: bool = True) -> None:
        """Place ``n`` new persons; who sets out for the first time may be a resident no more."""
        place = self.places[name]
        self.persons.extend(self._person(place) for _ in range(n))
        place.people += n
        if is_new and self.settings.take_from_population:
            place.pop = max(0, place.pop - n)

    def _person(self, place: Place) -> Person:
        person = Person(place, home=place)
        for trait, by_place in self.files.traits.items():
            weights = by_place.get(place.name, by_place["Default"])
            share = np.array(list(weights.values())) / sum(weights.values())
            value = list(weights)[int(self.rng.choice(len(share), p=share))]
            setattr(person, trait, float(value) if trait == "age" else value)
        return person

    def change_places(self) -> None:
        """Make places of another kind today, and begin or end their conflict."""
        for name, kind, day in self.files.changes:
            if day == self.day:
                place = self.places[name]
                self._turn(place, kind)
                if kind != "conflict":
                    place.intensity, place.conflict_since = NO_CONFLICT, -1
                elif place.intensity <= 0.0:
                    place.intensity, place.conflict_since = 1.0, day

    def close_and_open(self) -> None:
        """Shut links whose closing starts today, then open those whose closing ends today."""
        for closing in self.closings:
            if closing.start == self.day:
                self._apply(closing, is_closing=True)
        for closing in self.closings:
            if closing.end == self.day:
                self._apply(closing, is_closing=False)

    def _apply(self, closing: Closing, *, is_closing: bool) -> None:
        if closing.kind in ("camp", "idpcamp"):
            place = self.places[closing.name1]
            s = self.settings
            place.kind, place.is_town = ("town", True) if is_closing else (closing.kind, False)
            camp = s.camp_movechance if closing.kind == "camp" else s.idpcamp_movechance
            place.movechance = s.default_movechance if is_closing else camp
        elif closing.kind in ("country", "location"):
            self._move_links(closing, is_closing=is_closing)

    def _move_links(self, closing: Closing, *, is_closing: bool) -> None:
        for place in self.places.values():
            source, target = (place.links, place.closed) if is_closing else (place.closed, place.links)
            for link in list(source):
                if closing.kind == "location":
                    is_meant = closing.name1 in (link.start.name, link.end.name)
                else:
                    ends = {link.start.country, link.end.country}
                    is_meant = ends == {closing.name1, closing.name2}
                if is_meant:
                    source.remove(link)
                    target.append(link)

    def evolve(self) -> None:
        """Let everybody decide, then travel, in the order in which they came into being."""
        self.update_scores()
        for person in self.persons:
            if person.link is None:
                self.decide(person)
        for person in self.persons:
            self.travel(person)
        for person in self.persons:
            share = person.km_today / self.settings.max_move_speed
            person.recent_travel = (person.recent_travel + share) / 2.0
            person.km_today = 0.0
            is_in_camp = person.link is None and person.place.is_camp
            if self.settings.camps_are_sicks and is_in_camp and person.is_active:
                person.is_active = self.rng.random() >= person.place.deactivation_probability
        self.day += 1

    def counted(self) -> list[int]:
        """Count persons at each place on the evening of the day before; at harvest they count at home."""
        if not more.is_harvest(self.files, self.settings, self.day - 1):
            return [place.people for place in self.places.values()]
        homes = [(p.home or p.place).name for p in self.persons if p.link is None]
        return [homes.count(name) for name in self.places]

    def live_a_day(self, change: int = 0) -> None:
        """Play one day in full; ``change`` is today's growth of the total, in persons."""
        self.change_places()
        if self.settings.flood_spawn_mode == "none":
            self.switch_conflicts()
        if self.settings.flood_spawn_mode != "none":
            self.spawn_by_flood()
        elif self.settings.spawn_mode == "totals":
            self.spawn(change)
        else:
            self.spawn_by_conflict()
        self.close_and_open()
        self.evolve()
