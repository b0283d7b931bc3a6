"""The table of a model's layers."""

SENTENCES: dict[str, tuple[str, str]] = {
    "summary.layer": ("layer", "层"),
    "summary.output": ("output", "输出"),
    "summary.parameters": ("parameters", "参数"),
    "summary.trainable": ("trainable", "可训练"),
    "summary.cost": ("multiply-adds", "乘加次数"),
    "summary.kept": ("kept", "保留"),
    "summary.times": ("×{count}", "×{count}"),
    "summary.shared": ("({count} shared)", "（共享 {count}）"),
    "summary.total": (
        "{count} parameters ({trainable} trainable), {size}",
        "共 {count} 个参数（可训练 {trainable} 个），{size}",
    ),
    "summary.pass": (
        "input {fed}: {cost} multiply-adds forward, {kept} kept for the backward pass",
        "输入 {fed}：前向 {cost} 次乘加，为反向传播保留 {kept}",
    ),
    "summary.zeros": (
        "The input was zeros, real numbers of the shape that was given. Where a model takes something else "
        "(indices, masks), pass a tensor. Fix: {call}(model, torch.tensor([[1, 2]]))",
        "这里的输入是按给定形状生成的全零实数。如果模型需要别的输入（下标、掩码），请直接传入张量。"
        "改法：{call}(model, torch.tensor([[1, 2]]))",
    ),
}
