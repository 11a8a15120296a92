import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.p = list(params)
        self.lr, self.eps = lr, eps
        self.b1, self.b2 = betas
        self.weight_decay, self.decoupled = weight_decay, decoupled
        self.avg = {}

    def step(self):
        with torch.no_grad():
            for i, p in enumerate(self.p):
                if p.grad is None:
                    continue
                g = p.grad.clone()
                if self.weight_decay != 0:
                    if self.decoupled:
                        p -= self.lr * self.weight_decay * p
                    else:
                        g += self.weight_decay * p
                m, v = self.avg.get(i, (torch.zeros_like(p), torch.zeros_like(p)))
                m = m + (1 - self.b1) * (g - m)
                v = v + (1 - self.b2) * (g * g - v)
                self.avg[i] = m, v
                p -= self.lr * m / (v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.p:
            p.grad = None


def box_iou(a, b):
    a, b = a.double(), b.double()
    rows = []
    for p in a:
        row = []
        for q in b:
            w = torch.clamp(torch.min(p[2], q[2]) - torch.max(p[0], q[0]) + 1, min=0)
            h = torch.clamp(torch.min(p[3], q[3]) - torch.max(p[1], q[1]) + 1, min=0)
            inter = w * h
            size = lambda r: (r[2] - r[0] + 1) * (r[3] - r[1] + 1)
            row.append(inter / (size(p) + size(q) - inter))
        rows.append(torch.stack(row) if row else torch.zeros(0, dtype=torch.float64))
    return torch.stack(rows) if rows else torch.zeros(0, len(b), dtype=torch.float64)
