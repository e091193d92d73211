# The smallest Perl program that starts another and waits for it: spawn PROGRAM
# [ignore=NAME] [default=NAME] [handle=NAME] [block=NAME] [open]
my ($program, @words) = @ARGV;
for (@words) {
    my ($key, $name) = split /=/;
    if ($_ eq 'open') { open(ZERO, '<', '/dev/zero') }
    elsif (!$name || !exists $SIG{$name}) { warn "no such word: $_\n"; exit 2 }
    elsif ($key eq 'ignore') { $SIG{$name} = 'IGNORE' }
    elsif ($key eq 'default') { $SIG{$name} = 'DEFAULT' }
    elsif ($key eq 'handle') { $SIG{$name} = sub { } }
    elsif ($key eq 'block') {
        require POSIX;
        POSIX::sigprocmask(POSIX::SIG_BLOCK(), POSIX::SigSet->new(POSIX->can("SIG$name")->()));
    }
    else { warn "no such word: $_\n"; exit 2 }
}
my $status = system { $program } $program;
exit($status == -1 ? $! + 0 : $status >> 8);
