# %% [en]
# # Lesson 0: the Python that you need
#
# Everything in these lessons is written with a page of Python: names for values, choices, loops,
# functions and classes, a little NumPy. If you can read this page, you can read all the others,
# and the lines inside Tidu that compute them.
# %% [zh]
# # 第 0 课：需要的 Python
#
# 这些课只用到一页 Python：给值起名字、选择、循环、函数和类，再加一点 NumPy。
# 读懂这一页，就能读懂后面的每一课，也能读懂 Tidu 内部计算它们的代码。
# %% [en]
# A name is given with `=`. It is a label on a value, and can be put on another one.
# %% [zh]
# 用 `=` 给值起名字。名字只是值上的标签，随时可以贴到别的值上。
# %%
x = 3
y = 2.5
name = "gradient"
print(x + y, x * y, x**2, name)
x = x + 1
print(x)
# %% [en]
# A list holds values in order; places are counted from 0, negative ones from the end. `a[1:3]`
# is the slice from place 1 up to, but not including, place 3.
# %% [zh]
# 列表按顺序存放值；位置从 0 数起，负数从末尾数。`a[1:3]` 是从位置 1 到位置 3（不含 3）的切片。
# %%
a = [10, 20, 30, 40]
print(a[0], a[-1], a[1:3], len(a))
a.append(50)
print(a[::2], sum(a))
# %% [en]
# `if` chooses, `for` repeats. What belongs inside is moved to the right.
# %% [zh]
# `if` 做选择，`for` 做重复。属于里面的代码向右缩进。
# %%
for number in range(1, 6):
    if number % 2 == 0:
        print(number, "is even")
    else:
        print(number, "is odd")
# %% [en]
# A function gives a computation a name. A class keeps values and the functions that belong to
# them together: `self` is the thing itself. Networks will be classes.
# %% [zh]
# 函数给一段计算起名字。类把值和与它们相关的函数放在一起：`self` 就是这个东西自己。以后的网络都是类。
# %%
def line(x, w=2.0, b=0.0):
    return w * x + b


class Line:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __call__(self, x):
        return self.w * x + self.b


model = Line(2.0, 1.0)
print(line(4), line(4, b=1.0), model(4))
# %% [en]
# Numbers at random come from a stream that a seed fixes: the same seed, the same numbers. Every
# experiment here sets one, so that you see what is printed here.
# %% [zh]
# 随机数来自由种子决定的数列：种子相同，数就相同。这里的每个实验都设了种子，所以你会看到和这里一样的结果。
# %%
import random

random.seed(0)
print([random.randint(1, 6) for _ in range(5)])
random.seed(0)
print([random.randint(1, 6) for _ in range(5)])
# %% [en]
# NumPy computes with whole arrays at once. Tidu's tensors look the same, and add what this course
# is about: they remember how they were computed, and so know their own derivatives.
# %% [zh]
# NumPy 一次计算整个数组。Tidu 的张量看起来一样，还多了这门课的主题：它们记得自己是怎么算出来的，所以知道自己的导数。
# %%
import numpy as np

values = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
print(values.shape, values[1, 2], values[:, 0], values.mean(axis=0))
# %%
import tidu as torch

t = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
print(t.shape, t[1, 2], t[:, 0], t.mean(dim=0))
