-- view:    Which two are compared: the first two sides, or others. `SET VARIABLE first_party = 'kuaishou'` asks for
--          one.
-- uses:    side_order
-- columns: first, second VARCHAR (ids of sides, or of organizations compared by themselves)
--          | shift INTEGER (what a neutral side's line lacks to its rank)
WITH wanted AS (
    SELECT a.id AS first_side, b.id AS second_side,
        COALESCE(CAST(getvariable('first_party') AS VARCHAR), a.id) AS first,
        COALESCE(CAST(getvariable('second_party') AS VARCHAR), b.id) AS second
    FROM side_order AS a
    JOIN side_order AS b ON a.line = 1 AND b.line = 2
)
SELECT first, second, CASE WHEN first = first_side AND second = second_side THEN 0 ELSE 2 END AS shift
FROM wanted
