"""What stands in a drawing of a computation, and why it cannot be drawn."""

SENTENCES: dict[str, tuple[str, str]] = {
    "draw.leaf": ("parameter", "参数"),
    "draw.input": ("input", "输入"),
    "draw.constant": ("constant", "常量"),
    "draw.operation": ("operation", "运算"),
    "draw.module": ("module", "模块"),
    "draw.result": ("result", "结果"),
    "draw.scalar": ("scalar", "标量"),
    "draw.output": ("output{place}", "输出{place}"),
    "draw.turn": ("call {count}", "第 {count} 次调用"),
    "draw.parameters": ("{count} parameters", "{count} 个参数"),
    "draw.value": ("= {number}", "= {number}"),
    "draw.value_norm": ("norm {number}", "范数 {number}"),
    "draw.gradient": ("grad {number}", "梯度 {number}"),
    "draw.gradient_norm": ("grad norm {number}", "梯度范数 {number}"),
}
