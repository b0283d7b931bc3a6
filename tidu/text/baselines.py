"""Names of the baselines, and what is said about them."""

SENTENCES: dict[str, tuple[str, str]] = {
    "baselines.mean": ("always the mean", "总取均值"),
    "baselines.majority": ("always the commonest class", "总取最多的类别"),
    "baselines.ridge": ("ridge regression", "岭回归"),
    "baselines.logistic": ("logistic regression", "逻辑回归"),
    "baselines.trees": ("boosted trees", "梯度提升树"),
    "baselines.stage": ("Comparing with: {name}", "作比较：{name}"),
    "baselines.fewer_rows": (
        "fitted on {used} of {rows} training rows, drawn at random",
        "从 {rows} 个训练行中随机取 {used} 行来拟合",
    ),
    "baselines.trees_missing": (
        "scikit-learn is not installed. Fix: pip install scikit-learn",
        "没有安装 scikit-learn。改法：pip install scikit-learn",
    ),
    "baselines.no_columns": (
        "there is no input column to split on",
        "没有可供划分的输入列",
    ),
    "baselines.single_class": (
        "the training rows hold a single class",
        "训练行里只有一个类别",
    ),
    "baselines.not_finite": (
        "The features of the {part} part hold NaN or infinity. Fix: fill or drop them before comparing.",
        "{part} 部分的特征里有 NaN 或无穷大。改法：比较之前先补上或删去。",
    ),
}
