"""Sentences of the learning-rate schedulers: wrong options, and steps in the wrong order."""

SENTENCES: dict[str, tuple[str, str]] = {
    "schedule.not_optimizer": (
        "{given} is not an Optimizer. Fix: pass the optimizer itself, before the other options",
        "{given} 不是优化器。改法：第一个参数传入优化器本身",
    ),
    "schedule.no_initial": (
        "param 'initial_lr' is not specified in param_groups[{index}] when resuming scheduler with "
        "last_epoch >= 0.\nThis typically happens when:\n"
        "1. You're trying to resume training from a checkpoint but haven't properly loaded the "
        "optimizer state\n"
        "2. You're using last_epoch >= 0 for a fresh training run (not recommended)",
        "以 last_epoch >= 0 继续调度时，param_groups[{index}] 中没有 'initial_lr'。\n常见原因：\n"
        "1. 从检查点继续训练，但没有载入优化器的状态\n"
        "2. 新的训练用了 last_epoch >= 0（不建议）",
    ),
    "schedule.replaced": (
        "Seems like `optimizer.step()` has been overridden after learning rate scheduler "
        "initialization. Please, make sure to call `optimizer.step()` before "
        "`lr_scheduler.step()`. See more details at "
        "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate",
        "`optimizer.step()` 似乎在建立学习率调度器之后被替换了。请确认 `optimizer.step()` 在 "
        "`lr_scheduler.step()` 之前调用。详见 "
        "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate",
    ),
    "schedule.order": (
        "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and "
        "later, you should call them in the opposite order: `optimizer.step()` before "
        "`lr_scheduler.step()`.  Failure to do this will result in PyTorch skipping the first "
        "value of the learning rate schedule. See more details at "
        "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate",
        "`lr_scheduler.step()` 在 `optimizer.step()` 之前被调用。顺序应当相反：先 `optimizer.step()`，"
        "再 `lr_scheduler.step()`；否则学习率的第一个值会被跳过。详见 "
        "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate",
    ),
    "schedule.epoch": (
        "The epoch parameter in `scheduler.step()` was not necessary and is being deprecated where "
        "possible. Please use `scheduler.step()` to step the scheduler. During the deprecation, if "
        "epoch is different from None, the closed form is used instead of the new chainable form, "
        "where available.",
        "`scheduler.step()` 的参数 epoch 没有必要，将被取消。请直接调用 `scheduler.step()`。"
        "目前给出 epoch 时，凡有封闭公式的都改用封闭公式。",
    ),
    "schedule.get_lr": (
        "To get the last learning rate computed by the scheduler, please use `get_last_lr()`.",
        "要得到调度器最近算出的学习率，请用 `get_last_lr()`。",
    ),
    "schedule.no_rates": (
        "{name} has no `get_lr`. Fix: write get_lr(self), which returns a learning rate a group",
        "{name} 没有 `get_lr`。改法：写 get_lr(self)，为每个参数组返回一个学习率",
    ),
    "schedule.lambdas": (
        "Expected {wanted} lr_lambdas, but got {given}. Fix: one function, or one a parameter group",
        "需要 {wanted} 个 lr_lambda，收到 {given} 个。改法：给一个函数，或每个参数组一个",
    ),
    "schedule.lambda_kind": (
        "lr_lambda should be a function, but got {given}. Fix: lr_lambda=lambda epoch: 0.95",
        "lr_lambda 应是函数，收到的是 {given}。改法：lr_lambda=lambda epoch: 0.95",
    ),
    "schedule.constant_factor": (
        "Constant multiplicative factor expected to be between 0 and 1. It is {given}. Fix: factor=0.5",
        "factor 应在 0 与 1 之间，现在是 {given}。改法：factor=0.5",
    ),
    "schedule.start_factor": (
        "Starting multiplicative factor expected to be greater than 0 and less or equal to 1. "
        "It is {given}. Fix: start_factor=0.5",
        "start_factor 应大于 0 且不大于 1，现在是 {given}。改法：start_factor=0.5",
    ),
    "schedule.end_factor": (
        "Ending multiplicative factor expected to be between 0 and 1. It is {given}. Fix: end_factor=1.0",
        "end_factor 应在 0 与 1 之间，现在是 {given}。改法：end_factor=1.0",
    ),
    "schedule.plateau_factor": (
        "Factor should be < 1.0. It is {given}. Fix: factor=0.1",
        "factor 应小于 1.0，现在是 {given}。改法：factor=0.1",
    ),
    "schedule.minimums": (
        "expected {wanted} min_lrs, got {given}. Fix: one number, or one a parameter group",
        "需要 {wanted} 个 min_lr，收到 {given} 个。改法：给一个数，或每个参数组一个",
    ),
    "schedule.minimums_changed": (
        "The number of param groups in the `optimizer` ({given}) differs from when "
        "`ReduceLROnPlateau` was initialized ({wanted}), usually due to a new param group being "
        "added to the optimizer. Please modify the `min_lrs` field to match the length of the "
        "`optimizer` param groups.",
        "优化器现在有 {given} 个参数组，而建立 `ReduceLROnPlateau` 时有 {wanted} 个，通常是后来"
        "加入了参数组。请把 `min_lrs` 改成与参数组一样多。",
    ),
    "schedule.mode": (
        "mode {given} is unknown! Fix: mode='min' (or 'max')",
        "不认识 mode {given}！改法：mode='min'（或 'max'）",
    ),
    "schedule.threshold_mode": (
        "threshold mode {given} is unknown! Fix: threshold_mode='rel' (or 'abs')",
        "不认识 threshold_mode {given}！改法：threshold_mode='rel'（或 'abs'）",
    ),
    "schedule.length": (
        "{name} must have the same length as optimizer.param_groups. {name} has {given} values, "
        "param_groups has {wanted}. Fix: one number, or one a parameter group",
        "{name} 的个数须与 optimizer.param_groups 相同：{name} 有 {given} 个值，参数组有 {wanted} 个。"
        "改法：给一个数，或每个参数组一个",
    ),
    "schedule.cyclic_mode": (
        "mode is invalid and scale_fn is None: mode={given}. Fix: mode='triangular'",
        "mode 无效且没有 scale_fn：mode={given}。改法：mode='triangular'",
    ),
    "schedule.no_momentum": (
        "optimizer must support momentum or beta1 with `cycle_momentum` option enabled. "
        "Fix: cycle_momentum=False",
        "启用 `cycle_momentum` 时，优化器须有 momentum 或 betas。改法：cycle_momentum=False",
    ),
    "schedule.positive": (
        "Expected positive integer {name}, but got {given}. Fix: {name}=10",
        "{name} 应为正整数，收到的是 {given}。改法：{name}=10",
    ),
    "schedule.multiplier": (
        "Expected integer T_mult >= 1, but got {given}. Fix: T_mult=2",
        "T_mult 应为不小于 1 的整数，收到的是 {given}。改法：T_mult=2",
    ),
    "schedule.eta_min": (
        "Expected float or int eta_min, but got {given} of type {kind}. Fix: eta_min=0.0",
        "eta_min 应为数，收到的是 {given}（{kind}）。改法：eta_min=0.0",
    ),
    "schedule.negative_epoch": (
        "Expected non-negative epoch, but got {given}. Fix: scheduler.step()",
        "epoch 不能为负，收到的是 {given}。改法：scheduler.step()",
    ),
    "schedule.total": (
        "You must define either total_steps OR (epochs AND steps_per_epoch). "
        "Fix: epochs=10, steps_per_epoch=len(loader)",
        "须给出 total_steps，或同时给出 epochs 和 steps_per_epoch。"
        "改法：epochs=10, steps_per_epoch=len(loader)",
    ),
    "schedule.part": (
        "Expected float between 0 and 1 pct_start, but got {given}. Fix: pct_start=0.3",
        "pct_start 应为 0 与 1 之间的浮点数，收到的是 {given}。改法：pct_start=0.3",
    ),
    "schedule.anneal": (
        "anneal_strategy must be one of 'cos' or 'linear', instead got {given}. "
        "Fix: anneal_strategy='cos'",
        "anneal_strategy 应是 'cos' 或 'linear'，收到的是 {given}。改法：anneal_strategy='cos'",
    ),
    "schedule.over": (
        "Tried to step {given} times. The specified number of total steps is {total}. "
        "Fix: total_steps={given}",
        "已调用了 {given} 步，而总步数是 {total}。改法：total_steps={given}",
    ),
    "schedule.none": (
        "{name} expects at least one scheduler{chained}, but got no scheduler. "
        "Fix: schedulers=[StepLR(optimizer, 10)]",
        "{name} 至少需要一个调度器。改法：schedulers=[StepLR(optimizer, 10)]",
    ),
    "schedule.no_optimizer": (
        "{name} at index {index} should have `optimizer` as its attribute. "
        "Fix: make each part a scheduler",
        "{name} 的第 {index} 项没有 `optimizer` 属性。改法：每一项都应是调度器",
    ),
    "schedule.plateau_inside": (
        "{name} does not support `ReduceLROnPlateau` scheduler as it requires additional kwargs to "
        "be specified when calling `step`, but got one at index {index} in the given schedulers "
        "sequence. Fix: step it by itself",
        "{name} 不能包含 `ReduceLROnPlateau`（第 {index} 项），因为它的 `step` 需要指标。"
        "改法：单独调用它的 step",
    ),
    "schedule.optimizers": (
        "{name} expects all schedulers to belong to the same optimizer, but got scheduler {part} at "
        "index {index} has {given}, which is different from {wanted}. Fix: make them with one optimizer",
        "{name} 的各调度器须属于同一个优化器，但第 {index} 项 {part} 属于 {given}，而不是 {wanted}。"
        "改法：都用同一个优化器建立",
    ),
    "schedule.milestones": (
        "Sequential Schedulers expects number of schedulers provided to be one more than the number "
        "of milestone points, but got number of schedulers {schedulers} and the number of milestones "
        "to be equal to {milestones}. Fix: a milestone between each two schedulers",
        "SequentialLR 的调度器应比分界点多一个，现在有 {schedulers} 个调度器、{milestones} 个分界点。"
        "改法：每两个调度器之间给一个分界点",
    ),
}
