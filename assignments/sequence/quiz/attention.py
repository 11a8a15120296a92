import math

import torch

from grader.model import Grid, Picture, Text
from grader.quiz import Drawn, apart


def _softmax(scores):
    powers = [math.exp(score) for score in scores]
    return [power / sum(powers) for power in powers]


def one_query(rng, reference):
    while True:
        q, *keys = ([rng.randrange(-1, 3) for _ in range(4)] for _ in range(4))
        v = rng.sample(range(1, 21), 3)
        products = [sum(a * b for a, b in zip(q, k, strict=True)) for k in keys]
        if len(set(products)) < 3 or max(products) - min(products) > 6 or max(map(abs, products)) > 8:
            continue

        def out(divisor, products=products, v=v):
            return sum(w * value for w, value in zip(_softmax([p / divisor for p in products]), v, strict=True))

        value = out(2)
        mistakes = {
            "no_scale": out(1),
            "divided_by_d_k": out(4),
            "root_of_the_number_of_keys": out(3**0.5),
            "best_key_alone": v[products.index(max(products))],
            "plain_mean": sum(v) / 3,
        }
        if apart(value, mistakes, share=0.025):
            break
    tensors = [torch.tensor(some, dtype=torch.float64) for some in ([q], keys, [[one] for one in v])]
    computed = reference("sequence/attention").sdpa(*tensors)[0].item()
    weights = _softmax([p / 2 for p in products])
    values = {f"k{i}": ", ".join(map(str, k)) for i, k in enumerate(keys)} | {"q": ", ".join(map(str, q))}
    values |= {f"v{i}": one for i, one in enumerate(v)} | {f"w{i}": w for i, w in enumerate(weights)}
    values |= {"products": ", ".join(map(str, products)), "scores": ", ".join(f"{p / 2:g}" for p in products)}
    return Drawn(values | {"weights": ", ".join(f"{w:.4f}" for w in weights), "value": value}, computed, mistakes)


def hidden_key(rng, reference):
    while True:
        cuts = sorted(rng.sample(range(1, 20), 3))
        twentieths = [b - a for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]
        w = [n / 20 for n in twentieths]
        hidden, asked = rng.sample(range(4), 2)
        value = w[asked] / (1 - w[hidden])
        mistakes = {
            "mask_after_the_softmax": w[asked],
            "shared_evenly": w[asked] + w[hidden] / 3,
            "mask_inverted": 0.0,
        }
        if apart(value, mistakes):
            break
    k = torch.tensor(w, dtype=torch.float64).log()[:, None]
    one, mask = torch.ones(1, 1, dtype=torch.float64), torch.arange(4) != hidden
    computed = reference("sequence/attention").sdpa(one, k, k, mask)[1][0, asked].item()
    values = {f"w{i}": f"{one:g}" for i, one in enumerate(w)} | {"hidden": hidden, "asked": asked, "value": value}
    return Drawn(values | {"own": w[asked], "gone": w[hidden]}, computed, mistakes)


_MASKS = {
    "causal": {
        "en": "each token sees itself and what comes before it; no token is padding",
        "ko": "토큰마다 자신과 그 앞의 토큰을 보고, 패딩은 없습니다",
    },
    "future": {
        "en": "each token sees itself and what comes after it; no token is padding",
        "ko": "토큰마다 자신과 그 뒤의 토큰을 보고, 패딩은 없습니다",
    },
    "padding": {
        "en": "each token sees all tokens but the last ones, which are padding",
        "ko": "토큰마다 패딩인 마지막 토큰들을 뺀 모든 토큰을 봅니다",
    },
    "window": {
        "en": "each token sees itself and its direct neighbours; no token is padding",
        "ko": "토큰마다 자신과 바로 옆의 토큰을 보고, 패딩은 없습니다",
    },
    "causal_and_padding": {
        "en": "each token sees itself and what comes before it, but not the last tokens, which are padding",
        "ko": "토큰마다 자신과 그 앞의 토큰을 보지만, 패딩인 마지막 토큰들은 보지 않습니다",
    },
}


def mask_of_the_weights(rng, reference):
    name, T = rng.choice(list(_MASKS)), rng.choice([4, 5, 6])
    t, s = torch.arange(T)[:, None], torch.arange(T)
    causal, real = s <= t, s < T - rng.choice([1, 2])
    masks = {"causal": causal, "future": s >= t, "padding": real, "window": (s - t).abs() < 2}
    masks["causal_and_padding"] = causal & real
    # weights near each other: where a row has a weight of 1, all others of the figure must still be told from white
    q, k = (torch.tensor([[rng.uniform(-0.4, 0.4) for _ in range(2)] for _ in range(T)]) for _ in range(2))
    weights = reference("sequence/attention").sdpa(q, k, k, masks[name])[1]
    grid = Grid(Text("rows: queries", "행: 쿼리"), tuple(tuple(round(w, 2) for w in row) for row in weights.tolist()))
    figure = Picture("grids", Text("Attention weights", "어텐션 가중치"), (), grids=(grid,))
    mistakes = {other: text for other, text in _MASKS.items() if other != name}
    return Drawn({"T": T}, _MASKS[name], mistakes, figure)


def spread_of_the_products(rng, reference):
    while True:
        d, sq, sk = rng.choice([16, 25, 36, 49, 64, 100]), rng.choice([0.5, 1, 2, 3]), rng.choice([0.5, 1, 1.5, 2])
        value = math.sqrt(d) * sq * sk
        mistakes = {"variance": value**2, "deviations_added": d * sq * sk, "one_product": sq * sk}
        if apart(value, mistakes):
            break
    return Drawn({"d": d, "sq": sq, "sk": sk, "value": value}, value, mistakes)
