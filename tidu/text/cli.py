"""Sentences of the command line."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Help.
    "cli.about": (
        "Tidu: learn and train neural networks with everything visible and nothing slow.",
        "梯度（Tidu）：学习和训练神经网络，处处看得见，处处不拖沓。",
    ),
    "cli.usage": ("Usage: {usage}", "用法：{usage}"),
    "cli.usage_top": ("Usage: tidu COMMAND ...", "用法：tidu 命令 ..."),
    "cli.commands": ("Commands", "命令"),
    "cli.more": (
        "For the options of a command: tidu COMMAND --help",
        "查看某个命令的选项：tidu 命令 --help",
    ),
    "cli.train": (
        "Train a model that predicts a column of a table, and compare it with simple models.",
        "训练模型来预测表中的一列，并与简单的模型作比较。",
    ),
    "cli.train_examples": (
        "  tidu train prices.csv --target Price\n"
        "  tidu train prices.csv --target Price --drop id,name --time-column date\n"
        "  tidu train prices.csv --target Price --width 128 --depth 3 --dropout 0.1",
        "  tidu train prices.csv --target Price\n"
        "  tidu train prices.csv --target Price --drop id,name --time-column date\n"
        "  tidu train prices.csv --target Price --width 128 --depth 3 --dropout 0.1",
    ),
    "cli.sweep": (
        "Train every combination of some settings on a table, each with several seeds, and compare them.",
        "在一个表上训练若干设置的所有组合，每种用几个种子，并作比较。",
    ),
    "cli.sweep_examples": (
        "  tidu sweep prices.csv --target Price --lr 0.003,0.01 --hidden 32,64x2\n"
        "  tidu sweep prices.csv --target Price --dropout 0,0.1,0.3 --seeds 5 --out runs.csv",
        "  tidu sweep prices.csv --target Price --lr 0.003,0.01 --hidden 32,64x2\n"
        "  tidu sweep prices.csv --target Price --dropout 0,0.1,0.3 --seeds 5 --out runs.csv",
    ),
    "cli.predict": (
        "Predict the rows of a table with a model file.",
        "用模型文件预测一个表的各行。",
    ),
    "cli.predict_examples": (
        "  tidu predict prices.tidu new.csv -o predicted.csv",
        "  tidu predict prices.tidu new.csv -o predicted.csv",
    ),
    "cli.show": (
        "Show what a model file holds: its columns, its results, how to make it again.",
        "显示模型文件的内容：用到的列、结果，以及如何重做。",
    ),
    "cli.show_examples": ("  tidu show prices.tidu", "  tidu show prices.tidu"),
    "cli.run": (
        "Run a PyTorch script with Tidu in PyTorch's place; the words after it are the script's own.",
        "运行 PyTorch 脚本，由 Tidu 顶替 PyTorch；脚本名之后的词都交给脚本。",
    ),
    "cli.run_examples": (
        "  tidu run mnist.py\n  tidu run --lang zh train.py --epochs 3",
        "  tidu run mnist.py\n  tidu run --lang zh train.py --epochs 3",
    ),
    "cli.doctor": (
        "Run a training script and say what is wrong: shapes, losses, gradients, data, learning rate.",
        "运行训练脚本并指出其中的错误：形状、损失、梯度、数据、学习率等。",
    ),
    "cli.doctor_examples": (
        "  tidu doctor train.py\n"
        "  tidu doctor train.py --epochs 3 --silence TD003,TD008\n"
        "  tidu doctor train.py --lang zh -- --lang fr",
        "  tidu doctor train.py\n"
        "  tidu doctor train.py --epochs 3 --silence TD003,TD008\n"
        "  tidu doctor train.py --lang zh -- --lang fr",
    ),
    "cli.doctor_healthy": (
        "The doctor found nothing wrong in {passes} backward pass{plural}.",
        "医生检查了 {passes} 次反向传播，没有发现问题。",
    ),
    "cli.doctor_left": (
        "The script ended with exit code {code}, for a reason that the doctor does not know. Up to there it "
        "found nothing wrong in {passes} backward pass{plural}.",
        "脚本以退出码 {code} 结束，医生不认识这个原因。在此之前检查了 {passes} 次反向传播，没有发现问题。",
    ),
    "cli.doctor_explained": (
        "The script ended with exit code {code}: the message above says why, and ends with a Fix. Up to "
        "there the doctor found nothing wrong in {passes} backward pass{plural}.",
        "脚本以退出码 {code} 结束：原因见上面的报错，末尾附有改法。在此之前检查了 {passes} 次反向传播，"
        "没有发现问题。",
    ),
    "cli.doctor_nothing": (
        "There was nothing to examine: the script did no backward pass.",
        "没有可以检查的内容：脚本没有做过反向传播。",
    ),
    "cli.doctor_found": (
        "Alerts: {count}, in {passes} backward pass{plural}: {names}",
        "在 {passes} 次反向传播中有 {count} 条提醒：{names}",
    ),
    "cli.explain": (
        "Derive a script's loss step by step with its numbers, or say why a model predicts what it does.",
        "用脚本自己的数字逐步推导损失，或说明模型为何这样预测。",
    ),
    "cli.explain_examples": (
        "  tidu explain train.py\n"
        "  tidu explain train.py --epochs 3 --first --wrt w --out derivation.html\n"
        "  tidu explain prices.tidu --data prices.csv --row 17",
        "  tidu explain train.py\n"
        "  tidu explain train.py --epochs 3 --first --wrt w --out derivation.html\n"
        "  tidu explain prices.tidu --data prices.csv --row 17",
    ),
    "cli.course": (
        "Run an experiment of the course: its data, its picture, and half a page on what to see.",
        "运行课程中的一个实验：写出数据、图，以及半页“看什么、试什么”的说明。",
    ),
    "cli.course_parts": ("Experiments", "实验"),
    "cli.course_examples": (
        "  tidu course list\n"
        "  tidu course linear --noise 1 --out lessons\n"
        "  tidu course all --lang zh",
        "  tidu course list\n"
        "  tidu course linear --noise 1 --out lessons\n"
        "  tidu course all --lang zh",
    ),
    "cli.examples": ("Examples", "例子"),
    "cli.section_table": ("Table", "表"),
    "cli.section_split": ("Split", "划分"),
    "cli.section_experiment": ("Experiment", "实验"),
    "cli.section_network": ("Network", "网络"),
    "cli.section_grid": (
        "Values to try, separated by commas",
        "要试的取值，用逗号隔开",
    ),
    "cli.section_training": ("Training", "训练"),
    "cli.section_output": ("Output", "输出"),
    "cli.section_explain": ("What to explain", "讲解什么"),
    "cli.section_files": ("Files", "文件"),
    "cli.section_general": ("General", "通用"),
    "cli.choices": (" One of: {choices}.", "可选：{choices}。"),
    "cli.default": (" Default: {default}.", "默认：{default}。"),
    "cli.install_completion": (
        "Let the shell complete the words of tidu.",
        "让命令行外壳能补全 tidu 的各个词。",
    ),
    "cli.show_completion": (
        "Show the script that completes them, to copy or change it.",
        "显示用于补全的脚本，可复制或修改。",
    ),
    # Wrong usage.
    "cli.see_help": (" See: tidu {command} --help", "参见：tidu {command} --help"),
    "cli.unknown_command": (
        "There is no command {word}. The commands are: {commands}.",
        "没有命令 {word}。可用的命令：{commands}。",
    ),
    "cli.unknown_command_nearest": (
        "There is no command {word}. Did you mean {nearest}?",
        "没有命令 {word}。是否想用 {nearest}？",
    ),
    "cli.unknown_option": ("There is no option {option}.", "没有选项 {option}。"),
    "cli.unknown_option_nearest": (
        "There is no option {option}. Did you mean {nearest}?",
        "没有选项 {option}。是否想用 {nearest}？",
    ),
    "cli.needs_value": ("{option} needs a value.", "{option} 后面需要一个值。"),
    "cli.takes_no_value": (
        "{option} takes no value, but got {text}.",
        "{option} 不带值，却得到了 {text}。",
    ),
    "cli.not_a_whole_number": (
        "{option} needs a whole number, not {text}.",
        "{option} 需要一个整数，而不是 {text}。",
    ),
    "cli.not_a_number": (
        "{option} needs a number, not {text}.",
        "{option} 需要一个数，而不是 {text}。",
    ),
    "cli.missing": ("Missing: {options}.", "缺少：{options}。"),
    "cli.unexpected": (
        "{word} is one word too many. Fix: put quotes around names with spaces.",
        "多了一个词：{word}。改法：名字里有空格时加上引号。",
    ),
    # What can go wrong later.
    "cli.interrupted": ("Stopped by hand.", "已被手动停止。"),
    "cli.file": ("{file}: {reason}.", "{file}：{reason}。"),
    "cli.memory": (
        "Memory ran out. Fix: train on fewer rows or columns (--drop).",
        "内存不足。改法：减少行，或用 --drop 去掉一些列。",
    ),
    # On the way.
    "cli.epoch": (
        "Epoch {done}/{total}: training {train}, validation {validation} (best {best} at {epoch}), {time}",
        "第 {done}/{total} 轮：训练 {train}，验证 {validation}（第 {epoch} 轮最好，{best}），{time}",
    ),
    "cli.network": ("Network {place} of {count}. ", "网络 {place}/{count}，"),
    "cli.rows": ("{done} rows predicted", "已预测 {done} 行"),
    "cli.rows_of": ("{done} of {total} rows predicted", "已预测 {done}/{total} 行"),
    # The end.
    "cli.part": ("Rows", "数据"),
    "cli.baseline_note": ("{name}: {note}.", "{name}：{note}。"),
    "cli.trained": (
        "{model}: {epochs} epochs, the best was {best}; {seconds}.",
        "{model}：{epochs} 轮，最好的是第 {best} 轮；{seconds}。",
    ),
    "cli.model_file": ("Model:  {file}", "模型：{file}"),
    "cli.model_replaced": (
        "Model:  {file}, in place of an earlier one (-o keeps both)",
        "模型：{file}，取代了同名的旧模型（用 -o 可以两个都留）",
    ),
    "cli.report_file": ("Report: {file}", "报告：{file}"),
    "cli.unseen": (
        "Column `{column}`: cells with a category that training did not have count as missing ({count}).",
        "列 `{column}`：有 {count} 格的类别在训练时没有出现过，按缺失处理。",
    ),
    "cli.ignored": (
        "Not used by the model: {names} ({count}).",
        "模型没有用到的列：{names}（{count}）。",
    ),
    "cli.measured": ("Against the target in the file: {metrics}.", "对照文件中的目标列：{metrics}。"),
    "cli.predicted": (
        "{rows} rows predicted to {file} in {seconds}.",
        "已把 {rows} 行的预测写到 {file}，用时 {seconds}。",
    ),
    "cli.swept": (
        "Settings: {settings}; networks: {runs}; {seconds}. On the {rows} validation rows, mean ± standard "
        "deviation over the seeds, the best {metric} first:",
        "{settings} 种设置共 {runs} 个网络，用时 {seconds}。{rows} 个验证行上的指标如下"
        "（各种子的平均 ± 标准差），{metric}最好的在前：",
    ),
    "cli.sweep_epoch": ("best epoch", "最好的一轮"),
    "cli.sweep_failed": ("failed", "失败"),
    "cli.sweep_more": (
        "... and {count} more (--out runs.csv has all)",
        "……另有 {count} 种（--out runs.csv 写出全部）",
    ),
    "cli.sweep_interrupted": (
        "Stopped by hand: this compares what was done until then.",
        "已被手动停止：这里比较的是到那时为止完成的部分。",
    ),
    "cli.sweep_caution": (
        "The best of {count} looks better on the rows that picked it than it is; rows that took no part "
        "tell the truth.",
        "{count} 种之中最好的一种，在用来挑选它的行上看起来比实际更好；没有参与过的行才说真话。",
    ),
    "cli.sweep_test": (
        "The best setting on the {rows} test rows, which took no part until now: {metrics}.",
        "最好的设置在 {rows} 个测试行上（此前从未用过）：{metrics}。",
    ),
    "cli.sweep_no_test": (
        "There are no test rows to judge the best setting by. Fix: --test-fraction 0.15",
        "没有测试行来评判最好的设置。改法：--test-fraction 0.15",
    ),
    "cli.sweep_train": ("To train it:", "用它训练："),
    "cli.sweep_file": ("Runs:   {file}", "各次训练：{file}"),
    "cli.classes": ("Classes", "类别"),
    "cli.shown": ("{file} predicts {target}: {task}.", "{file} 预测 {target}：{task}。"),
}
