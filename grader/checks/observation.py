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
from enum import StrEnum
from typing import Any

import numpy as np
import safetensors
import safetensors.numpy

from grader.model import Text

Numbers = np.ndarray[Any, Any]

MAX_DEPTH = 16
MAX_TREE_BYTES = 1 << 20
MAX_TENSOR_BYTES = 64 << 20
MAX_LEAVES = 20_000
_MAX_HEADER = 16 << 10  # bytes, of the safetensors


@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """A tensor as the host sees it: the numbers, and the dtype that the student's tensor had ('float32', 'bfloat16').

    numpy has no bfloat16; such values travel as float32.
    """

    values: Numbers
    dtype: str

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.values.shape)


Observed = Array | bool | int | float | str | None | Sequence["Observed"] | Mapping[str, "Observed"]


class Unfit(StrEnum):
    """Why a value is no observation."""

    TYPE = "type"
    KEY = "key"
    NUMPY = "numpy"
    WITHOUT_VALUES = "without values"
    WIDE = "wide"
    DEEP = "deep"
    MANY = "many"
    LONG = "long"
    LARGE = "large"

    def told(self, detail: str) -> Text:
        """What came, as it follows "is"; `detail` names its type."""
        words = _UNFIT[self]
        return Text(words.en.format(detail), words.ko.format(detail))


_UNFIT = {
    Unfit.TYPE: Text("of type `{}`", "`{}` 형의 객체"),
    Unfit.KEY: Text("a dict with a key of type `{}`", "`{}` 형의 키가 있는 dict"),
    Unfit.NUMPY: Text("a numpy array of `{}`", "`{}` 형의 numpy 배열"),
    Unfit.WITHOUT_VALUES: Text("a tensor without plain values ({})", "일반적인 값을 담고 있지 않은 텐서, {}"),
    Unfit.WIDE: Text("an integer of more than 64 bits", "64비트를 넘는 정수"),
    Unfit.DEEP: Text(f"nested more than {MAX_DEPTH} deep", f"중첩이 {MAX_DEPTH}단계를 넘음"),
    Unfit.MANY: Text(f"more than {MAX_LEAVES} values", f"값이 {MAX_LEAVES}개를 넘음"),
    Unfit.LONG: Text(f"larger than {MAX_TREE_BYTES >> 10} KiB of text", f"텍스트가 {MAX_TREE_BYTES >> 10} KiB를 넘음"),
    Unfit.LARGE: Text(
        f"more than {MAX_TENSOR_BYTES >> 20} MiB of numbers", f"수가 {MAX_TENSOR_BYTES >> 20} MiB를 넘음"
    ),
}


class NotAnObservation(Exception):
    """A probe returned something that cannot be compared. `path` says where in the tree, `why` and `detail` what came."""

    def __init__(self, path: str, why: Unfit, detail: str = "") -> None:
        super().__init__(f"{path or 'the result'} is {why.told(detail).en}")
        self.path = path
        self.why = why
        self.detail = detail


class Malformed(Exception):
    """Bytes that came out of the sandbox are no observation."""


# --- beside the student's code -------------------------------------------------------------------------------------

# numpy has no such dtypes: the values travel as the wider type named here, the name as it was.
_WIDENED = {"bfloat16": "float32", "float8_e4m3fn": "float32", "float8_e5m2": "float32", "complex32": "complex64"}
_AS_IT_IS = ("float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool")


def encode(value: object) -> tuple[bytes, bytes]:
    """The tree as JSON and its tensors as safetensors. Raises NotAnObservation."""
    encoder = _Encoder()
    tree = encoder.plain(value, "", 0)
    text = json.dumps(tree, ensure_ascii=True, separators=(",", ":")).encode()
    if len(text) > MAX_TREE_BYTES:
        raise NotAnObservation("", Unfit.LONG)
    return text, encoder.blob()


