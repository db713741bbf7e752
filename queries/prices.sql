-- question: What does a creator pay, stated and derived?
-- params:   currency VARCHAR (a currency to convert to; NULL = none)
-- columns:  id VARCHAR | place INTEGER | side_name VARCHAR | side_name_zh VARCHAR | product VARCHAR | product_name VARCHAR | product_name_zh VARCHAR
--           | item VARCHAR | item_zh VARCHAR | lower DOUBLE (currency) | best DOUBLE (currency) | upper DOUBLE (currency) | qualifier VARCHAR
--           | currency VARCHAR (ISO 4217 or credit) | per VARCHAR | rule VARCHAR (NULL = stated) | input_a VARCHAR | input_b VARCHAR
--           | converted_lower DOUBLE (the currency asked for) | converted_upper DOUBLE (the currency asked for) | rate DOUBLE (asked per stated unit)
--           | rate_day DATE | rate_is_later BOOLEAN | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | until_year INTEGER | until_month INTEGER | until_day INTEGER
--           | as_written VARCHAR | claim VARCHAR | claim_zh VARCHAR
WITH stated AS (
    SELECT c.id, c.place, c.side_name, c.side_name_zh, c.product, c.product_name, c.product_name_zh, p.item, p.item_zh,
        c.lower, c.best, c.upper, c.qualifier, c.currency, c.per, NULL AS rule, NULL AS input_a, NULL AS input_b, c.year, c.month, c.day, c.part,
        p.until_year, p.until_month, p.until_day, c.as_written, c.claim, c.claim_zh
    FROM cited AS c
    JOIN prices AS p ON p.id = c.id
),
worked_out AS (
    SELECT d.id, s.place, s.side_name, s.side_name_zh, s.product, s.product_name, s.product_name_zh, s.item, s.item_zh,
        d.lower, CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper, s.qualifier, d.currency, d.per, d.rule, d.input_a, d.input_b,
        s.year, s.month, s.day, s.part, s.until_year, s.until_month, s.until_day, NULL AS as_written, NULL AS claim, NULL AS claim_zh
    FROM derived AS d
    JOIN stated AS s ON s.id = d.input_a
    WHERE d.rule IN ('money_per_credit', 'money_per_use', 'money_per_year')
),
together AS (
    SELECT * FROM stated UNION ALL SELECT * FROM worked_out
)
SELECT t.id, t.place, t.side_name, t.side_name_zh, t.product, t.product_name, t.product_name_zh, t.item, t.item_zh, t.lower, t.best, t.upper, t.qualifier,
    t.currency, t.per, t.rule, t.input_a, t.input_b, a.lower AS converted_lower, a.upper AS converted_upper, a.rate, a.rate_day, a.rate_is_later,
    t.year, t.month, t.day, t.part, t.until_year, t.until_month, t.until_day, t.as_written, t.claim, t.claim_zh
FROM together AS t
LEFT JOIN amounts AS a ON a.id = t.id AND a.target = getvariable('currency') AND a.target <> t.currency
ORDER BY t.place, t.product, t.per, t.rule NULLS FIRST, t.currency, COALESCE(t.lower, t.upper) NULLS LAST, t.id
