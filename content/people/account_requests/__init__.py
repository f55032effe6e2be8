"""How people ask for an account: a public form, decided by the office."""
