-- table:   What each product or organization was counted at over time, in each reading: of each year the best-ranked
--          counts; of one time, one.
-- uses:    every_statement, spans
-- columns: reading, id, subject, measure, unit VARCHAR
--          | counter VARCHAR (who counted or, where nobody is named, the source)
--          | organization, lower, best, upper, qualifier, year, month, day, part as in every_statement
--          | earliest_day, latest_day, precision as in spans
WITH measured AS (
    SELECT id, metric AS measure, product AS subject, provider FROM users
    UNION ALL
    SELECT id, measure, subject, CAST(NULL AS VARCHAR) AS provider FROM other_figures WHERE whole IS NULL
),
counts AS (
    SELECT s.id, u.subject, u.measure, COALESCE(m.unit, s.unit) AS unit, COALESCE(u.provider, s.source) AS counter,
        s.organization, s.lower, s.best, s.upper, s.qualifier, d.earliest_day, d.latest_day, d.precision,
        s.year, s.month, s.day, s.part, s.by_article, CASE s.rank WHEN 'preferred' THEN 1 ELSE 2 END AS rank_order
    FROM every_statement AS s
    JOIN measured AS u ON u.id = s.id
    JOIN measures AS m ON m.id = u.measure
    JOIN spans AS d ON d.id = s.id
    WHERE s.rank <> 'deprecated' AND COALESCE(s.upper, s.lower) <> 0
),
read_as AS (
    SELECT 'article' AS reading, * FROM counts WHERE by_article
    UNION ALL
    SELECT 'checked' AS reading, * FROM counts
    UNION ALL
    SELECT 'latest' AS reading, * FROM counts
),
ranked AS (
    SELECT *,
        RANK() OVER (PARTITION BY reading, subject, measure, unit, year ORDER BY rank_order) AS year_rank,
        ROW_NUMBER() OVER (
            PARTITION BY reading, subject, measure, unit, earliest_day, latest_day
            ORDER BY rank_order, by_article, id
        ) AS row_number
    FROM read_as
)
SELECT reading, id, subject, measure, unit, counter, organization, lower, best, upper, qualifier,
    earliest_day, latest_day, precision, year, month, day, part
FROM ranked
WHERE year_rank = 1 AND row_number = 1
