"""Sentences of the doctor on data, curves and activations."""

from __future__ import annotations

STATISTICS: dict[str, tuple[str, str]] = {
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
    "doctor.TD002_target.what": (
        "{cells} of the targets in {rows} rows are no finite numbers; one is {value}.",
        "{rows} 行目标中有 {cells} 个不是有限的数，例如 {value}。",
    ),
    "doctor.TD002_target.why": (
        "A loss against NaN is NaN, and after one step so is every weight.",
        "与 NaN 相比的损失是 NaN，再走一步，全部权重也都是 NaN。",
    ),
    "doctor.TD002_target.fix": (
        "known = y.isfinite(); x, y = x[known], y[known]  # for one target a row",
        "known = y.isfinite(); x, y = x[known], y[known]  # 每行一个目标时",
    ),
    "doctor.TD002_scale.what": (
        "Column {column} of what the first layer is given has a size of {size:.3g} (root mean square); the "
        "smallest of the {columns} columns has {least:.3g}.",
        "送入第一层的第 {column} 列，数值大小（均方根）为 {size:.3g}；{columns} 列中最小的一列是 "
        "{least:.3g}。",
    ),
    "doctor.TD002_scale.why": (
        "Gradients grow with the size of their column, so no learning rate suits large and small columns at "
        "once; layers are initialised for columns of size 1.",
        "梯度随列的大小增长，没有一个学习率能同时适合大列和小列；各层的初始值也是按大小为 1 的列设计的。",
    ),
    "doctor.TD002_scale.fix": (
        "mean, std = x.mean(0), x.std(0); x = (x - mean) / std  # the training rows' mean and std for test "
        "rows too",
        "mean, std = x.mean(0), x.std(0); x = (x - mean) / std  # 测试行也要用训练行的 mean 和 std",
    ),
    # Epochs.
    "doctor.TD003_few.what": (
        "In the last fifth of {steps} values the loss still fell by {share:.0%} of its whole way down; it "
        "ended "
        "at {last:.4g}.",
        "在 {steps} 个损失值的最后五分之一里，损失的下降仍占总降幅的 {share:.0%}，结束时为 {last:.4g}。",
    ),
    "doctor.TD003_few.why": (
        "Training ended before the curve was flat; the model has not yet learned what it could.",
        "曲线还没有变平，训练就结束了；模型还没有学到它能学到的。",
    ),
    "doctor.TD003_few.fix": (
        "train twice as long, and look at the curve again: tidu.plot.losses(history)",
        "把训练时间加倍，再看一次曲线：tidu.plot.losses(history)",
    ),
    "doctor.TD003_many.what": (
        "The validation loss was lowest at {lowest:.4g}, at evaluation {best} of {epochs}; by the end it was "
        "{last:.4g}.",
        "验证损失在第 {best} 次评估（共 {epochs} 次）时最低，为 {lowest:.4g}；到结束时已是 {last:.4g}。",
    ),
    "doctor.TD003_many.why": (
        "Since then the model has learned the chance in its training rows; on new rows it became worse.",
        "此后模型学的是训练行里的偶然因素，在新的行上反而变差。",
    ),
    "doctor.TD003_many.fix": (
        "tidu.fit(..., validation=0.2, patience=10)  # keeps the best weights; or stop after {best} by hand",
        "tidu.fit(..., validation=0.2, patience=10)  # 保留最好的权重；或手动在第 {best} 次后停下",
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
        "nn.CrossEntropyLoss(weight=len(y) / torch.bincount(y)), and judge by the recall of each class",
        "nn.CrossEntropyLoss(weight=len(y) / torch.bincount(y))，并按每个类别的召回率来评判",
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
    # The learning rate.
    "doctor.TD007_unstable.what": (
        "The learning rate is {rate:.3g}; where training stands, the loss bears steps of at most {bound:.3g} "
        "(2 over its steepest second derivative). In {steps} steps it went from {first:.4g} to {last:.4g}.",
        "学习率是 {rate:.3g}，而在当前位置，损失最多承受 {bound:.3g}（2 除以最陡方向的二阶导数）。"
        "{steps} 步中损失从 {first:.4g} 变为 {last:.4g}。",
    ),
    "doctor.TD007_unstable.why": (
        "A longer step lands higher on the other side of the valley, and the next one higher still.",
        "步子再长，就会落到山谷对面更高的地方，下一步又更高。",
    ),
    "doctor.TD007_unstable.fix": (
        "lr={tenth:.1g}, and a tenth of that if need be; standardise the inputs: x = (x - x.mean(0)) / "
        "x.std(0)",
        "lr={tenth:.1g}，必要时再除以 10；并把输入标准化：x = (x - x.mean(0)) / x.std(0)",
    ),
    "doctor.TD007_grows.what": (
        "The loss went from {first:.4g} to {last:.4g} in {steps} steps; the learning rate is {rate}.",
        "{steps} 步中损失从 {first:.4g} 变为 {last:.4g}；学习率是 {rate}。",
    ),
    "doctor.TD007_grows.why": (
        "Each step overshoots the lowest point by more than the last, up to inf and NaN.",
        "每一步都比上一步更远地越过最低点，直到 inf 和 NaN。",
    ),
    "doctor.TD007_grows.fix": (
        "divide the learning rate by 10, and by 10 again if need be; standardise inputs and targets",
        "把学习率除以 10，必要时再除以 10；并把输入和目标标准化",
    ),
    "doctor.TD007_small.what": (
        "No step moved the weights by more than {size:.1e} of their size; the learning rate is {rate}.",
        "没有哪一步让权重的变化超过其大小的 {size:.1e}；学习率是 {rate}。",
    ),
    "doctor.TD007_small.why": (
        "Steps of 1e-2 to 1e-4 of the weights are usual; at this rate {steps} steps do what a few would.",
        "通常每一步为权重大小的 1e-2 到 1e-4；照这样，{steps} 步只相当于平常的几步。",
    ),
    "doctor.TD007_small.fix": (
        "multiply the learning rate by 100 (Adam: lr=1e-3 to 1e-2, SGD: lr=1e-2 to 1e-1)",
        "把学习率乘以 100（Adam：lr=1e-3 到 1e-2；SGD：lr=1e-2 到 1e-1）",
    ),
    "doctor.TD007_worse.what": (
        "After {steps} steps the error is {excess:.3g} times that of one constant answer for all rows.",
        "{steps} 步之后，误差是对所有行都回答同一个常数时的 {excess:.3g} 倍。",
    ),
    "doctor.TD007_worse.why": (
        "The model is no better than the mean of the targets: it has learned nothing from the inputs yet. "
        "The "
        "learning rate ({rate}) is the first suspect, too large or too small.",
        "模型并不比目标的均值更好：它还没有从输入中学到东西。首先要怀疑学习率（{rate}），过大或过小都会这"
        "样。",
    ),
    "doctor.TD007_worse.fix": (
        "try rates ten times apart: for lr in (1e-4, 1e-3, 1e-2, 1e-1): ...",
        "试几个相差十倍的学习率：for lr in (1e-4, 1e-3, 1e-2, 1e-1): ...",
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
    # Units.
    "doctor.TD017_dead.what": (
        "{dead} of {units} units ({share:.0%}) of a ReLU were 0 for each of the last {rows} rows looked at.",
        "某个 ReLU 的 {units} 个单元中有 {dead} 个（{share:.0%}）在最近看过的 {rows} 行上全部为 0。",
    ),
    "doctor.TD017_dead.why": (
        "Where a ReLU is 0 its gradient is 0 too: such units will hardly come back, and the layer is as "
        "narrow "
        "as those that live.",
        "ReLU 为 0 的地方梯度也是 0：这些单元很难再活过来，这一层实际上只有活着的那么宽。",
    ),
    "doctor.TD017_dead.fix": (
        "a smaller learning rate and standardised inputs; or nn.LeakyReLU() in place of nn.ReLU()",
        "用更小的学习率并把输入标准化；或用 nn.LeakyReLU() 代替 nn.ReLU()",
    ),
    "doctor.TD017_vanishing.what": (
        "The gradient of the first of {layers} weight matrices is {ratio:.1e} of that of the last.",
        "{layers} 个权重矩阵中，第一个的梯度只有最后一个的 {ratio:.1e}。",
    ),
    "doctor.TD017_vanishing.why": (
        "Each layer multiplies the gradient by its slope (for a sigmoid at most 0.25); the first layers "
        "hardly "
        "learn.",
        "梯度每经过一层就乘上那一层的斜率（sigmoid 至多 0.25），最前面的几层几乎学不到东西。",
    ),
    "doctor.TD017_vanishing.fix": (
        "nn.ReLU() or nn.GELU() between the layers, nn.LayerNorm behind them, or fewer layers",
        "层与层之间用 nn.ReLU() 或 nn.GELU()，后面加 nn.LayerNorm，或减少层数",
    ),
}
