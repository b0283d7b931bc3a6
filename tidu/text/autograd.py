"""Sentences of autograd beyond backward: anomalies, checks of gradients, functional and func."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "autograd.anomaly": (
        "Function '{name}' returned nan values in its {position}th output.{where} Fix: look at the numbers "
        "that go in there, as in print(x.min(), x.max()); sqrt and log need x.clamp(min=1e-12)",
        "'{name}' 的第 {position} 个梯度中出现了 NaN。{where}"
        "改法：查看传入的数值，如 print(x.min(), x.max())；sqrt 与 log 之前先 x.clamp(min=1e-12)",
    ),
    "autograd.anomaly_line": (
        " It was computed at {line}.",
        "它是在这一行计算的：{line}。",
    ),
    "autograd.jacobian_mismatch": (
        "Jacobian mismatch for output {output} with respect to input {input}: the gradient says {analytic} "
        "where finite differences say {numerical}, at {place}. Fix: compare this operation's backward with "
        "its formula",
        "第 {output} 个输出对第 {input} 个输入的雅可比矩阵不一致：在 {place} 处，梯度给出 {analytic}，"
        "差分给出 {numerical}。改法：把这个运算的 backward 与公式逐项对照",
    ),
    "autograd.check_nothing": (
        "gradcheck expects at least one input tensor to require gradient, but none of the them have "
        "requires_grad=True. Fix: x = torch.randn(3, dtype=torch.double, requires_grad=True)",
        "gradcheck 需要至少一个 requires_grad=True 的张量。"
        "改法：x = torch.randn(3, dtype=torch.double, requires_grad=True)",
    ),
    "autograd.check_output": (
        "gradcheck: Expected the function to return a tensor, but it gave {given}. Fix: return a Tensor",
        "gradcheck：函数应返回张量，返回的却是 {given}。改法：返回张量",
    ),
    "autograd.check_constant": (
        "gradcheck: output {output} does not require gradient although finite differences say "
        "{numerical}: it "
        "was cut from its inputs. Fix: no .detach(), .data or .item() on the way",
        "gradcheck：第 {output} 个输出不要求梯度，而差分给出 {numerical}：它与输入之间的联系被切断了。"
        "改法：中间不要用 .detach()、.data 或 .item()",
    ),
    "autograd.check_repeated": (
        "Backward is not reentrant, i.e., running backward with same input and grad_output multiple "
        "times gives "
        "different values: they differ by {given}, nondet_tol is {allowed}. Fix: draw no random numbers "
        "in it",
        "同样的输入求两次梯度，结果相差 {given}，超过 nondet_tol={allowed}。改法：其中不要抽取随机数",
    ),
    "autograd.check_undefined": (
        "gradcheck: backward does not take a gradient of None or zeros: {reason}. "
        "Fix: if grad is None: return None",
        "gradcheck：backward 不能处理为 None 或零的梯度：{reason}。改法：if grad is None: return None",
    ),
    "autograd.check_forward": (
        "gradcheck: check_forward_ad asks for forward mode, which Tidu does not have. Fix: leave it out",
        "gradcheck：check_forward_ad 需要前向模式，而 Tidu 没有。改法：不写这个参数",
    ),
    "autograd.strict": (
        "{function}: Output {output} of the user-provided function is independent of input {input}. "
        "This is not allowed in strict mode. Fix: strict=False",
        "{function}：函数的第 {output} 个输出与第 {input} 个输入无关，strict 模式不允许这样。"
        "改法：strict=False",
    ),
    "autograd.one_number": (
        "{function}: The Tensor returned by the function should contain a single element, but its shape is "
        "{shape}. Fix: return y.sum()",
        "{function}：函数返回的张量应只有一个元素，现在的形状是 {shape}。改法：return y.sum()",
    ),
    "autograd.weights": (
        "{function}: The vector v can only be None if the user-provided function returns a single "
        "Tensor with "
        "a single element. Fix: v=torch.ones_like(y)",
        "{function}：只有当函数返回单个数时，v 才能省略。改法：v=torch.ones_like(y)",
    ),
    "autograd.weight_shape": (
        "{function}: v has invalid size: should be {wanted} but got {given}. Fix: v=torch.ones({wanted})",
        "{function}：v 的形状是 {given}，应为 {wanted}。改法：v=torch.ones({wanted})",
    ),
    "autograd.weight_count": (
        "{function}: v is a tuple of invalid length: should be {wanted} but got {given}. "
        "Fix: one vector for each tensor",
        "{function}：v 的个数是 {given}，应为 {wanted}。改法：每个张量对应一个向量",
    ),
    "autograd.strategy": (
        "{function}: strategy must be 'reverse-mode' or 'forward-mode' (which needs vectorize=True), "
        "not {given!r}. "
        "Fix: strategy='reverse-mode'",
        "{function}：strategy 应为 'reverse-mode' 或 'forward-mode'（需 vectorize=True），而不是 {given!r}。"
        "改法：strategy='reverse-mode'",
    ),
    "autograd.tensors": (
        "{function}: The {what} must be Tensors, but number {position} is {given}. Fix: torch.tensor(x)",
        "{function}：{what} 必须是张量，第 {position} 个却是 {given}。改法：torch.tensor(x)",
    ),
    "autograd.func_scalar": (
        "{function}: Expected f(*args) to return a scalar tensor, got tensor with {rank} dims, shape "
        "{shape}. "
        "Did you mean to use the vjp API instead? Fix: return y.sum()",
        "{function}：f(*args) 应返回 0 维张量，得到的形状是 {shape}（{rank} 维）。改法：return y.sum()",
    ),
    "autograd.func_tensor": (
        "{function}: Expected f(*args) to return a Tensor, got {given}. Fix: return a Tensor",
        "{function}：f(*args) 应返回张量，得到的是 {given}。改法：返回张量",
    ),
    "autograd.func_argument": (
        "{function}: Got argnum={given}, but only {count} positional inputs. Fix: argnums=0",
        "{function}：argnums={given}，而位置参数只有 {count} 个。改法：argnums=0",
    ),
    "autograd.func_aux": (
        "{function}: output of function f should be a tuple: (output, aux) if has_aux is True. "
        "Fix: return output, aux",
        "{function}：has_aux=True 时，函数应返回 (output, aux)。改法：return output, aux",
    ),
    "autograd.func_tangents": (
        "{function}: Expected {what} to have the same structure and shapes as {other}. "
        "Fix: torch.ones_like(x) for each of them",
        "{function}：{what} 的结构和形状应与 {other} 相同。改法：对每一个用 torch.ones_like(x)",
    ),
    "autograd.vmap_nothing": (
        "vmap(in_dims={dims}): at least one input must be mapped over, so at least one entry of in_dims must "
        "not be None. Fix: in_dims=0",
        "vmap(in_dims={dims})：至少要有一个输入沿某一维映射，in_dims 不能全是 None。改法：in_dims=0",
    ),
    "autograd.vmap_sizes": (
        "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes {sizes}. "
        "Fix: print([x.shape for x in inputs])",
        "vmap：所有张量在被映射的维上大小必须相同，现在是 {sizes}。改法：print([x.shape for x in inputs])",
    ),
    "autograd.vmap_dims": (
        "vmap(in_dims={dims}): in_dims does not fit the structure of the inputs, or an entry is no axis "
        "of its "
        "tensor. Fix: in_dims=0, or one entry for each input",
        "vmap(in_dims={dims})：in_dims 与输入的结构不符，或其中某一项不是张量的维。"
        "改法：in_dims=0，或每个输入一项",
    ),
    "autograd.vmap_random": (
        "vmap: called random operation while in randomness error mode. Fix: randomness='different', or "
        "'same'",
        "vmap：randomness='error' 时抽取了随机数。改法：randomness='different'，或 'same'",
    ),
    "autograd.vmap_output": (
        "vmap: the function must return Tensors, got {given}. Fix: return a Tensor",
        "vmap：函数必须返回张量，得到的是 {given}。改法：返回张量",
    ),
    "autograd.once": (
        "trying to differentiate twice a function that was marked with @once_differentiable. "
        "Fix: write its backward in tensor operations, without the decorator",
        "标有 @once_differentiable 的函数不能求二阶导数。改法：用张量运算写 backward，并去掉这个装饰器",
    ),
    "autograd.batched": (
        "is_grads_batched: each grad_outputs needs a first axis, the batch, and all the same: {shapes}. "
        "Fix: torch.stack(grad_outputs)",
        "is_grads_batched：每个 grad_outputs 的第 0 维是批，大小须相同，现在的形状是 {shapes}。"
        "改法：torch.stack(grad_outputs)",
    ),
    "autograd.apply_keyword": (
        "{name}.apply() takes no keyword arguments, but got {given}, where forward takes ctx. "
        "Fix: {name}.apply(x, 2), the arguments in their order",
        "{name}.apply() 的 forward 带有 ctx，不接受关键字参数 {given}。"
        "改法：{name}.apply(x, 2)，按顺序写参数",
    ),
    "autograd.checkpoint": (
        "torch.utils.checkpoint: A different number of tensors was saved during the original forward and "
        "recomputation: {given} operations, then {again}. Fix: the function must do the same each time",
        "torch.utils.checkpoint：两次前向计算保存的内容不同：先是 {given} 个运算，重新计算时是 {again} 个。"
        "改法：函数每次必须做同样的事",
    ),
    "autograd.hooks_disabled": (
        "{message}",
        "{message}",
    ),
    "autograd.functional_key": (
        "functional_call: Unexpected key {name!r}: the module has no such parameter or buffer. "
        "Fix: a key of dict(module.named_parameters())",
        "functional_call：模块没有名为 {name!r} 的参数或缓冲区。"
        "改法：用 dict(module.named_parameters()) 的键",
    ),
    "autograd.functional_missing": (
        "functional_call: Missing keys {names}, which strict=True asks for. Fix: strict=False",
        "functional_call：strict=True 时缺少 {names}。改法：strict=False",
    ),
    "autograd.models": (
        "stack_module_state: {reason}. Fix: models of one class, all in train() or all in eval()",
        "stack_module_state：{reason}。改法：各模型须是同一个类，且都在 train() 或都在 eval()",
    ),
    "autograd.profiler": (
        "profiler run is not completed: its results are there when `with` is left. "
        "Fix: print(prof.key_averages().table()) after the with block",
        "分析尚未结束：离开 with 之后才有结果。改法：在 with 之后 print(prof.key_averages().table())",
    ),
}
