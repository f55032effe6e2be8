"""Search by meaning: vectors of what can be found, kept in the database and asked from a file that processes share."""
