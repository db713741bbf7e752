-- table:   What amounts of money give by arithmetic alone: what a credit, a use, a year, a minute or an hour costs.
-- uses:    statements_by_reading
-- columns: reading VARCHAR | rule VARCHAR (which sum) | input_a, input_b VARCHAR (statement ids; b may be NULL)
--          | lower, upper DOUBLE (of the currency) | source VARCHAR (of input_a)
WITH fees AS (
    SELECT * FROM statements_by_reading WHERE table_name = 'prices' AND currency <> 'credit'
),
-- the money that credits are sold for: that of the source's own prices of the product, or else of anybody's
own_currencies AS (
    SELECT product, source, MIN(currency) AS currency FROM fees GROUP BY product, source
),
currencies AS (
    SELECT reading, product, MIN(currency) AS currency FROM fees GROUP BY reading, product
),
-- credits sold per unit of money: 1 ÷ credits = money per credit
credits AS (
    SELECT s.reading, 'money_per_credit' AS rule, s.id AS input_a, NULL AS input_b, s.product,
        COALESCE(o.currency, c.currency) AS currency, 'credit' AS per,
        1 / NULLIF(s.upper, 0) AS lower, 1 / NULLIF(s.lower, 0) AS upper, s.source
    FROM statements_by_reading AS s
    JOIN currencies AS c ON c.reading = s.reading AND c.product = s.product
    LEFT JOIN own_currencies AS o ON o.product = s.product AND o.source = s.source
    WHERE s.currency = 'credit' AND s.per = 'currency_unit'
),
uses AS (
    SELECT s.reading, 'money_per_use' AS rule, s.id AS input_a, c.input_a AS input_b, s.product, c.currency, s.per,
        s.lower * c.lower AS lower, s.upper * c.upper AS upper, s.source
    FROM statements_by_reading AS s
    JOIN credits AS c ON c.reading = s.reading AND c.product = s.product AND c.source = s.source
    WHERE s.currency = 'credit' AND s.per <> 'currency_unit'
),
years AS (
    SELECT reading, 'money_per_year' AS rule, id AS input_a, NULL AS input_b, product, currency, 'year' AS per,
        lower * 12 AS lower, upper * 12 AS upper, source
    FROM fees
    WHERE per = 'month'
),
-- what is priced by a unit of which a minute of video takes so many
minutes AS (
    SELECT u.reading, 'money_per_minute' AS rule, u.id AS input_a, NULL AS input_b, u.product, u.currency,
        'minute' AS per, u.lower * p.units_per_minute AS lower, u.upper * p.units_per_minute AS upper, u.source
    FROM statements_by_reading AS u
    JOIN prices AS p ON p.id = u.id
    WHERE p.units_per_minute IS NOT NULL AND u.currency <> 'credit'
),
hours AS (
    SELECT reading, 'money_per_hour' AS rule, id AS input_a, NULL AS input_b, NULL AS product, currency, 'hour' AS per,
        lower * 60 AS lower, upper * 60 AS upper, source
    FROM statements_by_reading
    WHERE table_name = 'data_costs' AND per = 'minute'
)
SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper, source FROM credits
UNION ALL SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper, source FROM uses
UNION ALL SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper, source FROM years
UNION ALL SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper, source FROM minutes
UNION ALL SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper, source FROM hours
