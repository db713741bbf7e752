-- table:   The sides in the order of their file: the first two are compared unless others are asked for.
-- columns: id VARCHAR | line INTEGER (1 = the first)
SELECT id, CAST(ROW_NUMBER() OVER () AS INTEGER) AS line
FROM sides
