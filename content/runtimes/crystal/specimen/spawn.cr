# The smallest Crystal program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [ignore=NAME] [default=NAME] [handle=NAME] [open]
program, folder, zero = ARGV[0], nil, nil
begin
  ARGV.skip(1).each do |word|
    key, _, value = word.partition('=')
    case key
    when "cwd"     then folder = value
    when "ignore"  then Signal.parse(value).ignore
    when "default" then Signal.parse(value).reset
    when "handle"  then Signal.parse(value).trap { }
    when "open"    then zero = File.open("/dev/zero")
    else                raise ArgumentError.new("no such word: #{word}")
    end
  end
  exit Process.run(program, chdir: folder, input: :inherit, output: :inherit, error: :inherit).exit_code
rescue error : ArgumentError
  STDERR.puts error.message
  exit 2
rescue error : File::Error
  exit error.os_error.as(Errno).value
end
