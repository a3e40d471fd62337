"""What changed between two versions."""

from huiyin.replies.letter.content import content_of
from huiyin.replies.letter.versions import Piece, differences, pieces


def test_a_number_changes_as_a_whole():
    assert pieces("总托位数达2.8万个。", "总托位数超过3万个。") == (
        Piece("same", "总托位数"),
        Piece("removed", "达2.8万个"),
        Piece("added", "超过3万个"),
        Piece("same", "。"),
    )


def test_equal_texts_are_one_piece():
    assert pieces("已采纳。", "已采纳。") == (Piece("same", "已采纳。"),)
    assert pieces("", "新写") == (Piece("added", "新写"),)


def test_the_pieces_give_both_texts_back():
    old, new = "职称评定，积极争取。", "职称评定分两步：第一步，9月30日前印发标准。"
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.kind != "added") == old
    assert "".join(piece.text for piece in found if piece.kind != "removed") == new


def test_nothing_changed_is_no_difference(case):
    content = content_of(case.drafted())
    assert differences(content, content) == []


def test_each_part_that_changed_is_named(case):
    reply = case.drafted("B")
    old = content_of(reply)
    case.promised(reply.answers.first(), text="年内建成25家")
    reply.disclosure = "on_request"
    found = differences(old, content_of(reply))
    assert [(change.where, change.ask) for change in found] == [("公开属性", 0), ("承诺", 1)]
    assert found[0].pieces == (Piece("removed", "主动"), Piece("added", "依申请"), Piece("same", "公开"))
