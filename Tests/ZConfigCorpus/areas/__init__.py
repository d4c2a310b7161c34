"""The cases, by area of the language."""
