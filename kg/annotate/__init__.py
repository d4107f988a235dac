"""From articles to parsed blocks with their entities: text, words, names, types, anaphora, numbers and dates."""
