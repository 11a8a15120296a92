from grader.quiz import Drawn, apart, told_apart


def local_count(rng, reference):
    module = reference("cnn/fc_vs_conv")
    h, w = rng.sample([10, 12, 16, 20, 24, 28, 30, 32], 2)
    ci, co, k = rng.choice([3, 4, 6, 8]), rng.choice([8, 10, 16, 20, 32]), rng.choice([3, 5])
    answer = module.local_params(h, w, ci, co, k)
    mistakes = {
        "shares_everything": module.shared_params(ci, co, k),
        "shares_its_biases": answer - h * w * co + co,
        "without_biases": answer - h * w * co,
        "without_channels": h * w * co * (k * k + 1),
    }
    values = {"h": h, "w": w, "ci": ci, "co": co, "k": k, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def share_of_the_classifier(rng, reference):
    module = reference("cnn/fc_vs_conv")
    while True:
        n, c1, c2 = rng.choice([16, 20, 24, 28, 32]), rng.choice([8, 12, 16, 24]), rng.choice([16, 20, 32, 48])
        classes = rng.choice([5, 8, 10, 12, 20])
        side = n // 4
        first, second = module.shared_params(3, c1, 3), module.shared_params(c1, c2, 3)
        linear = module.fc_params(side, side, c2, classes)

        def share(own, convolutions=first + second):
            return 100 * own / (own + convolutions)

        answer = share(linear)
        mistakes = {
            "share_of_the_convolutions": 100 - answer,
            "poolings_forgotten": share(module.fc_params(n, n, c2, classes)),
            "without_channels": share(module.fc_params(side, side, 1, classes)),
            "one_pixel": share(module.fc_params(1, 1, c2, classes)),
        }
        if apart(answer, mistakes, gap=1.5):
            break
    values = {
        "n": n, "c1": c1, "c2": c2, "classes": classes, "first": first, "second": second, "seen": side * side * c2,
        "linear": linear, "answer": answer,
    }  # fmt: skip
    return Drawn(values, answer, mistakes)


def moves_along(rng, reference):
    while True:
        strides = [rng.choice([1, 2, 3, 4]), rng.choice([2, 3]), rng.choice([1, 2])]
        kernels = [rng.choice([5, 7, 11]), 3, rng.choice([3, 5])]
        layers = [(k, s, k // 2, 1) for k, s in zip(kernels, strides, strict=True)]
        jump = reference("cnn/receptive_field").receptive_field(layers)[1]
        answer = rng.randint(2, 9)
        shift = jump * answer
        # Adding the strides gives a whole number only where it divides the shift; only then is it an answer.
        added = shift // sum(strides) if shift % sum(strides) == 0 else None
        mistakes = {"invariance": 0, "strides_ignored": shift, "strides_added": added}
        if jump > 2 and (added is not None or rng.random() < 0.3):
            break
    told = {
        "en": "{article} {}×{} convolution with stride {}, a {}×{} max pooling with stride {} and a {}×{} convolution with stride {}",
        "ko": "stride {2}인 {0}×{0} 합성곱, stride {5}인 {3}×{3} 최대 풀링, stride {8}인 {6}×{6} 합성곱",
    }
    numbers = [number for k, s in zip(kernels, strides, strict=True) for number in (k, k, s)]
    article = "an" if kernels[0] == 11 else "a"
    layers = {language: text.format(*numbers, article=article) for language, text in told.items()}
    values = {"layers": layers, "shift": shift, "jump": jump, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))
