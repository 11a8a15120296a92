from grader.checks import check, close


def labelled(draw, n, k, spread=2.0):
    """Logits [n, k] and a class for each row."""
    return spread * draw.normal(n, k), draw.integers(n, high=k)


@check(close(1e-8))
def matches_the_definition(impl, draw):
    logits, target = labelled(draw, 7, 5)
    return {f"eps={eps}": impl.label_smoothing_ce(logits.clone(), target.clone(), eps) for eps in (0.3, 0.1, 0.65)}


@check(close(1e-8))
def is_cross_entropy_without_smoothing(impl, draw):
    logits, target = labelled(draw, 6, 4)
    return impl.label_smoothing_ce(logits, target, 0.0)


@check(close(1e-8))
def has_the_default_eps(impl, draw):
    logits, target = labelled(draw, 5, 6)
    return impl.label_smoothing_ce(logits, target)


@check(close(1e-8))
def sends_gradients_to_the_logits(impl, draw):
    logits, target = labelled(draw, 4, 5)
    result = {}
    for eps in (0.2, 0.0):
        leaf = logits.clone().requires_grad_()
        impl.label_smoothing_ce(leaf, target.clone(), eps).backward()
        result[f"eps={eps}"] = leaf.grad
    return result


@check(close(1e-8))
def averages_over_the_samples(impl, draw):
    batches = {
        f"{n} samples, {k} classes": labelled(draw, n, k, 0.5) for n, k in [(1, 3), (13, 2), (64, 7), (2, 1000), (5, 5)]
    }
    return {name: impl.label_smoothing_ce(logits, target, 0.2) for name, (logits, target) in batches.items()}


@check(close(1e-9, rtol=1e-12))
def stays_finite_for_large_logits(impl, draw):
    logits, target = labelled(draw, 6, 4, spread=2000.0)
    result = {}
    for eps in (0.0, 0.3):
        leaf = logits.clone().requires_grad_()
        loss = impl.label_smoothing_ce(leaf, target.clone(), eps)
        loss.backward()
        result[f"eps={eps}"] = {"loss": loss, "gradient": leaf.grad}
    return result


@check(close(1e-6))
def stops_at_a_finite_gap(impl, draw):
    k, eps = draw.integer(4, 9), 0.1 + 0.3 * float(draw.uniform())
    logits, target = 0.5 * draw.normal(1, k), draw.integers(1, high=k)
    for _ in range(400):
        leaf = logits.detach().clone().requires_grad_()
        impl.label_smoothing_ce(leaf, target, eps).backward()
        logits = leaf.detach() - 2.0 * leaf.grad
    return {"logits minus their mean": logits - logits.mean(), "loss": impl.label_smoothing_ce(logits, target, eps)}


@check(close(1e-9, single=1e-4, dtype=True))
def keeps_the_dtype_and_the_inputs(impl, draw):
    logits, target = labelled(draw, 9, 4)
    single, labels = logits.float(), target.clone()
    return {
        "float32": impl.label_smoothing_ce(single, labels, 0.2),
        "float64": impl.label_smoothing_ce(logits, labels, 0.2),
        "logits after the calls": [single, logits],
        "target after the calls": labels,
    }
