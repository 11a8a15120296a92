from functools import cache

import torch

from grader.quiz import Drawn, told_apart


@cache
def network(reference):
    with torch.device("meta"):
        net = reference("cnn/squeezenet").SqueezeNet1_0()
    return sum(p.numel() for p in net.parameters()), net.conv10.in_channels


def size_in_megabytes(rng, reference):
    total, features = network(reference)
    classes = rng.randint(2, 400)
    params = total - (1000 - classes) * (features + 1)
    mb = 4 * params / 1e6
    return Drawn(
        {"total": total, "classes": classes, "params": params, "mb": mb},
        mb,
        {
            "as_small_as_compressed": 0.5,
            "one_byte_each": params / 1e6,
            "bits_for_bytes": 32 * params / 1e6,
            "classes_unchanged": 4 * total / 1e6,
        },
    )


@cache
def params(reference, *sizes):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("cnn/squeezenet").Fire(*sizes).parameters())


def fire_params(rng, reference):
    ci, s = rng.choice([32, 48, 64, 80, 120, 160, 192, 200, 320]), rng.choice([8, 10, 12, 20, 24])
    e1, e3 = rng.choice([16, 32, 40, 48, 64, 80]), rng.choice([30, 50, 60, 72, 96, 100])
    answer = params(reference, ci, s, e1, e3)
    return Drawn(
        {"ci": ci, "s": s, "e1": e1, "e3": e3},
        answer,
        told_apart(
            answer,
            {
                "no_biases": answer - s - e1 - e3,
                "expands_the_input": ci * s + s + ci * e1 + e1 + 9 * ci * e3 + e3,
                "one_after_the_other": answer + 9 * e3 * (e1 - s),
                "all_kernels_1x1": answer - 8 * s * e3,
            },
        ),
    )


def last_feature_map(rng, reference):
    while True:
        n = rng.randint(100, 320)
        after = (n - 7) // 2 + 1
        sizes = pooled(reference, after, 3)
        down, padded = [after], (n - 1) // 2 + 1
        for _ in range(3):
            down.append((down[-1] - 3) // 2 + 1)
        mistakes = {
            "rounds_down": down[-1],
            "padded_convolution": pooled(reference, padded, 3)[-1],
            "two_poolings": sizes[-2],
            "four_poolings": pooled(reference, after, 4)[-1],
        }
        if len({sizes[-1], *mistakes.values()}) == 5:
            return Drawn({"n": n, "after": after, "sizes": " → ".join(map(str, sizes))}, sizes[-1], mistakes)


@cache
def pooled(reference, size, times):
    x = torch.empty(1, 1, size, size, device="meta")
    sizes = [size]
    for _ in range(times):
        x = reference("cnn/squeezenet").pool(x)
        sizes.append(x.shape[-1])
    return sizes
