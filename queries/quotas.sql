-- question: What may a user have for nothing, and how much of it?
-- params:
-- columns:  id VARCHAR | side_rank INTEGER | is_compared BOOLEAN | product VARCHAR | measure VARCHAR
--           | lower DOUBLE NULL (unit) | best DOUBLE NULL (unit) | upper DOUBLE NULL (unit)
--           | qualifier VARCHAR NULL | unit VARCHAR (things per day, week or month)
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
SELECT c.id, c.side_rank, c.is_compared, c.product, o.measure, c.lower, c.best, c.upper, c.qualifier, c.unit,
    c.year, c.month, c.day, c.part
FROM sided_statements AS c
JOIN other_figures AS o ON o.id = c.id
JOIN measures AS m ON m.id = o.measure AND m.kind = 'quota'
WHERE c.product IS NOT NULL
ORDER BY o.measure, c.side_rank, c.id
