"""How a tensor is looked at, cut and joined, and its places picked."""

from __future__ import annotations

from tidu.tensor import indexing, joining, movement, picking
from tidu.tensor.handle import Handle


class Shapes(Handle):
    """How a tensor is looked at, cut and joined, and its places picked."""

    T, mT = property(movement.reversed_axes), property(movement.matrix_transpose)
    reshape, view, view_as = movement.reshape, movement.view, movement.view_as
    flatten, unflatten, ravel = movement.flatten, movement.unflatten, movement.ravel
    squeeze, unsqueeze = movement.squeeze, movement.unsqueeze
    permute, transpose, t, movedim = movement.permute, movement.transpose, movement.t, movement.movedim
    expand, expand_as = movement.expand, movement.expand_as
    broadcast_to, repeat, tile = movement.broadcast_to, movement.repeat, movement.tile
    flip, narrow, select = movement.flip, movement.narrow, movement.select
    split, chunk, unbind = joining.split, joining.chunk, joining.unbind
    swapaxes, swapdims = transpose, transpose
    clone, contiguous = movement.clone, movement.contiguous

    __getitem__, __setitem__ = indexing.getitem, indexing.setitem
    index_select, masked_select = picking.index_select, picking.masked_select
    take, nonzero = picking.take, picking.nonzero

    gather = picking.gather
