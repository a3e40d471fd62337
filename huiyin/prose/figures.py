"""Shares and growth rates as reports print them: 6.8%, 100%, rounded half up."""

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Rounded half up, as people round by hand."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def share(numerator: int, denominator: int, places: int = 1) -> Decimal | None:
    """The percentage 86/93 → 92.5; None of nothing: there is no share."""
    if denominator == 0:
        return None
    return rounded(Decimal(numerator) * 100 / Decimal(denominator), places)


def growth(now: int, before: int, places: int = 1) -> Decimal | None:
    """The change in per cent, 157 after 147 → 6.8; None when there was nothing before."""
    if before == 0:
        return None
    return rounded(Decimal(now - before) * 100 / Decimal(before), places)


def percent(value: Decimal) -> str:
    """6.8 → 6.8%, 100.00 → 100%, 92.50 → 92.5%."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def change(value: Decimal) -> str:
    """增长6.8%, 下降5%, 持平."""
    if value == 0:
        return "持平"
    return f"{'增长' if value > 0 else '下降'}{percent(abs(value))}"


def shares_summing_to_hundred(parts: list[int], places: int = 2) -> list[Decimal]:
    """Shares by the largest remainder, so that they sum to 100 exactly (最大余额法, R68)."""
    whole = sum(parts)
    if whole == 0:
        return [Decimal(0) for _ in parts]
    scale = 10 ** (places + 2)
    floors = [part * scale // whole for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda n: (-(parts[n] * scale % whole), n))
    for n in by_remainder[: scale - sum(floors)]:
        floors[n] += 1
    return [Decimal(floor).scaleb(-places) for floor in floors]
