import torch

from grader.checks import check, close


def field(draw, h, w):
    """A function that is large everywhere and depends on the place, most of all at the borders."""
    factor = 40 + draw.normal(1, 2, h, w)
    factor[:, :, 0] += 5
    factor[:, :, -1] += 4
    factor[:, :, :, 0] -= 6
    factor[:, :, :, -1] -= 3
    return lambda x: x * factor


def errors(impl, draw, *settings):
    result = []
    for h, w, shift, margin in settings:
        x, f = draw.normal(2, 2, h, w), field(draw, h, w)
        result.append(float(impl.equivariance_error(f, x, shift, margin)))
        result.append(x)
    return result


@check(close(0))
def counts_three_layers(impl, draw):
    result = []
    for _ in range(4):
        h, w, c, out, k = (draw.integer(low, high) for low, high in ((5, 90), (91, 200), (2, 40), (2, 90), (2, 8)))
        result.append([impl.fc_params(h, w, c, out), impl.local_params(h, w, c, out, k), impl.shared_params(c, out, k)])
    return result


@check(close(atol=1e-12))
def knows_the_share_of_linear_layers(impl, draw):
    nn = torch.nn
    a, b, c = (draw.integer(3, 30) for _ in range(3))
    shared, tied = nn.Linear(a, b), nn.Linear(c, a, bias=False)
    embedding = nn.Embedding(a, c)
    embedding.weight = tied.weight

    first, second = nn.Linear(a, c), nn.Linear(a, c)
    second.weight = first.weight

    class Own(nn.Linear):
        pass

    return [
        impl.linear_share(
            nn.Sequential(nn.Conv2d(a, b, 3), nn.BatchNorm2d(b), nn.Sequential(nn.Flatten(), nn.Linear(b, c)))
        ),
        impl.linear_share(nn.ModuleList([shared, nn.Conv1d(b, c, 2), nn.Sequential(shared, nn.PReLU(a))])),
        impl.linear_share(nn.ModuleList([tied, embedding, nn.Bilinear(a, b, 2)])),
        impl.linear_share(nn.ModuleDict({"own": Own(a, c), "other": nn.Conv2d(1, b, 1)})),
        impl.linear_share(nn.ModuleList([first, nn.Conv2d(b, c, 1), second])),
        impl.linear_share(nn.Identity()),
    ]


@check(close(atol=1e-10))
def measures_equivariance(impl, draw):
    return errors(impl, draw, (5, 7, (1, 0), 0), (6, 5, (0, 2), 0), (4, 6, (1, 2), 0))


@check(close(atol=1e-10))
def leaves_the_margin_out(impl, draw):
    return errors(impl, draw, (7, 9, (1, 1), 1), (9, 8, (-2, 1), 2), (8, 6, (0, -1), 0), (12, 9, (3, 2), 3))
