"""Sentences on tables: reading them, typing their columns, preparing them for a network."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Files and tables
    "tabular.the_table": ("the table", "这个表"),
    "tabular.no_file": ("There is no file {path}.", "没有文件 {path}。"),
    "tabular.no_file_nearest": (
        "There is no file {path}. Did you mean {nearest}?",
        "没有文件 {path}。是不是 {nearest}？",
    ),
    "tabular.is_directory": (
        "{path} is a directory, not a table. Name one file in it.",
        "{path} 是文件夹，不是表格。请给出其中的一个文件。",
    ),
    "tabular.unreadable": (
        "{path} may not be read by you. Fix: chmod u+r {path}",
        "没有读取 {path} 的权限。改法：chmod u+r {path}",
    ),
    "tabular.empty_file": ("{table} is empty.", "{table} 是空的。"),
    "tabular.binary": (
        "{table} is not a text file or Parquet, so it holds no table that can be read. Save it as CSV first.",
        "{table} 既不是文本也不是 Parquet，读不出表格。请先另存为 CSV。",
    ),
    "tabular.not_a_table": (
        "{table} is {what}, not a table of rows and columns that can be read. Save it as CSV first.",
        "{table} 是 {what} 文件，不是能读取的表格。请先另存为 CSV。",
    ),
    "tabular.zip_members": (
        "{table} holds {count} files ({names}), and a zip must hold exactly one table. "
        "Unpack it and name the file.",
        "{table} 里有 {count} 个文件（{names}），而压缩包里只能有一个表格。请先解压，再给出文件名。",
    ),
    "tabular.damaged": (
        "{table} is damaged or incomplete and cannot be read: {error}",
        "{table} 已损坏或不完整，无法读取：{error}",
    ),
    "tabular.unknown_encoding": (
        "There is no text encoding named `{encoding}`. Common ones: utf-8, gb18030, cp1252, utf-16.",
        "没有名为 `{encoding}` 的文本编码。常用的有 utf-8、gb18030、cp1252、utf-16。",
    ),
    "tabular.bad_delimiter": (
        "The delimiter must be one ASCII character, and `{delimiter}` is not.",
        "分隔符必须是一个 ASCII 字符，`{delimiter}` 不是。",
    ),
    "tabular.encoding": (
        "The text is not UTF-8; it was read as {encoding}.",
        "文本不是 UTF-8 编码，已按 {encoding} 读取。",
    ),
    "tabular.not_this_encoding": (
        "Line {line} of {table} is not {encoding} text. Save the file as UTF-8, or name its encoding.",
        "{table} 第 {line} 行不是 {encoding} 文本。请把文件另存为 UTF-8，或指明它的编码。",
    ),
    "tabular.not_a_frame": (
        "A {kind} is not a table. Give a path, a Polars or pandas frame, a NumPy array or a dict of columns.",
        "{kind} 不是表格。请给出路径、Polars 或 pandas 的表、NumPy 数组，或由列组成的字典。",
    ),
    "tabular.bad_frame": (
        "These columns do not make a table: {error}",
        "这些列组不成一个表格：{error}",
    ),
    "tabular.not_two_dimensions": (
        "An array of shape {shape} is not a table; it must have two dimensions, rows and columns.",
        "形状为 {shape} 的数组不是表格；表格须有行、列两个维度。",
    ),
    "tabular.batch_rows": (
        "A batch must have at least 1 row, not {rows}.",
        "每批至少要有 1 行，不能是 {rows}。",
    ),
    # Records
    "tabular.no_header": (
        "The first line of {table} holds numbers, not names: it was read as data, and the columns "
        "are named column_1, column_2, ...",
        "{table} 的第一行是数字而不是列名：已当作数据读取，各列取名为 column_1、column_2……",
    ),
    "tabular.header_width": (
        "The first line of {table} has {names} names, but most rows have {cells} cells. Give every "
        "column a name, or remove the line.",
        "{table} 的第一行有 {names} 个列名，而多数行有 {cells} 格。请给每一列取名，或删去这一行。",
    ),
    "tabular.row_names": (
        "The rows of {table} have one cell more than the header: the first column was named `row_name`.",
        "{table} 的每一行都比表头多一格：第一列取名为 `row_name`。",
    ),
    "tabular.unnamed_columns": (
        "{count} column(s) had no name and are called {names}.",
        "有 {count} 列没有名称，取名为 {names}。",
    ),
    "tabular.repeated_columns": (
        "{count} column(s) repeated a name and were numbered: {names}.",
        "有 {count} 列与别的列重名，已编号：{names}。",
    ),
    "tabular.nested": (
        "{count} column(s) hold lists, records or bytes and were left out: {names}.",
        "有 {count} 列的内容是列表、记录或字节，已略去：{names}。",
    ),
    "tabular.short_rows": (
        "{count} row(s) of {table} have fewer than {width} cells (first: line {line}); the missing "
        "ones are gaps.",
        "{table} 有 {count} 行不足 {width} 格（最先在第 {line} 行）；缺的格按缺失值处理。",
    ),
    "tabular.long_rows": (
        "{count} row(s) of {table} have empty cells beyond column {width} (first: line {line}); "
        "these were ignored.",
        "{table} 有 {count} 行在第 {width} 列之后还有空格子（最先在第 {line} 行）；已忽略。",
    ),
    "tabular.too_wide": (
        "Line {line} of {table} has {cells} cells where the header has {width}: {text}\n"
        "Put quotes around the cell that holds the delimiter, or name the delimiter.",
        "{table} 第 {line} 行有 {cells} 格，而表头有 {width} 列：{text}\n"
        "请给含有分隔符的那一格加上引号，或指明分隔符。",
    ),
    "tabular.open_quote": (
        "The quote that opens in the record at line {line} of {table} is never closed. Close or remove it.",
        "{table} 第 {line} 行的记录中有一个引号没有闭合。请补上或删去它。",
    ),
    "tabular.no_column": (
        "{table} has no column `{column}`. It has {names}.",
        "{table} 没有列 `{column}`。现有的列：{names}。",
    ),
    "tabular.no_column_nearest": (
        "{table} has no column `{column}`. Did you mean `{nearest}`?",
        "{table} 没有列 `{column}`。是不是 `{nearest}`？",
    ),
    # Formats of cells
    "tabular.words_kept": (
        "`{column}`: {words} kept as a level, because words are what this column holds.",
        "`{column}`：{words} 保留为一个类别，因为这一列本来就是文字。",
    ),
    "tabular.dates_read": (
        "`{column}`: read as dates written {patterns}.",
        "`{column}`：按 {patterns} 的写法读作日期。",
    ),
    "tabular.dates_doubtful": (
        "`{column}`: read as dates written {patterns}; day and month could also be the other way "
        "round, no date of the column decides it.",
        "`{column}`：按 {patterns} 的写法读作日期；日和月也可能相反，这一列没有能判定的日期。",
    ),
    "tabular.not_dates": (
        "`{column}`: {count} of {rows} cells are no dates and became gaps.",
        "`{column}`：{rows} 格中有 {count} 格不是日期，已作为缺失值。",
    ),
    "tabular.long_codes": (
        "`{column}`: {count} cells have over 15 digits, more than a number holds exactly; the "
        "column was read as codes.",
        "`{column}`：有 {count} 格超过 15 位数字，数值类型存不精确；这一列按编号读取。",
    ),
    "tabular.zero_codes": (
        "`{column}`: all cells have {width} digits and some begin with 0; the column was read as "
        "codes, not numbers.",
        "`{column}`：每格都是 {width} 位数字，且有的以 0 开头；这一列按编号而不是数值读取。",
    ),
    "tabular.marks_doubtful": (
        "`{column}`: cells such as 1,234 can be read in two ways; `{decimal}` was taken as the decimal mark.",
        "`{column}`：像 1,234 这样的格子有两种读法；已把 `{decimal}` 当作小数点。",
    ),
    "tabular.percents": (
        "`{column}`: {count} cells with a percent sign were read as hundredths (5% is 0.05).",
        "`{column}`：有 {count} 格带百分号，已按百分之一读取（5% 即 0.05）。",
    ),
    "tabular.infinite": (
        "`{column}`: {count} cells are infinite; they count as gaps.",
        "`{column}`：有 {count} 格是无穷大，按缺失值处理。",
    ),
    "tabular.word_is_gap": (
        "`{column}`: `{word}` ({count} cells) is the only word among the numbers; it was read as a gap.",
        "`{column}`：数字之间只有 `{word}`（{count} 格）这一个词，已读作缺失值。",
    ),
    "tabular.other_mark": (
        "`{column}`: {count} of {rows} cells have the other decimal mark and became gaps.",
        "`{column}`：{rows} 格中有 {count} 格用了另一种小数点，已作为缺失值。",
    ),
    "tabular.not_numbers": (
        "`{column}`: {count} of {rows} cells are no numbers ({examples}) and became gaps.",
        "`{column}`：{rows} 格中有 {count} 格不是数字（{examples}），已作为缺失值。",
    ),
    # What a column is for
    "tabular.schema": ("schema", "列的说明"),
    "tabular.version": (
        "This {what} has version {found}; this release reads up to {newest}. Upgrade tidu: "
        "pip install -U tidu",
        "这份{what}的版本是 {found}，而本版本最多能读到 {newest}。请升级：pip install -U tidu",
    ),
    "tabular.no_rows": (
        "{table} has no rows, so there is nothing to learn from.",
        "{table} 没有数据行，无从学习。",
    ),
    "tabular.one_row": (
        "{table} has one row with a known `{column}`; at least two are needed.",
        "{table} 只有一行的 `{column}` 已知；至少需要两行。",
    ),
    "tabular.no_features": (
        "No column of {table} is left to learn from. {reasons}. To use one all the same, name it "
        "as numeric or categorical.",
        "{table} 没有可供学习的列了。{reasons}。若仍要使用某一列，请把它指定为数值或类别。",
    ),
    "tabular.target_as_feature": (
        "`{column}` is the target, so it cannot be an input as well.",
        "`{column}` 是要预测的目标，不能同时作为输入。",
    ),
    "tabular.target_as_time": (
        "`{column}` is the target, so it cannot order the rows as well.",
        "`{column}` 是要预测的目标，不能同时用来给各行排序。",
    ),
    "tabular.asked_twice": (
        "`{column}` was asked for in two ways; name it once, as numeric, categorical or dropped.",
        "对 `{column}` 提了两种要求；数值、类别、略去只能选一种。",
    ),
    "tabular.time_not_ordered": (
        "`{column}` holds neither dates nor numbers, so it cannot order the rows in time.",
        "`{column}` 既不是日期也不是数值，不能按时间给各行排序。",
    ),
    "tabular.target_empty": (
        "The target `{column}` is a gap in every row.",
        "目标 `{column}` 每一行都缺失。",
    ),
    "tabular.target_gaps": (
        "{count} of {rows} rows have no usable `{column}` and were left out.",
        "{rows} 行中有 {count} 行的 `{column}` 缺失或无穷大，已略去。",
    ),
    "tabular.target_constant": (
        "The target `{column}` is {value} in all {rows} rows: there is nothing to predict.",
        "目标 `{column}` 在全部 {rows} 行中都是 {value}：没有什么可预测的。",
    ),
    "tabular.target_date": (
        "The target `{column}` holds dates, which cannot be predicted as such. Turn it into a "
        "number first, for example days since a start.",
        "目标 `{column}` 是日期，不能直接预测。请先换成数字，例如距某天的天数。",
    ),
    "tabular.target_text": (
        "The target `{column}` has {count} different texts in {rows} rows ({examples}), too many to "
        "be classes. Choose another target, or group its values first.",
        "目标 `{column}` 在 {rows} 行中有 {count} 种不同的文字（{examples}），太多，不能当作类别。"
        "请换一个目标，或先把取值归并。",
    ),
    "tabular.target_not_numbers": (
        "The target `{column}` does not hold numbers (such as {example}), so the task cannot be regression.",
        "目标 `{column}` 不是数字（例如 {example}），不能做回归。",
    ),
    "tabular.target_not_binary": (
        "The target `{column}` has {count} classes, not two; the task is multiclass.",
        "目标 `{column}` 有 {count} 个类别，不是两个；任务应为 multiclass。",
    ),
    "tabular.no_task": (
        "There is no task `{task}`. Tasks: {tasks}.",
        "没有名为 `{task}` 的任务。可选：{tasks}。",
    ),
    "tabular.task_asked": ("{task}, as asked", "{task}，按要求"),
    "tabular.task_classes": ("{count} classes", "{count} 个类别"),
    "tabular.task_two_numbers": ("2 classes, as it has two values", "2 个类别，因为只有两种取值"),
    "tabular.task_numbered_classes": (
        "classes, as it numbers them {low} to {high} (else: task regression)",
        "类别，因为取值恰是 {low} 到 {high} 的编号（否则请指定 regression）",
    ),
    "tabular.task_few_numbers": (
        "number, {count} whole values (as classes: task multiclass)",
        "数值，{count} 种整数（当作类别请指定 multiclass）",
    ),
    "tabular.task_numbers": ("number, {count} values", "数值，{count} 种取值"),
    "tabular.lonely_classes": (
        "Classes with a single row can be learnt or tested, not both: {names}.",
        "只有一行的类别，不能既用来学习又用来检验：{names}。",
    ),
    "tabular.asked": ("as asked", "按要求"),
    "tabular.asked_drop": ("left out, as asked", "按要求略去"),
    "tabular.asked_numeric": (
        "as asked; {count} cells are no numbers and became gaps",
        "按要求；有 {count} 格不是数字，已作为缺失值",
    ),
    "tabular.not_numeric": (
        "`{column}` cannot be read as numbers: it holds values such as `{example}`.",
        "`{column}` 不能读作数值：其中有 `{example}` 这样的内容。",
    ),
    "tabular.all_gaps": ("empty in every row", "每一行都缺失"),
    "tabular.constant": ("always {value}", "始终是 {value}"),
    "tabular.identifier": (
        "names the rows: one value for each",
        "用来标识各行：每行一个值",
    ),
    "tabular.free_text": (
        "free text or a name: {count} values in {rows} rows",
        "自由文字或名称：{rows} 行有 {count} 种取值",
    ),
    "tabular.is_target": (
        "a copy of the target: it would give the answer away",
        "与目标完全相同：会泄露答案",
    ),
    "tabular.is_duplicate": ("equal to `{original}`", "与 `{original}` 完全相同"),
    "tabular.time_only": ("orders the rows in time", "用来按时间给各行排序"),
    "tabular.time_date": (
        "orders the rows; month, day, weekday and hour are inputs, later years are never seen",
        "用来给各行排序；月、日、星期、小时作为输入，以后的年份从未见过，故不用",
    ),
    "tabular.date_parts": (
        "year, month, day, weekday, hour, days since the first",
        "年、月、日、星期、小时、距最早一天的天数",
    ),
    "tabular.yes_no": ("yes or no", "是或否"),
    "tabular.zero_one": ("0 or 1", "0 或 1"),
    "tabular.levels": ("{count} levels", "{count} 个类别"),
    "tabular.few_whole": (
        "few whole numbers, kept as numbers because their order may matter (codes: categorical)",
        "取值不多的整数，因大小可能有意义而保留为数值（若是编号请指定为类别）",
    ),
    # Preparing rows
    "tabular.preprocessing": ("preprocessing", "预处理"),
    "tabular.no_scaler": (
        "There is no scaling `{name}` for numbers. There are {names}.",
        "没有名为 `{name}` 的数值缩放。可选：{names}。",
    ),
    "tabular.no_fill": (
        "Gaps are filled with `mean` or `median`, not `{fill}`.",
        "缺失值只能用 `mean`（均值）或 `median`（中位数）填补，不能用 `{fill}`。",
    ),
    "tabular.no_training_rows": (
        "There are no rows to fit the preprocessing on.",
        "没有可用来拟合预处理的行。",
    ),
    "tabular.unseen_cells": (
        "`{column}`: {count} of {rows} rows have a category that training did not have.",
        "`{column}`：{rows} 行中有 {count} 行的类别在训练时没有出现过。",
    ),
    "tabular.gaps_cells": (
        "`{column}`: {count} of {rows} rows have a gap, and training had none; filled as usual.",
        "`{column}`：{rows} 行中有 {count} 行缺失，而训练时没有缺失；已照常填补。",
    ),
    "tabular.infinite_cells": (
        "`{column}`: {count} of {rows} rows are infinite and count as gaps.",
        "`{column}`：{rows} 行中有 {count} 行是无穷大，按缺失值处理。",
    ),
    "tabular.unreadable_cells": (
        "`{column}`: {count} of {rows} cells cannot be read as in training and became gaps.",
        "`{column}`：{rows} 格中有 {count} 格不能按训练时的方式读取，已作为缺失值。",
    ),
    "tabular.extra_columns": (
        "{count} column(s) were not there in training and are ignored: {names}.",
        "有 {count} 列是训练时没有的，已忽略：{names}。",
    ),
    "tabular.target_gap": (
        "The target `{column}` has {count} gaps or unreadable cells. Leave these rows out first.",
        "目标 `{column}` 有 {count} 格缺失或无法读取。请先略去这些行。",
    ),
    "tabular.target_new": (
        "The target `{column}` has classes that training did not have: {names}.",
        "目标 `{column}` 有训练时没有的类别：{names}。",
    ),
    # Splitting rows
    "tabular.bad_share": (
        "A share of the rows must be from 0 up to but not including 1, not {share}.",
        "行的份额须在 0 到 1 之间（不含 1），不能是 {share}。",
    ),
    "tabular.no_share_left": (
        "validation={validation} and test={test} leave no rows to train on; their sum must be below 1.",
        "validation={validation} 加 test={test} 没有留下训练用的行；两者之和须小于 1。",
    ),
    "tabular.too_few_rows": (
        "{rows} rows cannot be split into {needed} sets.",
        "{rows} 行不能分成 {needed} 组。",
    ),
    "tabular.few_test_rows": (
        "With {rows} rows the test has only {count}: its metrics say little.",
        "一共 {rows} 行，检验只有 {count} 行：指标说明不了多少。",
    ),
    "tabular.not_stratified": (
        "The classes have too few rows to be shared out evenly; the rows were split at random.",
        "各类别的行太少，无法均匀分配；已随机划分。",
    ),
    "tabular.time_needs_table": (
        "The time column `{column}` is a name, and a number of rows has no names. Give the table.",
        "时间列 `{column}` 是列名，而只给了行数。请给出表格。",
    ),
    "tabular.lengths_differ": (
        "There are {rows} rows but {found} values to split them by.",
        "有 {rows} 行，却给了 {found} 个划分用的值。",
    ),
}
