import math

from grader.quiz import Drawn


def length(rng, reference):
    while True:
        levels = sorted(rng.sample([1, 2, 3, 4, 5, 6, 8], rng.choice([2, 3, 4])))
        if levels not in ([1, 2, 3, 6], [1, 2, 4]):
            break
    channels = rng.choice([64, 96, 128, 192, 256, 384, 512])
    bins = sum(n * n for n in levels)
    values = {
        "levels": ", ".join(map(str, levels)),
        "channels": channels,
        "h": rng.randint(9, 20),
        "w": rng.randint(9, 20),
        "sum": " + ".join(str(n * n) for n in levels),
        "bins": bins,
        "answer": channels * bins,
    }
    mistakes = {
        "bins_along_one_axis": channels * sum(levels),
        "channels_lost": bins,
        "finest_level_alone": channels * levels[-1] ** 2,
    }
    return Drawn(values, channels * bins, mistakes)


def bin_bounds(rng, reference):
    bins = reference("detection/spp").bins
    while True:
        n, a = rng.randint(3, 7), rng.randint(8, 30)
        i = rng.randint(1, n - 1)
        start, end = bins(a, n)[i]
        answer = start, end - 1
        floors = i * a // n, (i + 1) * a // n - 1
        if floors != answer:
            break
    paper = i * (a // n), i * (a // n) + -(-a // n) - 1
    mistakes = {"bins_do_not_overlap": floors, "windows_of_the_paper": paper, "end_included": (start, end)}
    if paper in (answer, floors, (start, end)):
        del mistakes["windows_of_the_paper"]
    values = {"a": a, "last": a - 1, "n": n, "i": i, "next": i + 1, "start": start, "end": end, "stop": end - 1}
    return Drawn(values, answer, mistakes)


def window(rng, reference):
    stride = rng.choice([8, 16, 32])
    while True:
        x, y = rng.randint(stride // 2, 6 * stride), rng.randint(stride // 2, 6 * stride)
        box = x, y, x + rng.randint(3 * stride, 10 * stride), y + rng.randint(3 * stride, 10 * stride)
        quotients = [v / stride for v in box]
        answer = reference("detection/spp").roi_to_feature(box, stride)
        mistakes = {
            "plain_floor": tuple(math.floor(q) for q in quotients),
            "outwards": tuple(
                f(q) for f, q in zip((math.floor, math.floor, math.ceil, math.ceil), quotients, strict=True)
            ),
            "rounds_to_the_nearest": tuple(math.floor(q + 0.5) for q in quotients),
        }
        halves = any(q % 1 == 0.5 for q in quotients)
        if not halves and len({answer, *mistakes.values()}) == 4:
            break
    told = ", ".join(f"{q:.4g}" for q in quotients)
    return Drawn({"box": box, "stride": stride, "quotients": told, "answer": answer}, answer, mistakes)
