"""The bodies of the verbs that make or write: build, extract, export."""
