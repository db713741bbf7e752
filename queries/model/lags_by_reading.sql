-- table:   The lags each reading gives: each pair it has, by the dates it uses.
-- uses:    every_lag, readings
-- columns: reading VARCHAR | and as in every_lag
SELECT r.reading, l.*
FROM every_lag AS l
JOIN readings AS r ON r.id = l.id
JOIN readings AS a ON a.id = l.leader_statement AND a.reading = r.reading
JOIN readings AS b ON b.id = l.follower_statement AND b.reading = r.reading
