"""The Tensor's methods by kind; `tidu.tensor.tensor` puts them together."""
