"""YAML with line numbers: an administrator is told the line, not a path in a data structure."""

import re
from collections.abc import Sequence
from typing import Any

import yaml


class _PlainLoader(yaml.CSafeLoader):
    """Dates stay text and `15:00` is not nine hundred, as YAML 1.1 would have it."""


_PlainLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", list("tf")),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-0123456789")),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


class YamlError(ValueError):
    """Not YAML; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(reason)


class YamlSource:
    def __init__(self, written: str) -> None:
        loader = _PlainLoader(written)
        try:
            self._root = loader.get_single_node()
            self.value: Any = loader.construct_document(self._root) if self._root else None
        except yaml.MarkedYAMLError as wrong:
            mark = wrong.problem_mark
            raise YamlError(mark.line + 1 if mark else 1, wrong.problem or str(wrong)) from wrong
        finally:
            loader.dispose()

    def line(self, path: Sequence[str | int]) -> int:
        """The line where this part begins; of its nearest part above, where it is missing."""
        node = self._root
        line = 1
        for step in path:
            node = _child(node, step)
            if node is None:
                break
            line = node.start_mark.line + 1
        return line


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value if isinstance(value, yaml.Node) else None
    return None
