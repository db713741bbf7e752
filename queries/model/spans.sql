-- table:   Each dated statement's date as an interval of whole days, at the precision its source gives.
-- uses:    every_statement
-- columns: earliest, latest DATE | earliest_day, latest_day INTEGER (days, 1 = 0001-01-01) | precision VARCHAR (day, part, month or year)
WITH dated AS (
    SELECT id, year, month, day, part,
        CASE WHEN day IS NOT NULL THEN 'day' WHEN part IS NOT NULL THEN 'part' WHEN month IS NOT NULL THEN 'month' ELSE 'year' END AS precision
    FROM every_statement
    WHERE year IS NOT NULL
),
-- the first day of the interval, and the first day no longer in it
edges AS (
    SELECT id, precision,
        make_date(
            year,
            CASE WHEN month IS NOT NULL THEN month WHEN part = 'mid' THEN 4 WHEN part = 'late' THEN 10 ELSE 1 END,
            CASE WHEN day IS NOT NULL THEN day WHEN month IS NULL THEN 1 WHEN part = 'mid' THEN 11 WHEN part = 'late' THEN 21 ELSE 1 END
        ) AS first_date,
        make_date(
            CASE WHEN COALESCE(part, 'late') <> 'late' OR month < 12 THEN year ELSE year + 1 END,
            CASE WHEN month IS NULL AND part = 'early' THEN 4 WHEN month IS NULL AND part = 'mid' THEN 10 WHEN month IS NULL THEN 1
                WHEN COALESCE(part, 'late') <> 'late' THEN month WHEN month = 12 THEN 1 ELSE month + 1 END,
            CASE WHEN month IS NULL THEN 1 WHEN part = 'early' THEN 11 WHEN part = 'mid' THEN 21 ELSE 1 END
        ) AS date_after
    FROM dated
),
bounded AS (
    SELECT id, precision, first_date AS earliest, CASE WHEN precision = 'day' THEN first_date ELSE date_after - 1 END AS latest
    FROM edges
),
whole_years AS (
    SELECT id, precision, earliest, latest, CAST(EXTRACT(YEAR FROM earliest) AS INTEGER) - 1 AS years_before, CAST(EXTRACT(YEAR FROM latest) AS INTEGER) - 1 AS years_until
    FROM bounded
)
SELECT id, precision, earliest, latest,
    CAST(365 * years_before + FLOOR(years_before / 4) - FLOOR(years_before / 100) + FLOOR(years_before / 400) + EXTRACT(DOY FROM earliest) AS INTEGER) AS earliest_day,
    CAST(365 * years_until + FLOOR(years_until / 4) - FLOOR(years_until / 100) + FLOOR(years_until / 400) + EXTRACT(DOY FROM latest) AS INTEGER) AS latest_day
FROM whole_years
