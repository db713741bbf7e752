"""leadlag: who leads, who lags, and by how much.

Data flows one way; no module knows anything to its right::

    data/*.csv ─► checked tables ─► views ─► queries/*.sql ─► rows ─► Chart ─► page | card | file
                  leadlag.store     queries/model  leadlag.queries  leadlag.figures  leadlag.ui, cards, cli

What the CSVs may hold is declared in `leadlag.contract`; what they leave out is made in `leadlag.store.completion`.
`leadlag.charts` draws any chart by its question, `leadlag.preview` says what another set would change.

Every figure is a *statement*: what one source says about one thing at one time. Nothing derived is stored;
lags, ratios and prices per use are computed in SQL and shown with their arithmetic.
"""
