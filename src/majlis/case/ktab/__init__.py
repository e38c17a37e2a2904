"""Files of KTAB, the KAPSARC Toolkit for Behavioral Analysis: read as cases and written from them."""
