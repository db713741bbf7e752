-- view:    The statements the reading uses, with the names, side, date interval and source a reader sees beside them.
-- uses:    described, reading, readings
-- columns: as in described
SELECT d.*
FROM described AS d
JOIN readings AS r ON r.id = d.id
JOIN reading AS n ON n.name = r.reading
