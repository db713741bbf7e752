-- question: What does training data cost, per year, minute and hour?
-- params:   currency VARCHAR (a currency to convert to; NULL = none)
-- columns:  id VARCHAR | side VARCHAR | side_rank INTEGER | is_compared BOOLEAN | organization VARCHAR
--           | seller VARCHAR NULL | material VARCHAR | scope VARCHAR
--           | lower DOUBLE NULL (currency) | best DOUBLE NULL (currency) | upper DOUBLE NULL (currency)
--           | qualifier VARCHAR NULL | currency VARCHAR (ISO 4217) | per VARCHAR | rule VARCHAR NULL (NULL = stated)
--           | input_a VARCHAR NULL | input_b VARCHAR NULL
--           | converted_lower DOUBLE NULL (the currency asked for)
--           | converted_upper DOUBLE NULL (the currency asked for) | rate DOUBLE NULL (asked per stated unit)
--           | rate_day DATE NULL | rate_is_later BOOLEAN NULL | usd_lower DOUBLE NULL (USD) | usd_upper DOUBLE NULL
--           (USD)
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
--           | alone BOOLEAN (no source but the article says so)
WITH stated AS (
    SELECT c.id, c.side, c.side_rank, c.is_compared, c.organization, d.seller, d.material, d.scope,
        c.lower, c.best, c.upper, c.qualifier, c.currency, c.per, NULL AS rule, NULL AS input_a, NULL AS input_b,
        c.year, c.month, c.day, c.part
    FROM sided_statements AS c
    JOIN data_costs AS d ON d.id = c.id
),
worked_out AS (
    SELECT d.id, s.side, s.side_rank, s.is_compared, s.organization, s.seller, s.material, s.scope,
        d.lower, CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper, s.qualifier, d.currency, d.per,
        d.rule, d.input_a, d.input_b, s.year, s.month, s.day, s.part
    FROM derived AS d
    JOIN stated AS s ON s.id = d.input_a
    WHERE d.rule = 'money_per_hour'
),
together AS (
    SELECT * FROM stated UNION ALL SELECT * FROM worked_out
)
SELECT t.id, t.side, t.side_rank, t.is_compared, t.organization, t.seller, t.material, t.scope,
    t.lower, t.best, t.upper, t.qualifier, t.currency, t.per, t.rule, t.input_a, t.input_b,
    a.lower AS converted_lower, a.upper AS converted_upper, a.rate, a.rate_day, a.rate_is_later,
    u.lower AS usd_lower, u.upper AS usd_upper,
    t.year, t.month, t.day, t.part, COALESCE(v.verdict = 'unverified', FALSE) AS alone
FROM together AS t
LEFT JOIN verdicts AS v ON v.id = COALESCE(t.input_a, t.id)
LEFT JOIN amounts AS u ON u.id = t.id AND u.target = 'USD'
LEFT JOIN amounts AS a ON a.id = t.id AND a.target = getvariable('currency') AND a.target <> t.currency
ORDER BY t.per DESC, t.currency, COALESCE(t.upper, t.lower) DESC NULLS LAST, t.id
