"""Sentences of images: transforms and datasets."""

SENTENCES: dict[str, tuple[str, str]] = {
    "vision.pillow": (
        "Images need Pillow, which is not installed. Fix: pip install pillow",
        "处理图像需要 Pillow，而它没有安装。改法：pip install pillow",
    ),
    "vision.no_image": (
        "{name}: pic should be a PIL Image, a tensor or an ndarray, not {given}. Fix: PIL.Image.open(path)",
        "{name}：需要 PIL 图像、张量或 ndarray，收到的是 {given}。改法：PIL.Image.open(path)",
    ),
    "vision.no_pillow_image": (
        "{name}: pic should be a PIL Image, not {given}. Fix: PIL.Image.open(path)",
        "{name}：需要 PIL 图像，收到的是 {given}。改法：PIL.Image.open(path)",
    ),
    "vision.no_array": (
        "to_pil_image: pic should be a tensor or an ndarray, not {given}. Fix: transforms.ToTensor()(image)",
        "to_pil_image：需要张量或 ndarray，收到的是 {given}。改法：transforms.ToTensor()(image)",
    ),
    "vision.no_tensor": (
        "{name} works on tensors, and got {given}. Fix: transforms.ToTensor() before it",
        "{name} 只用于张量，收到的是 {given}。改法：在它之前加 transforms.ToTensor()",
    ),
    "vision.whole": (
        "{name}: the input tensor should be a float tensor, and is {given}. "
        "Fix: transforms.ConvertImageDtype(torch.float32) before it",
        "{name}：需要浮点张量，而它是 {given}。改法：在它之前加 transforms.ConvertImageDtype(torch.float32)",
    ),
    "vision.few_dimensions": (
        "{name}: expected a tensor image of size (..., C, H, W), and got {shape}. Fix: x.unsqueeze(0)",
        "{name}：需要形状为 (..., C, H, W) 的图像张量，收到的是 {shape}。改法：x.unsqueeze(0)",
    ),
    "vision.zero_std": (
        "std evaluated to zero, leading to division by zero: std is {std}. Fix: the standard deviation of "
        "each channel, or 1.0",
        "std 为零会导致除以零：std 是 {std}。改法：给出每个通道的标准差，或 1.0",
    ),
    "vision.array_dimensions": (
        "to_tensor: pic should be 2/3 dimensional, (H, W) or (H, W, C). Got {count} dimensions. "
        "Fix: array[0]",
        "to_tensor：数组应是二维 (H, W) 或三维 (H, W, C)，收到的是 {count} 维。改法：array[0]",
    ),
    "vision.dimensions": (
        "to_pil_image: pic should be 2/3 dimensional, (H, W) or (C, H, W). Got {count} dimensions. Fix: x[0]",
        "to_pil_image：张量应是二维 (H, W) 或三维 (C, H, W)，收到的是 {count} 维。改法：x[0]",
    ),
    "vision.no_mode": (
        "An image of {channels} channels of {kind} has no mode in Pillow. "
        "Fix: 1, 3 or 4 channels of bytes, or one of float32",
        "Pillow 没有 {channels} 个 {kind} 通道的图像。改法：用 1、3 或 4 个字节通道，或一个 float32 通道",
    ),
    "vision.lossy": (
        "The cast from {given} to {wanted} cannot be performed safely. Fix: torch.float64, or torch.uint8",
        "从 {given} 转换为 {wanted} 会丢失精度。改法：torch.float64 或 torch.uint8",
    ),
    "vision.mode": (
        "A tensor is resized by nearest, nearest-exact, bilinear or bicubic, not {mode}. "
        "Fix: InterpolationMode.BILINEAR, or resize the image before ToTensor",
        "张量的缩放只支持 nearest、nearest-exact、bilinear 和 bicubic，不支持 {mode}。"
        "改法：InterpolationMode.BILINEAR，或在 ToTensor 之前缩放图像",
    ),
    "vision.size": (
        "{name}: the size is one number or two, not {given}. Fix: {name}((32, 32))",
        "{name}：大小应是一个或两个数，收到的是 {given}。改法：{name}((32, 32))",
    ),
    "vision.max_size": (
        "max_size = {most} must be strictly greater than the requested size for the smaller edge, {size}. "
        "Fix: max_size={size} + 1 or more, or leave it out",
        "max_size = {most} 必须大于短边的目标大小 {size}。改法：max_size 至少为 {size} + 1，或去掉它",
    ),
    "vision.crop_size": (
        "Required crop size {wanted} is larger than input image size {given}. "
        "Fix: pad_if_needed=True, or Resize before it",
        "裁剪大小 {wanted} 大于图像大小 {given}。改法：pad_if_needed=True，或先 Resize",
    ),
    "vision.padding": (
        "Padding is one number, or a sequence of 1, 2, or 4 elements, not {given}. Fix: padding=4",
        "padding 应是一个数，或 1、2、4 个数的序列，收到的是 {given}。改法：padding=4",
    ),
    "vision.padding_mode": (
        "The padding mode is constant, edge, reflect or symmetric, not {given}. Fix: padding_mode='edge'",
        "padding_mode 应是 constant、edge、reflect 或 symmetric，收到的是 {given}。改法：padding_mode='edge'",
    ),
    "vision.padding_wide": (
        "A frame of {most} pixels cannot mirror an image of {length}. Fix: padding_mode='edge'",
        "宽 {most} 像素的边框无法由 {length} 像素的图像镜像得到。改法：padding_mode='edge'",
    ),
    "vision.rotate": (
        "rotate turns PIL Images, not tensors. Fix: the transform before ToTensor()",
        "rotate 用于 PIL 图像，不用于张量。改法：把它放在 ToTensor() 之前",
    ),
    "vision.hue_tensor": (
        "adjust_hue changes PIL Images, not tensors. Fix: the transform before ToTensor()",
        "adjust_hue 用于 PIL 图像，不用于张量。改法：把它放在 ToTensor() 之前",
    ),
    "vision.hue": (
        "hue_factor ({given}) is not in [-0.5, 0.5]. Fix: a share of the circle, such as 0.1",
        "hue_factor（{given}）不在 [-0.5, 0.5] 内。改法：用色环的一部分，例如 0.1",
    ),
    "vision.factor": (
        "The factor ({given}) is not non-negative. Fix: 0 for none, 1 for as it is, 2 for twice",
        "系数（{given}）不能是负数。改法：0 表示全无，1 表示不变，2 表示加倍",
    ),
    "vision.grey_channels": (
        "num_output_channels should be either 1 or 3, not {given}. Fix: Grayscale(3)",
        "num_output_channels 应是 1 或 3，收到的是 {given}。改法：Grayscale(3)",
    ),
    "vision.jitter_negative": (
        "If {name} is a single number, it must be non negative, not {given}. Fix: {name}=0.1",
        "{name} 为单个数时不能是负数，收到的是 {given}。改法：{name}=0.1",
    ),
    "vision.jitter_form": (
        "{name} should be a single number or two, not {given}. Fix: {name}=0.1",
        "{name} 应是一个或两个数，收到的是 {given}。改法：{name}=0.1",
    ),
    "vision.jitter_range": (
        "{name} values should be between {low} and {high}, the smaller first, not {given}. Fix: {name}=0.1",
        "{name} 的值应在 {low} 与 {high} 之间，且小的在前，收到的是 {given}。改法：{name}=0.1",
    ),
    "vision.degrees": (
        "If degrees is a single number, it must be positive, not {given}. Fix: RandomRotation(10)",
        "degrees 为单个数时必须是正数，收到的是 {given}。改法：RandomRotation(10)",
    ),
    "vision.erase_value": (
        "If value is text, it should be 'random', not {given!r}. Fix: value='random'",
        "value 为文本时只能是 'random'，收到的是 {given!r}。改法：value='random'",
    ),
    "vision.no_function": (
        "Argument lambd should be callable, and is {given}. Fix: Lambda(lambda image: image)",
        "参数 lambd 应可以调用，而它是 {given}。改法：Lambda(lambda image: image)",
    ),
    "vision.value_range": (
        "value_range has to be a tuple (min, max), not {given}. Fix: value_range=(-1, 1)",
        "value_range 应是元组 (min, max)，收到的是 {given}。改法：value_range=(-1, 1)",
    ),
    "vision.transforms": (
        "Only transforms or transform/target_transform can be passed as argument. Fix: leave transforms out",
        "transforms 与 transform/target_transform 只能给一种。改法：去掉 transforms",
    ),
    "vision.no_length": (
        "{name} does not say how many images it has. Fix: def __len__(self): return ...",
        "{name} 没有说明它有多少图像。改法：def __len__(self): return ...",
    ),
    "vision.missing_files": (
        "{dataset} was not found: Tidu downloads nothing. Fix: get {files} (and its companions) from {home} "
        "and put it into the folder {folder}",
        "找不到 {dataset}：Tidu 不下载任何东西。"
        "改法：从 {home} 取得 {files}（及配套文件），放进文件夹 {folder}",
    ),
    "vision.idx": (
        "{name} is no sound idx file: {why}. Fix: get it again from where it came from",
        "{name} 不是完好的 idx 文件：{why}。改法：重新取得该文件",
    ),
    "vision.no_folders": (
        "Couldn't find any class folder in {folder}. Fix: one folder a class, such as {folder}/cat/1.png",
        "在 {folder} 中没有找到任何类别文件夹。改法：每个类别一个文件夹，例如 {folder}/cat/1.png",
    ),
    "vision.empty_folders": (
        "Found no valid file for the classes {names}. Supported extensions are: {ends}. "
        "Fix: allow_empty=True",
        "类别 {names} 没有有效文件。支持的扩展名：{ends}。改法：allow_empty=True",
    ),
    "vision.folder_filter": (
        "Either extensions or is_valid_file is given, and not both. Fix: extensions=('.png',)",
        "extensions 与 is_valid_file 必须给且只给一个。改法：extensions=('.png',)",
    ),
}
