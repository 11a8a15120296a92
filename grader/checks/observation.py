"""What a probe may return, and its form on the wire.

An observation is a tree of dicts, lists, numbers, strings, None and dense tensors. Nothing else is one: a tensor
subclass, a generator or an object of the student's own could answer every comparison as it likes.

On the wire it is JSON and safetensors bytes. In the JSON a tensor is `{"$tensor": [offset, buffer, dtype, shape]}`; the
safetensors hold one flat buffer for each kind of number. (A trajectory is hundreds of small tensors: each as an entry of
its own costs more than all their numbers.)

`encode` runs beside the student's code and needs torch; `decode` runs on the host, needs only numpy, and trusts nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import safetensors
import safetensors.numpy

MAX_DEPTH = 16
MAX_TREE_BYTES = 1 << 20
MAX_TENSOR_BYTES = 64 << 20
MAX_LEAVES = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """A tensor as the host sees it: the numbers, and the dtype that the student's tensor had ('float32', 'bfloat16').

    numpy has no bfloat16; such values travel as float32.
    """

    values: np.ndarray[Any, Any]
    dtype: str

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.values.shape)


Observed = Array | bool | int | float | str | None | Sequence["Observed"] | Mapping[str, "Observed"]


class NotAnObservation(Exception):
    """A probe returned something that cannot be compared. `path` says where in the tree, `what` says what came."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path or 'the result'} is {what}")
        self.path = path
        self.what = what


class Malformed(Exception):
    """Bytes that came out of the sandbox are no observation."""


# --- beside the student's code -------------------------------------------------------------------------------------

# numpy has no such dtypes: the values travel as the wider type named here, the name as it was.
_WIDENED = {"bfloat16": "float32", "float8_e4m3fn": "float32", "float8_e5m2": "float32", "complex32": "complex64"}


def encode(value: object) -> tuple[bytes, bytes]:
    """The tree as JSON and its tensors as safetensors. Raises NotAnObservation."""
    import torch

    buffers = _Buffers()
    tree = _plain(value, "", 0, buffers)
    text = json.dumps(tree, ensure_ascii=True, separators=(",", ":")).encode()
    if len(text) > MAX_TREE_BYTES:
        raise NotAnObservation("", f"larger than {MAX_TREE_BYTES >> 10} KiB of text")
    arrays = {
        name: torch.cat(parts).numpy() if isinstance(parts[0], torch.Tensor) else np.concatenate(parts)
        for name, parts in buffers.parts.items()
    }
    return text, safetensors.numpy.save(arrays) if arrays else b""


class _Buffers:
    """The flat parts of each buffer, in order, and what may still be added."""

    def __init__(self) -> None:
        self.parts: dict[str, list[Any]] = {}
        self._lengths: dict[str, int] = {}
        self._bytes = MAX_TENSOR_BYTES
        self._leaves = MAX_LEAVES

    def count(self, path: str) -> None:
        self._leaves -= 1
        if self._leaves < 0:
            raise NotAnObservation(path, f"more than {MAX_LEAVES} values")

    def keep(self, name: str, flat: Any, size: int, dtype: str, shape: Sequence[int], path: str) -> object:
        self._bytes -= size
        if self._bytes < 0:
            raise NotAnObservation(path, f"more than {MAX_TENSOR_BYTES >> 20} MiB of numbers")
        offset = self._lengths.get(name, 0)
        self._lengths[name] = offset + len(flat)
        self.parts.setdefault(name, []).append(flat)
        return {"$tensor": [offset, name, dtype, list(shape)]}


