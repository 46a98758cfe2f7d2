-- Everything up to the head, told or not: whoever asks has it kept by replicas and told before it is used.
local from_lamport, from_id = ARGV[4], ARGV[5]
if call('EXISTS', PARTY) == 0 then return false end

local function events_after()
  if from_lamport == '' then return nil end
  local entries = call('XRANGE', LOG, from_lamport .. '-0', '+', 'COUNT', TAIL_LENGTH + 1)
  local first = entries[1]
  if not first or first[1] ~= from_lamport .. '-0' or #entries > TAIL_LENGTH then return nil end
  if string.match(first[2][2], '^{"lamport":%d+,"id":"([^"]+)"') ~= from_id then return nil end
  local events = {}
  for index = 2, #entries do events[index - 1] = entries[index][2][2] end
  return events
end

local function retained_events()
  local kept, events = kept_lamports(), {}
  for _, entry in ipairs(call('XRANGE', LOG, '-', '+')) do
    if kept[entry[1]] then events[#events + 1] = entry[2][2] end
  end
  return events
end

local after = events_after()
local lamport = lamport_of('lamport')
local is_untold = lamport > lamport_of('told')
-- A write, so that waiting for replicas covers what another connection wrote.
if is_untold then call('HINCRBY', PARTY, 'asked', 1) end
return {
  after and '0' or '1',
  is_untold and '1' or '0',
  int(lamport),
  field('head') or '',
  field('host') or '',
  listed_members(),
  after or retained_events(),
  field('rules') or '',
  call('HGETALL', ROLES),
  call('ZCARD', PRESENT),
}
