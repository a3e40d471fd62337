"""Every rule of the specification that the house keeps is proven by a test that bears its number."""

import ast
from collections import defaultdict

from tests import house

KEPT = [f"R{number}" for number in (*range(1, 57), 84, 85)]


def proofs() -> dict[str, list[str]]:
    """Rule → the tests marked with it."""
    found = defaultdict(list)
    for path in house.test_modules():
        for node in ast.walk(house.tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.rule":
                for number in node.args:
                    found[ast.literal_eval(number)].append(house.short(path))
    return found


def test_every_rule_of_intake_clocks_roles_replies_and_classes_has_a_test_of_its_number():
    assert [rule for rule in KEPT if rule not in proofs()] == []


def test_no_test_bears_a_number_that_no_rule_has():
    assert [
        rule for rule in proofs() if not (rule[:1] == "R" and rule[1:].isdigit() and 1 <= int(rule[1:]) <= 93)
    ] == []
