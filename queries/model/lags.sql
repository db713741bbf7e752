-- view:    The lags of the reading asked for.
-- uses:    lags_by_reading, reading
-- columns: as in lags_by_reading
SELECT l.*
FROM lags_by_reading AS l
JOIN reading AS n ON n.name = l.reading
