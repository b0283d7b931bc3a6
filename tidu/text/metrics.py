"""Sentences of the metrics' errors."""

SENTENCES: dict[str, tuple[str, str]] = {
    "metrics.shapes": (
        "A metric compares row by row, but the shapes are {first} and {second}. "
        "Fix: give (N,) or (N, 1) values, or (N,) labels with (N, C) probabilities.",
        "指标逐行比较，但两者的形状是 {first} 和 {second}。"
        "改法：给出 (N,) 或 (N, 1) 的数值，或 (N,) 的标签与 (N, C) 的概率。",
    ),
    "metrics.no_rows": (
        "A metric needs at least one row, and there are 0.",
        "计算指标至少需要一行，现在是 0 行。",
    ),
    "metrics.label_range": (
        "Labels run from {low} to {high}, but there are {classes} classes. "
        "Fix: number the classes from 0 to {classes} - 1.",
        "标签从 {low} 到 {high}，但只有 {classes} 个类别。改法：把类别从 0 编号到 {classes} - 1。",
    ),
}
