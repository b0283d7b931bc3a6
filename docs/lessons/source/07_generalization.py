# %% [en]
# # Lesson 7: what was learned, and what was only remembered
#
# A small training loss proves little. What counts is the loss on rows that training never saw.
# %% [zh]
# # 第 7 课：学会了什么，又只是记住了什么
#
# 训练损失小说明不了多少。算数的是在训练没见过的数据上的损失。
# %%
from tidu import course

best_epoch = course.experiment("best-epoch")
result = best_epoch.run()
result.figure()
# %%
print(*best_epoch.see(result), sep="\n\n")
# %% [en]
# ## Too simple, too free
# %% [zh]
# ## 太简单，太自由
# %%
fitting = course.experiment("fitting")
result = fitting.run()
result.figure()
# %%
print(*fitting.see(result), sep="\n\n")
# %% [en]
# ## Outside the data
#
# A network is good where there were data. Outside, it goes on as its activations happen to.
# %% [zh]
# ## 数据之外
#
# 网络在有数据的地方表现好。到了外面，它只会顺着激活函数延伸下去。
# %%
extrapolation = course.experiment("extrapolation")
result = extrapolation.run()
result.figure()
# %%
print(*extrapolation.see(result), sep="\n\n")
# %% [en]
# ## Is a number even?
#
# How the input is written decides what can be learned: what we know beforehand goes into the features.
# %% [zh]
# ## 一个数是不是偶数？
#
# 输入怎样写，决定了能学到什么：事先知道的东西，要放进特征里。
# %%
even = course.experiment("even")
print(*even.see(even.run()), sep="\n\n")
