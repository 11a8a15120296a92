import math
from functools import cache

from grader.quiz import Drawn, apart


@cache
def _table(reference, d):
    return reference("sequence/positional_encoding").sinusoidal_pe(64, d).double()


def value_of_the_table(rng, reference):
    while True:
        d, p = rng.choice([4, 6, 8, 12, 16]), rng.randrange(2, 30)
        j = rng.randrange(2, d)
        i, odd = divmod(j, 2)

        def at(p, exponent, odd=odd):
            angle = p / 10000**exponent
            return math.cos(angle) if odd else math.sin(angle)

        exponent = 2 * i / d
        value, angle = at(p, exponent), p / 10000**exponent
        candidates = {
            "sine_and_cosine_swapped": at(p, exponent, 1 - odd),
            "exponent_not_doubled": at(p, i / d),
            "column_as_i": at(p, 2 * j / d),
            "positions_from_one": at(p + 1, exponent),
            "degrees": math.cos(math.radians(angle)) if odd else math.sin(math.radians(angle)),
        }
        mistakes = {}
        for name, wrong in candidates.items():
            if apart(value, [*mistakes.values(), wrong], gap=0.012):
                mistakes[name] = wrong
        if len(mistakes) > 2 and abs(value) > 0.02:
            break
    which = {"en": "cosine", "ko": "코사인"} if odd else {"en": "sine", "ko": "사인"}
    values = {"d": d, "p": p, "j": j, "i": i, "exponent": round(exponent, 4), "angle": angle, "which": which}
    return Drawn(values | {"value": value}, _table(reference, d)[p, j].item(), mistakes)


def product_of_two_rows(rng, reference):
    while True:
        d, p, k = rng.choice([4, 8]), rng.randrange(3, 40), rng.randrange(1, 13)
        frequencies = [10000 ** (-2 * i / d) for i in range(d // 2)]
        cosines = [math.cos(k * f) for f in frequencies]
        value = sum(cosines)
        mistakes = {
            "squared_length": d / 2,
            "positions_added": sum(math.cos((2 * p + k) * f) for f in frequencies),
            "first_pair_alone": cosines[0],
            "sines_of_the_distance": sum(math.sin(k * f) for f in frequencies),
        }
        if apart(value, mistakes, gap=0.05):
            break
    table = _table(reference, d)
    values = {"d": d, "p": p, "q": p + k, "k": k, "last": d // 2 - 1, "value": value}
    terms = " + ".join(f"{c:.4f}" for c in cosines).replace("+ -", "− ")
    return Drawn(values | {"terms": terms}, (table[p] @ table[p + k]).item(), mistakes)


def period_of_a_pair(rng, reference):
    while True:
        d = rng.choice([8, 12, 16, 20, 24, 32, 40, 64])
        column = 2 * rng.randrange(1, d // 2)
        value = 2 * math.pi * 10000 ** (column / d)
        mistakes = {
            "without_a_turn": 10000 ** (column / d),
            "exponent_halved": 2 * math.pi * 10000 ** (column / d / 2),
            "exponent_doubled": 2 * math.pi * 10000 ** (2 * column / d),
            "frequency": 10000 ** (-column / d),
        }
        if value < 20000 and apart(value, mistakes):
            break
    return Drawn({"d": d, "column": column, "value": value}, value, mistakes)
