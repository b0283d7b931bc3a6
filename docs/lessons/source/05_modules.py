# %% [en]
# # Lesson 5: modules, losses and optimizers
#
# The loop of the last lesson, in the words that everybody uses: a `Module` holds the parameters, a loss
# measures, an optimizer takes the steps.
# %% [zh]
# # 第 5 课：模块、损失与优化器
#
# 把上一课的循环换成大家都用的说法：`Module` 保存参数，损失负责度量，优化器负责迈步。
# %%
import tidu as torch
from tidu import nn

torch.manual_seed(0)
x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(x)


for epochs in (100, 1000):
    model = LinearModel()
    criterion = nn.MSELoss(reduction="sum")
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for epoch in range(epochs):
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    w, b = model.linear.weight.item(), model.linear.bias.item()
    print(f"{epochs} epochs: w = {w:.4f}, b = {b:.4f}, for x = 4: {model(torch.tensor([[4.0]])).item():.4f}")
# %% [en]
# `parameters()` finds what is inside, however deep. Different parts may have their own learning rate.
# %% [zh]
# `parameters()` 会找到里面所有的参数，不论嵌套多深。不同的部分可以有各自的学习率。
# %%
net = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 1)))
print([name for name, _ in net.named_parameters()])
torch.optim.SGD([{"params": net[0].parameters()}, {"params": net[2].parameters(), "lr": 0.001}], lr=0.1)
# %%
plot = torch.plot
plot.network(net)
# %% [en]
# ## Eight optimizers, one problem
# %% [zh]
# ## 八个优化器，同一个问题
# %%
from tidu import course

optimizers = course.experiment("optimizers")
result = optimizers.run()
result.figure()
# %%
print(*optimizers.see(result), sep="\n\n")
# %% [en]
# ## The line that everybody forgets
#
# Without `zero_grad()` each step uses the sum of all gradients so far: a ball that rolls through the
# valley and up the other side. Here one sees it; in larger networks the loss often falls all the same,
# and nobody notices. The doctor sees the tape, and therefore knows for certain.
# %% [zh]
# ## 人人都会忘的那一行
#
# 不写 `zero_grad()`，每一步用的都是至今所有梯度之和：像一个球滚过谷底，又冲上对面的坡。这里一眼就能看出来；
# 在更大的网络里，损失往往照样下降，没人察觉。医生（doctor）看得到计算记录，因此能够确定。
# %%
course.run("zero-grad").figure()
# %%
torch.manual_seed(0)
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
with torch.doctor(tell=None) as report:
    for _ in range(5):
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
for alert in report.alerts:
    print(alert.code, alert.level)
