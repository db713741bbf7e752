-- table:   The sides in the order of their file: places 1 and 2 are compared, later ones are neutral.
-- columns: place INTEGER
SELECT id, name, name_zh, CAST(ROW_NUMBER() OVER (ORDER BY 0) AS INTEGER) AS place
FROM sides
