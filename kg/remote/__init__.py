"""SPARQL 1.1 stores elsewhere: asked (kg.remote.endpoint), filled (.push), their names listed (.names)."""
