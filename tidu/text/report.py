"""Sentences of the report, and of the verdict that opens it."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Words that other sentences are made of.
    "report.train": ("training", "训练"),
    "report.validation": ("validation", "验证"),
    "report.test": ("test", "测试"),
    "report.regression": ("regression", "回归"),
    "report.binary": ("two classes", "二分类"),
    "report.multiclass": ("several classes", "多分类"),
    "report.rmse": ("RMSE", "RMSE"),
    "report.mae": ("MAE", "MAE"),
    "report.r2": ("R²", "R²"),
    "report.accuracy": ("accuracy", "准确率"),
    "report.log_loss": ("log-loss", "对数损失"),
    "report.auc": ("AUC", "AUC"),
    "report.model": ("this model", "本模型"),
    # The verdict.
    "report.verdict_best": (
        "This model did best: {metric} {value} on the {part} rows; next is {rival} with {best}.",
        "本模型最好。{part}集：{metric} {value}；其次是{rival}，{best}。",
    ),
    "report.verdict_level": (
        "This model is about level with {rival}: {metric} {value} against {best} on the {part} rows, a "
        "difference within chance.",
        "本模型与{rival}不相上下。{part}集：{metric} {value}，{rival} {best}，差距在随机波动之内。",
    ),
    "report.verdict_few": (
        "This model: {metric} {value} on the {part} rows; {rival}: {best}. {rows} rows are too few to tell "
        "which is better.",
        "{part}集：本模型 {metric} {value}，{rival} {best}。只有 {rows} 行，无法判断哪个更好。",
    ),
    "report.verdict_few_one": (
        "This model: {metric} {value} on the only {part} row; {rival}: {best}. One row cannot tell which is "
        "better.",
        "{part}集：本模型 {metric} {value}，{rival} {best}。只有 1 行，无法判断哪个更好。",
    ),
    "report.verdict_behind": (
        "{rival} did better than this model: {metric} {best} against {value} on the {part} rows.",
        "{rival}胜过本模型。{part}集：{metric} {best}，本模型 {value}。",
    ),
    "report.verdict_alone": (
        "{metric} {value} on the {part} rows.",
        "{part}集：{metric} {value}。",
    ),
    "report.otherwise": (
        "By {metric}, {rival} is ahead: {best} against {value}.",
        "{metric}：{rival} {best}，好过本模型的 {value}。",
    ),
    # The page.
    "report.title": ("{target} from {data}", "由 {data} 预测 {target}"),
    "report.kind": ("Training report", "训练报告"),
    "report.task": ("Task", "任务"),
    "report.network": ("Model", "模型"),
    "report.rows": ("Rows", "行数"),
    "report.rows_of": (
        "{train} training, {validation} validation, {test} test",
        "训练 {train}，验证 {validation}，测试 {test}",
    ),
    "report.rows_by_folds": (
        "{train} training and validation by folds, {test} test",
        "训练和验证 {train}（轮流），测试 {test}",
    ),
    "report.epochs": ("Epochs", "轮数"),
    "report.epochs_of": ("{epochs}, best {best}", "{epochs}，最好的是第 {best} 轮"),
    "report.time": ("Time", "用时"),
    "report.interrupted": (
        "Training was stopped by hand after {epochs} epochs; the best epoch so far was kept.",
        "训练在第 {epochs} 轮后被手动停止；保留了至此最好的一轮。",
    ),
    "report.results": ("Results", "结果"),
    "report.results_hint": (
        "Every model saw the same columns. Judge by the test rows: nothing was chosen on them.",
        "各模型看到的列相同。请以测试集为准：没有任何选择用到过它。",
    ),
    "report.results_untested": (
        "Every model saw the same columns. There is no test part, and the validation rows were "
        "used for choosing: on new rows expect a little worse.",
        "各模型看到的列相同。这里没有测试集，而验证集参与过选择：在新数据上会略差一些。",
    ),
    "report.who": ("Model", "模型"),
    "report.seconds": ("Seconds", "秒"),
    "report.not_run": ("not run", "未运行"),
    "report.curves": ("Learning curves", "学习曲线"),
    "report.curves_hint": (
        "Loss ({loss}) after each epoch. The weights of epoch {best} were kept.",
        "每轮之后的损失（{loss}）。保留的是第 {best} 轮的权重。",
    ),
    "report.curves_hint_many": (
        "Mean loss ({loss}) of {networks} networks after each epoch. Each kept the weights of its own best "
        "epoch; the middle one of these is {best}.",
        "{networks} 个网络每轮之后的平均损失（{loss}）。每个网络各自保留最好一轮的权重，"
        "这些轮次的中位数是 {best}。",
    ),
    "report.epoch": ("epoch", "轮"),
    "report.loss": ("loss", "损失"),
    "report.log_axis": ("loss, log scale", "损失（对数坐标）"),
    "report.best": ("best: {epoch}", "最好：{epoch}"),
    "report.comparison": ("Beside the baselines", "与基线相比"),
    "report.comparison_hint": (
        "On the {part} rows by {metric}, best first; shorter is better.",
        "{part}集：{metric}，最好的在最上；越短越好。",
    ),
    "report.against": ("Predicted against actual", "预测值与实际值"),
    "report.against_hint": (
        "One point for each of {shown} {part} rows; on the line, the prediction is exact.",
        "{part}集的 {shown} 行，每行一点；落在线上即预测准确。",
    ),
    "report.against_sample": (
        "{shown} of {rows} {part} rows, drawn at random; on the line, the prediction is exact.",
        "从{part}集的 {rows} 行中随机取 {shown} 行；落在线上即预测准确。",
    ),
    "report.actual": (
        "actual",
        "实际",
    ),
    "report.predicted": (
        "predicted",
        "预测",
    ),
    "report.errors": ("Errors by size", "误差与大小"),
    "report.errors_hint": (
        "Predicted minus actual. Even scatter around zero is what one hopes for; "
        "a bend or a funnel is something the model has not learned.",
        "预测值减实际值。理想的情形是均匀散布在零线两侧；弯曲或喇叭形说明还有东西没学到。",
    ),
    "report.error": ("error", "误差"),
    "report.confusion": ("Confusion matrix", "混淆矩阵"),
    "report.confusion_hint": (
        "The {part} rows by actual and predicted class; the shade is the share of the row.",
        "{part}集各行的实际类别与预测类别；颜色深浅是在该行中所占的比例。",
    ),
    "report.confusion_cut": (
        "The {part} rows by actual and predicted class, for the {shown} commonest of {classes} "
        "classes; the shade is the share of the row.",
        "{part}集各行的实际类别与预测类别，只列出 {classes} 个类别中最常见的 {shown} 个；"
        "颜色深浅是在该行中所占的比例。",
    ),
    "report.classes": ("Class by class", "逐类来看"),
    "report.classes_hint": (
        "Found: share of the class that was recognised. Right: share of such predictions that hold.",
        "查出：该类中被认出的比例。可信：预测为该类的行中确实如此的比例。",
    ),
    "report.class": ("Class", "类别"),
    "report.recall": ("Found", "查出"),
    "report.precision": ("Right", "可信"),
    "report.columns": (
        "What was inferred",
        "各列的识别结果",
    ),
    "report.columns_hint": (
        "If a column was read wrongly, say so with --numeric, --categorical or --drop.",
        "若某列读得不对，可用 --numeric、--categorical 或 --drop 指定。",
    ),
    "report.column": ("Column", "列"),
    "report.column_kind": ("Kind", "类型"),
    "report.missing": ("Missing", "缺失"),
    "report.distinct": ("Distinct", "取值数"),
    "report.use": ("Use", "用途"),
    "report.notes": ("Notes", "说明"),
    "report.repeat": ("To repeat this run", "重做这次训练"),
    "report.repeat_hint": (
        "The same data, seed and versions give the same numbers.",
        "同样的数据、种子与版本，得到同样的数字。",
    ),
}
