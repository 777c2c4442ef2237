"""What a request costs: CPU of server and PostgreSQL, statements, latency, and the floor under it."""
