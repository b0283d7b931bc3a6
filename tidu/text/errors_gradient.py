"""Errors of gradients: the tape, in-place writes, hooks, own functions."""

GRADIENT: dict[str, tuple[str, str]] = {
    "errors.freed": (
        "Trying to backward through the graph a second time: what the gradient of {operation} "
        "needs was freed after the first backward. Fix: loss.backward(retain_graph=True), or "
        "compute the loss anew each time",
        "对同一个计算图第二次求梯度：{operation} 的梯度所需的值在第一次 backward 之后已经释放。"
        "改法：loss.backward(retain_graph=True)，或每次重新计算 loss",
    ),
    "errors.changed_in_place": (
        "one of the variables needed for gradient computation has been modified by an inplace "
        "operation: the gradient of {operation} (result of shape {shape}) needs a tensor that is at "
        "version {version}; expected version {expected} instead. Fix: write y = x + 1 in place of "
        "x += 1, or x.clone() before the change",
        "求梯度所需的张量被就地修改了：{operation}（结果形状 {shape}）的梯度需要第 {expected} 版的值，"
        "而它现在是第 {version} 版。改法：用 y = x + 1 代替 x += 1，或在修改之前用 x.clone()",
    ),
    "errors.grad_of_result": (
        "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed: it was computed from "
        "others, and backward() fills only what was made with requires_grad=True. "
        "Fix: x.retain_grad() before backward()",
        "读取了非叶子张量的 .grad：它由别的张量算出，backward() 只填写直接以 requires_grad=True 创建的张量。"
        "改法：在 backward() 之前调用 x.retain_grad()",
    ),
    "errors.in_place_leaf": (
        "a leaf Variable that requires grad is being used in an in-place operation. Fix: do it "
        "inside `with torch.no_grad():`",
        "要求梯度的叶子张量不能就地修改。改法：放在 `with torch.no_grad():` 里",
    ),
    "errors.in_place_view_of_leaf": (
        "a view of a leaf Variable that requires grad is being used in an in-place operation. "
        "Fix: do it inside `with torch.no_grad():`, or change x.clone()",
        "要求梯度的叶子张量的视图不能就地修改。改法：放在 `with torch.no_grad():` 里，或修改 x.clone()",
    ),
    "errors.out_gradient": (
        "{name}(): functions with out=... arguments don't support automatic differentiation, but one of "
        "the arguments requires grad. Fix: y = torch.{name}(...) without out=, or with torch.no_grad():",
        "{name}()：带 out= 的调用不能求导，而有一个参数需要梯度。"
        "改法：y = torch.{name}(...)，不用 out=；或放进 with torch.no_grad():",
    ),
    "errors.out_kind": (
        "{name}(): argument 'out' must be Tensor, not {given}. Fix: out=torch.empty(0)",
        "{name}()：参数 out 必须是张量，而不是 {given}。改法：out=torch.empty(0)",
    ),
    "errors.out_type": (
        "{name}(): result type {given} can't be cast to the desired output type {kind} of out=. "
        "Fix: out=torch.empty(0, dtype=torch.{given})",
        "{name}()：结果类型 {given} 不能存进 out= 的类型 {kind}。"
        "改法：out=torch.empty(0, dtype=torch.{given})",
    ),
    "errors.each_gradient": (
        "{name}() can't be called on a tensor that requires grad: a Python function on each element has no "
        "gradient. Fix: x.detach().{name}(...), or tensor operations such as torch.where",
        "{name}() 不能用于需要梯度的张量：逐元素调用的 Python 函数没有梯度。"
        "改法：x.detach().{name}(...)，或用 torch.where 等张量运算",
    ),
    "errors.in_place_shape": (
        "output with shape {a} doesn't match the broadcast shape {b}: writing in place cannot "
        "change the shape. Fix: x = x + y in place of x += y",
        "就地操作不能改变形状：张量的形状是 {a}，结果的形状是 {b}。改法：用 x = x + y 代替 x += y",
    ),
    "errors.in_place_overlap": (
        "unsupported operation: more than one element of the written-to tensor (shape {shape}) refers "
        "to a single memory location, as after expand(). Please clone() the tensor first. "
        "Fix: x = x.clone()",
        "不能写入形状为 {shape} 的张量：它的多个元素共用同一处内存（如 expand() 之后）。改法：x = x.clone()",
    ),
    "errors.requires_grad_of_result": (
        "you can only change requires_grad flags of leaf variables: this tensor was computed from "
        "others. Fix: x.detach()",
        "只能改变叶子张量的 requires_grad：这个张量是由别的张量算出来的。改法：x.detach()",
    ),
    "errors.requires_grad_of_whole": (
        "only Tensors of floating point dtype can require gradients, not {given}. "
        "Fix: x.float().requires_grad_()",
        "只有浮点类型的张量才能要求梯度，{given} 不行。改法：x.float().requires_grad_()",
    ),
    "errors.backward_of_constant": (
        "element 0 of tensors does not require grad and does not have a grad_fn: nothing that it was "
        "computed from asks for a gradient, or it was computed under no_grad. "
        "Fix: w.requires_grad_() before computing",
        "这个张量不要求梯度，也没有 grad_fn：它所依赖的张量都不要求梯度，或是在 no_grad 下算出的。"
        "改法：计算之前先 w.requires_grad_()",
    ),
    "errors.backward_of_many": (
        "grad can be implicitly created only for scalar outputs, but the shape is {shape}. "
        "Fix: x.mean().backward(), or x.sum().backward()",
        "只有标量才能省略 gradient 参数，现在的形状是 {shape}。"
        "改法：x.mean().backward()，或 x.sum().backward()",
    ),
    "errors.seed_shape": (
        "Mismatch in shape: the given gradient has a shape of {given} and the output has a shape of "
        "{wanted}. Fix: gradient.reshape({wanted})",
        "梯度的形状 {given} 与输出的形状 {wanted} 不一致。改法：gradient.reshape({wanted})",
    ),
    "errors.seed_count": (
        "got {wanted} tensors and {given} gradients. Fix: give one gradient, or None, for each tensor",
        "有 {wanted} 个张量，却给了 {given} 个梯度。改法：为每个张量给一个梯度或 None",
    ),
    "errors.grad_form": (
        "attempting to assign a gradient of size or type '{given}' to a tensor of '{wanted}'; assigned "
        "grad has data of a different shape or type. Fix: g.reshape(x.shape).to(x.dtype)",
        "赋给 grad 的张量是 {given}，而张量本身是 {wanted}。改法：g.reshape(x.shape).to(x.dtype)",
    ),
    "errors.grad_kind": (
        "a gradient is a Tensor or None, not {given}. Fix: torch.tensor(gradient)",
        "梯度必须是张量或 None，不能是 {given}。改法：torch.tensor(gradient)",
    ),
    "errors.grad_of_constant": (
        "One of the differentiated Tensors does not require grad. Fix: x.requires_grad_() before "
        "computing",
        "求梯度的张量中有一个不要求梯度。改法：计算之前先 x.requires_grad_()",
    ),
    "errors.unused": (
        "One of the differentiated Tensors appears to not have been used in the graph. "
        "Fix: torch.autograd.grad(..., allow_unused=True) gives None for it",
        "求梯度的张量中有一个没有参与计算。"
        "改法：torch.autograd.grad(..., allow_unused=True)，它的梯度为 None",
    ),
    "errors.unused_false": (
        "Expected allow_unused to be True or not passed when materialize_grads=True, but got: False. "
        "Fix: leave out allow_unused",
        "materialize_grads=True 时，allow_unused 必须为 True 或不写。改法：去掉 allow_unused",
    ),
    "errors.no_inputs": (
        "the inputs argument to backward() cannot be empty. Fix: leave it out to reach every leaf",
        "backward() 的 inputs 不能是空的。改法：不写 inputs，就会到达所有叶子",
    ),
    "errors.retain_grad": (
        "can't retain_grad on Tensor that has requires_grad=False. Fix: w.requires_grad_() before "
        "computing",
        "不要求梯度的张量不能 retain_grad。改法：计算之前先 w.requires_grad_()",
    ),
    "errors.hook": (
        "cannot register a hook on a tensor that doesn't require gradient. "
        "Fix: x.requires_grad_() before",
        "不要求梯度的张量不能注册钩子。改法：先 x.requires_grad_()",
    ),
    "errors.hook_form": (
        "a hook has changed the size of value: {given} against {wanted}. "
        "Fix: return a gradient like the one that was handed in, or None",
        "钩子改变了梯度的形状：{given}，应为 {wanted}。改法：返回与传入的梯度同形的张量，或 None",
    ),
    "errors.post_hook": (
        "post accumulate grad hooks cannot be registered on non-leaf tensors, nor on those that do "
        "not require gradient. Fix: x.register_hook(...)",
        "register_post_accumulate_grad_hook 只能用于要求梯度的叶子张量。改法：x.register_hook(...)",
    ),
    "errors.numpy_of_grad": (
        "Can't call numpy() on Tensor that requires grad. Fix: tensor.detach().numpy()",
        "要求梯度的张量不能直接调用 numpy()。改法：tensor.detach().numpy()",
    ),
    "errors.deepcopy": (
        "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at "
        "the moment. Fix: x.detach().clone()",
        "只有用户直接创建的张量（叶子）才能 deepcopy。改法：x.detach().clone()",
    ),
    "errors.detach_view": (
        "Can't detach views in-place. Fix: x = x.detach()",
        "不能就地 detach 一个视图。改法：x = x.detach()",
    ),
    "errors.function_count": (
        "function {name} returned an incorrect number of gradients (expected {wanted}, got {given}): "
        "backward gives one for each argument of forward. Fix: return None for the others",
        "{name} 返回的梯度个数不对（应为 {wanted}，实为 {given}）：forward 的每个参数对应一个。"
        "改法：不需要的返回 None",
    ),
    "errors.function_form": (
        "Function {name} returned an invalid gradient at index {position} - got {given} but expected "
        "shape compatible with {wanted}. Fix: return a gradient of the argument's shape",
        "{name} 在第 {position} 个位置返回的梯度形状是 {given}，应与 {wanted} 相容。"
        "改法：返回与参数同形的梯度",
    ),
    "errors.function_kind": (
        "{name} returned {given} as a gradient: expected Variable or None. Fix: torch.tensor(...)",
        "{name} 返回的梯度是 {given}，应为张量或 None。改法：torch.tensor(...)",
    ),
    "errors.function_save": (
        "save_for_backward can only save tensors, but argument {position} is of type {given}. "
        "Fix: ctx.name = value",
        "save_for_backward 只能保存张量，第 {position} 个参数是 {given}。改法：ctx.name = value",
    ),
    "errors.function_abstract": (
        "a Function must define its {method}. Fix: @staticmethod def {method}(ctx, ...)",
        "Function 的子类必须定义 {method}。改法：@staticmethod def {method}(ctx, ...)",
    ),
    "errors.function_call": (
        "{name} is not called or instantiated. Fix: {name}.apply(...)",
        "不要直接调用或实例化 {name}。改法：{name}.apply(...)",
    ),
}
