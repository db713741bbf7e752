-- table:   Prices and costs that the scoreboard may show, by reading and dimension.
-- uses:    statements_by_reading, derived_by_reading, amounts
-- columns: those of `candidates`
-- prices compare in dollars; where a side has several, its cheapest stands for it. Data of one kind alone compare, and
-- an offer or one contract stands for no whole bill
WITH money AS (
    SELECT c.reading,
        CASE WHEN c.table_name = 'data_costs' THEN 'training_data' WHEN c.per = 'month' THEN 'month_price'
            ELSE 'use_price' END AS dimension,
        c.organization, c.product, c.id, c.id AS amount, CAST(NULL AS VARCHAR) AS also,
        c.lower, c.best, c.upper, c.qualifier, c.unit, c.per, c.year, c.month, c.day, c.part,
        c.earliest_day, c.latest_day, t.material, t.scope, p.plan
    FROM statements_by_reading AS c
    LEFT JOIN data_costs AS t ON t.id = c.id
    LEFT JOIN prices AS p ON p.id = c.id
    WHERE c.currency <> 'credit' AND (c.table_name = 'data_costs' OR c.per IN ('month', 'use'))
    UNION ALL
    SELECT c.reading, 'use_price' AS dimension, c.organization, c.product, d.input_a AS id, d.id AS amount,
        d.input_b AS also, d.lower, CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper, c.qualifier,
        d.unit, d.per, c.year, c.month, c.day, c.part,
        c.earliest_day, c.latest_day, NULL AS material, NULL AS scope, NULL AS plan
    FROM derived_by_reading AS d
    JOIN statements_by_reading AS c ON c.reading = d.reading AND c.id = d.input_a
    WHERE d.rule = 'money_per_use' AND d.per = 'use'
)
SELECT m.reading, m.dimension, m.organization, m.product, m.id, m.also, m.lower, m.best, m.upper, m.qualifier,
    m.unit, m.year, m.month, m.day, m.part, m.earliest_day, m.latest_day, 31 AS period_days,
    a.lower AS scale_lower, a.upper AS scale_upper,
    'USD/' || m.per || COALESCE('/' || m.plan, '') || COALESCE('/' || m.material || '/' || m.scope, '') AS scale,
    m.per,
    CASE WHEN COALESCE(a.lower, a.upper) IS NULL THEN 3 WHEN m.scope <> 'bill' THEN 2 ELSE 1 END AS preference,
    COALESCE(a.lower, m.lower) AS size_order
FROM money AS m
LEFT JOIN amounts AS a ON a.id = m.amount AND a.target = 'USD'
