-- table:   Every figure that the scoreboard may show, by reading and dimension.
-- uses:    used, every_statement, spans, derived_by_reading, amounts, lags_by_reading
-- columns: reading VARCHAR | dimension VARCHAR | organization, product VARCHAR (what it is about; product may be NULL)
--          | id, also VARCHAR (the statement, and the other a derived figure needs) | lower, best, upper DOUBLE (unit)
--          | unit VARCHAR | year, month, day INTEGER, part VARCHAR (its date)
--          | earliest_day, latest_day, period_days INTEGER (dates this far apart are of one period)
--          | scale_lower, scale_upper DOUBLE (people, USD or days) | scale VARCHAR (figures compare only within one)
--          | per VARCHAR (of prices and costs) | preference INTEGER | size_order DOUBLE (smallest first)
-- in the latest reading two counts compare at the newest time at which both sides have one that tells, so all stand
WITH counted AS (
    SELECT * FROM used WHERE table_name = 'users'
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
money AS (
    SELECT c.reading,
        CASE WHEN c.table_name = 'data_costs' THEN 'training_data' WHEN c.per = 'month' THEN 'month_price'
            ELSE 'use_price' END AS dimension,
        c.organization, c.product, c.id, c.id AS amount, CAST(NULL AS VARCHAR) AS also,
        c.lower, c.best, c.upper, c.qualifier, c.unit, c.per, c.year, c.month, c.day, c.part,
        c.earliest_day, c.latest_day, t.material, t.scope, p.plan
    FROM used AS c
    LEFT JOIN data_costs AS t ON t.id = c.id
    LEFT JOIN prices AS p ON p.id = c.id
    WHERE c.currency <> 'credit' AND (c.table_name = 'data_costs' OR c.per IN ('month', 'use'))
    UNION ALL
    SELECT c.reading, 'use_price' AS dimension, c.organization, c.product, d.input_a AS id, d.id AS amount,
        d.input_b AS also, d.lower, CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper, c.qualifier,
        d.unit, d.per, c.year, c.month, c.day, c.part,
        c.earliest_day, c.latest_day, NULL AS material, NULL AS scope, NULL AS plan
    FROM derived_by_reading AS d
    JOIN used AS c ON c.reading = d.reading AND c.id = d.input_a
    WHERE d.rule = 'money_per_use' AND d.per = 'use'
),
-- prices compare in dollars; where a side has several, its cheapest stands for it. Data of one kind alone compare, and
-- an offer or one contract stands for no whole bill
priced AS (
    SELECT m.reading, m.dimension, m.organization, m.product, m.id, m.also, m.lower, m.best, m.upper, m.qualifier,
        m.unit, m.year, m.month, m.day, m.part, m.earliest_day, m.latest_day, 31 AS period_days,
        a.lower AS scale_lower, a.upper AS scale_upper,
        'USD/' || m.per || COALESCE('/' || m.plan, '') || COALESCE('/' || m.material || '/' || m.scope, '') AS scale,
        m.per,
        CASE WHEN COALESCE(a.lower, a.upper) IS NULL THEN 3 WHEN m.scope <> 'bill' THEN 2 ELSE 1 END AS preference,
        COALESCE(a.lower, m.lower) AS size_order
    FROM money AS m
    LEFT JOIN amounts AS a ON a.id = m.amount AND a.target = 'USD'
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
UNION ALL SELECT * FROM priced
UNION ALL
SELECT reading, dimension, organization, product, id, also, lower, best, upper, qualifier, unit, year, month, day, part,
    earliest_day, latest_day, period_days, scale_lower, scale_upper, scale, per, preference, size_order
FROM waited
WHERE version = 1
