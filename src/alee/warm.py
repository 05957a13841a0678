"""Compile the engine once, so that the first real run need not wait for it.

Run as ``python -m alee.warm`` at the end of an installation. It simulates three people in a made-up
world and keeps nothing; the machine code stays in Numba's cache.
"""

from alee.model.corridors import Corridor
from alee.model.events import Shock
from alee.model.groups import Group
from alee.model.places import Place
from alee.model.scenario import Scenario
from alee.simulation import simulate


def warm() -> None:
    """Run the smallest possible scenario."""
    places = [
        Place(name="A", kind="origin", country="AAA", latitude=0, longitude=0, residents=3, source="made up"),
        Place(name="B", kind="city", country="BBB", latitude=0, longitude=1, source="made up"),
    ]
    world = Scenario(
        name="warm", start="2030-01-01", as_of="2030-01-02", horizon_days=1, home=["AAA"], places=places,
        corridors=[Corridor(from_place="A", to_place="B", mode="road", km=10, source="made up")],
        groups=[Group(name="all", share=1, leave=1, source="made up")], events=[Shock(start="2030-01-01")],
    )  # fmt: skip
    simulate(world, members=1, seed=0, threads=1)


if __name__ == "__main__":
    warm()
