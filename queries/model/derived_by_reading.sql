-- table:   What follows from statements of one reading by arithmetic alone; never stored, always shown with its sum.
-- uses:    statements_by_reading, derived_money
-- columns: reading VARCHAR | rule VARCHAR (which sum) | input_a, input_b VARCHAR (statement ids; b may be NULL)
--          | lower, upper DOUBLE (unit)
-- a share and a count of the same product, for the same period, by the same source: count ÷ share = the whole
WITH wholes AS (
    SELECT f.reading, 'whole_from_share' AS rule, n.id AS input_a, f.id AS input_b, o.whole AS product, n.unit,
        NULL AS currency, NULL AS per, n.lower / NULLIF(f.upper, 0) AS lower, n.upper / NULLIF(f.lower, 0) AS upper
    FROM statements_by_reading AS f
    JOIN other_figures AS o ON o.id = f.id AND o.whole IS NOT NULL
    JOIN measures AS m ON m.id = o.measure AND m.kind = 'share'
    JOIN statements_by_reading AS n ON n.reading = f.reading AND n.table_name = 'users' AND n.product = f.product
        AND n.source = f.source AND n.earliest_day = f.earliest_day AND n.latest_day = f.latest_day
),
bundles AS (
    SELECT f.reading, 'uses_per_fee' AS rule, f.id AS input_a, u.input_a AS input_b, f.product,
        u.per || 's/month' AS unit, NULL AS currency, NULL AS per,
        f.lower / NULLIF(u.upper, 0) AS lower, f.upper / NULLIF(u.lower, 0) AS upper
    FROM statements_by_reading AS f
    JOIN derived_money AS u ON u.reading = f.reading AND u.product = f.product AND u.currency = f.currency
        AND u.source = f.source
    WHERE f.table_name = 'prices' AND f.currency <> 'credit' AND f.per = 'month' AND u.rule = 'money_per_use'
),
together AS (
    SELECT reading, rule, input_a, input_b, product, unit, currency, per, lower, upper FROM wholes
    UNION ALL SELECT reading, rule, input_a, input_b, product, unit, currency, per, lower, upper FROM bundles
    UNION ALL
    SELECT reading, rule, input_a, input_b, product, currency || '/' || per AS unit, currency, per, lower, upper
    FROM derived_money
)
SELECT reading, rule || '/' || input_a || COALESCE('/' || input_b, '') AS id, rule, input_a, input_b, product, unit,
    currency, per, lower, upper
FROM together
