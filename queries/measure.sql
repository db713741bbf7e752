-- question: How do those of whom one thing is counted compare?
-- params:   measure VARCHAR (an id of measures)
-- columns:  id VARCHAR | measure VARCHAR | kind VARCHAR | period VARCHAR NULL (of a flow)
--           | side VARCHAR | side_rank INTEGER | subject VARCHAR
--           | whole VARCHAR NULL (of a share) | lower DOUBLE NULL (unit) | best DOUBLE NULL (unit)
--           | upper DOUBLE NULL (unit) | qualifier VARCHAR NULL | unit VARCHAR
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
SELECT c.id, o.measure, m.kind, f.period, c.side, c.side_rank, o.subject, o.whole,
    c.lower, c.best, c.upper, c.qualifier, c.unit, c.year, c.month, c.day, c.part
FROM cited AS c
JOIN other_figures AS o ON o.id = c.id AND o.measure = getvariable('measure')
JOIN measures AS m ON m.id = o.measure
LEFT JOIN flows AS f ON f.id = c.id
WHERE c.lower IS NOT NULL OR c.upper IS NOT NULL
ORDER BY c.unit,
    CASE WHEN f.id IS NOT NULL THEN c.latest_day END DESC NULLS LAST,
    CASE WHEN f.id IS NOT NULL THEN c.earliest_day END DESC NULLS LAST,
    COALESCE(c.upper, c.lower) DESC NULLS LAST, c.id
