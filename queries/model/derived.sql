-- view:    The derived figures of the reading asked for.
-- uses:    derived_by_reading, reading
-- columns: as in derived_by_reading
SELECT d.*
FROM derived_by_reading AS d
JOIN reading AS n ON n.name = d.reading
