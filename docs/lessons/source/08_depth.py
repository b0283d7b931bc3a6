# %% [en]
# # Lesson 8: deep networks, and a real table
#
# The years of image recognition that made depth famous: the networks became deeper, the errors in the
# contest smaller. All four are built here layer by layer, as torchvision has them, and counted.
# %% [zh]
# # 第 8 课：深层网络，和一张真实的表
#
# 让“深度”出名的那几年：网络越来越深，竞赛中的错误越来越少。这里按 torchvision 的做法逐层搭出四个网络，
# 再数清它们的层和参数。
# %%
from tidu import course

images = course.experiment("images")
result = images.run()
result.figure()
# %%
print(*images.see(result), sep="\n\n")
# %% [en]
# ## A table of one's own
#
# For a CSV nobody needs to write a network: `tidu train` infers the columns, splits the rows, trains, and
# compares with baselines on rows it has not seen, also when they win.
# %% [zh]
# ## 自己的表格
#
# 面对一个 CSV，不需要自己写网络：`tidu train` 会推断各列、划分数据、训练，并在没见过的行上与基准比较，
# 即使输了也照样写出来。
# %%
import subprocess
import sys

import polars as pl
from sklearn.datasets import load_diabetes

bunch = load_diabetes(scaled=False, as_frame=False)
table = pl.DataFrame({name: bunch.data[:, k] for k, name in enumerate(bunch.feature_names)})
table.with_columns(pl.Series("progression", bunch.target)).write_csv("diabetes.csv")
words = ["train", "diabetes.csv", "--target", "progression", "--quiet", "--json"]
done = subprocess.run([sys.executable, "-m", "tidu", *words], capture_output=True, text=True)
# %%
import json

answer = json.loads(done.stdout)
print("this model   RMSE", round(answer["metrics"]["test"]["rmse"], 1))
for name, baseline in answer["baselines"].items():
    print(f"{name:12} RMSE", round(baseline["test"]["rmse"], 1))
