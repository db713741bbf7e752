-- question: What is counted beside people, prices and dates, and of how many?
-- params:
-- columns:  id VARCHAR | unit VARCHAR NULL | kind VARCHAR | figures BIGINT (of the reading)
SELECT m.id, m.unit, m.kind, COUNT(*) AS figures
FROM measures AS m
JOIN other_figures AS o ON o.measure = m.id
JOIN statements AS s ON s.id = o.id
WHERE m.kind <> 'quota' AND (s.lower IS NOT NULL OR s.upper IS NOT NULL)
GROUP BY m.id, m.unit, m.kind
ORDER BY figures DESC, m.id
