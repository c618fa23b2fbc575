"""Bytes in, model out: readers of file formats and the grammar of Vietnamese administrative documents."""
