"""A class with __enter__ and __exit__; normal_ with a generator."""

import torch


def add_input_noise(x, std, generator=None):
    noise = torch.empty_like(x).detach().normal_(0.0, 1.0, generator=generator)
    return x + noise * std


class weight_noise:
    def __init__(self, model, std, generator=None):
        self.model = model
        self.std = std
        self.generator = generator

    def __enter__(self):
        self.backup = {name: p.data.clone() for name, p in self.model.named_parameters()}
        for p in self.model.parameters():
            p.data += self.std * torch.empty_like(p.data).normal_(generator=self.generator)
        return self.model

    def __exit__(self, kind, value, traceback):
        for name, p in self.model.named_parameters():
            p.data.copy_(self.backup[name])
        return False
