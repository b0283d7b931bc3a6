"""The sentences of the documents: key -> (English, Chinese)."""

# ruff: noqa: E501 (paragraphs of Markdown have no line breaks)
from __future__ import annotations

HEAD = (
    """# What the doctor says, and how often it is right

This file is written by `python -m benchmarks.doctor`, which runs everything below. Tidu {version}, {date}, {machine}; {minutes} minutes.

`with tidu.doctor():` around a loop, `tidu.fit(..., doctor=True)` or `tidu doctor script.py` looks at training while it runs and says what is wrong: what happened with its numbers, why it matters, and one fix to copy. Alerts have three levels. **Certain** ones read off the tape that something is so. **Likely** ones and **hints** weigh numbers, and can be wrong; hints say what to look at. Each alert comes once a run, and is silenced by its code: `tidu.doctor(silence=["TD003"])`.

Measured on {healthy} healthy runs over {tables} tables and on {faults} seeded faults. Runs without a fault that were given any alert: {any}.""",
    """# 医生会说什么，有多准

本文件由 `python -m benchmarks.doctor` 写出，下面的一切都由它运行得来。Tidu {version}，{date}，{machine}；用时 {minutes} 分钟。

用 `with tidu.doctor():` 包住循环，或 `tidu.fit(..., doctor=True)`，或 `tidu doctor script.py`，医生会在训练进行时查看，并说出哪里不对：发生了什么（带数字）、为什么要紧、一条可以照抄的改法。提醒分三级。**确定**：从记录带上直接读出来的事实。**很可能**与**提示**：权衡数字得来，可能会错；提示只是告诉你该看哪里。每种提醒一次运行只说一遍，可按代码关掉：`tidu.doctor(silence=["TD003"])`。

以下数字来自 {tables} 张表上的 {healthy} 次健康运行和 {faults} 个人为植入的错误。没有错误、却收到任何一条提醒的运行：{any}。""",
)
HOW = (
    """## How it was measured

**Healthy runs** combine 20 tables (from scikit-learn, `examples/penguins.csv`, and generated ones: regression, classes, counts, images, words, series) with linear models, networks of one to three hidden layers (ReLU, tanh, sigmoid, GELU, SiLU, leaky), dropout, batch and layer normalisation, residual, convolutional, recurrent and embedding networks, the usual losses (from the library and by hand), nine optimizers and LBFGS at the rates that one would choose, and a dozen kinds of loop; and 19 loops that look like mistakes and are none: Monte-Carlo dropout, frozen and thawed layers, averaged weights, ranking and quantile losses that broadcast on purpose, contrastive losses, a GAN, a variational autoencoder, distillation, mixup, two tasks, two losses, a gradient penalty, rows in the order of time, rows one by one, a carried recurrent state. Inputs are standardised as a careful person would.

A run counts as healthy if it **ends clearly better than a constant**: its error is at most 0.8 of the best constant's on the training rows and, where there are 20 test rows, at most 0.9 on those (squared error for real targets and counts; 1 − balanced accuracy for classes; for the GAN, contrastive, variational and carried runs their own measure). Not counted, for they did not: {lost} ({lost_names}).

**Faults**: at least 17 for each item, over tables, networks, optimizers and loops. A fault is found if the run is given an alert of its item's code. Faults after which training still passes the rule above are counted in "no harm": {harmless} of {faults}. That rule sees training only: the harm of a leak, of repeated rows, of a missing `eval()` or of kept graphs does not show in it.

**Two halves**: runs with even seeds ("tuned") were to choose thresholds on, those with odd seeds ("held out") to be left alone. That was not kept strictly: lists of alarms with both halves were read while alerts were improved, and some faults that were none were repaired after a look at them; so neither half is an untouched test, and that the halves agree says how far chance goes. Thirty-seven faults (a model or an optimizer made anew, outputs cut off, a carried state and other newcomers' loops) were written together with the checks that tell them, so they test nothing but that. Both come from the same families of tables, networks and loops: nothing here says how the doctor does on problems of other kinds. The structural checks (TD001, 4, 5, 8 to 14, 16) have hardly any threshold.  Intervals are Wilson's of 95 %.""",
    """## 怎样测得

**健康运行**：20 张表（来自 scikit-learn、`examples/penguins.csv` 和生成的数据：回归、分类、计数、图像、单词、序列），配上线性模型、一到三个隐藏层的网络（ReLU、tanh、sigmoid、GELU、SiLU、leaky）、dropout、批归一化与层归一化、残差、卷积、循环和嵌入网络，常用的损失（库里的和手写的），九种优化器加 LBFGS（学习率取常用值），十来种写法的循环；还有 19 种看起来像错误、其实不是的循环：蒙特卡罗 dropout、冻结层与逐步解冻、权重平均、有意广播的排序损失与分位数损失、对比损失、GAN、变分自编码器、蒸馏、mixup、双任务、双损失、梯度惩罚、按时间顺序的行、逐行训练、传递状态的循环网络。输入都像细心的人那样标准化过。

健康的标准是**结束时明显好于常数**：训练行上的误差不超过最好常数的 0.8 倍；测试行不少于 20 行时，测试误差不超过 0.9 倍（实数目标与计数用平方误差；分类用 1 − 平衡准确率；GAN、对比、变分和传递状态的运行用各自的量）。没有达到、因此不计的有 {lost} 次（{lost_names}）。

**错误**：每一项至少 17 个，遍及各种表、网络、优化器和循环。运行收到该项代码的提醒，就算找到。有些错误之后训练仍达到上述标准，单列在“无害”一栏：{faults} 个中有 {harmless} 个。这个标准只看训练：泄漏、重复的行、漏掉 `eval()`、留住计算图的害处，它都看不出来。

**两半**：本意是用种子为偶数的运行（“调参”）选阈值，种子为奇数的（“留出”）不看。这一点没有严格做到：改进提醒时读过包含两半的误报清单，有几个其实算不上错误的“错误”也是看过之后才修正的；所以两半都不是从未碰过的测试集，两半相近只说明偶然性有多大。有 37 个错误（反复新建模型或优化器、输出被切断、状态不断开等新手的循环）是和识别它们的检查一起写的，除此之外什么也没检验。两半又来自同一批表、网络和循环，并不说明医生在别的问题上如何。结构检查（TD001、4、5、8 到 14、16）几乎没有阈值。区间为 95 % 的 Wilson 区间。""",
)
BLIND = (
    """## What it cannot see

- **Plain loops** are looked at closely at the 1st, 2nd, 4th, 8th ... backward pass, so that it costs little: a fault that lives only in other batches is seen late or never. Inputs are what meets the first weights, targets what the loss takes as a constant; an own operation (`autograd.Function`), a recurrent layer's inputs, a penalty on the weights, or targets in an unusual loss hide them, and then TD006, TD015 and `TD007-worse` are silent.
- **A validation loss** of a plain loop is seen only where a loss module (`nn.MSELoss()`, ...) is called under `no_grad`; not from functions, and not your own metrics.
- **Native runs of `fit`** have no tape: data is looked at before, one forward and one backward pass over at most 256 rows after the run, and the history; what only single steps show is not seen.
- **Rows in the order of time** with a strong trend look like sorted rows (TD015).
- **Leaks** that are no straight line of one column (a leaked group, a transformed target) are not seen; test rows that are all training rows look, in a plain loop, like a look at the training error.
- **Unrelated targets** are told by near rows: sparse, very wide or very noisy tables can look unrelated.
- **Units**: ReLUs only (`relu`, not `clamp`), by channel in convolutions. Saturated tanh and sigmoid units are not looked at.
- **Several trainings in one visit** (several optimizers): their curves are not judged (TD003, TD007 at the end), for nobody knows which loss is whose.
- **Harm** is not weighed: an alert says that something is so, not how much it costs.""",
    """## 它看不到什么

- **普通循环**只在第 1、2、4、8……次反向传播时细看，这样花费才小：只出现在其他批次里的错误，会晚发现或发现不了。输入是与第一层权重相遇的数，目标是损失中作为常数的数；自己写的运算（`autograd.Function`）、循环层的输入、对权重的惩罚项、不常见的损失都可能把它们藏起来，这时 TD006、TD015 和 `TD007-worse` 不作声。
- 普通循环的**验证损失**，只有在 `no_grad` 下调用损失模块（`nn.MSELoss()` 等）时才看得到；函数形式和自己的指标看不到。
- **`fit` 的本机程序**没有记录带：只能在之前看数据，之后用至多 256 行做一次前向和反向，再看历史；只有单步才显出来的东西看不到。
- **按时间顺序的行**若有强趋势，看起来就像排过序（TD015）。
- 不是单列直线关系的**泄漏**（泄漏的分组、变换过的目标）看不到；普通循环里，若测试行全是训练行，看起来就像在算训练误差。
- **目标与输入无关**是按相近的行判断的：稀疏、很宽或噪声很大的表可能被误认为无关。
- **单元**只看 ReLU（`relu`，不看 `clamp`），卷积按通道看。饱和的 tanh 与 sigmoid 单元不看。
- **一次看诊中有好几次训练**（好几个优化器）：不评判它们的曲线（TD003 和结束时的 TD007），因为分不清哪个损失属于谁。
- **不权衡害处**：提醒只说事情是这样，不说代价多大。""",
)
WORDS: dict[str, tuple[str, str]] = {
    "head": HEAD,
    "how": HOW,
    "blind": BLIND,
    "levels": ("## Rates by level", "## 各级别的比率"),
    "items": (
        '## Seeded faults by item\n\n"Found" counts alerts of the item\'s own code; "any alert" counts those of other '
        "codes too.",
        "## 各项植入的错误\n\n“找到”只计该项自己的代码；“任何提醒”也计其他代码。",
    ),
    "cost": (
        "## What it costs\n\nEager steps of a plain loop, processor time; one thread, the machine shared with other work, so "
        "that figures of the same code differ from one round to the next. First a whole run of 400 steps, least of twenty "
        "in turns with and without the doctor: the first looks, at every step, and the last are in it, and longer runs "
        "pay less. Then the long run, after 300 steps: medians of 120 pairs of windows of 25 steps with the visit and "
        "with it set aside, for all checks and for those of the structure alone (tape and optimizer; the others look at "
        "the numbers of the data). The goal is below 5 % for the structure. Native runs pay nothing a step.",
        "## 花费\n\n普通循环即时执行的处理器时间；单线程，机器上还有别的任务，同样的代码两轮之间也会有出入。先是 400 步"
        "的整个运行，有无医生交替各二十次取最小：头几步逐步细看和结束时的检查都算在内，越长的运行摊得越少。然后是 300 步以后"
        "的长期花费：25 步一窗，有医生与暂时撤下医生的相邻两窗成对，取 120 对的中位数，分全部检查和只做结构检查（计算图和优化器；"
        "其余检查看的是数据里的数）。目标是结构检查低于 5 %。原生运行每步没有花费。",
    ),
    "each": (
        "## Each alert\n\nRates: false alarms a healthy run with a 95 % interval; then in how many of the "
        "item's faults "
        "this very cause was told (an item has several causes, so none alone reaches all).",
        "## 每一种提醒\n\n比率：每次健康运行的误报（95 % 区间）；然后是该项的错误中有多少次给出的正是这个原"
        "因（一项有几种原因，"
        "单独一种不会占满）。",
    ),
    "false": ("## Healthy runs that were given an alert", "## 收到提醒的健康运行"),
    "missed": ("## Faults not found by their code", "## 没有被自己的代码找到的错误"),
    "none": ("none", "无"),
    "never": ("(never said in these runs)", "（这些运行中没有说过）"),
    "line_said": ("says: {said}", "会说：{said}"),
    "line_decided": ("decided by: {decided}", "依据：{decided}"),
    "line_rates": (
        "false alarms: {alarms}; told in {hits} of its item's faults",
        "误报：{alarms}；在该项错误中说出 {hits}",
    ),
    "level": ("level", "级别"),
    "runs": ("runs", "运行"),
    "alarms": ("false alarms a run", "每次运行的误报"),
    "found": ("found", "找到"),
    "goal": ("goal", "目标"),
    "goal_text": ("< {alarms}, ≥ {found}", "< {alarms}，≥ {found}"),
    "code": ("code", "代码"),
    "item": ("item", "项目"),
    "harm": ("with harm", "有害"),
    "no_harm": ("no harm", "无害"),
    "any": ("any alert", "任何提醒"),
    "all": ("all", "全部"),
    "tuned": ("tuned", "调参"),
    "held out": ("held out", "留出"),
    "certain": ("certain", "确定"),
    "likely": ("likely", "很可能"),
    "hint": ("hint", "提示"),
    "loop": ("loop", "循环"),
    "without": ("without", "无医生"),
    "with": ("with", "有医生"),
    "added": ("added in 400 steps", "400 步内增加"),
    "steady": ("added in the long run", "长期增加"),
    "structure": ("of it the structure", "其中结构检查"),
}
