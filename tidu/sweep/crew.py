"""Who carries out the runs: threads of ours, or any executor that is given."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from tidu.fit.interrupt import Interrupt
from tidu.sweep.grid import Point
from tidu.sweep.run import Make, Run, Together, run_one, told
from tidu.text import say

Task = tuple[Point, int, int]
WATCH = 0.1  # seconds between looks at Ctrl-C, which a wait without end may not hear (Windows)


def carry_out(
    make: Make, tasks: list[Task], workers: int, executor: Executor | None, tell: Callable[[Run], None]
) -> tuple[list[Run], bool]:
    """The runs of `tasks` (point, its number, seed) in their order, and whether Ctrl-C cut them short.

    `tell` hears of each as it ends. Ctrl-C lets no further run begin, ends those in threads
    after their current step, and gives up those on other machines. TypeError for what cannot be
    sent to another process.
    """
    futures: list[Future[Run | None]] = []
    found: dict[int, Run] = {}
    crew = executor or ThreadPoolExecutor(workers, "tidu-sweep")
    with Interrupt() as interrupt:
        together = Together(interrupt) if type(crew) is ThreadPoolExecutor else None
        try:
            for task in tasks:
                futures.append(crew.submit(run_one, make, *task, together))
            for place in ended(futures, interrupt):
                run = _result(futures[place], make, tasks[place], interrupt)
                if run is not None:
                    found[place] = run
                    tell(run)
        except BaseException:
            interrupt.ask()
            for future in futures:
                future.cancel()
            raise
        finally:
            if executor is None:
                crew.shutdown()
    return [found[place] for place in sorted(found)], interrupt.asked


def ended(futures: list[Future[Any]], interrupt: Interrupt) -> Iterator[int]:
    """The places of `futures` as they end; once `interrupt` is asked, what can be is cancelled.

    >>> done = Future()
    >>> done.set_result("anything")
    >>> list(ended([done], Interrupt()))
    [0]
    """
    queue: SimpleQueue[int] = SimpleQueue()
    for place, future in enumerate(futures):
        future.add_done_callback(lambda _, place=place: queue.put(place))
    left, cancelled = len(futures), False
    while left:
        if interrupt.asked and not cancelled:
            cancelled = True
            for future in futures:
                future.cancel()
        with suppress(Empty):
            place = queue.get(timeout=WATCH)
            left -= 1
            yield place


def _result(future: Future[Run | None], make: Make, task: Task, interrupt: Interrupt) -> Run | None:
    """The run; None for one that never was. What failed is not the run but its way here or there."""
    if future.cancelled():
        return None
    error = future.exception()
    if error is None:
        return future.result()
    if interrupt.asked:
        return None
    point, place, seed = task
    check_sent("make", make, error)
    check_sent("grid", point, error)
    reason = told(error) + (say("sweep.broken") if isinstance(error, BrokenExecutor) else "")
    return Run(place, seed, error=reason)


def check_sent(name: str, thing: Any, error: BaseException) -> None:
    """TypeError if `thing` is what could not be pickled.

    >>> check_sent("make", len, ValueError())
    """
    try:
        pickle.dumps(thing)
    except Exception as reason:
        raise TypeError(say("sweep.pickle", name=name, why=told(reason))) from error
