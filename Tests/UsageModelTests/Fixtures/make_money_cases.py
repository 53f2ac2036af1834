#!/usr/bin/env python3
"""Write money_cases.tsv: 10,000 cases of exact money arithmetic, computed by Python's `decimal`.

Run it in this folder; the same seed gives the same file. Columns of a `line` case: count, amount, per, multipliers
(joined by `*`, or `-`), then cost in picodollars (half to even) and whether it was rounded, or `out_of_range`.
Columns of a `sum` case: the addends in dollars joined by `+`, then the exact sum. Columns of a `text` case: an amount
in dollars, decimals, then the amount rounded half to even to so many decimals.
"""
import decimal
import random

decimal.getcontext().prec = 120
D = decimal.Decimal
ROW_MAX = 2**63 - 1
rng = random.Random(20250301)


def plain(x):
    text = format(x, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount():
    kind = rng.randrange(6)
    if kind == 0:
        return D(rng.randrange(1, 10**6)) / D(10**6)
    if kind == 1:
        return D(rng.randrange(1, 200_000)) / D(1000)
    if kind == 2:
        return D(rng.randrange(1, 10**9)) / D(10**9)
    if kind == 3:
        return D(rng.choice(["0.111", "0.006", "2.50", "1.25", "0.022", "18.75", "999", "0.0404"]))
    if kind == 4:
        return D(0)
    return D(rng.randrange(1, 10**12)) / D(10**6)


def line():
    count = rng.choice([
        D(rng.randrange(0, 10**4)), D(rng.randrange(0, 10**7)), D(rng.randrange(0, 10**10)),
        D(rng.randrange(0, 10**9)) / D(10**6), D(rng.choice([1, 999, 10**15])),
    ])
    per = D(rng.choice(["1", "1000", "1000000", "1000000", "3600", "60", "7", "3", "1048576", "0.5"]))
    factors = [D(rng.choice(["0.5", "2", "1.1", "0.75", "1.3333", "0.0000001", "10"])) for _ in range(rng.choice([0, 0, 1, 1, 2, 3]))]
    price = amount()
    exact = count * price
    for factor in factors:
        exact *= factor
    # An integer ratio, so that a recurring quotient is compared without a first rounding.
    scale = D(10) ** 60
    numerator, denominator = int(exact * 10**12 * scale), int(per * scale)
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and quotient % 2):
        quotient += 1
    result = "out_of_range" if quotient > ROW_MAX else f"{quotient}\t{'rounded' if rest else 'exact'}"
    joined = "*".join(plain(f) for f in factors) or "-"
    return f"line\t{plain(count)}\t{plain(price)}\t{plain(per)}\t{joined}\t{result}"


def half():
    """A line whose picodollars end in exactly one half, where half to even shows."""
    odd = rng.randrange(0, 10**9) * 2 + 1
    factor = rng.choice(["0.5", "1.5", "2.5", "0.25", "0.75"])
    exact = D(odd) * D(factor)
    quotient = int(exact.to_integral_value(decimal.ROUND_HALF_EVEN))
    state = "exact" if exact == quotient else "rounded"
    return f"line\t{odd}\t0.000001\t1000000\t{factor}\t{quotient}\t{state}"


def total():
    count = rng.randrange(2, 12)
    top = rng.choice([10**6, 10**15, 10**18, ROW_MAX])
    addends = [D(rng.randrange(-top if rng.random() < 0.3 else 0, top)) / D(10**12) for _ in range(count)]
    if top == ROW_MAX:
        addends += [D(ROW_MAX) / D(10**12)] * 3
    return "sum\t" + "+".join(plain(a) for a in addends) + "\t" + plain(sum(addends))


def text():
    value = D(rng.randrange(-10**15, 10**17)) / D(10**12)
    decimals = rng.randrange(0, 13)
    if rng.random() < 0.5:
        value = (value * 10**decimals).to_integral_value() / D(10**decimals) + D(5) / D(10) ** (decimals + 1)
        value = value if decimals < 12 else value.quantize(D(1) / D(10**12))
    shown = value.quantize(D(1).scaleb(-decimals), rounding=decimal.ROUND_HALF_EVEN)
    shown_text = format(shown if shown != 0 else abs(shown), "f")
    return f"text\t{plain(value)}\t{decimals}\t{shown_text}"


with open("money_cases.tsv", "w", encoding="utf-8") as file:
    for make, times in ((line, 6000), (half, 500), (total, 1500), (text, 2000)):
        for _ in range(times):
            file.write(make() + "\n")
