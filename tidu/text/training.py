"""Sentences of training on a table, of its model file and of prediction."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Steps of the work.
    "training.reading": ("Reading {data}", "读取 {data}"),
    "training.training": ("Training", "训练"),
    "training.folds_of_baselines": (
        "Comparing on the rows that each of {count} networks holds out",
        "在 {count} 个网络各自留出的行上作比较",
    ),
    "training.sweeping": (
        "Training {settings} settings, networks of each: {seeds}",
        "训练 {settings} 种设置，每种 {seeds} 个网络",
    ),
    "training.writing": ("Writing the model and the report", "写出模型与报告"),
    "training.predicting": ("Predicting {data}", "预测 {data}"),
    # Kinds of columns.
    "training.kind_numeric": ("number", "数值"),
    "training.kind_boolean": ("yes/no", "是否"),
    "training.kind_date": ("date", "日期"),
    "training.kind_category": ("category", "类别"),
    "training.kind_dropped": ("left out", "不用"),
    "training.kind_target": ("target", "目标"),
    "training.filled": ("gaps are filled and marked", "缺失处填补并另作标记"),
    # The network in a few words.
    "training.network": ("network {sizes}, {activation}", "网络 {sizes}，{activation}"),
    "training.networks": (
        "mean of {count} networks {sizes}, {activation}",
        "{count} 个网络 {sizes}（{activation}）的平均",
    ),
    "training.linear": ("linear model {sizes}", "线性模型 {sizes}"),
    "training.linears": ("mean of {count} linear models {sizes}", "{count} 个线性模型 {sizes} 的平均"),
    "training.folds": (
        "{count} networks are averaged. Each learns from a different part of the {rows} rows that are "
        "not for the test and keeps its best epoch by the rest; a validation metric is of networks that "
        "did not learn from the row. Curves are means, and the best epoch is the middle one of theirs.",
        "取 {count} 个网络的平均。测试集以外的 {rows} 行中，各网络学习其中不同的一部分，"
        "由其余的行选出最好的一轮；验证指标只用没有学过该行的网络来计算。"
        "曲线是各网络的平均，最好的一轮取它们的中位数。",
    ),
    # What a model file says of itself.
    "training.fact_version": ("Tidu", "Tidu"),
    "training.fact_data": ("Data", "数据"),
    "training.fact_rows": ("Rows", "行数"),
    "training.fact_epochs": ("Epochs", "轮数"),
    "training.fact_seed": ("Seed", "种子"),
    # What can be wrong.
    "training.no_folder": (
        "{path} cannot be written: there is no folder {folder}. Fix: mkdir -p {folder}",
        "无法写出 {path}：没有文件夹 {folder}。改法：mkdir -p {folder}",
    ),
    "training.one_file": (
        "The model and the report cannot both be {path}. Fix: --output model.tidu",
        "模型与报告不能都写到 {path}。改法：--output model.tidu",
    ),
    "training.loss": (
        "The loss {loss} does not suit the target `{column}` ({kind}). Fix: --loss {fix}",
        "损失 {loss} 不适合目标 `{column}`（{kind}）。改法：--loss {fix}",
    ),
    "training.no_validation_rows": (
        "The validation table {table} has no row with a `{column}` that can be read.",
        "验证表 {table} 中没有一行有可读的 `{column}`。",
    ),
    "training.diverged": (
        "The loss grew beyond all numbers in the first epoch. Fix: --learning-rate 0.001",
        "第一轮中损失就大得无法表示。改法：--learning-rate 0.001",
    ),
    "training.alert": ("{name}: {what} Fix: {fix}", "{name}：{what}改法：{fix}"),
    "training.leak": (
        "`{column}` correlates with the target by {correlation:.5f} over {rows} rows.",
        "在 {rows} 行上，`{column}` 与目标的相关系数为 {correlation:.5f}。",
    ),
    "training.leak_fix": (
        "{option}, unless `{column}` is known before the target is",
        "{option}，除非 `{column}` 确实在目标之前就已知道",
    ),
    "training.rare": (
        "Class {label} has {count} of {rows} rows, class {common} has {most:.0%} of them.",
        "{rows} 行中类别 {label} 只有 {count} 行，类别 {common} 占 {most:.0%}。",
    ),
    "training.rare_fix": (
        "do not judge by the accuracy, which always answering {common} has as well, but by what was found of "
        "{label}: it is in the report, class by class",
        "不要看准确率，永远回答 {common} 也能有这么高；请看报告中“逐类来看”里 {label} 的查出率",
    ),
    "training.worse_fix": (
        "--learning-rate 0.0003, or 0.03; if neither helps, these columns may say nothing about the target",
        "--learning-rate 0.0003，或 0.03；若都没有改善，这些列可能与目标无关",
    ),
    "training.all_diverged": (
        "In every setting the loss grew beyond all numbers in the first epoch. Fix: --lr 0.001,0.003",
        "每种设置的损失都在第一轮中就大得无法表示。改法：--lr 0.001,0.003",
    ),
    "training.metric": (
        "The metric {metric} does not suit the target `{column}` ({kind}), which has {names}. "
        "Fix: --metric {fix}",
        "指标 {metric} 不适合目标 `{column}`（{kind}），可用的有 {names}。改法：--metric {fix}",
    ),
    "training.no_probabilities": (
        "`{column}` is a number, not a class, and so it has no probabilities. Fix: model.predict(table)",
        "`{column}` 是数值而不是类别，没有概率。改法：model.predict(table)",
    ),
    "training.measured_part": (
        "The metrics are of the first {rows} rows whose target is known.",
        "指标只用前 {rows} 个目标已知的行计算。",
    ),
    "training.seen": (
        "The model was trained on this very table, so metrics on it flatter: it knows all rows but its "
        "{rows} test rows. On those it had {metrics}.",
        "该模型正是用这张表训练的，在这里算出的指标偏乐观：除 {rows} 个测试行外，它都见过。"
        "在测试行上是：{metrics}。",
    ),
    "training.seen_all": (
        "The model was trained on this very table and knows all of its rows, so metrics on it flatter. "
        "Fix: measure it on rows that it has not seen",
        "该模型正是用这张表训练的，所有行它都见过，在这里算出的指标偏乐观。改法：用它没有见过的行来衡量",
    ),
}
