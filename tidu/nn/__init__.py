"""`torch.nn`: modules, layers, containers, losses, and how parameters start.

>>> import tidu
>>> tidu.nn.Sequential(tidu.nn.Linear(2, 3), tidu.nn.ReLU())
Sequential(
  (0): Linear(in_features=2, out_features=3, bias=True)
  (1): ReLU()
)
"""

from tidu.core.refused import refusing
from tidu.functional.loss_linear import LinearCrossEntropyOptions
from tidu.nn import attention, functional, init, modules, parallel, utils
from tidu.nn.activation import (
    CELU,
    ELU,
    GELU,
    GLU,
    SELU,
    LogSigmoid,
    Mish,
    Sigmoid,
    SiLU,
    Softplus,
    Softsign,
    Tanh,
    Tanhshrink,
)
from tidu.nn.adaptive import AdaptiveLogSoftmaxWithLoss
from tidu.nn.batchnorm import BatchNorm1d, BatchNorm2d, BatchNorm3d
from tidu.nn.convolution import Conv1d, Conv2d, Conv3d
from tidu.nn.convolution_transposed import ConvTranspose1d, ConvTranspose2d, ConvTranspose3d
from tidu.nn.distance import CosineSimilarity, PairwiseDistance
from tidu.nn.dropout import AlphaDropout, Dropout, Dropout1d, Dropout2d, Dropout3d, FeatureAlphaDropout
from tidu.nn.embedding import Embedding
from tidu.nn.embedding_bag import EmbeddingBag
from tidu.nn.flatten import Flatten, Unflatten
from tidu.nn.fold import Fold, Unfold
from tidu.nn.groupnorm import GroupNorm, LocalResponseNorm, RMSNorm
from tidu.nn.instancenorm import InstanceNorm1d, InstanceNorm2d, InstanceNorm3d
from tidu.nn.layernorm import LayerNorm
from tidu.nn.lazy_convolution import (
    LazyConv1d,
    LazyConv2d,
    LazyConv3d,
    LazyConvTranspose1d,
    LazyConvTranspose2d,
    LazyConvTranspose3d,
)
from tidu.nn.lazy_linear import LazyLinear
from tidu.nn.lazy_norm import (
    LazyBatchNorm1d,
    LazyBatchNorm2d,
    LazyBatchNorm3d,
    LazyInstanceNorm1d,
    LazyInstanceNorm2d,
    LazyInstanceNorm3d,
)
from tidu.nn.linear import Bilinear, Identity, Linear
from tidu.nn.linear import NonDynamicallyQuantizableLinear as NonDynamicallyQuantizableLinear
from tidu.nn.loss_binary import (
    BCELoss,
    BCEWithLogitsLoss,
    HingeEmbeddingLoss,
    MultiLabelSoftMarginLoss,
    SoftMarginLoss,
)
from tidu.nn.loss_class import CrossEntropyLoss, NLLLoss
from tidu.nn.loss_distance import HuberLoss, L1Loss, MSELoss, SmoothL1Loss
from tidu.nn.loss_distribution import GaussianNLLLoss, KLDivLoss, PoissonNLLLoss
from tidu.nn.loss_linear import LinearCrossEntropyLoss
from tidu.nn.loss_margin import (
    CosineEmbeddingLoss,
    MarginRankingLoss,
    MultiLabelMarginLoss,
    MultiMarginLoss,
    TripletMarginLoss,
    TripletMarginWithDistanceLoss,
)
from tidu.nn.loss_sequence import CTCLoss
from tidu.nn.module import Module
from tidu.nn.module_dict import ModuleDict
from tidu.nn.module_list import ModuleList
from tidu.nn.multihead_attention import MultiheadAttention
from tidu.nn.padding import (
    CircularPad1d,
    CircularPad2d,
    CircularPad3d,
    ConstantPad1d,
    ConstantPad2d,
    ConstantPad3d,
    ReflectionPad1d,
    ReflectionPad2d,
    ReflectionPad3d,
    ReplicationPad1d,
    ReplicationPad2d,
    ReplicationPad3d,
    ZeroPad1d,
    ZeroPad2d,
    ZeroPad3d,
)
from tidu.nn.parallel import DataParallel
from tidu.nn.parameter import Buffer, Parameter, UninitializedBuffer, UninitializedParameter
from tidu.nn.parameter_dict import ParameterDict
from tidu.nn.parameter_list import ParameterList
from tidu.nn.pooling import MaxPool1d, MaxPool2d, MaxPool3d, MaxUnpool1d, MaxUnpool2d, MaxUnpool3d
from tidu.nn.pooling_adaptive import (
    AdaptiveAvgPool1d,
    AdaptiveAvgPool2d,
    AdaptiveAvgPool3d,
    AdaptiveMaxPool1d,
    AdaptiveMaxPool2d,
    AdaptiveMaxPool3d,
)
from tidu.nn.pooling_average import AvgPool1d, AvgPool2d, AvgPool3d, LPPool1d, LPPool2d, LPPool3d
from tidu.nn.pooling_fractional import FractionalMaxPool2d, FractionalMaxPool3d
from tidu.nn.rectify import (
    Hardshrink,
    Hardsigmoid,
    Hardswish,
    Hardtanh,
    LeakyReLU,
    PReLU,
    ReLU,
    ReLU6,
    RReLU,
    Softshrink,
    Threshold,
)
from tidu.nn.recurrent import GRU, LSTM, RNN
from tidu.nn.recurrent_base import RNNBase
from tidu.nn.recurrent_cells import GRUCell, LSTMCell, RNNCell, RNNCellBase
from tidu.nn.sequential import Sequential
from tidu.nn.shuffle import ChannelShuffle, PixelShuffle, PixelUnshuffle
from tidu.nn.softmax import LogSoftmax, Softmax, Softmax2d, Softmin
from tidu.nn.transformer import Transformer, TransformerDecoder, TransformerEncoder
from tidu.nn.transformer_layers import TransformerDecoderLayer, TransformerEncoderLayer
from tidu.nn.upsample import Upsample, UpsamplingBilinear2d, UpsamplingNearest2d