def _plain(value: object, path: str, depth: int, buffers: _Buffers) -> object:
    import torch

    if depth > MAX_DEPTH:
        raise NotAnObservation(path, f"nested more than {MAX_DEPTH} deep")
    buffers.count(path)
    # `type(x) is`, never isinstance: a subclass could lie about every number it holds.
    kind = type(value)
    if value is None or kind in (bool, str, float):
        return value
    if kind is int:
        assert isinstance(value, int)
        if not -(2**63) <= value < 2**63:
            raise NotAnObservation(path, "an integer of more than 64 bits")
        return value
    if kind in (torch.Tensor, torch.nn.Parameter):
        assert isinstance(value, torch.Tensor)
        return _tensor(value, path, buffers)
    if kind is np.ndarray or isinstance(value, np.generic):
        array = np.asarray(value)
        if array.dtype.kind not in "biuf":
            raise NotAnObservation(path, f"a numpy array of {array.dtype}")
        # A buffer apart: torch has not every dtype that numpy has.
        flat = array.astype(array.dtype.newbyteorder("=")).reshape(-1)
        return buffers.keep(f"numpy {flat.dtype}", flat, flat.nbytes, str(flat.dtype), array.shape, path)
    if kind in (list, tuple):
        assert isinstance(value, list | tuple)
        return [_plain(v, f"{path}[{i}]", depth + 1, buffers) for i, v in enumerate(value)]
    if kind is dict:
        assert isinstance(value, dict)
        result = {}
        for key, item in value.items():
            if type(key) not in (str, int) or str(key).startswith("$"):
                raise NotAnObservation(path, f"a dict with the key {type(key).__name__}")
            result[str(key)] = _plain(item, f"{path}.{key}" if path else str(key), depth + 1, buffers)
        return result
    raise NotAnObservation(path, f"a {kind.__name__}")


def _tensor(value: Any, path: str, buffers: _Buffers) -> object:
    import torch

    name = str(value.dtype).removeprefix("torch.")
    if value.layout is not torch.strided or value.is_quantized or value.device.type == "meta":
        raise NotAnObservation(path, f"a tensor without plain values ({value.layout}, {value.device.type})")
    dense = value.detach()
    if name in _WIDENED:
        dense = dense.to(getattr(torch, _WIDENED[name]))
    if dense.is_complex():
        dense = torch.view_as_real(dense.resolve_conj())
    if dense.is_neg():
        dense = dense.resolve_neg()
    flat = dense.reshape(-1).cpu()
    size = flat.numel() * flat.element_size()
    return buffers.keep(str(flat.dtype), flat, size, name, dense.shape, path)


# --- on the host ---------------------------------------------------------------------------------------------------


def decode(text: bytes, blob: bytes) -> Observed:
    """The observation in bytes from the sandbox. Raises Malformed for anything that `encode` would not have made."""
    if len(text) > MAX_TREE_BYTES or len(blob) > MAX_TENSOR_BYTES + MAX_TREE_BYTES:
        raise Malformed("too large")
    try:
        tree = json.loads(text, object_pairs_hook=_without_duplicates)
        arrays = safetensors.numpy.load(blob) if blob else {}
    except (ValueError, RecursionError, KeyError, TypeError, safetensors.SafetensorError) as error:
        raise Malformed(str(error)) from None
    return _rebuilt(tree, arrays, 0)


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("duplicate keys")
    return result


def _rebuilt(node: object, arrays: Mapping[str, np.ndarray[Any, Any]], depth: int) -> Observed:
    if depth > MAX_DEPTH:
        raise Malformed("nested too deep")
    if isinstance(node, int) and not -(2**63) <= node < 2**63:
        raise Malformed("an integer of more than 64 bits")
    if node is None or isinstance(node, bool | int | float | str):
        return node
    if isinstance(node, list):
        return [_rebuilt(item, arrays, depth + 1) for item in node]
    if isinstance(node, dict):
        if "$tensor" not in node:
            return {key: _rebuilt(item, arrays, depth + 1) for key, item in node.items()}
        return _sliced(node["$tensor"], arrays)
    raise Malformed("not JSON")


def _sliced(place: object, arrays: Mapping[str, np.ndarray[Any, Any]]) -> Array:
    if not isinstance(place, list) or len(place) != 4:
        raise Malformed("a tensor that is nowhere")
    offset, name, dtype, shape = place
    buffer = arrays.get(name) if isinstance(name, str) else None
    if buffer is None or buffer.ndim != 1 or not isinstance(dtype, str) or len(dtype) > 20:
        raise Malformed("a tensor that is not there")
    if buffer.dtype.kind not in "biuf":
        raise Malformed("a tensor of an unknown dtype")
    # `type(x) is`: True is an int, too.
    if type(offset) is not int or offset < 0 or not isinstance(shape, list) or len(shape) > 32:
        raise Malformed("a tensor without a place")
    if not all(type(n) is int and 0 <= n < 1 << 40 for n in shape):
        raise Malformed("a tensor without a shape")
    size = math.prod(shape)
    if offset + size > len(buffer):
        raise Malformed("a tensor past the end")
    return Array(buffer[offset : offset + size].reshape(shape), dtype)
