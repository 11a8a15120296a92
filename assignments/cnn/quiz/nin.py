from grader.quiz import Drawn, told_apart


def block(rng, reference):
    counts = reference("cnn/conv_arithmetic")
    ci, k = rng.choice([3, 4, 6, 8, 10, 12]), rng.choice([3, 5, 7])
    co = rng.choice([16, 20, 24, 30, 32, 40, 48])
    first, second = counts.conv_params(ci, co, k), counts.conv_params(co, co, 1)
    answer = first + 2 * second
    mistakes = {
        "one_1x1": first + second,
        "without_biases": answer - 3 * co,
        "one_weight_per_channel": first + 2 * (co + co),
        "kernels_of_the_first": first + 2 * counts.conv_params(co, co, k),
    }
    values = {"ci": ci, "co": co, "k": k, "first": first, "second": second, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def head(rng, reference):
    h, c = rng.choice([4, 5, 6, 7, 8]), rng.choice([64, 96, 128, 160, 192, 256])
    classes = rng.choice([5, 10, 20, 25, 50, 100])
    flat = reference("cnn/fc_vs_conv").fc_params(h, h, c, classes)
    pooled = reference("cnn/conv_arithmetic").conv_params(c, classes, 1)
    answer = flat - pooled
    mistakes = {
        "pooling_alone": flat,
        "second_head_alone": pooled,
        "rows_alone": reference("cnn/fc_vs_conv").fc_params(h, 1, c, classes) - pooled,
    }
    values = {"h": h, "c": c, "classes": classes, "flat": flat, "pooled": pooled, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def which_class(rng, reference):
    while True:
        # The map with the largest mean is the largest nowhere: another is at the first pixel, another at two of the
        # others, and another, with the largest number of all, at the last.
        answer, highest, first, voted = rng.sample("PQRS", 4)
        own = [rng.randint(4, 7) for _ in range(4)]
        maps = {name: [rng.randint(0, least) for least in own] for name in "PQRS"}
        maps[answer] = own
        for place, name in enumerate([first, *rng.sample([highest, voted, voted], 3)]):
            maps[name][place] = 9 if name == highest else rng.randint(own[place] + 1, 8)
        sums = {name: sum(pixels) for name, pixels in maps.items()}
        if all(sums[name] < sums[answer] for name in (highest, first, voted)):
            break
    means = ", ".join(f"{name} {total / 4:g}" for name, total in sums.items())
    mistakes = {"largest_number": highest, "first_pixel": first, "vote_of_the_pixels": voted}
    shown = {name: [pixels[:2], pixels[2:]] for name, pixels in maps.items()}
    return Drawn({**shown, "means": means, "answer": answer}, answer, mistakes)
