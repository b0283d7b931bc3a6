"""How elements of a tensor are found, picked and written to at places."""

from __future__ import annotations

from tidu.tensor import indexing, picking, scattering, searching
from tidu.tensor.handle import Handle


class Picks(Handle):
    """How elements of a tensor are found, picked and written to at places."""

    __getitem__, __setitem__ = indexing.getitem, indexing.setitem
    index_select, masked_select, take = picking.index_select, picking.masked_select, picking.take
    gather, take_along_dim = picking.gather, picking.take_along_dim
    nonzero, argwhere, nonzero_static = picking.nonzero, picking.argwhere, picking.nonzero_static
    scatter, scatter_add = scattering.scatter, scattering.scatter_add
    scatter_reduce = scattering.scatter_reduce
    index_add, index_copy, index_fill = scattering.index_add, scattering.index_copy, scattering.index_fill
    index_put, index_reduce = scattering.index_put, scattering.index_reduce
    masked_scatter, put = scattering.masked_scatter, scattering.put
    unique, unique_consecutive = searching.unique, searching.unique_consecutive
