/**
 * What is done in Redis in one step, in Lua. All keys of a room begin with KEYS[1] = `spawnscope:room:{ID}` and go together:
 *
 *   (itself)        hash    state, seq, epoch, …; `goes`: when all of it goes; `question` to `options`: what judges a vote
 *   :log            stream  the last changes, under their numbers
 *   :tokens :seats  hashes  token's hash → number → "number,name,name,removed"
 *   :names          set     names that are taken
 *   :ballots        set     "question:round" of the next two
 *   :votes:Q:R      hash    seat → "choice:when"
 *   :tally:Q:R      hash    choice → how many
 *   :here :heard    hash, sorted set   server → what it has, and when it said so
 *
 * Beside them `spawnscope:roomcode:CODE` → ID, and `spawnscope:rooms`, the ids by when they go. -1 answers that there is no room.
 * No command is newer than Redis 6.0.
 */
import { LATE_VOTE_MS } from '../../protocol/room.ts'
import { RING } from './store.ts'

export const ROOM_KEY = 'spawnscope:room:'
export const CODE_KEY = 'spawnscope:roomcode:'
export const ENDS_KEY = 'spawnscope:rooms'
/** What a server has said of a room counts for so long. */
const PRESENCE_LASTS_MS = 15_000

const SHARED = `
local room = KEYS[1]
local id = string.match(room, '{(.*)}')
local call = redis.call
local function now()
  local time = call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function codeKey(code) return '${CODE_KEY}' .. code end
-- A key that is new goes with its room.
local function goesWithRoom(key) call('PEXPIREAT', key, call('HGET', room, 'goes')) end
local function least(a, b) if tonumber(a) < tonumber(b) then return a else return b end end
-- Sets when all keys go. In the past, that removes them.
local function allGoAt(at)
  call('HSET', room, 'goes', at)
  local code = codeKey(call('HGET', room, 'code'))
  if call('GET', code) == id then call('PEXPIREAT', code, at) end
  for _, ballot in ipairs(call('SMEMBERS', room .. ':ballots')) do
    call('PEXPIREAT', room .. ':votes:' .. ballot, at)
    call('PEXPIREAT', room .. ':tally:' .. ballot, at)
  end
  for _, part in ipairs({':log', ':tokens', ':seats', ':names', ':ballots', ''}) do call('PEXPIREAT', room .. part, at) end
  call('ZADD', '${ENDS_KEY}', at, id)
end
local function exists() return call('EXISTS', room) == 1 end
`

const needing = (script: string): string => `${SHARED}if not exists() then return -1 end\n${script}`

/** ARGV: a word for this call, code, goes, then the fields. A connection that breaks may bring the same call twice. */
export const CREATE = `${SHARED}
local call_name, code, goes = ARGV[1], ARGV[2], ARGV[3]
if exists() then
  if call('HGET', room, 'made') == call_name then return 1 else return 0 end
end
if call('EXISTS', codeKey(code)) == 1 then return 0 end
call('SET', codeKey(code), id)
call('HSET', room, 'made', call_name, 'code', code, unpack(ARGV, 4))
allGoAt(goes)
return 1
`

export const LOAD = needing(`return call('HMGET', room, 'epoch', 'seq', 'state', 'keyHash', 'openedAt', 'endsAt')`)

/** ARGV: a word for this call, after, code, endsAt, the change for the log, then the fields. */
export const APPEND = needing(`
local call_name, after, code, endsAt, change = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local seq = string.format('%.0f', after + 1)
if call('HGET', room, 'seq') ~= after then
  local logged = call('XRANGE', room .. ':log', seq .. '-0', seq .. '-0')[1]
  if logged and logged[2][4] == call_name then return 1 else return 0 end
end
local holder = call('GET', codeKey(code))
if holder and holder ~= id then return 0 end
local before = codeKey(call('HGET', room, 'code'))
if before ~= codeKey(code) and call('GET', before) == id then call('DEL', before) end
call('SET', codeKey(code), id)
call('HSET', room, 'seq', seq, 'code', code, 'endsAt', endsAt, unpack(ARGV, 6))
call('XADD', room .. ':log', 'MAXLEN', '=', ${RING}, seq .. '-0', 'change', change, 'call', call_name)
allGoAt(least(call('HGET', room, 'until'), endsAt))
call('PUBLISH', room .. ':wake', '{"of":"change"}')
return 1
`)

/** ARGV: seq. Gives the room's seq, and what the log has after the one asked for. */
export const SINCE = needing(`
local found = {}
for _, logged in ipairs(call('XRANGE', room .. ':log', string.format('%.0f', ARGV[1] + 1), '+')) do
  table.insert(found, {logged[1], logged[2][2]})
end
return {tonumber(call('HGET', room, 'seq')), found}
`)

