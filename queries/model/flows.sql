-- table:   Statements of what adds up over a period, such as downloads of a month: the period is part of what they are
--          about.
-- columns: id VARCHAR | period VARCHAR (as precise as it is given)
WITH counted AS (
    SELECT id, metric AS measure, year, month, day, part FROM users
    UNION ALL
    SELECT id, measure, year, month, day, part FROM other_figures
)
SELECT c.id,
    CAST(c.year AS VARCHAR) || COALESCE('-' || CAST(c.month AS VARCHAR), '')
        || COALESCE('-' || CAST(c.day AS VARCHAR), '') || COALESCE(' ' || c.part, '') AS period
FROM counted AS c
JOIN measures AS m ON m.id = c.measure
WHERE m.flow = 'yes' AND c.year IS NOT NULL
