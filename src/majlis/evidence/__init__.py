"""Why: the texts of documents, the passages that claims cite, and the grades of sources and claims."""
