import torch

from grader.checks import check, close


def number(value):
    """A float or a tensor with one element."""
    return float(value)


@check(close(1e-9))
def scales_the_rate_with_the_batch(impl, draw):
    cases = []
    for _ in range(4):
        base, factor = 2 ** draw.integer(4, 8), draw.integer(2, 20)
        cases.append((0.05 + float(draw.uniform()), base, base * factor, 3 + draw.integer(2, 40), 3))
    return [number(impl.scaled_lr(*case)) for case in cases]


@check(close(1e-9))
def warms_up_along_a_line(impl, draw):
    base_lr, batch = 0.05 + float(draw.uniform()), 64 * draw.integer(3, 30)
    return [number(impl.scaled_lr(base_lr, 64, batch, step, 5)) for step in range(8)]


@check(close(1e-9))
def needs_no_warm_up(impl, draw):
    base_lr, smaller = 0.1 + float(draw.uniform()), draw.integer(2, 60)
    return {
        "warmup=0": [number(impl.scaled_lr(base_lr, 32, 320, step, 0)) for step in (0, 1)],
        "a smaller batch": [number(impl.scaled_lr(base_lr, 64, smaller, step, 4)) for step in range(6)],
        "the same batch": number(impl.scaled_lr(base_lr, 128, 128, 1, 3)),
    }


@check(close(1e-4, rtol=1e-5))
def measures_sharpness_in_one_dimension(impl, draw):
    a, shift = 0.5 + 4 * draw.uniform(3), draw.normal(3)
    eps = (0.05 + 0.3 * draw.uniform(3)).tolist()

    def at(i, x):
        return number(impl.sharpness(lambda z: a[i] * (z - x - shift[i]).square().sum() + 0.25, x.clone(), eps[i]))

    zero, point = torch.zeros(1, dtype=torch.float64), draw.moderate(1)
    minimum = number(impl.sharpness(lambda z: a[0] * (z - point).square().sum(), point.clone(), eps[0]))
    return {"at 0": at(0, zero), "elsewhere": at(1, point), "further out": at(2, 3 * point), "at a minimum": minimum}


@check(close(1e-4, rtol=1e-5))
def searches_the_whole_box(impl, draw):
    found = {}
    for d in (2, 3, 5):
        skew, x, centre = draw.normal(d, d), draw.normal(d), draw.normal(d)
        form = skew @ skew.T + 0.1 * torch.eye(d, dtype=torch.float64)
        planes, levels = 2 * draw.normal(2 * d, d), draw.normal(2 * d)
        found[f"a quadratic form, d={d}"] = number(
            impl.sharpness(lambda z, c=centre, m=form: (z - c) @ m @ (z - c), x.clone(), 0.3)
        )
        found[f"a soft maximum of planes, d={d}"] = number(
            impl.sharpness(
                lambda z, p=planes, b=levels: torch.nn.functional.softplus(torch.logsumexp(p @ z + b, 0)),
                x.clone(),
                0.2,
            )
        )
    return found


@check(close(1e-9))
def averages_the_noise_away(impl, draw):
    grads = draw.normal(7, 3) * 2 + draw.normal(3)
    return {f"B={B}": number(impl.grad_noise_var(grads.clone(), B)) for B in (1, 4, 50)}


@check(close(1e-9))
def sums_over_all_coordinates(impl, draw):
    grads, flat, x = draw.normal(6, 2, 3, 4), draw.normal(9), draw.normal(3)
    one = draw.normal(1, 5)
    sharp = number(impl.sharpness(lambda z: z.square().sum(), x, 0.1))
    return {
        "[6, 2, 3, 4]": number(impl.grad_noise_var(grads, 3)),
        "[9]": number(impl.grad_noise_var(flat, 2)),
        "one sample": number(impl.grad_noise_var(one, 2)),
        "sharpness": sharp,
        "after the calls": [grads, flat, one, x],
    }
