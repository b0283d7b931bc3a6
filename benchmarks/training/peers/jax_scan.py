"""JAX: an epoch as one compiled `lax.scan` over its batches, updates by optax, state donated.

`order`: "inside" draws the permutation in the program, which then runs all epochs at once;
"numpy" has NumPy draw it and calls the program once an epoch.

XLA's flags for one thread were measured to leave two running (1.9 s of processor time a second), so
the process of one thread is held on one core.
"""

from __future__ import annotations

import os
from typing import Any

if os.environ.get("OMP_NUM_THREADS") == "1" and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import jax
import jax.numpy as jnp
import numpy as np
import optax

from benchmarks.training.workloads import Weights, Workload, data_of, first_weights


class Run:
    """Pure functions over a list of weights."""

    def __init__(self, workload: Workload, order: str = "inside"):
        jax.config.update("jax_enable_x64", workload.dtype == "float64")
        self.workload, self.inside = workload, order == "inside"
        self.x, self.y = (jnp.asarray(part) for part in data_of(workload))
        self.first = first_weights(workload)
        self.last: Any = self.first
        momentum = workload.momentum or None
        adam = workload.optimizer == "adam"
        self.optimizer = optax.adam(workload.lr) if adam else optax.sgd(workload.lr, momentum)
        self.program = jax.jit(self._epochs if self.inside else self._epoch, donate_argnums=0)

    def run(self, epochs: int) -> None:
        """Trains from the first weights."""
        weights = [jnp.array(part) for part in self.first]
        state = (weights, self.optimizer.init(weights))
        workload = self.workload
        if self.inside:
            state = self.program(state, jax.random.key(0), epochs, self.x, self.y)
        else:
            random, rows = np.random.default_rng(0), np.arange(workload.rows, dtype=np.int32)
            for _ in range(epochs):
                order = random.permutation(rows) if workload.shuffle else rows
                state = self.program(state, order, self.x, self.y)
        self.last = jax.block_until_ready(state)[0]

    def weights(self) -> Weights:
        """What the last run ended with."""
        return [np.asarray(part) for part in self.last]

    def _epochs(self, state: Any, key: Any, epochs: Any, x: Any, y: Any) -> Any:
        def one(_: Any, carried: Any) -> Any:
            state, key = carried
            key, now = jax.random.split(key)
            rows = jnp.arange(self.workload.rows, dtype=jnp.int32)
            order = jax.random.permutation(now, rows) if self.workload.shuffle else rows
            return self._epoch(state, order, x, y), key

        return jax.lax.fori_loop(0, epochs, one, (state, key))[0]

    def _epoch(self, state: Any, order: Any, x: Any, y: Any) -> Any:
        def step(state: Any, rows: Any) -> Any:
            weights, moments = state
            gradients = jax.grad(self._loss)(weights, x[rows], y[rows])
            updates, moments = self.optimizer.update(gradients, moments, weights)
            return (optax.apply_updates(weights, updates), moments), None

        return jax.lax.scan(step, state, order.reshape(-1, self.workload.batch))[0]

    def _loss(self, weights: Any, x: Any, y: Any) -> Any:
        for k in range(0, len(weights), 2):
            x = (jax.nn.relu(x) if k else x) @ weights[k] + weights[k + 1]
        if self.workload.loss == "mse":
            return jnp.mean((x - y) ** 2)
        return optax.softmax_cross_entropy_with_integer_labels(x, y).mean()