__all__ = [
    "CELU",
    "ELU",
    "GELU",
    "GLU",
    "GRU",
    "LSTM",
    "RNN",
    "SELU",
    "AdaptiveAvgPool1d",
    "AdaptiveAvgPool2d",
    "AdaptiveAvgPool3d",
    "AdaptiveLogSoftmaxWithLoss",
    "AdaptiveMaxPool1d",
    "AdaptiveMaxPool2d",
    "AdaptiveMaxPool3d",
    "AlphaDropout",
    "AvgPool1d",
    "AvgPool2d",
    "AvgPool3d",
    "BCELoss",
    "BCEWithLogitsLoss",
    "BatchNorm1d",
    "BatchNorm2d",
    "BatchNorm3d",
    "Bilinear",
    "Buffer",
    "CTCLoss",
    "ChannelShuffle",
    "CircularPad1d",
    "CircularPad2d",
    "CircularPad3d",
    "ConstantPad1d",
    "ConstantPad2d",
    "ConstantPad3d",
    "Conv1d",
    "Conv2d",
    "Conv3d",
    "ConvTranspose1d",
    "ConvTranspose2d",
    "ConvTranspose3d",
    "CosineEmbeddingLoss",
    "CosineSimilarity",
    "CrossEntropyLoss",
    "DataParallel",
    "Dropout",
    "Dropout1d",
    "Dropout2d",
    "Dropout3d",
    "Embedding",
    "EmbeddingBag",
    "FeatureAlphaDropout",
    "Flatten",
    "Fold",
    "FractionalMaxPool2d",
    "FractionalMaxPool3d",
    "GRUCell",
    "GaussianNLLLoss",
    "GroupNorm",
    "Hardshrink",
    "Hardsigmoid",
    "Hardswish",
    "Hardtanh",
    "HingeEmbeddingLoss",
    "HuberLoss",
    "Identity",
    "InstanceNorm1d",
    "InstanceNorm2d",
    "InstanceNorm3d",
    "KLDivLoss",
    "L1Loss",
    "LPPool1d",
    "LPPool2d",
    "LPPool3d",
    "LSTMCell",
    "LayerNorm",
    "LazyBatchNorm1d",
    "LazyBatchNorm2d",
    "LazyBatchNorm3d",
    "LazyConv1d",
    "LazyConv2d",
    "LazyConv3d",
    "LazyConvTranspose1d",
    "LazyConvTranspose2d",
    "LazyConvTranspose3d",
    "LazyInstanceNorm1d",
    "LazyInstanceNorm2d",
    "LazyInstanceNorm3d",
    "LazyLinear",
    "LeakyReLU",
    "Linear",
    "LinearCrossEntropyLoss",
    "LinearCrossEntropyOptions",
    "LocalResponseNorm",
    "LogSigmoid",
    "LogSoftmax",
    "MSELoss",
    "MarginRankingLoss",
    "MaxPool1d",
    "MaxPool2d",
    "MaxPool3d",
    "MaxUnpool1d",
    "MaxUnpool2d",
    "MaxUnpool3d",
    "Mish",
    "Module",
    "ModuleDict",
    "ModuleList",
    "MultiLabelMarginLoss",
    "MultiLabelSoftMarginLoss",
    "MultiMarginLoss",
    "MultiheadAttention",
    "NLLLoss",
    "PReLU",
    "PairwiseDistance",
    "Parameter",
    "ParameterDict",
    "ParameterList",
    "PixelShuffle",
    "PixelUnshuffle",
    "PoissonNLLLoss",
    "RMSNorm",
    "RNNBase",
    "RNNCell",
    "RNNCellBase",
    "RReLU",
    "ReLU",
    "ReLU6",
    "ReflectionPad1d",
    "ReflectionPad2d",
    "ReflectionPad3d",
    "ReplicationPad1d",
    "ReplicationPad2d",
    "ReplicationPad3d",
    "Sequential",
    "SiLU",
    "Sigmoid",
    "SmoothL1Loss",
    "SoftMarginLoss",
    "Softmax",
    "Softmax2d",
    "Softmin",
    "Softplus",
    "Softshrink",
    "Softsign",
    "Tanh",
    "Tanhshrink",
    "Threshold",
    "Transformer",
    "TransformerDecoder",
    "TransformerDecoderLayer",
    "TransformerEncoder",
    "TransformerEncoderLayer",
    "TripletMarginLoss",
    "TripletMarginWithDistanceLoss",
    "Unflatten",
    "Unfold",
    "UninitializedBuffer",
    "UninitializedParameter",
    "Upsample",
    "UpsamplingBilinear2d",
    "UpsamplingNearest2d",
    "ZeroPad1d",
    "ZeroPad2d",
    "ZeroPad3d",
    "attention",
    "functional",
    "init",
    "modules",
    "parallel",
    "utils",
]  # fmt: skip

__getattr__ = refusing("torch.nn", globals())
