"""Tell: a run as one HTML file that needs nothing else, reads on a phone, in the dark and on paper."""
