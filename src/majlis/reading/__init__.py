"""FROM WHERE: raw documents to proposed claims, each anchored to its exact passage.

Nothing here is ever accepted by itself, and no proposed number reaches a model: a person accepts, mends or
rejects every proposal (`majlis review`).
"""
