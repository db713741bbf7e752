-- view:    The lags the reading gives: each pair it has, by the dates it uses.
-- uses:    every_lag, statements
-- columns: as in every_lag
WITH used AS MATERIALIZED (
    SELECT id FROM statements
)
SELECT l.*
FROM every_lag AS l
JOIN used AS g ON g.id = l.id
JOIN used AS a ON a.id = l.leader_statement
JOIN used AS b ON b.id = l.follower_statement
