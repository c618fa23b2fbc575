"""Letters and words: folding for comparison, patterns kept as data, offsets."""
