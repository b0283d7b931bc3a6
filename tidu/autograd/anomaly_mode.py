"""The search for NaN under PyTorch's name for the module: `torch.autograd.anomaly_mode`."""

from tidu.core.refused import refusing
from tidu.tensor.anomaly import detect_anomaly, set_detect_anomaly

__all__ = ["detect_anomaly", "set_detect_anomaly"]
__getattr__ = refusing("torch.autograd.anomaly_mode", __all__)
