from functools import cache

import torch

from grader.quiz import Drawn


def layers_in_the_name(rng, reference):
    bottleneck = rng.choice([False, True])
    depths = [rng.randint(2, 4), rng.randint(2, 8), rng.randint(4, 30), rng.randint(2, 4)]
    each, blocks = 3 if bottleneck else 2, sum(depths)
    kind = {"en": "bottleneck", "ko": "병목(bottleneck)"} if bottleneck else {"en": "basic", "ko": "기본(basic)"}
    answer = 1 + each * blocks + 1
    return Drawn(
        {**dict(zip("abcd", depths, strict=True)), "kind": kind, "each": each},
        answer,
        {
            "counts_the_shortcuts": answer + (4 if bottleneck else 3),
            "blocks_alone": answer - 2,
            "no_linear_layer": answer - 1,
            "other_kind_of_block": 2 + (5 - each) * blocks,
            "one_layer_per_block": 2 + blocks,
        },
    )


STAGES = {
    1: {"en": "first", "ko": "첫째"},
    2: {"en": "second", "ko": "둘째"},
    3: {"en": "third", "ko": "셋째"},
    4: {"en": "last", "ko": "마지막"},
}


@cache
def network(reference, depth):
    """Parameters, features of the last layer, and (channels, factor) of each stage."""
    module = reference("cnn/resnet")
    with torch.device("meta"):
        net = getattr(module, f"resnet{depth}")()
        x = net.stem(torch.empty(1, 3, 128, 128))
        stages = []
        for block, following in zip(net.blocks, [*net.blocks[1:], None], strict=True):
            x = block(x)
            if following is None or following.stride != 1:
                stages.append((x.shape[1], 128 // x.shape[3]))
    return sum(p.numel() for p in net.parameters()), net.fc.in_features, stages


def shape_after_a_stage(rng, reference):
    depth, stage = rng.choice([18, 34, 50, 101, 152]), rng.randint(1, 4)
    n, h, w = rng.choice([2, 4, 8, 16]), *(32 * side for side in rng.sample([4, 5, 6, 8, 9, 10, 12], 2))
    _, _, stages = network(reference, depth)
    channels, factor = stages[stage - 1]
    width = 64 * 2 ** (stage - 1)
    other = width if channels != width else 4 * width
    expansion = (
        {"en": f", and its bottlenecks give 4·{width} channels", "ko": f"이고 병목 블록은 4·{width}채널을 냅니다. 채널은 {channels}개"}
        if channels != width
        else {"en": "", "ko": ""}
    )  # fmt: skip
    return Drawn(
        {
            "n": n, "h": h, "w": w, "name": f"ResNet-{depth}", "nth": STAGES[stage], "factor": factor, "width": width,
            "expansion": expansion,
        },
        (n, channels, h // factor, w // factor),
        {
            "no_pooling": (n, channels, 2 * h // factor, 2 * w // factor),
            "first_stage_halves": (n, channels, h // factor // 2, w // factor // 2),
            "wrong_expansion": (n, other, h // factor, w // factor),
        },
    )  # fmt: skip


def another_head(rng, reference):
    depth, classes = rng.choice([18, 34, 50, 101, 152]), rng.choice([2, 5, 10, 20, 37, 50, 100, 102, 120, 196, 200])
    total, features, _ = network(reference, depth)
    fewer, each = 1000 - classes, features + 1
    other = 2049 if features == 512 else 513
    return Drawn(
        {
            "name": f"ResNet-{depth}",
            "total": total,
            "classes": classes,
            "features": features,
            "fewer": fewer,
            "each": each,
        },
        total - fewer * each,
        {
            "no_bias": total - fewer * features,
            "other_expansion": total - fewer * other,
            "without_the_new_layer": total - 1000 * each,
            "old_layer_kept": total + classes * each,
        },
    )
