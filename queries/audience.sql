-- question: How many people does each side reach, and how is it counted?
-- params:
-- columns:  id VARCHAR | metric VARCHAR | side VARCHAR | side_rank INTEGER | is_compared BOOLEAN | product VARCHAR
--           | lower DOUBLE NULL (people) | best DOUBLE NULL (people) | upper DOUBLE NULL (people)
--           | qualifier VARCHAR NULL | rule VARCHAR NULL (NULL = stated) | input_a VARCHAR NULL | input_b VARCHAR NULL
--           | share_lower DOUBLE NULL (of one) | share_upper DOUBLE NULL (of one)
--           | earliest_day INTEGER NULL (day number) | latest_day INTEGER NULL (day number)
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
WITH stated AS (
    SELECT id, unit AS metric, side, side_rank, is_compared, product, lower, best, upper, qualifier,
        NULL AS rule, NULL AS input_a, NULL AS input_b, NULL AS share_lower, NULL AS share_upper,
        earliest_day, latest_day, year, month, day, part
    FROM sided_statements
    WHERE table_name = 'users'
),
implied AS (
    SELECT d.id, d.unit AS metric, m.side, m.side_rank, m.is_compared, d.product,
        d.lower, CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper, NULL AS qualifier,
        d.rule, d.input_a, d.input_b, b.lower AS share_lower, b.upper AS share_upper,
        NULL AS earliest_day, NULL AS latest_day, a.year, a.month, a.day, a.part
    FROM derived AS d
    JOIN statements AS a ON a.id = d.input_a
    JOIN statements AS b ON b.id = d.input_b
    JOIN products AS p ON p.id = d.product
    JOIN members AS m ON m.organization = p.organization
    WHERE d.rule = 'whole_from_share'
),
together AS (
    SELECT * FROM stated UNION ALL SELECT * FROM implied
)
SELECT *
FROM together
ORDER BY metric, COALESCE(upper, lower) DESC NULLS LAST, id
