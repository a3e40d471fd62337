"""What a request is about, as pairs of characters: the turns that every request uses left out."""

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping

MOST, READ = 32, 120
_EVERYWHERE = frozenset(
    re.findall(
        r"\S+",
        """
        一是 一步 三是 二是 体系 作为 作用 保障 健全 充分 全市 全省 全面 关于 关部 出台 切实 创新 利用 制定 制度 力度 力支 加大 加强 加快 发展 发挥 合作 同时
        国家 基础 大力 完善 实施 实现 工作 建立 建议 建设 开展 引导 强化 强对 形成 我区 我市 我省 打造 指导 推动 推进 提供 提升 提高 支持 政府 政策 方式 方面
        明确 有关 服务 机制 构建 标准 深入 相关 研究 积极 立健 管理 组织 统一 统筹 综合 能力 落实 要求 规划 规范 质量 资源 进一 进行 通过 部门 重点 问题 需要
        面推 项目 鼓励
        """,
    )
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
