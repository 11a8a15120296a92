import torch

from grader.quiz import Drawn, apart

FIRST, SECOND = {"en": "first", "ko": "첫째"}, {"en": "second", "ko": "둘째"}


def saved(rng, reference):
    module = reference("cnn/conv1x1")
    while True:
        k, ci, co = (
            rng.choice([3, 5]),
            rng.choice([64, 96, 128, 160, 192, 256]),
            rng.choice([32, 64, 96, 128, 192, 256]),
        )
        mid = rng.choice([16, 24, 32, 48, 64])
        share = 100 * module.share(ci, mid, co, k)
        answer = 100 - share
        mistakes = {
            "share_that_remains": share,
            "reduction_left_out": 100 * (1 - mid / ci),
            "k_once": 100 * (1 - (ci * mid + mid * co * k) / (ci * co * k)),
        }
        if 5 < share < 45 and apart(answer, mistakes, gap=1.5) and (ci, mid, co) != (128, 32, 128):
            break
    values = {
        "k": k, "ci": ci, "co": co, "mid": mid, "share": share, "answer": answer, "before": ci * co * k * k,
        "after": module.bottleneck_params(ci, mid, co, k),
    }  # fmt: skip
    return Drawn(values, answer, mistakes)


def one_pixel(rng, reference):
    conv = layer(reference)
    while True:
        w = torch.tensor([[rng.choice([-4, -3, -2, 2, 3, 4, 5]) for _ in range(2)] for _ in range(2)])
        b = torch.tensor([rng.choice([-5, -1, 1, 2, 6]) for _ in range(2)])
        x = torch.tensor([[[rng.randint(1, 9) for _ in range(2)] for _ in range(2)] for _ in range(2)])
        o, i, j = rng.randint(0, 1), rng.randint(0, 1), rng.randint(0, 1)
        with torch.no_grad():
            conv.weight.copy_(w)
            conv.bias.copy_(b)
            answer = int(conv(x[None].float())[0, o, i, j])
        seen = x[:, i, j]
        mistakes = {
            "weight_transposed": int(w[:, o] @ seen + b[o]),
            "bias_ignored": int(w[o] @ seen),
            "channels_not_mixed": int(w[o, o] * seen[o] + b[o]),
            "all_pixels": int(w[o] @ x.sum(dim=(1, 2)) + b[o]),
        }
        if len({answer, *mistakes.values()}) == 5 and w.tolist() != w.T.tolist():
            break
    values = {
        "w": w.tolist(), "b": b.tolist(), "first": x[0].tolist(), "second": x[1].tolist(), "row": i, "column": j,
        "which": SECOND if o else FIRST, "u": int(seen[0]), "v": int(seen[1]), "p": signed(w[o, 0]),
        "q": signed(w[o, 1]), "bias": signed(b[o]), "answer": answer,
    }  # fmt: skip
    return Drawn(values, answer, mistakes)


def work_saved(rng, reference):
    module = reference("cnn/conv1x1")
    ci, co = rng.choice([128, 160, 192, 256, 320, 480]), rng.choice([32, 48, 64, 96, 128])
    mid, h = rng.choice([16, 24, 32, 48]), rng.choice([14, 28, 56])
    direct = reference("cnn/conv_arithmetic").conv_macs(h, ci, co, 5, p=2)
    both = module.bottleneck_macs(ci, mid, co, 5, h, h)
    answer = direct / both
    mistakes = {
        "reduction_left_out": ci / mid,
        "upside_down": both / direct,
        "k_once": 5 * ci * co / (ci * mid + 5 * mid * co),
    }
    values = {"h": h, "ci": ci, "co": co, "mid": mid, "direct": direct, "both": both, "answer": answer}
    return Drawn(values, answer, mistakes)


def layer(reference):
    return reference("cnn/conv1x1").Conv1x1(2, 2)


def signed(number):
    """In brackets where it is negative."""
    return str(int(number)) if number >= 0 else f"({int(number)})"
