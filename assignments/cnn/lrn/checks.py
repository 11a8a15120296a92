import torch

from grader.checks import check, close


@check(close(atol=1e-8))
def normalises_with_the_papers_constants(impl, draw):
    many, few = 60 * draw.normal(2, 9, 4, 3), 60 * draw.normal(2, 5, 2, 6)
    return {"nine_channels": impl.lrn(many), "five_channels": impl.lrn(few), "afterwards": many}


@check(close(atol=1e-8))
def takes_other_constants(impl, draw):
    x = 3 * draw.normal(2, 8, 3, 4)
    return {
        "k": impl.lrn(x, k=0.7, alpha=0.2),
        "beta": impl.lrn(x, 5, 1.0, 0.3, 0.5),
        "divide_by_n": impl.lrn(x, 3, 1.5, 0.4, 0.9, True),
        "beta_one": impl.lrn(x, 5, 2.0, 0.1, beta=1.0, divide_by_n=True),
    }


@check(close(atol=1e-8))
def sees_its_own_window(impl, draw):
    x = 3 * draw.normal(2, 6, 3, 2)
    return {f"n={n}": impl.lrn(x, n=n, alpha=0.3, divide_by_n=n > 3) for n in (1, 2, 3, 4, 7, 15)}


@check(close(atol=1e-8, dtype=True, single=1e-5))
def lets_gradients_through_the_norm(impl, draw):
    x = (2 * draw.normal(2, 7, 3, 3)).requires_grad_()
    y = impl.lrn(x, 5, 1.2, 0.5, 0.75)
    (gradient,) = torch.autograd.grad((y * torch.linspace(1, 3, y.numel(), dtype=y.dtype).reshape(y.shape)).sum(), x)
    single = draw.normal(2, 6, 2, 3, dtype=torch.float32)
    return {"output": y, "gradient": gradient, "in float32": impl.lrn(single, 5, 1.2, 0.5, 0.75), "afterwards": single}
