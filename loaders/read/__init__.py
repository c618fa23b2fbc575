"""Readers: bytes of a file to the one canonical `Text`."""
