"""Forms of English verbs, so that a list of words needs each verb once.

"Say" must be found as say, says, said and saying; a list that a person writes form by form always lacks one.
"""

from __future__ import annotations

IRREGULAR = {
    "say": "said", "tell": "told", "put": "put", "write": "wrote written", "speak": "spoke spoken",
    "find": "found", "know": "knew known", "think": "thought", "hold": "held", "give": "gave given",
    "leave": "left", "flee": "fled", "come": "came come", "get": "got", "go": "went gone", "run": "ran run",
    "drive": "drove driven", "fly": "flew flown", "take": "took taken", "let": "let", "bring": "brought",
    "make": "made", "stream": "streamed", "see": "saw seen", "sleep": "slept", "stand": "stood",
    "hear": "heard", "show": "showed shown", "set": "set",
}  # fmt: skip
DOUBLED = frozenset(
    {"admit", "step", "log", "get", "let", "run", "put", "set", "refer", "spot", "trek", "ship"}
)


def past(verb: str) -> list[str]:
    """The past forms of a verb."""
    if verb in IRREGULAR:
        return IRREGULAR[verb].split()
    if verb.endswith("e"):
        return [f"{verb}d"]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [f"{verb[:-1]}ied"]
    return [f"{verb}{verb[-1] if verb in DOUBLED else ''}ed"]


def third(verb: str) -> str:
    """The form that goes with he, she and it."""
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")


def going(verb: str) -> str:
    """The form in -ing."""
    if verb.endswith("e") and not verb.endswith("ee"):
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1] if verb in DOUBLED else ''}ing"


def forms(verbs: str, *, bare: str = "") -> str:
    """A pattern for all forms of some verbs, parted by blanks.

    Parameters
    ----------
    bare
        What must stand behind the bare form, which is often also a noun.
    """
    words = {form for verb in verbs.split() for form in (*past(verb), third(verb), going(verb))}
    plain = "|".join(verb for verb in verbs.split())
    return f"{'|'.join(sorted(words, key=lambda w: (-len(w), w)))}|(?:{plain}){bare}"
