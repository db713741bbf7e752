-- view:    The statements the reading uses: what every question is asked of, unless it asks for every statement there is.
-- uses:    every_statement, reading, readings
-- columns: as in every_statement
SELECT s.*
FROM every_statement AS s
JOIN readings AS r ON r.id = s.id
JOIN reading AS n ON n.name = r.reading
