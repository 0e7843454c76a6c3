"""Yoast's own analysis (the npm package ``yoastseo``), run in a Node process."""
