-- table:   Each pair of gaps.csv, once per pair of statements about its two milestones: the lag their dates give and
--          the lag stated.
-- uses:    every_statement, spans
-- columns: low_days, high_days INTEGER (days; positive = follower later; NULL = a date is missing)
--          | stated_low_days, stated_high_days INTEGER (days; a rounded lag covers half a unit either way)
--          | agrees BOOLEAN (NULL = nothing to compare)
WITH units AS (
    SELECT 'days' AS unit, 1.0 AS days UNION ALL SELECT 'weeks' AS unit, 7.0 AS days
    UNION ALL SELECT 'months' AS unit, 30.4375 AS days UNION ALL SELECT 'years' AS unit, 365.25 AS days
),
dated AS (
    SELECT m.id, m.milestone, d.earliest_day, d.latest_day
    FROM milestones AS m
    LEFT JOIN spans AS d ON d.id = m.id
),
halves AS (
    SELECT id, CASE WHEN qualifier = 'about' THEN 0.5 ELSE 0 END AS rounding FROM gaps
),
stated AS (
    SELECT g.id, g.leader, g.follower,
        CAST(FLOOR(s.lower * u.days - u.days * h.rounding) AS INTEGER) AS stated_low_days,
        CAST(CEIL(s.upper * u.days + u.days * h.rounding) AS INTEGER) AS stated_high_days
    FROM gaps AS g
    JOIN halves AS h ON h.id = g.id
    JOIN every_statement AS s ON s.id = g.id
    LEFT JOIN units AS u ON u.unit = g.unit
),
computed AS (
    SELECT g.*, a.id AS leader_statement, b.id AS follower_statement,
        b.earliest_day - a.latest_day AS low_days, b.latest_day - a.earliest_day AS high_days
    FROM stated AS g
    JOIN dated AS a ON a.milestone = g.leader
    JOIN dated AS b ON b.milestone = g.follower
)
SELECT id, leader, follower, leader_statement, follower_statement,
    low_days, high_days, stated_low_days, stated_high_days,
    CASE WHEN low_days IS NULL OR COALESCE(stated_low_days, stated_high_days) IS NULL THEN NULL
        ELSE low_days <= COALESCE(stated_high_days, high_days)
            AND high_days >= COALESCE(stated_low_days, low_days) END AS agrees
FROM computed
