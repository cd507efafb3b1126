"""The document engine: one content model, rendered as HTML, PDF (Typst) and Word.

It knows no Django, no database and no clock: whatever is to be printed, dates included, is
handed to it. Start at `content` (the blocks of a paper) and `pack` (a bound set of papers).
"""
