"""What one does with modules: nesting, parameters, initialisation, files, hooks, schedules."""

import collections
import copy
import io
import tempfile

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.optim import lr_scheduler

FOLDER = tempfile.mkdtemp()
torch.manual_seed(0)


class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.out = nn.Linear(256, 10)

    def forward(self, X):
        return self.out(F.relu(self.hidden(X)))


class MySequential(nn.Module):
    def __init__(self, *args):
        super().__init__()
        for idx, module in enumerate(args):
            self._modules[str(idx)] = module

    def forward(self, X):
        for block in self._modules.values():
            X = block(X)
        return X


net = MySequential(nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 10))
X = torch.rand(2, 20)
print(net(X).shape, net)


class FixedHiddenMLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.rand_weight = torch.rand((20, 20), requires_grad=False)
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(X)
        X = F.relu(torch.mm(X, self.rand_weight) + 1)
        X = self.linear(X)
        while X.abs().sum() > 1:
            X /= 2
        return X.sum()


print(FixedHiddenMLP()(X))


class NestMLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        return self.linear(self.net(X))


chimera = nn.Sequential(NestMLP(), nn.Linear(16, 20), FixedHiddenMLP())
print(chimera(X))
print(chimera)
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
X = torch.rand(size=(2, 4))
print(net[2].state_dict(), type(net[2].bias), net[2].bias, net[2].bias.data, net[2].weight.grad is None)
print(*[(name, param.shape) for name, param in net[0].named_parameters()])
print(*[(name, param.shape) for name, param in net.named_parameters()])
print(net.state_dict()["2.bias"].data)


def block1():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4), nn.ReLU())


def block2():
    n = nn.Sequential()
    for i in range(2):
        n.add_module(f"block {i}", block1())
    return n


rgnet = nn.Sequential(block2(), nn.Linear(4, 1))
print(rgnet(X), rgnet, rgnet[0][1][0].bias.data)


def init_normal(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, mean=0, std=0.01)
        nn.init.zeros_(m.bias)


def init_xavier(m):
    if type(m) == nn.Linear:
        nn.init.xavier_uniform_(m.weight)


def init_42(m):
    if type(m) == nn.Linear:
        nn.init.constant_(m.weight, 42)


def my_init(m):
    if type(m) == nn.Linear:
        print("Init", *[(name, param.shape) for name, param in m.named_parameters()][0])
        nn.init.uniform_(m.weight, -10, 10)
        m.weight.data *= m.weight.data.abs() >= 5


net.apply(init_normal)
net[0].apply(init_xavier)
net[2].apply(init_42)
print(net[0].weight.data[0], net[2].weight.data)
net.apply(my_init)
print(net[0].weight[:2])
net[0].weight.data[:] += 1
net[0].weight.data[0, 0] = 42
print(net[0].weight.data[0])
shared = nn.Linear(8, 8)
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), shared, nn.ReLU(), shared, nn.ReLU(), nn.Linear(8, 1))
print(net[2].weight.data[0] == net[4].weight.data[0], len(list(net.parameters())))


class CenteredLayer(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, X):
        return X - X.mean()


print(
    CenteredLayer()(torch.FloatTensor([1, 2, 3, 4, 5])),
    nn.Sequential(nn.Linear(8, 128), CenteredLayer())(torch.rand(4, 8)).mean().abs() < 1e-6,
)


class MyLinear(nn.Module):
    def __init__(self, i, u):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(i, u))
        self.bias = nn.Parameter(
            torch.randn(
                u,
            )
        )

    def forward(self, X):
        linear = torch.matmul(X, self.weight.data) + self.bias.data
        return F.relu(linear)


l = MyLinear(5, 3)
print(l.weight, l(torch.rand(2, 5)))
x = torch.arange(4)
torch.save(x, FOLDER + "/x-file")
print(torch.load(FOLDER + "/x-file"))
y = torch.zeros(4)
torch.save([x, y], FOLDER + "/x-files")
print(torch.load(FOLDER + "/x-files"))
torch.save({"x": x, "y": y}, FOLDER + "/mydict")
print(torch.load(FOLDER + "/mydict"))
net = MLP()
Y = net(torch.ones(2, 20))
torch.save(net.state_dict(), FOLDER + "/mlp.params")
clone = MLP()
clone.load_state_dict(torch.load(FOLDER + "/mlp.params"))
print(clone.eval())
print(clone(torch.ones(2, 20)) == Y)
torch.save(net, FOLDER + "/whole.pkl")
n2 = torch.load(FOLDER + "/whole.pkl", weights_only=False)
print(torch.equal(n2(torch.ones(2, 20)), Y))
opt = torch.optim.Adam(net.parameters(), lr=1e-3)
buf = io.BytesIO()
torch.save({"epoch": 3, "model": net.state_dict(), "opt": opt.state_dict(), "loss": 0.5}, buf)
buf.seek(0)
ck = torch.load(buf)
print(ck["epoch"], ck["loss"], sorted(ck["opt"].keys()), ck["opt"]["param_groups"][0]["lr"])
act = {}


def hook(name):
    def f(m, i, o):
        act[name] = o.detach()

    return f


