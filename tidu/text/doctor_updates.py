"""Sentences of the doctor on parameters that are not updated."""

from __future__ import annotations

UPDATES: dict[str, tuple[str, str]] = {
    # Parameters and their optimizer.
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
    "doctor.TD011_cut.what": (
        "backward() ends at a tensor {shape} that is no parameter: {optimizer} took {steps} steps, and none "
        "of its {count} parameters ever got a gradient.",
        "backward() 走到一个形状为 {shape} 的张量就停住了，它不是参数：{optimizer} 走了 {steps} 步，"
        "它的 {count} 个参数从未得到梯度。",
    ),
    "doctor.TD011_cut.why": (
        "Between the model and the loss the way back was cut: by .detach(), .data, NumPy or "
        "torch.tensor(...); requires_grad does not mend it.",
        "从损失回到模型的路在中间被切断了：.detach()、.data、NumPy 或 torch.tensor(...) 都会这样，"
        "设 requires_grad 也接不回来。",
    ),
    "doctor.TD011_cut.fix": (
        "loss = loss_fn(model(x), y)  # what the model gives, as it is",
        "loss = loss_fn(model(x), y)  # 直接用模型的输出",
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
        "compute the loss from the parameters (or from model(x)) with tensors only, outside no_grad()",
        "在 no_grad() 之外，只用张量从参数（或 model(x)）算出损失",
    ),
    "doctor.TD011_untaped.what": (
        "backward() was called on a loss that was computed where nothing is taped: this line switches the "
        "tape off.",
        "对一个在不做记录的情况下算出的损失调用了 backward()：是这一行关掉了记录。",
    ),
    "doctor.TD011_untaped.why": (
        "Under no_grad() no operation is noted, so there is no way back from the loss to the parameters.",
        "在 no_grad() 之下，运算不会被记录，也就没有从损失回到参数的路。",
    ),
    "doctor.TD011_untaped.fix": (
        "take the forward pass and loss.backward() out of it; no_grad() is for evaluation, and for updates "
        "by hand",
        "把前向计算和 loss.backward() 移到它外面；no_grad() 只用于评估和手动更新参数",
    ),
    "doctor.TD011_frozen.what": (
        "backward() has nowhere to go: all {count} parameters of `{name}` have requires_grad=False.",
        "backward() 无处可去：`{name}` 的全部 {count} 个参数都是 requires_grad=False。",
    ),
    "doctor.TD011_frozen.why": (
        "Frozen parameters get no gradient. If every one is frozen, there is nothing to train.",
        "冻结的参数得不到梯度。如果全都冻结了，就没有什么可训练的。",
    ),
    "doctor.TD011_frozen.fix": (
        "{name}.requires_grad_(True)  # or thaw only the layers that are to learn",
        "{name}.requires_grad_(True)  # 或只解冻要训练的那几层",
    ),
    "doctor.TD011_plain.what": (
        "backward() has nowhere to go: no tensor that the loss was computed from was made with "
        "requires_grad=True.",
        "backward() 无处可去：算出损失所用的张量，没有一个是以 requires_grad=True 创建的。",
    ),
    "doctor.TD011_plain.why": (
        "A tensor is a constant unless it asks for a gradient, and operations on constants are not taped.",
        "张量默认是常数，除非要求梯度；对常数的运算不会被记录。",
    ),
    "doctor.TD011_plain.fix": (
        "{name}.requires_grad_()  # once, before the loop; and each step inside `with torch.no_grad():`",
        "{name}.requires_grad_()  # 在循环之前调用一次；每步更新要放在 `with torch.no_grad():` 里",
    ),
    "doctor.TD011_in_place.what": (
        "This line changes a parameter in place where operations are taped: the run ended here.",
        "这一行在记录运算的情况下就地修改参数：运行在这里中断。",
    ),
    "doctor.TD011_in_place.why": (
        "An update is no part of the loss, and must not be taped. (A new tensor, w = w - ..., would be no "
        "parameter any more.)",
        "更新不是损失的一部分，不应被记录。（若写成 w = w - ...，得到的新张量就不再是参数了。）",
    ),
    "doctor.TD011_in_place.fix": (
        "with torch.no_grad(): {line}",
        "with torch.no_grad(): {line}",
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
    "doctor.TD011_replaced.what": (
        "Gradients come to {count} parameters of `{name}`, which no optimizer has; {optimizer} steps without "
        "them "
        "({steps} steps so far).",
        "梯度到了 `{name}` 的 {count} 个参数上，而没有一个优化器持有它们；{optimizer} 用不到这些梯度（至今已"
        "走 "
        "{steps} 步）。",
    ),
    "doctor.TD011_replaced.why": (
        "An optimizer moves the parameters that it was made with. `{name}` was made, or made anew, after "
        "that, and "
        "stays as it is.",
        "优化器只更新创建它时交给它的参数。`{name}` 是在那之后才建的（或重新建的），会一直保持原样。",
    ),
    "doctor.TD011_replaced.fix": (
        "optimizer = torch.optim.{optimizer}({name}.parameters(), lr={rate})  # after the line that "
        "makes {name}",
        "optimizer = torch.optim.{optimizer}({name}.parameters(), lr={rate})  # 放在创建 {name} 的那一行之后",
    ),
    "doctor.TD011_anew.what": (
        "{optimizer} and the parameters that it has are made anew over and over: {count} optimizers took "
        "{steps} step(s) each and were gone.",
        "{optimizer} 和它的参数一再重新创建：先后有 {count} 个优化器各走了 {steps} 步，然后就不见了。",
    ),
    "doctor.TD011_anew.why": (
        "What a model has learned goes with it: however long this runs, the last model is one of {steps} "
        "step(s).",
        "模型学到的东西随它一起消失：无论运行多久，最后的模型都只训练过 {steps} 步。",
    ),
    "doctor.TD011_anew.fix": (
        "make both once, above the loop: model = ...; optimizer = "
        "torch.optim.{optimizer}(model.parameters(), "
        "lr={rate})",
        "两者都只在循环之前创建一次：model = ...; optimizer = torch.optim.{optimizer}(model.parameters(), "
        "lr={rate})",
    ),
    "doctor.TD011_renewed.what": (
        "{optimizer} is made anew in every step: {count} of them for the same parameters took one step each "
        "and were gone.",
        "每一步都重新创建 {optimizer}：为同一批参数先后创建了 {count} 个，各走一步就不见了。",
    ),
    "doctor.TD011_renewed.why": (
        "What an optimizer remembers of earlier steps goes with it: momentum never adds up, and the first "
        "step of Adam's kind is as long as the learning rate, however small the gradient.",
        "优化器对以前各步的记忆随它一起消失：动量永远积累不起来；Adam 一类的第一步总有学习率那么长，"
        "不管梯度多小。",
    ),
    "doctor.TD011_renewed.fix": (
        "make it once, above the loop: optimizer = torch.optim.{optimizer}(model.parameters(), ...)",
        "只在循环之前创建一次：optimizer = torch.optim.{optimizer}(model.parameters(), ...)",
    ),
    "doctor.TD011_no_backward.what": (
        "{optimizer}.step() ran {steps} times, and backward() not once: no parameter has a gradient.",
        "{optimizer}.step() 运行了 {steps} 次，backward() 却一次也没有运行：没有一个参数有梯度。",
    ),
    "doctor.TD011_no_backward.why": (
        "step() leaves parameters without a gradient as they are. `loss.backward` without () names the "
        "function and does not call it.",
        "没有梯度的参数，step() 不会改变。只写 `loss.backward` 而不加 ()，只是提到这个函数，并没有调用它。",
    ),
    "doctor.TD011_no_backward.fix": (
        "loss.backward()  # with (), before optimizer.step()",
        "loss.backward()  # 要有 ()，放在 optimizer.step() 之前",
    ),
    "doctor.TD011_flat.what": (
        "Every gradient is exactly 0 so far ({passes} backward passes): all ways from the loss to the "
        "parameters go through {name}.",
        "到目前为止（{passes} 次反向传播），所有梯度都恰好是 0：从损失到参数的每条路都要经过 {name}。",
    ),
    "doctor.TD011_flat.why": (
        "{name} is made of flat steps: its slope is 0 everywhere, so nothing can be learned through it.",
        "{name} 的图像是一级级平的台阶，斜率处处为 0，什么也学不到。",
    ),
    "doctor.TD011_flat.fix": (
        "train on the output as it is, and apply {name} only when you predict",
        "训练时直接使用输出，只在预测时才用 {name}",
    ),
    "doctor.TD011_zero.what": (
        "The loss was exactly 0 in all {passes} backward passes, from the first on, and so was every "
        "gradient.",
        "从第一次起，全部 {passes} 次反向传播的损失都恰好是 0，所有梯度也都是 0。",
    ),
    "doctor.TD011_zero.why": (
        "Nothing is learned from such a loss: it compares the output with itself, or with a target that was "
        "made from it, or everything is masked out.",
        "这样的损失什么也教不了：它在拿输出与自己比较，或与由输出得来的目标比较，或者所有项都被遮掉了。",
    ),
    "doctor.TD011_zero.fix": (
        "print(output[:3], target[:3])  # the target must come from the data",
        "print(output[:3], target[:3])  # 目标必须来自数据",
    ),
    "doctor.TD011_inside.what": (
        "This line uses a weight {shape} that is made anew in every pass and is gone before its gradient "
        "arrives ({passes} backward passes so far).",
        "这一行用到的形状为 {shape} 的权重每次都重新创建，梯度还没到就消失了（到目前为止 {passes} 次反向传"
        "播）。",
    ),
    "doctor.TD011_inside.why": (
        "A layer made inside forward() starts at random weights each time: it never learns, and what comes "
        "behind it is fed by chance.",
        "在 forward() 里创建的层，每次都从随机权重开始：它永远学不到东西，后面的层得到的也只是随机的输入。",
    ),
    "doctor.TD011_inside.fix": (
        "make it once, in __init__: self.layer = nn.Linear(...); and call self.layer(x) in forward",
        "在 __init__ 里创建一次：self.layer = nn.Linear(...)；在 forward 里调用 self.layer(x)",
    ),
    "doctor.TD011_rebound.what": (
        "This line makes a new tensor and calls it `{name}`: from then on `{name}` is a result, not a "
        "parameter, "
        "and gets no gradient ({name}.grad is None).",
        "这一行新建了一个张量并把它叫作 `{name}`：从此 `{name}` 是计算结果，不再是参数，也得不到梯度"
        "（{name}.grad 是 None）。",
    ),
    "doctor.TD011_rebound.why": (
        "backward() fills the gradients of tensors made with requires_grad=True, not of those computed from "
        "them. "
        "The step has to change {name} in place, without being taped.",
        "backward() 只填写以 requires_grad=True 创建的张量的梯度，不填写由它们算出的张量。更新必须就地修改 "
        "{name}，并且不被记录。",
    ),
    "doctor.TD011_rebound.fix": (
        "{fix}",
        "{fix}",
    ),
}
