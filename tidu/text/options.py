"""Help of every option of `tidu train` and `tidu sweep`, and what is said beyond their limits."""

SENTENCES: dict[str, tuple[str, str]] = {
    "options.data": (
        "Table to learn from: CSV, TSV, Parquet, or compressed CSV.",
        "用来学习的表：CSV、TSV、Parquet 或压缩的 CSV。",
    ),
    "options.target": ("Column to predict.", "要预测的列。"),
    "options.task": (
        "Kind of prediction, when the guess from the target is not what you want.",
        "预测的类型；从目标列猜出的类型不合意时使用。",
    ),
    "options.numeric": (
        "Columns to read as numbers, separated by commas.",
        "当作数值的列，用逗号隔开。",
    ),
    "options.categorical": (
        "Columns to read as categories, separated by commas.",
        "当作类别的列，用逗号隔开。",
    ),
    "options.drop": ("Columns to leave out, separated by commas.", "不使用的列，用逗号隔开。"),
    "options.fill": ("What takes the place of a missing number.", "缺失的数值用什么补上。"),
    "options.validation": (
        "A table of its own for validation, in place of a share of the data.",
        "单独的验证表，不再从数据中划出一部分。",
    ),
    "options.time_column": (
        "Split by this column: the latest rows are the test, those before them the validation.",
        "按此列划分：最晚的行作测试，其前的行作验证。",
    ),
    "options.validation_fraction": (
        "Share of the rows kept for choosing the best epoch.",
        "留出多少比例的行，用来挑选最好的一轮。",
    ),
    "options.test_fraction": (
        "Share of the rows kept for the final judgement.",
        "留出多少比例的行，用来作最后的评判。",
    ),
    "options.seed": (
        "One seed, one result: the split, the first weights and the order of the rows.",
        "同一个种子，同一个结果：划分、初始权重与行的次序都由它决定。",
    ),
    "options.model": ("A line or a network of layers.", "线性模型，或多层网络。"),
    "options.width": ("Units in each hidden layer.", "每个隐藏层的单元数。"),
    "options.depth": ("Number of hidden layers.", "隐藏层的层数。"),
    "options.activation": ("What bends the lines between layers.", "层与层之间的激活函数。"),
    "options.dropout": (
        "Share of hidden units silenced at random while training.",
        "训练时随机停用的隐藏单元的比例。",
    ),
    "options.loss": (
        "What training makes small; by default mse for numbers, cross_entropy for classes.",
        "训练要使之变小的量；默认：数值用 mse，类别用 cross_entropy。",
    ),
    "options.optimizer": ("How the weights follow the gradient.", "权重按什么方法沿梯度更新。"),
    "options.learning_rate": (
        "Size of the steps; by default 0.003, for the linear model 0.01.",
        "步长（学习率）；默认 0.003，线性模型 0.01。",
    ),
    "options.weight_decay": ("Pull of the weights towards zero.", "把权重拉向零的力度。"),
    "options.batch_size": (
        "Rows per step; by default chosen from the number of rows.",
        "每一步用多少行；默认按总行数决定。",
    ),
    "options.epochs": (
        "Passes over the training rows, at most; by default chosen from the number of rows.",
        "最多把训练行过多少遍；默认按总行数决定。",
    ),
    "options.patience": (
        "Stop after this many epochs without a better validation loss; by default 60, or 5 if there are "
        "many rows.",
        "验证损失连续这么多轮没有变好就停止；默认 60，行数很多时 5。",
    ),
    "options.members": (
        "Networks to average, each held to other rows; by default 5, or 1 if there are many rows.",
        "取多少个网络的平均，各自留出不同的行；默认 5 个，行数很多时 1 个。",
    ),
    "options.hidden": (
        "Units of each hidden layer, and how many layers if several: 64x2. By default 64x2.",
        "每个隐藏层的单元数，多层时再写层数：64x2。默认 64x2。",
    ),
    "options.seeds": (
        "Networks trained of each setting: they differ in first weights and order of rows.",
        "每种设置训练几个网络：它们的初始权重和行的次序不同。",
    ),
    "options.workers": (
        "Networks trained at the same time; by default as many as there are processors.",
        "同时训练几个网络；默认与处理器个数相同。",
    ),
    "options.metric": (
        "What puts the settings in order; by default rmse for numbers, log_loss for classes.",
        "按什么给各设置排序；默认：数值用 rmse，类别用 log_loss。",
    ),
    "options.out": (
        "CSV file to write, one row a network.",
        "要写出的 CSV 文件，每个网络一行。",
    ),
    "options.output": (
        "Model file to write; by default the table's name with .tidu.",
        "要写出的模型文件；默认是表的名字加 .tidu。",
    ),
    "options.report": (
        "Report to write; by default the model file's name with .html.",
        "要写出的报告；默认是模型文件的名字加 .html。",
    ),
    "options.compile": (
        "Run every operation as it is called, instead of the whole training as one native program.",
        "逐个执行运算，而不是把整个训练编译为一个本机程序。",
    ),
    "options.baselines": (
        "Leave out the comparison with simple models and boosted trees.",
        "不与简单模型和提升树作比较。",
    ),
    "options.silence": (
        "Checks not to hear of, by code or code-cause, separated by commas: TD009,TD002-scale.",
        "不要报告的检查，用代码或“代码-原因”，以逗号隔开：TD009,TD002-scale。",
    ),
    "options.doctor": (
        "Do not look for mistakes in the training itself, such as a learning rate that is too high.",
        "不检查训练本身的问题，例如学习率过高。",
    ),
    "options.script": ("Python file to run.", "要运行的 Python 文件。"),
    "options.arguments": (
        "What the script finds in sys.argv[1:]: every word behind it. Options of tidu go before it.",
        "脚本在 sys.argv[1:] 中看到的词：脚本名之后的一切。tidu 的选项写在脚本名之前。",
    ),
    "options.arguments_shared": (
        "What the script finds in sys.argv[1:]: all that is no option listed here, and everything behind --.",
        "脚本在 sys.argv[1:] 中看到的词：凡不是此处所列选项的，以及 -- 之后的一切。",
    ),
    "options.predict_model": ("Model file, written by tidu train.", "由 tidu train 写出的模型文件。"),
    "options.predict_data": (
        "Table with the columns that the model was trained on.",
        "含有模型训练时所用各列的表。",
    ),
    "options.predict_output": (
        "CSV file to write; by default the table's name with .predictions.csv.",
        "要写出的 CSV 文件；默认是表的名字加 .predictions.csv。",
    ),
    "options.quiet": ("Say nothing unless it fails.", "除非出错，什么都不说。"),
    "options.json": (
        "Print one JSON object, and everything else on the error stream.",
        "打印一个 JSON 对象，其余一概写到错误流。",
    ),
    "options.lang": ("Language to speak.", "使用的语言。"),
    "options.version": ("Show the version.", "显示版本。"),
    "options.help": ("Show this help.", "显示本帮助。"),
    "options.not_a_choice_nearest": (
        "{name} is {value}, which is not one of {choices}. Did you mean {nearest}?",
        "{name} 的值 {value} 不在可选项之内：{choices}。是不是 {nearest}？",
    ),
    "options.not_a_choice": (
        "{name} is {value}, which is not one of {choices}.",
        "{name} 的值 {value} 不在可选项之内：{choices}。",
    ),
    "options.too_small": (
        "{name} is {value}; it must be at least {least}.",
        "{name} 的值是 {value}，至少应为 {least}。",
    ),
    "options.not_above": (
        "{name} is {value}; it must be above {above}.",
        "{name} 的值是 {value}，应大于 {above}。",
    ),
    "options.not_below": (
        "{name} is {value}; it must be below {below}.",
        "{name} 的值是 {value}，应小于 {below}。",
    ),
    "options.hidden_layers": (
        "--hidden is {value}; it should say the units of each hidden layer, and how many layers if "
        "several. Fix: --hidden 32,64x2",
        "--hidden 的值 {value} 应写明每个隐藏层的单元数，多层时再写层数。改法：--hidden 32,64x2",
    ),
    "options.not_a_number": (
        "{name} needs numbers, separated by commas, not {value}.",
        "{name} 需要用逗号隔开的数，而不是 {value}。",
    ),
    "options.not_a_whole_number": (
        "{name} needs whole numbers, separated by commas, not {value}.",
        "{name} 需要用逗号隔开的整数，而不是 {value}。",
    ),
    "options.nothing_left": (
        "--validation-fraction and --test-fraction add up to {total}, which leaves no rows to "
        "train on. Fix: let them add up to less than 1.",
        "--validation-fraction 与 --test-fraction 之和为 {total}，没有剩下可训练的行。"
        "改法：让两者之和小于 1。",
    ),
}
