"""Sentences of the doctor on inputs, labels and their order."""

from __future__ import annotations

DATA: dict[str, tuple[str, str]] = {
    # Inputs and targets.
    "doctor.TD002_nan.what": (
        "{cells} of the input's cells in {rows} rows are no finite numbers; the first is {value} in column "
        "{column} of {columns} (counted from 0).",
        "输入的 {rows} 行中有 {cells} 格不是有限的数；第一个是 {value}，在第 {column} 列（共 {columns} 列，"
        "从 0 数起）。",
    ),
    "doctor.TD002_nan.why": (
        "One NaN makes the loss NaN, the loss makes every gradient NaN, and one step makes every weight NaN.",
        "一个 NaN 会让损失变成 NaN，损失又让所有梯度变成 NaN，再走一步，全部权重就都是 NaN 了。",
    ),
    "doctor.TD002_nan.fix": (
        "x = torch.where(x.isfinite(), x, 0.0)  # after standardising 0 is the mean; or leave such rows out",
        "x = torch.where(x.isfinite(), x, 0.0)  # 标准化之后 0 就是均值；也可以去掉这些行",
    ),
    "doctor.TD002_column.what": (
        "Column {column} of {columns} of the input (counted from 0) is NaN or infinite in all {rows} rows; "
        "such columns in all: {count}.",
        "输入的第 {column} 列（共 {columns} 列，从 0 数起）在全部 {rows} 行上都是 NaN 或无穷大；这样的列共有 "
        "{count} 列。",
    ),
    "doctor.TD002_column.why": (
        "So it is with a column that never changes: its standard deviation is 0, and standardising it "
        "divides "
        "0 by 0. One NaN makes the loss, every gradient and, after one step, every weight NaN.",
        "从不变化的列就会这样：它的标准差是 0，标准化时成了 0 除以 0。一个 NaN 会让损失和所有梯度变成 NaN，再"
        "走一步，全部权重也是 NaN。",
    ),
    "doctor.TD002_column.fix": (
        "x = (x - mean) / (std + 1e-7)  # or leave such columns out",
        "x = (x - mean) / (std + 1e-7)  # 或者去掉这样的列",
    ),
    "doctor.TD002_target.what": (
        "{cells} of the targets in {rows} rows are no finite numbers; one is {value}.",
        "{rows} 行目标中有 {cells} 个不是有限的数，例如 {value}。",
    ),
    "doctor.TD002_target.why": (
        "A loss against NaN is NaN, and after one step so is every weight. NaN comes from gaps in the table, "
        "and from the logarithm or root of a negative target.",
        "与 NaN 相比的损失是 NaN，再走一步，全部权重也都是 NaN。NaN 来自表中的空格，"
        "也来自对负的目标取对数或开方。",
    ),
    "doctor.TD002_target.fix": (
        "known = y.isfinite(); x, y = x[known], y[known]  # for one target a row",
        "known = y.isfinite(); x, y = x[known], y[known]  # 每行一个目标时",
    ),
    "doctor.TD002_scale.what": (
        "The columns that the first layer is given have sizes (root mean square) of {least:.3g} "
        "to {size:.3g}; the "
        "largest is column {column} of {columns} (counted from 0).",
        "送入第一层的各列，数值大小（均方根）从 {least:.3g} 到 {size:.3g}；最大的是第 {column} 列（共"
        " {columns} "
        "列，从 0 数起）。",
    ),
    "doctor.TD002_scale.why": (
        "Layers are initialised for columns of size 1, and the loss bends with the square of a column's "
        "size: here "
        "{times:,.0f} times as much, so that it bears only a rate as many times smaller.",
        "各层的初始值是按大小为 1 的列设计的，而损失的弯曲程度随列大小的平方增长：这里是 {times:,.0f} 倍，"
        "能承受的学习率也就小这么多倍。",
    ),
    "doctor.TD002_scale.fix": (
        "mean, std = x.mean(0), x.std(0); x = (x - mean) / (std + 1e-7)  # the training rows' mean and std "
        "for test rows too; for pictures: x = x / 255",
        "mean, std = x.mean(0), x.std(0); x = (x - mean) / (std + 1e-7)  # 测试行也要用训练行的 mean 和 "
        "std；图"
        "片则用 x = x / 255",
    ),
    # Labels.
    "doctor.TD006_leak.what": (
        "Column {column} of the inputs correlates with the target by {correlation:.5f} over {rows} rows.",
        "在 {rows} 行上，输入的第 {column} 列与目标的相关系数为 {correlation:.5f}。",
    ),
    "doctor.TD006_leak.why": (
        "That column is the target in another unit. The model copies it, and will have nothing to copy when "
        "the target is not known yet.",
        "这一列就是换了单位的目标。模型只是在抄它；到了真正要预测、目标还不知道的时候，就没有东西可抄了。",
    ),
    "doctor.TD006_leak.fix": (
        "leave column {column} out of the inputs, unless it is truly known before the target is",
        "从输入中去掉第 {column} 列，除非它确实在目标之前就已知道",
    ),
    "doctor.TD006_repeated.what": (
        "{again} of {rows} rows that the model is judged by ({share:.0%}) are rows that it is trained on.",
        "用来评判模型的 {rows} 行中，有 {again} 行（{share:.0%}）也在训练行里。",
    ),
    "doctor.TD006_repeated.why": (
        "What was seen in training can be remembered; the figure says less about new rows than it seems to.",
        "训练时见过的行可以靠记忆答对，这个成绩就说明不了它在新行上的表现。",
    ),
    "doctor.TD006_repeated.fix": (
        "split once, before anything else, and remove equal rows first: rows = numpy.unique(rows, axis=0)",
        "最先且只划分一次，并先去掉相同的行：rows = numpy.unique(rows, axis=0)",
    ),
    "doctor.TD006_same.what": (
        "All {rows} targets seen are {value}.",
        "看到的 {rows} 个目标全都是 {value}。",
    ),
    "doctor.TD006_same.why": (
        "There is nothing to learn: one constant is always right.",
        "没有什么可学的：永远答这个常数就行。",
    ),
    "doctor.TD006_same.fix": (
        "look at where y comes from: print(y.unique(return_counts=True))",
        "查看 y 的来历：print(y.unique(return_counts=True))",
    ),
    "doctor.TD006_equal.what": (
        "All {rows} rows of the batch are the same row, with the same target, and so they are in every "
        "batch.",
        "这一批的 {rows} 行全是同一行，目标也相同，每一批都是这样。",
    ),
    "doctor.TD006_equal.why": (
        "There is nothing to learn but one answer. So it is with a Dataset whose __getitem__ does not use "
        "its index.",
        "除了一个答案，没有别的可学。如果 Dataset 的 __getitem__ 没有用到下标，就会这样。",
    ),
    "doctor.TD006_equal.fix": (
        "def __getitem__(self, i): return x[i], y[i]",
        "def __getitem__(self, i): return x[i], y[i]",
    ),
    "doctor.TD006_rare.what": (
        "Class {label} has {count} of {rows} rows, class {common} has {most:.0%} of them.",
        "{rows} 行中类别 {label} 只有 {count} 行，类别 {common} 占 {most:.0%}。",
    ),
    "doctor.TD006_rare.why": (
        "Who always answers {common} is right in {most:.0%} of all cases: accuracy says nothing here, and "
        "the "
        "loss hardly notices class {label}.",
        "永远回答 {common} 也能对 {most:.0%}：这里的准确率说明不了问题，损失也几乎感觉不到类别 {label}。",
    ),
    "doctor.TD006_rare.fix": (
        "{fix}, and judge by the recall of each class",
        "{fix}，并按每个类别的召回率来评判",
    ),
    "doctor.TD006_constant.what": (
        "In the last batches looked at the answers to {rows} rows differ by {spread:.2g} (standard "
        "deviation), the "
        "targets by {wanted:.2g}: the model gives nearly one number for all.",
        "在最后看过的几个批次中，对 {rows} 行的回答只相差 {spread:.2g}（标准差），而目标相差 {wanted:.2g}：模"
        "型对所有行"
        "给出的几乎是同一个数。",
    ),
    "doctor.TD006_constant.why": (
        "Rows that are alike have targets that are alike, so there is something to learn; but nothing of a "
        "row "
        "reaches the output: weights that decayed to 0, units that are 0 or saturated, or an input that is "
        "lost "
        "on the way.",
        "相近的行目标也相近，所以是有东西可学的；但行里的信息到不了输出：权重衰减到了 0、单元为 0 或饱和，或"
        "者输入在半路丢了。",
    ),
    "doctor.TD006_constant.fix": (
        "for name, p in model.named_parameters(): print(name, p.std().item(), p.grad.std().item())  # near "
        "0: there; "
        "try weight_decay=0",
        "for name, p in model.named_parameters(): print(name, p.std().item(), p.grad.std().item())  # 接近 0 "
        "的就是；"
        "可先试 weight_decay=0",
    ),
    "doctor.TD006_one_class.what": (
        "In the last batches looked at all {rows} rows were given class {label}, which {share:.0%} of them "
        "have.",
        "在最后看过的几个批次中，{rows} 行全都被判为类别 {label}，而实际上只有 {share:.0%} 属于它。",
    ),
    "doctor.TD006_one_class.why": (
        "Rows that are alike have classes that are alike, so there is something to learn; but nothing of a "
        "row "
        "reaches the output: weights that decayed to 0, units that are 0 or saturated, or an input that is "
        "lost "
        "on the way.",
        "相近的行类别也相近，所以是有东西可学的；但行里的信息到不了输出：权重衰减到了 0、单元为 0 或饱和，或"
        "者输入在半路丢了。",
    ),
    "doctor.TD006_one_class.fix": (
        "for name, p in model.named_parameters(): print(name, p.std().item(), p.grad.std().item())  # near "
        "0: there; "
        "try weight_decay=0",
        "for name, p in model.named_parameters(): print(name, p.std().item(), p.grad.std().item())  # 接近 0 "
        "的就是；"
        "可先试 weight_decay=0",
    ),
    "doctor.TD006_unrelated.what": (
        "Among {rows} rows, rows that are alike agree in their targets no more than any two rows do "
        "({score:.1f} standard deviations from chance).",
        "在 {rows} 行中，彼此相近的行，其目标并不比任意两行更一致（偏离偶然 {score:.1f} 个标准差）。",
    ),
    "doctor.TD006_unrelated.why": (
        "Either the inputs say nothing about the target, or rows and targets got out of step, as when only "
        "one "
        "of them was shuffled or sorted.",
        "要么输入与目标无关，要么行和目标错位了，例如只打乱或排序了其中一个。",
    ),
    "doctor.TD006_unrelated.fix": (
        "use one order for both: order = torch.randperm(len(x)); x, y = x[order], y[order]",
        "两者用同一个顺序：order = torch.randperm(len(x)); x, y = x[order], y[order]",
    ),
    # Order.
    "doctor.TD015.what": (
        "{share:.0%} of the targets' variance lies between the {batches} batches looked at, where chance "
        "would "
        "leave {chance:.0%}: the first and the last hold {what}.",
        "在看过的 {batches} 个批次中，目标的方差有 {share:.0%} 在批次之间，而随机时只会有 {chance:.0%}："
        "第一批和最后一批分别是 {what}。",
    ),
    "doctor.TD015.why": (
        "The rows are sorted by their target, so each batch teaches one answer and the next another; the "
        "model "
        "forgets as it goes.",
        "行是按目标排序的，每一批只教一种答案，下一批又教另一种；模型边学边忘。",
    ),
    "doctor.TD015.fix": (
        "DataLoader(rows, batch_size=32, shuffle=True), or order = torch.randperm(len(x)) anew in every "
        "epoch",
        "DataLoader(rows, batch_size=32, shuffle=True)，或每个 epoch 重新 order = torch.randperm(len(x))",
    ),
}
