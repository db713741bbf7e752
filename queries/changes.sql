-- question: How many of the article's figures does the reading give differently, and how many does it add?
-- params:
-- columns:  table_name VARCHAR | told BIGINT (things the article gives a figure for; of gaps, pairs with dates)
--           | differing BIGINT (of these) | added BIGINT (things only the reading has a figure for)
WITH said AS (
    SELECT r.reading, s.table_name, s.thing, s.lower, s.upper, d.earliest_day AS first_day, d.latest_day AS last_day
    FROM readings AS r
    JOIN every_statement AS s ON s.id = r.id
    LEFT JOIN spans AS d ON d.id = s.id
    WHERE s.table_name <> 'gaps'
    UNION ALL
    SELECT l.reading, s.table_name, s.thing, NULL AS lower, NULL AS upper,
        l.low_days AS first_day, l.high_days AS last_day
    FROM lags_by_reading AS l
    JOIN every_statement AS s ON s.id = l.id
    WHERE l.low_days IS NOT NULL
),
stated AS (
    SELECT table_name, thing, lower, upper, first_day, last_day FROM said WHERE reading = 'article'
),
used AS (
    SELECT s.table_name, s.thing, s.lower, s.upper, s.first_day, s.last_day
    FROM said AS s
    JOIN reading AS n ON n.name = s.reading
),
removed AS (
    SELECT * FROM stated EXCEPT SELECT * FROM used
),
appeared AS (
    SELECT * FROM used EXCEPT SELECT * FROM stated
),
changed AS (
    SELECT thing FROM removed UNION SELECT thing FROM appeared
),
things AS (
    SELECT table_name, thing, 1 AS is_stated FROM stated
    UNION
    SELECT table_name, thing, 0 AS is_stated FROM used WHERE thing NOT IN (SELECT thing FROM stated)
)
SELECT t.table_name,
    COUNT(*) FILTER (WHERE t.is_stated = 1) AS told,
    COUNT(*) FILTER (WHERE t.is_stated = 1 AND c.thing IS NOT NULL) AS differing,
    COUNT(*) FILTER (WHERE t.is_stated = 0) AS added
FROM things AS t
LEFT JOIN changed AS c ON c.thing = t.thing
GROUP BY t.table_name
ORDER BY t.table_name
