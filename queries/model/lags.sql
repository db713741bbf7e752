-- view:    The lags the reading gives: each pair it has, by the dates it uses.
-- uses:    every_lag, statements
-- columns: as in every_lag
SELECT l.*
FROM every_lag AS l
JOIN statements AS g ON g.id = l.id
JOIN statements AS a ON a.id = l.leader_statement
JOIN statements AS b ON b.id = l.follower_statement
