from functools import cache

import torch

from grader.model import Grid, Picture, Text
from grader.quiz import Drawn


@cache
def _layers(reference, d, ff):
    """Parameters of a layer of the encoder and of one of the decoder; heads make no difference."""
    with torch.device("meta"):
        model = reference("sequence/transformer").Transformer(1, d, 1, 1, ff)
    return [sum(p.numel() for p in stack.parameters()) for stack in (model.encoder, model.decoder)]


def parameters(rng, reference):
    h = rng.choice([2, 4, 8])
    d = h * rng.choice([8, 10, 16])
    ff, N, V = d * rng.choice([2, 4]), rng.choice([2, 3, 4, 6]), rng.choice([500, 1000, 2000, 5000, 8000])
    encoder, decoder = _layers(reference, d, ff)
    answer = N * (encoder + decoder) + V * d
    mistakes = {
        "three_matrices_of_tokens": answer + 2 * V * d,
        "embedding_forgotten": answer - V * d,
        "decoder_like_the_encoder": 2 * N * encoder + V * d,
        "encoder_alone": N * encoder + V * d,
        "forgets_norms": answer - N * 10 * d,
    }
    norm = 2 * d
    mha = decoder - encoder - norm
    values = {"V": V, "d": d, "N": N, "mha": mha, "ffn": encoder - mha - 2 * norm, "norm": norm}
    return Drawn(values | {"encoder": encoder, "decoder": decoder, "answer": answer}, answer, mistakes)


def what_the_decoder_reads(rng, reference):
    bos, *target = rng.sample(range(1, 60), rng.choice([5, 6]))
    shifted = reference("sequence/transformer").shift_right(torch.tensor([target]), bos)[0].tolist()
    mistakes = {
        "not_moved": target,
        "moved_to_the_left": [*target[1:], bos],
        "first_token_replaced": [bos, *target[1:]],
        "last_token_in_front": [target[-1], *target[:-1]],
        "last_token_kept": [bos, *target],
    }
    return Drawn({"target": ", ".join(map(str, target)), "bos": bos}, shifted, mistakes)


_FAULTS = {
    "causal": {
        "en": "each token sees itself and all tokens before it",
        "ko": "토큰마다 자신과 그 앞의 모든 토큰을 봅니다",
    },
    "no_mask": {"en": "each token sees all tokens", "ko": "토큰마다 모든 토큰을 봅니다"},
    "sees_one_ahead": {
        "en": "each token sees itself, all tokens before it and the next one",
        "ko": "토큰마다 자신과 그 앞의 모든 토큰, 그리고 바로 다음 토큰을 봅니다",
    },
    "mask_inverted": {
        "en": "each token sees itself and all tokens after it",
        "ko": "토큰마다 자신과 그 뒤의 모든 토큰을 봅니다",
    },
    "last_token_alone": {
        "en": "each token sees itself and the one before it",
        "ko": "토큰마다 자신과 바로 앞의 토큰을 봅니다",
    },
}


def which_logits_change(rng, reference):
    name, N, T = rng.choice([one for one in _FAULTS if one != "no_mask"]), rng.choice([1, 2]), rng.choice([5, 6, 7, 8])
    reach = {
        "causal": lambda t, s: s <= t,
        "sees_one_ahead": lambda t, s: s <= t + N,
        "mask_inverted": lambda t, s: s >= t,
        "last_token_alone": lambda t, s: t - N <= s <= t,
    }[name]
    rows = tuple(tuple(float(reach(t, s)) for t in range(T)) for s in range(T))
    grid = Grid(Text("row: changed token, column: logits", "행: 바꾼 토큰, 열: 로짓"), rows)
    figure = Picture("grids", Text("Which logits change?", "어떤 로짓이 변하는가"), (), grids=(grid,))
    layers = {1: {"en": "one layer", "ko": "한 층"}, 2: {"en": "two layers", "ko": "두 층"}}[N]
    return Drawn(
        {"layers": layers}, _FAULTS[name], {other: text for other, text in _FAULTS.items() if other != name}, figure
    )


def cost_of_writing(rng, reference):
    T = rng.randrange(8, 61)
    answer = T * (T + 1) // 2
    mistakes = {"with_a_cache": T, "full_length_each_time": T * T, "begin_token_forgotten": T * (T - 1) // 2}
    return Drawn({"T": T, "answer": answer}, answer, mistakes)
