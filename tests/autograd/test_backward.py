"""backward and autograd.grad: what accumulates, what is freed, what is refused."""

from __future__ import annotations

import copy

import pytest

AGAIN = "Trying to backward through the graph a second time"
CHANGED = "has been modified by an inplace operation"


def test_leaves_accumulate(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    (x * x).sum().backward()
    first = x.grad
    (3 * x).sum().backward()
    assert x.grad is first
    assert x.grad.tolist() == [5.0, 7.0]
    assert not x.grad.requires_grad


def test_a_second_backward_counts_once(t) -> None:
    # micrograd, which kept gradients on intermediate results, gave 36 where 24 is right.
    x = t.tensor(2.0, requires_grad=True)
    y = x * x
    z = y * 3
    z.backward(retain_graph=True)
    z.backward()
    assert x.grad.item() == 24.0


def test_results_keep_no_gradient(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x * x
    kept = x * 3
    kept.retain_grad()
    kept.retain_grad()
    assert kept.retains_grad and not y.retains_grad
    (y * kept).backward()
    assert kept.grad.item() == 4.0
    assert y.is_leaf is False and x.is_leaf


def test_retained_gradients_accumulate(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x * 3
    y.retain_grad()
    (y * 1).backward(retain_graph=True)
    (y * 5).backward()
    assert y.grad.item() == 6.0


def test_the_tape_is_freed_once_used(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x.exp()
    y.backward()
    with pytest.raises(RuntimeError, match=AGAIN):
        y.backward()
    with pytest.raises(RuntimeError, match=AGAIN):
        t.autograd.grad(y, x)


def test_a_shared_part_is_freed_too(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x * x
    (y + 1).backward()
    with pytest.raises(RuntimeError, match=AGAIN):
        (y * 2).backward()


def test_what_kept_nothing_can_be_walked_again(t) -> None:
    x = t.tensor([2.0, 1.0], requires_grad=True)
    y = (x + 1).sum()
    y.backward()
    y.backward()
    assert x.grad.tolist() == [2.0, 2.0]


def test_retain_graph(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x.exp()
    for _ in range(3):
        y.backward(retain_graph=True)
    assert x.grad.item() == pytest.approx(3 * y.item())


@pytest.mark.parametrize(
    "change",
    [
        lambda x: x.add_(1),
        lambda x: x.__setitem__(0, 5.0),
        lambda x: x[0].mul_(2),
        lambda x: x.detach().zero_(),
        lambda x: x.view(2).sub_(1),
        lambda x: x.copy_(x * 2),
    ],
)
def test_a_value_that_a_gradient_needs_must_not_change(t, change) -> None:
    w = t.tensor([1.0, 2.0], requires_grad=True)
    x = t.tensor([3.0, 4.0])
    y = (w * x).sum()
    change(x)
    with pytest.raises(RuntimeError, match=CHANGED):
        y.backward()


def test_the_error_names_the_operation() -> None:
    import tidu

    w, x = tidu.ones(3, requires_grad=True), tidu.ones(3)
    y = w.atan2(x)
    x += 1
    words = r"gradient of atan2 \(result of shape \[3\]\).*version 1.*expected version 0"
    with pytest.raises(RuntimeError, match=words):
        y.sum().backward()


def test_data_goes_around_the_check(t) -> None:
    w, x = t.tensor([1.0], requires_grad=True), t.tensor([3.0])
    y = w * x
    x.data.mul_(2)
    y.backward()
    assert w.grad.item() == 6.0


def test_a_value_that_no_gradient_needs_may_change(t) -> None:
    w, x = t.tensor([1.0], requires_grad=True), t.tensor([3.0])
    y = w + x
    x.mul_(2)
    y.mul_(4)
    y.backward()
    assert w.grad.item() == 4.0


def test_seeds(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    (x * x).backward(t.tensor([1.0, 10.0]))
    assert x.grad.tolist() == [2.0, 40.0]
    x.grad = None
    (x * x).backward(gradient=t.tensor([1.0, 0.0]))
    assert x.grad.tolist() == [2.0, 0.0]


def test_a_leaf_is_a_root_too(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    seed = t.tensor(3.0)
    x.backward(seed)
    assert x.grad.item() == 3.0
    seed.mul_(2)
    assert x.grad.item() == 3.0


def test_several_roots(t) -> None:
    x = t.tensor(3.0, requires_grad=True)
    y = x * x
    t.autograd.backward([y, x * 2, y], [None, t.tensor(10.0), t.tensor(2.0)])
    assert x.grad.item() == 6.0 + 20.0 + 12.0


def test_inputs(t) -> None:
    x, y = t.tensor(3.0, requires_grad=True), t.tensor(4.0, requires_grad=True)
    z = x * y
    w = z * z
    w.backward(inputs=[x], retain_graph=True)
    assert x.grad.item() == 96.0 and y.grad is None
    w.backward(inputs=x, retain_graph=True)
    assert x.grad.item() == 192.0
    with pytest.raises(RuntimeError, match="cannot be empty"):
        w.backward(inputs=[])


def test_grad(t) -> None:
    x, y = t.tensor([1.0, 2.0], requires_grad=True), t.tensor([3.0, 4.0], requires_grad=True)
    found = t.autograd.grad((x * y).sum(), [x, y])
    assert isinstance(found, tuple)
    assert [g.tolist() for g in found] == [[3.0, 4.0], [1.0, 2.0]]
    assert x.grad is None
    weighted = t.autograd.grad([x * y, x], x, [t.tensor([1.0, 0.0]), t.tensor([5.0, 5.0])])
    assert weighted[0].tolist() == [8.0, 5.0]


def test_grad_of_results(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x * x
    z = y * y
    assert [g.item() for g in t.autograd.grad(z, [x, y])] == [32.0, 8.0]
    assert t.autograd.grad(x * 1, x)[0].item() == 1.0


def test_grad_of_what_is_not_used(t) -> None:
    x, y = t.tensor(2.0, requires_grad=True), t.tensor([1.0, 1.0], requires_grad=True)
    with pytest.raises(RuntimeError, match="appears to not have been used in the graph"):
        t.autograd.grad(x * 2, [x, y])
    assert t.autograd.grad(x * 2, [x, y], allow_unused=True)[1] is None
    assert t.autograd.grad(x * 2, [x, y], materialize_grads=True)[1].tolist() == [0.0, 0.0]
    with pytest.raises(ValueError, match="allow_unused"):
        t.autograd.grad(x * 2, [x, y], allow_unused=False, materialize_grads=True)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda t, x, c: t.autograd.grad(x.sum(), c), "differentiated Tensors does not require"),
        (lambda t, x, c: t.autograd.grad(c.sum(), x), "does not require grad"),
        (lambda t, x, c: t.autograd.grad(x * 2, x), "grad can be implicitly created only for scalar outputs"),
        (lambda t, x, c: t.autograd.grad([x.sum(), x.sum()], x, [None]), "got 2 tensors and 1 gradients"),
        (lambda t, x, c: c.sum().backward(), "does not require grad and does not have a grad_fn"),
        (lambda t, x, c: (x * 2).backward(), "grad can be implicitly created only for scalar outputs"),
        (lambda t, x, c: (x * 2).backward(t.ones(3)), "Mismatch in shape"),
        (lambda t, x, c: c.retain_grad(), "can't retain_grad on Tensor that has requires_grad=False"),
        (lambda t, x, c: c.register_hook(print), "doesn't require gradient"),
        (lambda t, x, c: (x * 2).register_post_accumulate_grad_hook(print), "non-leaf"),
        (lambda t, x, c: (x * 2).requires_grad_(False), "you can only change requires_grad flags of leaf"),
        (lambda t, x, c: x.numpy(), r"Can't call numpy\(\) on Tensor that requires grad"),
        (lambda t, x, c: copy.deepcopy(x * 2), "Only Tensors created explicitly by the user"),
        (lambda t, x, c: x.add_(1), "a leaf Variable that requires grad is being used in an in-place"),
        (lambda t, x, c: x[0].add_(1), "a view of a leaf Variable that requires grad is being used"),
        (lambda t, x, c: x.exp_(), "a leaf Variable that requires grad"),
        (lambda t, x, c: x.zero_(), "a leaf Variable that requires grad"),
        (lambda t, x, c: c.long().requires_grad_(), "floating point"),
        (lambda t, x, c: t.tensor([1], requires_grad=True), "floating point"),
        (lambda t, x, c: setattr(x, "grad", t.ones(3)), "grad"),
        (lambda t, x, c: c[:1].expand(2).add_(1), "single memory location"),
        (lambda t, x, c: c[:1].detach_(), "Can't detach views in-place"),
        (lambda t, x, c: c[:1].add_(t.ones(2)), "output with shape"),
    ],
)
def test_refusals(t, call, words: str) -> None:
    x, constant = t.tensor([1.0, 2.0], requires_grad=True), t.tensor([3.0, 4.0])
    with pytest.raises(RuntimeError, match=words):
        call(t, x, constant)


@pytest.mark.parametrize("value", [1.0, [1.0, 2.0], "g"])
def test_a_gradient_is_a_tensor(t, value) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(TypeError):
        x.grad = value
    with pytest.raises(TypeError):
        (x * 1).backward(value)


def test_the_gradient_can_be_set_and_taken_away(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    x.grad = t.tensor([5.0, 5.0])
    x.sum().backward()
    assert x.grad.tolist() == [6.0, 6.0]
    del x.grad
    assert x.grad is None
    x.requires_grad = False
    assert not x.requires_grad and (x * 2).grad_fn is None


def test_second_derivatives(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True, dtype=t.float64)
    (first,) = t.autograd.grad((x**3).sum(), x, create_graph=True)
    (second,) = t.autograd.grad(first.sum(), x, create_graph=True)
    (third,) = t.autograd.grad(second.sum(), x)
    assert first.tolist() == [3.0, 12.0] and second.tolist() == [6.0, 12.0] and third.tolist() == [6.0, 6.0]


@pytest.mark.filterwarnings("ignore:Using backward:UserWarning")
def test_a_penalty_on_the_gradient(t) -> None:
    x = t.tensor([0.5, -1.0], requires_grad=True, dtype=t.float64)
    loss = x.sin().sum()
    loss.backward(create_graph=True)
    assert x.grad.requires_grad
    g = x.grad
    x.grad = None
    (g * g).sum().backward()
    expected = [-2 * g[k].item() * x.detach().sin()[k].item() for k in range(2)]
    assert x.grad.tolist() == pytest.approx(expected, rel=1e-12)


def test_a_gradient_that_does_not_depend_on_its_input(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    (g,) = t.autograd.grad((x * 3 + 1).sum(), x, create_graph=True)
    assert g.tolist() == [3.0, 3.0]
    (zero,) = t.autograd.grad(g.sum() + (x * 0).sum(), x)
    assert zero.tolist() == [0.0, 0.0]


@pytest.mark.filterwarnings("ignore:Using backward:UserWarning")
def test_backward_adds_to_a_taped_gradient(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    (x * x).sum().backward(create_graph=True)
    (x * x).sum().backward()
    assert x.grad.tolist() == [4.0, 8.0]


def test_deepcopy_and_pickled_state(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    (x * x).sum().backward()
    twin = copy.deepcopy(x)
    assert twin.requires_grad and twin.is_leaf and twin is not x
    assert twin.grad.tolist() == [2.0, 4.0] and twin.grad is not x.grad
    with t.no_grad():
        twin.add_(1)
    assert x.tolist() == [1.0, 2.0]
    shared = copy.deepcopy([x, x])
    assert shared[0] is shared[1]
    assert copy.copy(x).data_ptr() == x.data_ptr()


def test_detach_and_data_share_memory(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    for other in (x.detach(), x.data):
        assert not other.requires_grad and other.data_ptr() == x.data_ptr()
    x.detach()[0] = 5.0
    assert x.tolist() == [5.0, 2.0] and x._version == 1
    x.data[0] = 6.0
    assert x.tolist() == [6.0, 2.0] and x._version == 1
    x.data = t.tensor([7.0, 8.0, 9.0])
    assert x.shape == (3,) and x.requires_grad
    x.sum().backward()
    assert x.grad.tolist() == [1.0, 1.0, 1.0]


def test_numpy_shares_memory(t) -> None:
    import numpy as np

    array = np.zeros(3)
    x = t.from_numpy(array)
    x.add_(1)
    assert array.tolist() == [1.0, 1.0, 1.0]
    array[0] = 7
    assert x[0].item() == 7.0
    view = x.numpy()
    view[1] = 8
    assert x[1].item() == 8.0
    view.shape = (3, 1)
    assert x.shape == (3,)
    assert np.asarray(x).sum() == 16.0
    assert t.tensor(array).data_ptr() != x.data_ptr() and t.as_tensor(array).data_ptr() == x.data_ptr()


def test_versions(t) -> None:
    x = t.zeros(4)
    view = x[:2]
    view.add_(1)
    x.mul_(2)
    x[0] = 1
    x[[1, 2]] = 1
    assert x._version == view._version == 4
    assert x.clone()._version == 0 and x.detach()._version == 4 and x.data._version == 0


def test_the_chain_of_grad_fn(t) -> None:
    x = t.ones(2, 2, requires_grad=True)
    y = x + 1
    assert x.grad_fn is None
    assert y.grad_fn == y.grad_fn and y.grad_fn != (x + 1).grad_fn
    (source, place), *rest = (y * 2).grad_fn.next_functions
    assert source.name() == "AddBackward0" and place == 0
    assert all(other is None for other, _ in rest)
    assert source.next_functions[0][0].name().endswith("AccumulateGrad")
