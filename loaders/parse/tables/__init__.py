"""Tables of data: what their rows and columns are, the provisions and the facts they hold."""
