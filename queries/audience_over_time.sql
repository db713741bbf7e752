-- question: How has each product’s audience grown, and who counted it?
-- params:   metric VARCHAR (an id of measures: mau, wau, …)
-- columns:  id VARCHAR | place INTEGER | product VARCHAR | metric VARCHAR | product_name VARCHAR | product_name_zh VARCHAR | provider VARCHAR (who counted) | provider_zh VARCHAR | counter VARCHAR (the provider or, where none is named, the source)
--           | lower DOUBLE (people) | best DOUBLE (people) | upper DOUBLE (people) | qualifier VARCHAR | earliest_day INTEGER (day number) | latest_day INTEGER (day number)
--           | precision VARCHAR | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | as_written VARCHAR | claim VARCHAR | claim_zh VARCHAR
WITH counts AS (
    SELECT d.*, u.provider, u.provider_zh, COALESCE(u.provider, d.source) AS counter, u.metric
    FROM described AS d
    JOIN users AS u ON u.id = d.id
    WHERE d.unit = getvariable('metric') AND d.rank <> 'deprecated' AND d.year IS NOT NULL AND (d.lower > 0 OR d.upper > 0)
),
-- of each product and year the best-ranked count; if two of them are of one time, one
ranked AS (
    SELECT *, RANK() OVER (PARTITION BY product, year ORDER BY CASE rank WHEN 'preferred' THEN 1 ELSE 2 END) AS standing,
        ROW_NUMBER() OVER (
            PARTITION BY product, earliest_day, latest_day
            ORDER BY CASE rank WHEN 'preferred' THEN 1 ELSE 2 END, by_article, id
        ) AS choice
    FROM counts
)
SELECT id, place, product, metric, product_name, product_name_zh, provider, provider_zh, counter, lower, best, upper, qualifier, earliest_day, latest_day, precision, year, month, day, part,
    as_written, claim, claim_zh
FROM ranked
WHERE standing = 1 AND choice = 1
ORDER BY product, earliest_day, latest_day, id
