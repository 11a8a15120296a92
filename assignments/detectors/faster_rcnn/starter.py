from torch import nn


class FasterRCNN(nn.Module):
    def __init__(self, num_classes):
        super().__init__()
        raise NotImplementedError

    def fit(self, images, targets):
        raise NotImplementedError

    def detect(self, images):
        raise NotImplementedError
