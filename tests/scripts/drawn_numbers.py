"""A generative pair, an autoencoder, a policy, and distributions to draw from."""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Bernoulli, Categorical, Normal, Uniform, kl_divergence
from torch.distributions.multinomial import Multinomial

torch.manual_seed(1)
np.random.seed(1)
G = nn.Sequential(nn.Linear(5, 128), nn.ReLU(), nn.Linear(128, 15))
D = nn.Sequential(nn.Linear(15, 128), nn.ReLU(), nn.Linear(128, 1), nn.Sigmoid())
oD = torch.optim.Adam(D.parameters(), lr=1e-4)
oG = torch.optim.Adam(G.parameters(), lr=1e-4)
pp = np.vstack([np.linspace(-1, 1, 15) for _ in range(64)])
for step in range(30):
    a = np.random.uniform(1, 2, size=64)[:, np.newaxis]
    paint = torch.from_numpy(a * np.power(pp, 2) + (a - 1)).float()
    ideas = torch.randn(64, 5, requires_grad=True)
    gp = G(ideas)
    p1 = D(gp)
    gl = torch.mean(torch.log(1.0 - p1))
    oG.zero_grad()
    gl.backward()
    oG.step()
    p0 = D(paint)
    p1 = D(gp.detach())
    dl = -torch.mean(torch.log(p0) + torch.log(1.0 - p1))
    oD.zero_grad()
    dl.backward(retain_graph=True)
    oD.step()
print("%.4f %.4f" % (gl.item(), dl.item()), p0.mean())


class VAE(nn.Module):
    def __init__(s):
        super().__init__()
        s.fc1 = nn.Linear(20, 16)
        s.fc21 = nn.Linear(16, 2)
        s.fc22 = nn.Linear(16, 2)
        s.fc3 = nn.Linear(2, 16)
        s.fc4 = nn.Linear(16, 20)

    def encode(s, x):
        h = F.relu(s.fc1(x))
        return s.fc21(h), s.fc22(h)

    def reparameterize(s, mu, logvar):
        std = torch.exp(0.5 * logvar)
        eps = torch.randn_like(std)
        return mu + eps * std

    def decode(s, z):
        return torch.sigmoid(s.fc4(F.relu(s.fc3(z))))

    def forward(s, x):
        mu, lv = s.encode(x.view(-1, 20))
        z = s.reparameterize(mu, lv)
        return s.decode(z), mu, lv


m = VAE()
opt = torch.optim.Adam(m.parameters(), lr=1e-2)
X = torch.rand(50, 20)
for e in range(20):
    r, mu, lv = m(X)
    BCE = F.binary_cross_entropy(r, X, reduction="sum")
    KLD = -0.5 * torch.sum(1 + lv - mu.pow(2) - lv.exp())
    l = BCE + KLD
    opt.zero_grad()
    l.backward()
    opt.step()
print("%.2f" % l.item())
n = Normal(torch.tensor([0.0, 1.0]), torch.tensor([1.0, 2.0]))
print(
    n,
    n.sample(),
    n.rsample((2,)).shape,
    n.log_prob(torch.tensor(0.5)),
    n.mean,
    n.entropy(),
    n.cdf(torch.tensor(0.0)),
)
print(
    Multinomial(10, torch.ones(6) / 6).sample(),
    Categorical(torch.tensor([0.25, 0.75])).sample((5,)),
    Categorical(logits=torch.zeros(3)).log_prob(torch.tensor(1)),
    Bernoulli(0.3).sample((4,)),
    Uniform(0.0, 2.0).sample((2,)),
    kl_divergence(Normal(0.0, 1.0), Normal(1.0, 2.0)),
)
fair_probs = torch.ones([6]) / 6
counts = torch.distributions.multinomial.Multinomial(1000, fair_probs).sample()
print(counts / 1000)
counts = Multinomial(10, fair_probs).sample((500,))
cum = counts.cumsum(dim=0)
est = cum / cum.sum(dim=1, keepdims=True)
print(est[-1])


class Policy(nn.Module):
    def __init__(s):
        super().__init__()
        s.a = nn.Linear(4, 16)
        s.p = nn.Linear(16, 2)
        s.saved = []
        s.r = []

    def forward(s, x):
        return F.softmax(s.p(F.relu(s.a(x))), dim=-1)


pol = Policy()
op = torch.optim.Adam(pol.parameters(), lr=1e-2)
for ep in range(5):
    state = np.random.randn(4)
    for t in range(10):
        probs = pol(torch.from_numpy(state).float().unsqueeze(0))
        c = Categorical(probs)
        a = c.sample()
        pol.saved.append(c.log_prob(a))
        state = state * 0.9
        pol.r.append(float(a.item()))
    R = 0
    ret = []
    for r in pol.r[::-1]:
        R = r + 0.99 * R
        ret.insert(0, R)
    ret = torch.tensor(ret)
    ret = (ret - ret.mean()) / (ret.std() + 1e-8)
    loss = torch.cat([-lp * R for lp, R in zip(pol.saved, ret)]).sum()
    op.zero_grad()
    loss.backward()
    op.step()
    print(ep, "%.4f" % loss.item())
    del pol.r[:]
    del pol.saved[:]
ae = nn.Sequential(nn.Linear(20, 8), nn.Tanh(), nn.Linear(8, 3), nn.Linear(3, 20))
o = torch.optim.Adagrad(ae.parameters(), lr=0.05)
for e in range(10):
    l = F.mse_loss(ae(X), X)
    o.zero_grad()
    l.backward()
    o.step()
print(l)
q = torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 5, replacement=True)
print(
    q,
    torch.multinomial(torch.ones(5), 3),
    torch.rand(2, generator=torch.Generator().manual_seed(3)),
    torch.empty(3).uniform_(0, 1),
    torch.empty(20).normal_(1, 2),
    torch.randint(high=5, size=(3,)),
    torch.rand_like(q, dtype=torch.float),
    torch.empty(2).exponential_(),
    torch.empty(3).random_(0, 9),
)
