"""What losses over classes and sequences, and distances, refuse."""

from __future__ import annotations

LOSSES: dict[str, tuple[str, str]] = {
    "layer.class_weight_type": (
        "The class weights are {given} and the scores {wanted}: expected scalar type {wanted} but found "
        "{given}. Fix: weight=weight.to(torch.{kind})",
        "类别权重的类型是 {given}，分数的类型是 {wanted}，两者必须相同。改法："
        "weight=weight.to(torch.{kind})",
    ),
    "layer.ctc_blank": (
        "blank must be in label range: it is {blank} and there are {classes} classes. Fix: blank=0",
        "blank 必须是一个类别：收到 {blank}，而类别数是 {classes}。改法：blank=0",
    ),
    "layer.ctc_steps": (
        "ctc_loss: Expected input_lengths to have value at most {steps}, the steps of log_probs, but got "
        "value {given}. Fix: print(log_probs.shape), whose axes are [steps, N, classes]",
        "ctc_loss：input_lengths 最多是 log_probs 的步数 {steps}，收到 {given}。改法："
        "print(log_probs.shape)，它的各维是 [步, N, 类别]",
    ),
    "layer.ctc_whole": (
        "ctc_loss: {name} must be integral: lengths are whole numbers. Fix: {name}.long()",
        "ctc_loss：{name} 必须是整数，长度不能是小数。改法：{name}.long()",
    ),
    "layer.ctc_count": (
        "ctc_loss: {name} must be of size batch_size: {given} given for {samples} samples. Fix: one "
        "length a sample",
        "ctc_loss：{name} 的个数必须等于批量：{samples} 个样本给了 {given} 个。改法：每个样本给一个长度",
    ),
    "layer.ctc_negative": (
        "ctc_loss: Expected {name} to have value at least 0, but got value {given}. Fix: "
        "{name}.clamp(min=0)",
        "ctc_loss：{name} 至少是 0，收到 {given}。改法：{name}.clamp(min=0)",
    ),
    "layer.ctc_targets": (
        "ctc_loss: Expected targets to have size {wanted}, as target_lengths say, but got size {given}. "
        "Fix: print(targets.shape, target_lengths)",
        "ctc_loss：按 target_lengths，targets 的大小应是 {wanted}，收到 {given}。改法："
        "print(targets.shape, target_lengths)",
    ),
    "layer.ctc_label": (
        "ctc_loss: the label {given} is no class: there are {classes}, from 0 on. Fix: "
        "print(targets.min(), targets.max())",
        "ctc_loss：标签 {given} 不是类别：共有 {classes} 类，从 0 开始。改法：print(targets.min(), "
        "targets.max())",
    ),
    "layer.labels_shape": (
        "multilabel_margin_loss: inconsistent target size: {given} for input of size: {shape}. Each row "
        "of targets lists classes and is filled with -1. Fix: print(input.shape, target.shape)",
        "multilabel_margin_loss：target 的形状 {given} 与输入的形状 {shape} 不同。target 的每一行列出类别"
        "，余下填 -1。改法：print(input.shape, target.shape)",
    ),
    "layer.labels_type": (
        "{operation}: expected scalar type Long but found {given}: targets name classes. Fix: "
        "target.long()",
        "{operation}：target 应是 int64，收到 {given}：它列出类别的编号。改法：target.long()",
    ),
    "layer.labels_range": (
        "multilabel_margin_loss: argument #2 'target' is out of range: {given} is no class of {classes}, "
        "nor -1, which ends a row. Fix: print(target.min(), target.max())",
        "multilabel_margin_loss：target 超出范围：{given} 既不是 {classes} 个类别之一，也不是结束一行的 -1"
        "。改法：print(target.min(), target.max())",
    ),
    "layer.adaptive_cutoffs": (
        "cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where "
        "each value is between 1 and n_classes-1; they are {given} and n_classes is {classes}. Fix: "
        "cutoffs=[{classes} // 2]",
        "cutoffs 应是递增且不重复的正整数，每个都在 1 与 n_classes-1 之间；收到 {given}，n_classes 是 "
        "{classes}。改法：cutoffs=[{classes} // 2]",
    ),
    "layer.adaptive_batch": (
        "{layer}: Input and target should have the same size in the batch dimension, but they have shapes "
        "{shape} and {given}. Fix: print(input.shape, target.shape)",
        "{layer}：输入与 target 的批量必须相同，收到的形状是 {shape} 与 {given}。改法：print(input.shape, "
        "target.shape)",
    ),
    "layer.adaptive_axes": (
        "{layer}: 1D target expects 2D input, and 0D target 1D input, but they have shapes {given} and "
        "{shape}. Fix: target.reshape(-1)",
        "{layer}：一维 target 对应二维输入，零维 target 对应一维输入，收到的形状是 {given} 与 {shape}。改"
        "法：target.reshape(-1)",
    ),
    "layer.adaptive_target": (
        "{layer}: Target values should be in [0, {last}], but values in range [{low}, {high}] were found. "
        "Fix: n_classes={fix}",
        "{layer}：target 的值应在 [0, {last}] 之内，收到的范围是 [{low}, {high}]。改法：n_classes={fix}",
    ),
    "layer.pdist_rank": (
        "pdist only supports 2D tensors, [rows, width], got shape {shape}. Fix: x.reshape(len(x), -1)",
        "pdist 只支持二维张量 [行, 宽]，收到的形状是 {shape}。改法：x.reshape(len(x), -1)",
    ),
    "layer.pdist_type": (
        "pdist only supports floating-point dtypes, not {given}. Fix: x.float()",
        "pdist 只支持浮点类型，不支持 {given}。改法：x.float()",
    ),
    "layer.pdist_power": (
        "pdist only supports non-negative p values, not {given}. Fix: p=2",
        "pdist 的 p 不能是负数，收到 {given}。改法：p=2",
    ),
    "layer.linear_loss_shapes": (
        "linear_cross_entropy: expected equal input and linear_weight last dimensions, input [N, in] (or "
        "[in] for a weight of two axes) and linear_weight [classes, ..., in]; the shapes are {a} and {b}. "
        "Fix: print(input.shape, linear_weight.shape)",
        "linear_cross_entropy：输入应是 [N, in]（权重为二维时也可以是 [in]），linear_weight 应是 [类别, "
        "..., in]，两者最后一维相同；收到的形状是 {a} 与 {b}。改法：print(input.shape, "
        "linear_weight.shape)",
    ),
    "layer.linear_loss_bias": (
        "linear_cross_entropy: expected linear_bias shape {wanted}, got {given}. Fix: linear_bias=None",
        "linear_cross_entropy：linear_bias 的形状应是 {wanted}，收到 {given}。改法：linear_bias=None",
    ),
    "layer.linear_loss_ignore": (
        "ignore_index cannot be specified when target contains probabilities: it is {given}. Fix: "
        "ignore_index=None",
        "target 是概率时不能给 ignore_index（收到 {given}）。改法：ignore_index=None",
    ),
    "layer.linear_loss_weight": (
        "LinearCrossEntropyLoss: expected weight shape to be [{classes}], got {given}. Fix: weight=None",
        "LinearCrossEntropyLoss：weight 的形状应是 [{classes}]，收到 {given}。改法：weight=None",
    ),
    "layer.linear_loss_smoothing": (
        "LinearCrossEntropyLoss: expected label_smoothing to be in range [0, 1], got {given}. Fix: "
        "label_smoothing=0.1",
        "LinearCrossEntropyLoss：label_smoothing 应在 [0, 1] 之内，收到 {given}。改法：label_smoothing=0.1",
    ),
}
