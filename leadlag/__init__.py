"""leadlag: who leads, who lags, and by how much.

Data flows one way; no module knows anything to its right::

    data/*.csv ─► checked tables ─► queries/model ─► queries/*.sql ─► typed rows ─► Chart ─► page | card | file
                  leadlag.store                     leadlag.queries  leadlag.rows  .figures  .ui   .cards .cli

What the CSVs may hold is declared in `leadlag.contract`; what they leave out is made in `leadlag.store.completion`.
Each file of `leadlag.charts` that draws a chart declares it; the package draws any of them by its question,
`leadlag.preview` says what another set would change. SQL answers in ids and numbers, and `leadlag.names.Names` says
what they are called.

Every figure is a *statement*: what one source says about one thing at one time. Nothing derived is stored;
lags, ratios and prices per use are computed in SQL and shown with their arithmetic.
"""
