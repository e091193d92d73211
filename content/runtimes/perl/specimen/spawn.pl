# The smallest Perl program that starts another and waits for it: spawn PROGRAM
my $status = system { $ARGV[0] } $ARGV[0];
exit($status == -1 ? $! + 0 : $status >> 8);
