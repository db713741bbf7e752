-- question: How far behind is each follower, by its dates and in the source's words?
-- params:
-- columns:  id VARCHAR | leader_statement VARCHAR | follower_statement VARCHAR
--           | leader_before VARCHAR NULL (of a level: the last count below it, or the launch)
--           | follower_before VARCHAR NULL (likewise)
--           | leader_side VARCHAR | follower_side VARCHAR | leader_rank INTEGER (of its side)
--           | follower_rank INTEGER (of its side) | leader_first INTEGER NULL (day number)
--           | leader_last INTEGER NULL (day number) | follower_first INTEGER NULL (day number)
--           | follower_last INTEGER NULL (day number) | leader_precision VARCHAR NULL | follower_precision VARCHAR NULL
--           | leader_year INTEGER NULL | leader_month INTEGER NULL | leader_day INTEGER NULL | leader_part VARCHAR NULL
--           | follower_year INTEGER NULL | follower_month INTEGER NULL | follower_day INTEGER NULL
--           | follower_part VARCHAR NULL
--           | across BOOLEAN (the two are of the two sides compared)
--           | low_days INTEGER NULL (days) | high_days INTEGER NULL (days)
--           | stated_low DOUBLE NULL (stated unit) | stated_high DOUBLE NULL (stated unit)
--           | stated_qualifier VARCHAR NULL | stated_unit VARCHAR NULL
--           | stated_low_days INTEGER NULL (days) | stated_high_days INTEGER NULL (days)
--           | agrees BOOLEAN NULL (NULL = nothing to compare)
--           | eventful BOOLEAN (both ends happened at a time; a state lasts, and leads nobody)
--           | versions BIGINT (readings of this pair)
--           | by_topic BOOLEAN (paired by topic and kind, and not listed in gaps.csv)
--           | measure VARCHAR NULL (NULL = a pair of events) | level DOUBLE NULL (of the measure, that both reached)
WITH ends AS MATERIALIZED (
    SELECT * FROM lag_ends
),
pairs AS (
    SELECT *, MAX(high_days) OVER (PARTITION BY id) AS longest, COUNT(*) OVER (PARTITION BY id) AS versions
    FROM compared_lags
)
SELECT l.id, l.leader_statement, l.follower_statement, a.before_id AS leader_before, b.before_id AS follower_before,
    a.side AS leader_side, b.side AS follower_side, a.side_rank AS leader_rank, b.side_rank AS follower_rank,
    a.earliest_day AS leader_first, a.latest_day AS leader_last,
    b.earliest_day AS follower_first, b.latest_day AS follower_last,
    a.precision AS leader_precision, b.precision AS follower_precision,
    a.year AS leader_year, a.month AS leader_month, a.day AS leader_day, a.part AS leader_part,
    b.year AS follower_year, b.month AS follower_month, b.day AS follower_day, b.part AS follower_part,
    a.is_compared AND b.is_compared AND a.side <> b.side AS across,
    l.low_days, l.high_days,
    s.lower AS stated_low, s.upper AS stated_high, s.qualifier AS stated_qualifier, s.unit AS stated_unit,
    l.stated_low_days, l.stated_high_days, l.agrees,
    a.kind NOT IN ('state', 'shutdown') AND b.kind NOT IN ('state', 'shutdown') AS eventful,
    l.versions, l.by_topic, l.measure, l.level
FROM pairs AS l
LEFT JOIN statements AS s ON s.id = l.id
JOIN ends AS a ON a.statement = l.leader_statement
    AND a.measure IS NOT DISTINCT FROM l.measure AND a.level IS NOT DISTINCT FROM l.level
JOIN ends AS b ON b.statement = l.follower_statement
    AND b.measure IS NOT DISTINCT FROM l.measure AND b.level IS NOT DISTINCT FROM l.level
ORDER BY l.longest DESC NULLS LAST, l.id, l.low_days DESC NULLS LAST, l.leader_statement, l.follower_statement
