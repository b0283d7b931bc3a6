"""Sentences of the experiment `likelihood` (C19)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_likelihood.title": ("Squared loss is a likelihood", "平方损失就是似然"),
    "course_likelihood.see": (
        "The left picture shows normal densities, exp(−(y − μ)² / 2σ²) / (σ √2π): another mean μ moves the "
        "bell, a larger σ makes it wide and low. Now take {rows} samples y = 2x plus normal noise of σ = "
        "{noise:g}. How likely are they if the slope is w? The densities at the errors y − w x multiply, so "
        "their logarithms add up, and minus the sum is {factor:.4g} × the mean squared error "
        "{sign} {apart:.4g}, whatever w is. What grows together is least together: the squared loss at w = "
        "{squared_w:.3f}, minus the log-likelihood at w = {normal_w:.3f} (there they are "
        "{squared_least:.4g} and {normal_least:.4g}; insert and check). So whoever makes the squared loss "
        "small takes the noise for normal.",
        "左图是几条正态密度曲线 exp(−(y − μ)² / 2σ²) / (σ √2π)：改变均值 μ，钟形左右平移；σ 越大，钟形越宽越"
        "矮。现在取 {rows} 个样本，y = 2x 加上 σ = {noise:g} 的正态噪声。假如斜率是 w，出现这些样本的可能性"
        "有多大？各个误差 y − w x 处的密度相乘，取对数就是相加，再取负号，得到 {factor:.4g} × 均方误差 "
        "{sign} {apart:.4g}，对任何 w 都成立。同增同减的两个量，必在同一处最小：平方损失在 w = "
        "{squared_w:.3f}，负对数似然在 w = {normal_w:.3f}（此处两者分别是 {squared_least:.4g} 和 "
        "{normal_least:.4g}，可以代入验算）。所以，谁把平方损失变小，谁就是在假定噪声服从正态分布。",
    ),
    "course_likelihood.absolute": (
        "Another noise, another loss: if errors have the Laplace density, sharper in the middle and with "
        "thicker tails, minus the log-likelihood goes with the mean absolute error, and both are least at w "
        "= {absolute_w:.3f}.",
        "换一种噪声，就换一种损失：如果误差服从拉普拉斯分布（中间更尖，两侧尾巴更厚），负对数似然就与平均绝"
        "对误差同增同减，两者都在 w = {absolute_w:.3f} 处最小。",
    ),
    "course_likelihood.drawn": (
        "Wild samples, ten σ too high: {outliers}. The squared loss misses the true slope 2 by "
        "{squared_off:.3f}, the absolute loss by {absolute_off:.3f}: under a normal density an error of "
        "ten σ is next to impossible, so the line bends towards these few points to explain them.",
        "有 {outliers} 个样本是离群的，高出了十个 σ。平方损失得到的斜率与真实的 2 相差 {squared_off:.3f}，"
        "绝对值损失相差 {absolute_off:.3f}：在正态密度下，十个 σ 的误差几乎不可能出现，于是直线只好歪向这"
        "几个点来解释它们。",
    ),
    "course_likelihood.not_drawn": (
        "Wild samples, ten σ too high: {outliers}. The squared loss misses the true slope 2 by "
        "{squared_off:.3f}, the absolute loss by {absolute_off:.3f}: this time the absolute loss is not "
        "nearer.",
        "有 {outliers} 个样本是离群的，高出了十个 σ。平方损失得到的斜率与真实的 2 相差 {squared_off:.3f}，"
        "绝对值损失相差 {absolute_off:.3f}：这一次，绝对值损失并没有更接近。",
    ),
    "course_likelihood.most": (
        "{outliers} of the {rows} samples lie ten σ too high: that is no exception any more. The squared "
        "loss misses the true slope 2 by {squared_off:.3f}, the absolute loss by {absolute_off:.3f}. No "
        "loss can know that so many samples are wrong.",
        "{rows} 个样本中有 {outliers} 个高出了十个 σ，已经算不上例外。平方损失得到的斜率与真实的 2 相差 "
        "{squared_off:.3f}，绝对值损失相差 {absolute_off:.3f}。这么多样本都错了，没有哪种损失能看出来。",
    ),
    "course_likelihood.try": (
        "Five wild points: which loss is drawn away? `tidu course likelihood --outliers 5`\n"
        "More samples make the valley of the likelihood steeper: `tidu course likelihood --rows 1000`\n"
        "Twice the noise, another factor, the same agreement: `tidu course likelihood --noise 1`",
        "加五个离群点：哪种损失会被带偏？`tidu course likelihood --outliers 5`\n"
        "样本越多，似然的山谷越陡：`tidu course likelihood --rows 1000`\n"
        "噪声加倍，系数变了，最低点照样重合：`tidu course likelihood --noise 1`",
    ),
    "course_likelihood.outliers": (
        "Samples that lie ten standard deviations too high.",
        "有多少个样本高出十个标准差（离群点）。",
    ),
    "course_likelihood.too_many": (
        "--outliers is {outliers}, but there are only {rows} samples. Fix: --rows {outliers}",
        "--outliers 是 {outliers}，但只有 {rows} 个样本。改法：--rows {outliers}",
    ),
    "course_likelihood.squared_curve": ("mean squared error", "均方误差"),
    "course_likelihood.absolute_curve": ("mean absolute error", "平均绝对误差"),
    "course_likelihood.normal_curve": ("normal noise", "正态噪声"),
    "course_likelihood.laplace_curve": ("Laplace noise", "拉普拉斯噪声"),
    "course_likelihood.surprise": ("minus log-likelihood", "负对数似然"),
}
