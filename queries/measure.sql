-- question: How do those of whom one thing is counted compare?
-- params:   measure VARCHAR (an id of measures)
-- columns:  id VARCHAR | measure VARCHAR | kind VARCHAR | period VARCHAR NULL (of a flow)
--           | side VARCHAR | side_rank INTEGER | subject VARCHAR
--           | whole VARCHAR NULL (of a share) | lower DOUBLE NULL (unit) | best DOUBLE NULL (unit)
--           | upper DOUBLE NULL (unit) | qualifier VARCHAR NULL | unit VARCHAR
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
WITH counted AS (
    SELECT c.id, o.measure, m.kind, f.period, c.side, c.side_rank, o.subject, o.whole,
        c.lower, c.best, c.upper, c.qualifier, c.unit, c.year, c.month, c.day, c.part,
        CASE WHEN f.period IS NOT NULL THEN c.earliest_day END AS period_start,
        CASE WHEN f.period IS NOT NULL THEN c.latest_day END AS period_end
    FROM sided_statements AS c
    JOIN other_figures AS o ON o.id = c.id AND o.measure = getvariable('measure')
    JOIN measures AS m ON m.id = o.measure
    LEFT JOIN flows AS f ON f.id = c.id
    WHERE c.lower IS NOT NULL OR c.upper IS NOT NULL
)
SELECT id, measure, kind, period, side, side_rank, subject, whole, lower, best, upper, qualifier, unit,
    year, month, day, part
FROM counted
ORDER BY unit, period_end DESC NULLS LAST, period_start DESC NULLS LAST, COALESCE(upper, lower) DESC NULLS LAST, id
