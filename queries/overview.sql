-- question: Who is ahead in each dimension, and by what factor or time?
-- params:
-- columns:  dimension VARCHAR | panel VARCHAR (size or time) | row_id VARCHAR (equal where two sides' figures make one
--           row)
--           | version INTEGER (of a lag, by which dates) | versions INTEGER
--           | role VARCHAR NULL (leader or follower of a lag) | side_rank INTEGER | id VARCHAR (the side's statement)
--           | also VARCHAR NULL (the other statement a derived figure needs) | organization VARCHAR
--           | product VARCHAR NULL | lower DOUBLE NULL (unit) | best DOUBLE NULL (unit) | upper DOUBLE NULL (unit; of a
--           lag the level that both reached)
--           | qualifier VARCHAR NULL | unit VARCHAR
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL | precision VARCHAR NULL
--           | comparable BOOLEAN NULL (NULL = the other side states nothing)
--           | obstacle VARCHAR NULL (why not comparable: unit or date)
--           | ahead INTEGER (the rank of the side ahead; 0 = cannot be told) | factor_low DOUBLE NULL (times)
--           | factor_high DOUBLE NULL (times) | low_days INTEGER NULL (days; positive = second side or follower later)
--           | high_days INTEGER NULL (days)
WITH lag_sides AS MATERIALIZED (
    SELECT * FROM lag_ends
),
-- only lags between the two sides; a lag behind a neutral organization is on the page of gaps, and a state or an end is
-- no event to lag behind
across AS (
    SELECT l.id, l.leader_statement, l.follower_statement, l.measure, l.level, l.low_days, l.high_days,
        CASE WHEN l.low_days > 0 THEN a.side_rank WHEN l.high_days < 0 THEN b.side_rank ELSE 0 END AS ahead,
        ROW_NUMBER() OVER (
            PARTITION BY l.id ORDER BY l.low_days DESC, l.leader_statement, l.follower_statement
        ) AS version,
        COUNT(*) OVER (PARTITION BY l.id) AS versions, MAX(l.high_days) OVER (PARTITION BY l.id) AS longest
    FROM compared_lags AS l
    JOIN lag_sides AS a ON a.statement = l.leader_statement
        AND a.measure IS NOT DISTINCT FROM l.measure AND a.level IS NOT DISTINCT FROM l.level
    JOIN lag_sides AS b ON b.statement = l.follower_statement
        AND b.measure IS NOT DISTINCT FROM l.measure AND b.level IS NOT DISTINCT FROM l.level
    WHERE a.is_compared AND b.is_compared AND a.side <> b.side AND l.low_days IS NOT NULL
        AND a.kind NOT IN ('state', 'shutdown') AND b.kind NOT IN ('state', 'shutdown')
),
ends AS (
    SELECT *, 'leader' AS role, leader_statement AS statement, 1 AS position FROM across
    UNION ALL
    SELECT *, 'follower' AS role, follower_statement AS statement, 2 AS position FROM across
),
lagged AS (
    SELECT 6 AS line, 'lag' AS dimension, 'time' AS panel, e.id AS row_id, e.version, e.versions, e.role, c.side_rank,
        c.statement AS id, NULL AS also, c.organization, c.product, c.level AS lower, c.level AS best, c.level AS upper,
        NULL AS qualifier, COALESCE(c.measure, c.kind) AS unit, c.year, c.month, c.day, c.part, c.precision,
        TRUE AS comparable, NULL AS obstacle, e.ahead, NULL AS factor_low, NULL AS factor_high,
        e.low_days, e.high_days, e.position, e.longest
    FROM ends AS e
    JOIN lag_sides AS c ON c.statement = e.statement
        AND c.measure IS NOT DISTINCT FROM e.measure AND c.level IS NOT DISTINCT FROM e.level
),
together AS (
    SELECT * FROM sizes UNION ALL SELECT * FROM lagged
)
SELECT dimension, panel, row_id, CAST(version AS INTEGER) AS version, CAST(versions AS INTEGER) AS versions, role,
    side_rank, id, also, organization, product, lower, best, upper, qualifier, unit, year, month, day, part, precision,
    comparable, obstacle, ahead, factor_low, factor_high,
    CAST(low_days AS INTEGER) AS low_days, CAST(high_days AS INTEGER) AS high_days
FROM together
ORDER BY line, longest DESC NULLS LAST, row_id, version, position
