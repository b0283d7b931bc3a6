"""No depth of computing is too deep: backward, taped backward, and letting go of the tape."""

from __future__ import annotations

import gc
import sys
import threading

import numpy as np
import pytest

import tidu

LENGTH = 100_000


def chain(x: tidu.Tensor, length: int = LENGTH) -> tidu.Tensor:
    for _ in range(length):
        x = x * 1.00001
    return x


@pytest.fixture(params=["this thread", "a thread with a small stack"])
def anywhere(request):
    """Runs a function here, or where the C stack is small."""

    def run(function) -> None:
        if request.param == "this thread":
            function()
            return
        before, errors = threading.stack_size(1024 * 1024), []  # the smallest a system gives

        def guarded() -> None:
            try:
                function()
            except BaseException as error:
                errors.append(error)

        try:
            thread = threading.Thread(target=guarded)
            thread.start()
            thread.join()
        finally:
            threading.stack_size(before)
        assert not errors

    return run


def test_backward_and_freeing(anywhere) -> None:
    def work() -> None:
        x = tidu.tensor(1.0, requires_grad=True)
        y = chain(x)
        y.backward()
        assert x.grad.item() == pytest.approx(np.exp(1.0), rel=1e-2)
        del y
        gc.collect()

    anywhere(work)


def test_freeing_without_backward(anywhere) -> None:
    def work() -> None:
        y = chain(tidu.tensor(1.0, requires_grad=True))
        del y
        gc.collect()

    anywhere(work)


def test_freeing_what_saved_results(anywhere) -> None:
    def work() -> None:
        x = tidu.zeros(2, requires_grad=True)
        for _ in range(20_000):
            x = x.tanh()
        x.sum().backward()
        del x
        gc.collect()

    anywhere(work)


def test_a_chain_of_writes(anywhere) -> None:
    def work() -> None:
        x = tidu.zeros(2, requires_grad=True)
        y = x * 1.0
        for _ in range(5_000):
            y.add_(1.0)
            y[0] = y[1] * 0.999
        y.sum().backward()
        assert x.grad[0].item() == 0.0
        del y
        gc.collect()

    anywhere(work)


def test_a_taped_backward(anywhere) -> None:
    def work() -> None:
        x = tidu.tensor(1.0, requires_grad=True, dtype=tidu.float64)
        y = x
        for _ in range(10_000):
            y = y * x
        (g,) = tidu.autograd.grad(y, x, create_graph=True)
        (h,) = tidu.autograd.grad(g, x)
        assert (g.item(), h.item()) == (10_001.0, 10_001.0 * 10_000.0)
        del g, h, y
        gc.collect()

    anywhere(work)


def test_a_wide_sum() -> None:
    x = tidu.tensor(1.0, requires_grad=True)
    total = sum((x * float(k) for k in range(3000)), tidu.tensor(0.0))
    total.backward()
    assert x.grad.item() == 3000 * 2999 / 2


def test_many_paths_are_walked_once() -> None:
    x = tidu.tensor(1.0, requires_grad=True, dtype=tidu.float64)
    y = x
    for _ in range(60):
        y = y + y  # 2 ** 60 paths
    y.backward()
    assert x.grad.item() == 2.0**60
    assert sys.getrecursionlimit() < LENGTH
