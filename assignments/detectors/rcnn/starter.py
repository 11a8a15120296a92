from torch import nn


class RCNN(nn.Module):
    def __init__(self, num_classes):
        super().__init__()
        raise NotImplementedError

    def fit(self, images, targets, proposals):
        raise NotImplementedError

    def detect(self, images, proposals):
        raise NotImplementedError
