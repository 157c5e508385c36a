"""The fast engine: the rules of shapes/ compiled to look-ups in the index of one plan graph.

pySHACL is the reference. A rule that cannot be compiled, and a rule that meets a value on which the
compiled form does not claim to agree with the reference, goes to pySHACL for that graph; the report counts both.
See docs/decisions/20261121-engines.md.
"""
