"""Sentences of standing in for PyTorch, and of running scripts."""

SENTENCES: dict[str, tuple[str, str]] = {
    "compat.loaded": (
        "as_torch(): {name} is loaded already, from {where}, so Tidu cannot stand in its place: code that "
        "has it would go on with it. Fix: call tidu.as_torch() before the first import of {name}, or use "
        "tidu run script.py",
        "as_torch()：{name} 已从 {where} 载入，Tidu 无法再顶替它：已导入它的代码会继续用它。"
        "改法：在第一次导入 {name} 之前调用 tidu.as_torch()，或使用 tidu run script.py",
    ),
    "compat.module": (
        "No module named '{name}' in Tidu. Fix: the nearest name is {near}",
        "Tidu 中没有模块 '{name}'。改法：最接近的名字是 {near}",
    ),
    "compat.script_missing": (
        "There is no script {path}. Fix: {fix}",
        "没有脚本 {path}。改法：{fix}",
    ),
    "compat.script_near": ("tidu run {near}", "tidu run {near}"),
    "compat.script_path": ("give the path of a Python file", "给出一个 Python 文件的路径"),
}
"""Key -> (English, Chinese)."""
