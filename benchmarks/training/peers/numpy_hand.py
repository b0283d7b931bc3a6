"""NumPy by hand: forward and backward written out, in place wherever NumPy can.

In float64 it is also the reference that every other peer is checked against.
"""

from __future__ import annotations

import numpy as np

from benchmarks.training.workloads import Weights, Workload, data_of, first_weights


class Run:
    """A network of Linear and ReLU whose every array is made once."""

    def __init__(self, workload: Workload):
        self.workload = workload
        self.x, self.y = data_of(workload)
        self.first = first_weights(workload)
        self.now = [part.copy() for part in self.first]
        self.gradients, self.work = ([np.empty_like(part) for part in self.first] for _ in range(2))
        self.states = [(np.empty_like(part), np.empty_like(part)) for part in self.first]
        self.active = [np.empty((workload.batch, units), workload.dtype) for units in workload.sizes]
        self.errors = [np.empty_like(part) for part in self.active]
        self.masks = [np.empty(part.shape, bool) for part in self.active]
        self.target = np.empty((workload.batch, *self.y.shape[1:]), self.y.dtype)
        self.each = np.arange(workload.batch)

    def run(self, epochs: int) -> None:
        """Trains from the first weights."""
        for part, first in zip(self.now, self.first, strict=True):
            part[...] = first
        for first, second in self.states:
            first.fill(0)
            second.fill(0)
        random = np.random.default_rng(0)
        batches = np.arange(self.workload.rows).reshape(-1, self.workload.batch)
        count = 0
        for _ in range(epochs):
            if self.workload.shuffle:
                batches = random.permutation(self.workload.rows).reshape(batches.shape)
            for batch in batches:
                count += 1
                self._step(batch, count)

    def weights(self) -> Weights:
        """What the last run ended with."""
        return self.now

    def _step(self, batch: np.ndarray, count: int) -> None:
        active, errors, now = self.active, self.errors, self.now
        np.take(self.x, batch, axis=0, out=active[0], mode="clip")
        np.take(self.y, batch, axis=0, out=self.target, mode="clip")
        last = len(active) - 1
        for k in range(last):
            out = active[k + 1]
            np.matmul(active[k], now[2 * k], out=out)
            out += now[2 * k + 1]
            if k + 1 < last:
                np.maximum(out, 0, out=out)
        self._loss(active[last], errors[last])
        for k in reversed(range(last)):
            error = errors[k + 1]
            np.matmul(active[k].T, error, out=self.gradients[2 * k])
            np.sum(error, axis=0, out=self.gradients[2 * k + 1])
            if k:
                np.matmul(error, now[2 * k].T, out=errors[k])
                np.greater(active[k], 0, out=self.masks[k])
                errors[k] *= self.masks[k]
        self._update(count)

    def _loss(self, output: np.ndarray, error: np.ndarray) -> None:
        """The gradient of the loss with respect to the network's output."""
        rows = self.workload.batch
        if self.workload.loss == "mse":
            np.subtract(output, self.target, out=error)
            error *= 2 / rows
            return
        np.subtract(output, output.max(axis=1, keepdims=True), out=error)
        np.exp(error, out=error)
        error /= error.sum(axis=1, keepdims=True)
        error[self.each, self.target] -= 1
        error /= rows

    def _update(self, count: int) -> None:
        rate, momentum, root = self.workload.lr, self.workload.momentum, 1.0
        if self.workload.optimizer == "adam":
            rate, root = rate / (1 - 0.9**count), (1 - 0.999**count) ** -0.5
        for part, g, work, (first, second) in zip(
            self.now, self.gradients, self.work, self.states, strict=True
        ):
            if self.workload.optimizer == "adam":
                np.multiply(g, g, out=work)
                work *= 1 - 0.999
                second *= 0.999
                second += work
                first *= 0.9
                g *= 1 - 0.9
                first += g
                np.sqrt(second, out=work)
                work *= root
                work += 1e-8
                np.divide(first, work, out=work)
                work *= rate
                part -= work
            elif momentum:
                first *= momentum
                first += g
                np.multiply(first, rate, out=work)
                part -= work
            else:
                g *= rate
                part -= g
