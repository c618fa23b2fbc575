"""Documents and identities as RDF: pyoxigraph terms, one named graph for each kind of knowledge (docs/model.md)."""
