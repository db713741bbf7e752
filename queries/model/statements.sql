-- view:    The statements of the reading asked for: what every question is asked of, unless it asks for every statement
--          there is.
-- uses:    statements_by_reading, reading
-- columns: as in statements_by_reading
SELECT u.*
FROM statements_by_reading AS u
JOIN reading AS n ON n.name = u.reading
