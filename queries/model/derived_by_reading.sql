-- table:   What follows from two statements of one reading by arithmetic alone; never stored, always shown with its
--          sum.
-- uses:    used
-- columns: reading VARCHAR | rule VARCHAR (which sum) | input_a, input_b VARCHAR (statement ids; b may be NULL)
--          | lower, upper DOUBLE (unit)
-- a share and a count of the same product, for the same period, by the same source: count ÷ share = the whole
WITH wholes AS (
    SELECT f.reading, 'whole_from_share' AS rule, n.id AS input_a, f.id AS input_b, o.whole AS product, n.unit,
        NULL AS currency, NULL AS per, n.lower / NULLIF(f.upper, 0) AS lower, n.upper / NULLIF(f.lower, 0) AS upper
    FROM used AS f
    JOIN other_figures AS o ON o.id = f.id AND o.whole IS NOT NULL
    JOIN measures AS m ON m.id = o.measure AND m.kind = 'share'
    JOIN used AS n ON n.reading = f.reading AND n.table_name = 'users' AND n.product = f.product
        AND n.source = f.source AND n.earliest_day = f.earliest_day AND n.latest_day = f.latest_day
),
fees AS (
    SELECT * FROM used WHERE table_name = 'prices' AND currency <> 'credit'
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
    FROM used AS s
    JOIN currencies AS c ON c.reading = s.reading AND c.product = s.product
    LEFT JOIN own_currencies AS o ON o.product = s.product AND o.source = s.source
    WHERE s.currency = 'credit' AND s.per = 'currency_unit'
),
uses AS (
    SELECT s.reading, 'money_per_use' AS rule, s.id AS input_a, c.input_a AS input_b, s.product, c.currency, s.per,
        s.lower * c.lower AS lower, s.upper * c.upper AS upper, s.source
    FROM used AS s
    JOIN credits AS c ON c.reading = s.reading AND c.product = s.product AND c.source = s.source
    WHERE s.currency = 'credit' AND s.per <> 'currency_unit'
),
years AS (
    SELECT reading, 'money_per_year' AS rule, id AS input_a, NULL AS input_b, product, currency, 'year' AS per,
        lower * 12 AS lower, upper * 12 AS upper
    FROM fees
    WHERE per = 'month'
),
-- what is priced by a unit of which a minute of video takes so many
minutes AS (
    SELECT u.reading, 'money_per_minute' AS rule, u.id AS input_a, NULL AS input_b, u.product, u.currency,
        'minute' AS per, u.lower * p.units_per_minute AS lower, u.upper * p.units_per_minute AS upper
    FROM used AS u
    JOIN prices AS p ON p.id = u.id
    WHERE p.units_per_minute IS NOT NULL AND u.currency <> 'credit'
),
hours AS (
    SELECT reading, 'money_per_hour' AS rule, id AS input_a, NULL AS input_b, NULL AS product, currency, 'hour' AS per,
        lower * 60 AS lower, upper * 60 AS upper
    FROM used
    WHERE table_name = 'data_costs' AND per = 'minute'
),
bundles AS (
    SELECT f.reading, 'uses_per_fee' AS rule, f.id AS input_a, u.input_a AS input_b, f.product,
        u.per || 's/month' AS unit, NULL AS currency, NULL AS per,
        f.lower / NULLIF(u.upper, 0) AS lower, f.upper / NULLIF(u.lower, 0) AS upper
    FROM fees AS f
    JOIN uses AS u ON u.reading = f.reading AND u.product = f.product AND u.currency = f.currency
        AND u.source = f.source
    WHERE f.per = 'month'
),
amounts_of_money AS (
    SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper FROM credits
    UNION ALL SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper FROM uses
    UNION ALL SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper FROM years
    UNION ALL SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper FROM minutes
    UNION ALL SELECT reading, rule, input_a, input_b, product, currency, per, lower, upper FROM hours
),
together AS (
    SELECT reading, rule, input_a, input_b, product, unit, currency, per, lower, upper FROM wholes
    UNION ALL SELECT reading, rule, input_a, input_b, product, unit, currency, per, lower, upper FROM bundles
    UNION ALL
    SELECT reading, rule, input_a, input_b, product, currency || '/' || per AS unit, currency, per, lower, upper
    FROM amounts_of_money
)
SELECT reading, rule || '/' || input_a || COALESCE('/' || input_b, '') AS id, rule, input_a, input_b, product, unit,
    currency, per, lower, upper
FROM together
