from math import log

import torch

from grader.quiz import Drawn, apart, told_apart


def loss_of_the_discriminator(rng, reference):
    while True:
        real = rng.sample([0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95], 3)
        fake = rng.sample([0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.6], 3)
        logits = (torch.tensor([log(p / (1 - p)) for p in row], dtype=torch.float64) for row in (real, fake))
        answer = reference("generative/gan").d_loss(*logits).item()
        data, made = mean(real), mean([1 - p for p in fake])
        mistakes = {
            "half_of_the_sum": answer / 2,
            "d_for_one_minus_d": data + mean(fake),
            "labels_swapped": mean([1 - p for p in real]) + mean(fake),
            "sum_over_images": 3 * answer,
        }
        if apart(answer, mistakes):
            break
    return Drawn(
        {
            "real": ", ".join(f"{p:g}" for p in real),
            "fake": ", ".join(f"{p:g}" for p in fake),
            "rest": ", ".join(f"{1 - p:g}" for p in fake),
            "data": data,
            "made": made,
            "answer": answer,
        },
        answer,
        mistakes,
    )


def mean(probabilities):
    """Of -ln p."""
    return -sum(map(log, probabilities)) / len(probabilities)


def gradient_of_the_generator(rng, reference):
    kind = rng.choice(["ns", "minimax"])
    d = rng.randint(2, 30) / 100
    logit = torch.tensor(log(d / (1 - d)), dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(reference("generative/gan").g_loss(logit, kind), logit)
    answer = gradient.item()
    ns, minimax = d - 1, -d
    mistakes = {
        "the_other_loss": minimax if kind == "ns" else ns,
        "wrong_sign": -answer,
        "with_respect_to_d": -1 / d if kind == "ns" else -1 / (1 - d),
        "sigmoid_alone": d * (1 - d),
    }
    return Drawn(
        {"d": d, "loss": "−ln D(G(z))" if kind == "ns" else "ln(1 − D(G(z)))", "ns": ns, "minimax": minimax},
        answer,
        told_apart(answer, mistakes, share=0.03),
    )


def best_discriminator(rng, reference):
    while True:
        p, q = ([a, b, 10 - a - b] for a, b in (rng.choices(range(1, 8), k=2) for _ in range(2)))
        place = rng.randrange(3)
        a, b = p[place], q[place]
        if min(*p, *q) < 1 or a == b:
            continue
        answer = a / (a + b)
        mistakes = {"share_of_the_samples": b / (a + b), "data_alone": a / 10, "ratio": a / b, "half": 0.5}
        if apart(answer, mistakes):
            break
    which = [{"en": "first", "ko": "첫째"}, {"en": "second", "ko": "둘째"}, {"en": "third", "ko": "셋째"}][place]
    return Drawn(
        {
            "p": ", ".join(f"{v / 10:g}" for v in p),
            "q": ", ".join(f"{v / 10:g}" for v in q),
            "which": which,
            "a": f"{a / 10:g}",
            "b": f"{b / 10:g}",
            "answer": answer,
        },
        answer,
        mistakes,
    )
