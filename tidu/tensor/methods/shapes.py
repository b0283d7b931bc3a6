"""How a tensor is looked at, cut, turned and joined."""

from __future__ import annotations

from tidu.tensor import joining, movement, stacking, turning, views
from tidu.tensor.handle import Handle


class Shapes(Handle):
    """How a tensor is looked at, cut, turned and joined."""

    T, mT = property(movement.reversed_axes), property(movement.matrix_transpose)
    H, mH, adjoint = property(turning.conjugate_transpose), property(turning.adjoint), turning.adjoint
    reshape, view, view_as = movement.reshape, turning.view, movement.view_as
    reshape_as, flatten, unflatten, ravel = (
        turning.reshape_as, movement.flatten, movement.unflatten, movement.ravel,
    )  # fmt: skip
    squeeze, unsqueeze = movement.squeeze, movement.unsqueeze
    permute, transpose, t, movedim = movement.permute, movement.transpose, movement.t, movement.movedim
    moveaxis, swapaxes, swapdims = movedim, turning.swapaxes, transpose
    expand, expand_as, sum_to_size = movement.expand, movement.expand_as, turning.sum_to_size
    broadcast_to, repeat, tile = movement.broadcast_to, movement.repeat, movement.tile
    repeat_interleave = turning.repeat_interleave
    flip, fliplr, flipud, roll, rot90 = (
        movement.flip, turning.fliplr, turning.flipud, turning.roll, turning.rot90,
    )  # fmt: skip
    clone, contiguous = movement.clone, movement.contiguous

    narrow, narrow_copy, select = movement.narrow, movement.narrow_copy, movement.select
    split, chunk, unbind = joining.split_itself, joining.chunk, joining.unbind
    split_with_sizes, tensor_split = joining.split_with_sizes, stacking.tensor_split
    hsplit, vsplit, dsplit = stacking.hsplit, stacking.vsplit, stacking.dsplit

    as_strided, unfold, storage_offset = views.as_strided, views.unfold, views.storage_offset
    diagonal, diag, diag_embed, diagflat = views.diagonal, views.diag, views.diag_embed, views.diagflat
    select_scatter, slice_scatter = views.select_scatter, views.slice_scatter
    diagonal_scatter, as_strided_scatter = views.diagonal_scatter, views.as_strided_scatter

    transpose_, t_ = turning.transpose_, turning.t_
    swapaxes_, swapdims_ = transpose_, transpose_
    as_strided_, fill_diagonal_ = turning.as_strided_, views.fill_diagonal_
    resize_, resize_as_, set_ = turning.resize_, turning.resize_as_, turning.set_
