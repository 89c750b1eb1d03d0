"""Values to quads, one file per concept. `names.py` is the only place that mints IRIs."""
