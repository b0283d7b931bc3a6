"""What one does with tensors in the first week: making, shaping, reading, reducing, printing."""

import numpy as np
import torch

x = torch.arange(12)
print(x, x.shape, x.numel(), x.size(), x.nelement())
X = x.reshape(3, 4)
print(X, X.view(-1, 6), X.size(0))
print(torch.zeros((2, 3, 4)), torch.ones((2, 3, 4)))
torch.manual_seed(1)
print(torch.randn(3, 4))
print(torch.tensor([[2, 1, 4, 3], [1, 2, 3, 4], [4, 3, 2, 1]]))
x = torch.tensor([1.0, 2, 4, 8])
y = torch.tensor([2, 2, 2, 2])
print(x + y, x - y, x * y, x / y, x**y, torch.exp(x))
X = torch.arange(12, dtype=torch.float32).reshape((3, 4))
Y = torch.tensor([[2.0, 1, 4, 3], [1, 2, 3, 4], [4, 3, 2, 1]])
print(torch.cat((X, Y), dim=0), torch.cat((X, Y), dim=1), X == Y, X.sum())
a = torch.arange(3).reshape((3, 1))
b = torch.arange(2).reshape((1, 2))
print(a + b)
print(X[-1], X[1:3])
X[1, 2] = 9
X[0:2, :] = 12
print(X)
before = id(Y)
Y = Y + X
print(id(Y) == before)
Z = torch.zeros_like(Y)
i = id(Z)
Z[:] = X + Y
print(id(Z) == i)
before = id(X)
X += Y
print(id(X) == before)
A = X.numpy()
B = torch.tensor(A)
print(type(A), type(B).__name__)
a = torch.tensor([3.5])
print(a, a.item(), float(a), int(a))
A = torch.arange(20, dtype=torch.float32).reshape(5, 4)
print(A.T, A.t())
B = A.clone()
print(A, A + B, A * B)
print(
    A.mean(),
    A.sum() / A.numel(),
    A.mean(axis=0),
    A.sum(axis=[0, 1]),
    A.sum(axis=1, keepdims=True),
    A / A.sum(axis=1, keepdims=True),
    A.cumsum(axis=0),
)
y = torch.ones(4, dtype=torch.float32)
x = torch.arange(4.0)
print(x, y, torch.dot(x, y), torch.sum(x * y), torch.mv(A, x), A @ x)
B = torch.ones(4, 3)
print(torch.mm(A, B), A @ B)
u = torch.tensor([3.0, -4.0])
print(torch.norm(u), torch.abs(u).sum(), torch.norm(torch.ones((4, 9))), u.norm())
try:
    torch.dot(A, B)
except RuntimeError:
    print("RuntimeError")
