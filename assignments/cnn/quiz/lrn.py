import itertools

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, told_apart


def value(rng, reference):
    lrn = reference("cnn/lrn").lrn
    while True:
        a = [rng.randint(1, 9) for _ in range(7)]
        n, k, c = rng.choice([3, 5]), rng.choice([1, 2, 3]), rng.randint(0, 6)
        alpha, beta = rng.choice([0.02, 0.05, 0.1, 0.2]), rng.choice([0.5, 0.75])
        x = torch.tensor(a, dtype=torch.float64)[None, :, None, None]
        answer = float(lrn(x, n, k, alpha, beta)[0, c, 0, 0])
        low, high = max(c - n // 2, 0), min(c + n // 2, 6)
        own, seen = a[c], a[low : high + 1]
        total = sum(one**2 for one in seen)
        mistakes = {
            "alpha_divided_by_n": float(lrn(x, n, k, alpha, beta, divide_by_n=True)[0, c, 0, 0]),
            "its_own_channel_left_out": own / (k + alpha * (total - own**2)) ** beta,
            "n_on_both_sides": float(lrn(x, 2 * n + 1, k, alpha, beta)[0, c, 0, 0]),
            "no_power": own / (k + alpha * total),
            "sum_not_squared": own / (k + alpha * sum(seen)) ** beta,
        }
        if all(b > 1.03 * a for a, b in itertools.pairwise(sorted([answer, *mistakes.values()]))):
            break
    values = {
        "a": a, "n": n, "k": k, "alpha": alpha, "beta": beta, "c": c, "low": low, "high": high, "own": own,
        "squares": " + ".join(f"{one}²" for one in seen), "total": total, "base": k + alpha * total, "answer": answer,
    }  # fmt: skip
    return Drawn(values, answer, mistakes)


def most_damped(rng, reference):
    lrn = reference("cnn/lrn").lrn
    while True:
        a = [rng.randint(1, 9) for _ in range(8)]
        energy = [one**2 for one in a]
        squares = [sum(energy[max(c - 1, 0) : c + 2]) for c in range(8)]
        answer, second = sorted(range(8), key=squares.__getitem__)[:-3:-1]
        # With numbers that differ at a glance, and a largest one that does not decide.
        if a[answer] == max(a) or squares[answer] - squares[second] < 8:
            continue
        # What each mistake takes for the denominators.
        taken = {
            "largest_of_its_own": a,
            "sum_without_squares": [sum(a[max(c - 1, 0) : c + 2]) for c in range(8)],
            "its_own_channel_left_out": [both - own for both, own in zip(squares, energy, strict=True)],
            "n_on_both_sides": [sum(energy[max(c - 3, 0) : c + 4]) for c in range(8)],
            "window_before_the_channel": [sum(energy[max(c - 2, 0) : c + 1]) for c in range(8)],
        }
        alone = {name: sums.index(max(sums)) for name, sums in taken.items() if sums.count(max(sums)) == 1}
        mistakes = told_apart(answer, alone)
        if "largest_of_its_own" in mistakes and len(mistakes) >= 3:
            break
    x = torch.tensor(a, dtype=torch.float64)[None, :, None, None]
    assert int((x / lrn(x, 3, alpha=0.1)).argmax()) == answer
    named = {name: {"en": f"channel {place}", "ko": f"채널 {place}"} for name, place in mistakes.items()}
    bars = Series(Text("Before", "정규화 전"), tuple((float(c), float(one)) for c, one in enumerate(a)))
    picture = Picture(
        "bars", Text("Eight channels at one pixel", "한 픽셀의 채널 여덟 개"), (bars,),
        x_label=Text("channel", "채널"), y_label=Text("value", "값"),
    )  # fmt: skip
    told = " + ".join(f"{one}²" for one in a[max(answer - 1, 0) : answer + 2])
    values = {"answer": answer, "squares": told, "total": squares[answer]}
    return Drawn(values, {"en": f"channel {answer}", "ko": f"채널 {answer}"}, named, picture)


def terms(rng, reference):
    n, channels = rng.choice([5, 7, 9, 11]), rng.choice([24, 32, 48, 64])
    half = n // 2
    c = rng.choice([rng.randrange(half), channels - 1 - rng.randrange(half)])
    low, high = max(c - half, 0), min(c + half, channels - 1)
    # With k = 0 and beta = 1, ones become one over the number of terms.
    ones = torch.ones(1, channels, 1, 1, dtype=torch.float64)
    answer = round(1 / float(reference("cnn/lrn").lrn(ones, n, 0.0, 1.0, 1.0)[0, c, 0, 0]))
    mistakes = {
        "edge_ignored": n,
        "n_on_both_sides": min(c + n, channels - 1) - max(c - n, 0) + 1,
        "its_own_channel_left_out": answer - 1,
    }
    values = {"channels": channels, "n": n, "c": c, "half": half, "low": low, "high": high, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))
