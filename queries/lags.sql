-- question: What lag does each reading give each pair, beside the lag stated?
-- params:
-- columns:  id VARCHAR | reading VARCHAR | leader_statement VARCHAR | follower_statement VARCHAR
--           | low_days INTEGER NULL (days; positive = follower later) | high_days INTEGER NULL (days)
--           | leader_precision VARCHAR NULL | follower_precision VARCHAR NULL
--           | stated_low_days INTEGER NULL (days) | stated_high_days INTEGER NULL (days)
--           | agrees BOOLEAN NULL (NULL = nothing to compare)
SELECT l.id, l.reading, l.leader_statement, l.follower_statement, l.low_days, l.high_days,
    x.precision AS leader_precision, y.precision AS follower_precision,
    l.stated_low_days, l.stated_high_days, l.agrees
FROM lags_by_reading AS l
LEFT JOIN spans AS x ON x.id = l.leader_statement
LEFT JOIN spans AS y ON y.id = l.follower_statement
ORDER BY l.id, l.reading, l.leader_statement, l.follower_statement
