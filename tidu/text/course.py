"""Sentences that the experiments of the course share; each has a file `course_<name>` of its own."""

SENTENCES: dict[str, tuple[str, str]] = {
    # The command.
    "course.list": ("Name every experiment.", "列出所有实验。"),
    "course.all": ("Run every experiment that needs no file.", "运行所有不需要数据文件的实验。"),
    "course.list_examples": ("  tidu course list", "  tidu course list"),
    "course.all_examples": ("  tidu course all --out lessons", "  tidu course all --out lessons"),
    "course.out": (
        "Folder to write the data, the picture and the text to.",
        "数据、图和说明写到哪个文件夹。",
    ),
    "course.needs_file": (
        "Left out, as it needs a file: {names}. How it is run: tidu course {first} --help",
        "没有运行需要数据文件的 {names}。用法：tidu course {first} --help",
    ),
    "course.then": ("Run one with: tidu course NAME", "运行其中一个：tidu course 名字"),
    # A result.
    "course.try": ("Try it", "试一试"),
    "course.again": ("This run again", "重做这一次运行"),
    "course.files": ("Files", "文件"),
    "course.colon": ("{what}: {list}", "{what}：{list}"),
    "course.trained_native": ("The steps of training ran as native code.", "训练的每一步都以本机代码运行。"),
    "course.trained_eager": (
        "The steps of training ran one operation after another.",
        "训练的每一步由逐个运算完成。",
    ),
    # In pictures.
    "course.epoch": ("epoch", "轮次"),
    "course.loss": ("loss", "损失"),
    "course.to_learn": ("to learn", "要学的函数"),
    "course.learned": ("network", "网络"),
    # Settings that several experiments have.
    "course.seed": (
        "One seed, one result: everything drawn at random comes from it.",
        "同一个种子，同一个结果：一切随机数都由它决定。",
    ),
    "course.rows": ("Samples to draw.", "生成多少个样本。"),
    "course.epochs": ("Passes over the samples.", "把样本过多少遍。"),
    "course.lr": ("Learning rate: how far a step follows the gradient.", "学习率：每一步沿梯度走多远。"),
    "course.batch_size": ("Samples in each step.", "每一步用多少个样本。"),
    "course.width": ("Neurons in a hidden layer.", "每个隐藏层的神经元个数。"),
    "course.neurons": ("Neurons in the hidden layer.", "隐藏层的神经元个数。"),
    "course.activation": ("What bends between the layers.", "层与层之间的激活函数。"),
    "course.curve": (
        "The function to learn: cubic (x³ + 2x²), wave (sin 2x) or folds (a zigzag of eight teeth).",
        "要学的函数：cubic（x³ + 2x²）、wave（sin 2x）或 folds（八个齿的锯齿线）。",
    ),
    "course.starts": (
        "How many random starts to train from; the best one counts.",
        "从多少个随机起点各训练一次，取最好的一次。",
    ),
    "course.noise": ("Standard deviation of the noise added to the targets.", "加在目标值上的噪声的标准差。"),
    # What can be wrong.
    "course.unknown": (
        "There is no experiment {given}. The experiments are: {names}. Fix: tidu.course.run('{near}')",
        "没有实验 {given}。可用的实验：{names}。改法：tidu.course.run('{near}')",
    ),
    "course.unknown_setting": (
        "The experiment {name} has no setting {given}. Its settings are: {names}. Fix: {near}=...",
        "实验 {name} 没有设置项 {given}。它的设置项：{names}。改法：{near}=...",
    ),
    "course.several": (
        "{name} needs one value or several, separated by commas, not {value}.",
        "{name} 需要一个或几个值，用逗号隔开，而不是 {value}。",
    ),
    "course.wanted_int": (
        "{name} needs a whole number, not {value}.",
        "{name} 需要一个整数，而不是 {value}。",
    ),
    "course.wanted_float": ("{name} needs a number, not {value}.", "{name} 需要一个数，而不是 {value}。"),
    "course.wanted_bool": (
        "{name} needs True or False, not {value}.",
        "{name} 需要 True 或 False，而不是 {value}。",
    ),
    "course.wanted_str": ("{name} needs a word, not {value}.", "{name} 需要一个词，而不是 {value}。"),
}
