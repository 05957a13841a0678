"""How places pull on persons, and the chances of the routes that lead there, person by person."""

from collections.abc import Iterator

from verification.flee_agreement import more
from verification.flee_agreement.graph import Files, Person, Place, Settings


class Scored:
    """The part of a world that scores places and weighs routes."""

    settings: Settings
    files: Files
    places: dict[str, Place]
    day: int

    # --- Scores (1.4) ---------------------------------------------------------------------------------

    def decay(self, place: Place) -> float:
        """Compute how much an ageing conflict still counts; 1 when no decay is set."""
        steps = self.settings.conflict_spawn_decay
        if not steps:
            return 1.0
        age = self.day - place.conflict_since
        return steps[min(age // self.settings.conflict_spawn_decay_interval, len(steps) - 1)]

    def update_scores(self) -> None:
        """Set every place's score for today, and let capacities grow."""
        for place in self.places.values():
            place.capacity += place.capacity_per_day
            score = self.settings.foreign_weight if place.is_foreign else 1.0
            if self.settings.avoid_food_deprived_locations and not place.is_foreign and self.day > 0:
                score *= 1.0 - more.hunger(self.files, place, self.day) ** 2
            if place.is_camp:
                score *= self.settings.camp_weight
            if place.intensity > 0.0:
                score *= self.settings.conflict_weight ** (self.decay(place) * place.intensity)
            if place.kind == "flood_zone":
                score *= self.repelled_by_flood(place)
            place.score = score

    def repelled_by_flood(self, place: Place) -> float:
        """Compute what a flood makes of a place's pull."""
        level = more.flood(self.files, place, self.day)
        weights = self.settings.flood_loc_weights
        return more.at_level(weights, level) if weights and level > 0 else 1.0

    def endpoint_score(self, place: Place, person: Person | None = None) -> float:
        """Compute a destination's pull on a person, before distance and capacity."""
        score = place.score if person is None else more.felt(place.score, person, self.settings)
        score *= self.repelled_by_flood(place)
        if self.settings.use_pop_for_loc_weight and not place.is_camp:
            return float(score * max(1.0, place.pop) ** self.settings.pop_power_for_loc_weight)
        return score

    def room(self, place: Place) -> float:
        """Compute the capacity multiplier: 1 with room to spare, 0 when full; no capacity means 1."""
        capacity, buffer = place.capacity * self.settings.capacity_scaling, self.settings.capacity_buffer
        if capacity < 1.0 or place.people <= buffer * capacity:
            return 1.0
        if place.people >= capacity:
            return 0.0
        return 1.0 - (place.people - buffer * capacity) / (capacity * (1.0 - buffer))

    # --- Choosing a route (1.5) -----------------------------------------------------------------------

    def _paths(
        self, path: tuple[Place, ...], km: float, steps: int
    ) -> Iterator[tuple[tuple[Place, ...], float]]:
        for link in path[-1].links:
            if link.end in path:
                continue
            longer, far = (*path, link.end), km + link.km
            is_marker = link.end.kind == "marker"
            if not is_marker:
                yield longer, far
            left = steps if is_marker else steps - 1
            if left > 0:
                yield from self._paths(longer, far, left)

    def _weights(self, start: Place, person: Person | None) -> Iterator[tuple[tuple[str, ...], float]]:
        s = self.settings
        if s.fixed_routes:
            for name, (stored, softened) in more.fixed_routes(start, self.files, self.places, s).items():
                end = self.places[name]
                known = ((s.weight_softening + end.score) / softened**s.distance_power) ** s.weight_power
                yield stored, known * self.endpoint_score(end, person)
            return
        steps = 1 if s.awareness_level <= -1 else s.awareness_level
        for path, km in self._paths((start,), 0.0, steps) if steps > 0 else ():
            end = path[-1]
            pull = s.weight_softening + self.endpoint_score(end, person)
            pull *= self.room(end) / (s.softening + km) ** s.distance_power
            yield tuple(place.name for place in path[1:]), pull**s.weight_power

    def route_chances(
        self, start: Place, person: Person | None = None
    ) -> list[tuple[tuple[str, ...], float]]:
        """List the routes that a person at ``start`` may choose, each with its chance."""
        s = self.settings
        found = list(self._weights(start, person))
        routes, weights = [route for route, _ in found], [weight for _, weight in found]
        if s.pruning_threshold >= 1.001 and weights:
            least = max(weights) / s.pruning_threshold
            weights = [w if w >= least else 0.0 for w in weights]
        total = sum(weights)
        even = 1.0 / max(1, len(weights))
        return [(r, w / total if total > 0.0 else even) for r, w in zip(routes, weights, strict=True)]
