-- Moves the leases of members that are in; `connection` says whether they still have one.
local lease_until, connection = ARGV[4], ARGV[5]
for index = 6, #ARGV do
  if call('ZSCORE', LEASES, ARGV[index]) then
    call('ZADD', LEASES, lease_until, ARGV[index])
    if connection == 'gone' then call('HDEL', CONNECTED, ARGV[index]) end
  end
end
