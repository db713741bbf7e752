-- view:    Each side's figure in each dimension of the scoreboard: of a unit both sides have, if there is one.
-- uses:    cited, derived, amounts, lags
-- columns: dimension VARCHAR | place INTEGER | id, also VARCHAR (the statement, and the other a derived figure needs) | name, name_zh VARCHAR (what the figure is about) | lower, best, upper DOUBLE (unit)
--          | unit VARCHAR | scale_lower, scale_upper DOUBLE (people, USD or days) | scale VARCHAR (figures compare only within one scale)
WITH audience AS (
    SELECT 'audience' AS dimension, place, id, CAST(NULL AS VARCHAR) AS also, product_name AS name, product_name_zh AS name_zh, lower, best, upper, qualifier, unit,
        lower AS scale_lower, upper AS scale_upper, unit AS scale,
        CASE WHEN qualifier = 'several' THEN 2 ELSE 1 END AS preference, -COALESCE(upper, lower) AS size_order
    FROM cited
    WHERE table_name = 'users' AND lower IS NOT NULL OR table_name = 'users' AND upper IS NOT NULL
),
money AS (
    SELECT CASE WHEN table_name = 'data_costs' THEN 'training_data' WHEN per = 'month' THEN 'month_price' ELSE 'use_price' END AS dimension,
        place, id, id AS amount, CAST(NULL AS VARCHAR) AS also, COALESCE(product_name, organization_name) AS name, COALESCE(product_name_zh, organization_name_zh) AS name_zh, lower, best, upper, qualifier, unit, per
    FROM cited
    WHERE currency <> 'credit' AND (table_name = 'data_costs' OR per IN ('month', 'use'))
    UNION ALL
    SELECT 'use_price' AS dimension, c.place, d.input_a AS id, d.id AS amount, d.input_b AS also, c.product_name AS name, c.product_name_zh AS name_zh, d.lower, CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper,
        c.qualifier, d.unit, d.per
    FROM derived AS d
    JOIN cited AS c ON c.id = d.input_a
    WHERE d.rule = 'money_per_use' AND d.per = 'use'
),
-- prices compare in dollars; where a side has several, its cheapest stands for it
priced AS (
    SELECT m.dimension, m.place, m.id, m.also, m.name, m.name_zh, m.lower, m.best, m.upper, m.qualifier, m.unit,
        a.lower AS scale_lower, a.upper AS scale_upper, 'USD/' || m.per AS scale, CASE WHEN COALESCE(a.lower, a.upper) IS NULL THEN 2 ELSE 1 END AS preference, COALESCE(a.lower, m.lower) AS size_order
    FROM money AS m
    LEFT JOIN amounts AS a ON a.id = m.amount AND a.target = 'USD'
),
waits AS (
    SELECT 'time_to_paid' AS dimension, a.place, l.id, CAST(NULL AS VARCHAR) AS also, a.product_name AS name, a.product_name_zh AS name_zh,
        CAST(COALESCE(l.low_days, l.stated_low_days) AS DOUBLE) AS lower, CAST(NULL AS DOUBLE) AS best, CAST(COALESCE(l.high_days, l.stated_high_days) AS DOUBLE) AS upper,
        CAST(NULL AS VARCHAR) AS qualifier, 'days' AS unit, CAST(COALESCE(l.low_days, l.stated_low_days) AS DOUBLE) AS scale_lower,
        CAST(COALESCE(l.high_days, l.stated_high_days) AS DOUBLE) AS scale_upper, 'days' AS scale,
        CASE WHEN l.low_days IS NULL THEN 2 ELSE 1 END AS preference, CAST(COALESCE(l.low_days, l.stated_low_days) AS DOUBLE) AS size_order
    FROM lags AS l
    JOIN cited AS a ON a.id = l.leader_statement
    JOIN cited AS b ON b.id = l.follower_statement
    WHERE b.unit = 'monetisation' AND b.place = a.place AND COALESCE(l.low_days, l.stated_low_days) IS NOT NULL
),
candidates AS (
    SELECT * FROM audience WHERE place <= 2 UNION ALL SELECT * FROM priced WHERE place <= 2 UNION ALL SELECT * FROM waits WHERE place <= 2
),
shared AS (
    SELECT dimension, scale FROM candidates GROUP BY dimension, scale HAVING COUNT(DISTINCT place) = 2
),
ranked AS (
    SELECT c.*, ROW_NUMBER() OVER (
        PARTITION BY c.dimension, c.place
        ORDER BY CASE WHEN s.scale IS NULL THEN 1 ELSE 0 END, c.scale = 'USD/year' DESC, c.preference, s.scale NULLS LAST, c.size_order NULLS LAST, c.id
    ) AS choice
    FROM candidates AS c
    LEFT JOIN shared AS s ON s.dimension = c.dimension AND s.scale = c.scale
)
SELECT dimension, place, id, also, name, name_zh, lower, best, upper, qualifier, unit, scale_lower, scale_upper, scale
FROM ranked
WHERE choice = 1
