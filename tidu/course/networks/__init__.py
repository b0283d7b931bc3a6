"""Four networks that made depth famous, each a file, made of the layers of `tidu.nn`."""

from tidu.course.networks.alexnet import AlexNet
from tidu.course.networks.googlenet import GoogLeNet
from tidu.course.networks.kit import Kit
from tidu.course.networks.measure import Shape, measure
from tidu.course.networks.resnet import ResNet152
from tidu.course.networks.vgg import VGG19

__all__ = ["VGG19", "AlexNet", "GoogLeNet", "Kit", "ResNet152", "Shape", "measure"]
