"""The server: the SPARQL endpoint, the catalogue as data, and what describes them."""
