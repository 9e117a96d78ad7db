"""The verbs of the product; the only floor that combines rooms."""
