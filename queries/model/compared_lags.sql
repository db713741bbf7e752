-- view:    The lags of the reading asked for, and those between events that are paired by topic.
-- uses:    lags, topic_pairs
-- columns: as in every_lag, without milestones and reading | by_topic BOOLEAN (not listed in gaps.csv)
SELECT id, leader_statement, follower_statement, low_days, high_days, stated_low_days, stated_high_days, agrees,
    FALSE AS by_topic
FROM lags
UNION ALL
SELECT id, leader_statement, follower_statement, low_days, high_days,
    CAST(NULL AS INTEGER) AS stated_low_days, CAST(NULL AS INTEGER) AS stated_high_days,
    CAST(NULL AS BOOLEAN) AS agrees, TRUE AS by_topic
FROM topic_pairs
