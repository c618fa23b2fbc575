"""`chidao publish`: the pages of the browser as files that need no server."""
