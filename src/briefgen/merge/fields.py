"""Fields: the names that a template needs, found in its tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from briefgen.merge.compiling import environment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from briefgen.findings import Finding
    from briefgen.merge.compiling import Compiled

Shape = dict[str, Any]
_OPTIONAL = {"default", "d"}
_ASKING = {"defined", "undefined", "none"}
_METHODS = {"items", "keys", "values", "get"}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(parts: Iterable[Compiled]) -> dict[str, Any]:
    """Return a JSON Schema of the names the parts need.

    What a loop goes through is an array, what has attributes an object, what is printed a text; names that may be
    missing (behind `default` or `is defined`) are not required.
    """
    root: Shape = {"properties": {}, "optional": set()}
    for part in parts:
        _Reader(root).body(part.tree.body, {})
    return {"$schema": _DRAFT, **_plain(root)}


def unknown_names(
    parts: Iterable[Compiled], known: Mapping[str, Any] | Collection[str], deep: Collection[str] = ()
) -> list[Finding]:
    """Return a finding (B656) for each name that is not known, where it stands first.

    For names in `deep` the attribute must be known too: `known` maps them to mappings.
    """
    findings: dict[str, Finding] = {}
    for part in parts:
        teller = part.telling
        by_line = {tag.line: tag for tag in part.tags}
        for name, attribute, line, required in _names(part.tree):
            tag = by_line.get(line)
            whole = f"{name}.{attribute}" if attribute else name
            if tag is None or not required or whole in findings:
                continue
            if name not in known:
                findings.setdefault(name, teller.unknown(tag, whole if name in deep else name, list(known)))
            elif name in deep and attribute and attribute not in known[name]:  # type: ignore[index]
                findings[whole] = teller.unknown(tag, whole, known[name])  # type: ignore[index]
    return list(findings.values())


def _names(tree: nodes.Template) -> Iterator[tuple[str, str, int, bool]]:
    """Yield each name that data must have: name, first attribute, line, and whether it must be there."""
    from jinja2.meta import find_undeclared_variables

    free = find_undeclared_variables(tree) - set(environment().globals)
    optional = {
        id(name)
        for node in tree.find_all((nodes.Filter, nodes.Test))
        if (isinstance(node, nodes.Filter) and node.name in _OPTIONAL)
        or (isinstance(node, nodes.Test) and node.name in _ASKING)
        for name in [*([node.node] if node.node else []), *(node.node.find_all(nodes.Node) if node.node else [])]
    }
    attributes = {
        id(node.node): node.attr for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name)
    }
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in free:
            yield name.name, attributes.get(id(name), ""), name.lineno, id(name) not in optional


class _Reader:
    """Reads a syntax tree; `root` grows by what it finds. A scope maps names of the template to shapes of data."""

    def __init__(self, root: Shape) -> None:
        self.root = root
        self.own = set(environment().globals)

    def body(self, body: Iterable[nodes.Node], scope: dict[str, Shape | None]) -> None:
        """Read statements one after another; what they set is known to those after them."""
        for node in body:
            self.node(node, scope)

    def node(self, node: nodes.Node, scope: dict[str, Shape | None]) -> None:
        """Read one node."""
        match node:
            case nodes.For():
                of = self.shape(node.iter, scope)
                item = None
                if of is not None:
                    item = of.setdefault("items", {"properties": {}, "optional": set()})
                inner = {**scope, "loop": None, **dict.fromkeys(_targets(node.target))}
                if isinstance(node.target, nodes.Name):
                    inner[node.target.name] = item
                self.body(node.body, inner)
                self.body(node.else_, scope)
                if node.test:
                    self.node(node.test, inner)
            case nodes.Macro() | nodes.CallBlock():
                inner = {**scope, "caller": None, "varargs": None, "kwargs": None}
                inner.update(dict.fromkeys(name for arg in node.args for name in _targets(arg)))
                if isinstance(node, nodes.Macro):
                    scope[node.name] = None
                else:
                    self.node(node.call, scope)
                self.body([*node.defaults, *node.body], inner)
            case nodes.Assign():
                value = self.shape(node.node, scope)
                scope.update(dict.fromkeys(_targets(node.target)))
                if isinstance(node.target, nodes.Name):
                    scope[node.target.name] = value
            case nodes.AssignBlock():
                self.body(node.body, dict(scope))
                scope.update(dict.fromkeys(_targets(node.target)))
            case nodes.With():
                inner = dict(scope)
                for target, given in zip(node.targets, node.values, strict=True):
                    seen = self.shape(given, scope)
                    inner.update(dict.fromkeys(_targets(target)))
                    if isinstance(target, nodes.Name):
                        inner[target.name] = seen
                self.body(node.body, inner)
            case nodes.If():
                self.node(node.test, scope)
                self.body([*node.body, *node.elif_, *node.else_], scope)
            case nodes.Expr():
                self.shape(node, scope)
            case _:
                self.body(node.iter_child_nodes(), scope)

    def shape(self, node: nodes.Node, scope: dict[str, Shape | None], *, optional: bool = False) -> Shape | None:
        """Return the shape of the data that an expression names, or None if it is no plain name."""
        match node:
            case nodes.Name():
                if node.name in scope:
                    return scope[node.name]
                return None if node.name in self.own else _property(self.root, node.name, optional)
            case nodes.Getattr():
                of = self.shape(node.node, scope)
                return None if of is None or node.attr in _METHODS else _property(of, node.attr, optional)
            case nodes.Getitem(arg=nodes.Const(value=str(name))):
                of = self.shape(node.node, scope)
                return None if of is None else _property(of, name, optional)
            case nodes.Filter(node=nodes.Expr() as of_filter):
                found = self.shape(of_filter, scope, optional=node.name in _OPTIONAL)
                for argument in (*node.args, *node.kwargs):
                    self.node(argument, scope)
                return found if node.name in {"_every", "sort", "list", "reverse", "default", "d"} else None
            case nodes.Test():
                self.shape(node.node, scope, optional=node.name in _ASKING)
                return None
            case _:
                for child in node.iter_child_nodes():
                    self.node(child, scope)
                return None


def _property(of: Shape, name: str, optional: bool) -> Shape:
    new = name not in of.setdefault("properties", {})
    shape: Shape = of["properties"].setdefault(name, {"properties": {}, "optional": set()})
    absent: set[str] = of.setdefault("optional", set())
    if optional and new:
        absent.add(name)
    elif not optional:
        absent.discard(name)
    return shape


def _targets(node: nodes.Node) -> list[str]:
    return [node.name] if isinstance(node, nodes.Name) else [one.name for one in node.find_all(nodes.Name)]


def _plain(shape: Shape) -> dict[str, Any]:
    """Return a shape as JSON Schema."""
    if "items" in shape:
        return {"type": "array", "items": _plain(shape["items"])}
    if shape["properties"]:
        made: dict[str, Any] = {
            "type": "object",
            "properties": {name: _plain(one) for name, one in shape["properties"].items()},
        }
        required = [name for name in shape["properties"] if name not in shape["optional"]]
        return {**made, "required": required} if required else made
    return {"type": "string"}
