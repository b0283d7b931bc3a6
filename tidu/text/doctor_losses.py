"""Sentences of the doctor on shapes, types, heads and losses."""

from __future__ import annotations

LOSSES: dict[str, tuple[str, str]] = {
    # Shapes and types, from the error.
    "doctor.TD001.what": ("The run ended here: {error}", "运行在这里中断：{error}"),
    "doctor.TD001.why": (
        "Two shapes met that do not fit. Sizes are compared from the right; each pair must be equal or "
        "contain a 1.",
        "两个形状在这里对不上。各维从右往左比较，每一对大小要么相等，要么其中一个是 1。",
    ),
    "doctor.TD001.fix": ("{fix}", "{fix}"),
    "doctor.TD012_type.what": ("The run ended here: {error}", "运行在这里中断：{error}"),
    "doctor.TD012_type.why": (
        "Layers compute in one type, float32 unless asked otherwise; data from NumPy is float64, and "
        "classes are whole numbers (int64).",
        "同一层只用一种类型计算，默认是 float32；来自 NumPy 的数据是 float64，而类别必须是整数（int64）。",
    ),
    "doctor.TD012_type.fix": ("{fix}", "{fix}"),
    "doctor.TD012_label.what": (
        "A label is {label}, but with {classes} outputs the classes are 0 to {last}.",
        "有一个标签是 {label}，但输出只有 {classes} 个，类别应为 0 到 {last}。",
    ),
    "doctor.TD012_label.why": (
        "The label says which column of the output is the right one; there is no such column.",
        "标签指出输出的哪一列是正确答案，而这一列并不存在。",
    ),
    "doctor.TD012_label.fix": ("{fix}", "{fix}"),
    "doctor.TD012_word.what": (
        "A number that names a row is {given}, but there are {count} rows, 0 to {last}.",
        "有一个行号是 {given}，但表只有 {count} 行，应为 0 到 {last}。",
    ),
    "doctor.TD012_word.why": (
        "An embedding, and one_hot, look up the row of that number; there is no such row. Words that "
        "training did not know need a row of their own.",
        "embedding 和 one_hot 按号取行，而这一行并不存在。训练时没见过的词，需要留一行给它们。",
    ),
    "doctor.TD012_word.fix": ("{fix}", "{fix}"),
    "doctor.TD012_target.what": (
        "The targets go from {low} to {high}, but binary_cross_entropy wants probabilities, 0 to 1.",
        "目标的范围是 {low} 到 {high}，而 binary_cross_entropy 要的是 0 到 1 之间的概率。",
    ),
    "doctor.TD012_target.why": (
        "The loss takes the target as the share of the one class: beyond 0 and 1 it has no lowest value.",
        "这个损失把目标当作其中一类所占的份额：超出 0 和 1，它就没有最小值。",
    ),
    "doctor.TD012_target.fix": (
        "target = (target > target.mean()).float()  # 0 and 1",
        "target = (target > target.mean()).float()  # 只有 0 和 1",
    ),
    # The head.
    "doctor.TD004_linear.what": (
        "Two linear layers follow each other ({inputs} → {hidden} → {outputs}) with no activation between "
        "them.",
        "两个线性层直接相连（{inputs} → {hidden} → {outputs}），中间没有激活函数。",
    ),
    "doctor.TD004_linear.why": (
        "Together they are one linear layer {inputs} → {outputs}: the {hidden} units in between cost time "
        "and add nothing that could be learned.",
        "两层合起来只相当于一个 {inputs} → {outputs} 的线性层：中间的 {hidden} 个单元只费时间，"
        "学不到更多东西。",
    ),
    "doctor.TD004_linear.fix": (
        "nn.Sequential(nn.Linear({inputs}, {hidden}), nn.ReLU(), nn.Linear({hidden}, {outputs}))",
        "nn.Sequential(nn.Linear({inputs}, {hidden}), nn.ReLU(), nn.Linear({hidden}, {outputs}))",
    ),
    "doctor.TD004_range.what": (
        "The output ends in {name}, which gives only {reach}, but the targets go from {low} to {high}; "
        "{share} of them lie outside.",
        "输出的最后一步是 {name}，只能给出 {reach} 内的值，而目标从 {low} 到 {high}，其中 {share} "
        "在这个范围之外。",
    ),
    "doctor.TD004_range.why": (
        "No training can reach those targets; the best it can do for them is the edge of the range.",
        "无论怎么训练都到不了这些目标，最多只能停在范围的边上。",
    ),
    "doctor.TD004_range.fix": (
        "leave {name} out after the last layer, or scale the targets: y = (y - y.mean()) / y.std()",
        "去掉最后一层后面的 {name}；保留时则要把目标缩放到它的范围内",
    ),
    "doctor.TD004_single.what": (
        "{name} runs over an axis of size 1 (shape {shape}).",
        "{name} 沿大小为 1 的一维计算（形状 {shape}）。",
    ),
    "doctor.TD004_single.why": (
        "The share of one among one is always 1: the output and the loss stay constant, and every gradient "
        "is 0.",
        "只有一个候选时，份额永远是 1：输出和损失都不变，所有梯度都是 0。",
    ),
    "doctor.TD004_single.fix": (
        "for yes or no: F.binary_cross_entropy_with_logits(output, target.float()), without softmax",
        "二分类：F.binary_cross_entropy_with_logits(output, target.float())，不要 softmax",
    ),
    "doctor.TD004_relu.what": (
        "The scores of the {classes} classes go through ReLU before the cross entropy.",
        "{classes} 个类别的得分在进入交叉熵之前经过了 ReLU。",
    ),
    "doctor.TD004_relu.why": (
        "Scores below 0 all become 0 and get no gradient, so that a class cannot be pushed down further.",
        "小于 0 的得分都变成 0，也没有梯度，模型无法把某个类别继续压低。",
    ),
    "doctor.TD004_relu.fix": ("leave out the ReLU after the last layer", "去掉最后一层后面的 ReLU"),
    # The loss.
    "doctor.TD005_signed.what": (
        "The loss is a sum or mean of errors with their signs, output less target; it is {loss} at backward "
        "pass {passes}, and falls without end.",
        "损失是带符号的误差（输出减目标）之和或均值；到第 {passes} 次反向传播时为 {loss}，会无止境地下降。",
    ),
    "doctor.TD005_signed.why": (
        "Errors of opposite signs cancel, and a loss without a lowest value only drives the output away from "
        "the target.",
        "正负误差会互相抵消；而没有最小值的损失，只会把输出推得离目标越来越远。",
    ),
    "doctor.TD005_signed.fix": (
        "loss = ((output - target) ** 2).mean()",
        "loss = ((output - target) ** 2).mean()",
    ),
    "doctor.TD005_mean_first.what": (
        "The {rows} errors are averaged (or summed) first, and only then squared; the loss is {loss}.",
        "{rows} 个误差先求了平均（或和），然后才平方；此时损失为 {loss}。",
    ),
    "doctor.TD005_mean_first.why": (
        "Errors of opposite signs cancel: the loss is 0 as soon as the mean of the outputs is right, however "
        "wrong each of them is.",
        "正负误差会互相抵消：只要输出的均值对了，损失就是 0，不管每一个错得多离谱。",
    ),
    "doctor.TD005_mean_first.fix": (
        "loss = ((output - target) ** 2).mean()  # first the square, then the mean",
        "loss = ((output - target) ** 2).mean()  # 先平方，再平均",
    ),
    "doctor.TD005_softmax.what": (
        "cross_entropy gets the result of a softmax (each row sums to 1) and takes a softmax of it again; "
        "the loss is {loss}.",
        "交给 cross_entropy 的已经是 softmax 的结果（每行之和为 1），它又做了一次 softmax；此时损失为 "
        "{loss}。",
    ),
    "doctor.TD005_softmax.why": (
        "With {classes} classes such a loss cannot fall below {floor}, however right the model is, and its "
        "gradients are small.",
        "类别数为 {classes} 时，不论模型多准确，这样的损失都不会低于 {floor}，梯度也很小。",
    ),
    "doctor.TD005_softmax.fix": (
        "leave the softmax out: F.cross_entropy(scores, target)",
        "去掉 softmax：F.cross_entropy(scores, target)",
    ),
    "doctor.TD005_squashed.what": (
        "The scores that cross_entropy gets come from {name}, which keeps them close together; the loss is "
        "{loss}.",
        "交给 cross_entropy 的得分来自 {name}，彼此相差不大；此时损失为 {loss}。",
    ),
    "doctor.TD005_squashed.why": (
        "With {classes} classes the loss cannot fall below {floor}, however right the model is.",
        "类别数为 {classes} 时，不论模型多准确，损失都不会低于 {floor}。",
    ),
    "doctor.TD005_squashed.fix": (
        "leave out {name} after the last layer: cross_entropy takes any scores",
        "去掉最后一层后面的 {name}：cross_entropy 接受任意大小的得分",
    ),
    "doctor.TD005_sigmoid.what": (
        "binary_cross_entropy_with_logits gets the result of {name} and takes a sigmoid of it again.",
        "交给 binary_cross_entropy_with_logits 的已经是 {name} 的结果，它又做了一次 sigmoid。",
    ),
    "doctor.TD005_sigmoid.why": (
        "The loss cannot fall below {floor} where the answer is yes and {half} where it is no: the model "
        "can never say a clear no.",
        "答案为“是”时损失不低于 {floor}，为“否”时不低于 {half}：模型永远说不出明确的“否”。",
    ),
    "doctor.TD005_sigmoid.fix": (
        "leave {name} out, or use F.binary_cross_entropy(output, target)",
        "去掉 {name}，或改用 F.binary_cross_entropy(output, target)",
    ),
    "doctor.TD005_nll.what": (
        "nll_loss wants logarithms of shares, whose e^x sum to 1 in each row of {classes}; here they sum "
        "to {low} to {high} (last step: {name}).",
        "nll_loss 需要份额的对数，即每行 {classes} 个数的 e^x 之和为 1；这里的和在 {low} 到 {high} "
        "之间（上一步：{name}）。",
    ),
    "doctor.TD005_nll.why": (
        "The loss then has no lowest value: training makes the right scores larger without end, and the "
        "others are never compared.",
        "这样的损失没有最小值：训练只会让正确类别的得分无限变大，从不与其他类别比较。",
    ),
    "doctor.TD005_nll.fix": (
        "F.cross_entropy(scores, target), or F.nll_loss(F.log_softmax(scores, 1), target)",
        "F.cross_entropy(scores, target)，或 F.nll_loss(F.log_softmax(scores, 1), target)",
    ),
    "doctor.TD005_axis.what": (
        "The softmax runs over axis 0, the {rows} rows of the batch, in place of the {classes} classes of "
        "each "
        "row: the shares of a row sum to {low} to {high}, not to 1.",
        "softmax 是沿第 0 维（批次的 {rows} 行）算的，而不是沿每行的 {classes} 个类别：一行的份额之和是"
        " {low} 到 "
        "{high}，而不是 1。",
    ),
    "doctor.TD005_axis.why": (
        "Rows compete with each other and classes do not: the share of the right class is about {one} "
        "however "
        "clear the row is, and depends on which rows share its batch.",
        "这样是行与行竞争，类别之间并不竞争：无论一行多么明确，正确类别的份额都只有 {one} 左右，还取决于同一"
        "批里有哪些行。",
    ),
    "doctor.TD005_axis.fix": (
        "F.cross_entropy(scores, target)  # plain scores; or with your own logarithm: scores.softmax(1)",
        "F.cross_entropy(scores, target)  # 直接给得分；若要自己取对数：scores.softmax(1)",
    ),
    "doctor.TD005_logits.what": (
        "binary_cross_entropy got numbers from {low} to {high}, but takes probabilities, from 0 to 1.",
        "binary_cross_entropy 收到的数在 {low} 到 {high} 之间，但它只接受 0 到 1 的概率。",
    ),
    "doctor.TD005_logits.why": (
        "The logarithm of a number below 0 is not defined; these look like scores of the last layer.",
        "负数没有对数；这些数看起来是最后一层直接给出的得分。",
    ),
    "doctor.TD005_logits.fix": (
        "F.binary_cross_entropy_with_logits(output, target)",
        "F.binary_cross_entropy_with_logits(output, target)",
    ),
    "doctor.TD008.what": (
        "{a} against {b} became {out}: {pairs} pairs are compared where there are {rows} rows.",
        "形状 {a} 与 {b} 相遇，结果是 {out}：本来只有 {rows} 行，却比较了 {pairs} 对。",
    ),
    "doctor.TD008.why": (
        "Each output is compared with the target of every row, so the best the model can do is to predict "
        "the mean for all.",
        "每个输出都在与所有行的目标作比较，模型最多只能学会对所有行都预测平均值。",
    ),
    "doctor.TD008.fix": ("target.reshape({fix})", "target.reshape({fix})"),
}
