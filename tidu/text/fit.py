"""Sentences of training: what was asked, how it went, why it ended."""

SENTENCES: dict[str, tuple[str, str]] = {
    "fit.model": (
        "fit trains an nn.Module, not {given}. Fix: tidu.nn.Sequential(tidu.nn.Linear(3, 1))",
        "fit 训练的是 nn.Module，收到的是 {given}。改法：tidu.nn.Sequential(tidu.nn.Linear(3, 1))",
    ),
    "fit.loss_name": (
        "there is no loss '{given}'. The names are {names}; any function of (output, target) will do too. "
        "Fix: loss='{near}'",
        "没有名为“{given}”的损失。可用的名字有 {names}；任何以 (输出, 目标) 为参数的函数也可以。"
        "改法：loss='{near}'",
    ),
    "fit.optimizer_name": (
        "there is no optimizer '{given}'. The names are {names}. Fix: optimizer='{near}'",
        "没有名为“{given}”的优化器。可用的名字有 {names}。改法：optimizer='{near}'",
    ),
    "fit.metric_name": (
        "there is no metric '{given}'. The names are {names}; any function of (outputs, targets) will do "
        "too. Fix: metrics='{near}'",
        "没有名为“{given}”的指标。可用的名字有 {names}；任何以 (输出, 目标) 为参数的函数也可以。"
        "改法：metrics='{near}'",
    ),
    "fit.kind": (
        "{name} is a {given}; it should be {wanted}.",
        "{name} 是 {given}，应为 {wanted}。",
    ),
    "fit.loss_wanted": (
        "a function of (output, target) or a name such as 'mse'",
        "以 (输出, 目标) 为参数的函数，或 'mse' 之类的名字",
    ),
    "fit.optimizer_wanted": (
        "a tidu.optim optimizer or a name such as 'adam'",
        "tidu.optim 的优化器，或 'adam' 之类的名字",
    ),
    "fit.scheduler_wanted": (
        "a scheduler from tidu.optim.lr_scheduler, or a function that makes one of the optimizer",
        "tidu.optim.lr_scheduler 的调度器，或由优化器生成调度器的函数",
    ),
    "fit.doctor_wanted": ("True, False, None or tidu.doctor()", "True、False、None 或 tidu.doctor()"),
    "fit.callback_wanted": (
        "a function of the training state, or an object with on_epoch_end(state), on_step_end(state), "
        "on_fit_start(state) or their kin",
        "以训练状态为参数的函数，或带有 on_epoch_end(state)、on_step_end(state)、on_fit_start(state) "
        "等方法的对象",
    ),
    "fit.metric_wanted": (
        "a name such as 'accuracy' or a function of (outputs, targets)",
        "'accuracy' 之类的名字，或以 (输出, 目标) 为参数的函数",
    ),
    "fit.lr_twice": (
        "lr={lr} was given beside an optimizer that has its own. Fix: leave out lr, or name the optimizer: "
        "optimizer='adam', lr={lr}",
        "优化器已有学习率，又另外给了 lr={lr}。改法：去掉 lr，或按名字给出优化器：optimizer='adam', lr={lr}",
    ),
    "fit.optimizer_other": (
        "the optimizer holds no parameter of this model, so training would change nothing in it. "
        "Fix: make the optimizer from model.parameters() of the model that you fit",
        "优化器中没有这个模型的参数，训练不会改变它。改法：用所训练模型的 model.parameters() 建立优化器",
    ),
    "fit.scheduler_other": (
        "the scheduler belongs to another optimizer than the one that trains. "
        "Fix: scheduler=lambda optimizer: tidu.optim.lr_scheduler.StepLR(optimizer, 10)",
        "调度器属于另一个优化器，而不是训练所用的那个。"
        "改法：scheduler=lambda optimizer: tidu.optim.lr_scheduler.StepLR(optimizer, 10)",
    ),
    "fit.whole": (
        "{name} should be a whole number of at least {least}, but is {given}. Fix: {name}={fix}",
        "{name} 应为不小于 {least} 的整数，收到的是 {given}。改法：{name}={fix}",
    ),
    "fit.patience_alone": (
        "patience stops when the validation loss no longer falls, but there is no validation data. "
        "Fix: validation=0.2",
        "patience 在验证损失不再下降时停止训练，但没有验证数据。改法：validation=0.2",
    ),
    "fit.compile": (
        "compile should be 'auto', True or False, not {given}. Fix: compile='auto'",
        "compile 应为 'auto'、True 或 False，收到的是 {given}。改法：compile='auto'",
    ),
    "fit.threads": (
        "threads should be 'auto' or a whole number of at least 1, not {given}. Fix: threads='auto'",
        "threads 应为 'auto' 或不小于 1 的整数，收到的是 {given}。改法：threads='auto'",
    ),
    "fit.compile_not": (
        "compile=True, but this run cannot be compiled (compile='auto' would run it eagerly): {reason}",
        "要求 compile=True，但这次训练无法编译（compile='auto' 会即时执行）：{reason}",
    ),
    "fit.resume_path": (
        "resume=True goes on from the checkpoint, but no checkpoint is named. Fix: checkpoint='run.tidu'",
        "resume=True 要从检查点继续，但没有给出检查点。改法：checkpoint='run.tidu'",
    ),
    "fit.resume_columns": (
        "{name} is a checkpoint of a run that kept {there}; this one keeps {here}. "
        "Fix: resume with the validation and metrics of the first run",
        "{name} 是另一种训练的检查点，它记录了 {there}；这次记录的是 {here}。"
        "改法：用与第一次相同的 validation 和 metrics 继续",
    ),
    "fit.resume_scheduler": (
        "{name} is a checkpoint of a run in which scheduler was {there}; here it is {here}. "
        "Fix: resume with the scheduler of the first run",
        "{name} 的训练中 scheduler 是 {there}，这次是 {here}。改法：用与第一次相同的 scheduler 继续",
    ),
    "fit.data_kind": (
        "data is a {given}; fit takes a tuple (x, y) of tensors or arrays, a Dataset, or a DataLoader. "
        "Fix: data=(x, y)",
        "data 是 {given}；fit 接受由张量或数组组成的元组 (x, y)、Dataset 或 DataLoader。改法：data=(x, y)",
    ),
    "fit.data_parts": (
        "data has one part; fit needs the inputs and the target. Fix: data=(x, y)",
        "data 只有一部分；fit 需要输入和目标。改法：data=(x, y)",
    ),
    "fit.data_rows": (
        "the parts of data have {sizes} rows; a sample takes one row of each. "
        "Fix: give x and y the same number of rows",
        "data 各部分分别有 {sizes} 行，而一个样本要从每部分各取一行。改法：使 x 与 y 的行数相同",
    ),
    "fit.data_type": (
        "part {place} of data holds {given}, not numbers. Fix: x.astype('float32')",
        "data 的第 {place} 部分是 {given}，不是数。改法：x.astype('float32')",
    ),
    "fit.data_once": (
        "data is an iterator, which is empty after one epoch. "
        "Fix: pass the DataLoader itself, not iter(loader)",
        "data 是迭代器，用完一轮就空了。改法：直接给出 DataLoader，而不是 iter(loader)",
    ),
    "fit.data_empty": (
        "the {part} data gives no batches: there are no rows, or fewer than a batch with drop_last=True. "
        "Fix: look at len(loader)",
        "{part}数据没有给出任何批次：没有行，或在 drop_last=True 时不足一批。改法：检查 len(loader)",
    ),
    "fit.training": ("training", "训练"),
    "fit.validation": ("validation", "验证"),
    "fit.fraction": (
        "validation={given} is not a part of the data: a fraction lies between 0 and 1. Fix: validation=0.2",
        "validation={given} 不是数据的一部分：比例应在 0 与 1 之间。改法：validation=0.2",
    ),
    "fit.fraction_of": (
        "validation={fraction} cannot be split off a {given}, which has no rows to choose from. "
        "Fix: give a Dataset or (x, y), or validation=other_loader",
        "无法从 {given} 中划出 validation={fraction} 的部分，因为它没有可选的行。"
        "改法：给出 Dataset 或 (x, y)，或使用 validation=other_loader",
    ),
    "fit.fraction_rows": (
        "{rows} rows are too few to split {fraction} of them off for validation. Fix: validation=None",
        "只有 {rows} 行，不足以划出 {fraction} 作验证。改法：validation=None",
    ),
    "fit.batch": (
        "a batch is a {given}; fit takes (inputs, target) tuples, the target last. "
        "Fix: return x, y from __getitem__",
        "一个批次是 {given}；fit 需要 (输入, 目标) 元组，目标在最后。改法：让 __getitem__ 返回 x, y",
    ),
    "fit.column": (
        "the output of the model has shape {output} and the target {target}: subtracting them would give "
        "{rows} x {rows} differences, not {rows}. Fix: {fix}",
        "模型输出的形状是 {output}，目标是 {target}：两者相减会得到 {rows} x {rows} 个差，而不是 {rows} 个。"
        "改法：{fix}",
    ),
    "fit.loss_shape": (
        "the loss of a batch should be one number, but has shape {shape}. Fix: reduction='mean'",
        "一个批次的损失应是一个数，但它的形状是 {shape}。改法：reduction='mean'",
    ),
    "fit.output_none": (
        "the model gave None for a batch. Fix: end its forward with return",
        "模型对一个批次给出了 None。改法：在 forward 末尾写 return",
    ),
    "fit.loss_tensor": (
        "the loss of a batch should be a tensor, which knows its gradient, but is a {given}. "
        "Fix: leave out .item() or float()",
        "一个批次的损失应是带梯度的张量，收到的是 {given}。改法：去掉 .item() 或 float()",
    ),
    "fit.threshold": (
        "accuracy of a single output needs to know where a class begins: at 0 for logits, at 0.5 for "
        "probabilities, and this loss does not say. Fix: loss='bce_with_logits', or a function as the metric",
        "单个输出的 accuracy 需要知道类别的分界：对数几率是 0，概率是 0.5，而这个损失没有说明。"
        "改法：loss='bce_with_logits'，或用函数作指标",
    ),
    "fit.engine_eager": (
        "every operation runs as it is called: {reason}",
        "每个运算在调用时立即执行：{reason}",
    ),
    "fit.engine_native": (
        "the whole run is one native program, recorded from the first batch",
        "整个训练是一个本机程序，由第一个批次录制而成",
    ),
    "fit.engine_threads": (
        "the whole run is one native program on {threads} threads, recorded from the first batch",
        "整个训练是一个本机程序，用 {threads} 个线程运行，由第一个批次录制而成",
    ),
    "fit.engine_search": (
        "L-BFGS looks at the loss as often as its search needs, which only Python knows",
        "L-BFGS 在搜索中要看多少次损失，只有 Python 在运行时才知道",
    ),
    "fit.engine_steps": (
        "a callback wants to hear of every step",
        "有回调要在每一步被调用",
    ),
    "fit.engine_few": (
        "it takes only {steps} steps, which are done sooner than a program is compiled",
        "只有 {steps} 步，编译完之前就已结束",
    ),
    "fit.engine_missing": (
        "llvmlite, which compiles, is not installed. Fix: pip install llvmlite",
        "没有安装负责编译的 llvmlite。改法：pip install llvmlite",
    ),
    "fit.engine_left": (
        "native code went as far as epoch {epoch}; from there every operation runs as it is called: {reason}",
        "本机程序执行到第 {epoch} 轮；此后每个运算在调用时立即执行：{reason}",
    ),
    "fit.native_gradients": (
        "clipping counts gradients of parameters that the optimizer does not hold, which add up from step "
        "to step. Fix: parameter.requires_grad_(False) for those",
        "裁剪时计入了优化器之外的参数的梯度，而这些梯度会逐步累加。"
        "改法：对这些参数使用 parameter.requires_grad_(False)",
    ),
    "fit.native_index": (
        "an index in this batch lies outside of what it picks from. Fix: compile=False shows where",
        "这个批次中有下标越界。改法：用 compile=False 查看位置",
    ),
    "fit.rows_loader": (
        "batches come from {given}, which is not a plain DataLoader over tensors",
        "批次来自 {given}，而不是张量上的普通 DataLoader",
    ),
    "fit.rows_own": (
        "the DataLoader has a {what} of its own",
        "DataLoader 使用了自己的 {what}",
    ),
    "fit.rows_dataset": (
        "samples come from {given}, which is not a TensorDataset",
        "样本来自 {given}，而不是 TensorDataset",
    ),
    "fit.rows_none": ("the loader has no rows", "加载器中没有数据行"),
    "fit.engine_asked": (
        "every operation runs as it is called, as compile=False asks",
        "按 compile=False 的要求，每个运算在调用时立即执行",
    ),
    "fit.line": (
        "epoch {epoch}/{epochs}  {numbers}  {seconds:.2f} s{mark}",
        "第 {epoch}/{epochs} 轮  {numbers}  {seconds:.2f} 秒{mark}",
    ),
    "fit.mark": ("  best", "  最佳"),
    "fit.end_epochs": ("All {epochs} epochs are done.", "{epochs} 轮训练全部完成。"),
    "fit.end_patience": (
        "Stopped after epoch {epoch}: no validation loss fell below {best:.6g} (epoch {best_epoch}) for "
        "{waited} epochs.",
        "在第 {epoch} 轮后停止：连续 {waited} 轮的验证损失都没有低于 {best:.6g}（第 {best_epoch} 轮）。",
    ),
    "fit.end_interrupted": (
        "Interrupted in epoch {epoch}, after batch {batch}.",
        "在第 {epoch} 轮第 {batch} 批之后被中断。",
    ),
    "fit.end_interrupted_after": ("Interrupted after epoch {epoch}.", "在第 {epoch} 轮之后被中断。"),
    "fit.end_callback": (
        "Stopped by a callback in epoch {epoch}, batch {batch}.",
        "在第 {epoch} 轮第 {batch} 批由回调停止。",
    ),
    "fit.end_loss": (
        "Stopped: the loss of epoch {epoch}, batch {batch} is {value}; that batch changed nothing. "
        "Fix: {fix}.",
        "已停止：第 {epoch} 轮第 {batch} 批的损失是 {value}；该批未改变权重。改法：{fix}。",
    ),
    "fit.end_validation": (
        "Stopped: the validation loss of epoch {epoch} is {value}. Fix: {fix}.",
        "已停止：第 {epoch} 轮的验证损失是 {value}。改法：{fix}。",
    ),
    "fit.fix_rate": (
        "a smaller learning rate (it is {rate:g}), scaled inputs, or clip=1.0",
        "减小学习率（现为 {rate:g}）、缩放输入，或使用 clip=1.0",
    ),
    "fit.fix_data": (
        "the data itself holds NaN or infinity; fill or drop those rows",
        "数据本身含有 NaN 或无穷大；请填补或去掉这些行",
    ),
    "fit.kept_best": (
        " The model holds the best weights, of epoch {epoch}.",
        "模型保留的是第 {epoch} 轮的最佳权重。",
    ),
    "fit.kept_last": (
        " The model holds the weights it had then.",
        "模型保留的是当时的权重。",
    ),
}
