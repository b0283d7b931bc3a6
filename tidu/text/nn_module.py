"""Sentences of modules: their attributes, containers, states and hooks."""

MODULE: dict[str, tuple[str, str]] = {
    "nn.no_attribute": (
        "'{module}' object has no attribute '{name}'",
        "“{module}”对象没有属性“{name}”",
    ),
    "nn.no_attribute_near": (
        "'{module}' object has no attribute '{name}'. The nearest that it has is '{near}'",
        "“{module}”对象没有属性“{name}”。与之最接近的属性是“{near}”",
    ),
    "nn.before_init_read": (
        "'{module}' object has no attribute '{name}': {module}.__init__ did not call "
        "super().__init__(). Fix: write super().__init__() as its first line",
        "“{module}”对象没有属性“{name}”：{module}.__init__ 没有调用 super().__init__()。"
        "改法：把 super().__init__() 写在 __init__ 的第一行",
    ),
    "nn.before_init": (
        "cannot assign {kind} before Module.__init__() call: {module}.__init__ has not called "
        "super().__init__() yet. Fix: write super().__init__() as its first line",
        "在调用 Module.__init__() 之前不能设置 {kind}：{module}.__init__ 还没有调用 "
        "super().__init__()。改法：把 super().__init__() 写在 __init__ 的第一行",
    ),
    "nn.as_parameter": (
        "cannot assign '{given}' as parameter '{name}' (torch.nn.Parameter or None expected). "
        "Fix: nn.Parameter(...)",
        "不能把“{given}”赋给参数“{name}”（需要 torch.nn.Parameter 或 None）。改法：nn.Parameter(...)",
    ),
    "nn.as_module": (
        "cannot assign '{given}' as child module '{name}' (torch.nn.Module or None expected). "
        "Fix: use another name for it",
        "不能把“{given}”赋给子模块“{name}”（需要 torch.nn.Module 或 None）。改法：换一个名字",
    ),
    "nn.as_buffer": (
        "cannot assign '{given}' as buffer '{name}' (torch.Tensor or None expected). Fix: torch.tensor(...)",
        "不能把“{given}”赋给缓冲区“{name}”（需要 torch.Tensor 或 None）。改法：torch.tensor(...)",
    ),
    "nn.register_parameter": (
        "cannot assign '{given}' object to parameter '{name}' (torch.nn.Parameter or None required). "
        "Fix: nn.Parameter(...)",
        "不能把“{given}”对象注册为参数“{name}”（需要 torch.nn.Parameter 或 None）。改法：nn.Parameter(...)",
    ),
    "nn.register_buffer": (
        "cannot assign '{given}' object to buffer '{name}' (torch Tensor or None required). "
        "Fix: torch.tensor(...)",
        "不能把“{given}”对象注册为缓冲区“{name}”（需要 torch.Tensor 或 None）。改法：torch.tensor(...)",
    ),
    "nn.register_module": (
        "{given} is not a Module subclass, so it cannot be the child module '{name}'. "
        "Fix: pass an instance such as nn.ReLU(), not a class or a function",
        "{given} 不是 Module 的子类，不能作为子模块“{name}”。改法：传入实例（如 nn.ReLU()），而不是类或函数",
    ),
    "nn.register_several": (
        "{given} is not a Module subclass, so it cannot be the child module '{name}'. "
        "Fix: nn.Sequential(*layers) hands its modules over one by one, nn.ModuleList(layers) holds them",
        "{given} 不是 Module 的子类，不能作为子模块“{name}”。"
        "改法：nn.Sequential(*layers) 把其中的模块逐个传入，nn.ModuleList(layers) 则保存它们",
    ),
    "nn.parameter_leaf": (
        "Cannot assign non-leaf Tensor to parameter '{name}': it was computed from other tensors. "
        "Fix: compute it in forward(), or register nn.Parameter(x.detach())",
        "不能把计算得到的张量注册为参数“{name}”（参数必须是叶子）。改法：在 forward() 中计算它，"
        "或注册 nn.Parameter(x.detach())",
    ),
    "nn.parameter_data": (
        "Parameter takes a tensor, not '{given}'. Fix: nn.Parameter(torch.tensor(...))",
        "Parameter 需要张量，收到的是“{given}”。改法：nn.Parameter(torch.tensor(...))",
    ),
    "nn.name_type": (
        "{kind} name should be a string. Got {given}. Fix: str(name)",
        "{kind} 的名字必须是字符串，收到的是 {given}。改法：str(name)",
    ),
    "nn.name_dot": (
        '{kind} name can\'t contain ".", got: {name}. Fix: use "_" in place of "."',
        "{kind} 的名字不能包含“.”，收到的是 {name}。改法：用“_”代替“.”",
    ),
    "nn.name_empty": (
        '{kind} name can\'t be empty string "". Fix: give it a name',
        "{kind} 的名字不能是空字符串。改法：给它起一个名字",
    ),
    "nn.name_taken": (
        "attribute '{name}' already exists, so it cannot name a {kind}. Fix: use another name",
        "属性“{name}”已经存在，不能再用作 {kind} 的名字。改法：换一个名字",
    ),
    "nn.not_a_module": (
        "`{name}` is not an nn.Module. Fix: see the paths with [name for name, _ in model.named_modules()]",
        "`{name}` 不是 nn.Module。改法：用 [name for name, _ in model.named_modules()] 查看所有路径",
    ),
    "nn.not_a_parameter": (
        "`{name}` is not an nn.Parameter. Fix: see the paths with "
        "[name for name, _ in model.named_parameters()]",
        "`{name}` 不是 nn.Parameter。改法：用 [name for name, _ in model.named_parameters()] 查看所有路径",
    ),
    "nn.not_a_buffer": (
        "`{name}` is not a buffer. Fix: see the paths with [name for name, _ in model.named_buffers()]",
        "`{name}` 不是缓冲区。改法：用 [name for name, _ in model.named_buffers()] 查看所有路径",
    ),
    "nn.no_forward": (
        'Module [{module}] is missing the required "forward" function. '
        "Fix: define def forward(self, x): ... in class {module}",
        "模块 [{module}] 没有定义 forward。改法：在类 {module} 中写 def forward(self, x): ...",
    ),
    "nn.in_layer": ("In layer {layer}", "出错的层：{layer}"),
    "nn.train_mode": (
        "training mode is expected to be boolean, not {given}. Fix: model.train(True)",
        "训练模式必须是布尔值，收到的是 {given}。改法：model.train(True)",
    ),
    "nn.to_type": (
        "nn.Module.to only accepts floating point dtypes, but got desired dtype={given}. "
        "Fix: model.to(torch.float32)",
        "nn.Module.to 只接受浮点类型，收到的是 {given}。改法：model.to(torch.float32)",
    ),
    "nn.load_mapping": (
        "Expected state_dict to be dict-like, got {given}. Fix: model.load_state_dict(other.state_dict())",
        "state_dict 必须是字典一类的对象，收到的是 {given}。改法：model.load_state_dict(other.state_dict())",
    ),
    "nn.load_failed": (
        "Error(s) in loading state_dict for {module}:\n\t{problems}\n\tThe saved model is not built "
        "like this one. "
        "Fix: build it as it was, or load_state_dict(state, strict=False), which leaves out names that "
        "differ",
        "为 {module} 载入 state_dict 时出错：\n\t{problems}\n\t保存的模型与现在的结构不同。"
        "改法：按原来的结构建模型，或用 load_state_dict(state, strict=False) 跳过名字不同的部分",
    ),
    "nn.load_missing": (
        "Missing key(s) in state_dict: {keys}. ",
        "state_dict 中缺少这些键：{keys}。",
    ),
    "nn.load_unexpected": (
        "Unexpected key(s) in state_dict: {keys}. ",
        "state_dict 中有多余的键：{keys}。",
    ),
    "nn.load_size": (
        "size mismatch for {name}: copying a param with shape {given} from checkpoint, "
        "the shape in current model is {wanted}.",
        "{name} 的形状不符：要载入的是 {given}，模型中是 {wanted}。",
    ),
    "nn.load_kind": (
        'While copying the parameter named "{name}", expected torch.Tensor or Tensor-like object '
        "from checkpoint but received {given}",
        "载入参数“{name}”时需要张量，收到的是 {given}",
    ),
    "nn.pre_hook_result": (
        "forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got {given}. "
        "Fix: return args, kwargs",
        "带 kwargs 的前置钩子必须返回 None 或 (new_args, new_kwargs)，收到的是 {given}。"
        "改法：return args, kwargs",
    ),
    "nn.always_hook": (
        "module forward hook with ``always_call=True`` raised an exception that was silenced as "
        "another error was raised in forward: {error}",
        "forward 已经出错，always_call=True 的钩子又抛出了异常，该异常被略去：{error}",
    ),
    "nn.backward_hook_result": (
        "For backward hooks to be called, module output should be a Tensor or a tuple of Tensors "
        "but received {given}. Fix: return the tensors as a tuple",
        "要调用反向钩子，模块的输出必须是张量或张量的元组，收到的是 {given}。改法：以元组返回张量",
    ),
    "nn.backward_hook_count": (
        "Backward hook returned an invalid number of grad, got {given}, but expected {wanted}. "
        "Fix: return a tuple with one gradient for each",
        "反向钩子返回的梯度数目不对：得到 {given} 个，需要 {wanted} 个。改法：返回每个对应一个梯度的元组",
    ),
    "nn.index": (
        "index {index} is out of range: there are {count} modules. Fix: use -{count} to {count} - 1",
        "下标 {index} 超出范围：共有 {count} 个。改法：使用 -{count} 到 {count} - 1",
    ),
    "nn.sequential_add": (
        "add operator supports only objects of Sequential class, but {given} is given. "
        "Fix: net + nn.Sequential(layer)",
        "加号只接受 Sequential 对象，收到的是 {given}。改法：net + nn.Sequential(layer)",
    ),
    "nn.sequential_times_type": (
        "unsupported operand type(s) for *: Sequential and {given}. Fix: net * 2",
        "Sequential 只能乘以整数，收到的是 {given}。改法：net * 2",
    ),
    "nn.sequential_times": (
        "Non-positive multiplication factor {given} for Sequential. Fix: net * 2",
        "Sequential 的倍数必须是正数，收到的是 {given}。改法：net * 2",
    ),
    "nn.extend": (
        "{container}.extend should be called with an iterable, but got {given}. Fix: extend([x])",
        "{container}.extend 需要可迭代的对象，收到的是 {given}。改法：extend([x])",
    ),
    "nn.update": (
        "{container}.update should be called with an iterable of key/value pairs, but got {given}. "
        "Fix: update({{'name': value}})",
        "{container}.update 需要由键值对组成的可迭代对象，收到的是 {given}。改法：update({{'name': value}})",
    ),
    "nn.update_pair": (
        "{container} update sequence element #{position} should be Iterable; is {given}. "
        "Fix: give pairs such as ('name', value)",
        "{container} 的第 {position} 个元素应是键值对，收到的是 {given}。改法：使用 ('name', value)",
    ),
    "nn.update_two": (
        "{container} update sequence element #{position} has length {count}; 2 is required. "
        "Fix: give pairs such as ('name', value)",
        "{container} 的第 {position} 个元素有 {count} 项，需要 2 项。改法：使用 ('name', value)",
    ),
    "nn.dict_key": (
        "Index given to ParameterDict cannot be used as a key as it is not a string (type is '{given}'). "
        "Fix: str(key)",
        "ParameterDict 的键必须是字符串，收到的是“{given}”。改法：str(key)",
    ),
    "nn.not_called": (
        "{container} should not be called. Fix: use its items in the forward of your module",
        "{container} 不能被调用。改法：在自己模块的 forward 中使用它的各项",
    ),
    "nn.clip_nothing": (
        "`parameters` is an empty generator, no gradient clipping will occur. "
        "Fix: call model.parameters() anew",
        "parameters 是已经用尽的生成器，不会裁剪任何梯度。改法：重新调用 model.parameters()",
    ),
    "nn.clip_nonfinite": (
        "The total norm of order {kind} for gradients from `parameters` is non-finite ({norm}), so it "
        "cannot be clipped. Fix: look for the first NaN, or pass error_if_nonfinite=False",
        "梯度的总 {kind} 范数不是有限数（{norm}），无法裁剪。"
        "改法：找出最先出现的 NaN，或传入 error_if_nonfinite=False",
    ),
    "nn.clip_old": (
        "`nn.utils.clip_grad_norm` is now deprecated in favor of `nn.utils.clip_grad_norm_`.",
        "nn.utils.clip_grad_norm 已弃用，请改用 nn.utils.clip_grad_norm_。",
    ),
    "nn.vector": (
        "expected torch.Tensor, but got: {given}. Fix: torch.tensor(vector)",
        "需要张量，收到的是 {given}。改法：torch.tensor(vector)",
    ),
}
