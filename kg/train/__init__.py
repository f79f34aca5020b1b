"""How the shipped English model is made from public treebanks: read, train, export, evaluate. Needs the
extra `train`.
"""
