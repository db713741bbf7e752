-- table:   Each dated statement's date as an interval of whole days, at the precision its source gives.
-- uses:    every_statement
-- columns: earliest, latest DATE | earliest_day, latest_day INTEGER (days, 1 = 0001-01-01)
--          | precision VARCHAR (day, part, month or year)
WITH dated AS (
    SELECT id, year, day, part,
        CASE WHEN day IS NOT NULL THEN 'day' WHEN part IS NOT NULL THEN 'part' WHEN month IS NOT NULL THEN 'month'
            ELSE 'year' END AS precision,
        -- the months it covers as a whole, and of a part of one month its days
        COALESCE(month, CASE part WHEN 'mid' THEN 4 WHEN 'late' THEN 10 ELSE 1 END) AS first_month,
        COALESCE(month, CASE part WHEN 'early' THEN 3 WHEN 'mid' THEN 9 ELSE 12 END) AS last_month,
        CASE WHEN month IS NOT NULL THEN part END AS part_of_month
    FROM every_statement
    WHERE year IS NOT NULL
),
bounded AS (
    SELECT id, precision,
        make_date(year, first_month,
            COALESCE(day, CASE part_of_month WHEN 'mid' THEN 11 WHEN 'late' THEN 21 ELSE 1 END)) AS earliest,
        CASE WHEN day IS NOT NULL THEN make_date(year, last_month, day)
            WHEN part_of_month = 'early' THEN make_date(year, last_month, 10)
            WHEN part_of_month = 'mid' THEN make_date(year, last_month, 20)
            ELSE last_day(make_date(year, last_month, 1)) END AS latest
    FROM dated
)
SELECT id, precision, earliest, latest,
    CAST(date_diff('day', DATE '0001-01-01', earliest) + 1 AS INTEGER) AS earliest_day,
    CAST(date_diff('day', DATE '0001-01-01', latest) + 1 AS INTEGER) AS latest_day
FROM bounded
