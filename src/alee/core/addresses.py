"""Where every random number lives: its address is made of names, never of positions.

A counter-based generator has no state. It turns an address into a number, and the same address always
gives the same number, whoever asks and in whatever order. An address here is

    (seed, member, day, purpose, key of the cell, branch and attempt)

so that cutting an ensemble into other blocks, adding a place, or shuffling the rows of a file leaves every
other cell's luck alone. The purposes below are part of every result ever published: a number may be added,
but never changed or used again.
"""

import hashlib
import unicodedata
from enum import IntEnum

SEED_LIMIT = 1 << 64
_BETWEEN_NAMES = "\x1f"


class Purpose(IntEnum):
    """What a random number decides."""

    PRIOR = 1
    DISPLACEMENT = 2
    GIVEN_DISPLACEMENT = 3
    LIMIT_PUSH = 4
    LIMIT_STAGE = 5
    COHORT = 6
    MOVE_FRESH = 7
    MOVE_STAYING = 8
    CORRIDOR_CHOICE = 9
    RETURN_FRESH = 10
    RETURN_STAYING = 11
    RETURN_CORRIDOR = 12
    SETTLE = 13
    ORDINARY_NOISE = 14
    ORDINARY_TRAVEL = 15
    ORDINARY_RETURN = 16
    CAPACITY_FRACTION = 17
    ADMISSION = 18
    GIVE_UP = 19
    TURN_BACK = 20
    ORDINARY_GIVE_UP = 21
    OBSERVATION = 22
    PERTURBATION = 23
    RESAMPLING = 24
    FLEE_ORIGIN = 25
    FLEE_NUMBER = 26
    FLEE_DECIDE = 27
    FLEE_ROUTE = 28
    FLEE_WALK = 29
    CORRECTION = 30
    CORRECTION_ACCEPT = 31
    COUNT_LUCK = 32
    BOOTSTRAP = 33
    NEED_RATE = 34
    NEED_GROUP = 35
    NEED_STAGE = 36
    NEED_DECIDE = 37
    NEED_NOISE = 38
    NEED_ASK = 39
    NEED_LEAVE = 40
    NEED_GIVE_UP = 41
    NEED_LEARN = 42
    FLEE_TRAIT = 43
    FLEE_SINK = 44
    WITNESS = 45
    WITNESS_KIND = 46
    WITNESS_CHOICE = 47
    SHAPE = 48
    SHAPE_CHOICE = 49
    DISPERSION = 50


def name_key(*names: str) -> int:
    """Turn names into the number under which their random draws are found.

    Parameters
    ----------
    names
        What identifies the cell, for example a corridor's name and a group's name. Texts that look alike
        but are spelt with other code points (NFC against NFD) count as the same.

    Returns
    -------
    int
        0 to 2**32 - 1, from BLAKE2b (RFC 7693).
    """
    text = unicodedata.normalize("NFC", _BETWEEN_NAMES.join(names))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "little")


def derive_seed(seed: int, *names: str) -> int:
    """Make a seed for another run of luck out of a seed and names; 0 to 2**64 - 1."""
    text = _BETWEEN_NAMES.join((str(seed % SEED_LIMIT), *names))
    text = unicodedata.normalize("NFC", text)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
