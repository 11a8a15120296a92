from functools import cache

import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn


@cache
def params(reference, ci, mid, stride):
    with torch.device("meta"):
        block = reference("cnn/residual_blocks").Bottleneck(ci, mid, stride)
    return sum(p.numel() for p in block.parameters())


def bottleneck_params(rng, reference):
    mid, stride = rng.choice([8, 10, 12, 16, 20, 24, 30, 32, 40, 48]), rng.choice([1, 1, 2])
    co = 4 * mid
    ci = rng.choice([co, 2 * mid, mid] if stride == 1 else [co, 2 * mid])
    answer = params(reference, ci, mid, stride)
    norms, projection = 2 * (mid + mid + co), ci * co + 2 * co
    if projected := stride != 1 or ci != co:
        norms += 2 * co
        rest = {
            "en": f"The shape changes, so the shortcut has {ci}·{co} weights and a norm of 2·{co}.",
            "ko": f"모양이 바뀌므로 지름길에 가중치 {ci}·{co}개와 정규화 2·{co}개가 있습니다.",
        }
    else:
        rest = {
            "en": "The shape stays, so the shortcut has none.",
            "ko": "모양이 그대로이므로 지름길에는 매개변수가 없습니다.",
        }
    biases = norms // 2
    return Drawn(
        {"ci": ci, "mid": mid, "co": co, "stride": stride, "rest": rest},
        answer,
        {
            "no_norms": answer - norms,
            "wrong_shortcut": answer - projection if projected else answer + projection,
            "one_number_per_norm": answer - norms // 2,
            "with_biases": answer + biases,
            "all_kernels_1x1": answer - 8 * mid * mid,
        },
    )


def gradient_of_a_stack(rng, reference):
    small = [-0.9, -0.8, -0.75, -0.7, -0.6, -0.5, -0.4]
    answer = plain = 0.0
    while (
        abs(answer - plain) < 0.1 * answer + 1e-9
    ):  # for some weights the mistake of leaving the shortcuts out shows nothing
        weights = [*rng.sample(small, 2), rng.choice([0.1, 0.2, 0.25, 0.3, 0.4, 0.5])]
        rng.shuffle(weights)
        w1, w2, w3 = weights
        f1, f2, f3 = (1 + w for w in weights)
        answer, plain = f1 * f2 * f3, w1 * w2 * w3
    return Drawn(
        {"w1": w1, "w2": w2, "w3": w3, "f1": f1, "f2": f2, "f3": f3, "answer": answer},
        answer,
        {
            "never_below_one": max(1, f1) * max(1, f2) * max(1, f3),
            "without_the_shortcut": plain,
            "one_shortcut_for_all": 1 + plain,
            "sum_of_derivatives": f1 + f2 + f3,
        },
    )


DIAGNOSES = {
    "taken_for_overfitting": Text(
        "It overfits: its training error is the lower one, its test error the higher one.",
        "과적합입니다. 학습 오차는 더 낮지만 시험 오차는 더 높습니다.",
    ),
    "taken_for_degradation": Text(
        "Degradation: training does not find weights as good as those of the shallower one.",
        "성능 저하(degradation)입니다. 학습이 얕은 네트워크만큼 좋은 가중치를 찾지 못합니다.",
    ),
    "taken_for_a_gain": Text(
        "Its additional layers pay: its training error and its test error are the lower ones.",
        "층을 더한 보람이 있습니다. 학습 오차도 시험 오차도 더 낮습니다.",
    ),
    "taken_for_underpowered": Text(
        "It lacks capacity: it cannot represent what the shallower one computes.",
        "표현력이 부족합니다. 얕은 네트워크가 계산하는 것을 표현할 수 없습니다.",
    ),
}
REASONS = {
    "taken_for_overfitting": Text(
        "the deeper network's is lower, and its test error is higher. That is overfitting.",
        "깊은 네트워크의 학습 오차는 더 낮고 시험 오차는 더 높습니다. 이것이 과적합입니다.",
    ),
    "taken_for_degradation": Text(
        "the deeper network's is higher, although it could copy the shallower one and pass its result on. "
        "So the optimisation fails, which is not overfitting. Residual blocks were made for this.",
        "깊은 네트워크는 얕은 네트워크를 베끼고 결과를 그대로 넘길 수 있는데도 학습 오차가 더 높습니다. "
        "최적화가 잘되지 않는 것이며 과적합이 아닙니다. 잔차 블록은 이 문제를 위해 만들어졌습니다.",
    ),
    "taken_for_a_gain": Text(
        "the deeper network's is lower, and so is its test error.",
        "깊은 네트워크의 학습 오차가 더 낮고 시험 오차도 더 낮습니다.",
    ),
}


def what_the_curves_show(rng, reference):
    case = rng.choice(sorted(REASONS))
    shallow = rng.choice([14, 18, 20, 26])
    deep = shallow + rng.choice([24, 30, 36])
    low, gap = rng.choice([4.0, 5.0, 6.0, 7.0]), rng.choice([3.0, 4.0])
    high = low + gap
    ends = {  # training and test error of the shallower network, then of the deeper one
        "taken_for_overfitting": (high, high + 2, low, high + 5),
        "taken_for_degradation": (low, low + 2, high, high + 4),
        "taken_for_a_gain": (high, high + 3, low, low + 2),
    }[case]
    names = (
        Text(f"{shallow} layers, training", f"{shallow}층, 학습"),
        Text(f"{shallow} layers, test", f"{shallow}층, 시험"),
        Text(f"{deep} layers, training", f"{deep}층, 학습"),
        Text(f"{deep} layers, test", f"{deep}층, 시험"),
    )
    start = rng.choice([55.0, 60.0, 65.0])
    series = tuple(
        Series(name, tuple((float(e), round(end + (start - end) * 0.5 ** (e / 5), 1)) for e in range(0, 51, 5)))
        for name, end in zip(names, ends, strict=True)
    )
    picture = Picture(
        "lines",
        Text("Errors during training", "학습 중의 오차"),
        series,
        x_label=Text("epoch", "에포크"),
        y_label=Text("error (%)", "오차 (%)"),
    )
    wrong = {name: text for name, text in DIAGNOSES.items() if name != case}
    return Drawn({"shallow": shallow, "deep": deep, "reason": REASONS[case]}, DIAGNOSES[case], wrong, picture)
