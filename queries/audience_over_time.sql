-- question: How has each product’s audience grown, and who counted it?
-- params:   metric VARCHAR (an id of measures: mau, wau, …)
-- columns:  id VARCHAR | side_rank INTEGER | product VARCHAR | metric VARCHAR
--           | counter VARCHAR (who counted or, where nobody is named, the source)
--           | lower DOUBLE NULL (people) | best DOUBLE NULL (people) | upper DOUBLE NULL (people)
--           | qualifier VARCHAR NULL | earliest_day INTEGER (day number) | latest_day INTEGER (day number)
--           | precision VARCHAR | year INTEGER | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
SELECT s.id, s.side_rank, u.product, u.metric, s.counter, s.lower, s.best, s.upper, s.qualifier,
    s.earliest_day, s.latest_day, s.precision, s.year, s.month, s.day, s.part
FROM series AS s
JOIN users AS u ON u.id = s.id
WHERE u.metric = getvariable('metric')
ORDER BY u.product, s.earliest_day, s.latest_day, s.id
