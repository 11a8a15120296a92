"""What one forward pass of a module shows: every layer it goes through, whatever its attributes are called.

*Depth* of a tensor is the number of weight layers (convolutions, linear layers: calls with a parameter of two dimensions
or more) on the longest path to it from the input. So neither names, nor the order in which layers were registered, nor
the order in which parallel branches are computed makes a difference; that one layer is used in two places does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

if TYPE_CHECKING:
    from torch import Tensor, nn

Pair = tuple[int, int]

_CONVOLUTIONS = {"conv1d", "conv2d", "conv3d"}
_TRANSPOSED = {"conv_transpose1d", "conv_transpose2d", "conv_transpose3d"}
_PRODUCTS = {"linear", "matmul", "__matmul__", "mm", "bmm", "mv", "addmm", "baddbmm", "einsum"}
_NORMS = {"batch_norm", "instance_norm", "group_norm", "layer_norm"}
_POOLS = {"max_pool2d": "max pool", "max_pool2d_with_indices": "max pool", "avg_pool2d": "average pool"}
_ADAPTIVE = {"adaptive_avg_pool2d": "average pool", "adaptive_max_pool2d": "max pool"}


# --- what one pass shows -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Layer:
    """One call with parameters, or one pooling. Shapes are those of its first input and of its output, `params` the
    numbers that it is the first to use, `macs` multiply-adds of convolutions, linear layers and matrix products.
    `field` is the receptive field (height, width) of one output pixel."""

    name: str
    shape_in: tuple[int, ...]
    shape_out: tuple[int, ...]
    params: int
    macs: int
    depth: int
    field: Pair


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a tensor that was computed from the input."""

    depth: int = 0
    field: Pair = (1, 1)
    jump: Pair = (1, 1)  # pixels of the input from one pixel to the next


@dataclass(slots=True)
class _Watch:
    """The notes of one forward pass."""

    weights: dict[int, frozenset[str]]  # by id: the names of the parameters and statistics that a tensor is made of
    dims: dict[str, int]
    sizes: dict[str, int]
    data: dict[int, _Seen] = field(default_factory=dict)  # by id
    depths: dict[str, int] = field(default_factory=dict)  # of the first call that uses a parameter
    layers: list[Layer] = field(default_factory=list)
    storages: dict[int, set[int]] = field(default_factory=dict)  # the ids of the tensors in one piece of memory
    kept: list[object] = field(default_factory=list)  # so that no id is given to a second tensor
    amounts: dict[tuple[bool, int], Tensor] | None = None  # by kind of output and depth; see `kept`

    def call(self, name: str, args: Sequence[Any], kwargs: dict[str, Any], result: object) -> None:
        tensors = list(tensors_in((args, kwargs)))
        inputs = [tensor for tensor in tensors if id(tensor) in self.data]
        used: frozenset[str] = frozenset().union(*(self.weights.get(id(tensor), frozenset()) for tensor in tensors))
        results = [args[0]] if name == "__setitem__" else list(tensors_in(result))
        if not results:
            return
        self.kept += [tensors, results]
        if not inputs:  # a function of parameters alone: a view of them, their transpose
            for tensor in results if used else ():
                self.weights[id(tensor)] = used
            return
        seen = self._after(name, args, kwargs, inputs, used, results)
        new = {weight for weight in used if weight not in self.depths}
        for weight in used:
            self.depths[weight] = min(self.depths.get(weight, seen.depth), seen.depth)
        in_place = name == "__setitem__" or (name.endswith("_") and not name.endswith("__")) or "out" in kwargs
        for tensor in results:
            self.data[id(tensor)] = seen
            sharing = self.storages.setdefault(int(tensor.untyped_storage()._cdata), set())
            sharing.add(id(tensor))
            for other in sharing if in_place else ():  # the base of a view that was written to
                self.data[other] = _joined([self.data[other], seen], [1, 1])
        kind = _kind(name, args, kwargs, inputs[0], results[0])
        macs = _macs(name, args, kwargs, results[0])
        if macs and self.amounts is not None:
            self.measure(inputs[0], (_pixels(results[0]) > 1, seen.depth))
        if kind is None and (new or macs):
            kind = name.strip("_")
        if kind is not None:
            learnt = sum(self.sizes[weight] for weight in new)
            shapes = tuple(inputs[0].shape), tuple(results[0].shape)
            self.layers.append(Layer(kind, *shapes, learnt, macs, seen.depth, seen.field))

    def measure(self, tensor: Tensor, key: tuple[bool, int]) -> None:
        """Add it to the amounts."""
        assert self.amounts is not None
        amount = torch.stack([tensor.count_nonzero().double(), tensor.abs().sum().double()])
        self.amounts[key] = self.amounts.get(key, torch.zeros_like(amount)) + amount

    def _after(
        self,
        name: str,
        args: Sequence[Any],
        kwargs: dict[str, Any],
        inputs: Sequence[Tensor],
        used: frozenset[str],
        results: Sequence[Tensor],
    ) -> _Seen:
        """What is known of the result."""
        seen = _joined([self.data[id(tensor)] for tensor in inputs], [_pixels(tensor) for tensor in inputs])
        if any(self.dims[weight] > 1 for weight in used):
            seen = replace(seen, depth=seen.depth + 1)
        window = _window(name, args, kwargs, inputs[0], results[0])
        if window is None:
            return seen
        (tall, wide), (down, across) = window
        (height, width), (j, i) = seen.field, seen.jump
        return replace(seen, field=(height + (tall - 1) * j, width + (wide - 1) * i), jump=(j * down, i * across))


