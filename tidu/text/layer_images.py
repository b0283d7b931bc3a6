"""What functions that resize, shuffle and sample images refuse."""

from __future__ import annotations

IMAGES: dict[str, tuple[str, str]] = {
    "layer.shuffle_channels": (
        "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of "
        "upscale_factor, but {channels} is not divisible by {square}. Fix: a layer before it with "
        "{square} channels an image",
        "pixel_shuffle：通道数必须能被 upscale_factor 的平方整除，{channels} 不能被 {square} 整除。改法："
        "让前一层给出 {square} 的倍数个通道",
    ),
    "layer.unshuffle_size": (
        "pixel_unshuffle expects {name} to be divisible by downscale_factor, but {size} is not divisible "
        "by {factor}. Fix: F.pad(x, (0, 1))",
        "pixel_unshuffle：{name} 必须能被 downscale_factor 整除，{size} 不能被 {factor} 整除。改法："
        "F.pad(x, (0, 1))",
    ),
    "layer.shuffle_rank": (
        "{operation} expects input to have at least 3 dimensions, [..., channels, height, width], but its "
        "shape is {shape}. Fix: x.unsqueeze(0)",
        "{operation}：输入至少要有三维 [..., 通道, 高, 宽]，收到的形状是 {shape}。改法：x.unsqueeze(0)",
    ),
    "layer.shuffle_factor": (
        "{operation} expects a positive {name}, but got {given}. Fix: {name}=2",
        "{operation}：{name} 必须是正数，收到 {given}。改法：{name}=2",
    ),
    "layer.channel_shuffle_rank": (
        "channel_shuffle expects input with > 2 dims, [N, channels, ...], but got input with sizes "
        "{shape}. Fix: x.unsqueeze(0)",
        "channel_shuffle：输入要多于两维 [N, 通道, ...]，收到的形状是 {shape}。改法：x.unsqueeze(0)",
    ),
    "layer.channel_shuffle_groups": (
        "Number of groups to divide channels in must be positive. Value of groups:{given}. Fix: groups=1",
        "分组数必须是正数，收到 groups={given}。改法：groups=1",
    ),
    "layer.channel_shuffle": (
        "Number of channels must be divisible by groups. Got {channels} channels and {groups} groups. "
        "Fix: groups=1",
        "通道数必须能被分组数整除，收到 {channels} 个通道、{groups} 组。改法：groups=1",
    ),
    "layer.resize_both": (
        "only one of size or scale_factor should be defined: they may not agree. Fix: leave one out",
        "size 与 scale_factor 只能给一个，否则可能互相矛盾。改法：去掉其中一个",
    ),
    "layer.resize_neither": (
        "either size or scale_factor should be defined. Fix: scale_factor=2",
        "size 与 scale_factor 必须给一个。改法：scale_factor=2",
    ),
    "layer.resize_count": (
        "Input and {name} must have the same number of spatial dimensions: {given} was given for an input "
        "of [N, channels, ...] with spatial dimensions {shape}. Fix: one number, or {axes}",
        "{name} 的个数必须等于输入的空间维数：输入 [N, 通道, ...] 的空间维是 {shape}，却给了 {given}。改法"
        "：给一个数，或 {axes} 个数",
    ),
    "layer.resize_type": (
        "expected size to be whole numbers, but got {given}. Fix: scale_factor={first}",
        "size 必须是整数，收到 {given}。改法：scale_factor={first}",
    ),
    "layer.resize_recompute": (
        "recompute_scale_factor is not meaningful with an explicit size. Fix: recompute_scale_factor=None",
        "给出 size 时 recompute_scale_factor 没有意义。改法：recompute_scale_factor=None",
    ),
    "layer.resize_corners": (
        "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | "
        "trilinear, not {mode}. Fix: align_corners=None",
        "align_corners 只能用于 linear、bilinear、bicubic、trilinear，不能用于 {mode}。改法："
        "align_corners=None",
    ),
    "layer.resize_antialias": (
        "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D "
        "tensor as input; mode is {mode!r} and the input has {rank} axes. Fix: antialias=False",
        "antialias 只用于 bilinear、bicubic、lanczos 与四维输入；现在 mode 是 {mode!r}，输入有 {rank} 维。"
        "改法：antialias=False",
    ),
    "layer.resize_mode": (
        "Got {rank}D input, but interpolate with mode={mode!r} is not for that: linear needs [N, C, "
        "length], bilinear and bicubic [N, C, height, width], trilinear [N, C, depth, height, width], "
        "nearest, nearest-exact and area any of them. Fix: mode='nearest', or x.unsqueeze(0)",
        "输入是 {rank} 维，而 mode={mode!r} 不适用：linear 要 [N, C, 长度]，bilinear 与 bicubic 要 [N, C, "
        "高, 宽]，trilinear 要 [N, C, 深, 高, 宽]，nearest、nearest-exact 与 area 都可以。改法："
        "mode='nearest'，或 x.unsqueeze(0)",
    ),
    "layer.resize_empty": (
        "Input and output sizes should be greater than 0, but got input {shape} and output {sizes}. Fix: "
        "a larger size or scale_factor",
        "输入与输出的大小都应大于 0，收到输入 {shape}、输出 {sizes}。改法：用更大的 size 或 scale_factor",
    ),
    "layer.upsample_old": (
        "`nn.functional.{old}` is deprecated. Use `nn.functional.interpolate` instead.",
        "nn.functional.{old} 已弃用，请用 nn.functional.interpolate。",
    ),
    "layer.affine_axes": (
        "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms: (N, C, H, W) or (N, "
        "C, D, H, W), and the size is {given}. Fix: size=image.shape",
        "affine_grid 只支持四维与五维的 size：(N, C, H, W) 或 (N, C, D, H, W)，收到 {given}。改法："
        "size=image.shape",
    ),
    "layer.affine_theta": (
        "Expected a batch of affine matrices of shape Nx{axes}x{more} for size {size}, positive in every "
        "axis. Got {given}. Fix: theta.reshape(-1, {axes}, {more})",
        "size 为 {size}（各维为正）时应给出一批 Nx{axes}x{more} 的仿射矩阵，收到的形状是 {given}。改法："
        "theta.reshape(-1, {axes}, {more})",
    ),
    "layer.grid_corners": (
        "Default {name} behavior has changed to align_corners=False since 1.3.0. Please specify "
        "align_corners=True if the old behavior is desired.",
        "{name} 从 1.3.0 起默认 align_corners=False。需要旧的行为请写 align_corners=True。",
    ),
    "layer.grid_word": (
        "nn.functional.grid_sample(): expected {name} to be one of {known}, but got {given!r}. Fix: leave "
        "{name} out",
        "grid_sample：{name} 只能是 {known} 之一，收到 {given!r}。改法：不写 {name}",
    ),
    "layer.grid_shapes": (
        "grid_sample(): expected input [N, C, H, W] and grid [N, h, w, 2], or [N, C, D, H, W] and [N, d, "
        "h, w, 3] (not with mode='bicubic'), of one batch size; the shapes are {a} and {b}, "
        "mode={mode!r}. Fix: print(input.shape, grid.shape)",
        "grid_sample：输入应是 [N, C, H, W] 而 grid 是 [N, h, w, 2]，或 [N, C, D, H, W] 与 [N, d, h, w, 3]"
        "（mode='bicubic' 除外），批量相同；收到的形状是 {a} 与 {b}，mode={mode!r}。改法："
        "print(input.shape, grid.shape)",
    ),
    "layer.grid_type": (
        "grid_sample(): expected input and grid to have same dtype, but input has {a} and grid has {b}. "
        "Fix: grid.to(input.dtype)",
        "grid_sample：输入与 grid 的类型必须相同，收到 {a} 与 {b}。改法：grid.to(input.dtype)",
    ),
}
