"""The grammar of Vietnamese administrative documents: `Text` to `Document`s."""
