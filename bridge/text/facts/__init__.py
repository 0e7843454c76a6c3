"""What a text claims: numbers, dates, quotations, names, links; read so that French and English compare."""
