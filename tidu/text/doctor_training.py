"""Sentences of the doctor on gradients, updates, modes and graphs."""

from __future__ import annotations

TRAINING: dict[str, tuple[str, str]] = {
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
