-- question: What does training data cost, per year, minute and hour?
-- params:   currency VARCHAR (a currency to convert to; NULL = none)
-- columns:  id VARCHAR | place INTEGER | side_name VARCHAR | side_name_zh VARCHAR | organization_name VARCHAR | organization_name_zh VARCHAR
--           | seller_name VARCHAR | seller_name_zh VARCHAR | material VARCHAR | material_name VARCHAR | material_name_zh VARCHAR | scope VARCHAR | lower DOUBLE (currency) | best DOUBLE (currency) | upper DOUBLE (currency) | qualifier VARCHAR
--           | currency VARCHAR (ISO 4217) | per VARCHAR | rule VARCHAR (NULL = stated) | input_a VARCHAR
--           | converted_lower DOUBLE (the currency asked for) | converted_upper DOUBLE (the currency asked for) | rate DOUBLE (asked per stated unit)
--           | rate_day DATE | rate_is_later BOOLEAN | usd_lower DOUBLE (USD) | usd_upper DOUBLE (USD)
--           | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | as_written VARCHAR | claim VARCHAR | claim_zh VARCHAR
--           | alone BOOLEAN (no source but the article says so)
WITH stated AS (
    SELECT c.id, c.place, c.side_name, c.side_name_zh, c.organization_name, c.organization_name_zh,
        s.name AS seller_name, s.name_zh AS seller_name_zh, d.material, d.material_name, d.material_name_zh, d.scope, c.lower, c.best, c.upper, c.qualifier, c.currency, c.per,
        NULL AS rule, NULL AS input_a, c.year, c.month, c.day, c.part, c.as_written, c.claim, c.claim_zh
    FROM cited AS c
    JOIN data_costs AS d ON d.id = c.id
    LEFT JOIN organizations AS s ON s.id = d.seller
),
worked_out AS (
    SELECT d.id, s.place, s.side_name, s.side_name_zh, s.organization_name, s.organization_name_zh, s.seller_name, s.seller_name_zh, s.material, s.material_name, s.material_name_zh, s.scope,
        d.lower, CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper, s.qualifier, d.currency, d.per,
        d.rule, d.input_a, s.year, s.month, s.day, s.part, NULL AS as_written, NULL AS claim, NULL AS claim_zh
    FROM derived AS d
    JOIN stated AS s ON s.id = d.input_a
    WHERE d.rule = 'money_per_hour'
),
together AS (
    SELECT * FROM stated UNION ALL SELECT * FROM worked_out
)
SELECT t.id, t.place, t.side_name, t.side_name_zh, t.organization_name, t.organization_name_zh, t.seller_name, t.seller_name_zh, t.material, t.material_name, t.material_name_zh, t.scope,
    t.lower, t.best, t.upper, t.qualifier, t.currency, t.per, t.rule, t.input_a,
    a.lower AS converted_lower, a.upper AS converted_upper, a.rate, a.rate_day, a.rate_is_later,
    u.lower AS usd_lower, u.upper AS usd_upper,
    t.year, t.month, t.day, t.part, t.as_written, t.claim, t.claim_zh, COALESCE(v.verdict = 'unverified', FALSE) AS alone
FROM together AS t
LEFT JOIN verdicts AS v ON v.id = COALESCE(t.input_a, t.id)
LEFT JOIN amounts AS u ON u.id = t.id AND u.target = 'USD'
LEFT JOIN amounts AS a ON a.id = t.id AND a.target = getvariable('currency') AND a.target <> t.currency
ORDER BY t.per DESC, t.currency, COALESCE(t.upper, t.lower) DESC NULLS LAST, t.id
