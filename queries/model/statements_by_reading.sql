-- table:   The statements each reading uses, with their date as an interval.
-- uses:    every_statement, readings, spans
-- columns: reading VARCHAR | and as in every_statement
--          | precision, earliest, latest, earliest_day, latest_day as in spans (NULL = no date)
SELECT r.reading, s.*, d.precision, d.earliest, d.latest, d.earliest_day, d.latest_day
FROM every_statement AS s
JOIN readings AS r ON r.id = s.id
LEFT JOIN spans AS d ON d.id = s.id
