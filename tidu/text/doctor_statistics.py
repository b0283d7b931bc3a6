"""Sentences of the doctor on curves, rates and activations."""

from __future__ import annotations

STATISTICS: dict[str, tuple[str, str]] = {
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
        "lr={safe:.1g}; and standardise the inputs, which then bear more: "
        "x = (x - x.mean(0)) / (x.std(0) + 1e-7)",
        "lr={safe:.1g}；并把输入标准化，就能承受更大的学习率：x = (x - x.mean(0)) / (x.std(0) + 1e-7)",
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
    "doctor.TD007_clipped.what": (
        "No step moved the weights by more than {size:.1e} of their size: gradients of size {before} are "
        "clipped to {after} before each step; the learning rate is {rate}.",
        "没有哪一步让权重的变化超过其大小的 {size:.1e}：大小为 {before} 的梯度，每次更新前都被裁剪到 "
        "{after}；学习率是 {rate}。",
    ),
    "doctor.TD007_clipped.why": (
        "Steps of 1e-2 to 1e-4 of the weights are usual. Clipping is for the rare gradient that is far too "
        "long; here it shortens every one, so that {steps} steps do what a few would.",
        "通常每一步为权重大小的 1e-2 到 1e-4。裁剪是为了偶尔过长的梯度；这里却把每个梯度都缩短了，{steps} 步"
        "只相当于平常的几步。",
    ),
    "doctor.TD007_clipped.fix": (
        "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)",
        "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)",
    ),
    "doctor.TD007_targets.what": (
        "Steps moved the weights by up to {size:.3g} times their size, to reach targets of size {targets} "
        "(root mean square); the learning rate is {rate}.",
        "为了达到大小为 {targets}（均方根）的目标，一步就让权重的变化达到其大小的 {size:.3g} 倍；学习率是 "
        "{rate}。",
    ),
    "doctor.TD007_targets.why": (
        "Layers begin with outputs of size 1. Targets far from that need weights as far away, and a rate "
        "that fits nothing else.",
        "各层一开始的输出大小约为 1。目标与之相差太远，权重就要走很远，只好用一个对别的任务都不合适的学习"
        "率。",
    ),
    "doctor.TD007_targets.fix": (
        "mean, std = y.mean(), y.std(); y = (y - mean) / std  # and then lr=1e-2; predict model(x) * std + "
        "mean",
        "mean, std = y.mean(), y.std(); y = (y - mean) / std  # 之后用 lr=1e-2；预测时 model(x) * std + mean",
    ),
    "doctor.TD007_ascent.what": (
        "Each step went along the gradient, w += {rate} * w.grad, and the loss from {first:.4g} to "
        "{last:.4g} in {steps} steps.",
        "每一步都顺着梯度方向走（w += {rate} * w.grad），{steps} 步中损失从 {first:.4g} 变为 {last:.4g}。",
    ),
    "doctor.TD007_ascent.why": (
        "The gradient points to where the loss grows; to make it smaller, go against it.",
        "梯度指向损失增大的方向；要让损失变小，就要朝相反方向走。",
    ),
    "doctor.TD007_ascent.fix": ("w -= {rate} * w.grad", "w -= {rate} * w.grad"),
    "doctor.TD007_momentum.what": (
        "{optimizer} has momentum={momentum}; the learning rate is {rate}.",
        "{optimizer} 的 momentum={momentum}；学习率是 {rate}。",
    ),
    "doctor.TD007_momentum.why": (
        "With a momentum of 1 or more nothing of earlier gradients is ever forgotten: the weights swing "
        "around the lowest point and never come to rest.",
        "动量达到或超过 1 时，以前的梯度永远不会被忘掉：权重会围着最低点一直摆动，停不下来。",
    ),
    "doctor.TD007_momentum.fix": (
        "torch.optim.{optimizer}(model.parameters(), lr={rate}, momentum=0.9)",
        "torch.optim.{optimizer}(model.parameters(), lr={rate}, momentum=0.9)",
    ),
    "doctor.TD007_large.what": (
        "{looks} of the {of} steps looked at moved the weights by more than a tenth of their size, the "
        "longest by "
        "{size:.3g} times; the learning rate is {rate}.",
        "看过的 {of} 步中，有 {looks} 步让权重的变化超过其大小的十分之一，最大的一步是 {size:.3g} 倍；学习率"
        "是 {rate}。",
    ),
    "doctor.TD007_large.why": (
        "Steps of 1e-2 to 1e-4 of the weights are usual; longer ones throw away what the weights were, the "
        "start "
        "that they were drawn with included.",
        "通常每一步为权重大小的 1e-2 到 1e-4；步子太大，会把权重原有的内容（包括初始值）都丢掉。",
    ),
    "doctor.TD007_large.fix": (
        "divide the learning rate by 10, and by 10 again if need be (Adam: lr=1e-3 to 1e-2, SGD: lr=1e-2 to "
        "1e-1)",
        "把学习率除以 10，必要时再除以 10（Adam：lr=1e-3 到 1e-2；SGD：lr=1e-2 到 1e-1）",
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
    # Units.
    "doctor.TD017_dropped.what": (
        "{name}(p=1.0) drops every unit in training.",
        "{name}(p=1.0) 在训练时会丢弃所有单元。",
    ),
    "doctor.TD017_dropped.why": (
        "p is the part that is dropped, not the part that is kept: behind this layer all is 0, and nothing "
        "before it learns.",
        "p 是丢弃的比例，而不是保留的比例：这一层之后全是 0，它前面的部分什么也学不到。",
    ),
    "doctor.TD017_dropped.fix": ("nn.{name}(0.1)", "nn.{name}(0.1)"),
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
