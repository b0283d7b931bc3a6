"""Networks of images: by hand, LeNet, lazy layers, residual blocks."""

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

torch.manual_seed(1)


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(-1, self.num_flat_features(x))
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)

    def num_flat_features(self, x):
        size = x.size()[1:]
        num_features = 1
        for s in size:
            num_features *= s
        return num_features


net = Net()
print(net)
params = list(net.parameters())
print(len(params), params[0].size())
input = torch.randn(1, 1, 32, 32)
out = net(input)
print(out)
net.zero_grad()
out.backward(torch.randn(1, 10))
output = net(input)
target = torch.randn(10).view(1, -1)
criterion = nn.MSELoss()
loss = criterion(output, target)
print(loss, loss.grad_fn is not None)
net.zero_grad()
print(net.conv1.bias.grad)
loss.backward()
print(net.conv1.bias.grad)
for f in net.parameters():
    f.data.sub_(f.grad.data * 0.01)


class CNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Sequential(
            nn.Conv2d(in_channels=1, out_channels=16, kernel_size=5, stride=1, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=2),
        )
        self.conv2 = nn.Sequential(
            nn.Conv2d(16, 32, 5, 1, 2), nn.BatchNorm2d(32), nn.ReLU(), nn.AvgPool2d(2), nn.Dropout2d(0.1)
        )
        self.out = nn.Linear(32 * 7 * 7, 10)

    def forward(self, x):
        x = self.conv1(x)
        x = self.conv2(x)
        x = x.view(x.size(0), -1)
        return self.out(x), x


cnn = CNN()
print(cnn)
X = torch.rand(64, 1, 28, 28)
Y = torch.randint(0, 10, (64,))
opt = optim.Adam(cnn.parameters(), lr=1e-3)
lf = nn.CrossEntropyLoss()
for e in range(5):
    o = cnn(X)[0]
    l = lf(o, Y)
    opt.zero_grad()
    l.backward()
    opt.step()
    print(e, "%.4f" % l.item(), (o.argmax(1) == Y).float().mean().item())
lenet = nn.Sequential(
    nn.LazyConv2d(6, kernel_size=5, padding=2),
    nn.Sigmoid(),
    nn.AvgPool2d(kernel_size=2, stride=2),
    nn.LazyConv2d(16, kernel_size=5),
    nn.Sigmoid(),
    nn.AvgPool2d(kernel_size=2, stride=2),
    nn.Flatten(),
    nn.LazyLinear(120),
    nn.Sigmoid(),
    nn.LazyLinear(84),
    nn.Sigmoid(),
    nn.LazyLinear(10),
)
print(lenet)
Z = torch.randn(1, 1, 28, 28)
for layer in lenet:
    Z = layer(Z)
    print(layer.__class__.__name__, "output shape:\t", Z.shape)


class Residual(nn.Module):
    def __init__(self, c, use=False, strides=1):
        super().__init__()
        self.conv1 = nn.LazyConv2d(c, kernel_size=3, padding=1, stride=strides)
        self.conv2 = nn.LazyConv2d(c, kernel_size=3, padding=1)
        self.conv3 = nn.LazyConv2d(c, kernel_size=1, stride=strides) if use else None
        self.bn1 = nn.LazyBatchNorm2d()
        self.bn2 = nn.LazyBatchNorm2d()

    def forward(self, X):
        Y = F.relu(self.bn1(self.conv1(X)))
        Y = self.bn2(self.conv2(Y))
        if self.conv3:
            X = self.conv3(X)
        Y += X
        return F.relu(Y)


blk = Residual(6, True, 2)
out = blk(torch.randn(4, 3, 6, 6))
print(out.shape, out.mean())
out.sum().backward()
print(blk.conv1.weight.grad.abs().mean())


def corr2d(X, K):
    h, w = K.shape
    Y = torch.zeros((X.shape[0] - h + 1, X.shape[1] - w + 1))
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + h, j : j + w] * K).sum()
    return Y


X = torch.ones((6, 8))
X[:, 2:6] = 0
K = torch.tensor([[1.0, -1.0]])
Y = corr2d(X, K)
print(Y)
conv2d = nn.LazyConv2d(1, kernel_size=(1, 2), bias=False)
X = X.reshape((1, 1, 6, 8))
Y = Y.reshape((1, 1, 6, 7))
for i in range(10):
    Yh = conv2d(X)
    l = (Yh - Y) ** 2
    conv2d.zero_grad()
    l.sum().backward()
    conv2d.weight.data[:] -= 3e-2 * conv2d.weight.grad
    if (i + 1) % 2 == 0:
        print(f"epoch {i + 1}, loss {l.sum():.3f}")
print(
    conv2d.weight.data.reshape((1, 2)),
    nn.AdaptiveAvgPool2d((1, 1))(X),
    nn.MaxPool2d((2, 3), stride=(2, 3), padding=(0, 1))(X).shape,
    nn.ConvTranspose2d(1, 2, 4, 2, 1)(X).shape,
    F.interpolate(X, scale_factor=2).shape,
    F.pad(X, (1, 1)).shape,
    nn.Upsample(scale_factor=2, mode="bilinear")(X).sum(),
)
