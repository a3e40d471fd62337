"""Tables and look-ups point down like imports do: a string foreign key or a reverse name is an import in hiding."""

import ast

from django.apps import apps

from tests import house

LOOK_UPS = {
    "filter", "exclude", "get", "select_related", "prefetch_related", "values", "values_list", "annotate", "aggregate",
    "order_by", "only", "defer", "distinct", "update", "Q", "F", "OuterRef", "Count", "Sum", "Max", "Min", "Prefetch",
    "Avg", "alias", "StringAgg", "Case", "When", "Subquery",
}  # fmt: skip
READERS = {"all", "filter", "exclude", "exists", "count", "first", "last", "get", "order_by", "create", "add", "none"}


def our_models() -> list:
    return [model for model in apps.get_models() if model.__module__.startswith("huiyin.")]


def storey_of(model) -> int:
    return house.storeys()[model.__module__.split(".")[1]]


def test_every_relation_points_down():
    relations = [
        (model, field)
        for model in our_models()
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and not field.auto_created and field.related_model in our_models()
    ]
    assert relations
    assert [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model, field in relations
        if storey_of(field.related_model) > storey_of(model)
    ] == []


def reverse_names() -> dict[str, int]:
    """Name by which a lower table would reach a higher one → the lowest storey whose table lends it."""
    found: dict[str, int] = {}
    for model in our_models():
        for relation in model._meta.related_objects:
            if relation.related_model in our_models() and storey_of(relation.related_model) > storey_of(model):
                for name in {relation.name, relation.get_accessor_name()} - {None}:
                    found[name] = min(found.get(name, 99), storey_of(relation.related_model))
    return found


def own_names(storey: int) -> set[str]:
    """Names of columns and of relations that stay on this storey or below: they mean no harm."""
    return {
        field.name
        for model in our_models()
        if storey_of(model) <= storey
        for field in model._meta.get_fields()
        if not field.auto_created or (field.related_model in our_models() and storey_of(field.related_model) <= storey)
    }


def paths_in(node: ast.Call) -> set[str]:
    """The look-up paths of one call, step by step."""
    keywords = [keyword.arg for keyword in node.keywords if keyword.arg]
    texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    steps = [str(text).lstrip("-").split("__") for text in (*keywords, *texts)]
    return {step for path in steps for step in path}


def called_name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def reached(node: ast.Call) -> set[str]:
    """What a call looks up: its paths, and `item.assignments.filter(…)`."""
    names = paths_in(node) if called_name(node) in LOOK_UPS else set()
    if called_name(node) in READERS and isinstance(node.func, ast.Attribute):
        names |= {node.func.value.attr} if isinstance(node.func.value, ast.Attribute) else set()
    return names


def test_no_look_up_reaches_up():
    upward, bad = reverse_names(), []
    for path in house.modules():
        storey = house.storeys().get(house.room_of(path), 99)
        harmful = {name for name, lent in upward.items() if lent > storey} - own_names(storey)
        for node in ast.walk(house.tree(path)):
            if isinstance(node, ast.Call) and (names := reached(node) & harmful):
                bad.append(f"{house.short(path)}:{node.lineno} {sorted(names)}")
    assert bad == []


def test_classes_of_ours_are_at_most_two_deep():
    deep = [
        model.__name__
        for model in our_models()
        if len([base for base in model.__mro__ if base.__module__.startswith("huiyin.")]) > 3
    ]
    assert deep == []
