"""The OWL ontology, vocabularies and the registry of places and agencies: data, with a tiny loader."""
