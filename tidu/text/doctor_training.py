"""Sentences of the doctor on gradients, modes, kept graphs, equal units, and where numbers ended."""

from __future__ import annotations

TRAINING: dict[str, tuple[str, str]] = {
    # Gradients.
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
    # Modes.
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
        "The loss is {loss} (backward pass {turn}), because of the data: of the numbers {shape} "
        "that {name} is given, {bad} NaN or infinite, first in row {row}.",
        "损失为 {loss}（第 {turn} 次反向传播），因为数据里有 {bad} 个 NaN 或无穷大：在 {name} 的一个形状为 "
        "{shape} 的输入中，最先出现在第 {row} 行。",
    ),
    "doctor.TD013_data.why": (
        "One missing value makes the loss, all gradients and, after one update, all parameters NaN.",
        "只要有一个缺失值，损失和所有梯度都会变成 NaN，更新一次之后所有参数也一样。",
    ),
    "doctor.TD013_data.fix": (
        "rows = {test}; x, y = x[rows], y[rows]",
        "rows = {test}; x, y = x[rows], y[rows]",
    ),
    "doctor.TD013_column.what": (
        "The loss is {loss} (backward pass {turn}), because of the data: in what {name} is given (shape "
        "{shape}), column {column} of {columns} (counted from 0) is NaN or infinite in all {rows} rows.",
        "损失为 {loss}（第 {turn} 次反向传播），原因在数据：在 {name} 的输入（形状 {shape}）中，第 "
        "{column} 列"
        "（共 {columns} 列，从 0 数起）的 {rows} 行全是 NaN 或无穷大。",
    ),
    "doctor.TD013_column.why": (
        "So it is with a column that never changes: its standard deviation is 0, and standardising it "
        "divides "
        "0 by 0.",
        "从不变化的列就会这样：它的标准差是 0，标准化时成了 0 除以 0。",
    ),
    "doctor.TD013_column.fix": (
        "x = (x - mean) / (std + 1e-7)  # or leave such a column out",
        "x = (x - mean) / (std + 1e-7)  # 或者去掉这样的列",
    ),
    "doctor.TD013_gradient.what": (
        "At backward pass {turn} the loss was a number ({value}), but {bad} of the {size} numbers of its "
        "gradients were not: the slope of {name} on this line was infinite.",
        "第 {turn} 次反向传播时，损失还是正常的数（{value}），但梯度的 {size} 个数中有 {bad} 个不是有限的"
        "数：这"
        "一行的 {name} 在那里的斜率是无穷大。",
    ),
    "doctor.TD013_gradient.why": (
        "The update made parameters NaN, and this run is lost. Clipping does not help (NaN stays NaN), nor "
        "does a smaller learning rate, nor a torch.where() behind the operation (infinity times 0 is NaN).",
        "更新之后参数变成了 NaN，这次训练已经作废。裁剪没有用（NaN 裁剪后还是 NaN），减小学习率没有用，在该运"
        "算之后再用 torch.where() 也没有用（无穷大乘 0 是 NaN）。",
    ),
    "doctor.TD013_gradient.fix": (
        "{fix}",
        "{fix}",
    ),
    "doctor.TD013_parameter.what": (
        "The loss is {loss} (backward pass {turn}), because {bad} of {size} numbers of {name} are not "
        "finite: an earlier update, or its start, made them so.",
        "损失为 {loss}（第 {turn} 次反向传播），因为 {name} 的 {size} 个数中有 {bad} 个不是有限的数："
        "是之前的更新或初值造成的。",
    ),
    "doctor.TD013_parameter.why": (
        "A gradient that was no number (a root or a logarithm at 0), or steps that grew and grew, cannot be "
        "taken back: this run is lost.",
        "梯度不是有限的数（例如在 0 处开方或取对数），或步子越来越大，其结果都无法挽回：这次训练已经作废。",
    ),
    "doctor.TD013_parameter.fix": (
        "torch.autograd.set_detect_anomaly(True)  # in a new run it names the operation; if the loss had "
        "grown: a tenth of the learning rate",
        "torch.autograd.set_detect_anomaly(True)  # 重新运行，它会指出是哪个运算；如果损失曾不断变大，则把"
        "学习"
        "率降到十分之一",
    ),
    # Graphs.
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
    "doctor.TD014_outputs.what": (
        "`{name}` holds what {count} earlier steps computed, together with its graphs.",
        "`{name}` 里存着 {count} 步以前的计算结果，连同它们的计算图。",
    ),
    "doctor.TD014_outputs.why": (
        "Each step's graph stays in memory, so memory grows until it runs out.",
        "每一步的计算图都留在内存里，内存会一直增长直到用完。",
    ),
    "doctor.TD014_outputs.fix": (
        "{name}.append(output.detach())  # or output.item() for one number",
        "{name}.append(output.detach())  # 只有一个数时用 output.item()",
    ),
    "doctor.TD014_carried.what": (
        "backward() number {turn} went back through `{name}` into operations that an earlier backward() had "
        "used: "
        "their graph is over.",
        "第 {turn} 次 backward() 经过 `{name}` 走回了之前的 backward() 用过的运算，而那个计算图已经结束了。",
    ),
    "doctor.TD014_carried.why": (
        "What is carried from step to step brings the graph along that it was computed by. retain_graph=True "
        "does not help: the graph would grow with every step.",
        "从一步带到下一步的值，会把算出它的计算图一起带来。retain_graph=True 也无济于事：计算图会一步比一步"
        "长。",
    ),
    "doctor.TD014_carried.fix": (
        "{fix}  # before {name} is used in the next step",
        "{fix}  # 放在下一步用到 {name} 之前",
    ),
    "doctor.TD014_added.what": (
        "backward() number {turn} went back through `{name}` into the steps before: losses are added up with "
        "their "
        "graphs, which an earlier backward() had used.",
        "第 {turn} 次 backward() 经过 `{name}` 走回了以前的步骤：损失连同计算图一起被累加，而那些图之前的 "
        "backward() 已经用过。",
    ),
    "doctor.TD014_added.why": (
        "Each step needs a loss of its own. retain_graph=True does not help: every step would follow the "
        "gradients of all steps before it again.",
        "每一步都要有自己的损失。retain_graph=True 也无济于事：那样每一步都会把以前各步的梯度再算一遍。",
    ),
    "doctor.TD014_added.fix": (
        "loss = loss_fn(model(x), y); loss.backward(); total += loss.item()",
        "loss = loss_fn(model(x), y); loss.backward(); total += loss.item()",
    ),
    "doctor.TD014_twice.what": (
        "backward() number {turn} starts at the same loss as the one before it, whose graph is used up.",
        "第 {turn} 次 backward() 的起点和上一次是同一个损失，而它的计算图已经用过了。",
    ),
    "doctor.TD014_twice.why": (
        "One backward() a loss is all that a step needs. retain_graph=True would make it run, and add every "
        "gradient twice: a step of twice the length.",
        "每一步对损失只需一次 backward()。加上 retain_graph=True 虽能运行，但每个梯度都会加两遍，步子也就长了"
        "一倍。",
    ),
    "doctor.TD014_twice.fix": (
        "optimizer.zero_grad(); loss.backward(); optimizer.step()  # backward() once",
        "optimizer.zero_grad(); loss.backward(); optimizer.step()  # backward() 只调用一次",
    ),
    "doctor.TD014_longer.what": (
        "By backward pass {turn} the graph has {all} operations, {old} of them of earlier steps: they are "
        "carried "
        "on by `{name}`, and grow with every step.",
        "到第 {turn} 次反向传播时，计算图已有 {all} 个运算，其中 {old} 个来自以前的步骤：它们由 `{name}` 带了"
        "下来，"
        "一步比一步多。",
    ),
    "doctor.TD014_longer.why": (
        "Each step goes back through all steps before it: time and memory grow until they run out, and so "
        "may "
        "the gradients.",
        "每一步都要往回走过之前的所有步骤：时间和内存一直增长直到用完，梯度也可能越来越大。",
    ),
    "doctor.TD014_longer.fix": (
        "{fix}  # in every step, and loss.backward() without retain_graph",
        "{fix}  # 每一步都要，并且 loss.backward() 不加 retain_graph",
    ),
    # Equal units.
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
