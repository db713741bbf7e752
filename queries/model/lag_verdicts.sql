-- table:   What the dates of other sources, as the checked reading has them, make of each lag that the article states.
-- uses:    every_lag, every_statement, readings
-- columns: id VARCHAR | verdict VARCHAR, compared_with VARCHAR as in verdicts
WITH lagged AS (
    SELECT l.id, l.follower_statement AS compared_with, l.low_days, l.high_days,
        COALESCE(l.stated_low_days, l.stated_high_days) IS NULL AS silent,
        COALESCE(l.stated_low_days, l.low_days) AS stated_low,
        COALESCE(l.stated_high_days, l.high_days) AS stated_high
    FROM every_lag AS l
    JOIN readings AS g ON g.id = l.id AND g.reading = 'article'
    JOIN readings AS a ON a.id = l.leader_statement AND a.reading = 'checked'
    JOIN readings AS b ON b.id = l.follower_statement AND b.reading = 'checked'
    JOIN every_statement AS x ON x.id = l.leader_statement AND NOT x.by_article
    JOIN every_statement AS y ON y.id = l.follower_statement AND NOT y.by_article
    WHERE l.low_days IS NOT NULL
),
lags_judged AS (
    SELECT id, compared_with,
        CASE
            WHEN silent AND high_days < 0 THEN 'contradicted'
            WHEN silent AND low_days <= 0 THEN 'unverified'
            WHEN silent THEN 'confirmed'
            WHEN low_days > stated_high OR high_days < stated_low THEN 'contradicted'
            WHEN low_days >= stated_low AND high_days <= stated_high THEN 'confirmed'
            ELSE 'imprecise'
        END AS verdict
    FROM lagged
),
-- where the checked reading itself has two datings, the harder verdict stands
hardest AS (
    SELECT id, verdict, compared_with,
        ROW_NUMBER() OVER (
            PARTITION BY id
            ORDER BY CASE verdict WHEN 'contradicted' THEN 1 WHEN 'imprecise' THEN 2 WHEN 'unverified' THEN 3
                ELSE 4 END, compared_with
        ) AS row_number
    FROM lags_judged
)
SELECT id, verdict, compared_with
FROM hardest
WHERE row_number = 1
