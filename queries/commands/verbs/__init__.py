"""Verbs of the command line, declared in groups; cli.py adds them."""