h = net.hidden.register_forward_hook(hook("h"))
net(torch.ones(1, 20))
print(act["h"].shape)
h.remove()
print(
    [type(m).__name__ for m in net.modules()],
    [n for n, _ in net.named_modules()],
    list(net.children())[0],
    dict(net.named_children()).keys(),
    net.training,
    net.hidden.in_features,
    net.hidden.out_features,
    hasattr(net, "foo"),
)
for s in [
    lr_scheduler.StepLR,
    lr_scheduler.ExponentialLR,
    lr_scheduler.CosineAnnealingLR,
    lr_scheduler.MultiStepLR,
    lr_scheduler.LambdaLR,
    lr_scheduler.ReduceLROnPlateau,
    lr_scheduler.OneCycleLR,
    lr_scheduler.CyclicLR,
    lr_scheduler.LinearLR,
]:
    o = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    a = {
        "StepLR": (2,),
        "ExponentialLR": (0.9,),
        "CosineAnnealingLR": (5,),
        "MultiStepLR": ([2, 4],),
        "LambdaLR": (lambda e: 0.95**e,),
        "ReduceLROnPlateau": (),
        "OneCycleLR": (0.5, 10),
        "CyclicLR": (0.01, 0.1),
        "LinearLR": (),
    }[s.__name__]
    sc = s(o, *a)
    r = []
    for e in range(6):
        o.step()
        (sc.step(1.0) if s is lr_scheduler.ReduceLROnPlateau else sc.step())
        r.append(round(o.param_groups[0]["lr"], 5))
    print(s.__name__, r)
d = copy.deepcopy(net)
d.hidden.weight.data.zero_()
print(net.hidden.weight.abs().sum() > 0, torch.nn.utils.parameters_to_vector(net.parameters()).shape)
for p in net.hidden.parameters():
    p.requires_grad = False
print(
    [p.requires_grad for p in net.parameters()],
    len(list(filter(lambda p: p.requires_grad, net.parameters()))),
)
torch.set_default_dtype(torch.float64)
print(torch.rand(1).dtype, nn.Linear(2, 1).weight.dtype, torch.get_default_dtype())
torch.set_default_dtype(torch.float32)
print(
    net.double().hidden.weight.dtype,
    net.float().hidden.weight.dtype,
    torch.finfo(torch.float32).eps,
    torch.iinfo(torch.int64).max,
)
ml = nn.ModuleList([nn.Linear(1, 1) for _ in range(2)])
md = nn.ModuleDict({"a": nn.ReLU(), "b": nn.Linear(1, 2)})
print(ml, md, len(ml), "a" in md)
od = nn.Sequential(collections.OrderedDict([("fc", nn.Linear(1, 1)), ("act", nn.Tanh())]))
print(od, od.fc, od[:1])


class B(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("run", torch.zeros(2))
        self.p = nn.ParameterList([nn.Parameter(torch.ones(1)) for _ in range(2)])

    def forward(self, x):
        self.run += 1
        return x * self.p[0] + self.run.sum()


b = B()
print(b(torch.ones(1)), b.state_dict(), b)
try:
    nn.Linear(2, 3)(torch.ones(2, 4))
except RuntimeError as e:
    print("shapes" in str(e))
try:
    net.foo
except AttributeError:
    print("AttributeError")
try:
    net.load_state_dict({"x": torch.ones(1)})
except RuntimeError as e:
    print(str(e)[:45])
try:
    F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 3]))
except IndexError:
    print("IndexError")
try:
    torch.ones(2, requires_grad=True).numpy()
except RuntimeError:
    print("RuntimeError")
try:
    F.binary_cross_entropy(torch.tensor([0.5]), torch.tensor([2.0]))
except RuntimeError:
    print("RuntimeError")
try:
    torch.ones(2).item()
except (RuntimeError, ValueError) as e:
    print(type(e).__name__)
try:
    torch.ones(2, 3) + torch.ones(2)
except RuntimeError:
    print("RuntimeError")
try:
    torch.ones(2, 3) @ torch.ones(2, 3)
except RuntimeError:
    print("RuntimeError")
print(torch.ones(3).apply_(lambda x: x + 1) if True else 0, torch.__version__.split(".")[0])


def batch_norm(X, gamma, beta, mm, mv, eps, mom):
    if not torch.is_grad_enabled():
        Xh = (X - mm) / torch.sqrt(mv + eps)
    else:
        mean = X.mean(dim=0)
        var = ((X - mean) ** 2).mean(dim=0)
        Xh = (X - mean) / torch.sqrt(var + eps)
        mm = (1.0 - mom) * mm + mom * mean
        mv = (1.0 - mom) * mv + mom * var
    return gamma * Xh + beta, mm.data, mv.data


print(
    batch_norm(torch.rand(4, 2), torch.ones(2), torch.zeros(2), torch.zeros(2), torch.ones(2), 1e-5, 0.1)[1]
)


def dropout_layer(X, p):
    mask = (torch.rand(X.shape) > p).float()
    return mask * X / (1.0 - p)


print(
    dropout_layer(torch.arange(16, dtype=torch.float32).reshape(2, 8), 0.5),
    F.dropout(torch.ones(8), 0.5),
    nn.Dropout(0.3)(torch.ones(20)),
)
