import math

from grader.quiz import Drawn, told_apart


def out_size(rng, reference):
    while True:
        n, k, s = rng.randint(30, 130), rng.choice([3, 4, 5, 7]), rng.choice([2, 3, 4])
        p, d = rng.randint(1, 4), rng.choice([2, 3])
        answer = reference("cnn/conv_arithmetic").conv_out(n, k, s, p, d)
        span = d * (k - 1) + 1
        steps = (n + 2 * p - span) / s
        mistakes = {
            "size_rounded_up": math.ceil(steps) + 1,
            "dilation_ignored": (n + 2 * p - k) // s + 1,
            "dilation_times_k": (n + 2 * p - d * k) // s + 1,
            "padding_once": (n + p - span) // s + 1,
            "one_missing": (n + 2 * p - span) // s,
        }
        if steps % 1 and len(told_apart(answer, mistakes)) >= 3:
            break
    values = {"n": n, "k": k, "s": s, "p": p, "d": d, "span": span, "steps": steps, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def grouped_params(rng, reference):
    groups, (kh, kw) = rng.choice([2, 3, 4]), rng.choice([(3, 3), (5, 5), (1, 7), (3, 5), (1, 3)])
    seen, per_group = rng.sample([8, 10, 12, 16, 20, 24, 32], 2)
    ci, co = groups * seen, groups * per_group
    params = reference("cnn/conv_arithmetic").conv_params
    answer = params(ci, co, (kh, kw), bias=True, groups=groups)
    weights = params(ci, co, (kh, kw), bias=False, groups=groups)
    mistakes = {
        "groups_ignored": params(ci, co, (kh, kw)),
        "groups_divide_both": params(seen, per_group, (kh, kw)),
        "bias_left_out": weights,
        "bias_for_each_input": weights + ci,
    }
    values = {
        "ci": ci, "co": co, "kh": kh, "kw": kw, "groups": groups, "seen": seen, "weights": weights, "answer": answer,
    }  # fmt: skip
    return Drawn(values, answer, told_apart(answer, mistakes))


def macs(rng, reference):
    k = rng.choice([3, 5, 7])
    p, n = k // 2, rng.choice([16, 20, 24, 32, 40, 48, 56, 64])
    ci, co = rng.choice([3, 4, 8, 16]), rng.choice([16, 24, 32, 64])
    counts = reference("cnn/conv_arithmetic")
    answer, out = counts.conv_macs(n, ci, co, k, s=2, p=p), counts.conv_out(n, k, 2, p)
    mistakes = {
        "of_the_input_size": counts.conv_macs(n, ci, co, k, s=1, p=p),
        "flops_for_macs": 2 * answer,
        "parameters": counts.conv_params(ci, co, k, bias=False),
        "bias_in_the_macs": answer + out * out * co,
    }
    values = {"n": n, "ci": ci, "co": co, "k": k, "p": p, "out": out, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def same_padding(rng, reference):
    k, d = rng.choice([3, 5, 7, 9, 11, 13]), rng.choice([2, 3, 4, 5, 6, 8])
    lost = d * (k - 1)
    answer = lost // 2
    assert reference("cnn/conv_arithmetic").conv_out(200, k, 1, answer, d) == 200
    mistakes = {"dilation_ignored": (k - 1) // 2, "all_on_each_side": lost, "half_of_the_kernel": d * k // 2}
    return Drawn({"k": k, "d": d, "lost": lost, "answer": answer}, answer, told_apart(answer, mistakes))
