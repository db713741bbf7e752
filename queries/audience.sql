-- question: How many people does each side reach, and how is it counted?
-- params:
-- columns:  id VARCHAR | metric VARCHAR | metric_name VARCHAR | metric_name_zh VARCHAR | definition VARCHAR | definition_zh VARCHAR
--           | place INTEGER | side_name VARCHAR | side_name_zh VARCHAR | product VARCHAR
--           | product_name VARCHAR | product_name_zh VARCHAR | provider VARCHAR (who counted) | provider_zh VARCHAR | lower DOUBLE (people) | best DOUBLE (people) | upper DOUBLE (people)
--           | qualifier VARCHAR | rule VARCHAR (NULL = stated) | input_a VARCHAR | input_b VARCHAR
--           | share_lower DOUBLE (of one) | share_upper DOUBLE (of one)
--           | earliest_day INTEGER (day number) | latest_day INTEGER (day number) | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | as_written VARCHAR | claim VARCHAR | claim_zh VARCHAR
WITH stated AS (
    SELECT c.id, c.unit AS metric, c.place, c.side_name, c.side_name_zh, c.product, c.product_name, c.product_name_zh, u.provider, u.provider_zh, c.lower, c.best, c.upper, c.qualifier,
        NULL AS rule, NULL AS input_a, NULL AS input_b, NULL AS share_lower, NULL AS share_upper,
        c.earliest_day, c.latest_day, c.year, c.month, c.day, c.part, c.as_written, c.claim, c.claim_zh
    FROM cited AS c
    JOIN users AS u ON u.id = c.id
),
implied AS (
    SELECT d.id, d.unit AS metric, l.place, l.name AS side_name, l.name_zh AS side_name_zh, d.product, p.name AS product_name, p.name_zh AS product_name_zh, NULL AS provider, NULL AS provider_zh,
        d.lower, CASE WHEN d.lower = d.upper THEN d.lower END AS best, d.upper, NULL AS qualifier,
        d.rule, d.input_a, d.input_b, b.lower AS share_lower, b.upper AS share_upper,
        NULL AS earliest_day, NULL AS latest_day, a.year, a.month, a.day, a.part, NULL AS as_written, NULL AS claim, NULL AS claim_zh
    FROM derived AS d
    JOIN statements AS a ON a.id = d.input_a
    JOIN statements AS b ON b.id = d.input_b
    JOIN products AS p ON p.id = d.product
    JOIN organizations AS o ON o.id = p.organization
    JOIN places AS l ON l.id = o.side
    WHERE d.rule = 'whole_from_share'
),
together AS (
    SELECT * FROM stated UNION ALL SELECT * FROM implied
)
SELECT t.id, t.metric, m.name AS metric_name, m.name_zh AS metric_name_zh, m.definition, m.definition_zh,
    t.place, t.side_name, t.side_name_zh, t.product, t.product_name, t.product_name_zh, t.provider, t.provider_zh,
    t.lower, t.best, t.upper, t.qualifier, t.rule, t.input_a, t.input_b, t.share_lower, t.share_upper,
    t.earliest_day, t.latest_day, t.year, t.month, t.day, t.part, t.as_written, t.claim, t.claim_zh
FROM together AS t
JOIN measures AS m ON m.id = t.metric
ORDER BY t.metric, COALESCE(t.upper, t.lower) DESC NULLS LAST, t.id