class _Encoder:
    """The flat parts of each buffer, in order, and what may still be added."""

    def __init__(self) -> None:
        import torch

        self._torch = torch
        self._tensors = (torch.Tensor, torch.nn.Parameter)
        # Looking a dtype up takes a fifth of the time that spelling its name does, and most tensors are of these.
        self._as_it_is = {getattr(torch, name): name for name in _AS_IT_IS}
        self._parts: dict[str, list[Any]] = {}
        self._lengths: dict[str, int] = {}
        self._bytes = MAX_TENSOR_BYTES
        self._leaves = MAX_LEAVES

    def blob(self) -> bytes:
        arrays = {
            name: self._torch.cat(parts).numpy() if isinstance(parts[0], self._torch.Tensor) else np.concatenate(parts)
            for name, parts in self._parts.items()
        }
        return safetensors.numpy.save(arrays) if arrays else b""

    def plain(self, value: object, path: str, depth: int) -> object:
        if depth > MAX_DEPTH:
            raise NotAnObservation(path, Unfit.DEEP)
        self._leaves -= 1
        if self._leaves < 0:
            raise NotAnObservation(path, Unfit.MANY)
        # `type(x) is`, never isinstance: a subclass could lie about every number it holds.
        kind = type(value)
        if value is None or kind in (bool, str, float):
            return value
        if kind is int:
            assert isinstance(value, int)
            if not -(2**63) <= value < 2**63:
                raise NotAnObservation(path, Unfit.WIDE)
            return value
        if kind in self._tensors:
            return self._tensor(value, path)
        if kind is np.ndarray or isinstance(value, np.generic):
            array = np.asarray(value)
            if array.dtype.kind not in "biuf":
                raise NotAnObservation(path, Unfit.NUMPY, str(array.dtype))
            # A buffer apart: torch has not every dtype that numpy has.
            flat = array.astype(array.dtype.newbyteorder("=")).reshape(-1)
            name = str(flat.dtype)
            self._take(flat.nbytes, path)
            return self._keep(f"numpy {name}", flat, flat.size, name, array.shape)
        if kind in (list, tuple):
            assert isinstance(value, list | tuple)
            return [self.plain(v, f"{path}[{i}]", depth + 1) for i, v in enumerate(value)]
        if kind is dict:
            assert isinstance(value, dict)
            result = {}
            for key, item in value.items():
                if type(key) not in (str, int) or str(key).startswith("$"):
                    raise NotAnObservation(path, Unfit.KEY, type(key).__name__)
                result[str(key)] = self.plain(item, f"{path}.{key}" if path else str(key), depth + 1)
            return result
        raise NotAnObservation(path, Unfit.TYPE, kind.__name__)

    def _tensor(self, value: Any, path: str) -> object:
        torch = self._torch
        if value.layout is not torch.strided or value.is_quantized or value.is_meta:
            raise NotAnObservation(path, Unfit.WITHOUT_VALUES, f"{value.layout}, {value.device.type}")
        dense = value.detach()
        name = buffer = self._as_it_is.get(value.dtype, "")
        if not name:
            name = str(value.dtype).removeprefix("torch.")
            if name in _WIDENED:
                dense = dense.to(getattr(torch, _WIDENED[name]))
            if dense.is_complex():
                dense = torch.view_as_real(dense.resolve_conj())
            buffer = str(dense.dtype).removeprefix("torch.")
        if dense.is_neg():
            dense = dense.resolve_neg()
        size = dense.numel()
        self._take(size * dense.itemsize, path)  # before a stride of 0 becomes memory
        return self._keep(buffer, dense.reshape(-1).cpu(), size, name, dense.shape)

    def _take(self, size: int, path: str) -> None:
        self._bytes -= size
        if self._bytes < 0:
            raise NotAnObservation(path, Unfit.LARGE)

    def _keep(self, buffer: str, flat: Any, size: int, dtype: str, shape: Sequence[int]) -> object:
        offset = self._lengths.get(buffer, 0)
        self._lengths[buffer] = offset + size
        self._parts.setdefault(buffer, []).append(flat)
        return {"$tensor": [offset, buffer, dtype, list(shape)]}


# --- on the host ---------------------------------------------------------------------------------------------------


class Wire:
    """An observation as it travels, taken apart when somebody looks at it: most turn out to be right without that."""

    __slots__ = ("_buffers", "_tree", "blob", "text")

    def __init__(self, text: bytes = b"null", blob: bytes = b"") -> None:
        self.text, self.blob = text, blob
        self._tree: list[Observed] = []
        self._buffers: Mapping[str, Numbers] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wire) and (self.text, self.blob) == (other.text, other.blob)

    def __hash__(self) -> int:
        return hash((self.text, self.blob))

    def __repr__(self) -> str:
        return f"Wire({self.text[:40]!r}, {len(self.blob)} bytes)"

    @property
    def tree(self) -> Observed:
        """Raises Malformed for anything that `encode` would not have made."""
        if not self._tree:
            self._tree.append(self._decoded())
        return self._tree[0]

    @property
    def buffers(self) -> Mapping[str, Numbers]:
        """All its tensors' numbers, flat, by dtype. Raises Malformed."""
        if self._buffers is None:
            # The header is parsed into objects a hundred times its size; ours names a dozen buffers.
            if (
                len(self.blob) > MAX_TENSOR_BYTES + MAX_TREE_BYTES
                or int.from_bytes(self.blob[:8], "little") > _MAX_HEADER
            ):
                raise Malformed("too large")
            try:
                self._buffers = safetensors.numpy.load(self.blob) if self.blob else {}
            except (ValueError, KeyError, TypeError, safetensors.SafetensorError) as error:
                raise Malformed(str(error)) from None
        return self._buffers

    @property
    def has_nan(self) -> bool:
        """Whether there is, or may be, a NaN in it. Raises Malformed."""
        return b"NaN" in self.text or any(bool(np.isnan(b).any()) for b in self.buffers.values() if b.dtype.kind == "f")

    def _decoded(self) -> Observed:
        if len(self.text) > MAX_TREE_BYTES:
            raise Malformed("too large")
        try:
            tree = json.loads(self.text, object_pairs_hook=_without_duplicates)
        except (ValueError, RecursionError) as error:
            raise Malformed(str(error)) from None
        return _rebuilt(tree, self.buffers, 0)


def decode(text: bytes, blob: bytes) -> Observed:
    """The observation in bytes from elsewhere. Raises Malformed for anything that `encode` would not have made."""
    return Wire(text, blob).tree


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("duplicate keys")
    return result


def _rebuilt(node: object, arrays: Mapping[str, Numbers], depth: int) -> Observed:
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


def _sliced(place: object, arrays: Mapping[str, Numbers]) -> Array:
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
