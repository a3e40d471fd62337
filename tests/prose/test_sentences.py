from huiyin.prose.sentences import sentences


def test_sentences_end_at_full_stops_not_at_semicolons():
    assert sentences("一是加强；二是完善。感谢！\n此致") == ["一是加强；二是完善。", "感谢！", "此致"]
    assert sentences("一是加强；二是完善。", keep_semicolons=False) == ["一是加强；", "二是完善。"]


def test_a_closing_quotation_mark_stays_with_its_sentence():
    assert sentences("他说：“要快办。”我们照办。") == ["他说：“要快办。”", "我们照办。"]
