-- table:   Every statement with the names, side, date interval and source a reader sees beside it, whatever the reading.
-- uses:    every_statement, spans, places
-- columns: place INTEGER (1 and 2 are the sides compared) | precision, earliest_day, latest_day as in spans
SELECT s.*,
    l.id AS side, l.name AS side_name, l.name_zh AS side_name_zh, l.place,
    o.name AS organization_name, o.name_zh AS organization_name_zh, p.name AS product_name, p.name_zh AS product_name_zh,
    d.precision, d.earliest_day, d.latest_day, d.earliest, d.latest,
    c.title AS source_title, c.title_zh AS source_title_zh, c.publisher, c.publisher_zh, c.url, c.kind AS source_kind
FROM every_statement AS s
JOIN sources AS c ON c.id = s.source
LEFT JOIN organizations AS o ON o.id = s.organization
LEFT JOIN places AS l ON l.id = o.side
LEFT JOIN products AS p ON p.id = s.product
LEFT JOIN spans AS d ON d.id = s.id
