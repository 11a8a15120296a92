from grader.quiz import Drawn, apart


def similarity(rng, reference):
    while True:
        image = rng.choice([400, 500, 600, 800, 1000])
        x, y, w, h, w2, h2 = (rng.randint(low, high) for low, high in ((0, 4), (0, 4), *(4 * [(4, 8)])))
        a, b = (x, y, x + w, y + h), (x + w, y + rng.randint(-2, 3), 0, 0)
        b = (b[0], max(b[1], 0), b[0] + w2, max(b[1], 0) + h2)
        size_a, size_b = rng.randint(w * h // 2, w * h), rng.randint(w2 * h2 // 2, w2 * h2)
        hist_a, hist_b = _histogram(rng), _histogram(rng)
        around = (b[2] - a[0]) * (max(a[3], b[3]) - min(a[1], b[1]))
        both = size_a + size_b
        colour = sum(map(min, hist_a, hist_b)) / 10
        size, fill = 1 - both / image, 1 - (around - both) / image
        answer = colour + size + fill
        mistakes = {
            "colour_by_maximum": sum(map(max, hist_a, hist_b)) / 10 + size + fill,
            "size_upside_down": colour + both / image + fill,
            "fill_without_the_box": colour + size + 1 - (w * h + w2 * h2 - both) / image,
            "fill_over_the_box": colour + size + both / around,
        }
        if hist_a != hist_b and apart(answer, mistakes):
            break
    values = {
        "image": image,
        "size_a": size_a,
        "size_b": size_b,
        "box_a": a,
        "box_b": b,
        "hist_a": tuple(k / 10 for k in hist_a),
        "hist_b": tuple(k / 10 for k in hist_b),
        "both": both,
        "around": around,
        "colour": colour,
        "size": size,
        "fill": fill,
        "answer": answer,
    }
    return Drawn(values, answer, mistakes)


def merged_histogram(rng, reference):
    while True:
        size_a, size_b = rng.randrange(20, 200, 10), rng.randrange(20, 200, 10)
        first, second = rng.randint(1, 9) / 10, rng.randint(1, 9) / 10
        both = size_a + size_b
        answer = (size_a * first + size_b * second) / both
        mistakes = {
            "plain_mean_of_histograms": (first + second) / 2,
            "histograms_added": first + second,
            "weights_exchanged": (size_b * first + size_a * second) / both,
        }
        if apart(answer, mistakes):
            break
    values = {"size_a": size_a, "size_b": size_b, "first": first, "second": second, "both": both, "answer": answer}
    return Drawn(values, answer, mistakes)


def proposals(rng, reference):
    parts = rng.randint(2, 5)
    n = rng.randint(parts + 8, 60)
    answer = 2 * n - parts
    values = {"n": n, "parts": parts, "mergers": n - parts, "answer": answer}
    return Drawn(values, answer, {"groups_merge": 2 * n - 1, "leaves_left_out": n - parts, "ends_alone": parts})


def _histogram(rng):
    """Three tenths of sum 10."""
    low, high = sorted(rng.sample(range(1, 10), 2))
    return low, high - low, 10 - high