def _joined(several: Sequence[_Seen], pixels: Sequence[int]) -> _Seen:
    """Where branches meet: the longest path; of the largest maps the widest field and the coarsest grid. What is smaller is
    spread over them: a scale for each channel tells nothing about places."""
    if len(several) == 1:
        return several[0]
    largest = [one for one, size in zip(several, pixels, strict=True) if size == max(pixels)]
    fields, jumps = [one.field for one in largest], [one.jump for one in largest]
    return _Seen(
        max(one.depth for one in several),
        (max(f[0] for f in fields), max(f[1] for f in fields)),
        (max(j[0] for j in jumps), max(j[1] for j in jumps)),
    )


def _pixels(tensor: Tensor) -> int:
    return math.prod(tensor.shape[2:]) if tensor.dim() == 4 else 1


def tensors_in(tree: object) -> Iterator[Tensor]:
    if isinstance(tree, torch.Tensor):
        yield tree
    elif isinstance(tree, dict):
        for item in tree.values():
            yield from tensors_in(item)
    elif isinstance(tree, tuple | list):
        for item in tree:
            yield from tensors_in(item)


def watch(module: nn.Module, *inputs: Tensor, measure: bool = False) -> _Watch:
    """One forward pass without gradients, in the mode in which the module is; `measure` asks for amounts, too. Whatever the
    module raises comes out."""
    named = [*module.named_parameters(), *running_statistics(module)]
    notes = _Watch(
        weights={id(tensor): frozenset([name]) for name, tensor in named},
        dims={name: tensor.dim() for name, tensor in named},
        # running statistics are not learnt
        sizes={name: tensor.numel() if isinstance(tensor, torch.nn.Parameter) else 0 for name, tensor in named},
        data={id(x): _Seen() for x in inputs},
        amounts={} if measure else None,
    )
    notes.kept += [named, inputs]

    class Watching(torch.overrides.TorchFunctionMode):
        def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            result = func(*args, **(kwargs or {}))
            name = getattr(func, "__name__", "")
            if name != "__get__" or isinstance(result, torch.Tensor):  # x.shape says nothing, w.T is w
                notes.call(name, args, kwargs or {}, result)
            return result

    with torch.no_grad(), Watching():
        module(*inputs)
    notes.kept.clear()  # `Watching` is part of a reference cycle: whole networks would stay in memory
    return notes


def running_statistics(module: nn.Module) -> list[tuple[str, Tensor]]:
    """The running statistics: what else is in buffers is a constant of the student's."""
    return [
        (name, tensor)
        for name, tensor in module.named_buffers()
        if name.rpartition(".")[2] in ("running_mean", "running_var") and tensor.is_floating_point()
    ]


# --- what kind of call it is ---------------------------------------------------------------------------------------------


def _argument(args: Sequence[Any], kwargs: dict[str, Any], place: int, name: str, default: Any) -> Any:
    value = args[place] if len(args) > place else kwargs.get(name, default)
    return default if value is None else value


def _pair(value: Any) -> Pair:
    """(height, width) of what torch takes as an int, or as a sequence of one or two."""
    sizes = [int(size) for size in value] if isinstance(value, Iterable) else [int(value)]
    return (sizes[0], sizes[-1])


def _weight_of(args: Sequence[Any], kwargs: dict[str, Any]) -> Tensor:
    weight: Tensor = _argument(args, kwargs, 1, "weight", None)
    return weight


