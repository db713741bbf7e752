-- table:   Every figure that the scoreboard may show, by reading and dimension.
-- uses:    statements_by_reading, every_statement, spans, price_candidates, lags_by_reading
-- columns: reading VARCHAR | dimension VARCHAR | organization, product VARCHAR (what it is about; product may be NULL)
--          | id, also VARCHAR (the statement, and the other a derived figure needs) | lower, best, upper DOUBLE (unit)
--          | unit VARCHAR | year, month, day INTEGER, part VARCHAR (its date)
--          | earliest_day, latest_day, period_days INTEGER (dates this far apart are of one period)
--          | scale_lower, scale_upper DOUBLE (people, USD or days) | scale VARCHAR (figures compare only within one)
--          | per VARCHAR (of prices and costs) | preference INTEGER | size_order DOUBLE (smallest first)
-- in the latest reading two counts compare at the newest time at which both sides have one that tells, so all stand
WITH counted AS (
    SELECT * FROM statements_by_reading WHERE table_name = 'users'
    UNION
    SELECT 'latest' AS reading, s.*, d.precision, d.earliest, d.latest, d.earliest_day, d.latest_day
    FROM every_statement AS s
    JOIN spans AS d ON d.id = s.id
    WHERE s.table_name = 'users' AND s.rank <> 'deprecated'
),
audience AS (
    SELECT reading, 'audience' AS dimension, organization, product, id, CAST(NULL AS VARCHAR) AS also,
        lower, best, upper, qualifier, unit, year, month, day, part, earliest_day, latest_day, 0 AS period_days,
        lower AS scale_lower, upper AS scale_upper, unit AS scale, CAST(NULL AS VARCHAR) AS per,
        CASE WHEN qualifier = 'several' THEN 2 ELSE 1 END AS preference, -COALESCE(upper, lower) AS size_order
    FROM counted
    WHERE lower IS NOT NULL OR upper IS NOT NULL
),
lengths AS (
    SELECT reading, id, leader_statement, follower_statement,
        CAST(COALESCE(low_days, stated_low_days) AS DOUBLE) AS lower,
        CAST(COALESCE(high_days, stated_high_days) AS DOUBLE) AS upper,
        CASE WHEN low_days IS NULL THEN 2 ELSE 1 END AS preference
    FROM lags_by_reading
),
-- a wait has no date of its own; from a demo it is another wait than from a launch
waited AS (
    SELECT l.reading, 'time_to_paid' AS dimension, a.organization, a.product, l.id, CAST(NULL AS VARCHAR) AS also,
        l.lower, CAST(NULL AS DOUBLE) AS best, l.upper, CAST(NULL AS VARCHAR) AS qualifier, 'days' AS unit,
        CAST(NULL AS INTEGER) AS year, CAST(NULL AS INTEGER) AS month, CAST(NULL AS INTEGER) AS day,
        CAST(NULL AS VARCHAR) AS part, 0 AS earliest_day, 0 AS latest_day, 0 AS period_days,
        l.lower AS scale_lower, l.upper AS scale_upper, 'days/' || a.unit AS scale, CAST(NULL AS VARCHAR) AS per,
        l.preference, l.lower AS size_order,
        ROW_NUMBER() OVER (
            PARTITION BY l.reading, l.id ORDER BY l.lower, l.leader_statement, l.follower_statement
        ) AS version
    FROM lengths AS l
    JOIN every_statement AS a ON a.id = l.leader_statement
    JOIN every_statement AS b ON b.id = l.follower_statement
    WHERE b.unit = 'monetisation' AND b.organization = a.organization AND l.lower IS NOT NULL
)
SELECT * FROM audience
UNION ALL SELECT * FROM price_candidates
UNION ALL
SELECT reading, dimension, organization, product, id, also, lower, best, upper, qualifier, unit, year, month, day, part,
    earliest_day, latest_day, period_days, scale_lower, scale_upper, scale, per, preference, size_order
FROM waited
WHERE version = 1
