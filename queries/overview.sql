-- question: Who is ahead in each dimension, and by what factor or time?
-- params:
-- columns:  dimension VARCHAR | panel VARCHAR (size or time) | row_id VARCHAR | title VARCHAR (lags: leader) | title_zh VARCHAR
--           | second VARCHAR (lags: follower) | second_zh VARCHAR | place_a INTEGER (lags: the leader's side) | place_b INTEGER
--           | id_a VARCHAR | also_a VARCHAR (of a derived figure) | name_a VARCHAR | name_a_zh VARCHAR | lower_a DOUBLE (unit) | best_a DOUBLE (unit) | upper_a DOUBLE (unit) | qualifier_a VARCHAR | unit_a VARCHAR
--           | year_a INTEGER | month_a INTEGER | day_a INTEGER | part_a VARCHAR
--           | id_b VARCHAR | also_b VARCHAR (of a derived figure) | name_b VARCHAR | name_b_zh VARCHAR | lower_b DOUBLE (unit) | best_b DOUBLE (unit) | upper_b DOUBLE (unit) | qualifier_b VARCHAR | unit_b VARCHAR
--           | year_b INTEGER | month_b INTEGER | day_b INTEGER | part_b VARCHAR
--           | comparable BOOLEAN (NULL = one side states nothing) | obstacle VARCHAR (why not comparable: unit or date) | ahead INTEGER (the place ahead; 0 = cannot be told)
--           | factor_low DOUBLE (times) | factor_high DOUBLE (times) | low_days INTEGER (days; positive = b later) | high_days INTEGER (days)
--           | precision_a VARCHAR | precision_b VARCHAR | versions BIGINT
WITH dimensions AS (
    SELECT 1 AS place, 'audience' AS dimension, 'size' AS panel, 1 AS more_is_ahead UNION ALL SELECT 2, 'month_price', 'size', 0
    UNION ALL SELECT 3, 'use_price', 'size', 0 UNION ALL SELECT 4, 'training_data', 'size', 0 UNION ALL SELECT 5, 'time_to_paid', 'time', 0
),
paired AS (
    SELECT d.place, d.dimension, d.panel, d.more_is_ahead, a.id AS id_a, a.also AS also_a, a.name AS name_a, a.name_zh AS name_a_zh, a.lower AS lower_a, a.best AS best_a, a.upper AS upper_a,
        a.qualifier AS qualifier_a, a.unit AS unit_a, b.id AS id_b, b.also AS also_b, b.name AS name_b, b.name_zh AS name_b_zh, b.lower AS lower_b, b.best AS best_b, b.upper AS upper_b,
        b.qualifier AS qualifier_b, b.unit AS unit_b, CASE WHEN a.id IS NOT NULL AND b.id IS NOT NULL THEN a.obstacle IS NULL END AS comparable,
        COALESCE(a.obstacle, b.obstacle) AS obstacle, a.year AS year_a, a.month AS month_a, a.day AS day_a, a.part AS part_a,
        b.year AS year_b, b.month AS month_b, b.day AS day_b, b.part AS part_b,
        a.scale_lower AS low_a, a.scale_upper AS high_a, b.scale_lower AS low_b, b.scale_upper AS high_b
    FROM dimensions AS d
    LEFT JOIN contenders AS a ON a.dimension = d.dimension AND a.place = 1
    LEFT JOIN contenders AS b ON b.dimension = d.dimension AND b.place = 2
    WHERE a.id IS NOT NULL OR b.id IS NOT NULL
),
judged AS (
    SELECT *, CASE WHEN NOT comparable THEN 0 WHEN low_a > high_b THEN 2 - more_is_ahead WHEN low_b > high_a THEN 1 + more_is_ahead ELSE 0 END AS ahead
    FROM paired
),
sizes AS (
    SELECT place, dimension, panel, dimension AS row_id, NULL AS title, NULL AS title_zh, NULL AS second, NULL AS second_zh, 1 AS place_a, 2 AS place_b,
        id_a, also_a, name_a, name_a_zh, lower_a, best_a, upper_a, qualifier_a, unit_a, id_b, also_b, name_b, name_b_zh, lower_b, best_b, upper_b, qualifier_b, unit_b,
        year_a, month_a, day_a, part_a, year_b, month_b, day_b, part_b, comparable, obstacle, ahead,
        CASE WHEN panel = 'size' AND comparable AND low_a > high_b THEN low_a / NULLIF(high_b, 0) WHEN panel = 'size' AND comparable AND low_b > high_a THEN low_b / NULLIF(high_a, 0) END AS factor_low,
        CASE WHEN panel = 'size' AND comparable AND low_a > high_b THEN high_a / NULLIF(low_b, 0) WHEN panel = 'size' AND comparable AND low_b > high_a THEN high_b / NULLIF(low_a, 0) END AS factor_high,
        CASE WHEN panel = 'time' AND comparable THEN CAST(low_a - high_b AS INTEGER) END AS low_days,
        CASE WHEN panel = 'time' AND comparable THEN CAST(high_a - low_b AS INTEGER) END AS high_days,
        NULL AS precision_a, NULL AS precision_b, 1 AS versions
    FROM judged
),
-- only lags between the two sides; a lag behind a neutral organization is on the page of gaps, and a state or an end is no event to lag behind
lagged AS (
    SELECT 6 AS place, 'lag' AS dimension, 'time' AS panel, l.id AS row_id, m.title, m.title_zh, n.title AS second, n.title_zh AS second_zh, a.place AS place_a, b.place AS place_b,
        l.leader_statement AS id_a, NULL AS also_a, a.product_name AS name_a, a.product_name_zh AS name_a_zh, NULL AS lower_a, NULL AS best_a, NULL AS upper_a, NULL AS qualifier_a, NULL AS unit_a,
        l.follower_statement AS id_b, NULL AS also_b, b.product_name AS name_b, b.product_name_zh AS name_b_zh, NULL AS lower_b, NULL AS best_b, NULL AS upper_b, NULL AS qualifier_b, NULL AS unit_b,
        NULL AS year_a, NULL AS month_a, NULL AS day_a, NULL AS part_a, NULL AS year_b, NULL AS month_b, NULL AS day_b, NULL AS part_b,
        TRUE AS comparable, NULL AS obstacle, CASE WHEN l.low_days > 0 THEN a.place WHEN l.high_days < 0 THEN b.place ELSE 0 END AS ahead,
        NULL AS factor_low, NULL AS factor_high, l.low_days, l.high_days, a.precision AS precision_a, b.precision AS precision_b,
        COUNT(*) OVER (PARTITION BY l.id) AS versions
    FROM lags AS l
    JOIN cited AS a ON a.id = l.leader_statement
    JOIN cited AS b ON b.id = l.follower_statement
    JOIN milestones AS m ON m.id = a.id
    JOIN milestones AS n ON n.id = b.id
    WHERE a.place <= 2 AND b.place <= 2 AND a.place <> b.place AND l.low_days IS NOT NULL
        AND a.unit <> 'state' AND b.unit <> 'state' AND a.unit <> 'shutdown' AND b.unit <> 'shutdown'
),
together AS (
    SELECT * FROM sizes UNION ALL SELECT * FROM lagged
)
SELECT dimension, panel, row_id, title, title_zh, second, second_zh, place_a, place_b, id_a, also_a, name_a, name_a_zh, lower_a, best_a, upper_a, qualifier_a, unit_a,
    year_a, month_a, day_a, part_a, id_b, also_b, name_b, name_b_zh, lower_b, best_b, upper_b, qualifier_b, unit_b, year_b, month_b, day_b, part_b,
    comparable, obstacle, ahead, factor_low, factor_high, low_days, high_days,
    precision_a, precision_b, versions
FROM together
ORDER BY place, MAX(high_days) OVER (PARTITION BY row_id) DESC NULLS LAST, row_id, low_days DESC NULLS LAST, id_a, id_b
