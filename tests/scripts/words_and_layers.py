"""Words embedded, attention by hand, a tiny GPT, counts of letters, own layers and losses."""

from collections import OrderedDict

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.nn.utils as utils
from torch.nn import Parameter
from torch.optim import SGD, Adam
from torch.optim.lr_scheduler import StepLR
from torch.utils.data import DataLoader, IterableDataset

torch.manual_seed(11)
# word embeddings
CONTEXT = 2
text = "we are about to study the idea of a computational process computational processes are abstract beings".split()
vocab = sorted(set(text))
w2i = {w: i for i, w in enumerate(vocab)}
data = [([text[i - 2], text[i - 1], text[i + 1], text[i + 2]], text[i]) for i in range(2, len(text) - 2)]


class CBOW(nn.Module):
    def __init__(self, v, e):
        super(CBOW, self).__init__()
        self.emb = nn.Embedding(v, e)
        self.l1 = nn.Linear(e, 16)
        self.l2 = nn.Linear(16, v)

    def forward(self, x):
        e = self.emb(x).sum(dim=0).view((1, -1))
        return F.log_softmax(self.l2(F.relu(self.l1(e))), dim=-1)


m = CBOW(len(vocab), 8)
o = SGD(m.parameters(), lr=0.05)
for ep in range(5):
    tot = torch.zeros(1)
    for c, t in data:
        l = nn.NLLLoss()(
            m(torch.tensor([w2i[w] for w in c], dtype=torch.long)), torch.tensor([w2i[t]], dtype=torch.long)
        )
        m.zero_grad()
        l.backward()
        o.step()
        tot += l.data
    print(tot)


# attention by hand, masks
class Head(nn.Module):
    def __init__(self, n, h):
        super().__init__()
        self.key = nn.Linear(n, h, bias=False)
        self.query = nn.Linear(n, h, bias=False)
        self.value = nn.Linear(n, h, bias=False)
        self.register_buffer("tril", torch.tril(torch.ones(8, 8)))
        self.dropout = nn.Dropout(0.1)

    def forward(self, x):
        B, T, C = x.shape
        k, q = self.key(x), self.query(x)
        wei = q @ k.transpose(-2, -1) * C**-0.5
        wei = wei.masked_fill(self.tril[:T, :T] == 0, float("-inf"))
        wei = F.softmax(wei, dim=-1)
        wei = self.dropout(wei)
        return wei @ self.value(x)


h = Head(16, 8)
x = torch.randn(2, 5, 16)
print(h(x)[0, 0], h.eval()(x).shape)


class GPT(nn.Module):
    def __init__(self, V=12, n=16):
        super().__init__()
        self.tok = nn.Embedding(V, n)
        self.pos = nn.Embedding(8, n)
        self.h = nn.ModuleList([Head(n, 8) for _ in range(2)])
        self.ln = nn.LayerNorm(n)
        self.head = nn.Linear(n, V)
        self.apply(self._init)

    def _init(self, m):
        if isinstance(m, nn.Linear):
            nn.init.normal_(m.weight, mean=0.0, std=0.02)
            if m.bias is not None:
                nn.init.zeros_(m.bias)
        elif isinstance(m, nn.Embedding):
            nn.init.normal_(m.weight, mean=0.0, std=0.02)

    def forward(self, idx, targets=None):
        B, T = idx.shape
        x = self.tok(idx) + self.pos(torch.arange(T, device=idx.device))
        x = x + torch.cat([h(self.ln(x)) for h in self.h], dim=-1)
        logits = self.head(x)
        loss = None
        if targets is not None:
            B, T, C = logits.shape
            loss = F.cross_entropy(logits.view(B * T, C), targets.view(B * T))
        return logits, loss

    @torch.no_grad()
    def generate(self, idx, n):
        for _ in range(n):
            logits, _ = self(idx[:, -8:])
            probs = F.softmax(logits[:, -1, :], dim=-1)
            idx = torch.cat((idx, torch.multinomial(probs, num_samples=1)), dim=1)
        return idx


d = torch.randint(0, 12, (200,))
g = GPT()
opt = torch.optim.AdamW(g.parameters(), lr=1e-2)


def batch():
    ix = torch.randint(len(d) - 8, (4,))
    return torch.stack([d[i : i + 8] for i in ix]), torch.stack([d[i + 1 : i + 9] for i in ix])


for it in range(20):
    xb, yb = batch()
    _, l = g(xb, yb)
    opt.zero_grad(set_to_none=True)
    l.backward()
    opt.step()
print(
    "%.4f" % l.item(),
    g.generate(torch.zeros((1, 1), dtype=torch.long), 10)[0].tolist(),
    sum(p.nelement() for p in g.parameters()),
)
# micrograd / makemore style
words = ["emma", "olivia", "ava"]
N = torch.zeros((27, 27), dtype=torch.int32)
stoi = {s: i + 1 for i, s in enumerate("abcdefghijklmnopqrstuvwxyz")}
stoi["."] = 0
for w in words:
    chs = ["."] + list(w) + ["."]
    for a, b in zip(chs, chs[1:]):
        N[stoi[a], stoi[b]] += 1
P = (N + 1).float()
P /= P.sum(1, keepdims=True)
gen = torch.Generator().manual_seed(2147483647)
out = []
ix = 0
for _ in range(10):
    ix = torch.multinomial(P[ix], num_samples=1, replacement=True, generator=gen).item()
    out.append(ix)
