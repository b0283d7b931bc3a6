"""Sentences of pruning."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "prune.no_mask": (
        "{name} does not say what stays. Fix: def compute_mask(self, t, default_mask): ...",
        "{name} 没有说明保留哪些。改法：def compute_mask(self, t, default_mask): ...",
    ),
    "prune.scores": (
        "importance_scores and masks should have the same shape as the parameter: {given} and {wanted}. "
        "Fix: print(importance_scores.shape)",
        "importance_scores 与掩码的形状应与参数相同：收到 {given}，应是 {wanted}。改法："
        "print(importance_scores.shape)",
    ),
    "prune.kind": (
        "{given} is not a BasePruningMethod subclass. Fix: prune.L1Unstructured(amount=0.3)",
        "{given} 不是 BasePruningMethod 的子类。改法：prune.L1Unstructured(amount=0.3)",
    ),
    "prune.name": (
        "Can only add pruning methods acting on the parameter named '{wanted}' to this container, found "
        "'{given}'. Fix: a container for each parameter",
        "这个容器只能加入作用于参数 '{wanted}' 的剪枝方法，收到 '{given}'。改法：每个参数一个容器",
    ),
    "prune.type": (
        "Unrecognized PRUNING_TYPE {given}. Fix: 'unstructured', 'structured' or 'global'",
        "没有 {given} 这种 PRUNING_TYPE。改法：'unstructured'、'structured' 或 'global'",
    ),
    "prune.amount_type": (
        "Invalid type for amount: {given}. Must be int or float. Fix: amount=0.3",
        "amount 的类型不对：{given}，应是整数或小数。改法：amount=0.3",
    ),
    "prune.amount": (
        "amount={given} should either be a float in the range [0, 1] or a non-negative integer. Fix: "
        "amount=0.3",
        "amount={given} 应是 [0, 1] 之内的小数，或不小于 0 的整数。改法：amount=0.3",
    ),
    "prune.too_many": (
        "amount={given} should be smaller than the number of parameters to prune={size}. Fix: "
        "amount={size}",
        "amount={given} 不应大于可剪枝的个数 {size}。改法：amount={size}",
    ),
    "prune.vector": (
        "Structured pruning can only be applied to multidimensional tensors. Found tensor of shape "
        "{shape}. Fix: prune.l1_unstructured",
        "结构化剪枝只能用于多维张量，收到的形状是 {shape}。改法：prune.l1_unstructured",
    ),
    "prune.dim": (
        "Invalid index {given} for tensor of size {shape}. Fix: dim=0",
        "形状为 {shape} 的张量没有第 {given} 维。改法：dim=0",
    ),
    "prune.not_iterable": (
        "global_unstructured(): parameters is not an Iterable but {given}. Fix: [(layer, 'weight')]",
        "global_unstructured()：parameters 不能遍历，收到 {given}。改法：[(layer, 'weight')]",
    ),
    "prune.not_dict": (
        "global_unstructured(): importance_scores must be of type dict, not {given}. Fix: "
        "importance_scores={{(layer, 'weight'): scores}}",
        "global_unstructured()：importance_scores 必须是字典，收到 {given}。改法："
        "importance_scores={{(layer, 'weight'): scores}}",
    ),
    "prune.global_type": (
        'Only "unstructured" PRUNING_TYPE supported for the `pruning_method`, not {given}. Fix: '
        "prune.L1Unstructured",
        "pruning_method 的 PRUNING_TYPE 只能是 unstructured，收到 {given}。改法：prune.L1Unstructured",
    ),
    "prune.not_pruned": (
        "Parameter '{name}' of module {module} has to be pruned before pruning can be removed. Fix: "
        "prune.is_pruned(module) tells",
        "模块 {module} 的参数 '{name}' 没有剪枝，无法去除。改法：用 prune.is_pruned(module) 查看",
    ),
}
