-- table:   The gravest conflict of each statement with what another source still says, as conflicts.csv explains it.
-- uses:    every_statement
-- columns: id VARCHAR | other VARCHAR (the statement of another source) | severity VARCHAR
WITH opposed AS (
    SELECT statement_a AS id, statement_b AS other, severity FROM conflicts
    UNION ALL SELECT statement_b AS id, statement_a AS other, severity FROM conflicts
),
ranked AS (
    SELECT o.id, o.other, o.severity, ROW_NUMBER() OVER (
        PARTITION BY o.id ORDER BY CASE o.severity WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END, o.other
    ) AS row_number
    FROM opposed AS o
    JOIN every_statement AS x ON x.id = o.other AND NOT x.by_article AND x.rank <> 'deprecated'
)
SELECT id, other, severity
FROM ranked
WHERE row_number = 1
