"""Whether a graph keeps the rules of the model: SHACL shapes on small pieces of it, HermiT on the ontology."""
