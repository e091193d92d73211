# The smallest Ruby program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [path=DIRS] [handle] [group]
program, *words = ARGV
abort 'usage: spawn PROGRAM [cwd=DIR] [path=DIRS] [handle] [group]' unless program
env = {}
options = {}
words.each do |word|
  key, value = word.split('=', 2)
  case key
  when 'cwd' then options[:chdir] = value
  when 'path' then env['PATH'] = value
  when 'group' then options[:pgroup] = true
  when 'handle' then trap('USR1') {}
  else abort "no such word: #{word}"
  end
end
begin
  Process.wait(spawn(env, [program, program], options))
rescue SystemCallError => e
  exit e.errno
end
