"""The tape off and on: with, decorators, generators, threads."""

from __future__ import annotations

import threading

import pytest


def taped(t) -> bool:
    """Whether a computation is taped now; the switch must say the same."""
    result = (t.ones(1, requires_grad=True) * 2).requires_grad
    assert result == t.is_grad_enabled()
    return result


def test_contexts_nest_and_restore(t) -> None:
    assert taped(t)
    with t.no_grad():
        assert not taped(t)
        with t.enable_grad():
            assert taped(t)
            with t.no_grad():
                assert not taped(t)
            assert taped(t)
        assert not taped(t)
    assert taped(t)


def test_an_error_restores(t) -> None:
    with pytest.raises(ZeroDivisionError), t.no_grad():
        raise ZeroDivisionError
    assert taped(t)


@pytest.mark.parametrize("how", ["no_grad", "inference_mode"])
def test_decorators(t, how: str) -> None:
    door = getattr(t, how)

    @door()
    def called() -> bool:
        "Says so."
        return taped(t)

    @door
    def bare() -> bool:
        return taped(t)

    assert called() is False and bare() is False and taped(t)
    assert called.__name__ == "called" and called.__doc__ == "Says so."


def test_a_decorated_method_and_recursion(t) -> None:
    class Thing:
        @t.no_grad()
        def down(self, n: int) -> list[bool]:
            return [taped(t)] + (self.down(n - 1) if n else [])

    assert Thing().down(3) == [False] * 4 and taped(t)


def test_one_context_entered_twice(t) -> None:
    door = t.no_grad()
    for _ in range(2):
        with door:
            assert not taped(t)
        assert taped(t)


def test_generators_are_guarded_only_while_they_run(t) -> None:
    log = []

    @t.no_grad()
    def numbers(n: int):
        try:
            for k in range(n):
                got = yield (k, taped(t))
                log.append(got)
        except ValueError:
            yield "caught", taped(t)
        finally:
            log.append(("closed", taped(t)))
        return "done"

    made = numbers(2)
    assert next(made) == (0, False) and taped(t)
    assert made.send("x") == (1, False) and taped(t)
    with pytest.raises(StopIteration) as stop:
        next(made)
    assert stop.value.value == "done" and log == ["x", None, ("closed", False)]
    made = numbers(2)
    next(made)
    assert made.throw(ValueError()) == ("caught", False) and taped(t)
    made.close()
    assert log[-1] == ("closed", False) and taped(t)
    assert [k for k, _ in numbers(3)] == [0, 1, 2]


def test_set_grad_enabled(t) -> None:
    t.set_grad_enabled(False)
    assert not taped(t)
    t.set_grad_enabled(True)
    for wanted in (True, False):
        with t.set_grad_enabled(wanted):
            assert taped(t) is wanted
        assert taped(t)

    @t.set_grad_enabled(False)
    def inside() -> bool:
        return taped(t)

    assert taped(t) and not inside() and taped(t)


def test_inference_mode(t) -> None:
    with t.inference_mode():
        assert not taped(t)
    with t.inference_mode(False):
        assert taped(t)
    with t.no_grad(), t.inference_mode(mode=False):
        assert taped(t)
    assert taped(t)


def test_what_is_made_under_no_grad_is_a_leaf(t) -> None:
    x = t.ones(2, requires_grad=True)
    with t.no_grad():
        y = x * 2
        made = t.ones(1, requires_grad=True)
        x.add_(1)
        x[0] = 7.0
        x.mul_(2).zero_()
    assert y.is_leaf and not y.requires_grad and made.requires_grad
    assert x.requires_grad and x.is_leaf and x.tolist() == [0.0, 0.0]
    y.requires_grad_()
    (y * 3).sum().backward()
    assert y.grad.tolist() == [3.0, 3.0] and x.grad is None


def test_each_thread_has_its_own_mode(t) -> None:
    found = {}
    inside, done = threading.Event(), threading.Event()

    def other() -> None:
        found["start"] = taped(t)
        with t.no_grad():
            inside.set()
            done.wait(10)
            found["inside"] = taped(t)

    with t.no_grad():
        thread = threading.Thread(target=other)
        thread.start()
    inside.wait(10)
    assert taped(t)
    done.set()
    thread.join(10)
    assert found == {"start": True, "inside": False}


def test_backward_in_several_threads(t) -> None:
    x = [t.tensor(float(k), requires_grad=True) for k in range(4)]

    def work(k: int) -> None:
        for _ in range(50):
            (x[k] * x[k]).sin().backward()

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for k, leaf in enumerate(x):
        single = t.tensor(float(k), requires_grad=True)
        (single * single).sin().backward()
        assert leaf.grad.item() == pytest.approx(50 * single.grad.item(), rel=1e-4)
