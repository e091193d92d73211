# What Ruby's own Process.spawn takes: ruby spawns.rb MB COUNT PROGRAM
# Prints /proc/self/status and smaps_rollup, a line of ---, then nanoseconds, one spawn a line.
megabytes, count, program = ARGV
ballast = "\x01".b * (megabytes.to_i << 20)
%w[/proc/self/status /proc/self/smaps_rollup].each { |file| print File.read(file) }
puts "---"
count.to_i.times do
  began = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)
  pid = Process.spawn(program)
  Process.wait(pid)
  took = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond) - began
  abort "the program failed" unless $?.success?
  puts took
end
abort "the ballast is gone" unless ballast.bytesize == megabytes.to_i << 20
