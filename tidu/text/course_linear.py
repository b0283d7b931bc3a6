"""Sentences of the experiment `linear` (C02)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_linear.title": ("Linear regression from nothing", "从零开始的线性回归"),
    "course_linear.see": (
        "{rows} samples with four features were drawn, and y = 8.1 x1 + 2 x2 + 2 x3 + 4 x4 + 1.1 plus noise "
        "(standard deviation {noise:g}). Training does not know these five numbers. It starts from zeros "
        "and, for each batch of {batch_size}, computes the mean of |ŷ − y|, its gradient, and takes {lr:g} "
        "times the gradient away from the weights. After {steps} such steps ({epochs} epochs) it has w = "
        "[{w1:.2f}, {w2:.2f}, {w3:.2f}, {w4:.2f}] and b = {b:.2f}; the loss went from {first_loss:.3g} in "
        "the first epoch to {loss:.3g}. The true weights themselves would have a loss near {floor:.3g}, "
        "which is the noise's own mean size (the dashed line).",
        "这里生成了 {rows} 个样本，每个有四个特征，y = 8.1 x1 + 2 x2 + 2 x3 + 4 x4 + 1.1，再加上标准差为 "
        "{noise:g} 的噪声。训练并不知道这五个数。它从零开始，每次取 {batch_size} 个样本，算出 |ŷ − y| 的平均"
        "值及其梯度，再从权重中减去梯度的 {lr:g} 倍。走完 {steps} 步（{epochs} 轮）后，得到 w = [{w1:.2f}, "
        "{w2:.2f}, {w3:.2f}, {w4:.2f}]，b = {b:.2f}；损失从第一轮的 {first_loss:.3g} 变为 {loss:.3g}。就算换"
        "成真实的权重，损失也在 {floor:.3g} 左右，那是噪声本身的平均大小（图中虚线）。",
    ),
    "course_linear.found": (
        "Every weight was found to within {furthest:.2g}. Look at the weights' curves: they rise by about "
        "the same amount each epoch and then stop. The absolute loss has the same slope far from the "
        "minimum as near it, so its steps do not shrink on the way; once there, the weights keep trembling "
        "by about a step. In the pictures of x2 and x3 the clouds are wide because the other three features "
        "move y as well; the line shows what one feature adds.",
        "每个权重与真实值相差都不超过 {furthest:.2g}。看权重的曲线：每轮上升的幅度大致相同，然后就停住了。绝"
        "对值损失的斜率远近都一样，所以步子不会越走越小；到达最低点之后，权重仍会以大约一步的幅度来回颤动。"
        "x2、x3 两幅图里的点散得很开，是因为另外三个特征也在影响 y；直线画的只是这一个特征的贡献。",
    ),
    "course_linear.on_the_way": (
        "It is still on the way: the furthest weight is off by {furthest:.2g}, and the loss was still "
        "falling when training ended. It needs more epochs or larger steps.",
        "它还在路上：差得最远的权重还差 {furthest:.2g}，训练结束时损失仍在下降。需要更多轮，或更大的步子。",
    ),
    "course_linear.noisy": (
        "The furthest weight is off by {furthest:.2g}, and still the loss is as low as that of the true "
        "weights: on these samples others do as well. Longer training would not help. {rows} samples with "
        "this much noise cannot say more; four times as many would halve the error.",
        "差得最远的权重还差 {furthest:.2g}，损失却已经和真实权重一样低：对这些样本来说，别的权重也同样合适。"
        "再训练下去也没有用：噪声这么强，{rows} 个样本说不出更多；样本多到四倍，误差才会减半。",
    ),
    "course_linear.too_few": (
        "The furthest weight is off by {furthest:.2g}, and no training can mend that: {rows} samples are "
        "{rows} equations for five unknown numbers, which many other weights fulfil as well. At least "
        "five samples are needed, and more the more noise there is.",
        "差得最远的权重还差 {furthest:.2g}，而且怎么训练也没有用：{rows} 个样本只是 {rows} 个方程，未知数"
        "却有五个，别的许多权重同样能满足它们。至少需要五个样本，噪声越大，需要的越多。",
    ),
    "course_linear.jitter": (
        "The furthest weight is off by {furthest:.2g}, and the loss hardly changes any more. Either the "
        "steps jump over the minimum to and fro (the learning rate is {lr:g}), or {rows} samples with this "
        "much noise cannot say more.",
        "差得最远的权重还差 {furthest:.2g}，而损失几乎不再变化。要么是步子太大，在最低点两边跳来跳去（学习"
        "率 {lr:g}）；要么是噪声这么强，{rows} 个样本说不出更多。",
    ),
    "course_linear.jumps": (
        "The furthest weight is off by {furthest:.2g}, the loss hardly changes any more, and yet it is well "
        "above that of the true weights: the steps, {lr:g} times the gradient, jump over the minimum to and "
        "fro. The slope of the absolute loss is as large near the minimum as far from it, so nothing makes "
        "them shorter. Look at the weights' curves: they came there quickly, and then tremble by about a "
        "step. A smaller learning rate trembles less.",
        "差得最远的权重还差 {furthest:.2g}，损失几乎不再变化，却明显高于真实权重的损失：步子（梯度的 {lr:g} "
        "倍）太大，在最低点两边跳来跳去。绝对值损失的斜率远近都一样，没有什么能让步子变短。看权重的曲线：很"
        "快就到了附近，然后以大约一步的幅度来回颤动。学习率小一些，颤动就小一些。",
    ),
    "course_linear.short": (
        "The furthest weight is off by {furthest:.2g}, and the loss has hardly moved. {steps} steps, each "
        "{lr:g} times a gradient of about 1 at most for each weight, cannot get as far as 8.1. It needs "
        "more epochs or larger steps.",
        "差得最远的权重还差 {furthest:.2g}，损失几乎没有动。一共 {steps} 步，每步是梯度的 {lr:g} 倍，而每个"
        "权重的梯度最多不过 1 左右：这样走不到 8.1 那么远。需要更多轮，或更大的步子。",
    ),
    "course_linear.try": (
        "Stronger noise: how well are the weights still found? `tidu course linear --noise 5`\n"
        "Steps ten times as large jump over the minimum: `tidu course linear --lr 0.3`\n"
        "One batch of all samples is one step an epoch, too few: `tidu course linear --batch-size 500`",
        "噪声更强，还能把权重找得多准？`tidu course linear --noise 5`\n"
        "步子放大到十倍，就会跳过最低点：`tidu course linear --lr 0.3`\n"
        "每轮只用一个包含全部样本的批次，步数就太少了：`tidu course linear --batch-size 500`",
    ),
    "course_linear.weights": ("weights and bias", "权重和偏置"),
    "course_linear.floor": ("loss of the true weights", "真实权重的损失"),
}
