"""Sentences of the experiment `covid` (C31)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_covid.title": ("Predicting positive tests: which columns help?", "预测阳性率：哪些列有用？"),
    "course_covid.see": (
        "Rows of the table with a value of {target} to predict: {rows}; columns to predict it from: "
        "{columns}. Test rows, drawn at random and put away first: {test}; they chose nothing and judge in "
        "the end. Always answering the mean has an error (root mean square) of {mean:.3g} on them, a ridge "
        "regression on all columns {ridge:.3g}. Networks trained on all columns as `tidu train` does it: "
        "{networks}, with an error of {network:.3g}.",
        "表中有 {rows} 行带有要预测的 {target}，可用的列有 {columns} 个。先随机抽出 {test} 行收起来：它们不"
        "参与任何选择，只在最后评判。在这些行上，总是回答平均值的误差（均方根）为 {mean:.3g}，用全部列做岭"
        "回归为 {ridge:.3g}，像 `tidu train` 那样用全部列训练 {networks} 个网络为 {network:.3g}。",
    ),
    "course_covid.chosen": (
        "Then columns were chosen, as the lesson does it, but with care. Cross-validation cuts the other "
        "rows into {folds} parts; each part in turn is held out, the columns are ranked by their "
        "correlation with the target on the remaining rows only, and a ridge regression on the k best "
        "predicts the part held out. The lowest error there is {lowest_rmse:.3g}, with k = {lowest}, and it "
        "is uncertain by {doubt:.2g} (dotted line); the fewest columns within that are k = {best} "
        "({best_rmse:.3g}). The strongest: {names}. With only the chosen columns the ridge "
        "regression has a test error of {ridge_few:.3g}, the networks {network_few:.3g}.",
        "然后像课上那样挑选列，但要小心。交叉验证把其余的行分成 {folds} 份，轮流留出一份；只在剩下的行上按"
        "与目标的相关性给列排名，再用前 k 列的岭回归去预测留出的那一份。最低的误差是 {lowest_rmse:.3g}，出"
        "现在 k = {lowest}，它本身有 {doubt:.2g} 的不确定（点线）；在这个范围之内，最少只要 {best} 列（"
        "{best_rmse:.3g}）。最强的是：{names}。只用选出的列，岭回归的测试误差为 {ridge_few:.3g}，网络为 "
        "{network_few:.3g}。",
    ),
    "course_covid.kept_all": (
        "Then columns were to be chosen, as the lesson does it: ranked by correlation within the training "
        "rows of each of {folds} folds, and judged on the rows held out. But no smaller number of columns "
        "came within {doubt:.2g}, the uncertainty, of the lowest error ({lowest_rmse:.3g}), so all are "
        "kept. The strongest: {names}.",
        "然后像课上那样挑选列：在 {folds} 折中，每次只在训练行上按相关性排名，用留出的行评判。但再少的列都"
        "没能接近最低误差（{lowest_rmse:.3g}）到 {doubt:.2g} 的不确定范围之内，所以全部保留。最强的是："
        "{names}。",
    ),
    "course_covid.one_column": (
        "Then columns would be chosen, but there is only one: {names}.",
        "接下来本该挑选列，可是只有一列：{names}。",
    ),
    "course_covid.few_rows": (
        "On so few test rows ({test}) it may well be chance which of these is ahead: at least 20 are needed "
        "to say anything, and hundreds to tell models apart that are close.",
        "测试行只有 {test} 行，谁领先很可能只是碰巧：至少要 20 行才说得上什么，要分出相近的模型，得有几百"
        "行。",
    ),
    "course_covid.few_better": (
        "For the networks the choice paid: {network_few:.3g} instead of {network:.3g}. Columns that say "
        "nothing are noise to learn by heart.",
        "对网络来说，挑选是值得的：{network_few:.3g}，而不是 {network:.3g}。什么也没说的列，只是供人死记硬"
        "背的噪声。",
    ),
    "course_covid.few_worse": (
        "For the networks the choice did not pay: {network_few:.3g} instead of {network:.3g}. What looks "
        "weak to a straight line, one column at a time, can still help a network; and the choice was made "
        "by a straight line.",
        "对网络来说，挑选并不值得：{network_few:.3g}，而不是 {network:.3g}。单独一列在直线眼里很弱，对网络"
        "却可能仍有帮助；而这个选择正是直线做的。",
    ),
    "course_covid.few_as_good": (
        "For the networks the choice makes next to no difference: {network_few:.3g} and {network:.3g}. Then "
        "fewer columns are the better answer: less to collect, less to explain.",
        "对网络来说，挑不挑几乎没有差别：{network_few:.3g} 和 {network:.3g}。既然如此，列少一些更好：要收集"
        "的少，要解释的也少。",
    ),
    "course_covid.line_better": (
        "And be honest about the straight line: the better ridge regression beats the networks here. It is "
        "the first thing to try on such a table, and what every network has to be measured against.",
        "还要老实承认直线的本事：在这里，较好的那个岭回归胜过了网络。面对这样的表，首先该试的就是它，任何网"
        "络都得跟它比。",
    ),
    "course_covid.line_as_good": (
        "And be honest about the straight line: the better ridge regression and the better of the "
        "networks do about equally well here. Then the line is the better answer: it trains in a moment "
        "and can be read.",
        "还要老实承认直线的本事：在这里，较好的岭回归与较好的网络不相上下。既然如此，直线更好：一眨眼就训"
        "练完，系数也看得懂。",
    ),
    "course_covid.network_better": (
        "The better of the networks beats both ridge regressions here, so there is something in the table "
        "that a straight line does not see.",
        "在这里，较好的网络胜过了两个岭回归，可见表里有直线看不到的东西。",
    ),
    "course_covid.overlap": (
        "One warning: in {overlap:.0f} % of the rows the value to predict stands in the next row as its "
        "{overlap_column}. The rows overlap, so test rows drawn at random have their neighbours in "
        "training, and every error above is kinder than the future will be.",
        "一个警告：有 {overlap:.0f} % 的行，要预测的值就写在下一行的 {overlap_column} 里。各行互相重叠，随"
        "机抽出的测试行，邻居都在训练集里；所以上面的误差都比将来真正遇到的要客气。",
    ),
    "course_covid.try": (
        "Another draw of the test rows: `tidu course covid --data {data} --target {target} --seed 1`\n"
        "Choose between other numbers: `tidu course covid --data {data} --target {target} --counts "
        "2,5,14,30`\n"
        "The whole report on all columns: `tidu train {data} --target {target}`",
        "换一批测试行：`tidu course covid --data {data} --target {target} --seed 1`\n"
        "在别的 k 之间选：`tidu course covid --data {data} --target {target} --counts 2,5,14,30`\n"
        "用全部列，看完整的报告：`tidu train {data} --target {target}`",
    ),
    "course_covid.data": (
        "The table: a CSV file, such as covid.train.csv.",
        "数据表：CSV 文件，例如 covid.train.csv。",
    ),
    "course_covid.target": (
        "The column to predict; the last one unless said.",
        "要预测的列；不写就是最后一列。",
    ),
    "course_covid.counts": (
        "Between which numbers of best columns to choose; all columns always take part.",
        "在哪些列数之间选择；“全部列”总是参加比较。",
    ),
    "course_covid.folds": ("Parts of the cross-validation.", "交叉验证分成几份。"),
    "course_covid.epochs": (
        "Epochs at most for each network; as `tidu train` chooses unless said.",
        "每个网络最多训练几轮；不写则与 `tidu train` 相同。",
    ),
    "course_covid.not_a_number": (
        "{column} is not a number, and this experiment predicts one. Fix: --target with a column of numbers",
        "{column} 不是数值列，而这个实验预测的是数值。改法：用 --target 指定一个数值列",
    ),
    "course_covid.kept": ("columns kept", "保留的列数"),
    "course_covid.rmse": ("error (root mean square)", "误差（均方根）"),
    "course_covid.by_folds": ("chosen on rows held out (star)", "用留出的行来选（星号）"),
    "course_covid.on_test": ("on the test rows", "测试行上"),
    "course_covid.ridge": ("ridge", "岭回归"),
    "course_covid.trees": ("trees", "提升树"),
    "course_covid.ridge_few": (
        "ridge, {best}\n"
        "columns",
        "岭回归\n"
        "{best} 列",
    ),
    "course_covid.network": ("network", "网络"),
    "course_covid.network_few": (
        "network, {best}\n"
        "columns",
        "网络\n"
        "{best} 列",
    ),
}
