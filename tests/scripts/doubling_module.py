"""y = 2x with a Module, Linear(1, 1), a summed squared loss in its old and new spelling, and SGD."""

import torch

x_data = torch.Tensor([[1.0], [2.0], [3.0]])
y_data = torch.Tensor([[2.0], [4.0], [6.0]])


class LinearModel(torch.nn.Module):
    def __init__(self):
        super(LinearModel, self).__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(x)


for criterion in (torch.nn.MSELoss(size_average=False), torch.nn.MSELoss(reduction="sum")):
    for epochs in (100, 1000):
        torch.manual_seed(4)
        model = LinearModel()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
        for epoch in range(epochs):
            y_pred = model(x_data)
            loss = criterion(y_pred, y_data)
            if epoch % 20 == 0 and epoch < 100:
                print(epoch, loss.item(), loss)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print(model, criterion)
        print("w = %.4f" % model.linear.weight.item())
        print("b = %.4f" % model.linear.bias.item())
        print("y_pred =", model(torch.Tensor([[4.0]])).data)
