"""The graph explorer's data: things and the relations between them, each answer bounded and built on the catalogue."""
