-- What is asked for has been kept by enough replicas.
tell_up_to(math.min(tonumber(ARGV[4]), lamport_of('lamport')))
