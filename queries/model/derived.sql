-- view:    What follows from two statements by arithmetic alone; never stored, always shown with its sum.
-- uses:    statements, spans
-- columns: rule VARCHAR (which sum) | input_a, input_b VARCHAR (statement ids; b may be NULL) | lower, upper DOUBLE (unit)
WITH stated AS MATERIALIZED (
    SELECT * FROM statements
),
dated AS (
    SELECT s.*, d.earliest_day, d.latest_day
    FROM stated AS s
    LEFT JOIN spans AS d ON d.id = s.id
),
-- a share and a count of the same product, for the same period, by the same source: count ÷ share = the whole
wholes AS (
    SELECT 'whole_from_share' AS rule, n.id AS input_a, f.id AS input_b, o.whole AS product, n.unit, NULL AS currency, NULL AS per,
        n.lower / NULLIF(f.upper, 0) AS lower, n.upper / NULLIF(f.lower, 0) AS upper
    FROM dated AS f
    JOIN other_figures AS o ON o.id = f.id AND o.whole IS NOT NULL
    JOIN measures AS m ON m.id = o.measure AND m.kind = 'share'
    JOIN dated AS n ON n.table_name = 'users' AND n.product = f.product AND n.source = f.source
        AND n.earliest_day = f.earliest_day AND n.latest_day = f.latest_day
),
currencies AS (
    SELECT product, MIN(currency) AS currency FROM stated WHERE table_name = 'prices' AND currency <> 'credit' GROUP BY product
),
-- credits sold per unit of money: 1 ÷ credits = money per credit
credits AS (
    SELECT 'money_per_credit' AS rule, s.id AS input_a, NULL AS input_b, s.product, c.currency || '/credit' AS unit, c.currency, 'credit' AS per,
        1 / NULLIF(s.upper, 0) AS lower, 1 / NULLIF(s.lower, 0) AS upper, s.source
    FROM stated AS s
    JOIN currencies AS c ON c.product = s.product
    WHERE s.currency = 'credit' AND s.per = 'currency_unit'
),
uses AS (
    SELECT 'money_per_use' AS rule, s.id AS input_a, c.input_a AS input_b, s.product, c.currency || '/' || s.per AS unit, c.currency, s.per,
        s.lower * c.lower AS lower, s.upper * c.upper AS upper, s.source
    FROM stated AS s
    JOIN credits AS c ON c.product = s.product AND c.source = s.source
    WHERE s.currency = 'credit' AND s.per <> 'currency_unit'
),
years AS (
    SELECT 'money_per_year' AS rule, id AS input_a, NULL AS input_b, product, currency || '/year' AS unit, currency, 'year' AS per, lower * 12 AS lower, upper * 12 AS upper
    FROM stated
    WHERE table_name = 'prices' AND currency <> 'credit' AND per = 'month'
),
bundles AS (
    SELECT 'uses_per_fee' AS rule, f.id AS input_a, u.input_a AS input_b, f.product, u.per || 's/month' AS unit, NULL AS currency, NULL AS per,
        f.lower / NULLIF(u.upper, 0) AS lower, f.upper / NULLIF(u.lower, 0) AS upper
    FROM stated AS f
    JOIN uses AS u ON u.product = f.product AND u.currency = f.currency AND u.source = f.source
    WHERE f.table_name = 'prices' AND f.per = 'month'
),
hours AS (
    SELECT 'money_per_hour' AS rule, id AS input_a, NULL AS input_b, NULL AS product, currency || '/hour' AS unit, currency, 'hour' AS per, lower * 60 AS lower, upper * 60 AS upper
    FROM stated
    WHERE table_name = 'data_costs' AND per = 'minute'
),
together AS (
    SELECT rule, input_a, input_b, product, unit, currency, per, lower, upper FROM wholes
    UNION ALL SELECT rule, input_a, input_b, product, unit, currency, per, lower, upper FROM credits
    UNION ALL SELECT rule, input_a, input_b, product, unit, currency, per, lower, upper FROM uses
    UNION ALL SELECT rule, input_a, input_b, product, unit, currency, per, lower, upper FROM years
    UNION ALL SELECT rule, input_a, input_b, product, unit, currency, per, lower, upper FROM bundles
    UNION ALL SELECT rule, input_a, input_b, product, unit, currency, per, lower, upper FROM hours
)
SELECT rule || '/' || input_a || COALESCE('/' || input_b, '') AS id, rule, input_a, input_b, product, unit, currency, per, lower, upper
FROM together
