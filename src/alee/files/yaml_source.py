"""Read scenario.yaml, keeping the line of every key.

Values stay texts: whether ``NO`` is a word and ``1e-3`` a number is decided by the field that receives
it, and not by YAML. Repeated keys, aliases and tags are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from alee.core.errors import Problem
from alee.files.intake import label_of, read_text
from alee.model.numbers import written

MOST_BYTES = 1024 * 1024
DEEPEST = 8
CORE = "tag:yaml.org,2002:"
TAGS = frozenset(
    CORE + tag for tag in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")
)
Key = tuple[str | int, ...]
Tree = str | None | dict[str, "Tree"] | list["Tree"]


@dataclass
class YamlSource:
    """The content of a YAML file and the line of every key in it.

    Attributes
    ----------
    label
        Folder and name of the file, for messages.
    content
        Keys and values; every value is a text, None (nothing written), a list or another dict.
    lines
        Line (1 is the first) of every key, by the way that leads to it.
    problems
        What is wrong with the file as YAML.
    """

    label: str
    content: dict[str, Tree] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def where(self, key: Key) -> str:
        """Name a key in words, with its line or, if it is not written, that of the key above it."""
        known = key
        while known and known not in self.lines:
            known = known[:-1]
        line = f", line {self.lines[known]}" if known else ""
        return f'{self.label}{line}, key "{".".join(map(str, key))}"' if key else f"{self.label}{line}"


def read_yaml(path: Path) -> YamlSource:
    """Read a YAML file; never raises for a bad file, its ``problems`` say what is wrong."""
    label = label_of(path)
    text = read_text(path, MOST_BYTES)
    if isinstance(text, Problem):
        return YamlSource(label, problems=[text])
    return parse_yaml(text, label)


def parse_yaml(text: str, label: str) -> YamlSource:
    """Read the text of a YAML file; see :func:`read_yaml`."""
    source = YamlSource(label)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        source.problems.append(_grammar(error, label))
        return source
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        reason = str(error).splitlines()[0] if str(error) else "broken"
        source.problems.append(Problem(f"this is not YAML ({reason})", _allowed(label), where=label))
        return source
    except RecursionError:
        source.problems.append(Problem("the brackets are nested too deep", _allowed(label), where=label))
        return source
    if node is None:
        source.problems.append(Problem("the file is empty", _allowed(label), where=label))
    elif not isinstance(node, yaml.MappingNode):
        source.problems.append(Problem("the file holds no keys", _allowed(label), where=f"{label}, line 1"))
    else:
        content = _Builder(source).build(node, ())
        source.content = content if isinstance(content, dict) else {}
    return source


class _Builder:
    """Turns the nodes of a YAML file into texts, lists and dicts, each node once."""

    def __init__(self, source: YamlSource) -> None:
        self.source = source
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, key: Key) -> Tree:
        self.source.lines.setdefault(key, node.start_mark.line + 1)
        if node.tag not in TAGS:
            self._refuse(node, f"the tag {written(node.tag)} is not known", "Values are texts and numbers.")
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._text(node)
        if id(node) in self.seen:
            self._refuse(node, "an alias (*) repeats another part", "Write the part again.")
            return None
        self.seen.add(id(node))
        if len(key) >= DEEPEST:
            self._refuse(node, "the keys are nested too deep", f"Allowed: {DEEPEST} levels.")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*key, index)) for index, item in enumerate(node.value)]
        return self._mapping(node, key)

    def _mapping(self, node: yaml.Node, key: Key) -> Tree:
        content: dict[str, Tree] = {}
        for name_node, value_node in node.value:
            name = self._text(name_node) if isinstance(name_node, yaml.ScalarNode) else None
            if name is None:
                self._refuse(name_node, "a key must be a word", "Keys look like this: title: text.")
            elif name in content:
                self._refuse(name_node, f"the key {written(name)} stands twice", "Each key stands once.")
            else:
                self.source.lines[(*key, name)] = name_node.start_mark.line + 1
                content[name] = self.build(value_node, (*key, name))
        return content

    def _text(self, node: yaml.ScalarNode) -> str | None:
        is_nothing = node.tag == CORE + "null" and not node.style
        return None if is_nothing else str(node.value)

    def _refuse(self, node: yaml.Node, wrong: str, allowed: str) -> None:
        where = f"{self.source.label}, line {node.start_mark.line + 1}"
        self.source.problems.append(Problem(wrong, allowed, where=where))


def _grammar(error: yaml.MarkedYAMLError, label: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    where = f"{label}, line {mark.line + 1}, column {mark.column + 1}" if mark else label
    reason = str(error.problem or error.context or "broken").removesuffix(".")
    likely = "A text that holds a colon followed by a space is written in quotation marks."
    return Problem(f"this is not YAML ({reason})", _allowed(label), likely, where=where)


def _allowed(label: str) -> str:
    file = label.rsplit("/", 1)[-1]
    return f"{file} holds lines such as title: text, with keys under a key indented by two spaces."
