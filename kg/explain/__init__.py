"""Shows how an article was read: mentions, candidates, claims, and why a sentence gave nothing."""
