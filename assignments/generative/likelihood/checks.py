import torch

from grader.checks import check, close
from grader.checks.pictures import curve_picture
from grader.model import Text


def probabilities(draw, *shape):
    return (1.2 * draw.normal(*shape)).softmax(dim=-1)


def gaussians(draw, *shape):
    return 1.5 * draw.normal(*shape), draw.normal(*shape)


@check(close(1e-9))
def fits_a_gaussian(impl, draw):
    result = {}
    for name, shape in {"numbers": (5,), "rows": (4, 3), "images": (7, 2, 5)}.items():
        mu, var = impl.gaussian_mle(3 * draw.normal() + 2 * draw.normal(*shape))
        result[name] = {"mu": mu, "var": var}
    return result


@check(close(1e-9))
def fits_a_bernoulli(impl, draw):
    shapes = {"numbers": (31,), "rows": (17, 6), "images": (9, 3, 4)}
    return {
        name: impl.bernoulli_mle((draw.uniform(*shape) < 0.2 + 0.6 * draw.uniform()).double())
        for name, shape in shapes.items()
    }


@check(close(1e-6))
def measures_categorical_divergence(impl, draw):
    shapes = {"one": (4,), "rows": (5, 3), "more axes": (2, 3, 6)}
    return {
        name: impl.kl_categorical(probabilities(draw, *shape), probabilities(draw, *shape))
        for name, shape in shapes.items()
    }


@check(close(1e-9))
def handles_zero_probabilities(impl, draw):
    n, K = 9, 5
    p, q, order = probabilities(draw, n, K), probabilities(draw, n, K), draw.permutation(n)
    for row in range(n):
        place = draw.integer(0, K)
        if row < 6:
            p[row, place] = 0
        if row >= 3:
            q[row, place] = 0
    p, q = p / p.sum(dim=-1, keepdim=True), q / q.sum(dim=-1, keepdim=True)
    one_hot = torch.eye(K, dtype=p.dtype, device=p.device)[draw.integers(3, high=K)]
    return {
        "some are zero": impl.kl_categorical(p[order], q[order]),
        "one-hot": impl.kl_categorical(one_hot, probabilities(draw, 3, K)),
    }


@check(close(1e-9))
def measures_gaussian_divergence(impl, draw):
    shapes = {"one": (3,), "rows": (5, 2), "more axes": (2, 3, 4)}
    return {name: impl.kl_gauss(*gaussians(draw, *shape)) for name, shape in shapes.items()}


@check(close(1e-6))
def stays_right_far_from_zero(impl, draw):
    far = 1e6 * draw.moderate(3) + draw.normal(40, 3)
    single = draw.normal(1, 4)
    found = {"far": impl.gaussian_mle(far), "single": impl.gaussian_mle(single)}
    return {name: {"mu": mu, "var": var} for name, (mu, var) in found.items()}


@check(close(1e-6))
def sends_gradients(impl, draw):
    weighting = draw.moderate(4)
    leaves = {
        "p": probabilities(draw, 4, 3),
        "q": probabilities(draw, 4, 3),
        "mu": draw.normal(4, 2),
        "logvar": draw.normal(4, 2),
    }
    for leaf in leaves.values():
        leaf.requires_grad_()
    both = impl.kl_categorical(leaves["p"], leaves["q"]) + impl.kl_gauss(leaves["mu"], leaves["logvar"])
    (both * weighting).sum().backward()
    return {name: leaf.grad for name, leaf in leaves.items()}


@check(
    close(1e-6),
    picture=curve_picture(
        "divergence",
        title=Text("KL(data || model) on the way down", "내려가는 동안의 KL(데이터 || 모델)"),
        x_label=Text("part of the steps (%)", "진행 (%)"),
        y_label=Text("divergence (nats)", "발산 (내트)"),
    ),
)
def the_likeliest_is_the_nearest(impl, draw):
    x = (draw.uniform(60) < 0.15 + 0.3 * draw.uniform()).double()
    logit = draw.uniform(low=1.0, high=2.0)
    share = impl.bernoulli_mle(x)
    data = torch.stack([1 - share, share])
    curve = []
    for _ in range(40):
        logit = logit.detach().requires_grad_()
        model = torch.stack([torch.sigmoid(-logit), torch.sigmoid(logit)])
        divergence = impl.kl_categorical(data, model)
        divergence.backward()
        curve.append(divergence.detach())
        logit = logit - 4 * logit.grad
    return {"divergence": torch.stack(curve), "model": torch.sigmoid(logit), "data": share}


@check(close(1e-9, single=1e-4))
def takes_any_dtype(impl, draw):
    ones = draw.uniform(23, 4) < 0.2 + 0.6 * draw.uniform()
    result = {str(dtype): impl.bernoulli_mle(ones.to(dtype)) for dtype in (torch.bool, torch.int64, torch.uint8)}
    x, p, q, (mu, logvar) = draw.normal(6, 2), *(probabilities(draw, 3, 4) for _ in range(2)), gaussians(draw, 3, 4)
    inputs = [tensor.float() for tensor in (x, p, q, mu, logvar)]
    x, p, q, mu, logvar = inputs
    found = [*impl.gaussian_mle(x), impl.kl_categorical(p, q), impl.kl_gauss(mu, logvar)]
    return {
        **result,
        "float32": found,
        "dtypes of the results": [str(tensor.dtype) for tensor in found],
        "afterwards": [*inputs, ones],
    }
