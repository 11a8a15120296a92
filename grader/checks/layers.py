"""What a network is made of, whatever its attributes are called: found by watching one forward pass.

    fill(module, x)      weights that depend on each tensor's shape, its role and its depth in the network
    table(module, x)     the layers in the order of their depth: shapes, parameters, multiply-adds, receptive field
    kept(module, x)      how much of what each layer is given dropout leaves

What depth is, and how the pass is watched, is said in watching.py. Helpers for probes: they run on both sides, beside
the reference and beside the student's code, and hold no answers.
"""

from __future__ import annotations

import contextlib
import copy
import math
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from .probes import unlike
from .watching import Layer, running_statistics, tensors_in, watch

if TYPE_CHECKING:
    from torch import Tensor, nn

_SCALES = ("weight", "gamma", "scale", "running_var")  # last parts of the names of 1-d tensors that multiply
_DROPOUTS = frozenset(
    ["dropout", "dropout_", "dropout1d", "dropout2d", "dropout3d", "feature_dropout", "alpha_dropout"]
)
_FIRST_WEIGHTS = frozenset(
    [
        "uniform_",
        "normal_",
        "trunc_normal_",
        *(f"{rule}_{law}_" for rule in ("kaiming", "xavier") for law in ("uniform", "normal")),
    ]
)
_PERIOD = 65537  # of the weights of large tensors; a prime, so that no two rows or columns are alike


# --- weights -------------------------------------------------------------------------------------------------------------


def fill(module: nn.Module, *inputs: Tensor, dtype: torch.dtype | None = None, training: bool = False) -> nn.Module:
    """Give a module weights of `dtype` (float64 unless said) that depend on each tensor's shape, role and depth alone;
    returns it, in the mode in which it was. `inputs` are for the pass that finds the depths, in evaluation mode or, where
    parts of the module work in `training` alone, in that; they are left as they are.

    A weight's shape is (outputs, inputs of one output): a linear layer and a 1x1 convolution get the same numbers, and
    so do a convolution over the whole image and a linear layer after flattening. Running variances and weights of norms
    are positive. Buffers other than running statistics stay.
    """
    dtype = dtype or torch.float64
    module = module.to(dtype)
    depths: dict[str, int] = {}
    if inputs:
        modes = [(part, part.training) for part in module.modules()]
        depths = watch(module.train(training), *(x.detach().to(dtype, copy=True) for x in inputs)).depths
        for part, mode in modes:
            part.training = mode
    with torch.no_grad():
        for name, tensor in (*module.named_parameters(), *running_statistics(module)):
            if not tensor.numel():
                continue
            values = _values(name, tensor, depths.get(name, -1))
            whole = tensor.numel() // len(values) * len(values)
            flat = tensor.view(-1) if tensor.is_contiguous() else torch.empty(tensor.numel(), dtype=tensor.dtype)
            flat[:whole].view(-1, len(values)).copy_(values)  # in place: a linear layer of VGG's has 400 MB
            flat[whole:].copy_(values[: len(flat) - whole])
            if not tensor.is_contiguous():
                tensor.copy_(flat.view(tensor.shape))
    return module


def _values(name: str, tensor: Tensor, depth: int) -> Tensor:
    """What repeats in the tensor, [at most _PERIOD]."""
    role = name.rpartition(".")[2]
    many = tensor.dim() > 1
    fan_in = tensor[0].numel() if many else 1
    positive = not many and role in _SCALES
    # A norm whose weight were its running variance would give the same with its statistics and without.
    kind = "product" if many else role if role.startswith("running_") else positive
    key = f"{tensor.numel() // max(fan_in, 1)} {fan_in} {kind} {depth}"
    generator = torch.Generator(device="cpu").manual_seed(zlib.crc32(key.encode()))
    unit = torch.rand(min(tensor.numel(), _PERIOD), generator=generator, dtype=tensor.dtype, device="cpu")
    if many:
        return (2 * unit - 1) * math.sqrt(6.0 / fan_in)  # He et al., 1502.01852: ReLU halves the variance
    return 0.5 + unit if positive else unit - 0.5


def logits(make: Callable[[], nn.Module], x: Tensor) -> dict[str, object]:
    """What the network that `make` makes gives for `x`, filled, in the dtype of x, and with dropout left out: in `training`
    mode, then in `evaluation`, where the running statistics are those that the training pass left."""
    with _leaving_out(_FIRST_WEIGHTS):  # which are replaced, and take longer than the rest
        net = make()
    fill(net, x, dtype=x.dtype)
    with torch.no_grad(), without_dropout():
        return {"training": net.train()(x.clone()), "evaluation": net.eval()(x.clone())}


