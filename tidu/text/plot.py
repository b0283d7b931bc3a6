"""Words in pictures, and what to do where a picture cannot be drawn."""

SENTENCES: dict[str, tuple[str, str]] = {
    "plot.ax": (
        "ax is a {given}; a picture is drawn on one Axes. Fix: leave out ax, or give the axes of a figure: "
        "ax=figure.add_subplot()",
        "ax 是 {given}，而图要画在一个 Axes 上。改法：不写 ax，或给出图中的坐标轴：ax=figure.add_subplot()",
    ),
    "plot.two_axes": (
        "plot was given both ax (drawn over) and axes (cleared first). Fix: give one of them: ax=...",
        "plot 同时收到 ax（在上面继续画）和 axes（先清空再画）。改法：只给一个：ax=...",
    ),
    "plot.not_numbers": (
        "{name} ({given}) is not numbers. Fix: give a tensor, an array, or a list of numbers: "
        "{name}=[1.0, 2.0]",
        "{name}（{given}）不是数字。改法：用张量、数组或数字列表：{name}=[1.0, 2.0]",
    ),
    "plot.empty": (
        "{name} is empty, so there is nothing to draw. Fix: give at least one value: {name}=[1.0]",
        "{name} 是空的，没有可画的内容。改法：至少给一个值：{name}=[1.0]",
    ),
    "plot.no_number": (
        "all {count} values of {name} are NaN or infinite, so there is nothing to draw. Fix: look for the "
        "first that is not a number: numpy.isfinite({name}).argmin()",
        "{name} 的 {count} 个值全是 NaN 或无穷大，没有可画的内容。改法：找出第一个不是数字的值："
        "numpy.isfinite({name}).argmin()",
    ),
    "plot.one_row": (
        "{name} has the shape {shape}; this picture takes one row of numbers. Fix: choose a column: "
        "{name}[:, 0]",
        "{name} 的形状是 {shape}，这张图要的是一行数字。改法：取其中一列：{name}[:, 0]",
    ),
    "plot.lengths": (
        "{x} has {x_count} values and {y} has {y_count}; each point needs one of both. Fix: give equally "
        "many, as in {x}=numpy.linspace(0, 1, {y_count})",
        "{x} 有 {x_count} 个值，{y} 有 {y_count} 个；每个点需要各一个值。改法：让两者一样多，"
        "例如 {x}=numpy.linspace(0, 1, {y_count})",
    ),
    "plot.several": (
        "there are {x_count} rows of X and {y_count} of Y. Fix: give one X for all, or one for each Y",
        "X 有 {x_count} 行，Y 有 {y_count} 行。改法：所有 Y 共用一个 X，或者每个 Y 各给一个 X",
    ),
    "plot.bounds": (
        "{name} is {given}; it is two numbers, the smaller first. Fix: {name}=(0.0, 1.0)",
        "{name} 是 {given}；应为两个数，小的在前。改法：{name}=(0.0, 1.0)",
    ),
    "plot.named": (
        "{name} is a {given}; it gives a name to each of its values. Fix: {name}={{'a name': values}}",
        "{name} 是 {given}；应给每组值一个名字。改法：{name}={{'名字': values}}",
    ),
    "plot.points": (
        "{name} is not a pair (x, y) of equally many numbers. Fix: {name}=(x, y)",
        "{name} 不是一对个数相同的数 (x, y)。改法：{name}=(x, y)",
    ),
    "plot.no_loss": (
        "the history has no column 'train_loss', only {names}. Fix: give what tidu.fit returned, or "
        "{{'train_loss': [2.0, 1.0]}}",
        "历史记录里没有“train_loss”这一列，只有 {names}。改法：给出 tidu.fit 的返回值，或 "
        "{{'train_loss': [2.0, 1.0]}}",
    ),
    "plot.no_epochs": (
        "the history has no epoch yet, so there is no loss to draw. Fix: tidu.fit(model, data, epochs=10)",
        "历史记录里还没有任何一轮，没有损失可画。改法：tidu.fit(model, data, epochs=10)",
    ),
    "plot.not_positive": (
        "no value of {name} is greater than 0, so a logarithmic scale cannot show it. Fix: log=False",
        "{name} 没有大于 0 的值，无法用对数刻度表示。改法：log=False",
    ),
    "plot.loss_shape": (
        "loss gave the shape {shape} for two grids of the shape {grid}; it should give one loss for each "
        "place. Fix: lambda w, b: (w - 1) ** 2 + (b - 2) ** 2",
        "loss 对两个形状为 {grid} 的网格给出了形状 {shape}；它应对每个位置给出一个损失。"
        "改法：lambda w, b: (w - 1) ** 2 + (b - 2) ** 2",
    ),
    "plot.square": (
        "the confusion matrix has the shape {shape}; it should be square, a row for each actual class and a "
        "column for each predicted one. Fix: confusion((actual, predicted))",
        "混淆矩阵的形状是 {shape}；它应是方阵，每个真实类别一行、每个预测类别一列。"
        "改法：confusion((actual, predicted))",
    ),
    "plot.labels": (
        "there are {classes} classes and {count} labels. Fix: give one label for each class: labels={fix}",
        "有 {classes} 个类别，却有 {count} 个标签。改法：每个类别给一个标签：labels={fix}",
    ),
    "plot.unknown_class": (
        "the class {given} is not in labels={labels}. Fix: name every class that occurs, or leave out labels",
        "类别 {given} 不在 labels={labels} 中。改法：写全所有出现的类别，或不写 labels",
    ),
    "plot.two_columns": (
        "x has the shape {shape}; decision regions lie in a plane, so it has two columns. Fix: x[:, :2]",
        "x 的形状是 {shape}；决策区域画在平面上，所以要有两列。改法：x[:, :2]",
    ),
    "plot.classes": (
        "predict gave the shape {shape} for {count} rows; it should give each row its class, or a score for "
        "each class. Fix: predict=lambda rows: model(rows).argmax(1)",
        "predict 对 {count} 行给出了形状 {shape}；它应给出每行的类别，或每个类别的分数。"
        "改法：predict=lambda rows: model(rows).argmax(1)",
    ),
    "plot.scores": (
        "predict gave one number a row, such as {given}, that is no class. Fix: turn scores into classes: "
        "predict=lambda rows: model(rows) > 0",
        "predict 每行给出一个数（如 {given}），却不是类别。改法：把分数变成类别："
        "predict=lambda rows: model(rows) > 0",
    ),
    "plot.panels": (
        "axes has {given} Axes for {count} histograms. Fix: leave out axes, or give at least {count}",
        "axes 里有 {given} 个 Axes，却有 {count} 个直方图。改法：不写 axes，或至少给 {count} 个",
    ),
    "plot.model": (
        "a {given} has no layers to look into; it should be an nn.Module. Fix: "
        "tidu.nn.Sequential(tidu.nn.Linear(2, 1))",
        "{given} 没有可以查看的层；应为 nn.Module。改法：tidu.nn.Sequential(tidu.nn.Linear(2, 1))",
    ),
    "plot.widths": (
        "a {given} is no network; it is drawn from an nn.Module or from the layers' widths. Fix: "
        "network([4, 3, 1])",
        "{given} 不是网络；画图需要 nn.Module 或各层的宽度。改法：network([4, 3, 1])",
    ),
    "plot.too_few": (
        "the widths {given} are no network: at least the inputs and one layer, each of at least 1. Fix: "
        "network([4, 3, 1])",
        "宽度 {given} 不构成网络：至少要有输入和一层，每层至少为 1。改法：network([4, 3, 1])",
    ),
    "plot.no_linear": (
        "{given} has no Linear layer, and neurons are drawn for those. Fix: network([4, 3, 1]), or "
        "tidu.plot.graph(output) for any computation",
        "{given} 没有 Linear 层，而神经元图画的正是这种层。改法：network([4, 3, 1])；"
        "任意计算可用 tidu.plot.graph(output)",
    ),
    "plot.not_a_chain": (
        "layer '{name}' takes {takes} numbers, but '{before}' before it gives {gives}, so they are not one "
        "after the other. Fix: draw the widths, network([{takes}, ...]), or tidu.plot.graph(output)",
        "层“{name}”接收 {takes} 个数，而它前面的“{before}”给出 {gives} 个，两者并非前后相连。"
        "改法：直接画宽度 network([{takes}, ...])，或用 tidu.plot.graph(output)",
    ),
    "plot.ending": (
        "{path} ends in {given}; pictures are saved as .svg or .png. Fix: save(picture, '{name}.svg')",
        "{path} 的扩展名是 {given}；图片可存为 .svg 或 .png。改法：save(picture, '{name}.svg')",
    ),
    "plot.picture": (
        "a {given} is no picture. Fix: save what a function of tidu.plot returned: "
        "save(plot([1, 2]), 'a.svg')",
        "{given} 不是图。改法：保存 tidu.plot 的函数返回的结果：save(plot([1, 2]), 'a.svg')",
    ),
    "plot.font": (
        "Chinese text in pictures is written in {name}.",
        "图中的中文用 {name} 显示。",
    ),
    "plot.no_font": (
        "this machine has no font with Chinese letters, so pictures speak English and Chinese text shows as "
        "boxes. Fix: install one, then start Python again: apt install fonts-noto-cjk (Linux); macOS and "
        "Windows have one; elsewhere https://fonts.google.com/noto/specimen/Noto+Sans+SC",
        "这台机器没有中文字体，所以图中文字用英文，您写的中文会显示成方框。改法：安装一个字体，再重启 "
        "Python：apt install fonts-noto-cjk（Linux）；macOS 和 Windows 自带；其他系统见 "
        "https://fonts.google.com/noto/specimen/Noto+Sans+SC",
    ),
    "plot.epoch": ("epoch", "轮次"),
    "plot.loss": ("loss", "损失"),
    "plot.training": ("training", "训练"),
    "plot.validation": ("validation", "验证"),
    "plot.baseline": ("predicting the mean: {loss}", "只预测平均值：{loss}"),
    "plot.best_epoch": ("best epoch {epoch}: {loss}", "最佳轮次 {epoch}：{loss}"),
    "plot.diverges": ("{name} (diverges)", "{name}（发散）"),
    "plot.data": ("data", "数据"),
    "plot.start": ("start", "起点"),
    "plot.minimum": ("minimum", "最小值点"),
    "plot.neuron": ("neuron {number}", "神经元 {number}"),
    "plot.each_neuron": ("each of {count} neurons", "{count} 个神经元各自的输出"),
    "plot.bias": ("bias {value}", "偏置 {value}"),
    "plot.sum": ("their sum", "总和"),
    "plot.target": ("target", "目标"),
    "plot.truth": ("truth", "真实函数"),
    "plot.prediction": ("prediction", "预测"),
    "plot.outside": ("outside the training range", "训练范围之外"),
    "plot.actual": ("actual", "真实值"),
    "plot.predicted": ("predicted", "预测值"),
    "plot.actual_class": ("actual class", "真实类别"),
    "plot.predicted_class": ("predicted class", "预测类别"),
    "plot.exact": ("predicted = actual", "预测值 = 真实值"),
    "plot.off": ("mean distance {distance}, R² {share}", "平均偏差 {distance}，R² {share}"),
    "plot.off_only": ("mean distance {distance}", "平均偏差 {distance}"),
    "plot.right": ("{right} of {count} right ({share})", "{count} 个中对了 {right} 个（{share}）"),
    "plot.density": ("density", "密度"),
    "plot.samples": ("{name} (n = {count})", "{name}（n = {count}）"),
    "plot.spread": ("mean {mean}, std {spread}", "均值 {mean}，标准差 {spread}"),
    "plot.inputs": ("inputs: {count}", "输入：{count}"),
    "plot.hidden": ("neurons: {count}", "神经元：{count}"),
    "plot.outputs": ("outputs: {count}", "输出：{count}"),
    "plot.of_the_sum": ("grad: of the sum of all outputs", "梯度：对所有输出之和"),
    "plot.zeros": ("{share} zeros", "{share} 为零"),
    "plot.not_finite": ("{count} not finite", "{count} 个非有限值"),
}
