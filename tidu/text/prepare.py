"""Sentences on preparing the rows of a table for a network, and on splitting them."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Preparing rows
    "prepare.no_scaler": (
        "There is no scaling `{name}` for numbers. There are {names}.",
        "没有名为 `{name}` 的数值缩放。可选：{names}。",
    ),
    "prepare.no_fill": (
        "Gaps are filled with `mean` or `median`, not `{fill}`.",
        "缺失值只能用 `mean`（均值）或 `median`（中位数）填补，不能用 `{fill}`。",
    ),
    "prepare.no_training_rows": (
        "There are no rows to fit the preprocessing on.",
        "没有可用来拟合预处理的行。",
    ),
    "prepare.unseen_cells": (
        "`{column}`: {count} of {rows} rows have a category that training did not have.",
        "`{column}`：{rows} 行中有 {count} 行的类别在训练时没有出现过。",
    ),
    "prepare.gaps_cells": (
        "`{column}`: {count} of {rows} rows have a gap, and training had none; filled as usual.",
        "`{column}`：{rows} 行中有 {count} 行缺失，而训练时没有缺失；已照常填补。",
    ),
    "prepare.far_cells": (
        "`{column}`: {count} of {rows} rows lie outside training's range by more than three times its width. "
        "Is the unit the same?",
        "`{column}`：{rows} 行中有 {count} 行超出训练时的取值范围，超出部分大于该范围宽度的三倍。"
        "单位是否相同？",
    ),
    "prepare.infinite_cells": (
        "`{column}`: {count} of {rows} rows are infinite and count as gaps.",
        "`{column}`：{rows} 行中有 {count} 行是无穷大，按缺失值处理。",
    ),
    "prepare.unreadable_cells": (
        "`{column}`: {count} of {rows} cells cannot be read as in training and became gaps.",
        "`{column}`：{rows} 格中有 {count} 格不能按训练时的方式读取，已作为缺失值。",
    ),
    "prepare.extra_columns": (
        "{count} column(s) were not there in training and are ignored: {names}.",
        "有 {count} 列是训练时没有的，已忽略：{names}。",
    ),
    "prepare.target_gap": (
        "The target `{column}` has {count} gaps or unreadable cells. Leave these rows out first.",
        "目标 `{column}` 有 {count} 格缺失或无法读取。请先略去这些行。",
    ),
    "prepare.target_new": (
        "The target `{column}` has classes that training did not have: {names}.",
        "目标 `{column}` 有训练时没有的类别：{names}。",
    ),
    # Splitting rows
    "prepare.bad_share": (
        "A share of the rows must be from 0 up to but not including 1, not {share}.",
        "行的份额须在 0 到 1 之间（不含 1），不能是 {share}。",
    ),
    "prepare.no_share_left": (
        "validation={validation} and test={test} leave no rows to train on; their sum must be below 1.",
        "validation={validation} 加 test={test} 没有留下训练用的行；两者之和须小于 1。",
    ),
    "prepare.too_few_rows": (
        "{rows} rows cannot be split into {needed} sets.",
        "{rows} 行不能分成 {needed} 组。",
    ),
    "prepare.few_test_rows": (
        "With {rows} rows the test has only {count}: its metrics say little.",
        "一共 {rows} 行，检验只有 {count} 行：指标说明不了多少。",
    ),
    "prepare.shuffled_date": (
        "{names} holds dates, and the test rows are drawn at random: training knows later days than they are "
        "of. To judge a forecast: {option}",
        "{names} 是日期，而测试行是随机抽取的：训练时已见过比它们更晚的日子。若要评判对将来的预测：{option}",
    ),
    "prepare.shuffled_dates": (
        "{names} hold dates, and the test rows are drawn at random: training knows later days than they are "
        "of. To judge a forecast, name the one that orders the rows, as in {option}",
        "{names} 是日期，而测试行是随机抽取的：训练时已见过比它们更晚的日子。若要评判对将来的预测，"
        "请指定用来排序的一列，例如 {option}",
    ),
    "prepare.code_for_gap": (
        "`{column}`: {value} stands in {count} of {rows} rows, far from all others ({low} to {high}). It was "
        "kept as a number; if it marks a gap, empty these cells first.",
        "`{column}`：{rows} 行中有 {count} 行是 {value}，远离其他所有值（{low} 到 {high}）。这里仍当作数值；"
        "若它表示缺失，请先清空这些格子。",
    ),
    "prepare.far_value": (
        "`{column}`: {value} lies over a thousand times further out than usual (nine tenths are from {low} "
        "to {high}). It was kept; is it a slip?",
        "`{column}`：{value} 偏离的程度是通常的一千倍以上（九成的值在 {low} 到 {high} 之间）。"
        "这里予以保留；是不是录入有误？",
    ),
    "prepare.far_values": (
        "`{column}`: {count} values, such as {value}, lie over a thousand times further out than usual (nine "
        "tenths are from {low} to {high}). They were kept; are they slips?",
        "`{column}`：有 {count} 个值（例如 {value}）偏离的程度是通常的一千倍以上（九成的值在 {low} 到 {high} "
        "之间）。这里予以保留；是不是录入有误？",
    ),
    "prepare.repeats": (
        "{count} of {rows} rows repeat others word for word. Equal rows stay together in training, "
        "validation or test, so that no row is asked that was learned.",
        "{rows} 行中有 {count} 行与别的行完全相同。相同的行总分在同一组，"
        "不会拿学过的行来检验。",
    ),
    "prepare.repeats_one": (
        "1 of {rows} rows repeats another word for word. Equal rows stay together in training, "
        "validation or test, so that no row is asked that was learned.",
        "{rows} 行中有 1 行与别的行完全相同。相同的行总分在同一组，"
        "不会拿学过的行来检验。",
    ),
    "prepare.repeats_by_chance": (
        "{count} of {rows} rows repeat others in every column that is used, as happens where columns have "
        "few values: they were split like all others.",
        "{rows} 行中有 {count} 行在所有用到的列上与别的行相同，各列取值不多时常会如此："
        "与其他行一样随机划分。",
    ),
    "prepare.repeats_by_chance_one": (
        "1 of {rows} rows repeats another in every column that is used, as happens where columns have "
        "few values: it was split like all others.",
        "{rows} 行中有 1 行在所有用到的列上与别的行相同，各列取值不多时常会如此："
        "与其他行一样随机划分。",
    ),
    "prepare.repeats_torn": (
        "Too few rows are different for equal ones to stay together: a test row may stand among those that "
        "were learned, and its metrics flatter.",
        "不同的行太少，无法让相同的行分在一起：测试行可能与学过的行相同，指标会偏乐观。",
    ),
    "prepare.not_stratified": (
        "The classes have too few rows to be shared out evenly; the rows were split at random.",
        "各类别的行太少，无法均匀分配；已随机划分。",
    ),
    "prepare.time_needs_table": (
        "The time column `{column}` is a name, and a number of rows has no names. Give the table.",
        "时间列 `{column}` 是列名，而只给了行数。请给出表格。",
    ),
    "prepare.lengths_differ": (
        "There are {rows} rows but {found} values to split them by.",
        "有 {rows} 行，却给了 {found} 个划分用的值。",
    ),
}
