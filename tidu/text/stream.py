"""Sentences of the random stream: what was asked of it that it cannot draw."""

SENTENCES: dict[str, tuple[str, str]] = {
    "stream.seed_type": (
        "manual_seed expected a long, but got {given}. Fix: manual_seed(0)",
        "manual_seed 需要一个整数，收到的是 {given}。改法：manual_seed(0)",
    ),
    "stream.seed_range": (
        "Overflow when unpacking long long: the seed {seed} is outside [-2**63, 2**64). "
        "Fix: manual_seed(seed % 2**64)",
        "种子 {seed} 超出了范围 [-2**63, 2**64)。改法：manual_seed(seed % 2**64)",
    ),
    "stream.state_type": (
        "RNG state must be an array of uint8, as get_state gives it, not {given}. "
        "Fix: set_state(get_state())",
        "随机状态必须是 get_state 给出的 uint8 数组，而不是 {given}。改法：set_state(get_state())",
    ),
    "stream.state_size": (
        "The RNG state has {size} bytes, but one of Tidu has {expected}: it was cut, or it comes "
        "from another library. Fix: save get_state() here and load that",
        "随机状态有 {size} 个字节，而 Tidu 的状态是 {expected} 个字节：它不完整，或来自别的库。"
        "改法：在这里用 get_state() 保存，再载入",
    ),
    "stream.state_version": (
        "The RNG state says layout version {version}; this Tidu knows version {known}: the bytes "
        "are damaged, or a newer Tidu wrote them. Fix: start again from manual_seed(seed)",
        "随机状态的格式版本是 {version}，而本版 Tidu 只认识版本 {known}：数据已损坏，或由更新的 "
        "Tidu 写出。改法：用 manual_seed(seed) 重新开始",
    ),
    "stream.real": (
        "{operation} draws real numbers and is not implemented for {dtype}. Fix: dtype=torch.float32",
        "{operation} 生成实数，不支持 {dtype} 类型。改法：dtype=torch.float32",
    ),
    "stream.uniform_bound": (
        "uniform_: {name} is out of bounds for {dtype}: {bound}. Fix: use finite bounds that "
        "{dtype} can hold",
        "uniform_：{name} 的值 {bound} 超出了 {dtype} 的范围。改法：使用 {dtype} 能表示的有限值",
    ),
    "stream.uniform_order": (
        "uniform_ expects to return a [from, to) range that fits {dtype}, but found from={low} "
        "and to={high}. Fix: put the smaller bound first and keep their difference finite",
        "uniform_ 需要 {dtype} 能表示的区间 [from, to)，收到的是 from={low}、to={high}。"
        "改法：把较小的界写在前面，并使两者之差有限",
    ),
    "stream.normal_std": (
        "normal expects std >= 0.0, but found std {std}. Fix: std=abs(std)",
        "normal 要求 std >= 0，收到的 std 是 {std}。改法：std=abs(std)",
    ),
    "stream.exponential_rate": (
        "exponential_ expects lambda > 0.0, but found lambda={rate}. Fix: exponential_(1.0)",
        "exponential_ 要求 lambda > 0，收到的是 {rate}。改法：exponential_(1.0)",
    ),
    "stream.cauchy_scale": (
        "cauchy_ expects sigma > 0.0, but found sigma={scale}. Fix: cauchy_(0.0, 1.0)",
        "cauchy_ 要求 sigma > 0，收到的是 {scale}。改法：cauchy_(0.0, 1.0)",
    ),
    "stream.log_normal_std": (
        "log_normal_ expects std > 0.0, but found std={std}. Fix: log_normal_(1.0, 2.0)",
        "log_normal_ 要求 std > 0，收到的是 {std}。改法：log_normal_(1.0, 2.0)",
    ),
    "stream.geometric_chance": (
        "geometric_ expects p to be in (0, 1), but got p={chance}. Fix: geometric_(0.5)",
        "geometric_ 要求 p 在 0 与 1 之间（不含两端），收到的是 {chance}。改法：geometric_(0.5)",
    ),
    "stream.poisson_rate": (
        "invalid Poisson rate, expected rate to be non-negative, but the smallest is {rate}. "
        "Fix: torch.poisson(rate.clamp(0))",
        "泊松分布的率不能是负数，而最小的是 {rate}。改法：torch.poisson(rate.clamp(0))",
    ),
    "stream.integers_empty": (
        "random_ expects 'from' to be less than 'to', but got from={low} >= to={high}: there is "
        "no integer to draw. Fix: randint({low}, {low} + 1, size)",
        "random_ 要求 from 小于 to，收到的是 from={low}、to={high}：其中没有整数可取。"
        "改法：randint({low}, {low} + 1, size)",
    ),
    "stream.integers_bound": (
        "random_: {name} is out of bounds for {dtype}: {bound}. Fix: draw with dtype=torch.int64",
        "random_：{name} 的值 {bound} 超出了 {dtype} 的范围。改法：用 dtype=torch.int64 生成",
    ),
    "stream.permutation_size": (
        "randperm: n must be non-negative, got {n}. Fix: torch.randperm(len(data))",
        "randperm：n 不能是负数，收到的是 {n}。改法：torch.randperm(len(data))",
    ),
    "stream.permutation_dtype": (
        "randperm: {n} integers cannot all be told apart in {dtype}. "
        "Fix: torch.randperm({n}, dtype=torch.int64)",
        "randperm：{dtype} 无法区分 {n} 个整数。改法：torch.randperm({n}, dtype=torch.int64)",
    ),
    "stream.bernoulli_scalar": (
        "bernoulli_ expects p to be in [0, 1], but got p={probability}. Fix: bernoulli_(0.5)",
        "bernoulli_ 要求 p 在 [0, 1] 之内，收到的是 {probability}。改法：bernoulli_(0.5)",
    ),
    "stream.bernoulli_array": (
        "bernoulli expects every probability to be in [0, 1], but the smallest is {smallest} and "
        "the largest {largest}. Fix: torch.bernoulli(p.clamp(0, 1))",
        "bernoulli 要求每个概率都在 [0, 1] 之内，而最小值是 {smallest}，最大值是 {largest}。"
        "改法：torch.bernoulli(p.clamp(0, 1))",
    ),
    "stream.multinomial_dim": (
        "prob_dist must be 1 or 2 dim, but has {dim}. Fix: multinomial(p.reshape(-1, p.shape[-1]), n)",
        "multinomial 的概率必须是 1 维或 2 维，收到的是 {dim} 维。"
        "改法：multinomial(p.reshape(-1, p.shape[-1]), n)",
    ),
    "stream.multinomial_empty": (
        "cannot sample n_sample <= 0 samples, nor from 0 categories: n is {n}, the categories "
        "are {categories}. Fix: num_samples=1",
        "multinomial 至少要取 1 个样本，且至少要有 1 个类别：现在要取 {n} 个，类别有 "
        "{categories} 个。改法：num_samples=1",
    ),
    "stream.multinomial_count": (
        "cannot sample n_sample > prob_dist.size(-1) samples without replacement: {n} of "
        "{categories} categories. Fix: multinomial(p, {n}, replacement=True)",
        "不放回抽样时，样本数 {n} 不能多于类别数 {categories}。改法：multinomial(p, {n}, replacement=True)",
    ),
    "stream.multinomial_values": (
        "probability tensor contains either `inf`, `nan` or element < 0. "
        "Fix: multinomial(torch.softmax(logits, -1), n)",
        "概率中有无穷大、nan 或负数。改法：multinomial(torch.softmax(logits, -1), n)",
    ),
    "stream.multinomial_zero": (
        "invalid multinomial distribution (sum of probabilities <= 0): a row has only zeros. "
        "Fix: give at least one category of every row a probability above 0",
        "multinomial 的某一行概率全是 0。改法：每一行至少给一个类别大于 0 的概率",
    ),
}
