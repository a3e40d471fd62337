"""口径 beside a passage of the annual report."""

from typing import Any

from huiyin.facts.matching import findings
from huiyin.facts.models import Fact
from huiyin.reports.models import Passage
from huiyin.web.replies.offering import offered
from huiyin.web.seat import StaffRequest


def facts_beside(request: StaffRequest, text: str, passage: Passage) -> dict[str, Any]:
    """The facts that fit this passage, and what it says otherwise than they do."""
    known = list(Fact.objects.of(passage.unit).whole())
    return {"facts": offered(request, known, text or str(passage)), "findings": findings(text, known, request.today)}
