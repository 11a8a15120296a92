from functools import cache

import torch

from grader.quiz import Drawn, apart, told_apart


def kernel_entry(rng, reference):
    s = rng.choice([2, 3, 4, 5, 6, 8, 10])
    k = 2 * s - s % 2
    i, j = rng.randrange(k), rng.randrange(k)
    centre = (k - 1) / 2
    wi, wj = (1 - abs(place - centre) / s for place in (i, j))
    answer = entries(reference, k)[i][j]
    mistakes = {
        "sums_to_one": answer / s**2,
        "centre_on_a_tap": max(0, 1 - abs(i - k / 2) / s) * max(0, 1 - abs(j - k / 2) / s),
        "mean_of_the_axes": (wi + wj) / 2,
        "one_axis": wi,
    }
    return Drawn(
        {"s": s, "k": k, "i": i, "j": j, "centre": centre, "wi": wi, "wj": wj, "answer": answer},
        answer,
        told_apart(answer, mistakes, share=0.03),
    )


@cache
def entries(reference, k):
    return reference("segmentation/bilinear_upsampling").bilinear_kernel(1, k)[0, 0].tolist()


def value_in_between(rng, reference):
    while True:
        s, width = rng.choice([2, 4, 8]), rng.choice([4, 5, 6])
        columns = [10 * value for value in rng.sample(range(1, 10), width)]
        j = rng.randint(s, s * (width - 1) - 1)
        x = torch.tensor(columns, dtype=torch.float64).expand(1, 1, 5, width)
        answer = reference("segmentation/bilinear_upsampling").upsample(x, s)[0, 0, 5 * s // 2, j].item()
        place = (j + 0.5) / s - 0.5
        left = int(place)
        a, b = columns[left], columns[left + 1]
        mistakes = {
            "nearest": columns[j // s],
            "corners_of_pixels": at(columns, j / s),
            "corners_aligned": at(columns, j * (width - 1) / (s * width - 1)),
            "weights_swapped": at(columns, left + 1 - (place - left)),
        }
        if apart(answer, mistakes):
            break
    return Drawn(
        {
            "columns": ", ".join(map(str, columns)),
            "s": s,
            "j": j,
            "place": place,
            "a": a,
            "b": b,
            "near": 1 - (place - left),
            "far": place - left,
        },
        answer,
        mistakes,
    )


def at(columns, place):
    left = min(int(place), len(columns) - 2)
    return columns[left] + (place - left) * (columns[left + 1] - columns[left])
