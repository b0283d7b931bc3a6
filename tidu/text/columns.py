"""Sentences on what the columns of a table hold, and what each is for."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Formats of cells
    "columns.words_kept": (
        "`{column}`: {words} kept as a level, because words are what this column holds.",
        "`{column}`：{words} 保留为一个类别，因为这一列本来就是文字。",
    ),
    "columns.dates_read": (
        "`{column}`: read as dates written {patterns}.",
        "`{column}`：按 {patterns} 的写法读作日期。",
    ),
    "columns.dates_doubtful": (
        "`{column}`: read as dates written {patterns}; day and month could also be the other way "
        "round, no date of the column decides it.",
        "`{column}`：按 {patterns} 的写法读作日期；日和月也可能相反，这一列没有能判定的日期。",
    ),
    "columns.not_dates": (
        "`{column}`: {count} of {rows} cells are no dates and became gaps.",
        "`{column}`：{rows} 格中有 {count} 格不是日期，已作为缺失值。",
    ),
    "columns.long_codes": (
        "`{column}`: {count} cells have over 15 digits, more than a number holds exactly; the "
        "column was read as codes.",
        "`{column}`：有 {count} 格超过 15 位数字，数值类型存不精确；这一列按编号读取。",
    ),
    "columns.zero_codes": (
        "`{column}`: all cells have {width} digits and some begin with 0; the column was read as "
        "codes, not numbers.",
        "`{column}`：每格都是 {width} 位数字，且有的以 0 开头；这一列按编号而不是数值读取。",
    ),
    "columns.marks_doubtful": (
        "`{column}`: cells such as 1,234 can be read in two ways; here `{decimal}` was taken as the "
        "decimal mark.",
        "`{column}`：像 1,234 这样的格子有两种读法；这里把 `{decimal}` 当作小数点。",
    ),
    "columns.percents": (
        "`{column}`: {count} cells with a percent sign were read as hundredths (5% is 0.05).",
        "`{column}`：有 {count} 格带百分号，已按百分之一读取（5% 即 0.05）。",
    ),
    "columns.infinite": (
        "`{column}`: {count} cells are infinite; they count as gaps.",
        "`{column}`：有 {count} 格是无穷大，按缺失值处理。",
    ),
    "columns.word_is_gap": (
        "`{column}`: `{word}` ({count} cells) is the only word among the numbers; it was read as a gap.",
        "`{column}`：数字之间只有 `{word}`（{count} 格）这一个词，已读作缺失值。",
    ),
    "columns.other_mark": (
        "`{column}`: {count} of {rows} cells have the other decimal mark and became gaps.",
        "`{column}`：{rows} 格中有 {count} 格用了另一种小数点，已作为缺失值。",
    ),
    "columns.not_numbers": (
        "`{column}`: {count} of {rows} cells are no numbers ({examples}) and became gaps.",
        "`{column}`：{rows} 格中有 {count} 格不是数字（{examples}），已作为缺失值。",
    ),
    # What a column is for
    "columns.no_rows": (
        "{table} has no rows, so there is nothing to learn from.",
        "{table} 没有数据行，无从学习。",
    ),
    "columns.one_row": (
        "{table} has one row with a known `{column}`; at least two are needed.",
        "{table} 只有一行的 `{column}` 已知；至少需要两行。",
    ),
    "columns.no_features": (
        "{table} has no column left to learn from. {reasons}. To use one all the same, name it as "
        "numeric or categorical.",
        "{table} 没有可供学习的列了。{reasons}。若仍要使用某一列，请把它指定为数值或类别。",
    ),
    "columns.only_target": (
        "{table} has no column but the target `{column}`: there is nothing to learn it from.",
        "{table} 除目标 `{column}` 外没有别的列，无从学习。",
    ),
    "columns.target_as_feature": (
        "`{column}` is the target, so it cannot be an input as well.",
        "`{column}` 是要预测的目标，不能同时作为输入。",
    ),
    "columns.target_as_time": (
        "`{column}` is the target, so it cannot order the rows as well.",
        "`{column}` 是要预测的目标，不能同时用来给各行排序。",
    ),
    "columns.asked_twice": (
        "`{column}` was asked for in two ways; name it once, as numeric, categorical or dropped.",
        "对 `{column}` 提了两种要求；数值、类别、略去只能选一种。",
    ),
    "columns.time_not_ordered": (
        "`{column}` holds neither dates nor numbers, so it cannot order the rows in time.",
        "`{column}` 既不是日期也不是数值，不能按时间给各行排序。",
    ),
    "columns.target_empty": (
        "The target `{column}` is a gap in every row.",
        "目标 `{column}` 每一行都缺失。",
    ),
    "columns.target_gaps": (
        "{count} of {rows} rows have no usable `{column}` and were left out.",
        "{rows} 行中有 {count} 行的 `{column}` 缺失或无穷大，已略去。",
    ),
    "columns.target_constant": (
        "The target `{column}` is {value} in all {rows} rows: there is nothing to predict.",
        "目标 `{column}` 在全部 {rows} 行中都是 {value}：没有什么可预测的。",
    ),
    "columns.target_date": (
        "The target `{column}` holds dates, which cannot be predicted as such. Turn it into a "
        "number first, for example days since a start.",
        "目标 `{column}` 是日期，不能直接预测。请先换成数字，例如距某天的天数。",
    ),
    "columns.target_text": (
        "The target `{column}` has {count} different texts in {rows} rows ({examples}), too many to "
        "be classes. Choose another target, or group its values first.",
        "目标 `{column}` 在 {rows} 行中有 {count} 种不同的文字（{examples}），太多，不能当作类别。"
        "请换一个目标，或先把取值归并。",
    ),
    "columns.target_not_numbers": (
        "The target `{column}` does not hold numbers (such as {example}), so the task cannot be regression.",
        "目标 `{column}` 不是数字（例如 {example}），不能做回归。",
    ),
    "columns.target_not_binary": (
        "The target `{column}` has {count} different values, not two. Fix: leave the task out",
        "目标 `{column}` 有 {count} 种取值，不是两种。改法：不指定任务",
    ),
    "columns.no_task": (
        "There is no task `{task}`. Tasks: {tasks}.",
        "没有名为 `{task}` 的任务。可选：{tasks}。",
    ),
    "columns.task_asked": ("{task}, as asked", "{task}，按要求"),
    "columns.task_classes": ("{count} classes", "{count} 个类别"),
    "columns.task_two_numbers": ("2 classes, as it has two values", "2 个类别，因为只有两种取值"),
    "columns.task_numbered_classes": (
        "classes, as it numbers them {low} to {high} (else: --task regression)",
        "类别，因为取值恰是 {low} 到 {high} 的编号（否则请指定 --task regression）",
    ),
    "columns.task_few_numbers": (
        "number, {count} whole values (as classes: --task multiclass)",
        "数值，{count} 种整数（当作类别请指定 --task multiclass）",
    ),
    "columns.task_numbers": ("number, {count} values", "数值，{count} 种取值"),
    "columns.lonely_classes": (
        "Classes with a single row can be learnt or tested, not both: {names}.",
        "只有一行的类别，不能既用来学习又用来检验：{names}。",
    ),
    "columns.asked": ("as asked", "按要求"),
    "columns.asked_drop": ("left out, as asked", "按要求略去"),
    "columns.asked_numeric": (
        "as asked; {count} cells are no numbers and became gaps",
        "按要求；有 {count} 格不是数字，已作为缺失值",
    ),
    "columns.not_numeric": (
        "`{column}` cannot be read as numbers: it holds values such as `{example}`.",
        "`{column}` 不能读作数值：其中有 `{example}` 这样的内容。",
    ),
    "columns.all_gaps": ("empty in every row", "每一行都缺失"),
    "columns.constant": ("always {value}", "始终是 {value}"),
    "columns.identifier": (
        "names the rows: one value for each",
        "用来标识各行：每行一个值",
    ),
    "columns.free_text": (
        "free text or a name: {count} values in {rows} rows",
        "自由文字或名称：{rows} 行有 {count} 种取值",
    ),
    "columns.is_target": (
        "a copy of the target: it would give the answer away",
        "与目标完全相同：会泄露答案",
    ),
    "columns.is_duplicate": ("equal to `{original}`", "与 `{original}` 完全相同"),
    "columns.time_only": ("orders the rows in time", "用来按时间给各行排序"),
    "columns.time_date": (
        "orders the rows; month, day, weekday and hour are inputs, later years are never seen",
        "用来给各行排序；月、日、星期、小时作为输入，以后的年份从未见过，故不用",
    ),
    "columns.date_parts": (
        "what varies of year, month, day, weekday, hour, days since the first",
        "年、月、日、星期、小时、距最早一天的天数中有变化的",
    ),
    "columns.yes_no": ("yes or no", "是或否"),
    "columns.zero_one": ("0 or 1", "0 或 1"),
    "columns.level": ("{count} level", "{count} 个类别"),
    "columns.levels": ("{count} levels", "{count} 个类别"),
    "columns.few_whole": (
        "few whole numbers (if codes: categorical)",
        "取值不多的整数（若是编号请指定为类别）",
    ),
}
