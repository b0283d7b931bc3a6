# %% [en]
# # Lesson 4: linear regression, by hand
#
# The smallest thing that learns: ŷ = w·x + b. We make data whose truth we know, forget the truth, and
# let gradient descent find it again.
# %% [zh]
# # 第 4 课：动手做线性回归
#
# 会学习的最小的东西：ŷ = w·x + b。先造一批真相已知的数据，再忘掉真相，让梯度下降把它找回来。
# %%
import tidu as torch

x = torch.arange(1.0, 7.0)
y = torch.tensor([3.1, 5.1, 6.9, 8.7, 10.8, 13.5])
losses = (3 * x + 2 - y).abs()
print("guess 3x + 2, absolute losses:", losses)
print(f"their mean: {losses.mean():.2f}")
# %% [en]
# Now 500 samples with four features. The loop is all there is to training: predict, measure, ask for the
# gradient, take a small step against it, forget the gradient.
# %% [zh]
# 现在是 500 个样本，每个有四个特征。训练的全部就是这个循环：预测，度量，求梯度，逆着梯度走一小步，把梯度清零。
# %%
torch.manual_seed(0)
true_w, true_b = torch.tensor([8.1, 2.0, 2.0, 4.0]), 1.1
X = torch.randn(500, 4)
y = X @ true_w + true_b + 0.01 * torch.randn(500)

w = torch.normal(0, 0.01, size=(4,), requires_grad=True)
b = torch.zeros(1, requires_grad=True)
history = []
for epoch in range(30):
    for rows in torch.randperm(500).split(16):
        loss = (X[rows] @ w + b - y[rows]).abs().mean()
        loss.backward()
        with torch.no_grad():
            w -= 0.03 * w.grad
            b -= 0.03 * b.grad
            w.grad.zero_()
            b.grad.zero_()
    with torch.no_grad():
        history.append((X @ w + b - y).abs().mean().item())
print(f"loss {history[0]:.3f} -> {history[-1]:.4f}")
print("w =", w.detach(), " b =", b.item())
# %%
from tidu import plot

plot.losses({"train_loss": history}, log=True)
# %% [en]
# The same as an experiment with all its knobs: `tidu course linear`. What it says was computed here, now.
# %% [zh]
# 同样的实验，带上所有可以调的旋钮：`tidu course linear`。下面的话里的数，都来自此刻这次运行。
# %%
from tidu import course

linear = course.experiment("linear")
result = linear.run()
print(*linear.see(result), sep="\n\n")
# %% [en]
# ## The loss is a landscape
#
# For two parameters it can be drawn. With all rows, each step takes the steepest way down: first
# the slope, then slowly along the valley. With mini-batches the path trembles, because each batch sees a
# slightly different landscape, and a step is much cheaper.
# %% [zh]
# ## 损失是一片地形
#
# 只有两个参数时可以把它画出来。用全部数据，每一步都朝当前最陡的方向往下走：先下陡坡，再沿谷底慢慢挪；
# 用小批量，路径会抖动，因为每一批看到的地形略有不同，但每一步便宜得多。
# %%
course.run("descent").figure()
# %% [en]
# ## How large a step?
#
# Too small is slow, too large overshoots, and beyond a limit each step makes things worse.
# %% [zh]
# ## 步子该多大？
#
# 太小就慢，太大会冲过头，超过某个界限，每一步都会更糟。
# %%
course.run("learning-rates").figure()
# %% [en]
# ## Without any step
#
# For this one model there is a formula, least squares. It gives the same line, and is the yardstick for
# the loop. For everything that follows there is only the loop.
# %% [zh]
# ## 一步也不走
#
# 唯独这个模型有公式：最小二乘。它给出同一条直线，是检验循环的尺子。后面的一切都只有循环。
# %%
ones = torch.cat([X, torch.ones(500, 1)], dim=1)
print(torch.linalg.lstsq(ones, y.reshape(-1, 1)).solution.flatten())
# %% [en]
# And why squared errors? If noise is normal, the most likely parameters are those with the least squares.
# %% [zh]
# 为什么用平方误差？如果噪声服从正态分布，最可能的参数正是平方误差最小的参数。
# %%
course.run("likelihood").figure()
