"""A network that holds everything a module can hold."""

from __future__ import annotations

from typing import Any


def network(library: Any) -> Any:
    """The same nested network in either library, with everything a module can hold."""
    nn = library.nn

    class Block(nn.Module):
        def __init__(self, width: int):
            super().__init__()
            self.first = nn.Linear(width, 2)
            self.scale = nn.Parameter(library.ones(2))
            self.register_buffer("seen", library.zeros(2))
            self.register_buffer("hidden", library.ones(1), persistent=False)
            self.register_parameter("nothing", None)
            self.act = nn.ReLU()

        def forward(self, x):
            return self.act(self.first(x)) * self.scale

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.name = "net"
            self.blocks = nn.ModuleList([Block(3), Block(2)])
            self.head = nn.Sequential(nn.Linear(2, 1), nn.Identity())
            self.shared = self.head[0]
            self.nothing = None

        def forward(self, x):
            for block in self.blocks:
                x = block(x)
            return self.head(x)

        def extra_repr(self):
            return "one\ntwo"

    library.manual_seed(0)
    return Net()
