"""PyTorch, eager: with a DataLoader, with batches by index, or with an epoch's rows gathered at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch.utils.data import DataLoader, TensorDataset

from benchmarks.training.peers.torch_common import Trained
from benchmarks.training.workloads import Workload


class Run(Trained):
    """The loop that PyTorch's tutorials teach."""

    def __init__(self, workload: Workload, threads: int = 1, batches: str = "index", **options: Any):
        super().__init__(workload, threads, **options)
        self.batches = {"loader": self._loader, "index": self._index, "epoch": self._epoch}[batches]

    def run(self, epochs: int) -> None:
        """Trains from the first weights."""
        optimizer, model, loss = self.begin(), self.model, self.loss
        for _ in range(epochs):
            for x, y in self.batches():
                optimizer.zero_grad()
                loss(model(x), y).backward()
                optimizer.step()

    def _loader(self) -> Iterable[Any]:
        return DataLoader(TensorDataset(self.x, self.y), self.workload.batch, shuffle=self.workload.shuffle)

    def _index(self) -> Iterable[tuple[torch.Tensor, torch.Tensor]]:
        for rows in self.order().split(self.workload.batch):
            yield self.x[rows], self.y[rows]

    def _epoch(self) -> Iterable[tuple[torch.Tensor, torch.Tensor]]:
        order, size = self.order(), self.workload.batch
        return zip(self.x[order].split(size), self.y[order].split(size), strict=True)
