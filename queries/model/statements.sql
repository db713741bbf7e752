-- view:    The statements of the reading asked for: what every question is asked of, unless it asks for every statement
--          there is.
-- uses:    used, reading
-- columns: as in used
SELECT u.*
FROM used AS u
JOIN reading AS n ON n.name = u.reading
