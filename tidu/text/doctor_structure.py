"""Sentences of the doctor on what the tape and the optimizers show."""

from __future__ import annotations

STRUCTURE: dict[str, tuple[str, str]] = {
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
    # Gradients and updates.
    "doctor.TD009.what": (
        "This backward pass (number {turn}) added to a gradient that an update had used already: "
        "{name}.grad was still there, with norm {norm}.",
        "这次反向传播（第 {turn} 次）加到了已经用过的梯度上：{name}.grad 没有清零，其范数为 {norm}。",
    ),
    "doctor.TD009.why": (
        "Gradients add up until they are cleared, so each update follows the sum of all steps so far. The "
        "loss may fall all the same: the curve does not show it.",
        "梯度在清零之前会一直累加，于是每次更新用的都是此前各步之和。损失照样可能下降，从曲线上看不出来。",
    ),
    "doctor.TD009.fix": (
        "{fix}  # in every step, before backward()",
        "{fix}  # 每一步都要，放在 backward() 之前",
    ),
    "doctor.TD010_train.what": (
        "{model} is evaluated under no_grad in training mode, with {layers} in it.",
        "{model} 在 no_grad 下求值时仍处于训练模式，其中有 {layers}。",
    ),
    "doctor.TD010_train.why": (
        "Dropout still drops units at random, and batch norm uses and changes its statistics: the numbers "
        "are worse than the model is, and another run gives others.",
        "Dropout 仍在随机丢弃单元，批归一化仍在使用并改变当前批的统计量：得到的结果比模型的真实水平差，"
        "再算一次又不一样。",
    ),
    "doctor.TD010_train.fix": (
        "model.eval() before, and model.train() when training goes on",
        "求值之前调用 model.eval()，继续训练时调用 model.train()",
    ),
    "doctor.TD010_eval.what": (
        "{model} is trained in evaluation mode, though it was in training mode before; it has {layers}.",
        "{model} 正在以求值模式训练，而之前用的是训练模式；其中有 {layers}。",
    ),
    "doctor.TD010_eval.why": (
        "After model.eval() dropout drops nothing and batch norm learns no statistics, until model.train() "
        "is called.",
        "调用 model.eval() 之后，在调用 model.train() 之前，Dropout 不起作用，批归一化也不更新统计量。",
    ),
    "doctor.TD010_eval.fix": (
        "model.train()  # at the start of every epoch",
        "model.train()  # 每轮训练开始时",
    ),
    "doctor.TD010_frozen.what": (
        "{model} is trained in evaluation mode from the start; it has {layers}.",
        "{model} 从一开始就以求值模式训练；其中有 {layers}。",
    ),
    "doctor.TD010_frozen.why": (
        "Dropout drops nothing and batch norm learns no statistics. That is right only if they are to stay "
        "as they are.",
        "Dropout 不起作用，批归一化也不更新统计量。只有打算让它们保持原样时才该如此。",
    ),
    "doctor.TD010_frozen.fix": ("model.train()", "model.train()"),
    "doctor.TD011_cleared.what": (
        "{optimizer}.step() ran {steps} times without a gradient: they had arrived, and were cleared "
        "before the step.",
        "{optimizer}.step() 运行了 {steps} 次，却没有可用的梯度：梯度算出来了，但在更新之前就被清掉了。",
    ),
    "doctor.TD011_cleared.why": (
        "Nothing has been learned so far: not one parameter has changed.",
        "到现在什么都没学到：没有一个参数改变过。",
    ),
    "doctor.TD011_cleared.fix": (
        "optimizer.zero_grad(); loss.backward(); optimizer.step()",
        "optimizer.zero_grad(); loss.backward(); optimizer.step()",
    ),
    "doctor.TD011_root.what": (
        "backward() starts at a tensor that was made anew, not computed: {optimizer} took {steps} steps "
        "without any gradient.",
        "backward() 的起点是一个新建的张量，不是由模型算出来的：{optimizer} 走了 {steps} 步，"
        "没有得到任何梯度。",
    ),
    "doctor.TD011_root.why": (
        "torch.tensor(...), .item() and .detach() cut the way back to the parameters; requires_grad=True "
        "does not mend it.",
        "torch.tensor(...)、.item() 和 .detach() 会切断通往参数的路，加上 requires_grad=True 也接不回来。",
    ),
    "doctor.TD011_root.fix": (
        "call backward() on the loss itself: loss = loss_fn(model(x), y); loss.backward()",
        "直接对损失调用 backward()：loss = loss_fn(model(x), y); loss.backward()",
    ),
    "doctor.TD011_constant.what": (
        "backward() was called on a tensor that does not depend on any parameter.",
        "对一个与任何参数都无关的张量调用了 backward()。",
    ),
    "doctor.TD011_constant.why": (
        "Somewhere between the parameters and the loss the tape was cut: by .detach(), .data, .item(), "
        "NumPy, or no_grad().",
        "从参数到损失的路在某处被切断了：.detach()、.data、.item()、NumPy 或 no_grad() 都会这样。",
    ),
    "doctor.TD011_constant.fix": (
        "compute the loss from model(x) with tensors only, outside no_grad()",
        "在 no_grad() 之外，只用张量从 model(x) 算出损失",
    ),
    "doctor.TD011_outside.what": (
        "{count} parameters get gradients, but belong to no module and to no optimizer; the first: {name}.",
        "有 {count} 个参数得到了梯度，却不属于任何模块，也不在任何优化器里；第一个是 {name}。",
    ),
    "doctor.TD011_outside.why": (
        "{model}.parameters() does not find layers in a plain Python list or dict, so they stay at their "
        "random start.",
        "{model}.parameters() 找不到放在普通列表或字典里的层，它们会一直停在随机的初值上。",
    ),
    "doctor.TD011_outside.fix": (
        "self.layers = nn.ModuleList(self.layers)",
        "self.layers = nn.ModuleList(self.layers)",
    ),
    "doctor.TD011_left_out.what": (
        "{count} parameters of {model} get gradients, but no optimizer has them; the first: {name}.",
        "{model} 有 {count} 个参数得到了梯度，却不在任何优化器里；第一个是 {name}。",
    ),
    "doctor.TD011_left_out.why": (
        "They stay as they are. If that is meant, their gradients are computed for nothing.",
        "它们会一直保持不变。如果本来就想这样，那么这些梯度就白算了。",
    ),
    "doctor.TD011_left_out.fix": (
        "torch.optim.SGD(model.parameters(), lr=0.01), or to freeze them: parameter.requires_grad_(False)",
        "torch.optim.SGD(model.parameters(), lr=0.01)；若要冻结：parameter.requires_grad_(False)",
    ),
    "doctor.TD011_unused.what": (
        "{count} of the {of} parameters in the optimizer never got a gradient; the first: {name}.",
        "优化器的 {of} 个参数中有 {count} 个从未得到梯度；第一个是 {name}。",
    ),
    "doctor.TD011_unused.why": (
        "They take no part in the loss: their layer is not called in forward, or .detach(), .data or "
        ".item() cuts the way to it.",
        "它们没有参与损失：所在的层没有在 forward 中调用，或者 .detach()、.data、.item() "
        "切断了通往它们的路。",
    ),
    "doctor.TD011_unused.fix": (
        "use the layer in forward without .detach(), or give the optimizer only what is trained",
        "在 forward 中用上这一层，去掉 .detach()；或者只把要训练的参数交给优化器",
    ),
    "doctor.TD011_still.what": (
        "{optimizer} took {steps} steps with gradients that are not 0, and no parameter changed; the "
        "learning rate is {rate}.",
        "{optimizer} 走了 {steps} 步，梯度都不为 0，却没有一个参数改变；学习率是 {rate}。",
    ),
    "doctor.TD011_still.why": (
        "A learning rate of 0, or one so small that float32 rounds each change away, learns nothing.",
        "学习率为 0，或小到每次改变都被 float32 舍去，就什么也学不到。",
    ),
    "doctor.TD011_still.fix": (
        "torch.optim.Adam(model.parameters(), lr=1e-3)",
        "torch.optim.Adam(model.parameters(), lr=1e-3)",
    ),
    "doctor.TD011_no_step.what": (
        "After {passes} backward passes no parameter has changed: {optimizer}.step() was never called.",
        "反向传播已有 {passes} 次，没有一个参数改变：从未调用 {optimizer}.step()。",
    ),
    "doctor.TD011_no_step.why": (
        "backward() only computes gradients; it is step() that changes the parameters.",
        "backward() 只计算梯度，改变参数的是 step()。",
    ),
    "doctor.TD011_no_step.fix": (
        "optimizer.step()  # after loss.backward()",
        "optimizer.step()  # 放在 loss.backward() 之后",
    ),
    # Where numbers ended.
    "doctor.TD013_operation.what": (
        "The loss is {loss} (backward pass {turn}). It began here: {name} turned operands within {ranges} "
        "into {bad} × {kind} in a result of shape {shape}.",
        "损失为 {loss}（第 {turn} 次反向传播）。源头在这里：{name} 的输入在 {ranges} 之内，形状为 {shape} "
        "的结果里却出现了 {bad} 个 {kind}。",
    ),
    "doctor.TD013_operation.why": (
        "From there on everything becomes NaN, and after the next update every parameter too.",
        "此后的一切都会变成 NaN，再更新一次，所有参数也都成了 NaN。",
    ),
    "doctor.TD013_operation.fix": (
        "keep its operand in range, e.g. x.clamp(min=1e-6) before log, sqrt or /, and a smaller learning "
        "rate if the numbers grew",
        "让输入保持在允许的范围内，例如在 log、sqrt 或除法之前用 x.clamp(min=1e-6)；如果数值在不断变大，"
        "就减小学习率",
    ),
    "doctor.TD013_grown.what": (
        "The loss is {loss} (backward pass {turn}): the numbers had grown until {name}, with operands "
        "within {ranges}, overflowed ({bad} × {kind}, shape {shape}).",
        "损失为 {loss}（第 {turn} 次反向传播）：数值不断变大，直到 {name} 的输入达到 {ranges}，结果溢出"
        "（{bad} 个 {kind}，形状 {shape}）。",
    ),
    "doctor.TD013_grown.why": (
        "Training had left every useful range before: each step overshot by more than the last.",
        "在此之前训练就已经失控：每一步都比上一步冲过头更多。",
    ),
    "doctor.TD013_grown.fix": (
        "start again with a tenth of the learning rate",
        "把学习率降到十分之一，重新开始",
    ),
    "doctor.TD013_data.what": (
        "The loss is {loss} (backward pass {turn}), because the data has {bad} numbers that are NaN or "
        "infinite: in an operand of {name} of shape {shape}, first in row {row}.",
        "损失为 {loss}（第 {turn} 次反向传播），因为数据里有 {bad} 个 NaN 或无穷大：在 {name} 的一个形状为 "
        "{shape} 的输入中，最先出现在第 {row} 行。",
    ),
    "doctor.TD013_data.why": (
        "One missing value makes the loss, all gradients and, after one update, all parameters NaN.",
        "只要有一个缺失值，损失和所有梯度都会变成 NaN，更新一次之后所有参数也一样。",
    ),
    "doctor.TD013_data.fix": (
        "rows = torch.isfinite(x).all(1); x, y = x[rows], y[rows]",
        "rows = torch.isfinite(x).all(1); x, y = x[rows], y[rows]",
    ),
    "doctor.TD013_parameter.what": (
        "The loss is {loss} (backward pass {turn}), because {bad} of {size} numbers of {name} are not "
        "finite: an earlier update, or its start, made them so.",
        "损失为 {loss}（第 {turn} 次反向传播），因为 {name} 的 {size} 个数中有 {bad} 个不是有限的数："
        "是之前的更新或初值造成的。",
    ),
    "doctor.TD013_parameter.why": (
        "A gradient that overflowed, or too large a learning rate, cannot be taken back: this run is lost.",
        "梯度溢出或学习率过大造成的结果无法挽回：这次训练已经作废。",
    ),
    "doctor.TD013_parameter.fix": (
        "start again with a tenth of the learning rate, or "
        "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0) before step()",
        "把学习率降到十分之一重新开始，或在 step() 之前调用 "
        "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)",
    ),
    "doctor.TD014_sum.what": (
        "`{name}` holds on to the graphs of at least {count} earlier steps: a loss with its graph was "
        "added to it.",
        "`{name}` 一直占着至少 {count} 步以前的计算图：加进去的是带着计算图的损失。",
    ),
    "doctor.TD014_sum.why": (
        "Each step's graph stays in memory, so memory grows until it runs out.",
        "每一步的计算图都留在内存里，内存会一直增长直到用完。",
    ),
    "doctor.TD014_sum.fix": ("{fix}", "{fix}"),
    "doctor.TD014_list.what": (
        "`{name}` holds the losses of at least {count} earlier steps together with their graphs.",
        "`{name}` 里存着至少 {count} 步以前的损失，连同它们的计算图。",
    ),
    "doctor.TD014_list.why": (
        "Each step's graph stays in memory, so memory grows until it runs out.",
        "每一步的计算图都留在内存里，内存会一直增长直到用完。",
    ),
    "doctor.TD014_list.fix": ("{fix}", "{fix}"),
    "doctor.TD016.what": (
        "All {units} units of {name} have equal weights (the first is {value}) and get equal gradients.",
        "{name} 的 {units} 个单元权重全都相同（第一个数是 {value}），得到的梯度也全都相同。",
    ),
    "doctor.TD016.why": (
        "Each update changes them alike, so they stay one unit for ever, however many there are.",
        "每次更新对它们的改变都一样，所以无论有多少个，都永远只相当于一个单元。",
    ),
    "doctor.TD016.fix": ("{fix}", "{fix}"),
}
