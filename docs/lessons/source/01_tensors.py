# %% [en]
# # Lesson 1: everything becomes numbers
#
# A network reads vectors. So the first question about any data is how it becomes one: a picture
# here, a table in the next lesson. On the way we meet the tensor, the one kind of object that
# this course computes with.
# %% [zh]
# # 第 1 课：一切都变成数
#
# 网络读的是向量。所以面对任何数据，第一个问题都是它怎样变成向量：这一课是图片，下一课是表格。
# 途中我们认识张量，它是这门课唯一的计算对象。
# %%
import tidu as torch

x = torch.arange(12)
print(x.shape, x.numel())
X = x.reshape(3, 4)
print(X)
# %% [en]
# Operations go element by element. Where a shape has a 1, or lacks an axis, it is stretched to
# the other's: this is *broadcasting*. It saves writing and hides mistakes, so look at shapes first.
# %% [zh]
# 运算逐个元素进行。形状中大小为 1 的维，或缺少的维，会被拉伸成另一个的大小：这叫**广播**。
# 它省去很多代码，也会藏住错误，所以先看形状。
# %%
a = torch.arange(3).reshape(3, 1)
b = torch.arange(2).reshape(1, 2)
print(a.shape, b.shape, (a + b).shape)
print(a + b)
# %% [en]
# Slices read and write. Writing into `Z[:]` keeps the memory that `Z` has; `Z = X + Y` would make
# a new one.
# %% [zh]
# 切片既能读也能写。写入 `Z[:]` 会保留 `Z` 原来的内存；`Z = X + Y` 则会新建一块。
# %%
Y = torch.ones(3, 4)
Z = torch.zeros(3, 4)
before = id(Z)
Z[:] = X + Y
print(id(Z) == before, Z[1], Z[-1, 1:3])
# %% [en]
# ## A picture is three matrices
#
# A colour picture of 20 × 20 points holds, for every point, how much red, green and blue there is:
# three matrices. Laid out in one row they are a vector of 1200 features, and can be put back.
# %% [zh]
# ## 图片是三个矩阵
#
# 一张 20 × 20 的彩色图片，每个点存着红、绿、蓝各有多少：三个矩阵。把它们排成一行，就是有 1200 个特征的向量；
# 反过来也能还原。
# %%
import numpy as np

rows = np.linspace(0, 1, 20)[:, None]
columns = np.linspace(0, 1, 20)[None, :]
circle = ((rows - 0.5) ** 2 + (columns - 0.5) ** 2 < 0.16).astype("float32")
red, green, blue = circle, rows * np.ones((20, 20)), columns * np.ones((20, 20))
picture = torch.tensor(np.stack([red, green, blue]), dtype=torch.float32)
vector = picture.flatten()
print(picture.shape, "->", vector.shape)
print("the same picture again:", torch.equal(vector.reshape(3, 20, 20), picture))
# %%
from tidu import plot

shown = [picture.permute(1, 2, 0).numpy(), *picture.numpy()]
places = plot.panels(4, width=1.7, height=1.9)
for axes, values, title in zip(places, shown, ["RGB", "R", "G", "B"]):
    axes.imshow(values, cmap="gray", vmin=0, vmax=1)
    axes.set_title(title)
    axes.axis("off")
places[0]
# %% [en]
# ## Sums, means, products, lengths
#
# `dim` names the axis that disappears; `keepdim=True` keeps it with size 1, so that what comes out
# can be broadcast against what went in.
# %% [zh]
# ## 求和、平均、乘积、长度
#
# `dim` 指定消失的那一维；`keepdim=True` 让它保留为大小 1，这样结果还能与原来的张量广播。
# %%
A = torch.arange(20, dtype=torch.float32).reshape(5, 4)
print(A.sum(dim=0), A.mean(), A.sum(dim=1, keepdim=True).shape)
print((A / A.sum(dim=1, keepdim=True)).sum(dim=1))
print(A.cumsum(dim=0)[-1])
# %%
x = torch.arange(4, dtype=torch.float32)
y = torch.ones(4)
print("dot", torch.dot(x, y), "  matrix times vector", torch.mv(A, x))
u = torch.tensor([3.0, -4.0])
print("L2", u.norm(), "  L1", u.abs().sum(), "  Frobenius", torch.ones(4, 9).norm())
# %% [en]
# ## A prediction is one product
#
# Give each feature a weight, multiply and add: that is `w · x`, the smallest network there is. The
# sigmoid squeezes the sum between 0 and 1, and so makes a probability of it.
# %% [zh]
# ## 预测就是一次乘积
#
# 给每个特征一个权重，相乘再相加，就是 `w · x`：最小的网络。sigmoid 把这个和压到 0 与 1 之间，成为概率。
# %%
torch.manual_seed(0)
w = torch.randn(1200) / 1200**0.5
z = torch.dot(w, vector)
print(f"w.x = {z:.3f}, probability = {torch.sigmoid(z):.3f}")
