"""Whatever the rows are: every one is accounted for, and the same list again changes nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.items.models import Item
from tests.exchange.making import balanced, line, sheet, taken

NUMBERS = st.sampled_from(["1", "2", "０００３", "第4号", 5, 6.0, None, "合计", "注：略"])
TITLES = st.sampled_from(["关于甲的建议", "《关于乙的建议》", "丙 丁", None])
PEOPLE = st.sampled_from(["张三", "张三、李四", "王五等3人", "民革市委", "无", None])
UNITS = st.sampled_from(["市卫健委", "市教育局", "市卫健委、市教育局(分办)", "市民政局\n市卫生健康委", "无", None])
DUES = st.sampled_from(["2022-06-30", "6月30日", 44742, "尽快", None])
ROWS = st.builds(line, no=NUMBERS, title=TITLES, lead=PEOPLE, more=PEOPLE, host=UNITS, help=UNITS, due=DUES)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, min_size=1, max_size=8))
def test_every_row_is_told_and_a_second_run_changes_nothing(unit, rows):
    content = sheet(line(no="0"), *rows)
    first = taken(content, unit)
    count = Item.objects.count()
    again = taken(content, unit)
    for report in (first, again):
        assert balanced(report)
        told = [row["row"] for part in ("items", "errors", "ignored") for row in report[part]]
        assert sorted(told) == list(range(1, len(rows) + 4))
    assert (again["created"], again["changed"], Item.objects.count()) == (0, 0, count)
    assert again["errors"] == first["errors"]
