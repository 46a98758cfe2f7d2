-- Answers since when the party is empty, if it is.
depart(ARGV[4], now_ms())
return field('emptySince')
