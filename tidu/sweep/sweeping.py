"""`tidu.sweep`: train every combination of choices, with several seeds, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from typing import Any

from tidu.core.cores import cores
from tidu.fit.training import check_whole
from tidu.sweep.crew import carry_out
from tidu.sweep.grid import named, points_of, seeds_of
from tidu.sweep.result import SweepResult
from tidu.sweep.run import LOSSES, Make, Run
from tidu.text import say


def sweep(
    make: Make,
    grid: Any,
    *,
    seeds: int | Iterable[int] = 1,
    workers: int | None = None,
    executor: Executor | None = None,
    metric: str | None = None,
    report: Callable[[str], Any] | None = None,
) -> SweepResult:
    """Trains every combination of `grid` with every seed, and gives their results as one table.

    - `make(**combination)`, also given `seed` if it has a parameter of that name, returns the
      keyword arguments of `tidu.fit` as a dict: {"model": ..., "data": ..., "loss": ...,
      "optimizer": ..., "epochs": ...}. Or it trains by itself, and returns a `History`, or a
      dict of numbers (with a `History` among them, if there is one).
    - `grid`: a dict of lists, every combination of which is tried, or a list of dicts.
    - `seeds`: how many, from 0, or which.
    - `workers`: how many threads; by default as many as there are processors. They share the
      data, which `make` therefore only reads.
    - `executor`: any `concurrent.futures.Executor` in place of threads: ProcessPoolExecutor,
      Dask's `client.get_executor()`, those of Ray and MPI. Then `make` and the combinations are
      pickled, with what they hold: define `make` at the top level of a module, and let it read
      large data itself.
    - `metric`: what orders the results; by default the validation loss, without one the
      training loss.
    - `report`: is given a line of text for every run that ends; `report=print` prints it.

    Each run has a default generator of its own, which begins at its seed before `make` is
    called. So its numbers are those of `manual_seed(seed)` and `fit(**make(...))`, whatever runs
    beside it, in threads or elsewhere. (The model and a loader with a generator of its own must
    be made in `make`; a default dtype does not reach other processes.)

    A run that fails says why in its row; RuntimeError if all do. A loss that is not finite is no
    error: the row says "not_finite". Ctrl-C ends the runs after their current step and gives
    what was done; a second one raises.

    >>> import tidu
    >>> x = tidu.linspace(-1, 1, 32).reshape(32, 1)
    >>> def make(lr):
    ...     model = tidu.nn.Linear(1, 1)
    ...     return dict(model=model, data=(x, 2 * x), loss="mse", optimizer="sgd", lr=lr, epochs=5)
    >>> result = sweep(make, {"lr": [0.01, 0.5]}, seeds=2)
    >>> result.best(), result.columns["seed"]
    ({'lr': 0.5}, [0, 1, 0, 1])
    """
    if not callable(make):
        raise TypeError(say("sweep.make", given=type(make).__name__))
    if executor is not None and workers is not None:
        raise ValueError(say("sweep.workers", workers=workers))
    if executor is not None and not isinstance(executor, Executor):
        raise TypeError(say("sweep.executor", given=type(executor).__name__))
    workers = cores() if workers is None else workers
    check_whole("workers", workers, 1)
    points, chosen = points_of(grid), seeds_of(seeds)
    tasks = [(point, place, seed) for place, point in enumerate(points) for seed in chosen]
    done: list[Run] = []

    def tell(run: Run) -> None:
        done.append(run)
        if report is not None:
            report(line_of(run, points[run.combination], len(done), len(tasks), metric))

    runs, interrupted = carry_out(make, tasks, workers, executor, tell)
    failed = [run for run in runs if run.error is not None]
    if failed and len(failed) == len(runs):
        error = RuntimeError(say("sweep.all_failed", count=len(failed), error=failed[0].error))
        error.add_note(failed[0].trace or "")
        raise error
    return SweepResult(points, runs, metric, interrupted)


def line_of(run: Run, point: dict[str, Any], done: int, total: int, metric: str | None) -> str:
    """A run that has ended as one line of text.

    >>> line_of(Run(0, 2, {"train_loss": 0.5}, seconds=1.0), {"lr": 0.1}, 3, 8, None)
    '3/8  lr=0.1 seed=2  train_loss 0.5  1.00 s'
    """
    place = {"done": done, "total": total, "name": named({**point, "seed": run.seed})}
    if run.error is not None:
        return say("sweep.failed", error=run.error, **place)
    names = [metric] if metric in run.numbers else [name for name in LOSSES if name in run.numbers]
    values = {name: run.numbers[name] for name in names or list(run.numbers)[:1]}
    numbers = "  ".join(
        f"{name} {value:.6g}" if isinstance(value, float) else f"{name} {value}"
        for name, value in values.items()
    )
    return say("sweep.line", numbers=numbers, seconds=run.seconds, **place)
