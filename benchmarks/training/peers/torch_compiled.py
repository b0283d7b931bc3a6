"""PyTorch, compiled: the whole step as one graph (gradients by `torch.func`, the update written out),
or network and loss compiled and the fused optimizer called after it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from typing import Any

os.environ.setdefault("TORCHINDUCTOR_COMPILE_THREADS", "1")
os.environ["TORCHINDUCTOR_CACHE_DIR"] = tempfile.mkdtemp()  # compiled anew, as on a user's first run

import torch
from torch.func import functional_call, grad

from benchmarks.training.peers.torch_common import Trained
from benchmarks.training.workloads import Workload

State = list[torch.Tensor]


class Run(Trained):
    """`torch.compile` around the step."""

    def __init__(self, workload: Workload, threads: int = 1, whole: bool = True):
        super().__init__(workload, threads, **({} if whole else {"fused": True}))
        self.whole = whole
        self.names = [name for name, _ in self.model.named_parameters()]
        step = self._step if whole else self._loss
        self.step: Callable[..., Any] = torch.compile(step, fullgraph=True, dynamic=False)

    def run(self, epochs: int) -> None:
        """Trains from the first weights."""
        if self.whole:
            self._run_whole(epochs)
            return
        optimizer = self.begin()
        for _ in range(epochs):
            for rows in self.order().split(self.workload.batch):
                optimizer.zero_grad()
                self.step(self.x[rows], self.y[rows]).backward()
                optimizer.step()

    def _run_whole(self, epochs: int) -> None:
        self.begin()
        parameters = [parameter.detach() for parameter in self.model.parameters()]
        first, second = ([torch.zeros_like(part) for part in parameters] for _ in range(2))
        count = torch.zeros((), dtype=torch.float64)
        with torch.no_grad():
            for _ in range(epochs):
                for rows in self.order().split(self.workload.batch):
                    self.step(parameters, first, second, count, rows)

    def _loss(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return self.loss(self.model(x), y)

    def _step(self, parameters: State, first: State, second: State, count: torch.Tensor, rows: Any) -> None:
        workload, x, y = self.workload, self.x[rows], self.y[rows]

        def of(named: dict[str, torch.Tensor]) -> torch.Tensor:
            return self.loss(functional_call(self.model, named, (x,)), y)

        gradients = grad(of)(dict(zip(self.names, parameters, strict=True)))
        count += 1
        rate = (workload.lr / (1 - 0.9**count)).to(x.dtype)
        root = (1 - 0.999**count).sqrt().to(x.dtype)
        for p, m, v, g in zip(parameters, first, second, gradients.values(), strict=True):
            if workload.optimizer == "adam":
                m.lerp_(g, 0.1)
                v.mul_(0.999).addcmul_(g, g, value=1 - 0.999)
                p.sub_(rate * m / (v.sqrt() / root + 1e-8))
            elif workload.momentum:
                m.mul_(workload.momentum).add_(g)
                p.sub_(workload.lr * m)
            else:
                p.sub_(workload.lr * g)
