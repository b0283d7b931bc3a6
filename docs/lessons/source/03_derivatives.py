# %% [en]
# # Lesson 3: derivatives, and who computes them
#
# To learn is to change numbers a little so that a loss gets smaller. Which way is down, the derivative
# says. First we see it as a limit, then we let the machine do it, exactly, and look over its shoulder.
# %% [zh]
# # 第 3 课：导数，以及由谁来算
#
# 学习就是把一些数稍微改一改，让损失变小。哪个方向是下坡，由导数来说。先把它看作极限，
# 再交给机器精确地算，并且看清它每一步怎么算。
# %%
def f(x):
    return 3 * x**2 - 4 * x


h = 0.1
for _ in range(5):
    print(f"h = {h:.5f}, (f(1 + h) - f(1)) / h = {(f(1 + h) - f(1)) / h:.5f}")
    h *= 0.1
# %% [en]
# It goes to 2. But not for ever: the experiment below goes on to h = 1e-10 and beyond, where subtracting
# two nearly equal numbers leaves mostly rounding. So derivatives are not computed that way.
# %% [zh]
# 它趋近于 2，但并不会一直如此：下面的实验继续缩小 h，两个几乎相等的数相减，剩下的大多是舍入误差。
# 所以导数并不是这样算出来的。
# %%
from tidu import course

derivative = course.experiment("derivative")
result = derivative.run()
result.figure()
# %% [en]
# ## Automatic differentiation
#
# Each operation knows its own derivative. A tensor with `requires_grad=True` remembers the operations
# that it went through, and `backward()` multiplies their derivatives in reverse: the chain rule.
# %% [zh]
# ## 自动微分
#
# 每个运算都知道自己的导数。`requires_grad=True` 的张量会记住经过的运算，`backward()` 再把它们的导数倒着乘起来：
# 这就是链式法则。
# %%
import tidu as torch

x = torch.tensor(1.0, requires_grad=True)
y = f(x)
y.backward()
print("y =", y.item(), " dy/dx =", x.grad.item())
# %% [en]
# Nothing of that is hidden. `explain` writes the computation out, with the numbers of this run.
# %% [zh]
# 这一切都不隐藏。`explain` 把计算写出来，用的就是这次运行的数。
# %%
print(torch.explain(y))
# %% [en]
# The same for a neuron, ŷ = σ(wx + b), and its squared error. Below the values stand the local derivatives,
# one a line, from the loss down to w; then the chain rule multiplies them.
# %% [zh]
# 对一个神经元 ŷ = σ(wx + b) 和它的平方误差也是一样。算出各个值之后，从损失往下直到 w，每行是一个局部导数；
# 然后由链式法则把它们乘起来。
# %%
w = torch.tensor(0.5, requires_grad=True)
b = torch.tensor(-1.0, requires_grad=True)
x, y = torch.tensor(3.0), torch.tensor(1.0)
loss = (torch.sigmoid(w * x + b) - y) ** 2
print(torch.explain(loss, wrt=w))
# %% [en]
# And as a picture: values flow down, gradients come back up.
# %% [zh]
# 再看成一张图：值向下流，梯度往上传回。
# %%
torch.draw(loss, values=True)
# %% [en]
# ## What belongs to the rules of the game
#
# Gradients add up until they are set to zero. `detach()` makes a constant of a result. And Python's own
# `while` and `if` may decide which operations happen: the tape has those that did.
# %% [zh]
# ## 游戏规则
#
# 梯度会累加，直到被清零。`detach()` 把一个结果变成常数。Python 的 `while` 和 `if` 可以决定做哪些运算：
# 记录里有的，就是真正做过的。
# %%
x = torch.arange(4.0, requires_grad=True)
(x * x).sum().backward()
x.sum().backward()
print("both together:", x.grad)
x.grad.zero_()
u = (x * x).detach()
(u * x).sum().backward()
print("u is a constant:", x.grad == u)


def g(a):
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b


a = torch.tensor(1.7, requires_grad=True)
d = g(a)
d.backward()
print("through a loop:", a.grad == d / a)
# %% [en]
# Derivatives of many by many are matrices, with a row for each output and a column for each input.
# %% [zh]
# 多个输出对多个输入的导数是矩阵：每个输出一行，每个输入一列。
# %%
from tidu.autograd.functional import hessian, jacobian

A = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
print(jacobian(lambda v: A @ v, torch.ones(2)))
print(hessian(lambda v: v @ A @ v, torch.ones(2)))
