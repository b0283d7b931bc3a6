"""A module's layers as a table: what each gives back, holds, costs and keeps."""