/** ARGV: field, value. */
export const SET_FIELD = needing(`
call('HSET', room, ARGV[1], ARGV[2])
return 1
`)

/** ARGV: until. */
export const TOUCH = needing(`
call('HSET', room, 'until', ARGV[1])
allGoAt(least(ARGV[1], call('HGET', room, 'endsAt')))
return 1
`)

/** ARGV: the token's hash. */
export const SEAT_OF = needing(`
local number = call('HGET', room .. ':tokens', ARGV[1])
return number and call('HGET', room .. ':seats', number)
`)

/** ARGV: the token's hash, most, the names to try. */
export const ADD_SEAT = needing(`
local tokens, seats, names = room .. ':tokens', room .. ':seats', room .. ':names'
local known = call('HGET', tokens, ARGV[1])
if known then return call('HGET', seats, known) end
local number = call('HLEN', seats) + 1
if number > tonumber(ARGV[2]) then return false end
local name = ARGV[3]
for at = 3, #ARGV do
  if call('SISMEMBER', names, ARGV[at]) == 0 then
    name = ARGV[at]
    break
  end
end
local seat = number .. ',' .. name .. ',0'
call('HSET', tokens, ARGV[1], number)
call('HSET', seats, number, seat)
call('SADD', names, name)
for _, key in ipairs({tokens, seats, names}) do goesWithRoom(key) end
return seat
`)

/** ARGV: number, 1 or 0. */
export const SET_REMOVED = needing(`
local seat = call('HGET', room .. ':seats', ARGV[1])
if not seat then return 0 end
call('HSET', room .. ':seats', ARGV[1], string.sub(seat, 1, -2) .. ARGV[2])
return 1
`)

export const SEATS = needing(`return call('HVALS', room .. ':seats')`)

/** decideVote (protocol/room.ts) by the clock of Redis, and then the vote. ARGV: seat, question, round, choice. */
export const VOTE = needing(`
local seat, question, round, choice = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local asked = call('HMGET', room, 'open', 'question', 'round', 'options', 'closesAt')
if asked[1] ~= '1' or asked[2] ~= question or asked[3] ~= round or tonumber(choice) >= tonumber(asked[4]) then return 0 end
local at = now()
if asked[5] ~= '' and at > asked[5] + ${LATE_VOTE_MS} then return 0 end
local ballot = question .. ':' .. round
local votes, tally = room .. ':votes:' .. ballot, room .. ':tally:' .. ballot
local before = call('HGET', votes, seat)
if before then call('HINCRBY', tally, string.match(before, '^%d+'), -1) end
call('HSET', votes, seat, choice .. ':' .. string.format('%.0f', at))
call('HINCRBY', tally, choice, 1)
if call('SADD', room .. ':ballots', ballot) == 1 then
  for _, key in ipairs({votes, tally, room .. ':ballots'}) do goesWithRoom(key) end
end
return 1
`)

/** ARGV: ballot, seat. */
export const VOTE_OF = needing(`return call('HGET', room .. ':votes:' .. ARGV[1], ARGV[2])`)
/** ARGV: ballot. Field, value, field, value. */
export const TALLY = needing(`return call('HGETALL', room .. ':tally:' .. ARGV[1])`)
/** ARGV: ballot. Field, value, field, value. */
export const VOTES = needing(`return call('HGETALL', room .. ':votes:' .. ARGV[1])`)

/** ARGV: server, what it has ('' for nothing). */
export const SAY = `${SHARED}
local here, heard, at = room .. ':here', room .. ':heard', now()
local gone = call('ZRANGEBYSCORE', heard, '-inf', at - ${PRESENCE_LASTS_MS})
if ARGV[2] == '' then table.insert(gone, ARGV[1]) end
for _, server in ipairs(gone) do
  call('HDEL', here, server)
  call('ZREM', heard, server)
end
if ARGV[2] ~= '' then
  call('HSET', here, ARGV[1], ARGV[2])
  call('ZADD', heard, at, ARGV[1])
  call('PEXPIRE', here, ${PRESENCE_LASTS_MS})
  call('PEXPIRE', heard, ${PRESENCE_LASTS_MS})
end
return 1
`

export const PRESENT = `${SHARED}
local servers = call('ZRANGEBYSCORE', room .. ':heard', now() - ${PRESENCE_LASTS_MS}, '+inf')
if #servers == 0 then return {} end
return call('HMGET', room .. ':here', unpack(servers))
`

/** KEYS: the ids by when they go. */
export const SIZE = `
local time = redis.call('TIME')
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', time[1] * 1000 + math.floor(time[2] / 1000))
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
if last then redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', last)) end
return redis.call('ZCARD', KEYS[1])
`
