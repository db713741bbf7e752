-- question: How has each product’s audience grown, and who counted it?
-- params:   metric VARCHAR (an id of measures: mau, wau, …)
-- columns:  id VARCHAR | side_rank INTEGER | product VARCHAR | metric VARCHAR
--           | counter VARCHAR (who counted or, where nobody is named, the source)
--           | lower DOUBLE NULL (people) | best DOUBLE NULL (people) | upper DOUBLE NULL (people)
--           | qualifier VARCHAR NULL | earliest_day INTEGER (day number) | latest_day INTEGER (day number)
--           | precision VARCHAR | year INTEGER | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
WITH counts AS (
    SELECT s.id, m.side_rank, s.product, u.metric, COALESCE(u.provider, s.source) AS counter,
        s.lower, s.best, s.upper, s.qualifier, d.earliest_day, d.latest_day, d.precision,
        s.year, s.month, s.day, s.part, s.by_article, CASE s.rank WHEN 'preferred' THEN 1 ELSE 2 END AS rank_order
    FROM every_statement AS s
    JOIN users AS u ON u.id = s.id
    JOIN members AS m ON m.organization = s.organization
    JOIN spans AS d ON d.id = s.id
    WHERE u.metric = getvariable('metric') AND s.rank <> 'deprecated' AND (s.lower > 0 OR s.upper > 0)
        AND (s.by_article OR (SELECT name FROM reading) <> 'article')
),
-- of each product and year the best-ranked count; if two of them are of one time, one
ranked AS (
    SELECT *,
        RANK() OVER (PARTITION BY product, year ORDER BY rank_order) AS year_rank,
        ROW_NUMBER() OVER (
            PARTITION BY product, earliest_day, latest_day ORDER BY rank_order, by_article, id
        ) AS row_number
    FROM counts
)
SELECT id, side_rank, product, metric, counter, lower, best, upper, qualifier, earliest_day, latest_day, precision,
    year, month, day, part
FROM ranked
WHERE year_rank = 1 AND row_number = 1
ORDER BY product, earliest_day, latest_day, id
