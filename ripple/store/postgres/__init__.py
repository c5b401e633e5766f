"""The log in a PostgreSQL database, for many processes; imported only where it is asked for."""
