-- table:   When each product or organization had reached each round level of a measure (1, 2, 3 and 5 times a power of
--          ten), in each reading: not before the last count below the level, or its launch, and not after the first
--          count at the level or over it. Users of a day or a week are the least there can be of a longer period.
-- uses:    series_by_reading, statements_by_reading
-- columns: reading VARCHAR | id VARCHAR (the first count at the level or over it)
--          | subject, organization, measure, unit VARCHAR | level DOUBLE (unit)
--          | before_id VARCHAR (the last count below, or the launch; NULL = neither is known)
--          | first_day, last_day INTEGER (day number; first_day NULL = not known)
--          | launch_id VARCHAR, launch_first, launch_last INTEGER (day number; NULL = no launch is dated)
WITH periods AS (
    SELECT 'dau' AS measure, 1 AS days UNION ALL SELECT 'wau' AS measure, 7 AS days
    UNION ALL SELECT 'mau' AS measure, 30 AS days
),
stock AS (
    SELECT s.*
    FROM series_by_reading AS s
    JOIN measures AS m ON m.id = s.measure
    WHERE m.flow = 'no' AND m.kind IN ('people', 'count', 'money')
),
counts AS (
    SELECT reading, id, subject, organization, measure, unit, lower, earliest_day, latest_day FROM stock
    UNION ALL
    SELECT s.reading, s.id, s.subject, s.organization, longer.measure, s.unit, s.lower, s.earliest_day, s.latest_day
    FROM stock AS s
    JOIN periods AS own ON own.measure = s.measure
    JOIN periods AS longer ON longer.days > own.days
),
records AS (
    SELECT *, MAX(lower) OVER (
            PARTITION BY reading, subject, measure, unit ORDER BY latest_day, earliest_day, lower, id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS record
    FROM counts
    WHERE lower > 0
),
levels AS (
    SELECT CAST(d.digit * e.decade AS DOUBLE) AS level
    FROM (VALUES (1), (2), (3), (5)) AS d (digit)
    CROSS JOIN (
        VALUES (1), (10), (100), (1000), (10000), (100000), (1000000), (10000000), (100000000), (1000000000),
            (10000000000), (100000000000), (1000000000000)
    ) AS e (decade)
),
-- a first count says little of levels far below it
reached AS (
    SELECT r.*, l.level
    FROM records AS r
    JOIN levels AS l ON l.level <= r.lower AND l.level > COALESCE(r.record, r.lower / 10)
),
launches AS (
    SELECT reading, product AS subject, id, earliest_day, latest_day,
        ROW_NUMBER() OVER (PARTITION BY reading, product ORDER BY earliest_day, latest_day, id) AS row_number
    FROM statements_by_reading
    WHERE unit = 'launch' AND product IS NOT NULL AND earliest_day IS NOT NULL
),
lower_counts AS (
    SELECT r.reading, r.subject, r.measure, r.unit, r.level, s.id, s.earliest_day
    FROM reached AS r
    JOIN stock AS s ON s.reading = r.reading AND s.subject = r.subject AND s.measure = r.measure AND s.unit = r.unit
        AND s.upper < r.level AND s.earliest_day <= r.latest_day
    UNION ALL
    SELECT r.reading, r.subject, r.measure, r.unit, r.level, l.id, l.earliest_day
    FROM reached AS r
    JOIN launches AS l ON l.row_number = 1 AND l.reading = r.reading AND l.subject = r.subject
        AND l.earliest_day <= r.latest_day
),
last_below AS (
    SELECT *, ROW_NUMBER() OVER (
            PARTITION BY reading, subject, measure, unit, level ORDER BY earliest_day DESC, id
        ) AS row_number
    FROM lower_counts
)
SELECT r.reading, r.id, r.subject, r.organization, r.measure, r.unit, r.level, b.id AS before_id,
    b.earliest_day AS first_day, r.latest_day AS last_day,
    l.id AS launch_id, l.earliest_day AS launch_first, l.latest_day AS launch_last
FROM reached AS r
LEFT JOIN last_below AS b ON b.row_number = 1 AND b.reading = r.reading
    AND b.subject = r.subject AND b.measure = r.measure AND b.unit = r.unit AND b.level = r.level
LEFT JOIN launches AS l ON l.row_number = 1 AND l.reading = r.reading AND l.subject = r.subject
