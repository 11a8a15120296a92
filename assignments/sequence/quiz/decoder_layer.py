from functools import cache

import torch

from grader.quiz import Drawn


def pairs_that_are_seen(rng, reference):
    while True:
        T, p = rng.randrange(6, 21), rng.randrange(2, 6)
        mask = reference("sequence/decoder_layer").causal_mask(T)
        answer = int((mask & (torch.arange(T) < T - p)).sum())
        real = T - p
        mistakes = {
            "causal_alone": T * (T + 1) // 2,
            "itself_hidden": answer - real,
            "padding_alone": T * real,
            "queries_left_out": real * (real + 1) // 2,
            "hidden_ones_counted": T * T - answer,
        }
        if real > 1 and len({answer, *mistakes.values()}) == 6:
            break
    values = {"T": T, "p": p, "causal": T * (T + 1) // 2, "gone": p * (p + 1) // 2, "answer": answer}
    return Drawn(values, answer, mistakes)


def weights_of_a_decoder(rng, reference):
    while True:
        N, h = rng.choice([2, 3, 4, 6]), rng.choice([2, 4, 8])
        T, S = rng.sample([5, 6, 7, 8, 9, 10, 12, 15, 20], 2)
        answer = N * h * (T * T + T * S)
        mistakes = {
            "no_cross_attention": N * h * T * T,
            "memory_attends_to_itself": N * h * (T * T + S * S),
            "one_head": N * (T * T + T * S),
            "cross_attention_once": h * (N * T * T + T * S),
        }
        if len({answer, *mistakes.values()}) == 5:
            break
    return Drawn({"N": N, "h": h, "T": T, "S": S, "answer": answer}, answer, mistakes)


@cache
def _count(reference, name, d, ff):
    module = reference(f"sequence/{name}")
    layer = module.DecoderLayer if name == "decoder_layer" else module.EncoderLayer
    with torch.device("meta"):
        return sum(p.numel() for p in layer(d, 1, ff).parameters())


def parameters(rng, reference):
    h = rng.choice([2, 4, 8])
    d = h * rng.choice([8, 10, 16, 20, 32])
    ff = d * rng.choice([2, 4])
    answer = _count(reference, "decoder_layer", d, ff) - _count(reference, "encoder_layer", d, ff)
    mistakes = {
        "forgets_the_norm": answer - 2 * d,
        "forgets_biases": answer - 4 * d,
        "keys_and_values_are_free": answer - 2 * (d * d + d),
        "another_ffn": answer + 2 * d * ff + ff + d,
    }
    return Drawn({"d": d, "h": h, "ff": ff, "answer": answer}, answer, mistakes)
