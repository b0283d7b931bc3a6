"""Sentences of losses: shapes, types and values that do not fit."""

LOSSES: dict[str, tuple[str, str]] = {
    "nn.reduction": (
        "{given} is not a valid value for reduction. Fix: reduction='mean'",
        "{given} 不是有效的 reduction。改法：reduction='mean'",
    ),
    "nn.loss_made_of_tensors": (
        "Boolean value of Tensor with more than one value is ambiguous: a loss was given tensors where its "
        "settings belong. A loss of nn is made first and called then. "
        "Fix: loss = nn.MSELoss()(prediction, target)",
        "损失函数的设置处收到了张量：nn 中的损失要先创建，再调用。"
        "改法：loss = nn.MSELoss()(prediction, target)",
    ),
    "nn.target_type": (
        "{operation}: Found dtype {given} but expected {wanted}: the target must have the type of the "
        "predictions. Fix: target.to({wanted})",
        "{operation}：target 的类型是 {given}，应与预测的类型 {wanted} 相同。改法：target.to({wanted})",
    ),
    "nn.old_reduction": (
        "size_average and reduce args will be deprecated, please use reduction='{reduction}' instead.",
        "size_average 与 reduce 参数将被弃用，请改用 reduction='{reduction}'。",
    ),
    "nn.loss_sizes": (
        "Using a target size (torch.Size({given})) that is different to the input size "
        "(torch.Size({wanted})). This will likely lead to incorrect results due to broadcasting: every "
        "row would be compared with every other. Please ensure they have the same size. Fix: {fix}",
        "target 的形状 {given} 与 input 的形状 {wanted} 不同，会被广播，结果很可能不对：每一行会与"
        "其他各行比较。"
        "改法：{fix}",
    ),
    "nn.loss_same_size": (
        "Using a target size (torch.Size({given})) that is different to the input size "
        "(torch.Size({wanted})) is not allowed: Target size must be the same as input size. Fix: {fix}",
        "target 的形状 {given} 与 input 的形状 {wanted} 不同，两者必须相同。改法：{fix}",
    ),
    "nn.loss_weight": (
        "Weights and input must have the same size: they are {given} and {wanted}. "
        "Fix: weight.expand_as(input)",
        "weight 与 input 的形状必须相同，现在是 {given} 与 {wanted}。改法：weight.expand_as(input)",
    ),
    "nn.smooth_l1": (
        "smooth_l1_loss does not support negative values for beta: it is {given}. Fix: beta=1.0",
        "smooth_l1_loss 的 beta 不能是负数，收到的是 {given}。改法：beta=1.0",
    ),
    "nn.huber": (
        "huber_loss does not support non-positive values for delta: it is {given}. Fix: delta=1.0",
        "huber_loss 的 delta 必须是正数，收到的是 {given}。改法：delta=1.0",
    ),
    "nn.huber_type": (
        "delta must be a float or int, got: {given}. Fix: delta=1.0",
        "delta 必须是数，收到的是 {given}。改法：delta=1.0",
    ),
    "nn.bce_range": (
        "all elements of {name} should be between 0 and 1, but they go from {low} to {high}. "
        "Fix: put nn.Sigmoid() last, or use BCEWithLogitsLoss on scores",
        "{name} 的所有元素都应在 0 与 1 之间，现在是从 {low} 到 {high}。"
        "改法：在最后加 nn.Sigmoid()，或对分数使用 BCEWithLogitsLoss",
    ),
    "nn.class_scores": (
        "the scores need a class axis: input has shape {shape}, target {given}. Fix: input.unsqueeze(0)",
        "分数需要有类别这一维：input 的形状是 {shape}，target 的形状是 {given}。改法：input.unsqueeze(0)",
    ),
    "nn.class_target_rank": (
        "0D or 1D target tensor expected, multi-target not supported: input has shape {shape}, target "
        "{given}. Fix: target.squeeze(1), or target.argmax(1) if it is one-hot",
        "target 应是 0 维或 1 维的类别：input 的形状是 {shape}，target 的形状是 {given}。"
        "改法：target.squeeze(1)；若是独热编码，用 target.argmax(1)",
    ),
    "nn.class_batch": (
        "Expected input batch_size ({rows}) to match target batch_size ({labels}): input has shape "
        "{shape}, target {given}. Fix: print(input.shape, target.shape)",
        "input 的批量（{rows}）与 target 的批量（{labels}）不同：input 的形状是 {shape}，target 的形状是 "
        "{given}。改法：print(input.shape, target.shape)",
    ),
    "nn.class_sizes": (
        "size mismatch (got input: {shape}, target: {given}): the target should have shape {wanted}, "
        "that of the input without its class axis. Fix: print(input.shape, target.shape)",
        "形状不符：input 是 {shape}，target 是 {given}，而 target 应是 {wanted}（input 去掉类别一维）。"
        "改法：print(input.shape, target.shape)",
    ),
    "nn.class_type": (
        "expected scalar type Long but found {given}: classes are whole numbers. Fix: target.long()",
        "类别必须是 int64，收到的是 {given}。改法：target.long()",
    ),
    "nn.class_range": (
        "Target {label} is out of bounds: there are {classes} classes, 0 to {last}. "
        "Fix: if the classes start at 1, target - 1; else give the network {needed} outputs",
        "target 中的 {label} 超出范围：共有 {classes} 个类别，从 0 到 {last}。"
        "改法：若类别从 1 开始，用 target - 1；否则让网络有 {needed} 个输出",
    ),
    "nn.class_negative": (
        "Target {label} is out of bounds: there are {classes} classes, 0 to {last}. "
        "Fix: ignore_index={label}, if it marks rows to leave out; else number the classes from 0",
        "target 中的 {label} 超出范围：共有 {classes} 个类别，从 0 到 {last}。"
        "改法：若它表示不计入的行，用 ignore_index={label}；否则把类别从 0 开始编号",
    ),
    "nn.class_weight": (
        "weight tensor should be defined either for all {classes} classes or no classes but got weight "
        "tensor of shape: {given}. Fix: torch.ones({classes})",
        "weight 应为 {classes} 个类别各有一个值，或省略，收到的形状是 {given}。改法：torch.ones({classes})",
    ),
    "nn.class_probabilities": (
        "Expected floating point type for target with class probabilities, got {given}: it has the "
        "shape of the input, {shape}. Fix: target.float(), or target.argmax(1) for classes",
        "target 与 input 的形状相同（{shape}），表示类别概率，应是浮点类型，收到的是 {given}。"
        "改法：target.float()；若要类别，用 target.argmax(1)",
    ),
    "nn.class_ignore": (
        "ignore_index is not supported for floating point target: it is {given}. Fix: leave it out",
        "target 是概率时不支持 ignore_index，收到的是 {given}。改法：省略它",
    ),
    "nn.label_smoothing": (
        "label_smoothing must be between 0.0 and 1.0. Got: {given}. Fix: label_smoothing=0.1",
        "label_smoothing 必须在 0 与 1 之间，收到的是 {given}。改法：label_smoothing=0.1",
    ),
    "nn.kl_mean": (
        "reduction: 'mean' divides the total loss by both the batch size and the support size. "
        "'batchmean' divides only by the batch size, and aligns with the KL div math definition. "
        "Fix: reduction='batchmean'",
        "reduction='mean' 会同时除以批量与每行的元素数；'batchmean' 只除以批量，才是 KL 散度的定义。"
        "改法：reduction='batchmean'",
    ),
    "nn.variance_sign": (
        "var has negative entry/entries: the lowest is {lowest}. Fix: functional.softplus(var)",
        "方差 var 中有负数，最小的是 {lowest}。改法：functional.softplus(var)",
    ),
    "nn.variance_shape": (
        "var is of incorrect size: it is {given}, and the input {wanted}. Fix: var.expand_as(input)",
        "方差 var 的形状 {given} 与 input 的形状 {wanted} 不符。改法：var.expand_as(input)",
    ),
    "nn.margin_ranking": (
        "margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: {a}, "
        "input2: {b}, target: {target}. Fix: target.reshape(input1.shape)",
        "margin_ranking_loss 的三个张量维数必须相同，现在的形状是 input1：{a}，"
        "input2：{b}，target：{target}。"
        "改法：target.reshape(input1.shape)",
    ),
    "nn.cosine_target": (
        "0D or 1D target tensor expected, multi-target not supported: the target has shape {target}. "
        "Fix: target.reshape(-1)",
        "cosine_embedding_loss 的 target 应是 0 维或 1 维，现在的形状是 {target}。改法：target.reshape(-1)",
    ),
    "nn.cosine_inputs": (
        "{rank}D target tensor expects {rank}D input tensors, but found inputs with sizes {a} and {b} "
        "and a target of size {target}. Fix: target of shape [n] for inputs of shape [n, width]",
        "target 的形状是 {target} 时，两个输入都应有 {rank} 维，现在是 {a} 与 {b}。"
        "改法：输入为 [n, 宽度] 时 target 为 [n]",
    ),
    "nn.triplet_margin": (
        "margin must be greater than 0, got {given}. Fix: margin=1.0",
        "margin 必须大于 0，收到的是 {given}。改法：margin=1.0",
    ),
    "nn.triplet_axes": (
        "The anchor, positive, and negative tensors are expected to have the same number of dimensions, "
        "but got: anchor {a}, positive {b}, and negative {c}. Fix: give all the shape of the anchor",
        "anchor、positive 与 negative 的维数必须相同，现在的形状是 {a}、{b}、{c}。改法：都使用 anchor 的形状",
    ),
    "nn.multi_margin_power": (
        "only p == 1 and p == 2 supported, not {given}. Fix: p=1",
        "p 只能是 1 或 2，收到的是 {given}。改法：p=1",
    ),
    "nn.multi_margin_weight": (
        "MultiMarginLoss: expected weight to be None or 1D tensor, got {rank}D instead. "
        "Fix: weight.reshape(-1)",
        "MultiMarginLoss 的 weight 应省略或是一维张量，收到的是 {rank} 维。改法：weight.reshape(-1)",
    ),
    "nn.multi_margin_shape": (
        "inconsistent target size: expected scores [n, classes] with targets [n], but got {shape} and "
        "{given}. Fix: target.reshape(-1)",
        "multi_margin_loss 需要 [n, 类别] 的分数与 [n] 的类别，收到的是 {shape} 与 {given}。"
        "改法：target.reshape(-1)",
    ),
}