def _kind(name: str, args: Sequence[Any], kwargs: dict[str, Any], x: Tensor, y: Tensor) -> str | None:
    """What a row of the table calls it; None for what has no row unless it has parameters."""
    if name in _CONVOLUTIONS | _TRANSPOSED:
        weight = _weight_of(args, kwargs)
        stride = _pair(_argument(args, kwargs, 3, "stride", 1))
        groups = int(_argument(args, kwargs, 6, "groups", 1))
        size = "x".join(str(side) for side in weight.shape[2:])
        what = "conv" if name in _CONVOLUTIONS else "transposed conv"
        return f"{what} {size}{_by(stride)}{f' groups {groups}' if groups > 1 else ''}"
    if name in _POOLS:
        kernel = _pair(_argument(args, kwargs, 1, "kernel_size", 1))
        stride = _pair(_argument(args, kwargs, 2, "stride", None) or kernel)
        return f"{_POOLS[name]} {kernel[0]}x{kernel[1]}{_by(stride)}"
    if name in _ADAPTIVE and tuple(x.shape) != tuple(y.shape):
        over_all = tuple(y.shape[-2:]) == (1, 1)
        return f"{'global' if over_all else 'adaptive'} {_ADAPTIVE[name]}"
    if name in ("mean", "amax") and x.dim() == 4 and y.numel() == x.shape[0] * x.shape[1]:
        return "global average pool" if name == "mean" else "global max pool"
    if name in _NORMS:
        return name.replace("_", " ")
    return "linear" if name == "linear" else None


def _by(stride: Pair) -> str:
    if stride == (1, 1):
        return ""
    return f" /{stride[0]}" if stride[0] == stride[1] else f" /{stride[0]}x{stride[1]}"


def _window(name: str, args: Sequence[Any], kwargs: dict[str, Any], x: Tensor, y: Tensor) -> tuple[Pair, Pair] | None:
    """How many pixels of its input one output pixel sees, and its stride; None where each sees its own."""
    if name in ("conv2d", "conv1d"):
        weight = _weight_of(args, kwargs)
        stride = _pair(_argument(args, kwargs, 3, "stride", 1))
        dilation = _pair(_argument(args, kwargs, 5, "dilation", 1))
        sides = (weight.shape[2] if name == "conv2d" else 1, weight.shape[-1])
        reach = tuple(d * (k - 1) + 1 for d, k in zip(dilation, sides, strict=True))
        return (reach[0], reach[1]), stride
    if name in _POOLS:
        kernel = _pair(_argument(args, kwargs, 1, "kernel_size", 1))
        return kernel, _pair(_argument(args, kwargs, 2, "stride", None) or kernel)
    if x.dim() != 4:
        return None
    before = (int(x.shape[2]), int(x.shape[3]))
    if name in _ADAPTIVE:
        strides = [max(i // o, 1) for i, o in zip(before, y.shape[2:], strict=True)]
        reaches = [i - (o - 1) * s for i, o, s in zip(before, y.shape[2:], strides, strict=True)]
        return (reaches[0], reaches[1]), (strides[0], strides[1])
    gathers = name in ("flatten", "reshape", "view", "mean", "sum", "amax", "max", "unflatten")
    if gathers and (y.dim() < 4 or tuple(y.shape[2:]) == (1, 1)) and y.dim() > 0:  # every output sees all pixels
        return before, (1, 1)
    return None


def _macs(name: str, args: Sequence[Any], kwargs: dict[str, Any], y: Tensor) -> int:
    """Multiply-adds of convolutions and matrix products; what is added or scaled pixel by pixel is not counted."""
    if name in _CONVOLUTIONS:
        return y.numel() * math.prod(_weight_of(args, kwargs).shape[1:])
    if name in _TRANSPOSED:
        return int(args[0].numel()) * math.prod(_weight_of(args, kwargs).shape[1:])
    if name not in _PRODUCTS:
        return 0
    if name == "einsum":
        return _einsum_macs(args)
    left = args[1] if name in ("addmm", "baddbmm") else args[0]
    return y.numel() * int(left.shape[-1])


def _einsum_macs(args: Sequence[Any]) -> int:
    """Of an equation that multiplies two tensors: the product of all its sizes."""
    operands = list(tensors_in(args[1:]))
    if not isinstance(args[0], str) or len(operands) != 2 or "..." in args[0]:
        return 0
    terms = args[0].replace(" ", "").partition("->")[0].split(",")
    sizes = {letter: size for term, x in zip(terms, operands, strict=True) for letter, size in zip(term, x.shape)}  # noqa: B905
    return math.prod(sizes.values())
