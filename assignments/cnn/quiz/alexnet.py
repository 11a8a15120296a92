import math

from grader.quiz import Drawn, told_apart


def side_of_the_last_map(rng, reference):
    out = reference("cnn/conv_arithmetic").conv_out
    while True:
        n, p = rng.randint(240, 600), rng.choice([0, 1, 2, 3])
        first = out(n, 11, 4, p)
        second = out(first, 3, 2)
        third = out(second, 3, 2)
        answer = out(third, 3, 2)
        up = math.ceil((n + 2 * p - 11) / 4) + 1
        for _ in range(3):
            up = math.ceil((up - 3) / 2) + 1
        unpadded = out(out(out(out(out(out(second, 5), 3, 2), 3), 3), 3), 3, 2)
        mistakes = {
            "windows_of_two": first // 2 // 2 // 2,
            "rounded_up": up,
            "two_poolings": third,
            "convolutions_unpadded": unpadded,
        }
        if len(told_apart(answer, mistakes)) >= 3:
            break
    values = {"n": n, "p": p, "first": first, "second": second, "third": third, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def on_two_cards(rng, reference):
    params = reference("cnn/conv_arithmetic").conv_params
    a, b, c = 2 * rng.randint(10, 40), 2 * rng.randint(20, 70), 2 * rng.randint(20, 90)
    first, second = params(a, b, 5, bias=False, groups=2), params(b, c, 3, bias=False)
    answer = first + second
    mistakes = {
        "no_groups": params(a, b, 5, bias=False) + second,
        "both_grouped": first + params(b, c, 3, bias=False, groups=2),
        "a_quarter": first // 2 + second,
    }
    values = {"a": a, "b": b, "c": c, "first": first, "second": second, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def numbers_of_the_first_map(rng, reference):
    counts = reference("cnn/conv_arithmetic")
    n, s, p, c = rng.randint(150, 330), rng.choice([3, 4, 5]), rng.choice([0, 1, 2]), rng.choice([48, 64, 80, 96, 128])
    side = counts.conv_out(n, 11, s, p)
    answer = side**2 * c
    mistakes = {
        "times_three": 3 * answer,
        "one_missing": (side - 1) ** 2 * c,
        "parameters": counts.conv_params(3, c, 11),
        "one_map": side**2,
    }
    values = {"n": n, "s": s, "p": p, "c": c, "side": side, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))