print(out, P[0].sum(), N.dtype, N[0, :5])
xs = torch.tensor([0, 5, 13])
xenc = F.one_hot(xs, num_classes=27).float()
W = torch.randn((27, 27), generator=gen, requires_grad=True)
logits = xenc @ W
counts = logits.exp()
probs = counts / counts.sum(1, keepdims=True)
loss = -probs[torch.arange(3), torch.tensor([5, 13, 13])].log().mean() + 0.01 * (W**2).mean()
W.grad = None
loss.backward()
W.data += -50 * W.grad
print(loss.item(), W[0, :3])
C = torch.randn((27, 2), generator=gen)
X = torch.randint(0, 27, (6, 3), generator=gen)
emb = C[X]
W1 = torch.randn((6, 10), generator=gen) * (5 / 3) / (6**0.5)
hp = emb.view(emb.shape[0], -1) @ W1
mean, std = hp.mean(0, keepdim=True), hp.std(0, keepdim=True)
hh = torch.tanh((hp - mean) / std)
print(hh[0, :4], emb.shape, (hh.abs() > 0.99).float().mean())


# hooks, grads, clip, freeze, custom loss / layers
class Swish(nn.Module):
    def __init__(self):
        super().__init__()
        self.beta = Parameter(torch.ones(1))

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)


class RMSELoss(nn.Module):
    def __init__(self, eps=1e-6):
        super().__init__()
        self.mse = nn.MSELoss()
        self.eps = eps

    def forward(self, a, b):
        return torch.sqrt(self.mse(a, b) + self.eps)


net = nn.Sequential(OrderedDict([("l1", nn.Linear(3, 8)), ("sw", Swish()), ("l2", nn.Linear(8, 1))]))
xx = torch.randn(32, 3)
yy = xx.sum(1, keepdim=True) ** 2
opt = Adam(
    [
        {"params": net.l1.parameters(), "lr": 1e-2},
        {"params": [net.sw.beta], "weight_decay": 1e-3},
        {"params": net.l2.parameters()},
    ],
    lr=1e-3,
)
sch = StepLR(opt, 5, 0.5)
crit = RMSELoss()
for e in range(15):
    opt.zero_grad()
    l = crit(net(xx), yy)
    l.backward()
    n = utils.clip_grad_norm_(net.parameters(), 1.0)
    utils.clip_grad_value_(net.parameters(), 0.5)
    opt.step()
    sch.step()
print("%.4f %.4f" % (l, n), [g["lr"] for g in opt.param_groups], net.sw.beta)
l1 = sum(p.abs().sum() for p in net.parameters())
l2 = sum((p**2).sum() for p in net.parameters())
print("%.3f %.3f" % (l1.item(), l2.item()))


class It(IterableDataset):
    def __iter__(self):
        return iter(range(7))


print([b.tolist() for b in DataLoader(It(), batch_size=3)])
for i, (n, p) in enumerate(net.named_parameters()):
    print(n, tuple(p.shape), p.grad is not None, p.grad.norm().item() > 0)
print(
    torch.where(torch.tensor([1.0, -1.0]) > 0),
    torch.full_like(xx[:1], 2),
    torch.arange(10).view(2, 5).float().mean(1),
    torch.cdist(xx[:2], xx[:3]).shape,
    F.cosine_similarity(xx[:2], xx[2:4]),
    F.normalize(xx[:1]),
    torch.logsumexp(xx[:2], 1),
    torch.addmm(torch.zeros(1), xx[:2], torch.ones(3, 2)),
    torch.baddbmm(torch.zeros(1, 2, 2), torch.ones(1, 2, 3), torch.ones(1, 3, 2)),
    torch.index_select(xx, 1, torch.tensor([0])).shape,
    torch.masked_select(xx[:2], xx[:2] > 5),
    torch.linalg.norm(xx[:2]),
    torch.linalg.solve(torch.eye(2) * 2, torch.ones(2)),
    torch.lerp(torch.zeros(1), torch.ones(1), 0.3),
    torch.vander(torch.tensor([1.0, 2])),
    torch.cumsum(torch.arange(4), 0),
    torch.diff(torch.tensor([1, 3, 6])),
    torch.quantile(torch.arange(5.0), 0.5),
    torch.nanmean(torch.tensor([1.0, float("nan")])),
    torch.isin(torch.tensor([1, 2]), torch.tensor([2])),
    torch.searchsorted(torch.tensor([1.0, 3]), torch.tensor([2.0])),
    torch.fmod(torch.tensor(5.0), 3),
    torch.remainder(torch.tensor(-5), 3),
    torch.hypot(torch.tensor(3.0), torch.tensor(4.0)),
    torch.deg2rad(torch.tensor(180.0)),
    torch.erf(torch.tensor(0.5)),
    torch.lgamma(torch.tensor(4.0)),
    torch.sinc(torch.tensor(0.5)),
    torch.bucketize(torch.tensor([2, 5]), torch.tensor([1, 3])),
    torch.pairwise_distance(xx[:1], xx[1:2]) if hasattr(torch, "pairwise_distance") else 0,
)
try:
    nn.Linear(3, 2)(torch.ones(2, 3, dtype=torch.long))
except RuntimeError:
    print("RuntimeError")
try:
    torch.zeros(2).foo
except AttributeError:
    print("AttributeError")
try:
    x = torch.ones(1, requires_grad=True)
    x += 1
except RuntimeError:
    print("RuntimeError")
try:
    torch.cat([torch.ones(2, 2), torch.ones(3, 3)])
except RuntimeError:
    print("RuntimeError")
try:
    torch.ones(4).view(3)
except RuntimeError:
    print("RuntimeError")
try:
    F.nll_loss(torch.ones(2, 2), torch.ones(2))
except RuntimeError:
    print("RuntimeError")
