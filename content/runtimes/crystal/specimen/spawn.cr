# The smallest Crystal program that starts another and waits for it: spawn PROGRAM
begin
  exit Process.run(ARGV[0], input: :inherit, output: :inherit, error: :inherit).exit_code
rescue error : File::Error
  exit error.os_error.as(Errno).value
end
