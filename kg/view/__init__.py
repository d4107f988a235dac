"""A graph as one self-contained HTML page: nothing is fetched, nothing of the data is ever run."""
