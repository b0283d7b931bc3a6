"""The same line with eight optimizers; LBFGS calls its closure several times a step."""

import torch

x_data = torch.tensor([[1.0], [2.0], [3.0]])
y_data = torch.tensor([[2.0], [4.0], [6.0]])
CHOICES = {
    "Adagrad": {"lr": 0.5}, "Adam": {"lr": 0.1}, "Adamax": {"lr": 0.1}, "ASGD": {"lr": 0.01},
    "LBFGS": {"lr": 0.1, "max_iter": 4}, "RMSprop": {"lr": 0.05}, "Rprop": {"lr": 0.01}, "SGD": {"lr": 0.01},
}  # fmt: skip

for name, options in CHOICES.items():
    torch.manual_seed(5)
    model = torch.nn.Linear(1, 1)
    criterion = torch.nn.MSELoss(reduction="sum")
    optimizer = getattr(torch.optim, name)(model.parameters(), **options)
    losses = []
    for _ in range(60):

        def closure():
            optimizer.zero_grad()
            loss = criterion(model(x_data), y_data)
            loss.backward()
            return loss

        losses.append(optimizer.step(closure).item())
    print(name, " ".join("%.4f" % loss for loss in losses[:20:4]))
    print("  prediction for 4: %.3f" % model(torch.tensor([[4.0]])).item(), "last loss %.3f" % losses[-1])
    print(optimizer)