def kept(module: nn.Module, x: Tensor, *, passes: int = 6) -> dict[str, object]:
    """What dropout leaves in training of the inputs of the weight layers, in the order of their depth: how many numbers are
    not zero, and a quarter (for it varies more) of the sum of their magnitudes, both as parts of what they are where
    dropout is left out. A mean over `passes`.

    `maps`, `vectors`: float64 [depths, 2], of the layers whose outputs are maps and of the others; what dropout does not
    change is [1, 0.25], up to chance. `outputs_dropped`: whether more than a fifth of the outputs, too. `in_evaluation`: the
    outputs for the first of the batch then.
    """
    module.train()
    with without_dropout():
        whole = watch(module, x.detach().clone(), measure=True).amounts or {}
    several = [watch(module, x.detach().clone(), measure=True).amounts or {} for _ in range(passes)]
    parts: dict[str, object] = {}
    for name, are_maps in (("maps", True), ("vectors", False)):
        rows = [
            sum(rest.get(key, torch.zeros(2)) for rest in several) / passes / amounts * torch.tensor([1.0, 0.25])
            for key, amounts in sorted(whole.items())
            if key[0] == are_maps
        ]
        parts[name] = torch.stack(rows) if rows else torch.zeros(0, 2)
    with torch.no_grad():
        outputs = next(tensors_in(module(x[:1].clone())))
        evaluated = next(tensors_in(module.eval()(x[:1].clone())))
    dropped = ((outputs == 0) & (evaluated != 0)).double().mean()
    return parts | {"outputs_dropped": bool(dropped > 0.2), "in_evaluation": evaluated}


@contextlib.contextmanager
def _leaving_out(names: frozenset[str]) -> Iterator[None]:
    """Calls of functions with these names give back their first argument as it is."""

    class LeavingOut(torch.overrides.TorchFunctionMode):
        def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            if getattr(func, "__name__", "") in names:
                return next(tensors_in((args, kwargs)))
            return func(*args, **(kwargs or {}))

    with LeavingOut():
        yield


def without_dropout() -> contextlib.AbstractContextManager[None]:
    """F.dropout and its kin, which nn.Dropout calls, do nothing."""
    return _leaving_out(_DROPOUTS)


def parameter_shapes(module: nn.Module) -> list[list[int]]:
    """The shapes of everything there is to learn, for `count()`."""
    return sorted(list(param.shape) for param in torch.nn.Module.parameters(module))  # whatever its class says


def forward_and_gradients(module: nn.Module, x: Tensor) -> dict[str, object]:
    """Output for `x`, the gradient that reaches `x`, and per parameter the norm of its gradient (sorted).

    The loss is a fixed weighting of the outputs, so that no gradient cancels. `unreached` counts the parameters to
    which no gradient comes at all: layers that are registered but not used. `input_changed` says whether the module
    wrote into `x`.
    """
    leaf = x.detach().clone().requires_grad_()
    given = leaf.clone()  # which a module may change in place: autograd has no objection, and we tell it by its numbers
    y = module(given)
    (y * unlike(y)).sum().backward()
    grads = [param.grad for param in module.parameters()]
    norms = sorted(float(grad.norm()) for grad in grads if grad is not None)
    return {
        "output": y,
        "input_gradient": leaf.grad,
        "parameter_gradient_norms": norms,
        "unreached": sum(grad is None for grad in grads),
        "input_changed": not torch.equal(given, leaf),
    }


# --- whole networks without memory ---------------------------------------------------------------------------------------


def on_meta(make: Callable[[], nn.Module]) -> nn.Module:
    """The module that `make` makes, with shapes and without numbers, so that ResNet-152 costs no memory. One whose making
    needs numbers is made as it is."""
    try:
        with torch.device("meta"):
            return make()
    except Exception:
        return make()


def summary(make: Callable[[], nn.Module], *shapes: Sequence[int]) -> dict[str, object]:
    """`parameters`, the shapes of what `make()` has to learn, and `layers`, its table for inputs of these shapes; an empty
    one where it cannot be computed, which is for other checks to say."""
    module = on_meta(make)
    parameters = parameter_shapes(module)
    for again in (lambda: module, make):  # with numbers, where its forward pass needs some
        try:
            return {"parameters": parameters, "layers": table(again(), *shapes)}
        except Exception:
            continue
    return {"parameters": parameters, "layers": []}


def table(module: nn.Module, *shapes: Sequence[int]) -> list[list[object]]:
    """The layers of a module, for inputs of these shapes, as rows for `layers_picture`: name, shapes in and out without
    the batch, parameters, multiply-adds for the whole batch, receptive field. In the order of their depth; parallel ones
    by their shapes."""
    layers = look(module, *shapes)
    layers.sort(key=_place)
    return [
        [
            layer.name,
            list(layer.shape_in[1:]),
            list(layer.shape_out[1:]),
            layer.params,
            layer.macs,
            list(layer.field),
        ]
        for layer in layers
    ]


def _place(layer: Layer) -> tuple[object, ...]:
    after = 0 if layer.macs else 1 if layer.params else 2  # a weight layer, its norm, what pools them
    return layer.depth, after, -layer.shape_in[-1], layer.params, layer.name, layer.shape_out


def look(module: nn.Module, *shapes: Sequence[int]) -> list[Layer]:
    """The layers in the order in which they are computed, in evaluation mode; on the meta device where the module lets
    itself be computed there, otherwise on zeros."""
    module = module.eval()
    where = {param.device.type for param in module.parameters()}
    dtype = next((param.dtype for param in module.parameters()), torch.get_default_dtype())
    try:
        there = module if where == {"meta"} else copy.deepcopy(module).to("meta")
        return watch(there, *(torch.zeros(*shape, dtype=dtype, device="meta") for shape in shapes)).layers
    except Exception:
        if where == {"meta"}:
            raise
        return watch(module, *(torch.zeros(*shape, dtype=dtype) for shape in shapes)).layers
