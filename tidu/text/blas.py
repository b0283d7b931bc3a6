"""Why NumPy's own matrix product cannot be called by compiled programs."""

SENTENCES: dict[str, tuple[str, str]] = {
    "blas.absent": (
        "NumPy brings no OpenBLAS of its own (no {pattern} in {folder}): it uses a system's library, "
        "as conda's or macOS's packages do. Compiled programs multiply by their own code. "
        "Fix, if large products matter: pip install --force-reinstall numpy",
        "NumPy 未自带 OpenBLAS（{folder} 中没有 {pattern}）："
        "它用的是系统的库，conda 或 macOS 的安装包便是如此。"
        "编译后的程序改用自己的矩阵乘法。改法（若在意大矩阵的速度）：pip install --force-reinstall numpy",
    ),
    "blas.names": (
        "NumPy's OpenBLAS {path} has no function {name}: another version of NumPy names it differently. "
        "Compiled programs multiply by their own code. "
        "Fix, if large products matter: pip install -U numpy tidu",
        "NumPy 的 OpenBLAS {path} 中没有函数 {name}：不同版本的 NumPy 命名不同。"
        "编译后的程序改用自己的矩阵乘法。改法（若在意大矩阵的速度）：pip install -U numpy tidu",
    ),
    "blas.refused": (
        "NumPy's OpenBLAS {path} cannot be opened: {why}. Compiled programs multiply by their own code. "
        "Fix, if large products matter: pip install --force-reinstall numpy",
        "无法打开 NumPy 的 OpenBLAS {path}：{why}。编译后的程序改用自己的矩阵乘法。"
        "改法（若在意大矩阵的速度）：pip install --force-reinstall numpy",
    ),
}
