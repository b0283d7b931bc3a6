"""Sentences of sweeps: many training runs at once."""

SENTENCES: dict[str, tuple[str, str]] = {
    "sweep.make": (
        "make is a {given}; it should be a function that returns the keyword arguments of tidu.fit. "
        "Fix: def make(lr): return dict(model=model, data=(x, y), loss='mse', optimizer='adam', epochs=9)",
        "make 是 {given}，应为返回 tidu.fit 关键字参数的函数。"
        "改法：def make(lr): return dict(model=model, data=(x, y), loss='mse', optimizer='adam', epochs=9)",
    ),
    "sweep.grid": (
        "grid is a {given}; it should be a dict of lists or a list of dicts. "
        "Fix: grid={{'lr': [0.003, 0.01]}}",
        "grid 是 {given}，应为由列表组成的字典，或由字典组成的列表。改法：grid={{'lr': [0.003, 0.01]}}",
    ),
    "sweep.empty": (
        "the grid has no combination: it is an empty list, or one of its parameters has no values. "
        "Fix: grid={{'lr': [0.003, 0.01]}}",
        "grid 中没有任何组合：它是空列表，或者某个参数没有取值。改法：grid={{'lr': [0.003, 0.01]}}",
    ),
    "sweep.values": (
        "the values of '{name}' in the grid are {given}, which is no list. Fix: grid={{'{name}': [{given}]}}",
        "grid 中“{name}”的取值是 {given}，不是列表。改法：grid={{'{name}': [{given}]}}",
    ),
    "sweep.name": (
        "{given} is no name of a parameter of make. Fix: grid={{'lr': [0.003, 0.01]}}",
        "{given} 不是 make 的参数名。改法：grid={{'lr': [0.003, 0.01]}}",
    ),
    "sweep.taken": (
        "the results have a column '{name}' of their own, so no parameter can be called that. "
        "Fix: give make a parameter of another name, such as '{name}_'",
        "结果中另有名为“{name}”的列，参数不能用这个名字。改法：给 make 的参数换一个名字，如“{name}_”",
    ),
    "sweep.seed_in_grid": (
        "the grid holds '{name}', but seeds are not choices to pick the best of. "
        "Fix: seeds=3, or seeds=[0, 1, 2]",
        "grid 中有“{name}”，但种子不是用来择优的选项。改法：seeds=3，或 seeds=[0, 1, 2]",
    ),
    "sweep.seeds": (
        "seeds are {given}; they should be a number of seeds, or different whole numbers. Fix: seeds=3",
        "seeds 是 {given}，应为种子的个数，或互不相同的整数。改法：seeds=3",
    ),
    "sweep.workers": (
        "workers={workers} counts threads, but an executor was given, which has workers of its own. "
        "Fix: leave out workers",
        "workers={workers} 是线程数，但已给出 executor，它有自己的工作者。改法：去掉 workers",
    ),
    "sweep.executor": (
        "executor is a {given}, which is no concurrent.futures.Executor. Fix: executor=client.get_executor() "
        "for a Dask client",
        "executor 是 {given}，不是 concurrent.futures.Executor。"
        "改法：对 Dask 的 client 用 executor=client.get_executor()",
    ),
    "sweep.same_model": (
        "two runs were given the same {name}, so one would go on with what the other learned. "
        "Fix: build the model inside make",
        "有两次训练得到了同一个 {name}，后一次会接着前一次学到的权重继续。改法：在 make 内部建立模型",
    ),
    "sweep.made": (
        "make returned a {given}; it should return the keyword arguments of tidu.fit as a dict, with a "
        "'model', or a History, or a dict of numbers. "
        "Fix: return dict(model=model, data=(x, y), loss='mse', optimizer='adam', epochs=9)",
        "make 返回了 {given}；应返回 tidu.fit 的关键字参数字典（其中有 'model'），或 History，"
        "或由数组成的字典。改法：return dict(model=m, data=(x, y), loss='mse', optimizer='adam', epochs=9)",
    ),
    "sweep.made_of": (
        "make returned a dict without a 'model' to train, so its values should be numbers, but '{name}' is "
        "a {given}. Fix: add model=model, or return float({name})",
        "make 返回的字典里没有要训练的 'model'，其中的值就应是数，但“{name}”是 {given}。"
        "改法：加上 model=model，或返回 float({name})",
    ),
    "sweep.twice": (
        "make returned '{name}', which is already a column of the results. Fix: return it by another name",
        "make 返回了“{name}”，而结果中已有这一列。改法：换一个名字返回",
    ),
    "sweep.pickle": (
        "{name} cannot be sent to another process ({why}). Fix: define it with def or class at the top "
        "level of a module that the workers can import, or leave out executor, to run in threads",
        "{name} 无法发送到别的进程（{why}）。改法：用 def 或 class 把它定义在工作进程能导入的模块的最外层，"
        "或去掉 executor，改用线程",
    ),
    "sweep.broken": (
        " (a worker ended: often because it could not import make. Fix: put make into a module, and what "
        "starts the sweep under if __name__ == '__main__':)",
        "（有工作进程中途结束，常常是因为它无法导入 make。改法：把 make 放进一个模块，"
        "把启动代码放在 if __name__ == '__main__': 之下）",
    ),
    "sweep.all_failed": (
        "all {count} runs failed, the first with {error}",
        "全部 {count} 次训练都失败了，第一个的错误是 {error}",
    ),
    "sweep.metric": (
        "no run has a number called '{given}'. There are: {names}. Fix: name one of them as metric",
        "没有任何一次训练给出名为“{given}”的数。现有：{names}。改法：用其中之一作 metric",
    ),
    "sweep.line": (
        "{done}/{total}  {name}  {numbers}  {seconds:.2f} s",
        "{done}/{total}  {name}  {numbers}  {seconds:.2f} 秒",
    ),
    "sweep.failed": ("{done}/{total}  {name}  failed: {error}", "{done}/{total}  {name}  失败：{error}"),
    "sweep.head": (
        "Combinations: {combinations}; runs: {runs}; failed: {failed}",
        "组合 {combinations} 个，训练 {runs} 次，失败 {failed} 次",
    ),
    "sweep.interrupted": ("; stopped by hand before all were done", "，被手动停止，没有全部做完"),
    "sweep.more": ("... and {count} more", "……另有 {count} 个"),
}
