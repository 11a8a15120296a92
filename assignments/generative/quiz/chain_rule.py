from itertools import pairwise

import torch

from grader.model import Text
from grader.quiz import Drawn, distinct

PARENTS = {
    1: Text(
        "a variable depends on the one before it (the first one on none)",
        "변수는 바로 앞의 변수 하나에 의존하고(첫 변수는 어느 것에도 의존하지 않습니다)",
    ),
    2: Text(
        "a variable depends on the two before it (the first two on those that there are)",
        "변수는 바로 앞의 변수 두 개에 의존하고(처음 두 변수는 앞에 있는 변수에만 의존합니다)",
    ),
    3: Text(
        "a variable depends on the three before it (the first three on those that there are)",
        "변수는 바로 앞의 변수 세 개에 의존하고(처음 세 변수는 앞에 있는 변수에만 의존합니다)",
    ),
}


@distinct
def markov_count(rng, reference):
    n_params = reference("generative/chain_rule").n_params
    K, n, order = rng.randint(2, 6), rng.randint(5, 12), rng.choice([1, 1, 2, 2, 3])
    answer = n_params("markov", K, n, order)
    # One table for all later positions, after those of the first ones.
    homogeneous = n_params("markov", K, order + 1, order)
    mistakes = {
        "forgets_that_rows_sum_to_one": answer * K // (K - 1),
        "homogeneous_chain": homogeneous,
        "first_variables_have_all_parents": n * K**order * (K - 1),
        "order_counts_the_variable_itself": n_params("markov", K, n, order - 1),
        "no_assumption": n_params("full", K, n),
    }
    starts = " + ".join(str(K**i * (K - 1)) for i in range(order))
    terms = f"{starts} + {n - order} · {K**order * (K - 1)}"
    values = {"K": K, "n": n, "order": order, "parents": PARENTS[order], "terms": terms, "answer": answer}
    return Drawn(values, answer, mistakes)


@distinct
def joint_probability(rng, reference):
    p = [rng.sample([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9], count) for count in (1, 2, 4)]
    x = rng.choice([(0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1)])
    tables = [torch.tensor([[1 - q, q] for q in row], dtype=torch.float64) for row in p]
    tables = [table.reshape((2,) * (i + 1)) for i, table in enumerate(tables)]
    answer = float(reference("generative/chain_rule").joint_from_conditionals(tables)[x])
    a, b, c = x
    ones = p[0][0], p[1][a], p[2][2 * a + b]
    f1, f2, f3 = (one if bit else 1 - one for one, bit in zip(ones, x, strict=True))
    other, swapped = p[1][1 - a], p[2][2 * b + a]
    mistakes = {
        "forgets_the_complement": ones[0] * ones[1] * ones[2],
        "last_conditional_alone": f3,
        "other_row_for_x2": f1 * (other if b else 1 - other) * f3,
        "swapped_parents": f1 * f2 * (swapped if c else 1 - swapped),
        "forgets_the_first_variable": f2 * f3,
    }
    values = {
        "p1": p[0][0],
        "p20": p[1][0],
        "p21": p[1][1],
        "p300": p[2][0],
        "p301": p[2][1],
        "p310": p[2][2],
        "p311": p[2][3],
    }
    values |= {"x1": a, "x2": b, "x3": c, "f1": f1, "f2": f2, "f3": f3, "answer": answer}
    return Drawn(values, answer, mistakes)


def fewest_numbers(rng, reference):
    n_params = reference("generative/chain_rule").n_params
    while True:
        K = rng.sample([2, 3, 4, 5], 4)
        sizes = [rng.randint(2, 6), rng.randint(8, 40), rng.randint(5, 15), rng.randint(4, 9)]
        families = [("full", 0), ("independent", 0), ("markov", 1), ("markov", 2)]
        counts = [n_params(kind, k, n, order) for (kind, order), k, n in zip(families, K, sizes, strict=True)]
        ranked = sorted(counts)
        if all(more > 1.2 * less for less, more in pairwise(ranked)) and ranked[-1] < 2000:
            break
    texts = [
        Text(
            f"all distributions of {sizes[0]} variables with {K[0]} values each",
            f"값이 {K[0]}개인 변수 {sizes[0]}개의 모든 분포",
        ),
        Text(
            f"{sizes[1]} independent variables with {K[1]} values each",
            f"값이 {K[1]}개인 서로 독립인 변수 {sizes[1]}개",
        ),
        Text(
            f"first-order Markov chain of {sizes[2]} variables with {K[2]} values each",
            f"값이 {K[2]}개인 변수 {sizes[2]}개의 1차 마르코프 연쇄",
        ),
        Text(
            f"second-order Markov chain of {sizes[3]} variables with {K[3]} values each",
            f"값이 {K[3]}개인 변수 {sizes[3]}개의 2차 마르코프 연쇄",
        ),
    ]
    order = sorted(range(4), key=counts.__getitem__)
    return Drawn({"counts": ", ".join(map(str, ranked))}, [texts[i] for i in order])


@distinct
def transition_estimate(rng, reference):
    while True:
        sequence = [rng.randrange(3) for _ in range(rng.randint(11, 13))]
        a, b = sequence[-1], rng.choice([s for s in range(3) if s != sequence[-1]])
        pairs = list(pairwise(sequence))
        count, row, column = pairs.count((a, b)), sequence[:-1].count(a), sequence[1:].count(b)
        if count and row != column and count < row:
            break
    answer = float(reference("generative/chain_rule").fit_markov(torch.tensor(sequence), 3)[a, b])
    mistakes = {
        "divides_by_all_occurrences": count / (row + 1),
        "share_of_all_pairs": count / len(pairs),
        "backwards": count / column,
        "smoothed": (count + 1) / (row + 3),
        "marginal": sequence.count(b) / len(sequence),
    }
    values = {"sequence": " ".join(map(str, sequence)), "a": a, "b": b, "count": count, "row": row, "answer": answer}
    return Drawn(values, answer, mistakes)
