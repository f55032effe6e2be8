"""Numbers for the office: who talks, how soon answers come, what became knowledge."""
