"""Formats of documents: for each, the text in its bytes and what the file says of itself.

Nothing here knows the name of a file, opens one or reaches a network: bytes go in.
"""
