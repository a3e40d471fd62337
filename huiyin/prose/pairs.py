"""What a request is about, as pairs of characters: the turns that every request uses left out."""

import math
from collections import Counter
from collections.abc import Collection, Mapping

MOST, READ = 32, 120
_EVERYWHERE = frozenset(
    (
        "发展 建设 服务 政府 部门 工作 加强 建立 建议 政策 管理 机制 相关 支持 完善 推进 创新 加大 体系 一步 提高 进一 通过 规划 进行 开展"
        " 鼓励 引导 方面 资源 力度 标准 制定 项目 制度 提升 国家 明确 一是 二是 三是 推动 我省 我市 我区 全省 全市 研究 提供 基础 加快 保障"
        " 实施 规范 重点 出台 充分 指导 问题 同时 积极 方式 实现 需要 组织 综合 作用 合作 能力 发挥 形成 利用 统一 要求 作为 构建 质量 落实"
        " 统筹 打造 关于 关部 部门 大力 力支 强对 立健 健全 全面 面推 强化 深入 切实 有关 进行"
    ).split()
)


def pairs(text: str) -> frozenset[str]:
    """Every pair of neighbouring characters, marks left out."""
    bare = "".join(sign for sign in text if sign.isalnum())
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def telling_pairs(text: str) -> frozenset[str]:
    """Those of its beginning that tell it from other requests; a text of nothing but turns keeps them."""
    bare = "".join(sign for sign in text if sign.isalnum())[:READ]
    found = dict.fromkeys(bare[at : at + 2] for at in range(len(bare) - 1))
    telling = [pair for pair in found if pair not in _EVERYWHERE]
    return frozenset((telling or list(found))[:MOST])


def weights(texts: Collection[frozenset[str]]) -> Mapping[str, float]:
    """The rarer a pair among these texts, the more it says."""
    held = Counter(pair for text in texts for pair in text)
    return {pair: math.log(1 + len(texts) / number) for pair, number in held.items()}


def likeness(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> float:
    """0 nothing in common … 1 the same (Dice of weighted pairs)."""
    whole = _sum(one, weight) + _sum(other, weight)
    return round(2 * _sum(one & other, weight) / whole, 2) if whole else 0.0


def _sum(found: frozenset[str], weight: Mapping[str, float]) -> float:
    return sum(weight.get(pair, 1.0) for pair in found)
