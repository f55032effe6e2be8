"""How people get an account: the office invites them, singly or by a list of staff."""
