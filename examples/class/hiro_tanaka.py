import torch
import torch.nn as nn
import torch.nn.functional as F


def conv(ci, co, k, stride=1):
    return nn.Conv2d(ci, co, k, stride=stride, padding=k // 2, bias=False)


class PadShortcut(nn.Module):
    def __init__(self, ci, co, stride):
        super().__init__()
        self.ci, self.co, self.stride = ci, co, stride

    def forward(self, x):
        x = x[:, :, ::self.stride, ::self.stride]
        zeros = x.new_zeros(x.shape[0], self.co - self.ci, x.shape[2], x.shape[3])
        return torch.cat([x, zeros], dim=1)


def shortcut_path(ci, co, stride, kind):
    if kind == "C" or (kind == "B" and (ci != co or stride != 1)):
        return nn.Sequential(conv(ci, co, 1, stride), nn.BatchNorm2d(co))
    if ci != co or stride != 1:
        return PadShortcut(ci, co, stride)
    return nn.Sequential()


class BasicBlock(nn.Module):
    def __init__(self, ci, co, stride=1, shortcut="B"):
        super().__init__()
        self.body = nn.Sequential(
            conv(ci, co, 3, stride), nn.BatchNorm2d(co), nn.ReLU(), conv(co, co, 3), nn.BatchNorm2d(co)
        )
        self.skip = shortcut_path(ci, co, stride, shortcut)

    def forward(self, x):
        return F.relu(self.body(x) + self.skip(x))


class Bottleneck(nn.Module):
    def __init__(self, ci, mid, stride=1, stride_on="3x3", shortcut="B"):
        super().__init__()
        s1, s3 = (stride, 1) if stride_on == "1x1" else (1, stride)
        co = mid
        self.body = nn.Sequential(
            conv(ci, mid, 1, s1), nn.BatchNorm2d(mid), nn.ReLU(),
            conv(mid, mid, 3, s3), nn.BatchNorm2d(mid), nn.ReLU(),
            conv(mid, co, 1), nn.BatchNorm2d(co),
        )
        self.skip = shortcut_path(ci, co, stride, shortcut)

    def forward(self, x):
        return F.relu(self.body(x) + self.skip(x))
