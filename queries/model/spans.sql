-- view:    Each dated statement's date as an interval of whole days, at the precision its source gives.
-- uses:    every_statement
-- columns: earliest, latest DATE | earliest_day, latest_day INTEGER (days, 1 = 0001-01-01) | precision VARCHAR (day, part, month or year)
WITH dated AS (
    SELECT id, year, month, day, part,
        CASE WHEN day IS NOT NULL THEN 'day' WHEN part IS NOT NULL THEN 'part' WHEN month IS NOT NULL THEN 'month' ELSE 'year' END AS precision
    FROM every_statement
    WHERE year IS NOT NULL
),
first_days AS (
    SELECT id, year,
        CASE WHEN month IS NOT NULL THEN month WHEN part = 'mid' THEN 4 WHEN part = 'late' THEN 10 ELSE 1 END AS month,
        CASE WHEN day IS NOT NULL THEN day WHEN month IS NULL THEN 1 WHEN part = 'mid' THEN 11 WHEN part = 'late' THEN 21 ELSE 1 END AS day
    FROM dated
),
-- the first day no longer in the interval
days_after AS (
    SELECT id,
        CASE WHEN COALESCE(part, 'late') <> 'late' OR month < 12 THEN year ELSE year + 1 END AS year,
        CASE WHEN month IS NULL AND part = 'early' THEN 4 WHEN month IS NULL AND part = 'mid' THEN 10 WHEN month IS NULL THEN 1
            WHEN COALESCE(part, 'late') <> 'late' THEN month WHEN month = 12 THEN 1 ELSE month + 1 END AS month,
        CASE WHEN month IS NULL THEN 1 WHEN part = 'early' THEN 11 WHEN part = 'mid' THEN 21 ELSE 1 END AS day
    FROM dated
),
edges AS (
    SELECT id, 'first' AS edge, make_date(year, month, day) AS edge_date, year - 1 AS years FROM first_days
    UNION ALL
    SELECT id, 'after' AS edge, make_date(year, month, day) AS edge_date, year - 1 AS years FROM days_after
),
numbered AS (
    SELECT id, edge, edge_date,
        CAST(365 * years + FLOOR(years / 4) - FLOOR(years / 100) + FLOOR(years / 400) + EXTRACT(DOY FROM edge_date) AS INTEGER) AS day_number
    FROM edges
)
SELECT d.id, d.precision, f.edge_date AS earliest,
    CASE WHEN d.precision = 'day' THEN f.edge_date ELSE a.edge_date - 1 END AS latest,
    f.day_number AS earliest_day,
    CASE WHEN d.precision = 'day' THEN f.day_number ELSE a.day_number - 1 END AS latest_day
FROM dated AS d
JOIN numbered AS f ON f.id = d.id AND f.edge = 'first'
JOIN numbered AS a ON a.id = d.id AND a.edge = 'after'
