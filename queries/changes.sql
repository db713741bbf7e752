-- question: How many of the article's figures does the reading give differently, and how many does it add?
-- params:
-- columns:  table_name VARCHAR | reported BIGINT (facts the article has a figure for; of gaps, dated pairs)
--           | differing BIGINT (of these) | added BIGINT (facts only the reading has a figure for)
WITH figures AS (
    SELECT r.reading, s.table_name, s.fact_key, s.lower, s.upper, d.earliest_day AS first_day, d.latest_day AS last_day
    FROM readings AS r
    JOIN every_statement AS s ON s.id = r.id
    LEFT JOIN spans AS d ON d.id = s.id
    WHERE s.table_name <> 'gaps'
    UNION ALL
    SELECT l.reading, s.table_name, s.fact_key, NULL AS lower, NULL AS upper,
        l.low_days AS first_day, l.high_days AS last_day
    FROM lags_by_reading AS l
    JOIN every_statement AS s ON s.id = l.id
    WHERE l.low_days IS NOT NULL
),
article AS (
    SELECT table_name, fact_key, lower, upper, first_day, last_day FROM figures WHERE reading = 'article'
),
current_reading AS (
    SELECT s.table_name, s.fact_key, s.lower, s.upper, s.first_day, s.last_day
    FROM figures AS s
    JOIN reading AS n ON n.name = s.reading
),
removed AS (
    SELECT * FROM article EXCEPT SELECT * FROM current_reading
),
added AS (
    SELECT * FROM current_reading EXCEPT SELECT * FROM article
),
changed AS (
    SELECT fact_key FROM removed UNION SELECT fact_key FROM added
),
fact_keys AS (
    SELECT table_name, fact_key, 1 AS in_article FROM article
    UNION
    SELECT table_name, fact_key, 0 AS in_article
    FROM current_reading
    WHERE fact_key NOT IN (SELECT fact_key FROM article)
)
SELECT t.table_name,
    COUNT(*) FILTER (WHERE t.in_article = 1) AS reported,
    COUNT(*) FILTER (WHERE t.in_article = 1 AND c.fact_key IS NOT NULL) AS differing,
    COUNT(*) FILTER (WHERE t.in_article = 0) AS added
FROM fact_keys AS t
LEFT JOIN changed AS c ON c.fact_key = t.fact_key
GROUP BY t.table_name
ORDER BY t.table_name
