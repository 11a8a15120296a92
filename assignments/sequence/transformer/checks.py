import torch

from grader.checks import Given, check, close, count, layers, projections
from grader.checks.pictures import grids_picture
from grader.checks.training import fit, learns
from grader.model import Text

D, H, FF, V = 12, 3, 22, 13  # a head has 4 features; FF and V are no multiples of that
LOGITS = Text(
    "Logits, a row for each token: the sequence that differs most", "로짓, 토큰마다 한 행: 차이가 가장 큰 시퀀스"
)


def filled(model):
    """Known float64 weights: one matrix E, and the same for all norms, for all FFNs, for all projections."""
    numbers = torch.arange(V * D, dtype=torch.float64).cos().reshape(V, D)
    with torch.no_grad():
        for param in model.double().parameters():
            if param.shape == numbers.shape:
                param.copy_(numbers)
    three = torch.arange(3)[None]
    return projections.alike(model, [three, three], D // H, width=D, one_norm=True)


def tokens(draw, *shape):
    return draw.integers(*shape, high=V)


@check(count())
def has_as_many_parameters(impl, draw):
    h = draw.integer(2, 5)
    small = draw.integer(10, 90), 2 * h * draw.integer(2, 9), h, draw.integer(1, 4), draw.integer(20, 90)
    paper = draw.integer(30_000, 40_000)
    models = layers.on_meta(lambda: impl.Transformer(*small)), layers.on_meta(lambda: impl.Transformer(paper))
    return [shape for model in models for shape in layers.parameter_shapes(model)]


@check(close(0))
def shifts_right(impl, draw):
    tgt, bos = draw.integers(3, 5, high=50), draw.integer(50, 99)
    return {
        "shifted": impl.shift_right(tgt, bos),
        "one token": impl.shift_right(tgt[:, :1], bos + 1),
        "tgt after": tgt,
    }


@check(close(atol=1e-5, rtol=1e-5), picture=grids_picture("logits", title=LOGITS))
def gives_logits(impl, draw):
    src, tgt = tokens(draw, 2, 6), tokens(draw, 2, 5)
    model = filled(impl.Transformer(V, D, H, 2, FF))
    logits = model(src, tgt)
    (logits * torch.arange(logits.numel()).cos().reshape(logits.shape)).sum().backward()
    gradients = [param.grad for param in model.parameters()]
    return {
        "logits": logits,
        "length of the gradients": sum(g.square().sum() for g in gradients if g is not None) ** 0.5,
        "parameters without gradient": sum(g is None for g in gradients),
        "tokens after": [src, tgt],
    }


def rule(draw, often):
    """A module whose logits depend on the source and on all tokens of the target so far; of three tokens one is `often`."""
    numbers = [draw.normal(V, V) for _ in range(2)]

    class Rule(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.later = (torch.nn.Parameter(some) for some in numbers)

        def forward(self, src: torch.Tensor, tgt: torch.Tensor):
            logits = self.first[src].sum(dim=1, keepdim=True) + self.later[tgt].cumsum(dim=1)
            third = torch.arange(tgt.shape[1])[:, None] % 3 == 2
            return logits + 100 * (third & (torch.arange(V) == often))

    return Rule()


@check(close(0))
def decodes_greedily(impl, draw):
    src, bos = tokens(draw, 4, 3), draw.integer(0, V)
    model = rule(draw, often=bos)
    return {
        "seven tokens": impl.greedy_decode(model, src, bos, 7),
        "one token": impl.greedy_decode(model, src[:1], (bos + 1) % V, 1),
        "src after": src,
    }


@check(close(atol=1e-5, rtol=1e-5))
def does_not_see_the_future(impl, draw):
    src, tgt, future, t = tokens(draw, 2, 4), tokens(draw, 2, 6), tokens(draw, 2, 6), draw.integer(2, 5)
    model = filled(impl.Transformer(V, D, H, 1, FF))
    return {
        "all": model(src, tgt),
        "another future": model(src, torch.cat([tgt[:, :t], future[:, t:]], dim=1)),
        "no future": model(src, tgt[:, :t]),
        "another source": model(src.flip(1), tgt),
    }


@check(close(atol=3e-4, rtol=3e-4))  # encodings in float32 are right
def takes_other_sizes(impl, draw):
    src, tgt = tokens(draw, 3, 40), tokens(draw, 3, 33)
    longest = tokens(draw, 1, 512), tokens(draw, 1, 512)
    one_head = filled(impl.Transformer(V, D, 1, 1, FF))
    model = filled(impl.Transformer(V, d=D, h=H, N=3, ff=FF)).eval()
    return {
        "one token": model(src[:, :1], tgt[:, :1]),
        "as many tokens as sequences": model(src[:, :3], tgt[:, :3]),
        "long": model(src, tgt),
        "one head": one_head(src[:1, :3], tgt[:1, :4]),
        "512 tokens": one_head(*longest),
    }


@check(close(atol=1e-5, rtol=1e-5))
def decodes_as_it_is_taught(impl, draw):
    src, bos = tokens(draw, 3, 5), draw.integer(0, V)
    model = filled(impl.Transformer(V, D, H, 1, FF))
    found = impl.greedy_decode(model, src, bos, 6)
    return {"decoded": found, "logits": model(src, impl.shift_right(found, bos))}


# --- reversing sequences --------------------------------------------------------------------------------------------

BOS, LENGTH = 6, 4  # the tokens of the task are 0 to 5


def sequences(draw):
    src, new = draw.integers(500, LENGTH, high=BOS), draw.integers(60, LENGTH, high=BOS)
    return Given({"src": src, "new": new}, {"new_labels": new.flip(1).numpy()})


def taught(model, shift_right):
    class Taught(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, src):  # [B, T] to [B, V, T]
            return self.model(src, shift_right(src.flip(1), BOS)).transpose(1, 2)

    return Taught()


@check(learns(0.25), given=sequences)
def learns_to_reverse(impl, draw, given):
    torch.manual_seed(draw.seed())
    model, src = impl.Transformer(BOS + 1, 24, 2, 1, 40), given["src"]
    with torch.no_grad():
        for param in model.parameters():
            if param.shape == (BOS + 1, 24):
                param.normal_(std=24**-0.5)
    fit(taught(model, impl.shift_right), src, src.flip(1), draw, steps=200, lr=1e-2)
    decoded = impl.greedy_decode(model, given["new"], BOS, LENGTH)
    return {"new": torch.nn.functional.one_hot(decoded, BOS + 1).transpose(1, 2).double()}
