import torch

from grader.checks import check, close


def drawn(draw, *ranges):
    return [draw.integer(low, high) for low, high in ranges]


@check(close(0))
def knows_the_size(impl, draw):
    plain = [impl.conv_out(n, k) for n, k in (drawn(draw, (20, 300), (1, 12)) for _ in range(3))]
    several = [drawn(draw, (30, 300), (1, 12), (2, 6), (0, 5)) for _ in range(8)]
    return plain + [impl.conv_out(n, k, s, p) for n, k, s, p in several]


@check(close(0))
def knows_the_dilated_size(impl, draw):
    several = [drawn(draw, (60, 300), (2, 8), (1, 5), (0, 5), (2, 6)) for _ in range(8)]
    return [impl.conv_out(n, k, s=s, p=p, d=d) for n, k, s, p, d in several]


@check(close(0))
def counts_weights(impl, draw):
    ci, co, k, kh, kw, g = drawn(draw, (3, 600), (3, 600), (1, 12), (2, 5), (5, 9), (2, 7))
    return {
        "default": impl.conv_params(ci, co, k),
        "no_bias": impl.conv_params(co, ci, k, bias=False),
        "pair": impl.conv_params(ci, co, (kh, kw)),
        "groups": impl.conv_params(g * ci, g * co, kh, True, g),
        "depthwise": impl.conv_params(ci, ci, (kw, 1), False, groups=ci),
    }


@check(close(0))
def counts_multiply_adds(impl, draw):
    n, h, w, ci, co, k, kh, kw = drawn(
        draw, (50, 300), (40, 90), (100, 200), (3, 300), (3, 300), (1, 9), (1, 4), (5, 9)
    )
    s, p, d, g = drawn(draw, (2, 4), (1, 4), (2, 4), (2, 5))
    return {
        "default": impl.conv_macs(n, ci, co, k),
        "stride and padding": impl.conv_macs(n, ci, co, k, s, p),
        "pairs": impl.conv_macs((h, w), ci, co, (kh, kw), s=s, p=p),
        "dilation": impl.conv_macs((h, w), ci, co, k, d=d),
        "groups": impl.conv_macs(n, g * ci, g * co, (kh, kw), p=p, groups=g),
    }


@check(close(0))
def counts_what_a_module_learns(impl, draw):
    nn = torch.nn
    a, b, c = drawn(draw, (3, 30), (3, 30), (3, 30))
    shared = nn.Linear(a, b)
    frozen = nn.Sequential(nn.Conv2d(a, b, 3), nn.Conv2d(b, c, 1, bias=False))
    frozen[0].weight.requires_grad_(False)
    tied = nn.Sequential(nn.Embedding(c, a), nn.Linear(a, c))
    tied[1].weight = tied[0].weight
    single = nn.Module()
    single.scale = nn.Parameter(torch.zeros(()))
    single.inner = nn.ModuleList([nn.PReLU(c), nn.ModuleDict({"x": nn.Linear(b, a)})])
    return {
        "nested": impl.count_params(
            nn.Sequential(nn.Conv2d(a, b, 3), nn.Sequential(nn.BatchNorm2d(b), nn.Linear(b, c)))
        ),
        "shared": impl.count_params(nn.ModuleList([shared, nn.Linear(b, c), shared])),
        "tied": impl.count_params(tied),
        "frozen": impl.count_params(frozen),
        "no layer": impl.count_params(single),
        "meta": impl.count_params(nn.Linear(1000 * a, 1000 * b, device="meta")),
    }
