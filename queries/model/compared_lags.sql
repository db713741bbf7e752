-- view:    The lags of the reading asked for, those between events that are paired by topic, and those between the
--          times at which both sides reached one level.
-- uses:    lags, topic_pairs, level_lags
-- columns: as in every_lag, without milestones and reading | by_topic BOOLEAN (not listed in gaps.csv)
--          | measure VARCHAR, level DOUBLE (NULL = a lag between events)
SELECT id, leader_statement, follower_statement, low_days, high_days, stated_low_days, stated_high_days, agrees,
    FALSE AS by_topic, CAST(NULL AS VARCHAR) AS measure, CAST(NULL AS DOUBLE) AS level
FROM lags
UNION ALL
SELECT id, leader_statement, follower_statement, low_days, high_days,
    CAST(NULL AS INTEGER) AS stated_low_days, CAST(NULL AS INTEGER) AS stated_high_days,
    CAST(NULL AS BOOLEAN) AS agrees, TRUE AS by_topic, CAST(NULL AS VARCHAR) AS measure, CAST(NULL AS DOUBLE) AS level
FROM topic_pairs
UNION ALL
SELECT id, leader_statement, follower_statement, low_days, high_days,
    CAST(NULL AS INTEGER) AS stated_low_days, CAST(NULL AS INTEGER) AS stated_high_days,
    CAST(NULL AS BOOLEAN) AS agrees, FALSE AS by_topic, measure, level
FROM level_lags
WHERE precision_rank = 1
