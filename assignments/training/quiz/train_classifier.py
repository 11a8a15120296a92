import math

from grader.quiz import Drawn, apart


def gradients_not_cleared(rng, reference):
    while True:
        a, lr, w0 = rng.choice([1, 2, 3, 4, 5]), rng.choice([0.05, 0.1, 0.2]), rng.choice([2, 3, 4, 5, 6, 8, 10])
        g1 = a * w0
        w1 = w0 - lr * g1
        g2 = a * w1
        value = w1 - lr * (g1 + g2)
        mistakes = {
            "cleared": w1 - lr * g2,
            "one_step": w1,
            "first_gradient_again": w1 - lr * 2 * g1,
            "gradients_averaged": w1 - lr * (g1 + g2) / 2,
        }
        if abs(value) > 0.1 and apart(value, mistakes, share=0.025):
            break
    values = {"a": a, "lr": lr, "w0": w0, "g1": g1, "w1": w1, "g2": g2, "both": g1 + g2, "value": value}
    return Drawn(values, value, mistakes)


def loss_of_an_epoch(rng, reference):
    while True:
        B, batches = rng.choice([16, 20, 32, 50]), rng.choice([2, 3])
        last = rng.randrange(2, B // 2)
        full = [rng.randrange(20, 90) / 100 for _ in range(batches)]
        tail, n = rng.randrange(100, 200) / 100, B * batches + last
        value = (B * sum(full) + last * tail) / n
        mistakes = {
            "batches_count_alike": (sum(full) + tail) / (batches + 1),
            "last_batch_dropped": sum(full) / batches,
            "divided_by_full_batches": (B * sum(full) + last * tail) / (B * batches),
        }
        if apart(value, mistakes, gap=0.01):
            break
    losses = [f"{loss:.2f}" for loss in (*full, tail)]
    values = {"n": n, "B": B, "last": last, "losses": ", ".join(losses), "full": " + ".join(losses[:-1])}
    return Drawn(values | {"tail": losses[-1], "value": value}, value, mistakes)


def updates_until_the_end(rng, reference):
    while True:
        B, E = rng.choice([16, 20, 32, 50, 64]), rng.choice([5, 8, 10, 15, 20])
        n = rng.randrange(200, 1500, 10)
        batches = math.ceil(n / B)
        mistakes = {
            "last_batch_dropped": E * (n // B),
            "batches_across_epochs": math.ceil(E * n / B),
            "one_for_each_epoch": E,
            "one_for_each_image": E * n,
        }
        if len({E * batches, *mistakes.values()}) == 5:
            break
    values = {"n": n, "B": B, "E": E, "batches": batches, "answer": E * batches}
    return Drawn(values, E * batches, mistakes)
