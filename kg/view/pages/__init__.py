"""Pages to read, beside the graph to explore: an article, an entity, the corpus, posts over time, changes.

Each renderer is a pure function from plain records to a :class:`kg.view.pages.frame.Page`; a static folder and the
server use the same ones and differ only in where links lead (:class:`kg.view.pages.frame.Links`).
"""
