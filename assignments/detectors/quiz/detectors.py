from fractions import Fraction

from grader.quiz import Drawn, apart


def average_precision(rng, reference):
    while True:
        objects = rng.choice([2, 3, 4, 5, 6])
        ranked = [rng.random() < 0.6 for _ in range(rng.randint(4, 7))]
        found = sum(ranked)
        if not 2 <= found <= objects or found == len(ranked):
            continue
        raw = [Fraction(sum(ranked[: i + 1]), i + 1) for i, hit in enumerate(ranked) if hit]
        falling = [max(raw[k:]) for k in range(found)]
        if raw == falling:
            continue
        answer, not_raised = (_mean(values, objects) for values in (falling, raw))
        area = float(sum(falling) / objects)  # also accepted: without the 101 recalls
        mistakes = {
            "precision_of_all": found / len(ranked),
            "recall_reached": found / objects,
            "missed_objects_forgotten": float(sum(falling) / found),
            "precision_as_it_is": float(sum(raw) / objects),
        }
        if found == objects:
            del mistakes["missed_objects_forgotten"]
        if apart(answer, mistakes) and apart(answer, [not_raised]) and abs(area - answer) < 0.008 * answer:
            break
    values = {
        "objects": objects,
        "sequence": ", ".join("hit" if hit else "miss" for hit in ranked),
        "sequence_ko": ", ".join("맞음" if hit else "틀림" for hit in ranked),
        "raw": ", ".join(map(str, raw)),
        "falling": ", ".join(map(str, falling)),
        "recalls": ", ".join(str(Fraction(k + 1, objects)) for k in range(found)),
        "answer": answer,
    }
    return Drawn(values, answer, mistakes)


def _mean(precisions, objects):
    """Over the recalls 0, 0.01, …, 1, of the precisions at the hits."""
    total, reached = Fraction(0), 0
    for k, precision in enumerate(precisions):
        recalls = 100 * (k + 1) // objects + 1
        total, reached = total + (recalls - reached) * precision, recalls
    return float(total / 101)


def passes(rng, reference):
    while True:
        n = rng.choice([1000, 1500, 2000, 2500, 3000])
        crop, whole = rng.choice([4, 5, 6, 8, 10]), rng.choice([50, 80, 100, 150, 200])
        pool, head = rng.choice([0.01, 0.02, 0.05]), rng.choice([0.1, 0.2, 0.3, 0.5])
        slow, fast = n * (crop + head), whole + n * (pool + head)
        answer = slow / fast
        mistakes = {
            "heads_forgotten": n * crop / whole,
            "head_once": slow / (whole + n * pool + head),
            "as_many_as_proposals": n,
        }
        if apart(answer, mistakes):
            break
    values = {"n": n, "crop": crop, "whole": whole, "pool": pool, "head": head, "slow": slow, "fast": fast}
    return Drawn(values | {"answer": answer}, answer, mistakes)
