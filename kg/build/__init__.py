"""The build: files in, one new generation of the store out."""
