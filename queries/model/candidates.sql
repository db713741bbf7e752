-- view:    Every figure of either side that the scoreboard may show, by dimension.
-- uses:    cited, described, reading, derived, amounts, lags
-- columns: dimension VARCHAR | place INTEGER | id, also VARCHAR (the statement, and the other a derived figure needs) | name, name_zh VARCHAR
--          (what the figure is about) | lower, best, upper DOUBLE (unit) | unit VARCHAR | year, month, day INTEGER, part VARCHAR (its date)
--          | earliest_day, latest_day, period_days INTEGER (dates this far apart are of one period) | scale_lower, scale_upper DOUBLE (people,
--          USD or days) | scale VARCHAR (figures compare only within one scale) | per VARCHAR (of prices and costs)
--          | preference INTEGER | size_order DOUBLE (smallest first)
WITH stated AS MATERIALIZED (SELECT * FROM cited),
-- in the latest reading two counts compare at the newest time at which both sides have one that tells, so all stand
counted AS (
    SELECT * FROM stated WHERE table_name = 'users'
    UNION ALL
    SELECT d.* FROM described AS d JOIN reading AS n ON n.name = 'latest' AND d.table_name = 'users' AND d.rank <> 'deprecated'
    WHERE d.year IS NOT NULL AND d.id NOT IN (SELECT id FROM stated)
),
audience AS (
    SELECT 'audience' AS dimension, place, id, CAST(NULL AS VARCHAR) AS also, product_name AS name, product_name_zh AS name_zh,
        lower, best, upper, qualifier, unit, year, month, day, part, earliest_day, latest_day, 0 AS period_days,
        lower AS scale_lower, upper AS scale_upper, unit AS scale, CAST(NULL AS VARCHAR) AS per,
        CASE WHEN qualifier = 'several' THEN 2 ELSE 1 END AS preference, -COALESCE(upper, lower) AS size_order
    FROM counted
    WHERE lower IS NOT NULL OR upper IS NOT NULL
),
money AS (
    SELECT
        CASE WHEN c.table_name = 'data_costs' THEN 'training_data' WHEN c.per = 'month' THEN 'month_price' ELSE 'use_price' END AS dimension,
        c.place, c.id, c.id AS amount, CAST(NULL AS VARCHAR) AS also, COALESCE(c.product_name, c.organization_name) AS name,
        COALESCE(c.product_name_zh, c.organization_name_zh) AS name_zh, c.lower, c.best, c.upper, c.qualifier, c.unit, c.per,
        c.year, c.month, c.day, c.part, c.earliest_day, c.latest_day, d.material, d.scope, pr.plan
    FROM stated AS c
    LEFT JOIN data_costs AS d ON d.id = c.id
    LEFT JOIN prices AS pr ON pr.id = c.id
    WHERE c.currency <> 'credit' AND (c.table_name = 'data_costs' OR c.per IN ('month', 'use'))
    UNION ALL
    SELECT 'use_price' AS dimension, c.place, d.input_a AS id, d.id AS amount, d.input_b AS also, c.product_name AS name,
        c.product_name_zh AS name_zh, d.lower, CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper, c.qualifier, d.unit, d.per,
        c.year, c.month, c.day, c.part, c.earliest_day, c.latest_day, NULL AS material, NULL AS scope, NULL AS plan
    FROM derived AS d
    JOIN stated AS c ON c.id = d.input_a
    WHERE d.rule = 'money_per_use' AND d.per = 'use'
),
-- prices compare in dollars; where a side has several, its cheapest stands for it. Data of one kind alone compare, and an offer or one
-- contract stands for no whole bill
priced AS (
    SELECT m.dimension, m.place, m.id, m.also, m.name, m.name_zh, m.lower, m.best, m.upper, m.qualifier, m.unit,
        m.year, m.month, m.day, m.part, m.earliest_day, m.latest_day, 31 AS period_days,
        a.lower AS scale_lower, a.upper AS scale_upper,
        'USD/' || m.per || COALESCE('/' || m.plan, '') || COALESCE('/' || m.material || '/' || m.scope, '') AS scale, m.per,
        CASE WHEN COALESCE(a.lower, a.upper) IS NULL THEN 3 WHEN m.scope <> 'bill' THEN 2 ELSE 1 END AS preference, COALESCE(a.lower, m.lower) AS size_order
    FROM money AS m
    LEFT JOIN amounts AS a ON a.id = m.amount AND a.target = 'USD'
),
-- a wait has no date of its own; from a demo it is another wait than from a launch
dated_waits AS (
    SELECT 'time_to_paid' AS dimension, a.place, l.id, CAST(NULL AS VARCHAR) AS also, a.product_name AS name, a.product_name_zh AS name_zh,
        CAST(COALESCE(l.low_days, l.stated_low_days) AS DOUBLE) AS lower, CAST(NULL AS DOUBLE) AS best,
        CAST(COALESCE(l.high_days, l.stated_high_days) AS DOUBLE) AS upper, CAST(NULL AS VARCHAR) AS qualifier, 'days' AS unit,
        CAST(NULL AS INTEGER) AS year, CAST(NULL AS INTEGER) AS month, CAST(NULL AS INTEGER) AS day, CAST(NULL AS VARCHAR) AS part,
        0 AS earliest_day, 0 AS latest_day, 0 AS period_days,
        CAST(COALESCE(l.low_days, l.stated_low_days) AS DOUBLE) AS scale_lower,
        CAST(COALESCE(l.high_days, l.stated_high_days) AS DOUBLE) AS scale_upper, 'days/' || a.unit AS scale,
        CAST(NULL AS VARCHAR) AS per,
        CASE WHEN l.low_days IS NULL THEN 2 ELSE 1 END AS preference, CAST(COALESCE(l.low_days, l.stated_low_days) AS DOUBLE) AS size_order,
        ROW_NUMBER() OVER (
            PARTITION BY l.id ORDER BY COALESCE(l.low_days, l.stated_low_days), l.leader_statement, l.follower_statement
        ) AS version
    FROM lags AS l
    JOIN stated AS a ON a.id = l.leader_statement
    JOIN stated AS b ON b.id = l.follower_statement
    WHERE b.unit = 'monetisation' AND b.place = a.place AND COALESCE(l.low_days, l.stated_low_days) IS NOT NULL
),
waits AS (
    SELECT dimension, place, id, also, name, name_zh, lower, best, upper, qualifier, unit, year, month, day, part,
        earliest_day, latest_day, period_days, scale_lower, scale_upper, scale, per, preference, size_order
    FROM dated_waits
    WHERE version = 1
)
SELECT * FROM audience WHERE place <= 2
UNION ALL SELECT * FROM priced WHERE place <= 2
UNION ALL SELECT * FROM waits WHERE place <= 2
