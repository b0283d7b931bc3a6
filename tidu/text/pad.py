"""Sentences of padding: how many places, of which axes, and what to fill them with."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "pad.type": (
        "pad(): argument 'pad' must be a tuple of ints, not {given!r}. Fix: F.pad(x, (1, 1))",
        "pad()：参数 pad 应是整数的元组，而不是 {given!r}。改法：F.pad(x, (1, 1))",
    ),
    "pad.odd": (
        "Padding length must be divisible by 2: {given} has no pair (before, after) for each axis. Fix: "
        "F.pad(x, (1, 1))",
        "填充量的个数必须是偶数：{given} 不能为每一维配成（前，后）一对。改法：F.pad(x, (1, 1))",
    ),
    "pad.long": (
        "Padding length should be less than or equal to two times the input dimension: {given} numbers "
        "were given for an input of {rank} axes. Fix: give two numbers an axis, the last axis first",
        "填充量的个数不能超过维数的两倍：输入有 {rank} 维，却给了 {given} 个数。改法：每一维给两个数，从最"
        "后一维开始",
    ),
    "pad.mode": (
        "Unrecognised padding mode {given!r}. Fix: mode='constant', 'reflect', 'replicate' or 'circular'",
        "没有 {given!r} 这种填充方式。改法：mode 取 'constant'、'reflect'、'replicate' 或 'circular'",
    ),
    "pad.value": (
        "Padding mode \"{mode}\" doesn't take in value argument ({given}): it repeats the input. Fix: "
        "leave value out, or mode='constant'",
        "填充方式“{mode}”不用 value（{given}）：它重复输入本身。改法：去掉 value，或用 mode='constant'",
    ),
    "pad.axes": (
        "Padding size {given} is not supported for {rank}D input tensor with mode {mode!r}: 2 numbers pad "
        "the last axis of 2D or 3D input, 4 the last two of 3D or 4D, 6 the last three of 4D or 5D. Fix: "
        "x.unsqueeze(0), or mode='constant', which takes any axes",
        "填充方式 {mode!r} 不支持对 {rank} 维输入给 {given} 个填充量：2 个数用于二维或三维输入的最后一维，"
        "4 个用于三维或四维的后两维，6 个用于四维或五维的后三维。改法：x.unsqueeze(0)，或用不限维数的 "
        "mode='constant'",
    ),
    "pad.crop": (
        "pad: axis {axis} has {size} places, and ({before}, {after}) would take more than that. Fix: "
        "F.pad(x, (0, 0))",
        "pad：第 {axis} 维只有 {size} 个位置，({before}, {after}) 要去掉的比这还多。改法：F.pad(x, (0, 0))",
    ),
    "pad.reflect": (
        "Padding size should be less than the corresponding input dimension: axis {axis} has {size} "
        "places, and its mirror without the edge cannot fill ({before}, {after}). Fix: mode='replicate', "
        "or pad in two steps",
        "镜像填充的量必须小于该维的大小：第 {axis} 维有 {size} 个位置，去掉边缘的镜像填不满 ({before}, "
        "{after})。改法：mode='replicate'，或分两步填充",
    ),
    "pad.circular": (
        "Padding value causes wrapping around more than once: axis {axis} has {size} places, ({before}, "
        "{after}) asks for more. Fix: pad in two steps",
        "循环填充最多绕一圈：第 {axis} 维有 {size} 个位置，({before}, {after}) 要得更多。改法：分两步填充",
    ),
    "pad.empty": (
        "pad: axis {axis} has {size} places; with ({before}, {after}) there is nothing to repeat or "
        "nothing left. Fix: print(x.shape)",
        "pad：第 {axis} 维有 {size} 个位置，按 ({before}, {after}) 填充时没有可重复的，或什么也不剩。改法"
        "：print(x.shape)",
    ),
    "pad.layer_count": (
        "{layer}: padding is one number, or {wanted}: (before, after) of the last axis first; it is "
        "{given}. Fix: nn.{layer}(1)",
        "{layer}：padding 应是一个数，或 {wanted} 个数：从最后一维起，每一维（前，后）；收到的是 {given}。"
        "改法：nn.{layer}(1)",
    ),
    "pad.layer_axes": (
        "{layer}: expected {ranks} input (got {rank}D input). Fix: x.unsqueeze(0), or F.pad(x, padding)",
        "{layer}：输入应是 {ranks}（收到 {rank}D）。改法：x.unsqueeze(0)，或 F.pad(x, padding)",
    ),
}
