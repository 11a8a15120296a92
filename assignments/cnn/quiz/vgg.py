from grader.model import Picture, Series, Text
from grader.quiz import Drawn, told_apart


def saved_by_a_stack(rng, reference):
    module = reference("cnn/receptive_field")
    m, c = rng.choice([2, 3, 4, 5]), rng.choice(range(10, 72, 2))
    k = module.receptive_field([(3, 1, 1, 1)] * m)[0]
    answer = (k * k - 9 * m) * c * c
    mistakes = {
        "fields_added": (9 * m * m - 9 * m) * c * c,
        "one_small_layer": (k * k - 9) * c * c,
        "what_remains": 9 * m * c * c,
        "one_channel": (k * k - 9 * m) * c,
    }
    return Drawn({"m": m, "c": c, "k": k, "answer": answer}, answer, told_apart(answer, mistakes))


def after_a_stage(rng, reference):
    sides, n = rng.sample([128, 160, 192, 224, 256, 288, 320], 2), rng.choice([4, 8, 10, 16, 32])
    (h, w), number = sides, rng.choice([2, 3, 4, 5])
    widths = reference("cnn/vgg").CONFIGURATIONS["D"]
    ends = [place for place, entry in enumerate(widths) if entry == "M"]
    c, factor = widths[ends[number - 1] - 1], 2**number
    answer = (n, c, h // factor, w // factor)
    shrunk = [h, w]
    for entry in widths[: ends[number - 1] + 1]:
        shrunk = [side // 2 if entry == "M" else side - 2 for side in shrunk]
    mistakes = {
        "before_the_pooling": (n, c, 2 * h // factor, 2 * w // factor),
        "always_doubled": (n, 64 * 2 ** (number - 1), *answer[2:]),
        "channels_kept": (n, 64, *answer[2:]),
        "channels_last": (n, *answer[2:], c),
        "convolutions_shrink": (n, c, *shrunk),
    }
    values = {"n": n, "h": h, "w": w, "stage": number, "factor": factor, "c": c}
    return Drawn(values, answer, told_apart(answer, mistakes))


def degradation(rng, reference):
    # Errors in percent of the shallow network on training and test data, then of the deep one.
    def experiment(deep_train, deep_test, shallow=(4, 5, 6), apart=(6, 7)):
        train = rng.choice(shallow)
        test = train + rng.choice(apart)
        return train, test, train + deep_train(), test + deep_test()

    def worse():
        return rng.choice([3, 4, 5])

    def better():
        return -rng.choice([2, 3])

    kinds = {
        "": experiment(worse, worse),
        "over_fitting": experiment(better, worse),
        "depth_helps": experiment(better, better),
        "both_fit_badly": experiment(better, better, (13, 14, 15), (2, 3)),
    }
    order = rng.sample(list(kinds), 4)
    place = {name: {"en": f"experiment {1 + at}", "ko": f"실험 {1 + at}"} for at, name in enumerate(order)}
    names = (
        Text("20 layers, training data", "20층, 학습 데이터"),
        Text("20 layers, test data", "20층, 테스트 데이터"),
        Text("56 layers, training data", "56층, 학습 데이터"),
        Text("56 layers, test data", "56층, 테스트 데이터"),
    )
    series = tuple(
        Series(name, tuple((float(1 + at), float(kinds[kind][index])) for at, kind in enumerate(order)))
        for index, name in enumerate(names)
    )
    picture = Picture(
        "bars", Text("Errors of two networks", "두 네트워크의 오차"), series,
        x_label=Text("experiment", "실험"), y_label=Text("error (%)", "오차 (%)"),
    )  # fmt: skip
    shallow, _, deep, _ = kinds[""]
    values = {"place": 1 + order.index(""), "shallow": shallow, "deep": deep}
    answer = place.pop("")
    return Drawn(values, answer, place, picture)


def layers_that_count(rng, reference):
    cfg, channels = [], 16
    for _ in range(rng.choice([3, 4, 5])):
        cfg += [channels] * rng.choice([1, 2, 3, 4]) + ["M"]
        channels = min(2 * channels, 64)
    poolings = cfg.count("M")
    convolutions = len(cfg) - poolings
    answer = convolutions + 3
    mistakes = {
        "poolings_counted": answer + poolings,
        "convolutions_alone": convolutions,
        "one_linear_layer": convolutions + 1,
    }
    values = {"cfg": ", ".join(map(str, cfg)), "convolutions": convolutions, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))
