"""The graph, or a part of it, in forms that other programs read."""
