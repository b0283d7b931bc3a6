"""The machinery of the table: it knows no tensor."""
