"""Reads of the forums. What a viewer may not see is left out here, and nowhere else."""
