"""Linear regression from zero: 500 points of 4 features, batches of 16, mean absolute loss, SGD by hand."""

import random

import torch

torch.manual_seed(2)
random.seed(2)


def create_data(w, b, count):
    x = torch.normal(0, 1, (count, len(w)))
    y = torch.matmul(x, w) + b
    y += torch.normal(0, 0.01, y.shape)
    return x, y


def batches(data, label, size):
    places = list(range(len(label)))
    random.shuffle(places)
    for start in range(0, len(label), size):
        chosen = places[start : start + size]
        yield data[chosen], label[chosen]


def linear(x, w, b):
    return torch.matmul(x, w) + b


def mean_absolute_loss(predicted, y):
    return torch.sum(abs(predicted - y)) / len(y)


def sgd(parameters, lr):
    with torch.no_grad():
        for parameter in parameters:
            parameter -= parameter.grad * lr
            parameter.grad.zero_()


true_w, true_b = torch.tensor([8.1, 2, 2, 4]), torch.tensor(1.1)
X, Y = create_data(true_w, true_b, 500)
print(X[:3], Y[:3])
w_0 = torch.normal(0, 0.01, true_w.shape, requires_grad=True)
b_0 = torch.tensor(0.01, requires_grad=True)
print(w_0, b_0)
for epoch in range(50):
    total = 0
    for x, y in batches(X, Y, 16):
        loss = mean_absolute_loss(linear(x, w_0, b_0), y)
        loss.backward()
        sgd([w_0, b_0], 0.03)
        total += loss.detach()
    if epoch % 10 == 0:
        print("epoch %03d: loss: %.3f" % (epoch, total))
print("true", true_w, true_b)
print("found", [round(w, 2) for w in w_0.tolist()], round(b_0.item(), 2))
