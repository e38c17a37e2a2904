"""A case in motion: assembled, drawn, warmed up along its history, and run week by week."""
