"""y = x^3 + 2x^2 by networks without a hidden layer, with 1 or 2 sigmoids, with 1, 4 or 100 ReLUs."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

x = torch.linspace(-2, 1, 200).unsqueeze(1)
y = x**3 + 2 * x**2


def network(width, activation):
    if width == 0:
        return nn.Linear(1, 1)
    layers = [nn.Linear(1, width)] + ([activation()] if activation else []) + [nn.Linear(width, 1)]
    return nn.Sequential(*layers)


for width, activation in ((0, None), (1, nn.Sigmoid), (2, nn.Sigmoid), (1, nn.ReLU), (4, nn.ReLU), (100, nn.ReLU),
                          (100, None)):  # fmt: skip
    torch.manual_seed(0)
    model = network(width, activation)
    loader = DataLoader(TensorDataset(x, y), batch_size=20, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for epoch in range(15):
        total = 0.0
        for inputs, targets in loader:
            loss = nn.functional.mse_loss(model(inputs), targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(inputs)
        if epoch % 7 == 0:
            print(f"epoch {epoch:2d} loss {total / len(x):.4f}")
    with torch.no_grad():
        print(model, model(torch.tensor([[-1.0], [0.5], [2.0]])).T)
