"""The knowledge graph: linking, IRIs, named graphs, the store and its generations."""
