# %% [en]
# # Lesson 2: a table becomes a tensor
#
# Real tables have gaps and words. Both must become numbers, and how that is done decides what can
# be learned. First by hand, then by the one call that does it without a mistake that is easy to make.
# %% [zh]
# # 第 2 课：表格变成张量
#
# 真实的表格有空缺，也有文字。两者都要变成数，而怎样变，决定了能学到什么。先动手做一遍，
# 再用一个调用完成，它还避开了一个很容易犯的错误。
# %%
from pathlib import Path

Path("house_tiny.csv").write_text(
    "NumRooms,Alley,Price\nNA,Pave,127500\n2,NA,106000\n4,NA,178100\nNA,NA,140000\n"
)
print(Path("house_tiny.csv").read_text())
# %% [en]
# Read it with Polars (Pandas would do as well), and fill numbers by the mean of their column.
# Words become columns of 0 and 1, one for each word, and one for "not there".
# %% [zh]
# 用 Polars 读入（Pandas 也一样），数字的空缺用该列的平均值填补。文字变成 0 和 1 的列：每个词一列，“没有”也占一列。
# %%
import polars as pl

table = pl.read_csv("house_tiny.csv", null_values="NA")
inputs, price = table.select("NumRooms", "Alley"), table["Price"]
inputs = inputs.with_columns(pl.col("NumRooms").fill_null(pl.col("NumRooms").mean()))
inputs = inputs.with_columns(pl.col("Alley").fill_null("nan")).to_dummies("Alley")
print(inputs)
# %%
import tidu as torch

X, y = torch.tensor(inputs.to_numpy()), torch.tensor(price.to_numpy())
print(X)
print(y)
# %% [en]
# The other way is to leave out the column with the most gaps, or the rows with any. It is simpler
# and throws away what the remaining numbers could have told.
# %% [zh]
# 另一种做法是删掉空缺最多的列，或者有空缺的行。它更简单，但也扔掉了其余数字能告诉我们的东西。
# %%
gaps = {name: table[name].null_count() for name in table.columns}
worst = max(gaps, key=gaps.get)
print("gaps:", gaps, " without", worst, "->", table.drop(worst).columns)
print("rows without any gap:", table.drop_nulls().height, "of", table.height)
# %% [en]
# ## The mistake that is easy to make
#
# The mean that fills a gap is *learned* from data. If it is taken from the whole table, the rows that
# are kept aside for testing have told the training something. `tidu train` splits first, and fits
# the preprocessing (means, scales, words) on the training rows alone; it is then saved inside the model.
# %% [zh]
# ## 容易犯的错误
#
# 填补空缺的平均值是从数据中**学来的**。如果用整张表来算，留作测试的行就向训练泄露了信息。
# `tidu train` 先划分数据，只用训练行来拟合预处理（平均值、尺度、词表），并把它存进模型文件。
# %%
from tidu.tabular import Preprocessor, infer_columns, read_table

houses = read_table("house_tiny.csv")
schema = infer_columns(houses, "Price", numeric=["NumRooms"], categorical=["Alley"])
training = {
    "NumRooms": [2, 4, None, 3, 3, 5],
    "Alley": [None, None, "Pave", "Pave", "Grvl", "Grvl"],
    "Price": [106000, 178100, 127500, 140000, 131000, 190000],
}
prepare = Preprocessor.fit(training, schema, fill="mean", numeric="standard")
print(prepare.feature_names)
print(prepare.transform({"NumRooms": [None, 3, 10], "Alley": ["Pave", None, "Gravel"]}))
# %% [en]
# A row that is missing a number gets the training mean (0 after scaling) and a 1 in the column that
# says so; a word that training never saw, such as `Gravel`, is none of the known words: zeros, and
# `tidu predict` warns of it instead of crashing.
# %% [zh]
# 缺少数字的行得到训练集的平均值（标准化后是 0），并在“缺失”那一列记 1；训练时没见过的词（如 `Gravel`）
# 不属于任何已知的词，各列都是 0；`tidu predict` 会提醒，而不会崩溃。
