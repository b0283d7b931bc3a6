"""Sentences of `tidu.testing`: what does not match."""

SENTENCES: dict[str, tuple[str, str]] = {
    "testing.shapes": (
        "{where}The shapes do not match: {actual} != {expected}.",
        "{where}形状不一致：{actual} 与 {expected}。",
    ),
    "testing.types": (
        "{where}The types do not match: {actual} != {expected}.",
        "{where}类型不一致：{actual} 与 {expected}。",
    ),
    "testing.lengths": (
        "{where}The numbers of items do not match: {actual} != {expected}.",
        "{where}项数不一致：{actual} 与 {expected}。",
    ),
    "testing.keys": (
        "{where}The keys do not match: {actual} != {expected}.",
        "{where}键不一致：{actual} 与 {expected}。",
    ),
    "testing.values": (
        "{where}Tensor-likes are not close! Mismatched elements: {count} / {size}. Greatest difference: "
        "{greatest:.3g} at {place} ({actual!r} against {expected!r}), allowed: "
        "{atol:g} + {rtol:g} * |expected|.",
        "{where}数值不够接近：{size} 个元素中有 {count} 个不一致。最大的差在 {place}，为 {greatest:.3g}"
        "（{actual!r} 与 {expected!r}），允许的差是 {atol:g} + {rtol:g} × |期望值|。",
    ),
    "testing.real_inputs": (
        "check_gradients compares with finite differences, which need float64 inputs; number {position} "
        "is {given}. Fix: x.double()",
        "check_gradients 与有限差分比较，需要 float64 的输入；第 {position} 个是 {given}。改法：x.double()",
    ),
    "testing.gradient": (
        "the gradient of order {order} is wrong: along a random direction it says {analytic!r}, "
        "finite differences say {numeric!r}.",
        "第 {order} 阶梯度有误：沿随机方向，梯度给出 {analytic!r}，有限差分给出 {numeric!r}。",
    ),
    "testing.gradient_form": (
        "the gradient of input {position} is {actual}, its input is {expected}.",
        "第 {position} 个输入的梯度是 {actual}，而输入是 {expected}。",
    ),
    "testing.form": (
        "the form rule says {expected}, run gives {actual}.",
        "形状规则给出 {expected}，实际结果是 {actual}。",
    ),
    "testing.mutated": (
        "operand {position} was changed by {step}.",
        "第 {position} 个操作数被{step}改变了。",
    ),
    "testing.alias": (
        "the result shares memory with its operand: {actual}; it is declared as a view: {expected}.",
        "结果与操作数共用内存：{actual}；声明为视图：{expected}。",
    ),
    "testing.no_rule": (
        "it is declared as not differentiable, yet its result asks for a gradient.",
        "它声明为不可微，结果却要求梯度。",
    ),
    "testing.primitive": (
        "primitive {name}, sample {sample}: {reason}",
        "原语 {name}，样本 {sample}：{reason}",
    ),
}
