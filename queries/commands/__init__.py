"""The bodies of the verbs that ask the graph; cli.py only declares them."""
