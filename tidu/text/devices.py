"""Sentences of devices: there is one, the CPU."""

SENTENCES: dict[str, tuple[str, str]] = {
    "devices.absent": (
        "device '{given}' is not available: Tidu computes on the CPU, and every tensor holds its numbers. "
        "Fix: device = 'cpu'",
        "没有设备 '{given}'：Tidu 在 CPU 上计算，每个张量都持有自己的数。改法：device = 'cpu'",
    ),
    "devices.is_cpu": (
        "device '{given}' means the CPU in Tidu, which needs no GPU for small networks. This is said once. "
        "To be rid of it: device = 'cpu'",
        "在 Tidu 中，设备 '{given}' 就是 CPU；小网络不需要 GPU。此提示只出现一次。若要去掉：device = 'cpu'",
    ),
    "devices.name": (
        "Expected one of cpu, cuda, mps, xpu and the like at the start of a device's name, but '{given}' is "
        "none of them. Fix: torch.device('cpu')",
        "设备名应以 cpu、cuda、mps、xpu 等开头，而 '{given}' 不是。改法：torch.device('cpu')",
    ),
    "devices.half": (
        "autocast computes in {given} where it is on, and Tidu computes in the types that tensors have. "
        "Fix: autocast(enabled=False), or leave it out",
        "autocast 开启时会用 {given} 计算，而 Tidu 按张量自身的类型计算。"
        "改法：autocast(enabled=False)，或去掉它",
    ),
    "devices.scaler": (
        "GradScaler is for gradients in float16, which Tidu does not compute. "
        "Fix: GradScaler(enabled=False), or leave it out",
        "GradScaler 用于 float16 的梯度，而 Tidu 不作这种计算。改法：GradScaler(enabled=False)，或去掉它",
    ),
    "devices.precision": (
        "set_float32_matmul_precision takes 'highest', 'high' or 'medium', not {given!r}. "
        "Fix: torch.set_float32_matmul_precision('highest')",
        "set_float32_matmul_precision 只接受 'highest'、'high' 或 'medium'，收到的是 {given!r}。"
        "改法：torch.set_float32_matmul_precision('highest')",
    ),
    "devices.threads": (
        "{name} expects a positive whole number, not {given!r}. Fix: torch.{name}(1)",
        "{name} 需要一个正整数，收到的是 {given!r}。改法：torch.{name}(1)",
    ),
    "devices.debug_mode": (
        "set_deterministic_debug_mode takes 'default', 'warn', 'error' or 0, 1, 2, not {given!r}. "
        "Fix: torch.use_deterministic_algorithms(True)",
        "set_deterministic_debug_mode 只接受 'default'、'warn'、'error' 或 0、1、2，收到的是 {given!r}。"
        "改法：torch.use_deterministic_algorithms(True)",
    ),
    "devices.tensor_type": (
        "{given} is no type of floating-point tensors. Fix: torch.set_default_dtype(torch.float64)",
        "{given} 不是浮点张量的类型。改法：torch.set_default_dtype(torch.float64)",
    ),
}
