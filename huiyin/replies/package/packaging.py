"""送审材料包: everything a leader reads with a letter that is cleared in OA or on paper, as one archive."""

import datetime as dt
import hashlib

from huiyin.documents.print_run import archive
from huiyin.documents.routing_sheet import RoutingSheet
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import Blocker, NotReady, permit
from huiyin.replies import policy
from huiyin.replies.letter import content
from huiyin.replies.models import Reply
from huiyin.replies.package.package_letter import letter_files, sheet_files
from huiyin.replies.package.package_papers import File, item_files, papers
from huiyin.replies.package.routing_paper import cleared_content, routing_sheet


def take_package(reply: Reply, *, by: Actor, now: dt.datetime) -> bytes:
    """取送审材料包：已经送审的一稿连同发文稿纸、原件、会办意见、沟通记录，送 OA 或纸面审签；取过一次记一次。"""
    permit(policy.can_draft(by, reply) or policy.can_register(by, reply), "取送审材料包")
    if reply.is_editable:
        raise NotReady([Blocker("还没有送审，送审后才有定下来的一稿", "clearance")])
    made = package(reply, on=local_day(now))
    facts = {"version": reply.version, "digest": content.digest_of(cleared_content(reply))}
    facts |= {"package": hashlib.sha256(made).hexdigest(), "bytes": len(made)}
    topic, subject = reply.assignment.item.topic, f"reply:{reply.pk}"
    record("replies.package_taken", topic, by=by, at=now, subject=subject, facts=facts)
    return made


def package(reply: Reply, *, on: dt.date) -> bytes:
    """The archive; its letter bears 稿 until it is signed, and the code by which its version is known."""
    said, sheet = cleared_content(reply), routing_sheet(reply, on=on)
    letter = [*letter_files(reply, said), *sheet_files(sheet)]
    return archive([_note(reply, sheet), *letter, *item_files(reply), *papers(reply, said)])


def _note(reply: Reply, sheet: RoutingSheet) -> File:
    lines = (
        f"{reply.assignment.item.number_label}　{sheet.title}",
        f"第 {reply.version} 稿　校验码 {sheet.digest}　件码 {sheet.code}",
        "请在 OA 或发文稿纸上审签；改动文字请退回拟稿人，在系统里改后重新送审。",
        "审签完毕，把每一步谁、哪天签的连同发文稿纸扫描件交综合处室登记。",
    )
    return "0 说明.txt", "\r\n".join(lines).encode("utf-8-sig")
