"""
The text of a file, read in a process of its own.

Files come from outside and may be broken, huge or made to harm: `runner` starts a child with limits of time, memory and
output, the child (`child`) reads the file and answers with its text. Nothing here knows Django.
"""
