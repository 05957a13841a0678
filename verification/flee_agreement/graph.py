"""What the person-by-person form of Flee's rules is made of: settings, places, links, persons, closings.

Distances in km, speeds in km per day, days counted from 0.
"""

from dataclasses import dataclass, field

NO_CONFLICT = -1.0
CLOSING_KINDS = ("country", "location", "camp", "idpcamp", "link", "remove_forced_redirection")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The numbers that steer the rules; names and defaults are Flee's own."""

    max_move_speed: float = 360.0
    max_walk_speed: float = 35.0
    foreign_weight: float = 1.0
    camp_weight: float = 1.0
    conflict_weight: float = 0.1**0.5
    conflict_movechance: float = 1.0
    camp_movechance: float = 0.001
    idpcamp_movechance: float = 0.1
    default_movechance: float = 0.3
    awareness_level: int = 1
    capacity_buffer: float = 0.9
    capacity_scaling: float = 1.0
    avoid_short_stints: bool = False
    start_on_foot: bool = False
    softening: float = 10.0
    weight_softening: float = 0.0
    weight_power: float = 1.0
    distance_power: float = 1.0
    pruning_threshold: float = 1.0
    use_pop_for_loc_weight: bool = False
    pop_power_for_loc_weight: float = 0.1
    movechance_pop_base: float = 10000.0
    movechance_pop_scale_factor: float = 0.0
    conflict_spawn_decay: tuple[float, ...] = ()
    conflict_spawn_decay_interval: int = 30
    spawn_mode: str = "totals"
    displaced_per_conflict_day: float = 500.0
    take_from_population: bool = False
    conflict_zone_spawning_only: bool = True
    starvation_driven_spawning: bool = False
    flee_when_starving: bool = False
    avoid_food_deprived_locations: bool = False
    flood_spawn_mode: str = "none"
    displaced_per_flood_day: tuple[float, ...] = ()
    flood_movechances: tuple[float, ...] = ()
    flood_loc_weights: tuple[float, ...] = ()
    camps_are_sicks: bool = False
    fixed_routes: bool = False
    harvest_months: tuple[int, ...] = ()
    women_avoid_hazards: bool = False
    children_avoid_hazards: bool = False
    elderly_avoid_hazards: bool = False
    boys_take_risk: bool = False


@dataclass(eq=False, kw_only=True)
class Place:
    """A place: its kind is camp, idpcamp, conflict, forward, marker, flood_zone or town."""

    name: str
    kind: str
    country: str = "home"
    region: str = ""
    pop: float = 0.0
    capacity: float = -1.0
    capacity_per_day: float = 0.0
    intensity: float = NO_CONFLICT
    conflict_since: int = -1
    is_foreign: bool = False
    movechance: float = 1.0
    is_town: bool = False
    score: float = 1.0
    people: int = 0
    deactivation_probability: float = 0.0
    links: list["Link"] = field(default_factory=list)
    closed: list["Link"] = field(default_factory=list)

    @property
    def is_camp(self) -> bool:
        """Whether the place is a camp of either sort."""
        return self.kind in ("camp", "idpcamp")


@dataclass(eq=False, kw_only=True)
class Link:
    """One direction of a route."""

    start: Place
    end: Place
    km: float
    max_move_speed: float | None = None
    walk_probability: float = 0.0


@dataclass(eq=False)
class Person:
    """A person at a place, or on a link when ``link`` is set."""

    place: Place
    link: Link | None = None
    route: tuple[str, ...] = ()
    km_on_link: float = 0.0
    km_today: float = 0.0
    recent_travel: float = 0.0
    places_travelled: int = 1
    home: Place | None = None
    age: float = 30.0
    gender: str = ""
    is_active: bool = True

    def where(self) -> str:
        """Name the place, or the link and the km travelled on it."""
        if self.link is None:
            return self.place.name
        return f"L:{self.link.start.name}:{self.link.end.name}@{self.km_on_link:g}"


@dataclass(frozen=True)
class Closing:
    """A country pair or a place whose links are shut on day ``start`` and open again on day ``end``.

    Of kind camp or idpcamp: a camp that is a plain town in between. The kinds link and
    remove_forced_redirection stand in files, but nothing comes of them in Flee 3.
    """

    kind: str
    name1: str
    name2: str
    start: int
    end: int


@dataclass(kw_only=True)
class Files:
    """What further files say.

    Attributes
    ----------
    changes
        (place, kind, day).
    hunger
        Percent per day by region.
    floods
        Level per day by place.
    majors
        Places along each major route.
    agents
        (place, attributes) of single persons.
    traits
        By attribute and place (or "Default"): weight of each value.
    months
        Month of each day.
    """

    changes: list[tuple[str, str, int]] = field(default_factory=list)
    hunger: dict[str, list[float]] = field(default_factory=dict)
    floods: dict[str, list[int]] = field(default_factory=dict)
    majors: list[tuple[str, ...]] = field(default_factory=list)
    agents: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    traits: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    months: list[int] = field(default_factory=list)
