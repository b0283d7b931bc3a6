"""Sentences of special functions, the limits of types, and operands that must be tensors."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "special.polygamma": (
        "polygamma(n, x) does not support negative n, and n is {given}. Fix: torch.polygamma(1, x)",
        "polygamma(n, x) 的 n 不能是负数，收到的是 {given}。改法：torch.polygamma(1, x)",
    ),
    "special.mvlgamma": (
        "mvlgamma: p has to be greater than or equal to 1, and it is {given}. Fix: torch.mvlgamma(x, 1)",
        "mvlgamma 的 p 至少是 1，收到的是 {given}。改法：torch.mvlgamma(x, 1)",
    ),
    "special.igamma": (
        "the derivative for '{operation}: input' is not implemented: only the second operand has one, "
        "as in PyTorch. Fix: torch.{operation}(input.detach(), other)",
        "{operation} 对 input 没有导数：与 PyTorch 一样，只有第二个操作数有导数。"
        "改法：torch.{operation}(input.detach(), other)",
    ),
    "special.tensor": (
        "{operation}(): argument must be Tensor, not {given}. Fix: torch.tensor(...)",
        "{operation}() 的参数必须是张量，不能是 {given}。改法：torch.tensor(...)",
    ),
    "special.finfo": (
        "torch.finfo() requires a floating point input type, not {given}. Fix: torch.finfo(torch.float32)",
        "torch.finfo() 只接受浮点类型，收到的是 {given}。改法：torch.finfo(torch.float32)",
    ),
    "special.iinfo": (
        "torch.iinfo() requires an integer input type, not {given}. Fix: torch.iinfo(torch.int64)",
        "torch.iinfo() 只接受整数类型，收到的是 {given}。改法：torch.iinfo(torch.int64)",
    ),
    "special.tolerance": (
        "{name} must be greater than or equal to zero, but got {given}. Fix: {name}=1e-5",
        "{name} 不能是负数，收到的是 {given}。改法：{name}=1e-5",
    ),
}
