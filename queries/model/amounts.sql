-- table:   Every price, stated or derived, in every currency there is a rate for: the newest rate not after its date.
-- uses:    every_statement, spans, derived_by_reading
-- columns: target VARCHAR (ISO 4217) | lower, upper DOUBLE (target currency) | rate DOUBLE (target units per source
--          unit)
--          | rate_day DATE (NULL = none needed) | rate_is_later BOOLEAN (the earliest there is, after the statement)
WITH rates AS (
    SELECT currency, units_per_usd, make_date(year, month, day) AS rate_day FROM exchange_rates
    UNION ALL
    SELECT 'USD' AS currency, 1 AS units_per_usd, NULL AS rate_day
),
priced AS (
    SELECT id, id AS dated_as, currency, lower, upper FROM every_statement WHERE currency <> 'credit'
    UNION
    SELECT id, input_a AS dated_as, currency, lower, upper FROM derived_by_reading WHERE currency IS NOT NULL
),
-- an undated price is as old as the newest thing its source tells of, or else takes the newest rate there is
newest_of_source AS (
    SELECT s.source, MAX(d.earliest) AS latest
    FROM every_statement AS s
    JOIN spans AS d ON d.id = s.id
    GROUP BY s.source
),
money AS (
    SELECT p.id, p.currency, p.lower, p.upper, COALESCE(d.latest, t.latest, make_date(9999, 12, 31)) AS latest
    FROM priced AS p
    JOIN every_statement AS s ON s.id = p.dated_as
    LEFT JOIN spans AS d ON d.id = p.dated_as
    LEFT JOIN newest_of_source AS t ON t.source = s.source
),
days AS (
    SELECT DISTINCT latest FROM money
),
ranked AS (
    SELECT m.latest, r.currency, r.units_per_usd, r.rate_day, COALESCE(r.rate_day > m.latest, FALSE) AS is_later,
        ROW_NUMBER() OVER (
            PARTITION BY m.latest, r.currency
            ORDER BY CASE WHEN r.rate_day > m.latest THEN 1 ELSE 0 END,
                CASE WHEN r.rate_day <= m.latest THEN r.rate_day END DESC NULLS LAST,
                r.rate_day NULLS LAST, r.units_per_usd
        ) AS row_number
    FROM days AS m
    CROSS JOIN rates AS r
),
quoted AS (
    SELECT latest, currency, units_per_usd, rate_day, is_later FROM ranked WHERE row_number = 1
)
SELECT m.id, t.currency AS target,
    m.lower * t.units_per_usd / f.units_per_usd AS lower,
    m.upper * t.units_per_usd / f.units_per_usd AS upper,
    CAST(t.units_per_usd / f.units_per_usd AS DOUBLE) AS rate,
    CASE WHEN t.currency <> f.currency THEN COALESCE(t.rate_day, f.rate_day) END AS rate_day,
    t.currency <> f.currency AND (t.is_later OR f.is_later) AS rate_is_later
FROM money AS m
JOIN quoted AS f ON f.latest = m.latest AND f.currency = m.currency
JOIN quoted AS t ON t.latest = m.latest
