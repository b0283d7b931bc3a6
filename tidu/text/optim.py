"""Sentences of the optimizers: what they were given that they cannot use."""

SENTENCES: dict[str, tuple[str, str]] = {
    "optim.params_tensor": (
        "params argument given to the optimizer should be an iterable of Tensors or dicts, "
        "but got {given}. Fix: put it in a list: [w]",
        "优化器的参数 params 应是张量或字典组成的可迭代对象，收到的是 {given}。改法：放进列表：[w]",
    ),
    "optim.params_iterable": (
        "'{given}' object is not iterable: params should be an iterable of Tensors or dicts. "
        "Fix: model.parameters()",
        "'{given}' 不可迭代：params 应是张量或字典组成的可迭代对象。改法：model.parameters()",
    ),
    "optim.empty": (
        "optimizer got an empty parameter list: the model holds no layers, for they are its own only when "
        "__init__ puts them into self, or the generator that model.parameters() gives was used up before. "
        "Fix: self.fc = nn.Linear(...) in __init__, or call model.parameters() anew",
        "优化器收到的参数列表是空的：模型里没有层（层要在 __init__ 里存进 self 才归模型所有），"
        "或 model.parameters() 给出的生成器已被用完。"
        "改法：在 __init__ 里写 self.fc = nn.Linear(...)，或重新调用 model.parameters()",
    ),
    "optim.group_kind": (
        "param_group must be a dict, but got {given}. Fix: {{'params': [w], 'lr': 0.1}}",
        "参数组必须是字典，收到的是 {given}。改法：{{'params': [w], 'lr': 0.1}}",
    ),
    "optim.group_params": (
        "'params' is missing from the parameter group, which has {keys}. "
        "Fix: {{'params': [w], 'lr': 0.1}}",
        "参数组缺少 'params'，它只有 {keys}。改法：{{'params': [w], 'lr': 0.1}}",
    ),
    "optim.unordered": (
        "optimizer parameters need to be organized in ordered collections, but the ordering of "
        "tensors in sets will change between runs. Please use a list instead.",
        "优化器的参数须放在有顺序的容器里；集合中张量的顺序每次运行都会变。请改用列表。",
    ),
    "optim.names_missing": (
        "all optimizer params should be with/without names. Some param names are missing. "
        "Fix: model.named_parameters() names them all",
        "优化器的参数要么都有名字，要么都没有，这里只有一部分有。"
        "改法：用 model.named_parameters() 给全部参数带上名字",
    ),
    "optim.names_mixed": (
        "all optimizer param groups should be with/without names. cannot add param group {given} "
        "to the optimizer. Fix: name the parameters of every group, or of none",
        "优化器的参数组要么都带名字，要么都不带；要加入的这一组与已有的不一致。"
        "改法：所有参数组都带名字，或都不带",
    ),
    "optim.not_tensor": (
        "optimizer can only optimize Tensors, but one of the params is {given}. "
        "Fix: torch.tensor(value, requires_grad=True)",
        "优化器只能优化张量，而其中一个参数是 {given}。改法：torch.tensor(value, requires_grad=True)",
    ),
    "optim.non_leaf": (
        "can't optimize a non-leaf Tensor: the one of shape {shape} was computed from others, so "
        "its changes would be lost. Fix: w = w.detach().requires_grad_()",
        "不能优化非叶子张量：形状为 {shape} 的这个张量由其他张量算出，对它的修改会丢失。"
        "改法：w = w.detach().requires_grad_()",
    ),
    "optim.required": (
        "parameter group didn't specify a value of required optimization parameter {name}. "
        "Fix: {name}=...",
        "参数组没有给出必需的选项 {name}。改法：{name}=...",
    ),
    "optim.duplicate": (
        "optimizer contains a parameter group with duplicate parameters; in future, this will "
        "cause an error; each of them is updated as often as it appears. Fix: list each once",
        "一个参数组里有重复的参数，每个参数出现几次就会被更新几次；将来这会报错。"
        "改法：每个参数只列一次",
    ),
    "optim.shared": (
        "some parameters appear in more than one parameter group: one of shape {shape} does. "
        "Fix: leave it out of all groups but one",
        "有参数出现在多个参数组里，例如形状为 {shape} 的一个。改法：只把它留在一个参数组里",
    ),
    "optim.negative": (
        "Invalid {what}: {value}; it must be 0 or more. Fix: {name}={example}",
        "{name} 的值无效：{value}，它不能小于 0。改法：{name}={example}",
    ),
    "optim.beta": (
        "Invalid beta parameter at index {index}: {value}; it must be at least 0 and below 1. "
        "Fix: betas=(0.9, 0.999)",
        "betas 的第 {index} 项无效：{value}，它须不小于 0 且小于 1。改法：betas=(0.9, 0.999)",
    ),
    "optim.betas_kind": (
        "betas must be either both floats or both Tensors, not {given}. Fix: betas=(0.9, 0.999)",
        "betas 必须都是浮点数或都是张量，收到的是 {given}。改法：betas=(0.9, 0.999)",
    ),
    "optim.rho": (
        "Invalid rho value: {value}; it must be between 0 and 1. Fix: rho=0.9",
        "rho 的值无效：{value}，它须在 0 与 1 之间。改法：rho=0.9",
    ),
    "optim.etas": (
        "Invalid eta values: {low}, {high}; they must be 0 < low < 1 < high. Fix: etas=(0.5, 1.2)",
        "etas 的值无效：{low}, {high}，须满足 0 < 低 < 1 < 高。改法：etas=(0.5, 1.2)",
    ),
    "optim.one_element": (
        "Tensor {name} must be 1-element, but has shape {shape}. Fix: {name}=torch.tensor(0.1)",
        "张量 {name} 必须只有一个元素，而它的形状是 {shape}。改法：{name}=torch.tensor(0.1)",
    ),
    "optim.limit": (
        "{what} should be {relation} {bound} but is: {value}. Fix: {fix}",
        "{what} 应 {relation} {bound}，收到的是 {value}。改法：{fix}",
    ),
    "optim.foreach_tensor": (
        "{name} as a Tensor is not supported for capturable=False and foreach=True. "
        "Fix: leave foreach out, or give a number",
        "capturable=False 且 foreach=True 时，{name} 不能是张量。改法：不写 foreach，或给一个数",
    ),
    "optim.matrices": (
        "Muon only supports 2D parameters whereas we found a parameter with size: {shape}. "
        "Fix: Muon([p for p in model.parameters() if p.ndim == 2]), and AdamW for the others",
        "Muon 只支持二维参数，而其中一个的形状是 {shape}。"
        "改法：Muon([p for p in model.parameters() if p.ndim == 2])，其余参数用 AdamW",
    ),
    "optim.muon_adjust": (
        "Adjust learning rate function {given} is not supported. Fix: adjust_lr_fn='original', or "
        "'match_rms_adamw'",
        "不支持学习率调整方式 {given}。改法：adjust_lr_fn='original' 或 'match_rms_adamw'",
    ),
    "optim.muon_steps": (
        "Number of steps must be less than 100 for computational efficiency, but ns_steps={given}. "
        "Fix: ns_steps=5",
        "ns_steps 必须小于 100，收到的是 {given}。改法：ns_steps=5",
    ),
    "optim.muon_coefficients": (
        "Coefficients must be a tuple of exactly 3 values, but there are {count}. "
        "Fix: ns_coefficients=(3.4445, -4.775, 2.0315)",
        "ns_coefficients 必须恰好有 3 个值，收到 {count} 个。改法：ns_coefficients=(3.4445, -4.775, 2.0315)",
    ),
    "optim.one_group": (
        "LBFGS doesn't support per-parameter options (parameter groups): there are {count} groups. "
        "Fix: LBFGS(model.parameters())",
        "LBFGS 不支持参数组，收到 {count} 组。改法：LBFGS(model.parameters())",
    ),
    "optim.line_search": (
        "only 'strong_wolfe' is supported as line_search_fn, not {given!r}. "
        "Fix: line_search_fn='strong_wolfe'",
        "line_search_fn 只支持 'strong_wolfe'，收到的是 {given!r}。改法：line_search_fn='strong_wolfe'",
    ),
    "optim.closure": (
        "{name}.step needs a closure that clears the gradients, computes the loss, calls backward "
        "and returns the loss; it was given {given}. Fix: optimizer.step(closure)",
        "{name}.step 需要一个闭包：清零梯度、计算损失、调用 backward 并返回损失；收到的是 {given}。"
        "改法：optimizer.step(closure)",
    ),
    "optim.sparse": (
        "SparseAdam is for sparse gradients, which Tidu does not have: all gradients here are "
        "dense. Fix: torch.optim.Adam(params, lr={lr})",
        "SparseAdam 用于稀疏梯度，而 Tidu 的梯度都是稠密的。改法：torch.optim.Adam(params, lr={lr})",
    ),
    "optim.average_both": (
        "Only one of avg_fn and multi_avg_fn should be provided. Fix: leave one of them out",
        "avg_fn 和 multi_avg_fn 只能给出一个。改法：去掉其中一个",
    ),
    "optim.anneal_strategy": (
        "anneal_strategy must be one of 'cos' or 'linear', instead got {given}. Fix: anneal_strategy='cos'",
        "anneal_strategy 只能是 'cos' 或 'linear'，收到的是 {given}。改法：anneal_strategy='cos'",
    ),
    "optim.anneal_epochs": (
        "anneal_epochs must be equal or greater than 0, got {given}. Fix: anneal_epochs=10",
        "anneal_epochs 必须是不小于 0 的整数，收到的是 {given}。改法：anneal_epochs=10",
    ),
    "optim.decay_value": (
        "Invalid decay value {decay} provided. Please provide a value in [0,1] range. Fix: decay=0.999",
        "decay 的值无效：{decay}，它须在 0 与 1 之间。改法：decay=0.999",
    ),
    "optim.nesterov": (
        "Nesterov momentum requires a momentum and zero dampening, but momentum={momentum} and "
        "dampening={dampening}. Fix: momentum=0.9, dampening=0, nesterov=True",
        "Nesterov 动量需要 momentum 大于 0 且 dampening 为 0，而现在 momentum={momentum}、"
        "dampening={dampening}。改法：momentum=0.9, dampening=0, nesterov=True",
    ),
    "optim.fused_differentiable": (
        "`fused` does not support `differentiable`. Fix: leave fused out",
        "`fused` 不支持 `differentiable`。改法：不写 fused",
    ),
    "optim.fused_foreach": (
        "`fused` and `foreach` cannot be `True` together. Fix: leave both out",
        "`fused` 和 `foreach` 不能同时为 `True`。改法：两个都不写",
    ),
    "optim.hook_result": (
        "{step} must return None or a tuple of (new_args, new_kwargs), but got {given}. "
        "Fix: return None from the hook",
        "{step} 的前置钩子应返回 None 或 (new_args, new_kwargs)，收到的是 {given}。"
        "改法：让钩子返回 None",
    ),
    "optim.load_groups": (
        "loaded state dict has a different number of parameter groups: {given}, where the "
        "optimizer has {wanted}. Fix: make the optimizer as it was when the state was saved",
        "要载入的状态有 {given} 个参数组，而优化器有 {wanted} 个。改法：按保存时的样子建立优化器",
    ),
    "optim.load_sizes": (
        "loaded state dict contains a parameter group that doesn't match the size of optimizer's "
        "group: {given} parameters a group, where the optimizer has {wanted}. "
        "Fix: make the optimizer as it was when the state was saved",
        "要载入的状态中各参数组的参数个数是 {given}，而优化器的是 {wanted}。"
        "改法：按保存时的样子建立优化器",
    ),
    "optim.no_step": (
        "{name} has neither `step` nor `update`. Fix: write step(self, closure=None)",
        "{name} 既没有 `step` 也没有 `update`。改法：写 step(self, closure=None)",
    ),
}
