"""Derivations: the words around the formulas."""

SENTENCES: dict[str, tuple[str, str]] = {
    "explain.title": ("Derivation of {name}", "{name} 的推导"),
    "explain.title_wrt": ("How {name} depends on {by}", "{name} 如何依赖 {by}"),
    "explain.given": ("Given", "已知"),
    "explain.forward": ("Forward", "前向计算"),
    "explain.backward": ("Backward, by the chain rule", "反向传播：链式法则"),
    "explain.locals": ("Local derivatives", "每一步的导数"),
    "explain.chain": ("The chain rule", "链式法则"),
    "explain.meaning_title": ("In words", "含义"),
    "explain.meaning": (
        "If {by} grows by {nudge}, {name} changes by about {change}.",
        "{by} 增加 {nudge}，{name} 大约变化 {change}。",
    ),
    "explain.meaning_still": (
        "For a small change of {by}, {name} hardly changes: the derivative is 0.",
        "{by} 稍有变化时，{name} 几乎不变：导数为 0。",
    ),
    "explain.words": ("Signs", "记号"),
    "explain.large": ("{shape}, ‖·‖ = {norm}: {first}, …", "{shape}，‖·‖ = {norm}：{first}、…"),
    "explain.large_whole": ("{shape}: {first}, …", "{shape}：{first}、…"),
    "explain.path": ("{path}, {rest}", "{path}，{rest}"),
    "explain.word_sigmoid": ("σ(x) = 1/(1 + e⁻ˣ)", "σ(x) = 1/(1 + e⁻ˣ)"),
    "explain.word_softmax": (
        "softmax(x): e to the power of each number, divided by their sum, so that a row adds up to 1",
        "softmax(x)：每个数取 e 的幂，再除以它们的和，于是每行之和为 1",
    ),
    "explain.word_normal_share": (
        "Φ(x): the share of the standard normal distribution below x",
        "Φ(x)：标准正态分布在 x 以下的份额",
    ),
    "explain.word_onehot": (
        "onehot(y): in each row a 1 at its class, else 0",
        "onehot(y)：每行在所属类别处为 1，其余为 0",
    ),
    "explain.word_indicator": ("1{{…}}: 1 where it holds, else 0", "1{{…}}：成立处为 1，否则为 0"),
    "explain.word_put": (
        "put(x, places): x at these places, 0 elsewhere; what meets at a place is added up",
        "put(x, 位置)：x 放在这些位置，其余为 0；落在同一位置的相加",
    ),
    "explain.word_product": (
        "⊙ multiplies element by element; powers and functions are taken element by element, too",
        "⊙ 表示逐元素相乘；幂与函数也逐元素计算",
    ),
    "explain.word_axes": (
        "Σᵢ adds over the first axis (rows), Σⱼ over the second (columns)",
        "Σᵢ 沿第一个维度（行）求和，Σⱼ 沿第二个维度（列）求和",
    ),
    "explain.word_permute": (
        "permute(x): the same numbers, the axes in another order, as when batch and time change places",
        "permute(x)：数不变，只是维度换了次序，例如批次与时刻互换",
    ),
    "explain.word_flip": (
        "flip(x): the same numbers in reverse order along the axis, so that cumsum adds up from the end",
        "flip(x)：沿该维度把次序倒过来，于是 cumsum 从末尾开始累加",
    ),
    "explain.word_reshape": (
        "reshape(x, 2×3): the same numbers in the same order, row by row, in that shape",
        "reshape(x, 2×3)：同样的数按同样的次序（逐行）排成这个形状",
    ),
    "explain.word_diagonal": (
        "diag(v): the matrix with the numbers v on its diagonal, 0 elsewhere",
        "diag(v)：对角线上依次为 v 的各数、其余为 0 的矩阵",
    ),
    "explain.word_diagonal_of": (
        "diag(A): the numbers on the diagonal of the matrix A",
        "diag(A)：矩阵 A 对角线上的各数",
    ),
    "explain.word_mean": (
        "meanᵢ: the mean over the first axis, so one for each column; meanⱼ: over the second, one "
        "for each row",
        "meanᵢ：沿第一个维度取平均，每列得一个数；meanⱼ：沿第二个维度，每行得一个数",
    ),
    "explain.word_var": (
        "var: the mean of the squared distances from the mean, over the same axes: the sum divided by n, "
        "not by n − 1",
        "var：沿同样的维度，与平均值之差的平方的平均：总和除以 n，而不是 n − 1",
    ),
    "explain.word_extremes": (
        "maxᵢ, minᵢ: the largest, the smallest over the first axis, so one for each column; with j over the "
        "second, one for each row",
        "maxᵢ、minᵢ：沿第一个维度取最大、最小，每列得一个数；带 j 则沿第二个维度，每行得一个数",
    ),
    "explain.word_derived": (
        "{names}: held as numbers alone, for no gradient goes through; the formula is what they agree with",
        "{names}：梯度不经过它，计算中只留下数值；所写的公式与这些数值完全一致",
    ),
    "explain.word_convolve": (
        "x∗W: the kernel W ({window}) is laid on the picture x at every place of a window, not turned "
        "around; what meets is multiplied and added up. Stride {stride}, rows of zeros around x: {around}, "
        "dilation {dilation}",
        "x∗W：把卷积核 W（{window}，不翻转）依次放到图像 x 的每个窗口上，对应的数相乘再求和。"
        "步幅 {stride}，x 四周补零 {around} 圈，间隔 {dilation}",
    ),
    "explain.word_convolve_back": (
        "convolve_weight(x, g): each number g times the window of x that it came from, added up; "
        "convolve_input(g, W): each number g times W, laid where its window was, added up",
        "convolve_weight(x, g)：g 的每个数乘以它所来自的 x 的窗口，再求和；"
        "convolve_input(g, W)：g 的每个数乘以 W，放回它的窗口处，再求和",
    ),
    "explain.word_max_pool": (
        "max_pool(x): the largest number of each window ({window}, stride {stride}, padding {around}, "
        "dilation {dilation})",
        "max_pool(x)：每个窗口中的最大值（窗口 {window}，步幅 {stride}，补边 {around}，间隔 {dilation}）",
    ),
    "explain.word_max_pool_back": (
        "max_places(x): where the largest number of each window lies, counted from 0 row by row; "
        "max_unpool(g, places): the numbers g at these places, 0 elsewhere",
        "max_places(x)：每个窗口的最大值所在的位置，从 0 起逐行计数；"
        "max_unpool(g, 位置)：g 的各数放在这些位置，其余为 0",
    ),
    "explain.word_sum_pool": (
        "sum_pool(x): the sum of each window ({window}, stride {stride}, padding {around}, "
        "dilation {dilation})",
        "sum_pool(x)：每个窗口的和（窗口 {window}，步幅 {stride}，补边 {around}，间隔 {dilation}）",
    ),
    "explain.word_sum_pool_back": (
        "spread(g): each number g at every place of its window, what meets added up",
        "spread(g)：g 的每个数放到它的窗口的每一处，重叠处相加",
    ),
    "explain.word_prod": (
        "Π multiplies numbers as Σ adds them; its derivative by one of them is the product of the others",
        "Π 与 Σ 相仿，只是把各数相乘；对其中一个数的导数，就是其余各数的乘积",
    ),
    "explain.word_cumprod": (
        "cumprod: the k-th result multiplies the first k numbers; its derivative by one of them is the "
        "product of the others, and what all later results give back is added up",
        "cumprod：第 k 个结果是前 k 个数的乘积；对其中一个数的导数，就是其余各数的乘积，"
        "再把后面各个结果传回来的加起来",
    ),
    "explain.word_symmetric": ("sym(X) = (X + Xᵀ)/2", "sym(X) = (X + Xᵀ)/2"),
    "explain.word_lower_half": (
        "low(X): the lower triangle of X with half of its diagonal, 0 elsewhere",
        "low(X)：X 的下三角部分，对角线取一半，其余为 0",
    ),
    "explain.word_eigh": (
        "eigh: {a} = V diag(w) Vᵀ, and {slope}, where F has 1/(wⱼ − wᵢ) at i, j and 0 on the diagonal, "
        "sym(X) = (X + Xᵀ)/2",
        "eigh：{a} = V diag(w) Vᵀ，且 {slope}，其中 F 在 i, j 处为 1/(wⱼ − wᵢ)，对角线为 0，"
        "sym(X) = (X + Xᵀ)/2",
    ),
    "explain.word_qr": (
        "qr: {a} = Q R, and {slope}, where up(X) is the upper triangle of X with half of its diagonal, "
        "sym(X) = (X + Xᵀ)/2",
        "qr：{a} = Q R，且 {slope}，其中 up(X) 是 X 的上三角部分，对角线取一半，sym(X) = (X + Xᵀ)/2",
    ),
    "explain.word_svd": (
        "svd: {a} = U D Vh with D = diag(S), and {slope}, where F has 1/(Sⱼ² − Sᵢ²) at i, j and 0 on the "
        "diagonal, skew(X) = X − Xᵀ",
        "svd：{a} = U D Vh，D = diag(S)，且 {slope}，其中 F 在 i, j 处为 1/(Sⱼ² − Sᵢ²)，对角线为 0，"
        "skew(X) = X − Xᵀ",
    ),
    "explain.word_recurrence": (
        "{name}(x, h, …): a recurrent layer over all its times in one step; time after time: "
        "explain(…, parts=True), or `tidu explain --parts`",
        "{name}(x, h, …)：循环层的全部时刻合为一步；要逐个时刻推导：explain(…, parts=True)，"
        "或 `tidu explain --parts`",
    ),
    "explain.word_own": (
        "{name}(…): an operation with a backward() of its own. It is one step: code tells it, not a formula",
        "{name}(…)：自带 backward() 的运算，算作一步：它由代码给出，没有公式",
    ),
    "explain.word_spread": (
        "1 = [1  1]: where a number is equal to several, each of them is that number",
        "1 = [1  1]：一个数等于一组数时，是说这组数个个等于它",
    ),
    "explain.word_norm": (
        "‖·‖ is the root of the sum of squares; the first few numbers follow",
        "‖·‖ 是平方和的平方根，冒号后是最前面的几个数",
    ),
    # The command.
    "explain.option_file": (
        "Python script, or model file written by tidu train.", "Python 脚本，或由 tidu train 写出的模型文件。"
    ),
    "explain.option_wrt": ("Follow the derivative by this variable alone.", "只推导对这个变量的导数。"),
    "explain.option_name": (
        "Explain the last backward() of the tensor with this name, in place of the last of all.",
        "讲解对这个名字的张量的最后一次 backward()，而不是所有张量的最后一次。",
    ),
    "explain.option_first": (
        "Explain the first backward() and leave the script there.",
        "讲解第一次 backward()，并就此结束脚本。",
    ),
    "explain.option_parts": (
        "Tell composed operations in their parts: a recurrent layer time after time, a softmax by its "
        "exponentials.",
        "把组合的运算拆开讲：循环层逐个时刻，softmax 写到指数。",
    ),
    "explain.option_data": (
        "For a model: the table that holds the row, and the rows to compare it with.",
        "用于模型：含有该行的表，也是用来比较的各行。",
    ),
    "explain.option_row": (
        "For a model: the row, counted from 1 below the header.",
        "用于模型：行号，表头之下为第 1 行。",
    ),
    "explain.option_all": (
        "For a model: show every column, not only those that matter most.",
        "讲解模型：显示每一列，而不只是影响最大的几列。",
    ),
    "explain.option_format": (
        "How to write it; by default as the ending of --out says (.html, .tex, .md), else as text.",
        "输出的形式；默认由 --out 的后缀（.html、.tex、.md）决定，否则为文本。",
    ),
    "explain.option_out": ("Write it to this file.", "写到这个文件。"),
    "explain.option_digits": ("Significant digits of numbers.", "数字的有效位数。"),
    "explain.written": ("Wrote {file}.", "已写出 {file}。"),
    "explain.of_models": (
        "{option} is for a model file, and {file} is a script. Fix, for an option of the script's own: "
        "tidu explain {file} -- {option} ...",
        "{option} 用于模型文件，而 {file} 是脚本。如果它是脚本自己的选项，改法："
        "tidu explain {file} -- {option} ...",
    ),
    "explain.needs": (
        "To explain a prediction of {file}, {option} is needed. Fix: "
        "tidu explain {file} --data table.csv --row 17",
        "讲解 {file} 的预测需要 {option}。改法：tidu explain {file} --data table.csv --row 17",
    ),
    "explain.only_text": (
        "The reasons of a model are written as text, not as {format}. Fix: --format text, or --json",
        "模型的预测理由只写成文本，没有 {format}。改法：--format text，或 --json",
    ),
    # Why a model predicts what it does.
    "explain.reason_number": (
        "Row {row} of {data}: {target} is predicted to be {prediction}; over {rows} the average "
        "prediction is {average}.",
        "{data} 第 {row} 行：预测 {target} 为 {prediction}；{rows}的平均预测为 {average}。",
    ),
    "explain.reason_class": (
        "Row {row} of {data}: {target} is predicted to be {prediction}, with probability {value}; over "
        "{rows} the average probability of {prediction} is {average}.",
        "{data} 第 {row} 行：预测 {target} 为 {prediction}，概率 {value}；{rows}中 {prediction} "
        "的平均概率为 {average}。",
    ),
    "explain.reason_off": (
        "In the table {target} is {actual}; the prediction is off by {error}.",
        "表中 {target} 为 {actual}，预测偏差 {error}。",
    ),
    "explain.reason_right": ("In the table {target} is {actual}, too.", "表中 {target} 也是 {actual}。"),
    "explain.reason_wrong": (
        "In the table {target} is {actual}, not {prediction}.",
        "表中 {target} 是 {actual}，不是 {prediction}。",
    ),
    "explain.reason_others": ("and {count} others, together", "另外 {count} 列合计"),
    "explain.reason_more": ("--all shows the other columns.", "用 --all 显示其余各列。"),
    "explain.reason_all_rows": ("all {count} rows", "全部 {count} 行"),
    "explain.reason_some_rows": ("{count} of the {all} rows", "{all} 行中的 {count} 行"),
    "explain.reason_columns": ("What each column adds to the difference", "每一列对差别的贡献"),
    "explain.reason_column": ("column", "列"),
    "explain.reason_written": ("in the table", "表中的值"),
    "explain.reason_seen": ("as the network sees it", "网络看到的值"),
    "explain.reason_adds": ("adds", "贡献"),
    "explain.reason_remainder": ("remainder", "余项"),
    "explain.reason_sum": ("sum", "合计"),
    "explain.reason_method": (
        "Integrated gradients along straight lines from each of {count} rows to this one, averaged; "
        "{points} points a line. The sum is exact but for the remainder.",
        "从 {count} 行中的每一行到本行沿直线取积分梯度，再求平均；每条直线 {points} 个点。"
        "除余项外，合计是精确的。",
    ),
    "explain.reason_networks": (
        "{networks} networks are averaged; the first of them computes:",
        "共 {networks} 个网络取平均，其中第一个的计算：",
    ),
    "explain.reason_network": ("The network computes:", "网络的计算："),
    "explain.reason_decoded": (
        "{output} standard deviations from the mean of the training rows, that is {value}",
        "与训练行的均值相差 {output} 个标准差，即 {value}",
    ),
    "explain.reason_decoded_log": (
        "{output} standard deviations from the mean logarithm of the training rows, that is {value}",
        "与训练行对数的均值相差 {output} 个标准差，即 {value}",
    ),
    "explain.reason_shares": ("Probabilities: {shares}", "概率：{shares}"),
    "explain.reason_value": ("value", "值"),
    "explain.reason_gap": ("(missing)", "（缺失）"),
    "explain.reason_row": (
        "{data} has {count} rows, so there is no row {row}. Fix: --row {count}",
        "{data} 有 {count} 行，没有第 {row} 行。改法：--row {count}",
    ),
    "explain.reason_alone": (
        "A row is explained by what sets it apart from others, and {data} has only this one. "
        "Fix: --data with the table that the model was trained on, and the row's number there",
        "讲解一行要拿它与别的行比较，而 {data} 只有这一行。改法：--data 用训练模型的那张表，并给出行号",
    ),
    "explain.no_backward": (
        "{script} called no backward() that can be explained (tidu.fit trains natively, without one). "
        "Fix: compute the loss in the script and call backward() on it, or print(tidu.explain(loss))",
        "{script} 没有调用可以讲解的 backward()（tidu.fit 以本机代码训练，不经过它）。"
        "改法：在脚本里算出损失并调用 backward()，或写 print(tidu.explain(loss))",
    ),
    "explain.no_loss": (
        "{script} called no backward() on a tensor that has a name, so none is called {name}. "
        "Fix: loss = ...; loss.backward(), or leave out --name",
        "{script} 没有对有名字的张量调用 backward()，因此没有名为 {name} 的。"
        "改法：写成 loss = …；loss.backward()，或去掉 --name",
    ),
    "explain.no_such_loss": (
        "{script} called backward() on {names}, not on {name}. Fix: --name {near}",
        "{script} 对 {names} 调用了 backward()，没有对 {name} 调用。改法：--name {near}",
    ),
    "explain.language": (
        "The languages are en and zh, not {given!r}. Fix: lang=\"zh\"",
        "语言只有 en 和 zh，没有 {given!r}。改法：lang=\"zh\"",
    ),
    "explain.digits": (
        "A number is shown in 1 to 17 digits, not in {given!r}. Fix: digits=4",
        "有效数字的位数是 1 到 17，不能是 {given!r}。改法：digits=4",
    ),
    "explain.not_part": (
        "The result does not depend on this tensor of shape {shape}: it has no requires_grad=True, or it "
        "was not used. Fix: name one that was, as in explain(loss, wrt=w)",
        "结果不依赖这个形状为 {shape} 的张量：它没有 requires_grad=True，或没有参与计算。"
        "改法：写一个参与了计算的张量，例如 explain(loss, wrt=w)",
    ),
    "explain.itself": (
        "The derivative of a result by itself is 1. Fix: name what it was computed from, as in wrt=w",
        "结果对自身的导数就是 1。改法：写出它由什么算出，例如 wrt=w",
    ),
    "explain.no_name_option": (
        "There is no {name!r} in this computation that has a gradient; there are {names}. "
        "Fix: --wrt {near}",
        "这个计算里没有名为 {name!r} 且带梯度的量；有的是 {names}。改法：--wrt {near}",
    ),
    "explain.no_name": (
        "There is no {name!r} in this computation that has a gradient; there are {names}. "
        "Fix: wrt=\"{near}\"",
        "这个计算里没有名为 {name!r} 且带梯度的量；有的是 {names}。改法：wrt=\"{near}\"",
    ),
}
