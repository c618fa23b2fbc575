"""The graph on disk: generations that are written aside, made durable and switched to by one rename."""
