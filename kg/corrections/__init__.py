"""Corrections: what people decide about extracted facts, as rows of a CSV file that every build applies again."""
