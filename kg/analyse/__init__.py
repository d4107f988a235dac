"""What can be computed from a finished graph: the graph as plain records, parts of it, and measures on it."""
