"""What stands in a drawing of a computation, and why it cannot be drawn."""

SENTENCES: dict[str, tuple[str, str]] = {
    "draw.leaf": ("parameter", "参数"),
    "draw.input": ("input", "输入"),
    "draw.constant": ("constant", "常量"),
    "draw.state": ("initial state {name}", "初始状态 {name}"),
    "draw.operation": ("operation", "运算"),
    "draw.module": ("module", "模块"),
    "draw.result": ("result", "结果"),
    "draw.scalar": ("scalar", "标量"),
    "draw.output": ("output{place}", "输出{place}"),
    "draw.turn": ("call {count}", "第 {count} 次调用"),
    "draw.turn_same": ("call {count}, same parameters", "第 {count} 次调用，参数相同"),
    "draw.parameters": ("{count} parameters", "{count} 个参数"),
    "draw.value": ("= {number}", "= {number}"),
    "draw.value_norm": ("norm {number}", "范数 {number}"),
    "draw.gradient": ("grad {number}", "梯度 {number}"),
    "draw.gradient_norm": ("grad norm {number}", "梯度范数 {number}"),
    "draw.repr": (
        'Drawing({boxes} boxes, {arrows} arrows; .save("graph.svg") writes it)',
        'Drawing({boxes} 个方框，{arrows} 个箭头；.save("graph.svg") 保存为文件)',
    ),
    "draw.kind": (
        "draw() draws the computation behind a tensor, or of a module with its inputs, not {given}. "
        "Fix: tidu.draw(loss) or tidu.draw(model, x)",
        "draw() 画的是一个张量背后的计算，或者一个模块（连同输入）的计算，不能画 {given}。"
        "改法：tidu.draw(loss) 或 tidu.draw(model, x)",
    ),
    "draw.not_a_module": (
        "A module is needed here, not {given}. Fix: pass nn.Linear(2, 1) itself, not the class and not its "
        "result",
        "这里需要一个模块，而不是 {given}。"
        "改法：传入模块对象本身，例如 nn.Linear(2, 1)，不是类，也不是它的输出",
    ),
    "draw.lazy": (
        "{layer} takes its shape from the first input and has not seen one yet. Fix: model(x) once, before",
        "{layer} 的形状由第一次输入决定，而它还没有见过输入。改法：先运行一次 model(x)",
    ),
    "draw.inputs": (
        "A tensor knows what it was computed from; it takes no inputs, and {count} came with it. "
        "Fix: tidu.draw(loss), or tidu.draw(model, x) for a module",
        "张量已经记录了自己是怎样算出来的，不需要输入，这里却多给了 {count} 个。"
        "改法：tidu.draw(loss)；画模块时用 tidu.draw(model, x)",
    ),
    "draw.fold": (
        'fold={given} is none of "auto", False (every operation) and 0, 1, 2, ... (modules that deep are one '
        "box). Fix: fold=1",
        'fold={given} 不对：可以是 "auto"、False（画出每个运算）'
        "或 0、1、2……（那一层深度的模块画成一个方框）。"
        "改法：fold=1",
    ),
    "draw.nothing": (
        "{module} gave back nothing that a gradient can go through, so there is nothing to draw: its results "
        "are whole numbers, detached, or made under no_grad(). Fix: draw a module that returns real numbers, "
        "such as the one inside",
        "{module} 的返回值都无法求梯度，所以没有可画的内容：结果是整数、被 detach 过，"
        "或者在 no_grad() 里算出。"
        "改法：画一个返回实数的模块，例如它内部的那个",
    ),
    "draw.ending": (
        "{path}: a drawing is written as .svg, .mmd (Mermaid) or .dot (Graphviz), not as {given}. "
        "Fix: save('{name}.svg')",
        "{path}：图可以保存为 .svg、.mmd（Mermaid）或 .dot（Graphviz），不能保存为 {given}。"
        "改法：save('{name}.svg')",
    ),
}
