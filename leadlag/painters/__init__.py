"""What makes pictures of a drawing: Plotly for the page, which answers the pointer, SVG for all that stands still."""
