"""Which cells of a table are hidden so that none of them can be worked out from the rest.

A table with its totals is a flow that goes round: a cell carries its count from its row to its column, totals carry it
back. Whatever an attacker can still believe is a flow with the same shown cells, so how far a hidden cell can vary is a
question of how much can be sent round through hidden cells alone. That is exact; no list of lines to look at would be.

What must never happen here: a hidden cell (or any group of cells) that the attacker knows to within less than the
threshold. It follows that no sum of hidden cells smaller than the threshold can be known either.
"""

import heapq
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from solidground.core.counting.table import Cell

_Node: TypeAlias = tuple[str, int]


class Grid(NamedTuple):
    """Counts with totals, the least that each may be (what an earlier release already told), and the shape."""

    counts: Mapping[Cell, int]
    floor: Mapping[Cell, int]
    last_row: int
    last_column: int


class _Edge(NamedTuple):
    tail: _Node
    head: _Node
    cell: Cell


def hide(grid: Grid, first: frozenset[Cell], threshold: int) -> frozenset[Cell]:
    """Return ``first`` and as few more cells as a cheap search finds, so that each varies by the threshold or more.

    Each pass gives one cell a way round that it did not have, over totals at the worst; so the passes end.
    """
    hidden = first
    while exposed := next((cell for cell in sorted(hidden) if varies(grid, hidden, cell, threshold) < threshold), None):
        hidden |= _cover(grid, hidden, exposed, threshold)
    return hidden


def varies(grid: Grid, hidden: frozenset[Cell], cell: Cell, enough: int) -> int:
    """Return by how much a hidden cell can vary for one who sees the rest, counted up to ``enough``."""
    edge = _edge(grid, cell)
    others = [_edge(grid, other) for other in sorted(hidden - {cell})]
    up = _flow(grid, others, edge.head, edge.tail, enough)
    down = _flow(grid, others, edge.tail, edge.head, min(enough, _room(grid, cell)))
    return up + down


def _edge(grid: Grid, cell: Cell) -> _Edge:
    """Return the way a cell carries its count: row to column, and back through the totals."""
    row, column = ("row", cell[0]), ("column", cell[1])
    back = (cell[0] == grid.last_row) != (cell[1] == grid.last_column)
    return _Edge(column, row, cell) if back else _Edge(row, column, cell)


def _room(grid: Grid, cell: Cell) -> int:
    """Return by how much a count can be smaller for one who knows its floor."""
    return grid.counts[cell] - grid.floor[cell]


def _flow(grid: Grid, edges: list[_Edge], source: _Node, sink: _Node, enough: int) -> int:
    """Return how much can be sent from source to sink through hidden cells, up to ``enough``."""
    added = {edge.cell: 0 for edge in edges}
    sent = 0
    while sent < enough:
        path = _path(grid, edges, added, source, sink)
        if not path:
            break
        step = min(
            [enough - sent, *(_room(grid, cell) + added[cell] for cell, forward in path if not forward)],
        )
        for cell, forward in path:
            added[cell] += step if forward else -step
        sent += step
    return sent


def _path(
    grid: Grid, edges: list[_Edge], added: Mapping[Cell, int], source: _Node, sink: _Node
) -> list[tuple[Cell, bool]]:
    """Return the shortest way with room left, as cells with their direction; empty where there is none."""
    came: dict[_Node, list[tuple[Cell, bool]]] = {source: []}
    queue = [source]
    for node in queue:
        for tail, head, cell in edges:
            if tail == node and head not in came:
                came[head] = [*came[node], (cell, True)]
                queue.append(head)
            if head == node and tail not in came and _room(grid, cell) + added[cell] > 0:
                came[tail] = [*came[node], (cell, False)]
                queue.append(tail)
    return came.get(sink, [])


def _cover(grid: Grid, hidden: frozenset[Cell], exposed: Cell, threshold: int) -> frozenset[Cell]:
    """Return the cells of the cheapest way round by which an exposed cell can grow by the threshold.

    Empty cells are not used, since a reader may know that nothing can be there; totals cost more than anything else.
    """
    edges = [_edge(grid, cell) for cell in sorted(grid.counts) if cell != exposed]
    price = {edge.cell: 0 if edge.cell in hidden else _price(grid, edge.cell) for edge in edges}
    aim = _edge(grid, exposed)
    heap: list[tuple[int, _Node, frozenset[Cell]]] = [(0, aim.head, frozenset())]
    done: set[_Node] = set()
    while True:
        cost, node, used = heapq.heappop(heap)
        if node == aim.tail:
            return used
        done.add(node)
        for tail, head, cell in edges:
            if tail == node and head not in done and (cell in hidden or grid.counts[cell] > 0):
                heapq.heappush(heap, (cost + price[cell], head, used | {cell}))
            if head == node and tail not in done and _room(grid, cell) >= threshold:
                heapq.heappush(heap, (cost + price[cell], tail, used | {cell}))


def _price(grid: Grid, cell: Cell) -> int:
    """Return what is lost by hiding a cell: its count, and for a total more than the whole table."""
    is_total = cell[0] == grid.last_row or cell[1] == grid.last_column
    return 1 + grid.counts[cell] + is_total * 2 * (1 + grid.counts[grid.last_row, grid.last_column])
