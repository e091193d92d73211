# Says which line of the program runs, for the tracer: in a page of memory that it reads at each system call. ruby -r prelude.rb PROGRAM
class SpawnscopeLine
  PAGE = 4096
  MAGIC = 0x656e696c
  FILE = 8
  FUNCTION = 72

  def initialize(program)
    @program = program
    open_page
  end

  # Ruby 3.1 can map a file only so that it is shared. So a child of fork gets a page of its own.
  def open_page
    # The tracer knows the beginning of this name.
    path = "/tmp/spawnscope-line-#{Process.pid}-#{Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)}"
    File.open(path, File::RDWR | File::CREAT | File::EXCL | File::NOFOLLOW, 0o600) do |file|
      file.syswrite("\0" * PAGE)
      @page = IO::Buffer.map(file, PAGE)
    end
    File.unlink(path)
    @page.set_string("#{plain(File.basename(@program), 63)}\0", FILE)
    @page.set_string("main\0", FUNCTION)
    @page.set_value(:u32, 0, MAGIC)
  end

  def line(number)
    @page.set_value(:u32, 4, number)
  end

  def say(number, function)
    line(number)
    @page.set_string("#{plain(function || 'main', 127)}\0", FUNCTION)
  end

  # A statement may have several lines: a call says the line that it stands in. A method or block that returns leads back to its caller's.
  # Other threads run at the same time, elsewhere, so they have no line.
  def trace
    TracePoint.new(:line, :c_call, :return, :b_return) do |at|
      next unless at.path == @program && Thread.current == Thread.main

      case at.event
      when :line then say(at.lineno, at.method_id)
      when :c_call then line(at.lineno)
      else back(caller_locations(2))
      end
    end.enable
  end

  # A method of Ruby's own stands at the line of its caller, and before it.
  def back(places)
    at = places&.find_index { |one| one.path == @program }
    return line(0) unless at

    place, caller = places[at, 2]
    place = caller if caller && caller.path == @program && caller.lineno == place.lineno
    say(place.lineno, place.base_label.delete('<>'))
  end

  private

  def plain(text, most)
    text.to_s.encode('US-ASCII', invalid: :replace, undef: :replace)[0, most]
  end
end

SPAWNSCOPE_LINE = SpawnscopeLine.new($PROGRAM_NAME)
# The first that is registered runs last: what Ruby does after it is no line of the program.
at_exit { SPAWNSCOPE_LINE.line(0) }
SPAWNSCOPE_LINE.trace
Process.singleton_class.prepend(Module.new do
  def _fork
    places = caller_locations
    super.tap do |child|
      next unless child.zero?

      SPAWNSCOPE_LINE.open_page
      SPAWNSCOPE_LINE.back(places)
    end
  end
end)
