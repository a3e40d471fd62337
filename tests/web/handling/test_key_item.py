"""R36 on the page: who gives out a key item learns at once that the chief should be responsible."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from huiyin.items.actions import mark
from tests.conftest import NOW


@pytest.mark.rule("R36")
def test_who_gives_out_a_key_item_is_told_that_the_chief_should_be_named(browse, cast, given, person):
    cast.unit.pack = "qingdao"
    cast.unit.save()
    row = given()
    mark(row.item, kind="key", by_whom="市人大常委会", by=person("lin"), now=NOW)
    fields = {f"office-{cast.renkou.pk}-role": "lead"}
    response = browse("lin").post(reverse("allot", args=[row.pk]), fields)
    assert response.status_code == 302
    assert any("主要负责人" in str(message) for message in get_messages(response.wsgi_request))
