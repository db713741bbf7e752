-- question: What does a creator pay, stated and derived?
-- params:   currency VARCHAR (a currency to convert to; NULL = none)
-- columns:  id VARCHAR | side VARCHAR | side_rank INTEGER | is_compared BOOLEAN | product VARCHAR
--           | statement VARCHAR (the price of an item, stated, or what it is derived from)
--           | lower DOUBLE NULL (currency) | best DOUBLE NULL (currency) | upper DOUBLE NULL (currency)
--           | qualifier VARCHAR NULL | currency VARCHAR (ISO 4217 or credit) | per VARCHAR
--           | rule VARCHAR NULL (NULL = stated) | input_a VARCHAR NULL | input_b VARCHAR NULL
--           | converted_lower DOUBLE NULL (the currency asked for)
--           | converted_upper DOUBLE NULL (the currency asked for) | rate DOUBLE NULL (asked per stated unit)
--           | rate_day DATE NULL | rate_is_later BOOLEAN NULL
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
--           | until_year INTEGER NULL | until_month INTEGER NULL | until_day INTEGER NULL
WITH stated AS (
    SELECT c.id, c.side, c.side_rank, c.is_compared, c.product, c.id AS statement,
        c.lower, c.best, c.upper, c.qualifier, c.currency, c.per, NULL AS rule, NULL AS input_a, NULL AS input_b,
        c.year, c.month, c.day, c.part,
        p.until_year, p.until_month, p.until_day
    FROM sided_statements AS c
    JOIN prices AS p ON p.id = c.id
),
worked_out AS (
    SELECT d.id, s.side, s.side_rank, s.is_compared, s.product, s.statement, d.lower,
        CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper, s.qualifier, d.currency, d.per,
        d.rule, d.input_a, d.input_b, s.year, s.month, s.day, s.part, s.until_year, s.until_month, s.until_day
    FROM derived AS d
    JOIN stated AS s ON s.id = d.input_a
    WHERE d.rule IN ('money_per_credit', 'money_per_use', 'money_per_year', 'money_per_minute')
),
together AS (
    SELECT * FROM stated UNION ALL SELECT * FROM worked_out
)
SELECT t.id, t.side, t.side_rank, t.is_compared, t.product, t.statement, t.lower, t.best, t.upper, t.qualifier,
    t.currency, t.per, t.rule, t.input_a, t.input_b,
    a.lower AS converted_lower, a.upper AS converted_upper, a.rate, a.rate_day, a.rate_is_later,
    t.year, t.month, t.day, t.part, t.until_year, t.until_month, t.until_day
FROM together AS t
LEFT JOIN amounts AS a ON a.id = t.id AND a.target = getvariable('currency') AND a.target <> t.currency
ORDER BY t.side_rank, t.product, t.per, t.rule NULLS FIRST, t.currency, COALESCE(t.lower, t.upper) NULLS LAST, t.id
