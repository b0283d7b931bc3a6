"""What every form of the PyTorch peer begins with."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from benchmarks.training.workloads import Weights, Workload, data_of, first_weights


class Trained:
    """Data, network and optimizer in PyTorch, set back before every run."""

    def __init__(self, workload: Workload, threads: int, **options: Any):
        torch.set_num_threads(threads)
        self.workload = workload
        self.options = options
        self.x, self.y = (torch.from_numpy(part) for part in data_of(workload))
        self.first = [torch.from_numpy(part.T.copy()) for part in first_weights(workload)]
        layers: list[nn.Module] = []
        for inputs, outputs in workload.layers:
            layers += [nn.Linear(inputs, outputs), nn.ReLU()]
        self.model = nn.Sequential(*layers[:-1]).to(getattr(torch, workload.dtype))
        self.loss = nn.MSELoss() if workload.loss == "mse" else nn.CrossEntropyLoss()

    def begin(self) -> torch.optim.Optimizer:
        """The first weights again, and a new optimizer."""
        with torch.no_grad():
            for parameter, first in zip(self.model.parameters(), self.first, strict=True):
                parameter.copy_(first)
        workload = self.workload
        if workload.optimizer == "adam":
            return torch.optim.Adam(self.model.parameters(), lr=workload.lr, **self.options)
        momentum = workload.momentum
        return torch.optim.SGD(self.model.parameters(), lr=workload.lr, momentum=momentum, **self.options)

    def order(self) -> torch.Tensor:
        """The rows of an epoch."""
        rows = self.workload.rows
        return torch.randperm(rows) if self.workload.shuffle else torch.arange(rows)

    def weights(self) -> Weights:
        """What the last run ended with."""
        return [parameter.detach().numpy().T for parameter in self.model.parameters()]
