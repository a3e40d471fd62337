"""The same life where nobody outside has an account: the coordinator records what the others did."""

from tests.browser import acts
from tests.browser.lists import ASSISTED, LED, LETTER_TEXT, hand_over_list

LED_NO, ASSISTED_NO = "20220031", "20220032"
SIGNERS = (("钱处", "2022-05-09"), ("办公室", "2022-05-09"), ("吴主任", "2022-05-10"))


def test_a_lead_item_with_everybody_outside_on_paper(walk_in, clock):
    lin = walk_in("lin")
    acts.imports_a_list(lin, "清单.xlsx", hand_over_list(LED, ASSISTED), 2)
    acts.allots(lin, LED_NO, "人口处", "王工")
    wang = walk_in("wang")
    acts.signs_for(wang, LED_NO)
    acts.contacts(wang, LED_NO, "市人大代表之家", "听取意见。")
    acts.asks_the_co_units(wang, LED_NO)
    clock.moves_to(5, 10)
    lin = walk_in("lin")
    acts.records_an_opinion(lin, LED_NO, "同意安排资金。")
    wang = walk_in("wang")
    acts.begins(wang, LED_NO, "开始拟稿")
    acts.answers(wang, 1, LETTER_TEXT, "partly")
    acts.promises(wang, "印发托育服务示范标准", "2022-10-31")
    acts.classifies(wang, "B")
    acts.opens_the_reply(lin, LED_NO)
    acts.records_clearance(lin, *SIGNERS)
    acts.numbers_seals_issues(lin, LED_NO, "示卫函〔2022〕31号")
    acts.delivers(lin)
    acts.uploads(lin, "市政府议案系统", "回执20220510-31")
    clock.moves_to(5, 30)
    lin = walk_in("lin")
    acts.transcribes(lin, LED_NO, "satisfied", "2022-05-27")
    acts.closes(lin, LED_NO)


def test_an_assisted_item_ends_with_the_opinion(walk_in, clock):
    lin = walk_in("lin")
    acts.imports_a_list(lin, "清单.xlsx", hand_over_list(ASSISTED), 1)
    acts.signs_for(lin, ASSISTED_NO)
    clock.moves_to(5, 10)
    lin = walk_in("lin")
    acts.begins(lin, ASSISTED_NO, "写会办意见")
    acts.answers(lin, 1, "赞成，建议纳入社区养老服务设施建设规划。")
    acts.records_clearance(lin, ("办公室", "2022-05-09"), ("吴主任", "2022-05-10"))
    acts.numbers_seals_issues(lin, ASSISTED_NO, "示卫函〔2022〕32号")
    acts.delivers(lin)
    acts.closes(lin, ASSISTED_NO)