x = torch.rand(5, 3)
print(x, x.type(), x.dtype, torch.is_tensor(x), torch.numel(x))
x = torch.zeros(5, 3, dtype=torch.long)
print(x)
x = x.new_ones(5, 3, dtype=torch.double)
print(x)
x = torch.randn_like(x, dtype=torch.float)
print(x, x.size())
y = torch.rand(5, 3)
print(torch.add(x, y))
result = torch.empty(5, 3)
torch.add(x, y, out=result)
print(result)
y.add_(x)
print(y, x[:, 1])
x = torch.randn(4, 4)
print(x.view(16).size(), x.view(-1, 8).size())
a = torch.ones(5)
b = a.numpy()
a.add_(1)
print(a, b)
a = np.ones(5)
b = torch.from_numpy(a)
np.add(a, 1, out=a)
print(a, b)
print(
    torch.FloatTensor([[1, 2], [3, 4]]),
    torch.LongTensor([1, 2]),
    torch.Tensor(2, 3).shape,
    torch.IntTensor([1]),
    torch.ByteTensor([1, 2]),
    torch.BoolTensor([True]),
)
print(
    torch.linspace(0, 1, steps=5),
    torch.logspace(0, 2, 3),
    torch.eye(3),
    torch.full((2, 2), 7),
    torch.full((2, 2), 7.0),
)
print(
    torch.randint(0, 10, (2, 3)),
    torch.randperm(5),
    torch.normal(2.0, 3.0, (1, 4)),
    torch.normal(mean=torch.arange(1.0, 5.0), std=torch.tensor(1.0)),
    torch.bernoulli(torch.full((3,), 0.5)),
)
t = torch.tensor([[1, 2], [3, 4]])
print(torch.gather(t, 1, torch.tensor([[0, 0], [1, 0]])))
print(
    torch.max(t),
    torch.max(t, 1),
    torch.max(t, dim=0)[0],
    t.max(1, keepdim=True),
    torch.argmax(t),
    t.argmax(dim=1),
)
s, i = torch.sort(torch.tensor([3.0, 1, 2]))
print(s, i)
print(
    torch.where(t > 2, t, torch.zeros_like(t)),
    t.float().std(),
    t.double().var(0),
    t.float().std(dim=1, unbiased=False),
    t.float().prod(),
)
print(
    torch.stack([t, t]).shape,
    torch.chunk(torch.arange(7), 3),
    torch.split(torch.arange(7), 2),
    torch.unbind(t),
)
print(
    torch.squeeze(torch.zeros(2, 1, 2, 1, 2)).shape,
    torch.unsqueeze(t, 0).shape,
    t.permute(1, 0),
    t.transpose(0, 1),
    t.expand(2, 2, 2).shape,
    t.repeat(2, 1),
)
print(
    torch.unique(torch.tensor([1, 3, 2, 3])),
    torch.unique(torch.tensor([1, 3, 2, 3]), return_counts=True),
    torch.histc(torch.tensor([1.0, 2, 1]), bins=4, min=0, max=3),
    torch.bincount(torch.tensor([1, 1, 2])),
)
print(
    torch.einsum("ij,jk->ik", A, B),
    torch.tensordot(A, B, dims=1).shape,
    torch.outer(torch.arange(3.0), torch.arange(2.0)),
    torch.cross(torch.tensor([1.0, 0, 0]), torch.tensor([0.0, 1, 0]), dim=0),
)
print(
    torch.svd(torch.tensor([[1.0, 2], [3, 4]]))[1],
    torch.linalg.inv(torch.tensor([[1.0, 2], [3, 4]])),
    torch.det(torch.tensor([[1.0, 2], [3, 4]])),
    torch.linalg.eigh(torch.tensor([[2.0, 1], [1, 2]])),
)
print(
    torch.clamp(torch.arange(5), 1, 3),
    torch.round(torch.tensor([1.5, 2.5, -0.4])),
    torch.ceil(torch.tensor(1.2)),
    torch.floor(torch.tensor(-1.2)),
    torch.sign(torch.tensor([-2.0, 0, 3])),
    torch.sqrt(torch.tensor(2.0)),
    torch.log10(torch.tensor(1000.0)),
    torch.asin(torch.tensor(0.5)),
)
print(torch.histogram(torch.tensor([1.0, 2, 1]), bins=4, range=(0.0, 3.0), density=True))
print(
    torch.isnan(torch.tensor([1, float("nan")])),
    torch.tensor(float("inf")),
    torch.tensor([1e-8, 1, 1000]),
    torch.tensor([[1.5, -2e10]]),
    torch.tensor([]),
    torch.tensor(True),
    torch.tensor([1 + 0, 2]),
    torch.tensor(3.14159, dtype=torch.float64),
)
torch.set_printoptions(precision=2, sci_mode=False)
print(torch.tensor([1.23456, 1e-5]))
torch.set_printoptions(profile="default")
print(
    x.device,
    x.is_cuda,
    x.requires_grad,
    x.is_leaf,
    x.ndim,
    x.stride(),
    x.is_contiguous(),
    x.t().is_contiguous(),
    x.element_size(),
    x.T.contiguous().stride(),
)
print(
    torch.tensor([1, 2, 3]).float().mean().item(),
    torch.all(torch.tensor([True, False])),
    torch.any(torch.tensor([True, False])),
    torch.allclose(x, x),
    torch.eq(t, t),
    torch.equal(t, t),
)
print(
    t.tolist(),
    list(t),
    len(t),
    t[0][1],
    t[..., 1],
    t[:, None].shape,
    t[t > 2],
    t[[0, 1], [1, 0]],
    t[torch.tensor([1, 0])],
    t[range(2), torch.tensor([1, 0])],
)
print(
    f"{torch.tensor(1.5):.3f}",
    "%.2f" % torch.tensor(2.5),
    "{:.4f}".format(torch.tensor(0.1)),
    "%d" % torch.tensor(3),
    str(torch.tensor([1.0])),
    format(torch.tensor([1.0])),
)
print(
    torch.repeat_interleave(torch.tensor([1, 2]), 2),
    torch.arange(0, 1, 0.25),
    torch.arange(5, 0, -2),
    torch.bmm(torch.ones(2, 3, 4), torch.ones(2, 4, 5)).shape,
    torch.triu(torch.ones(3, 3)),
    torch.tril(torch.ones(3, 3), -1),
    torch.diag(torch.tensor([1.0, 2])),
    torch.trace(torch.eye(3)),
    torch.flip(torch.arange(3), [0]),
    torch.roll(torch.arange(4), 1),
    torch.topk(torch.tensor([1.0, 5, 3]), 2),
    torch.cumprod(torch.tensor([1.0, 2, 3]), 0),
    torch.kthvalue(torch.tensor([1.0, 5, 3]), 2),
    torch.mode(torch.tensor([1, 1, 2])),
    torch.median(torch.tensor([1.0, 5, 3])),
    torch.meshgrid(torch.arange(2), torch.arange(3), indexing="ij")[0],
    torch.masked_select(t, t > 1),
    torch.take(t, torch.tensor([0, 3])),
    torch.index_select(t, 0, torch.tensor([1])),
    torch.nonzero(t > 1),
    torch.scatter(torch.zeros(2, 3), 1, torch.tensor([[0], [2]]), 1.0),
    torch.zeros(2, 3).scatter_(1, torch.tensor([[0], [2]]), torch.ones(2, 1)),
)
