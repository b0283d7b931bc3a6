"""Sentences of the probability distributions."""

SENTENCES: dict[str, tuple[str, str]] = {
    "distributions.parameter_kind": (
        "Input arguments must all be instances of Number, torch.Tensor or objects implementing "
        "__torch_function__, but one is {given}. Fix: torch.tensor(value)",
        "分布的参数必须是数或张量，收到的是 {given}。改法：torch.tensor(value)",
    ),
    "distributions.validate": (
        "set_default_validate_args takes True or False, not {given}. Fix: set_default_validate_args(True)",
        "set_default_validate_args 只接受 True 或 False，收到 {given}。改法：set_default_validate_args(True)",
    ),
    "distributions.lacks": (
        "{name} does not implement {what}. Fix: compute it from samples, as dist.sample((10000,)).mean(0)",
        "{name} 没有 {what}。改法：由样本计算，例如 dist.sample((10000,)).mean(0)",
    ),
    "distributions.parameter": (
        "Expected parameter {name} ({given}) of distribution {of} to satisfy the constraint {constraint}, "
        "but found invalid values:\n{value}",
        "分布 {of} 的参数 {name}（{given}）应满足 {constraint}，但其中有不符合的值：\n{value}",
    ),
    "distributions.value": (
        "Expected {name} argument ({given}) to be within the support ({constraint}) of the distribution "
        "{of}, but found invalid values:\n{value}",
        "{name}（{given}）应在分布 {of} 的取值范围（{constraint}）之内，但其中有不符合的值：\n{value}",
    ),
    "distributions.sample_n": (
        "`sample_n(n)` will be deprecated. Use `sample((n,))` instead.",
        "`sample_n(n)` 将被弃用。请改用 `sample((n,))`。",
    ),
    "distributions.value_kind": (
        "The value argument to log_prob must be a Tensor, not {given}. Fix: torch.tensor(value)",
        "log_prob 的参数必须是张量，收到的是 {given}。改法：torch.tensor(value)",
    ),
    "distributions.value_event": (
        "The right-most size of value must match event_shape: {given} vs {wanted}. "
        "Fix: give one value of that shape for each distribution",
        "value 的最后几维必须与 event_shape 一致：{given} 与 {wanted}。改法：每个分布给出一个该形状的值",
    ),
    "distributions.value_batch": (
        "Value is not broadcastable with batch_shape+event_shape: {given} vs {wanted}. "
        "Fix: value.unsqueeze(-1), or a value of that shape",
        "value 无法与 batch_shape+event_shape 广播：{given} 与 {wanted}。"
        "改法：value.unsqueeze(-1)，或给出该形状的值",
    ),
    "distributions.either": (
        "Either `{one}` or `{other}` must be specified, but not both. Fix: {one}=...",
        "`{one}` 和 `{other}` 必须且只能给出一个。改法：{one}=...",
    ),
    "distributions.one_axis": (
        "`{name}` parameter must be at least one-dimensional: its last axis holds what belongs to one "
        "distribution. Fix: {name}.reshape(1)",
        "`{name}` 至少要有一维：最后一维属于同一个分布。改法：{name}.reshape(1)",
    ),
    "distributions.two_axes": (
        "{name} must be at least two-dimensional, with optional leading batch dimensions. "
        "Fix: {name}=torch.eye(2)",
        "{name} 至少要有两维，前面可以有批的各维。改法：{name}=torch.eye(2)",
    ),
    "distributions.covariance": (
        "Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified, but there "
        "are {count}. Fix: covariance_matrix=...",
        "covariance_matrix、precision_matrix、scale_tril 必须且只能给出一个，收到 {count} 个。"
        "改法：covariance_matrix=...",
    ),
    "distributions.no_gradient": (
        "{name}.rsample gives no gradient to its parameters here. Fix: sample(), and log_prob for the "
        "score function",
        "{name}.rsample 在这里不能给参数梯度。改法：用 sample()，并通过 log_prob 使用得分函数法",
    ),
    "distributions.inhomogeneous": (
        "inhomogeneous total_count is not supported: it is from {least} to {most}. "
        "Fix: one distribution for each total_count",
        "不支持不相同的 total_count：它从 {least} 到 {most}。改法：每个 total_count 建立一个分布",
    ),
    "distributions.transforms": (
        "transforms must be a Transform or a list of Transforms, but was {given}. Fix: [ExpTransform()]",
        "transforms 必须是一个变换或变换的列表，收到的是 {given}。改法：[ExpTransform()]",
    ),
    "distributions.base_rank": (
        "base_distribution needs to have shape with size at least {wanted}, but got {given}. "
        "Fix: base_distribution.expand((n,))",
        "base_distribution 至少要有 {wanted} 维，而它的形状是 {given}。改法：base_distribution.expand((n,))",
    ),
    "distributions.reinterpreted": (
        "Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), actual {wanted} vs "
        "{given}. Fix: reinterpreted_batch_ndims={given}",
        "reinterpreted_batch_ndims 不能大于 base_distribution.batch_shape 的维数：{wanted} 与 {given}。"
        "改法：reinterpreted_batch_ndims={given}",
    ),
    "distributions.product": (
        "Enumeration over cartesian product is not implemented. Fix: base_dist.enumerate_support()",
        "不支持列举笛卡儿积。改法：base_dist.enumerate_support()",
    ),
    "distributions.kl": (
        "No KL(p || q) is implemented for p type {p} and q type {q}. Fix: x = p.sample((10000,)); "
        "(p.log_prob(x) - q.log_prob(x)).mean(0)",
        "没有 {p} 到 {q} 的 KL 散度公式。改法：x = p.sample((10000,)); "
        "(p.log_prob(x) - q.log_prob(x)).mean(0)",
    ),
    "distributions.kl_kind": (
        "Expected type_p and type_q to be Distribution subclasses but got {given}. "
        "Fix: @register_kl(Normal, Normal)",
        "type_p 和 type_q 必须是 Distribution 的子类，收到的是 {given}。改法：@register_kl(Normal, Normal)",
    ),
    "distributions.no_inverse": (
        "{name} has no inverse. Fix: a transform that is bijective, such as ExpTransform",
        "{name} 没有逆变换。改法：使用双射的变换，如 ExpTransform",
    ),
    "distributions.reshape": (
        "in_shape, out_shape have different numbers of elements, or a shape does not end so: {given} and "
        "{wanted}. Fix: ReshapeTransform((4,), (2, 2))",
        "in_shape 与 out_shape 的元素个数不同，或形状的末尾不符：{given} 与 {wanted}。"
        "改法：ReshapeTransform((4,), (2, 2))",
    ),
    "distributions.mixture_kind": (
        "MixtureSameFamily needs a Categorical and a Distribution, not {first} and {second}. "
        "Fix: MixtureSameFamily(Categorical(probs=w), Normal(loc, scale))",
        "MixtureSameFamily 需要一个 Categorical 和一个 Distribution，收到的是 {first} 和 {second}。"
        "改法：MixtureSameFamily(Categorical(probs=w), Normal(loc, scale))",
    ),
    "distributions.mixture_shape": (
        "`mixture_distribution` of batch shape {first} with {count} components is not compatible with "
        "`component_distribution` of batch shape {second}. Fix: one component for each weight, along "
        "the last axis of the batch",
        "`mixture_distribution` 的批形状是 {first}、有 {count} 个分量，与批形状为 {second} 的 "
        "`component_distribution` 不符。改法：在批的最后一维上给每个权重一个分量",
    ),
    "distributions.no_density": (
        "{name} does not say how it changes densities. Fix: write log_abs_det_jacobian(self, x, y)",
        "{name} 没有给出密度的变化。改法：写 log_abs_det_jacobian(self, x, y)",
    ),
}
