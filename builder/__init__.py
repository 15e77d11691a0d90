"""Build the notebooks of the workbook from the chapter sources, and check both.

See README.md in this folder. Students never import this package.
"""
