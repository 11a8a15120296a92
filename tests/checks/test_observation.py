from __future__ import annotations

import json

import numpy as np
import pytest
import safetensors.numpy
import torch

from grader.checks.observation import MAX_DEPTH, Array, Malformed, NotAnObservation, decode, encode


class Disguised(torch.Tensor):
    pass


class DisguisedFloat(float):
    pass


class DisguisedDict(dict):  # type: ignore[type-arg]
    pass


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [None, True, 3, -2.5, "한글 \u0000 text", [], {}, [1, [2.0, None]], {"a": {"b": [False]}}, 2**63 - 1, -(2**63)],
)
def test_plain_values_come_back_the_same(value: object) -> None:
    back = decode(*encode(value))
    assert back == value and type(back) is type(value)


@pytest.mark.parametrize(
    "dtype",
    [torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int8, torch.uint8, torch.bool],
)
def test_tensors_come_back_with_values_shape_and_the_name_of_their_dtype(dtype: torch.dtype) -> None:
    tensor = torch.tensor([[0, 1, 1], [1, 0, 1]]).to(dtype)
    back = decode(*encode({"x": [tensor]}))
    assert isinstance(back, dict) and isinstance(back["x"], list)
    found = back["x"][0]
    assert isinstance(found, Array)
    assert (found.dtype, found.shape) == (str(dtype).removeprefix("torch."), (2, 3))
    assert (found.values.astype(float) == tensor.double().numpy()).all()


@pytest.mark.parametrize(
    "tensor",
    [torch.tensor(2.5), torch.zeros(0, 3), torch.arange(6.0).reshape(2, 3).T, torch.ones(3, requires_grad=True) * 2,
     torch.ones(1).expand(4), torch.nn.Parameter(torch.ones(2))],
)  # fmt: skip
def test_scalars_views_empty_and_attached_tensors_travel(tensor: torch.Tensor) -> None:
    found = decode(*encode(tensor))
    assert isinstance(found, Array) and found.shape == tuple(tensor.shape)
    assert (found.values == tensor.detach().numpy()).all()


def test_complex_numbers_travel_as_pairs() -> None:
    found = decode(*encode(torch.tensor([1 + 2j])))
    assert isinstance(found, Array) and found.dtype == "complex64"
    assert found.values.tolist() == [[1.0, 2.0]]


@pytest.mark.parametrize(
    "value",
    [
        torch.zeros(2).as_subclass(Disguised),
        (i for i in range(3)),
        object(),
        DisguisedFloat(1.0),
        DisguisedDict(),
        {1, 2},
        b"bytes",
        1j,
        nested(MAX_DEPTH + 1),
        2**63,
        -(2**63) - 1,
        {"$tensor": 0},
        {(1, 2): 3},
        torch.zeros(3, device="meta"),
        torch.zeros(3).to_sparse(),
        np.array(["x"]),
        np.array([object()]),
        list(range(30_000)),
        "x" * (2 << 20),
        torch.nn.Linear(1, 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_could_lie_or_is_too_much_is_no_observation(value: object) -> None:
    with pytest.raises(NotAnObservation):
        encode(value)


def test_a_list_that_holds_itself_is_no_observation() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotAnObservation, match="deep"):
        encode(endless)


def test_the_path_says_where() -> None:
    with pytest.raises(NotAnObservation) as caught:
        encode({"steps": [1, object()]})
    assert (caught.value.path, str(caught.value)) == ("steps[1]", "steps[1] is of type `object`")


def reference(*, offset: object = 0, buffer: object = "0", dtype: object = "float64", shape: object = (2,)) -> bytes:
    return json.dumps({"$tensor": [offset, buffer, dtype, shape]}).encode()


BLOB = safetensors.numpy.save({"0": np.arange(2.0)})


def test_a_reference_finds_its_numbers() -> None:
    found = decode(reference(), BLOB)
    assert isinstance(found, Array) and found.values.tolist() == [0.0, 1.0]
    found = decode(reference(offset=1, shape=[1, 1]), BLOB)
    assert isinstance(found, Array) and found.values.tolist() == [[1.0]]


def foreign(dtype: str, data: bytes = b"\0" * 4, shape: tuple[int, ...] = (2,)) -> bytes:
    head = json.dumps({"0": {"dtype": dtype, "shape": shape, "data_offsets": [0, len(data)]}}).encode()
    return len(head).to_bytes(8, "little") + head + data


@pytest.mark.parametrize(
    ("text", "blob"),
    [
        (b"", b""),
        (b"junk", b""),
        (b"\xff\xfe", b""),
        (b'{"a": 1, "a": 2}', b""),
        (b"[" * 100_000, b""),
        (b"[" * 20 + b"]" * 20, b""),
        (b"1" * 5000, b""),
        (b"[1000000000000000000000000]", b""),
        (b'{"a": -9223372036854775809}', b""),
        (b"1" * (2 << 20), b""),
        (reference(), b""),
        (b'{"$tensor": 0}', BLOB),
        (b'{"$tensor": [0, "0", "float64"]}', BLOB),
        (reference(offset=1), BLOB),
        (reference(offset=-1), BLOB),
        (reference(offset=True, shape=[1]), BLOB),
        (reference(offset=None), BLOB),
        (reference(offset=[0]), BLOB),
        (reference(buffer="1"), BLOB),
        (reference(buffer=["0"]), BLOB),
        (reference(buffer=None), BLOB),
        (reference(shape=[3]), BLOB),
        (reference(shape=[-2]), BLOB),
        (reference(shape=[True]), BLOB),
        (reference(shape=[1 << 60, 1 << 60]), BLOB),
        (reference(shape=[0] * 70), BLOB),
        (reference(shape="x"), BLOB),
        (reference(shape=None), BLOB),
        (reference(dtype=7), BLOB),
        (reference(dtype="x" * 100), BLOB),
        (reference(), b"junk"),
        (reference(), BLOB[:-3]),
        (reference(), b"\xff" * 64),
        (reference(), foreign("NOPE")),
        (reference(), foreign("F64")),
        (reference(), foreign("F32", shape=(1 << 62, 1 << 62))),
        (b"1", b"junk"),
    ],
)
def test_garbage_is_malformed(text: bytes, blob: bytes) -> None:
    with pytest.raises(Malformed):
        decode(text, blob)


@pytest.mark.parametrize("dtype", ["BF16", "F8_E4M3", "C64", "I16", "F4"])
def test_foreign_dtypes_are_read_or_malformed(dtype: str) -> None:
    try:
        found = decode(reference(), foreign(dtype))
    except Malformed:
        return
    assert isinstance(found, Array) and found.values.dtype.kind in "biuf"


def test_random_damage_is_malformed_or_harmless() -> None:
    text, blob = encode({"a": torch.arange(4.0), "b": [1, 2.5, "x"]})
    draw = np.random.default_rng(0)
    for _ in range(300):
        parts = [bytearray(text), bytearray(blob)]
        part = parts[int(draw.integers(2))]
        part[int(draw.integers(len(part)))] = int(draw.integers(256))
        try:
            decode(bytes(parts[0]), bytes(parts[1]))
        except Malformed:
            continue
