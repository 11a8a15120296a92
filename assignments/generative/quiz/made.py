import torch

from grader.model import Grid, Picture, Text
from grader.quiz import Drawn, distinct


def order_of_inputs(rng, reference):
    D = 5
    while True:
        degrees = rng.sample(range(1, D + 1), D)
        order = [degrees.index(place) + 1 for place in range(1, D + 1)]
        backwards = [D + 1 - degree for degree in degrees]
        if degrees not in (order, sorted(degrees)) and order != backwards:
            break
    hidden = torch.arange(1, D)
    into, out = reference("generative/made").made_masks(D, [D - 1], [torch.tensor(degrees), hidden])
    depends = (out.int() @ into.int() > 0).tolist()
    title = Text("Which output depends on which input", "출력의 입력에 대한 의존 관계")
    rows = tuple(tuple(float(cell) for cell in row) for row in depends)
    figure = Picture(
        "grids", title, (), grids=(Grid(Text("rows: outputs, columns: inputs", "행: 출력, 열: 입력"), rows),)
    )
    mistakes = {
        "list_of_inputs": order,
        "reversed_order": backwards,
        "counts_from_zero": [degree - 1 for degree in degrees],
    }
    row_sums = ", ".join(str(sum(row)) for row in depends)
    return Drawn({"row_sums": row_sums, "degrees": str(tuple(degrees))}, degrees, mistakes, figure)


@distinct
def paths(rng, reference):
    while True:
        D = rng.randint(5, 6)
        one, two = ([rng.randint(1, D - 1) for _ in range(size)] for size in (4, 5))
        inp, out = rng.randint(1, 2), rng.randint(D - 1, D)
        degrees = [torch.arange(1, D + 1), torch.tensor(one), torch.tensor(two)]
        first, second, last = (mask.int() for mask in reference("generative/made").made_masks(D, [4, 5], degrees))
        answer = int(last[out - 1] @ second @ first[:, inp - 1])
        pairs = [(a, b) for a in one for b in two]
        mistakes = {
            "output_not_strict": sum(inp <= a <= b <= out for a, b in pairs),
            "hidden_strict": sum(inp <= a < b < out for a, b in pairs),
            "input_strict": sum(inp < a <= b < out for a, b in pairs),
            "no_mask_between": sum(inp <= a and b < out for a, b in pairs),
            "hidden_reversed": sum(inp <= a and a >= b and b < out for a, b in pairs),
            "no_masks": len(pairs),
        }
        if 5 <= answer <= 14:
            break
    told = {"one": ", ".join(map(str, one)), "two": ", ".join(map(str, two))}
    return Drawn(told | {"D": D, "inp": inp, "out": out, "answer": answer}, answer, mistakes)


def passes(rng, reference):
    D, N, n = rng.randint(10, 60), rng.choice([32, 64, 100, 128]), rng.choice([2, 4, 5, 8])
    mistakes = {
        "one_pass_for_each_vector": (N, n * D),
        "samples_in_one_pass": (1, 1),
        "density_in_many_passes": (D, D),
        "exchanged": (D, 1),
    }
    return Drawn({"D": D, "N": N, "n": n}, (1, D), mistakes)
