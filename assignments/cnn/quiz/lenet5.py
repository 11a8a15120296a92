import math

from grader.quiz import Drawn, told_apart


def shape_after_the_second_pooling(rng, reference):
    out = reference("cnn/conv_arithmetic").conv_out
    k, padded = rng.choice([3, 5, 7]), rng.choice([True, False])
    # Sizes that the poolings divide, so that no rounding is needed.
    sizes = [size for size in range(28, 80) if (size if padded else size - k + 1) % 2 == 0]
    sizes = [size for size in sizes if ((size if padded else size - k + 1) // 2 - k + 1) % 2 == 0]
    h, w = rng.sample(sizes, 2)
    n, ci = rng.choice([8, 16, 32, 64]), rng.choice([1, 3])
    c1, c2 = rng.choice([(6, 16), (8, 20), (10, 24), (12, 32)])
    p = k // 2

    def side(size, first, second, last=2):
        return out(out(out(out(size, k, 1, first), 2, 2), k, 1, second), last, last)

    def steps(size):
        one = out(size, k, 1, p if padded else 0)
        two = out(one, 2, 2)
        three = out(two, k)
        return f"{size} → {one} → {two} → {three} → {three // 2}"

    first = p if padded else 0
    answer = (n, c2, side(h, first, 0), side(w, first, 0))
    mistakes = {
        "both_padded": (n, c2, side(h, p, p), side(w, p, p)) if padded else None,
        "first_padded": None if padded else (n, c2, side(h, p, 0), side(w, p, 0)),
        "none_padded": (n, c2, side(h, 0, 0), side(w, 0, 0)) if padded else None,
        "one_pooling": (n, c2, side(h, first, 0, 1), side(w, first, 0, 1)),
        "channels_last": (n, *answer[2:], c2),
    }
    told = (
        {"en": f" with padding {p}", "ko": f"(padding {p})"}
        if padded
        else {"en": " without padding", "ko": "(padding 없음)"}
    )
    values = {
        "n": n, "ci": ci, "h": h, "w": w, "k": k, "c1": c1, "c2": c2, "p": p, "padded": told,
        "hs": steps(h), "ws": steps(w),
    }  # fmt: skip
    return Drawn(values, answer, told_apart(answer, mistakes))


def partly_connected(rng, reference):
    params = reference("cnn/conv_arithmetic").conv_params
    c1, k = rng.choice([6, 8, 10, 12]), rng.choice([3, 5, 7])
    u, v, w = rng.randint(3, 10), rng.randint(3, 10), rng.randint(2, 5)
    maps, kernels = u + v + w, 3 * u + 4 * v + c1 * w
    answer = params(3, u, k) + params(4, v, k) + params(c1, w, k)
    mistakes = {
        "sees_all_maps": params(c1, maps, k),
        "one_kernel_each": params(1, maps, k),
        "bias_for_each_kernel": kernels * (k * k + 1),
        "without_biases": answer - maps,
    }
    values = {
        "c1": c1, "k": k, "u": u, "v": v, "w": w, "maps": maps, "kernels": kernels, "weights": kernels * k * k,
        "answer": answer,
    }  # fmt: skip
    return Drawn(values, answer, told_apart(answer, mistakes))


def softmax_twice(rng, reference):
    classes = rng.choice([3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 20, 24, 25, 30, 40, 47, 50, 60, 75, 80, 100])
    answer = math.log(math.e + classes - 1) - 1
    mistakes = {"no_loss": 0.0, "uniform": math.log(classes), "base_two": answer / math.log(2)}
    return Drawn({"classes": classes, "answer": answer}, answer, told_apart(answer, mistakes, share=0.04))
