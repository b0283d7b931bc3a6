# %% [en]
# # Lesson 6: from one layer to many
#
# Stack linear layers and nothing is gained: their product is one matrix.
# %% [zh]
# # 第 6 课：从一层到多层
#
# 只把线性层叠起来什么也得不到：它们的乘积仍是一个矩阵。
# %%
from tidu import course

collapse = course.experiment("collapse")
result = collapse.run()
print(*collapse.see(result), sep="\n\n")
# %% [en]
# A bend between them changes everything. A network with one hidden layer is a sum of bent lines, and with
# enough of them any curve can be built: each neuron gives one part.
# %% [zh]
# 在中间折一下，一切就不同了。只有一个隐藏层的网络就是若干条折线（或 S 形曲线）之和，条数够多就能拼出任何曲线：
# 每个神经元贡献一份。
# %%
course.run("neurons").figure()
# %% [en]
# ## y = x³ + 2x², with 0, 1, 2, 4, 100 neurons
# %% [zh]
# ## y = x³ + 2x²：0、1、2、4、100 个神经元
# %%
cubic = course.experiment("cubic")
result = cubic.run()
result.figure()
# %%
print(*cubic.see(result), sep="\n\n")
# %% [en]
# ## Wide or deep?
#
# Equal numbers of parameters, arranged differently. The honest answer depends on the function.
# %% [zh]
# ## 宽还是深？
#
# 参数一样多，排法不同。老实的回答是：要看是什么函数。
# %%
depth = course.experiment("depth")
result = depth.run()
result.figure()
# %%
print(*depth.see(result), sep="\n\n")
# %% [en]
# What a network computes can be looked at: its layers, sizes and costs, and the whole graph.
# %% [zh]
# 网络算了什么都能看见：各层的大小和代价，以及整张计算图。
# %%
import tidu as torch
from tidu import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 1))
print(torch.summary(net, torch.ones(8, 4)))
# %%
torch.draw(net, torch.ones(8, 4))
