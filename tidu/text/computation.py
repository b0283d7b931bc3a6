"""Why a computation cannot be told."""

SENTENCES: dict[str, tuple[str, str]] = {
    "computation.kind": (
        "A computation is told from its result, a tensor, not from {given}. Fix: pass the loss itself",
        "要讲解一个计算，需要它的结果（张量），而不是 {given}。改法：传入损失本身",
    ),
    "computation.constant": (
        "Nothing was taped behind this tensor: no tensor with requires_grad=True came into it, it was "
        "detached, or it was made under no_grad(). Fix: w = torch.tensor(3.0, requires_grad=True) before "
        "the computation",
        "这个张量背后没有记录：计算中没有 requires_grad=True 的张量，或者它被 detach 过，"
        "或者在 no_grad() 里算出。"
        "改法：计算之前写 w = torch.tensor(3.0, requires_grad=True)",
    ),
    "computation.gone": (
        "A tensor of shape {shape} that this was computed from is gone: no variable holds it any more. "
        "Fix: keep it in a variable until the computation is told",
        "参与计算的一个形状为 {shape} 的张量已经不在了：没有变量再指向它。改法：讲解之前用一个变量保存它",
    ),
    "computation.changed": (
        "Computed again, this gives {now} and not {held}: a tensor that it was computed from was changed in "
        "place since (optimizer.step() does that). Fix: ask before optimizer.step()",
        "重新计算得到 {now}，而不是 {held}：参与计算的某个张量之后被就地修改了（optimizer.step() 就会这样）。"
        "改法：在 optimizer.step() 之前讲解",
    ),
    "computation.released": (
        "backward() has let go of the large operands of {operation}. Fix: ask before backward(), or call "
        "backward(retain_graph=True)",
        "backward() 已经释放了 {operation} 的大操作数。改法：在 backward() 之前讲解，或调用 "
        "backward(retain_graph=True)",
    ),
}
