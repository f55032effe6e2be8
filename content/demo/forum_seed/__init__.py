"""A forum of any size out of the sentences of the sample district: for load tests and benches, never for an office."""
