# The smallest Ruby program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [path=DIRS] [open] [group] [ignore|default|handle=SIGNAL]
program, *words = ARGV
abort 'usage: spawn PROGRAM [cwd=DIR] [path=DIRS] [open] [group] [ignore|default|handle=SIGNAL]' unless program
env = {}
options = {}
words.each do |word|
  key, value = word.split('=', 2)
  case key
  when 'cwd' then options[:chdir] = value
  when 'path' then env['PATH'] = value
  when 'ignore' then trap(value, 'IGNORE')
  when 'default' then trap(value, 'SYSTEM_DEFAULT')
  when 'handle' then trap(value || 'USR1') {}
  when 'open' then _kept = File.open('/dev/zero')
  when 'group' then options[:pgroup] = true
  else abort "no such word: #{word}"
  end
end
begin
  Process.wait(spawn(env, [program, program], options))
rescue SystemCallError => e
  exit e.errno
end
