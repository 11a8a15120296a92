from grader.model import Grid, Picture, Text
from grader.quiz import Drawn, told_apart


def stack(rng, reference):
    window = rng.choice([2, 3])
    layers = [
        (rng.choice([3, 5, 7]), rng.choice([1, 2]), 0, 1),
        (window, 2, 0, 1),
        (3, 1, 0, rng.choice([2, 3])),
        (rng.choice([3, 5]), rng.choice([1, 2]), 0, 1),
    ]
    answer = reference("cnn/receptive_field").receptive_field(layers)[0]

    def grown(step):
        field, jump = 1, 1
        for k, s, _, d in layers:
            field += step(k, s, d, jump)
            jump *= s
        return field

    mistakes = {
        "adds_k": grown(lambda k, s, d, jump: d * k * jump),
        "ignores_the_jump": grown(lambda k, s, d, jump: d * (k - 1)),
        "jump_first": grown(lambda k, s, d, jump: d * (k - 1) * jump * s),
        "dilation_ignored": grown(lambda k, s, d, jump: (k - 1) * jump),
        "poolings_skipped": answer - (window - 1) * layers[0][1],
    }
    terms, jump = ["1"], 1
    for k, s, _, d in layers:
        terms.append(f"{d}·{k - 1}·{jump}" if d > 1 else f"{k - 1}·{jump}")
        jump *= s
    told = {
        "en": ", ".join(
            f"a {k}×{k} {'max pooling' if place == 1 else 'convolution'} with stride {s}"
            + (f" and dilation {d}" if d > 1 else "")
            for place, (k, s, _, d) in enumerate(layers)
        ),
        "ko": ", ".join(
            f"stride {s}{f', dilation {d}' if d > 1 else ''}인 {k}×{k} {'최대 풀링' if place == 1 else '합성곱'}"
            for place, (k, s, _, d) in enumerate(layers)
        ),
    }
    return Drawn({"layers": told, "sum": " + ".join(terms), "answer": answer}, answer, told_apart(answer, mistakes))


def fields_in_the_image(rng, reference):
    while True:
        # Whatever the layers before: a field of r pixels, and neighbours that are j apart.
        before = [(rng.choice([2, 3, 5]), rng.choice([1, 2]), 0, 1), (rng.choice([2, 3]), rng.choice([1, 2]), 0, 1)]
        r, j, _ = reference("cnn/receptive_field").receptive_field(before)
        k, s, d = rng.choice([3, 5]), 2, rng.choice([1, 2])
        answer = reference("cnn/receptive_field").receptive_field([*before, (k, s, 0, d)])[0]
        span = d * (k - 1) + 1
        mistakes = {
            "ignores_the_jump": r + span - 1,
            "fields_side_by_side": r * span,
            "own_stride_counted": r + (span - 1) * j * s,
            "adds_k": r + span * j,
        }
        if j > 1 and r + j <= 11:
            break
    side = 12
    top, left = rng.randint(0, side - r - j), rng.randint(0, side - r - j)

    def seen(top, left):
        return tuple(
            tuple(float(top <= y < top + r and left <= x < left + r) for x in range(side)) for y in range(side)
        )

    grids = (
        Grid(Text("One number", "수 하나"), seen(top, left)),
        Grid(Text("Its neighbour", "그 이웃"), seen(top + j, left + j)),
    )
    picture = Picture("grids", Text("Two receptive fields", "두 수용 영역"), (), grids=grids)
    values = {"k": k, "s": s, "d": d, "r": r, "j": j, "span": span, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes), picture)


def how_many(rng, reference):
    d, answer = rng.choice([2, 3, 4, 5]), rng.randint(3, 10)
    field = reference("cnn/receptive_field").receptive_field([(3, 1, d, d)] * answer)[0]
    mistakes = {
        "dilation_ignored": reference("cnn/receptive_field").stacked(field),
        "one_too_many": answer + 1,
        "adds_k": round((field - 1) / (3 * d)),
    }
    return Drawn({"d": d, "field": field, "step": 2 * d, "answer": answer}, answer, told_apart(answer, mistakes))
