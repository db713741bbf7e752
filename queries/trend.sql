-- question: How has one measure moved, and who counted it?
-- params:   measure VARCHAR (an id of measures)
-- columns:  id VARCHAR | side_rank INTEGER | subject VARCHAR (a product or an organization) | measure VARCHAR
--           | unit VARCHAR | counter VARCHAR (who counted or, where nobody is named, the source)
--           | lower DOUBLE NULL (unit) | best DOUBLE NULL (unit) | upper DOUBLE NULL (unit)
--           | qualifier VARCHAR NULL | earliest_day INTEGER (day number) | latest_day INTEGER (day number)
--           | precision VARCHAR | year INTEGER | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
SELECT id, side_rank, subject, measure, unit, counter, lower, best, upper, qualifier,
    earliest_day, latest_day, precision, year, month, day, part
FROM series
WHERE measure = getvariable('measure')
ORDER BY unit, subject, earliest_day, latest_day, id
