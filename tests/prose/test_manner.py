"""How a text talks."""

from huiyin.prose.manner import long_sentences, reporting_sentences, sentence_at, stock_phrases, unexplained

REPORT = "我委高度重视托育工作，积极推进机构建设，切实加强组织领导。不断健全工作机制，全面落实各项责任。"


def test_stock_phrases_are_known():
    assert stock_phrases(REPORT) == ["高度重视", "切实加强"]


def test_a_work_report_is_told_from_an_answer():
    assert len(reporting_sentences(REPORT)) == 2
    assert reporting_sentences("您提出积极推进、全面落实托育机构建设，今年已建成22家。") == []
    assert reporting_sentences("暂不具备条件，下一步持续推进、不断加强宣传。") == []


def test_a_latin_abbreviation_is_explained_before_it_is_used():
    assert [short.word for short in unexplained("采用PPP模式。")] == ["PPP"]
    assert unexplained("配置自动体外除颤仪（AED），AED由红十字会管理。") == []
    assert unexplained("采用PPP（政府和社会资本合作）模式。") == []
    assert unexplained("全市GDP增长，经G4高速、A类。") == []


def test_a_chinese_short_name_is_not_used_before_it_is_given():
    text = "联席会议已召开。市促进托育服务发展工作联席会议制度（以下简称“联席制度”）。"
    assert unexplained(text) == []
    early = "由托育办牵头。市托育服务发展办公室（以下简称“托育办”）成立。"
    assert [short.word for short in unexplained(early)] == ["托育办"]


def test_long_sentences_count_between_stops_and_semicolons():
    assert long_sentences("各" * 121 + "。") and not long_sentences("各" * 80 + "；" + "各" * 80 + "。")


def test_a_place_is_found_in_its_sentence():
    assert sentence_at("甲甲。乙乙。丙丙。", 4) == "乙乙。"
