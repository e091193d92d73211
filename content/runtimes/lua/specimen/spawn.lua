-- The smallest Lua program that starts another with luaposix and waits for it: spawn PROGRAM
-- [cwd=DIR] [uid=N] [ignore=NAME] [default=NAME] [handle=NAME] [open] [group] [session]
local posix = require 'posix'
local signal = require 'posix.signal'

local function refuse(problem)
  io.stderr:write(problem, '\n')
  os.exit(2)
end

local program = arg[1] or refuse('usage: spawn PROGRAM [WORD]...')
local in_child = {}
local dispositions = { ignore = signal.SIG_IGN, default = signal.SIG_DFL, handle = function() end }
local options = {
  cwd = function(folder) posix.chdir(folder) end,
  uid = function(number) posix.setpid('g', tonumber(number)) posix.setpid('u', tonumber(number)) end,
  group = function() posix.setpid('p', 0, 0) end,
  session = function() posix.setpid('s') end,
}
for _, word in ipairs({ table.unpack(arg, 2) }) do
  local key, value = word:match('^(%w+)=?(.*)$')
  if dispositions[key] and signal['SIG' .. value] then
    signal.signal(signal['SIG' .. value], dispositions[key])
  elseif options[key] then
    table.insert(in_child, function() options[key](value) end)
  elseif word == 'open' then
    zero = io.open('/dev/zero')
  else
    refuse('no such word: ' .. word)
  end
end

local function child()
  for _, step in ipairs(in_child) do step() end
  posix.execp(program, {})
  return 127
end
os.exit(posix.spawn(#in_child > 0 and child or { program }))
